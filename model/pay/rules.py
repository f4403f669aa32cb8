"""How a month's pay is decided (`domain.md` rule 9): rates by month, points, bonuses; every amount is rounded once.

An amount is worked out exactly and rounded half up to the fen at its end, never in between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from model.months import is_month, month_count, month_of
from resources.i18n import N_

NEWCOMER_MONTHS: Final = 3
"""Managers join the whole appraisal after so many months (`domain.md` rule 9)."""
MOST_REACHED: Final = Fraction(12, 10)
"""One indicator counts up to 120 % of its target, so that it cannot carry all others. Ours."""
MEASURED_PARTS: Final = ("result", "retention", "process")
RETENTION_ITEMS: Final = ("key_person", "snapshot_member", "process")


@dataclass(frozen=True)
class Rate:
    """The price of one piece (fen) of an item from a month (YYYYMM) on; None begins or ends nowhere."""

    item_code: str
    item: str
    category: str
    unit_price_fen: int
    valid_from: int | None
    valid_to: int | None
    id: str = ""


@dataclass(frozen=True)
class Scheme:
    """How a person is paid from a month on: amounts in fen, weights and points in whole points, shares in percent."""

    valid_from: int | None = None
    base_fen: int = 0
    performance_fen: int = 0
    key_person_fen: int = 0
    snapshot_fen: int = 0
    process_fen: int = 0
    result_weight: int = 50
    retention_weight: int = 30
    process_weight: int = 20
    adjustment_most: int = 10
    least_points: int = 60
    most_points: int = 120
    newcomer_percent: int = 0
    id: str = ""

    def weight(self, part: str) -> int:
        """The weight of a part of the score; of the adjustment the most points it may add or take."""
        return {
            "result": self.result_weight,
            "retention": self.retention_weight,
            "process": self.process_weight,
            "adjustment": self.adjustment_most,
        }[part]

    def standard_fen(self, item: str) -> int:
        """What a part of the retention bonus pays where everything is kept."""
        return {
            "key_person": self.key_person_fen,
            "snapshot_member": self.snapshot_fen,
            "process": self.process_fen,
        }[item]


DEFAULT_SCHEME: Final = Scheme()
"""Weights, points and the newcomers' share until a person types his own: shipped defaults, ours. No amounts."""


@dataclass(frozen=True)
class Reached:
    """One indicator of a month: its target, what was reached, its weight."""

    item: str
    target: float
    actual: float
    weight: float


def rounded(amount: Fraction) -> int:
    """To a whole number, half up (away from nil below it): the only rounding there is."""
    size = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return size if amount >= 0 else -size


def rate_in(rates: Iterable[Rate], item_code: str, month: int) -> Rate | None:
    """The rate of an item in force in a month: of those that have begun the last, unless it has ended.

    A later rate ends the one before it, so a new rate changes no month before its own.
    """
    begun = [rate for rate in rates if rate.item_code == item_code and (rate.valid_from or 0) <= month]
    if not begun:
        return None
    last = max(begun, key=lambda rate: (rate.valid_from or 0, rate.id))
    return last if last.valid_to is None or last.valid_to >= month else None


def past_fault(month: int | None, this_month: int, has_earlier: bool) -> str:
    """Sentence id of why a price or a pay scheme cannot begin in a month; empty where it can.

    A past month never changes; only the very first one may reach back, since nothing was counted without it.
    """
    if month is None or not is_month(month):
        return N_("Say from which month on.")
    if has_earlier and month < this_month:
        return N_("A past month never changes: begin with this month or a later one.")
    return ""


def is_newcomer(joined: date | None, month: int) -> bool:
    """Whether a month is one of a manager's first three; who does not say when he joined is none."""
    return joined is not None and 0 <= month_count(month) - month_count(month_of(joined)) < NEWCOMER_MONTHS


def result_points(indicators: Iterable[Reached]) -> int | None:
    """Hundredths of a point for the indicators by weight, each at most 120 %; None without a target to measure by."""
    known = [one for one in indicators if one.target > 0 and one.weight > 0]
    whole = sum((Fraction(one.weight) for one in known), Fraction(0))
    if not whole:
        return None
    reached = sum((Fraction(one.weight) * _share(one) for one in known), Fraction(0))
    return rounded(reached / whole * 10_000)


def _share(one: Reached) -> Fraction:
    return min(max(Fraction(one.actual) / Fraction(one.target), Fraction(0)), MOST_REACHED)


def score_of(points: Mapping[str, int], scheme: Scheme) -> int | None:
    """Hundredths of a point from each part's: the measured parts by weight, then the adjustment within its limit.

    A part nobody measured leaves its weight to the others; None where none was.
    """
    weighed = [(scheme.weight(part), points[part]) for part in MEASURED_PARTS if part in points]
    whole = sum(weight for weight, _points in weighed)
    if not whole:
        return None
    measured = sum((Fraction(weight * found, whole) for weight, found in weighed), Fraction(0))
    most = scheme.adjustment_most * 100
    return max(0, rounded(measured) + max(-most, min(points.get("adjustment", 0), most)))


def performance_bonus(scheme: Scheme, score: int | None, share_percent: int = 100) -> int:
    """Fen for a score in hundredths of a point: nothing below the least, in proportion up to the most."""
    if score is None or score < scheme.least_points * 100:
        return 0
    counted = min(score, scheme.most_points * 100)
    return rounded(Fraction(scheme.performance_fen * counted * share_percent, 10_000 * 100))


def retention_bonus(standard_fen: int, kept: Iterable[tuple[int, int]], share_percent: int = 100) -> int:
    """Fen for what is kept: the standard by the mean of the ratios (numerator, denominator), each at most the whole.

    A ratio over nothing is left out; with none left nothing is paid.
    """
    shares = [min(Fraction(part, whole), Fraction(1)) for part, whole in kept if whole > 0]
    if not shares:
        return 0
    mean = max(Fraction(0), sum(shares, Fraction(0)) / len(shares))
    return rounded(standard_fen * mean * Fraction(share_percent, 100))
