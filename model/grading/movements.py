"""What a month's grades say together: migration, concentration, the value matrix and 两高一低."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.grading.rules import GRADES


class HighLow(StrEnum):
    """The two definitions of 两高一低 in the field; the second high differs."""

    HIGH_VALUE_SHARE = "high_value_share"
    REVENUE_SHARE = "revenue_share"


@dataclass(frozen=True)
class Portrait:
    """What 两高一低 looks at: revenue (fen), members, high-value members and members who left in the period."""

    revenue_fen: int
    members: int
    high_value: int
    left: int


def migration(before: Mapping[str, str], after: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """How many customers went from one grade to another; "" stands for a customer without a grade on that side."""
    moves = Counter((before.get(one, ""), after.get(one, "")) for one in before.keys() | after.keys())
    rows = (*GRADES, "")
    return {(old, new): moves.get((old, new), 0) for old in rows for new in rows if old or new}


def concentration(revenues: Iterable[int], top_percent: int = 20) -> tuple[int, int]:
    """Revenue (fen) of the top customers and of all of them; the top are the ceiling of `top_percent` of the count."""
    ranked = sorted(revenues, reverse=True)
    return sum(ranked[: -(-len(ranked) * top_percent // 100)]), sum(ranked)


def value_matrix(
    points: Sequence[tuple[int, int]], cut_revenue: int, cut_new_business: int
) -> dict[tuple[bool, bool], int]:
    """Counts of customers in the four fields of revenue × new business; a value at its cut is on the high side."""
    counts = Counter((revenue >= cut_revenue, new >= cut_new_business) for revenue, new in points)
    return {(high, new): counts.get((high, new), 0) for high in (True, False) for new in (True, False)}


def at_cut(cut: int, high: bool) -> tuple[int | None, int | None]:
    """The ends of a side of the matrix: from its cut on, or up to just below it (fen)."""
    return (cut, None) if high else (None, cut - 1)


def is_two_highs_one_low(one: Portrait, scope: Portrait, definition: HighLow, customers: int) -> bool | None:
    """Whether a customer is 两高一低 against its scope's totals; `None` where it has no members to judge by.

    High is above the scope's average, low churn is below it *(ours)*. `customers` counts the scope, for the average
    revenue share.
    """
    if not one.members or not scope.members:
        return None
    arpu_high = one.revenue_fen * scope.members > scope.revenue_fen * one.members
    if definition is HighLow.HIGH_VALUE_SHARE:
        second_high = one.high_value * scope.members > scope.high_value * one.members
    else:
        second_high = one.revenue_fen * customers > scope.revenue_fen
    churn_low = one.left * scope.members < scope.left * one.members or (one.left == 0 and scope.left == 0)
    return arpu_high and second_high and churn_low


def fallen_factors(before: Mapping[str, int | None], after: Mapping[str, int | None]) -> list[tuple[str, int]]:
    """The factors whose points (hundredths) fell between two months, the greatest fall first; equals by name."""
    falls = [
        (code, old - new)
        for code, old in before.items()
        if old is not None and (new := after.get(code)) is not None and new < old
    ]
    return sorted(falls, key=lambda fall: (-fall[1], fall[0]))
