"""The enumerations of the business: stored code → label (`domain.md` § 2). Codes are what the store and files hold."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from resources.i18n import N_

ENUMERATIONS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "customer_status": {"potential": N_("Potential"), "existing": N_("Existing"), "lost": N_("Lost")},
        "customer_category": {
            "enterprise": N_("Enterprise"),
            "government": N_("Government"),
            "public_institution": N_("Public institution"),
            "non_profit": N_("Non-profit organisation"),
            "military": N_("Military"),
        },
        "enterprise_type": {
            "central_soe": N_("Central state-owned enterprise"),
            "local_soe": N_("Local state-owned enterprise"),
            "joint_venture": N_("Joint venture"),
            "private": N_("Private enterprise"),
            "foreign": N_("Foreign-funded enterprise"),
            "collective": N_("Collective enterprise"),
            "other": N_("Other"),
        },
        "key_account_type": {
            "economic": N_("Economic key account"),
            "important": N_("Important account"),
            "chain": N_("Industry-chain account"),
            "strategic": N_("Strategic account"),
        },
        "purchase_motive": {
            "consumption": N_("Consumption"),
            "manufacturing": N_("Manufacturing"),
            "trading": N_("Trading"),
            "representative": N_("Representative"),
        },
        "payer_type": {"unified": N_("Unified payment"), "individual": N_("Individual payment"), "mixed": N_("Mixed")},
        "level3": {"high": N_("High"), "medium": N_("Medium"), "low": N_("Low")},
        "grade": {"A": "A", "B": "B", "C": "C", "D": "D"},
        "buying_role": {
            "user": N_("User"),
            "influencer": N_("Influencer"),
            "decider": N_("Decider"),
            "approver": N_("Approver"),
            "buyer": N_("Buyer"),
            "gatekeeper": N_("Gatekeeper"),
        },
        "attitude": {
            "champion": N_("Champion"),
            "supporter": N_("Supporter"),
            "neutral": N_("Neutral"),
            "non_supporter": N_("Non-supporter"),
            "opponent": N_("Opponent"),
        },
        "influence": {"inner_circle": N_("Inner circle"), "inside": N_("Inside"), "outside": N_("Outside")},
        "coverage": {
            "none": N_("No contact"),
            "brief": N_("Brief contact"),
            "multiple": N_("Multiple contacts"),
            "in_depth": N_("In depth"),
        },
        "evidence": {"assumed": N_("Assumed"), "confirmed": N_("Confirmed")},
        "relationship_level": {
            "vendor": N_("Vendor"),
            "credible_source": N_("Credible source"),
            "problem_solver": N_("Problem solver"),
            "trusted_advisor": N_("Trusted advisor"),
        },
        "communication_style": {
            "likes_jokes": N_("Likes jokes"),
            "wants_evidence": N_("Wants evidence"),
            "wants_advice": N_("Wants advice"),
            "likes_debate": N_("Likes debate"),
            "expert": N_("Knows the field"),
            "straightforward": N_("Straightforward"),
        },
        "gender": {"male": N_("Male"), "female": N_("Female")},
        "calendar": {"solar": N_("Solar calendar"), "lunar": N_("Lunar calendar")},
        "contact_status": {"active": N_("Active"), "moved": N_("Moved"), "left": N_("Left")},
        "line_kind": {"solid": N_("Solid line"), "dotted": N_("Dotted line")},
        "influence_kind": {"influences": N_("Influences"), "conflicts": N_("Conflict")},
        "member_status": {
            "active": N_("In service"),
            "suspended": N_("Suspended"),
            "left": N_("Left the network"),
        },
        "operator": {
            "mobile": N_("China Mobile"),
            "telecom": N_("China Telecom"),
            "unicom": N_("China Unicom"),
            "broadnet": N_("China Broadnet"),
            "other": N_("Other"),
        },
        "product_layer": {
            "basic": N_("Basic communication"),
            "application": N_("Group application"),
            "industry": N_("Industry solution"),
            "integration": N_("Integration service"),
        },
        "product_function": {
            "basic_communication": N_("Basic communication"),
            "office": N_("Office management"),
            "marketing": N_("Marketing service"),
            "production": N_("Production control"),
        },
        "brand_line": {
            "communication": N_("Communication power"),
            "marketing": N_("Marketing power"),
            "office": N_("Office power"),
        },
        "tariff_structure": {"flat": N_("Flat rate"), "floating": N_("Floating rate")},
        "contact_mode": {
            "on_site": N_("On site"),
            "phone": N_("Phone"),
            "sms": N_("Text message"),
            "event": N_("Event"),
        },
        "visit_status": {"planned": N_("Planned"), "done": N_("Done"), "cancelled": N_("Cancelled")},
        "initiator": {"we": N_("We"), "they": N_("They")},
        "promise_state": {
            "open": N_("To be kept"),
            "kept": N_("Kept"),
            "late": N_("Late"),
            "broken": N_("Broken"),
            "substituted": N_("Substituted"),
        },
        "need_source": {
            "stated": N_("Stated by the customer"),
            "guided": N_("Guided"),
            "observed": N_("Observed"),
            "latent": N_("Latent"),
        },
        "need_status": {
            "open": N_("Unsolved"),
            "in_progress": N_("In progress"),
            "solved": N_("Solved"),
            "dropped": N_("Dropped"),
        },
        "competitor_war": {
            "device": N_("Device war"),
            "tariff": N_("Tariff war"),
            "product": N_("Product war"),
            "relation": N_("Relation war"),
        },
        "competitor_tactic": {
            "gift_phones": N_("Phones given to key people"),
            "welfare_issue": N_("Welfare issue"),
            "prepaid_gift": N_("Phone with prepayment"),
            "building_wiring": N_("Building investment for a whole move"),
            "barter": N_("Resource barter"),
            "discount_bundle": N_("Discounted line and broadband bundle"),
            "erosion": N_("Mass-market erosion"),
        },
        "channel": {
            "direct": N_("Account manager"),
            "telesales": N_("Telesales"),
            "agent": N_("Agent (SA)"),
            "distributor": N_("Distributor"),
            "hall": N_("Business hall"),
            "web": N_("Web or self-service"),
            "partner": N_("SI partner"),
        },
        "piece_category": {
            "basic_group": N_("Basic group business"),
            "informatization": N_("Group informatization products"),
            "personal": N_("Personal business"),
        },
        "log_category": {"development": N_("Development"), "retention": N_("Retention"), "other": N_("Other work")},
        "staff_role": {
            "chief": N_("Chief account representative"),
            "industry": N_("Industry manager"),
            "manager": N_("Account manager"),
            "support": N_("Support manager"),
            "head": N_("District head"),
        },
        "kpi_scope": {"district": N_("District"), "manager": N_("Account manager")},
        "task_kind": {
            "bundle_expiry": N_("Bundle ends"),
            "agreement_expiry": N_("Agreement ends"),
            "birthday": N_("Birthday"),
            "holiday_payment": N_("Holiday payment"),
            "promise_due": N_("Promise due"),
            "visit_due": N_("Visit due"),
            "grade_drop": N_("Grade warning"),
            "member_loss": N_("Member loss"),
            "arrears": N_("Arrears"),
            "credit_review": N_("Credit review"),
            "stale_role": N_("Judgement to renew"),
            "missing_role": N_("Role missing"),
            "usage_stopped": N_("Usage warning"),
        },
        "task_status": {
            "open": N_("To do"),
            "done": N_("Done"),
            "dismissed": N_("Dismissed"),
            "closed": N_("Cause gone"),
        },
        "retention_type": {
            "relationship": N_("Relationship keeping"),
            "cost": N_("Cost keeping"),
            "product": N_("Product keeping"),
        },
        "value_class": {
            "mvc": N_("Most valuable"),
            "mgc": N_("Most growable"),
            "lvc": N_("Low contribution"),
            "bz": N_("Below zero"),
        },
        "benefit_kind": {
            "vip_card": N_("VIP card"),
            "business_card": N_("Digital business card"),
            "birthday_gift": N_("Birthday gift"),
            "club": N_("Club event"),
            "lecture": N_("Lecture"),
            "alliance": N_("Alliance merchant"),
        },
        "benefit_state": {
            "planned": N_("Planned"),
            "sent": N_("Sent"),
            "received": N_("Received"),
            "cancelled": N_("Cancelled"),
        },
        "service_request_kind": {
            "provisioning": N_("Provisioning"),
            "assurance": N_("Fault"),
            "billing": N_("Billing"),
            "complaint": N_("Complaint"),
        },
    }
)

# fmt: off
INDUSTRIES: Final = (
    "政务", "交通", "物流", "金融", "铁路", "农业", "教育", "医疗", "公检法", "新闻", "制造", "建筑", "商贸", "能源", "通信", "其他",
)
# fmt: on
"""First-level industries, as the field writes them; they are data, not screen text."""
