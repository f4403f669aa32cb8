"""How credit is judged: when it is reviewed again, and what is wrong with a customer's credit now."""

from datetime import date
from enum import StrEnum
from typing import Final

from model.months import months_after

REVIEW_MONTHS: Final = {"AAA": 12, "AA": 12, "A": 6, "B": 3, "C": 3}
"""Months until the next review by rating; ours: the weaker, the sooner."""

_OTHERWISE: Final = 6
BAD_EVENTS: Final = ("broken", "fraud")


class Concern(StrEnum):
    """What to look at first, the gravest first; `FINE` where nothing is known against a customer."""

    FRAUD = "fraud"
    BROKEN = "broken"
    OVER_LIMIT = "over_limit"
    ARREARS = "arrears"
    REVIEW_DUE = "review_due"
    FINE = "fine"


def next_review_after(rating: str, reviewed_on: date) -> date:
    """When a rating given on a day is to be looked at again."""
    return months_after(reviewed_on, REVIEW_MONTHS.get(rating, _OTHERWISE))


def is_over_limit(arrears_fen: int | None, limit_fen: int | None) -> bool:
    """Whether a customer owes more than its limit; without a limit nothing is over it."""
    return limit_fen is not None and (arrears_fen or 0) > limit_fen


def concern_of(
    event: str, arrears_fen: int | None, limit_fen: int | None, next_review: date | None, today: date
) -> Concern:
    """The gravest thing about a customer's credit; `event` is the worst kind since its newest review, or empty."""
    if event in BAD_EVENTS:
        return Concern(event)
    if is_over_limit(arrears_fen, limit_fen):
        return Concern.OVER_LIMIT
    if arrears_fen:
        return Concern.ARREARS
    return Concern.REVIEW_DUE if next_review is not None and next_review <= today else Concern.FINE
