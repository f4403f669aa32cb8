"""The successor's first 30 days: what is to be done at a customer, by when, and why first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

FIRST_DAYS: Final = 30

WITHIN: Final = {
    "late_promise": 3,
    "warning": 5,
    "introduction": 3,
    "request": 7,
    "ending": 14,
    "opportunity": 14,
    "decider": 21,
    "promise": FIRST_DAYS,
    "visit": FIRST_DAYS,
    "task": FIRST_DAYS,
    "profile": FIRST_DAYS,
}
"""Kind of step → days after the hand-over by which it should be done at the latest *(ours)*."""

_TIME_GIVEN: Final = {"request": 2, "task": 7}
"""Kind of step → days a successor is given at least, however long it has been due *(ours)*."""


@dataclass(frozen=True)
class Cause:
    """Why something is to be done: its kind (a key of `WITHIN`), the day it falls on if it has one, and what it is."""

    kind: str
    on: date | None
    what: str


@dataclass(frozen=True)
class Step:
    """One thing to do in the first 30 days."""

    by: date
    kind: str
    what: str


def first_steps(causes: Iterable[Cause], day: date) -> list[Step]:
    """The steps from a hand-over on this day, the most pressing first; what falls later than 30 days is left out.

    Each is due on its own day or by the latest its kind allows, whichever is earlier, and never before the hand-over.
    """
    end = day + timedelta(days=FIRST_DAYS)
    steps = []
    for cause in causes:
        latest = day + timedelta(days=WITHIN[cause.kind])
        if cause.on is not None and cause.kind in _BY_THEIR_DAY and cause.on > end:
            continue
        by = latest if cause.on is None else min(cause.on, latest)
        earliest = day + timedelta(days=_TIME_GIVEN.get(cause.kind, 0))
        steps.append(Step(max(by, earliest), cause.kind, cause.what))
    order = list(WITHIN)
    return sorted(steps, key=lambda step: (step.by, order.index(step.kind), step.what))


_BY_THEIR_DAY: Final = frozenset({"promise", "visit", "task"})
"""What is simply due on its day; the others want doing early whatever their day."""
