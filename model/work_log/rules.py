"""What a work log is made of (`domain.md` §1, 月末上交)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from resources.i18n import N_

DEFAULT_MINUTES: Final = {"on_site": 90, "phone": 15, "sms": 5, "event": 180}
"""Minutes booked for a visit with no times of its own, by contact mode. Shipped defaults, ours."""

SOURCE_MINUTES: Final = {"retention_task": 20, "promise": 30, "quote": 60, "piece_entry": 15}
"""Minutes booked for what a record other than a visit says was done. Shipped defaults, ours."""

TOLD_BY_OTHERS: Final = ("visit_due", "promise_due")
"""Kinds of task whose work stands in the log by its visit or its promise already."""

PROVED_BY_WORK: Final = ("visit", "quote")
"""A piece that one of these records proves took no time of its own: the record's line has it."""

FROZEN_STATES: Final = ("handed_in", "received", "approved")
"""States of a hand-in in which its month stands still."""

LONGEST_DAY: Final = 24 * 60


@dataclass(frozen=True)
class Balance:
    """Minutes of a month by category, and the share of each (a fraction)."""

    minutes: dict[str, int]
    total: int

    def share(self, category: str) -> float:
        """The category's part of all minutes; 0 for an empty month."""
        return self.minutes.get(category, 0) / self.total if self.total else 0.0


def minutes_of_visit(start: time | None, end: time | None, contact_mode: str) -> int:
    """How long a visit counts: its own times where it has both, the default of its mode otherwise."""
    if start is not None and end is not None and end > start:
        return (end.hour - start.hour) * 60 + end.minute - start.minute
    return DEFAULT_MINUTES.get(contact_mode, DEFAULT_MINUTES["on_site"])


def category_of(source_entity: str, customer_status: str | None) -> str:
    """What a record's line counts as: proposals and pieces are development, and whatever is for one not yet ours."""
    if source_entity in ("quote", "piece_entry") or customer_status == "potential":
        return "development"
    return "retention"


def balance_of(lines: Iterable[tuple[str, int]]) -> Balance:
    """Minutes by category from (category, minutes) pairs."""
    minutes: dict[str, int] = {}
    for category, count in lines:
        minutes[category] = minutes.get(category, 0) + count
    return Balance(minutes, sum(minutes.values()))


def entry_faults(work_date: date | None, minutes: int, what: str) -> dict[str, str]:
    """Field → sentence id of what keeps an entry from being saved."""
    faults = {}
    if work_date is None:
        faults["work_date"] = N_("Say on which day.")
    if not 0 < minutes <= LONGEST_DAY:
        faults["minutes"] = N_("Say how long it took, at most a day.")
    if not what.strip():
        faults["what"] = N_("Say what was done.")
    return faults
