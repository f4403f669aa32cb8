"""How long a judgement holds: it fades with age and goes stale after its grade's limit (`domain.md` rule 12)."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from model.decision_maps.graph import Judgement

STALE_DAYS: Final = {"A": 90, "B": 180, "C": 365, "D": 365}
"""Ours: days after which a judgement has to be made again, by the customer's grade."""


def stale_after(grade: str) -> int:
    """Days a judgement holds for a customer of this grade; an ungraded customer is treated as C."""
    return STALE_DAYS.get(grade, STALE_DAYS["C"])


def is_stale(judgement: Judgement, day: date, grade: str) -> bool:
    """Whether the judgement is older than its limit."""
    return (day - judgement.judged_on).days > stale_after(grade)


def fade(judgements: Iterable[Judgement], day: date, grade: str) -> float:
    """How faded a card is: 0 for a fresh judgement, 1 for one at or past its limit or for no judgement at all.

    A judgement keeps its full colour for the first half of its time.
    """
    ages = [(day - judgement.judged_on).days for judgement in judgements]
    if not ages:
        return 1.0
    limit = stale_after(grade)
    return min(1.0, max(0.0, 2 * min(ages) / limit - 1))
