"""Whose rows are edited many at a time, and which of their fields mean the same for many."""

from dataclasses import dataclass
from typing import Any, Final

from model.catalogue.records import Agreement, InstalledProduct, PriceCard, ProductOffering
from model.competition.records import CompetitorMove
from model.customers.records import Customer
from model.needs.records import Expectation, Need, Promise
from model.opportunities.records import Opportunity
from model.proposals.records import Quote, RivalPrice


@dataclass(frozen=True)
class Subject:
    """The record, the field a row is called by, and the fields that may be set for many."""

    record: type[Any]
    title: str
    fields: tuple[str, ...]


CUSTOMERS: Final = Subject(
    Customer,
    "name",
    (
        "industry",
        "industry_detail",
        "customer_category",
        "enterprise_type",
        "key_account_type",
        "purchase_motive",
        "payer_type",
        "price_sensitivity",
        "service_tier",
        "company_grade",
        "credit_rating",
        "region",
        "grid",
        "status",
        "manager_name",
        "manager_no",
        "boss_project",
        "remarks",
    ),
)
NEEDS: Final = Subject(
    Need, "statement", ("owner", "due", "status", "importance", "urgency", "need_source", "category", "our_answer")
)
PROMISES: Final = Subject(Promise, "text", ("due_on", "owner", "expected_effect"))
OPPORTUNITIES: Final = Subject(
    Opportunity,
    "name",
    ("expected_close", "stage", "probability", "next_step", "next_on", "team", "competitors", "remarks"),
)
PROPOSALS: Final = Subject(
    Quote, "number", ("valid_for", "term_months", "pricing_stance", "shows_needs", "shows_rivals", "terms")
)
OFFERINGS: Final = Subject(
    ProductOffering,
    "name",
    ("product_layer", "product_function", "brand_line", "industries", "sla", "unit", "selling_point", "buying_point"),
)
PRICE_CARDS: Final = Subject(PriceCard, "offering_code", ("valid_to", "valid_from", "segment"))
SIGHTINGS: Final = Subject(CompetitorMove, "source", ("counter", "tactic", "war", "severity", "operator", "remarks"))
HOLDINGS: Final = Subject(
    InstalledProduct,
    "offering_name",
    (
        "bundle_end",
        "agreement_number",
        "channel",
        "operator",
        "start_date",
        "quantity",
        "monthly_fee_fen",
        "monthly_usage",
        "source",
        "seen_on",
        "blocked_reason",
        "reopen_on",
    ),
)
TARIFFS: Final = Subject(RivalPrice, "product", ("seen_on", "source", "operator", "monthly_fen"))
EXPECTATIONS: Final = Subject(Expectation, "text", ("state", "said_on", "remarks"))
AGREEMENTS: Final = Subject(
    Agreement, "number", ("renewal_stage", "agreement_type", "valid_to", "valid_from", "signed_on", "items")
)
