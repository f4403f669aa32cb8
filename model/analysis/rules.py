"""Shares that add up, the months of a period, and what serving costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from model.months import first_day, month_before
from model.retention.visit_cycles import hours_of

WHOLE: Final = 10_000
"""A whole in the unit of shares: hundredths of a percent."""

PERIOD: Final = 12
"""Months that a report looks back over unless told."""

HOUR_FEN: Final = 10_000
"""Ours: what an hour of an account manager costs, as long as nobody states another figure."""

ACQUIRING_TIMES: Final = 7
"""Winning a customer costs so many times what keeping one does (rule 16); a parameter, shown as such."""

SERVICE_PREMIUM: Final = 0.10
"""What customers pay more for good service at most (rule 16); a parameter, shown as such."""


@dataclass(frozen=True)
class Lifetime:
    """What a customer is worth (fen): margin and cost of keeping a month, the share that leaves a month, and the rest.

    `months` is how long a customer stays on average; None where nobody left, and then there is no worth to tell.
    """

    margin_fen: int
    keeping_fen: int
    churn: float
    months: float | None
    worth_fen: int | None
    acquiring_fen: int
    earned_back: float | None
    premium_fen: int


def lifetime_of(
    margin_fen: int, revenue_fen: int, serving_fen: int, customer_months: int, lost: int, exposed: int
) -> Lifetime | None:
    """The worth of a customer from a period's sums: margin, revenue, cost to serve, bills, and who of how many left.

    Margin is after cost and before serving. Acquiring costs `ACQUIRING_TIMES` a year of keeping. None without a bill.
    """
    if customer_months <= 0:
        return None
    margin, keeping = round(margin_fen / customer_months), round(serving_fen / customer_months)
    churn = lost / exposed if exposed > 0 else 0.0
    months = 1 / churn if churn > 0 else None
    net = margin - keeping
    acquiring = keeping * 12 * ACQUIRING_TIMES
    return Lifetime(
        margin,
        keeping,
        churn,
        months,
        None if months is None else round(net * months),
        acquiring,
        acquiring / net if net > 0 else None,
        round(revenue_fen * SERVICE_PREMIUM),
    )


def shares_of(amounts: Sequence[int]) -> list[int] | None:
    """Each amount's part of the whole in hundredths of a percent, together exactly 10,000; None where nothing is whole.

    By largest remainder: the hundredths that rounding down leaves go to the largest remainders, the first among equals.
    """
    whole = sum(amounts)
    if whole <= 0:
        return None
    parts = [divmod(amount * WHOLE, whole) for amount in amounts]
    shares = [part for part, _rest in parts]
    order = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    for place in order[: WHOLE - sum(shares)]:
        shares[place] += 1
    return shares


def change_of(before: int, after: int) -> float | None:
    """How far an amount rose, as a ratio of the one before; None where that was not above nothing."""
    return (after - before) / before if before > 0 else None


def days_of(first: int, last: int) -> tuple[date, date]:
    """The first and the last day of a period of months (YYYYMM)."""
    after = month_before(last, -1)
    return first_day(first), first_day(after) - timedelta(days=1)


def contact_cost(contacts: Mapping[str, int], hour_fen: int) -> int:
    """What so many contacts by mode cost (fen), the hours of each mode being ours."""
    return round(hours_of(contacts) * hour_fen)


def top_share(amounts: Sequence[int], part: int = 5) -> float | None:
    """What the largest fifth (at least one) brings of the whole, as a ratio; None where nothing is whole."""
    whole = sum(amounts)
    count = max(1, len(amounts) // part)
    return sum(sorted(amounts, reverse=True)[:count]) / whole if whole > 0 else None
