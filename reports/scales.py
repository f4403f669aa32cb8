"""Axes that a person can read: round steps, zero always on them, figures in the reader's large units."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, log10

from resources.i18n import _, language


class Measure(StrEnum):
    """What the values of a chart are: money in fen, a plain count, or a ratio where 1 is 100 %."""

    MONEY = "money"
    COUNT = "count"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from bottom to top in the values' own unit, with its ticks from low to high."""

    bottom: float
    top: float
    ticks: tuple[float, ...]


_LARGE = {"zh_CN": ((100_000_000, " 亿"), (10_000, " 万")), "en": ((1_000_000, "M"), (1_000, "k"))}
_PER_UNIT = {Measure.MONEY: 100.0, Measure.COUNT: 1.0, Measure.PERCENT: 0.01}


def scale_of(values: Iterable[float], measure: Measure, steps: int = 4, zero: bool = True) -> Scale:
    """The axis for these values: about `steps` steps of 1, 2 or 5 times a power of ten, and zero on it.

    Without `zero` (never for bars) an axis leaves it out where all values lie in their uppermost third. Counts never
    get a step below one.
    """
    known = list(values)
    if zero or not known or min(known) < max(known) * 2 / 3 or min(known) == max(known):
        known.append(0.0)
    unit = _PER_UNIT[measure]
    low, high = min(known) / unit, max(known) / unit
    # No finer than a fen, a person or what six digits can tell apart.
    finest = max(1.0 if measure is Measure.COUNT else 0.01, max(abs(low), abs(high)) / 10_000)
    step = _round_step(max((high - low) / steps, finest)) if high > low else 1.0
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    ticks = tuple(round(number * step, 10) * unit for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def axis_labels(scale: Scale, measure: Measure) -> tuple[str, ...]:
    """The ticks' labels, all in the one large unit that suits the axis: “0”, “5 万”, “10 万”, in English “50k”."""
    if measure is Measure.PERCENT:
        return tuple(_minus(f"{tick * 100:g}%") for tick in scale.ticks)
    numbers = [tick / _PER_UNIT[measure] for tick in scale.ticks]
    largest = max(abs(number) for number in numbers)
    size, sign = next((unit for unit in _LARGE[language()] if largest >= unit[0]), (1, ""))
    return tuple(_minus(f"{number / size:g}{sign}" if number else "0") for number in numbers)


def figure(value: float | None, measure: Measure) -> str:
    """A figure in full: money with thousands and two places where there are fen, percent with one."""
    if value is None:
        return _("unknown")
    if measure is Measure.PERCENT:
        return _minus(f"{value * 100:.1f}") + "%"
    if measure is Measure.COUNT:
        return _minus(f"{value:,.0f}" if value == int(value) else f"{value:,.1f}")
    fen = round(value)
    return _minus(f"{fen / 100:,.2f}" if fen % 100 else f"{fen // 100:,}")


def figures(values: Iterable[float | None], measure: Measure) -> tuple[str, ...]:
    """Figures under one another in full: where one has fen, all of them show their two places."""
    known = list(values)
    if measure is not Measure.MONEY or all(value is None or round(value) % 100 == 0 for value in known):
        return tuple(figure(value, measure) for value in known)
    return tuple(_("unknown") if value is None else _minus(f"{round(value) / 100:,.2f}") for value in known)


def _round_step(rough: float) -> float:
    size: float = 10.0 ** floor(log10(rough))
    return next((factor * size for factor in (1.0, 2.0, 5.0) if factor * size >= rough * (1 - 1e-9)), 10.0 * size)


def _minus(text: str) -> str:
    return text.replace("-", "−")
