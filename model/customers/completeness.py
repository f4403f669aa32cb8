"""How much of a customer's profile is known, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PROFILE_FIELDS: Final = (
    "name",
    "credit_code",
    "customer_category",
    "industry",
    "enterprise_type",
    "key_account_type",
    "purchase_motive",
    "payer_type",
    "price_sensitivity",
    "employee_count",
    "branch_count",
    "registered_capital_fen",
    "network_since",
    "monthly_telecom_spend_fen",
    "our_share_percent",
    "address",
    "grid",
    "network_situation",
    "innovation_goal",
    "decision_process",
)
"""What a full profile holds, the most telling first: the order in which to ask for what is missing."""

_ASK_FIRST: Final = (
    "decision_process",
    "monthly_telecom_spend_fen",
    "our_share_percent",
    "innovation_goal",
    "network_situation",
    "employee_count",
    "branch_count",
    "price_sensitivity",
    "purchase_motive",
    "payer_type",
)


@dataclass(frozen=True)
class Completeness:
    """Fields known out of all that count, and the missing ones in the order to ask for them."""

    known: int
    of: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down: 100 only when nothing is missing."""
        return self.known * 100 // self.of


def completeness_of(profile: Mapping[str, object]) -> Completeness:
    """The completeness of a profile given by field name; an empty text or None is unknown, a zero is known."""
    missing = [field for field in PROFILE_FIELDS if profile.get(field) in (None, "")]
    missing.sort(key=lambda field: _ASK_FIRST.index(field) if field in _ASK_FIRST else len(_ASK_FIRST))
    return Completeness(len(PROFILE_FIELDS) - len(missing), len(PROFILE_FIELDS), tuple(missing))
