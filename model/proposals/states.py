"""What may become of a proposal (TMF648)."""

from collections.abc import Mapping, Sequence
from typing import Final

from model.proposals.rules import LimitBreach

NEXT_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "in_progress": ("pending", "approved", "cancelled"),
    "pending": ("approved", "rejected", "in_progress", "cancelled"),
    "rejected": ("in_progress", "pending", "approved", "cancelled"),
    "approved": ("accepted", "declined", "cancelled"),
    "accepted": (),
    "declined": (),
    "cancelled": (),
}
"""State → what it may become; what was sent back is amended and handed in again.

The last three are for good, going on needs a new version.
"""

EDITABLE: Final = ("in_progress", "rejected")
"""Only these may be edited: what was approved or sent is changed by a new version."""

APPROVED: Final = ("approved", "accepted", "declined")


def may_become(state: str, wanted: str) -> bool:
    """Whether a proposal of one state may become another."""
    return wanted in NEXT_STATES.get(state, ())


def may_be_issued(state: str, breaches: Sequence[LimitBreach]) -> bool:
    """Whether the customer may have it: never below cost, beyond the limits only once approved, never void."""
    if state == "cancelled" or any(breach.kind == "cost" for breach in breaches):
        return False
    return not breaches or state in APPROVED
