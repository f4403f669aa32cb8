"""What may become of a month's hand-in, and what is looked at before it goes out (`domain.md` rule 18)."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from model.months import month_before, month_of, month_range
from model.work_log.rules import FROZEN_STATES
from resources.i18n import N_

POINTS: Final[Mapping[str, str]] = {
    "piece_price": N_("Pieces without a price"),
    "piece_evidence": N_("Pieces without evidence"),
    "visit_open": N_("Planned visits neither done nor called off"),
    "visit_note": N_("Visits without notes"),
    "next_step": N_("Next steps without a date"),
    "promise_late": N_("Promises overdue"),
    "task_late": N_("Tasks overdue"),
    "quote_pending": N_("Proposals waiting for approval"),
    "empty_day": N_("Working days without a line"),
}
"""What the checklist looks at, in the order in which it is shown."""

WHY: Final[Mapping[str, str]] = {
    "piece_price": N_("Nothing is paid for them, and the month cannot be frozen until the rate is there."),
    "piece_evidence": N_("The office pays for what is proved."),
    "visit_open": N_("Say that they took place, or call them off."),
    "visit_note": N_("A visit that says nothing counts for nothing."),
    "next_step": N_("A step without a day is forgotten."),
    "promise_late": N_("Keep them, or say what was done instead."),
    "task_late": N_("Do them, put them off or say why not."),
    "quote_pending": N_("Whoever reads the hand-in can approve them."),
    "empty_day": N_("Add what took the day, or leave it as a day off."),
}
"""Why a point matters."""

DAYS_AFTER: Final = 7
"""Days of a new month in which the one before is what is handed in. Ours."""

BLOCKING: Final = ("piece_price",)
"""Points that keep a month from being handed in."""

ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "receive": ("handed_in",),
    "return": ("handed_in", "received"),
    "approve": ("handed_in", "received"),
    "reopen": ("handed_in", "received", "approved", "returned"),
}
"""What may be done → the states of a hand-in in which it may."""


def may(act: str, state: str) -> bool:
    """Whether something may be done with a hand-in in this state."""
    return state in ACTS[act]


def may_hand_in(state: str | None) -> bool:
    """Whether a month whose newest hand-in is in this state (None: none yet) can be handed in, anew or at all."""
    return state not in FROZEN_STATES


def month_fault(month: int, today: date) -> str:
    """The sentence id of why a month cannot be handed in on a day; empty where it can."""
    first, _after = month_range(month)
    return N_("This month has not begun.") if today < first else ""


def is_early(month: int, today: date) -> bool:
    """Whether a month is still under way."""
    return today < month_range(month)[1]


def month_to_hand_in(today: date) -> int:
    """The month a person hands in on a day: the one before in the first days of a month, else the one under way."""
    this = month_of(today)
    return month_before(this) if today.day <= DAYS_AFTER else this
