"""Scales: from raw values, one column a factor, to points in hundredths (0–10,000), column by column.

Points and weights are integers, so that totals are exact, the order of customers cannot matter and two stores agree.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final

FULL: Final = 10_000
"""The greatest points of a factor and the greatest total: 100 points, in hundredths."""

Raw = Sequence[float | None]
Points = list[int | None]


def percentile_points(values: Raw) -> Points:
    """Points by mid-rank within the column: the lowest gets 0, the highest 100, equals the same; alone it gets 50."""
    counts = Counter(values)
    counts.pop(None, None)
    last = sum(counts.values()) - 1
    below = 0
    points: dict[float | None, int | None] = {None: None}
    for value in sorted(value for value in counts if value is not None):
        equal = counts[value]
        points[value] = (FULL // 2) * (2 * below + equal - 1) // last if last else FULL // 2
        below += equal
    return [points[value] for value in values]


def band_points(values: Raw, bands: Sequence[tuple[float, int]]) -> Points:
    """Points by band: the last band whose start is at or below the value; below every start the value gets 0.

    `bands` are (start, points in hundredths), both ascending.
    """
    starts = [start for start, _ in bands]
    steps = [0, *(points for _, points in bands)]
    return [None if value is None else steps[bisect_right(starts, value)] for value in values]


def judged_points(values: Raw) -> Points:
    """Points of a judgement: 1 gets 0 and 5 gets 100; what lies outside 1–5 counts as the nearest end."""
    return [None if value is None else int((min(max(value, 1), 5) - 1) * (FULL // 4)) for value in values]


def suggested_bands(values: Raw, steps: int = 5) -> tuple[tuple[float, int], ...]:
    """Bands that part a month's values into so many equal crowds, with points from 0 to 100; fewer where values repeat.

    Starts keep two significant digits, so that a person can say them.
    """
    ranked = sorted(value for value in values if value is not None)
    if not ranked:
        return ()
    starts = {_plain(ranked[len(ranked) * step // steps]): step for step in range(steps - 1, -1, -1)}
    last = max(1, steps - 1)
    return tuple((start, FULL * step // last) for start, step in sorted(starts.items()))


def _plain(value: float) -> float:
    return float(f"{value:.1e}")
