"""What a manager should notice first about a customer: at most two hints, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

BIG_FALL: Final = -0.10
"""Ours: a month's revenue a tenth under the month before is worth a word."""
LONG_UNSEEN_DAYS: Final = 60
ENDS_WITHIN_DAYS: Final = 30
MOST_HINTS: Final = 2
WELL: Final = "well"
"""The code that stands where there is nothing to notice, so that it can be filtered for."""

GRAVITY: Final = (
    "decider_left",
    "whole_move",
    "broken_promise",
    "members_leaving",
    "arrears",
    "new_business_fall",
    "usage_stopped",
    "grade_drop",
    "revenue_fall",
    "traffic_fall",
    "promise_due",
    "no_decider",
    "long_unseen",
    "birthday",
    "ends_soon",
)
"""Every hint, the gravest first; most are the rules behind open retention tasks, the rest is read off the figures."""


@dataclass(frozen=True)
class Facts:
    """What hints are read from; `rules` are those of the customer's open tasks, `change` a fraction."""

    rules: Iterable[str] = ()
    change: float | None = None
    arrears_fen: int | None = None
    next_expiry: date | None = None
    last_contact: date | None = None
    roles: frozenset[str] = frozenset()


def hints_of(facts: Facts, today: date) -> tuple[str, ...]:
    """The two gravest hints. A customer nobody has put on a map, or never met, is not blamed for it."""
    found = set(facts.rules) & set(GRAVITY)
    if facts.change is not None and facts.change <= BIG_FALL:
        found.add("revenue_fall")
    if facts.arrears_fen:
        found.add("arrears")
    if facts.roles and "decider" not in facts.roles:
        found.add("no_decider")
    if facts.last_contact is not None and (today - facts.last_contact).days >= LONG_UNSEEN_DAYS:
        found.add("long_unseen")
    if facts.next_expiry is not None and 0 <= (facts.next_expiry - today).days <= ENDS_WITHIN_DAYS:
        found.add("ends_soon")
    return tuple(sorted(found, key=GRAVITY.index)[:MOST_HINTS])
