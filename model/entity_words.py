"""What each kind of record is called in a list of changes."""

from typing import Final

from resources.i18n import N_, _

ENTITIES: Final = {
    "customer": N_("Customer"),
    "contact": N_("Contact"),
    "site": N_("Site"),
    "visit": N_("Visit"),
    "visit_met": N_("Person met"),
    "need": N_("Need"),
    "need_link": N_("Need unlocked"),
    "promise": N_("Promise"),
    "installed_product": N_("Product in use"),
    "agreement": N_("Agreement"),
    "work_log_entry": N_("Work log line"),
    "submission": N_("Month's hand-in"),
    "business_partner": N_("Partner or supplier"),
    "analysis_text": N_("Sentence of an analysis"),
    "attachment": N_("Photo"),
    "competitor_move": N_("Rival's move"),
    "buying_role": N_("Judgement"),
    "reporting_line": N_("Reporting line"),
    "influence_line": N_("Influence line"),
    "opportunity": N_("Opportunity"),
    "quote": N_("Proposal"),
    "quote_item": N_("Proposal line"),
    "retention_task": N_("Task"),
    "benefit_grant": N_("Benefit"),
    "benefit_event": N_("Club event or lecture"),
    "alliance_merchant": N_("Alliance merchant"),
    "credit_review": N_("Credit review"),
    "credit_event": N_("Credit event"),
    "member": N_("Member"),
    "member_month": N_("Members' month"),
    "billing_month": N_("Month's bill"),
    "value_grade": N_("Grade"),
    "company_grade": N_("Company grade"),
    "conflict": N_("Conflict"),
    "erasure": N_("Erasure"),
    "segment": N_("Segment"),
    "setting": N_("Setting"),
    "snapshot": N_("Snapshot"),
    "snapshot_member": N_("Snapshot member"),
    "product_offering": N_("Product"),
    "price_card": N_("Price"),
    "self_test_answer": N_("Self-test answer"),
    "success_case": N_("Case"),
    "expert": N_("Expert"),
    "account_plan_chapter": N_("Account plan chapter"),
    "quiz_round": N_("Quiz round"),
    "campaign": N_("Campaign"),
    "campaign_target": N_("Customer of a campaign"),
    "questionnaire": N_("Questionnaire"),
    "questionnaire_version": N_("Questionnaire's version"),
    "answer_sheet": N_("Answer sheet"),
    "customer_opinion": N_("Customer's opinion"),
    "market_study": N_("Market study"),
    "study_step": N_("Step of a study"),
}


def entity_words(entity: str) -> str:
    """What an entity is called; one without a name of its own is another record."""
    return _(ENTITIES.get(entity, N_("Other record")))
