"""Bar, stacked bar and line charts as plain drawings: labelled directly, bars at zero, the number on hover."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.drawing import Anchor, Colour, Dot, Drawing, HitRegion, Line, Polyline, Rect, Shape, Text
from reports.scales import Measure, Scale, axis_labels, figure, figures, scale_of
from resources.i18n import _

LABEL = 8.0
"""Size of every text in a chart, in points; the back end may scale the whole drawing."""

_LATIN_WIDTHS = {
    **dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ", 0.68),
    **dict.fromkeys("bdghnopqu", 0.62),
    "%": 0.93,
    " ": 0.23,
    ",": 0.29,
    ".": 0.29,
    "M": 0.82,
    "W": 0.89,
    "m": 0.93,
    "w": 0.8,
}
_PLACE_UNDER = 16.0
_LEGEND = 16.0
_HEADROOM = 14.0
_GAP = 6.0
_SLACK = 0.01
"""A name that is exactly as wide as its room must not be shortened by a rounding of the last digit."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, one a category; None is a figure nobody knows and is drawn as a gap."""

    name: str
    values: tuple[float | None, ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart shows; `keys` (one a category) name the list behind a bar, money is in fen, percent as a ratio."""

    categories: tuple[str, ...]
    keys: tuple[str, ...]
    series: tuple[Series, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area between the axes and where values and categories fall in it."""

    left: float
    top: float
    width: float
    height: float
    scale: Scale
    slots: int

    def y(self, value: float) -> float:
        span = self.scale.top - self.scale.bottom
        return self.top + self.height * (self.scale.top - value) / span

    @property
    def step(self) -> float:
        return self.width / max(self.slots, 1)

    def x(self, slot: int) -> float:
        return self.left + self.step * (slot + 0.5)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in points: a Chinese character is as wide as it is high, most others about half."""
    return sum(size if ord(char) > 0x2E7F else size * _LATIN_WIDTHS.get(char, 0.57) for char in text)


def bar_chart(data: ChartData, width: float, height: float) -> Drawing:
    """Bars from zero, those of several series side by side; the last figure of each series stands over its bar."""
    plot = _plot_of(data, width, height, _all_values(data))
    shapes = _axes(plot, data)
    bar = min(plot.step * 0.62 / max(len(data.series), 1), 32.0)
    label_all = len(data.categories) * len(data.series) <= width / 46
    bars: list[Rect] = []
    labels: list[tuple[float, float]] = []
    for number, series in enumerate(data.series):
        offset = (number - len(data.series) / 2) * bar
        last = _last_known(series.values)
        for slot, value in enumerate(series.values):
            if value is None:
                continue
            x = plot.x(slot) + offset
            bars.append(_bar(plot, x, bar, 0.0, value, series.colour))
            if label_all or slot == last:
                labels.append((x + bar / 2, value))
    shapes += bars
    shapes += (_label_over(plot, x, value, data.measure, bars) for x, value in labels)
    return Drawing(width, height, tuple(shapes + _legend(data, plot, height)), _hits(data, plot, _lines_of))


def stacked_bar_chart(data: ChartData, width: float, height: float) -> Drawing:
    """Bars whose parts stand on one another, negative parts under zero; the last total stands over its bar."""
    columns = [_column(data, slot) for slot in range(len(data.categories))]
    highs = [sum(value for value in column if value > 0) for column in columns]
    lows = [sum(value for value in column if value < 0) for column in columns]
    plot = _plot_of(data, width, height, [*highs, *lows])
    shapes = _axes(plot, data)
    bar = min(plot.step * 0.56, 32.0)
    bars: list[Rect] = []
    for slot, column in enumerate(columns):
        up = down = 0.0
        for series, value in zip(data.series, column, strict=True):
            base = up if value >= 0 else down
            bars.append(_bar(plot, plot.x(slot) - bar / 2, bar, base, base + value, series.colour))
            up, down = (up + value, down) if value >= 0 else (up, down + value)
    shapes += bars
    known = _last_known([_total(data, slot) for slot in range(len(columns))])
    if known is not None:
        shapes.append(_label_over(plot, plot.x(known), sum(columns[known]), data.measure, bars, at=highs[known]))
    return Drawing(width, height, tuple(shapes + _legend(data, plot, height)), _hits(data, plot, _lines_with_total))


def line_chart(data: ChartData, width: float, height: float) -> Drawing:
    """One line a series, broken where a figure is missing; its name and last figure stand at its end."""
    room = max((text_width(_end_label(one, data.measure), LABEL) for one in data.series), default=0.0) + 10
    plot = _plot_of(data, width, height, _all_values(data), right=room, line=True)
    shapes = _axes(plot, data)
    ends: list[tuple[float, float, Series]] = []
    for series in data.series:
        shapes.extend(_strokes(plot, series))
        last = _last_known(series.values)
        if last is not None:
            value = series.values[last] or 0.0
            shapes.append(Dot(plot.x(last), plot.y(value), 2.2, series.colour))
            ends.append((plot.y(value) + LABEL * 0.36, plot.x(last), series))
    shapes.extend(_end_labels(ends, data.measure))
    return Drawing(width, height, tuple(shapes), _hits(data, plot, _lines_of))


def ranked_bar_chart(
    data: ChartData, width: float, row_height: float = 22.0, colours: Sequence[Colour] = ()
) -> Drawing:
    """Horizontal bars of the first series in the order given, each with its name before and its figure behind it.

    The drawing is as high as its rows. Negative figures are drawn leftwards from zero. `colours`: one a bar, where they
    stand for something; else all have that of the series.
    """
    values = [value or 0.0 for value in data.series[0].values] if data.series else []
    known = data.series[0].values if data.series else ()
    low, high = min([0.0, *values]), max([0.0, *values])
    names = max((text_width(name, LABEL) for name in data.categories), default=0.0)
    left = min(names, width * 0.4) + _GAP
    labels = figures(known, data.measure)
    room = width - left - max((text_width(label, LABEL) for label in labels), default=0.0) - 2 * _GAP
    unit = max(room, 1.0) / max(high - low, 1e-6)
    zero = left - low * unit
    shapes: list[Shape] = []
    hits: list[HitRegion] = []
    drawn = zip(data.categories, data.keys, values, labels, strict=True)
    for row, (name, key, value, label) in enumerate(drawn):
        middle = row * row_height + row_height / 2
        length = value * unit
        shapes.append(Text(0.0, middle + LABEL * 0.36, _shortened(name, left - _GAP + _SLACK), LABEL, Colour.INK))
        colour = colours[row] if colours else data.series[0].colour
        shapes.append(Rect(min(zero, zero + length), middle - 5, abs(length), 10, colour))
        shapes.append(Text(max(zero, zero + length) + _GAP, middle + LABEL * 0.36, label, LABEL, Colour.MUTED))
        hits.append(HitRegion(0.0, row * row_height, width, row_height, key, f"{name}\n{label}"))
    shapes.append(Line(zero, 0.0, zero, len(values) * row_height, Colour.INK))
    return Drawing(width, len(values) * row_height, tuple(shapes), tuple(hits))


def _plot_of(
    data: ChartData, width: float, height: float, values: Iterable[float], right: float = 0.0, line: bool = False
) -> _Plot:
    scale = scale_of(values, data.measure, zero=not line)
    left = max(text_width(label, LABEL) for label in axis_labels(scale, data.measure)) + _GAP
    below = _PLACE_UNDER + (_LEGEND if len(data.series) > 1 and not line else 0.0)
    inner = max(width - left - right, 1.0)
    return _Plot(left, _HEADROOM, inner, max(height - _HEADROOM - below, 1.0), scale, len(data.categories))


def _axes(plot: _Plot, data: ChartData) -> list[Shape]:
    shapes: list[Shape] = []
    for tick, label in zip(plot.scale.ticks, axis_labels(plot.scale, data.measure), strict=True):
        y = plot.y(tick)
        stroke = Colour.MUTED if tick == 0 else Colour.HAIRLINE
        shapes.append(Line(plot.left, y, plot.left + plot.width, y, stroke))
        shapes.append(Text(plot.left - _GAP, y + LABEL * 0.36, label, LABEL, Colour.MUTED, Anchor.END))
    widest = max((text_width(name, LABEL) for name in data.categories), default=0.0) + 4
    every = max(1, -(-int(widest) // max(int(plot.step), 1)))
    for slot, name in enumerate(data.categories):
        # Counted from the end, so that the newest category always has its name.
        if (len(data.categories) - 1 - slot) % every == 0:
            y = plot.top + plot.height + LABEL + 4
            shapes.append(Text(plot.x(slot), y, name, LABEL, Colour.MUTED, Anchor.MIDDLE))
    return shapes


def _legend(data: ChartData, plot: _Plot, height: float) -> list[Shape]:
    shapes: list[Shape] = []
    if len(data.series) < 2:
        return shapes
    x = plot.left + 4
    for series in data.series:
        shapes.append(Rect(x, height - 9.5, 7, 7, series.colour))
        shapes.append(Text(x + 11, height - 3, series.name, LABEL, Colour.MUTED))
        x += 11 + text_width(series.name, LABEL) + 14
    return shapes


def _bar(plot: _Plot, x: float, width: float, start: float, end: float, fill: Colour) -> Rect:
    upper, lower = plot.y(max(start, end)), plot.y(min(start, end))
    return Rect(x, upper, width, lower - upper, fill)


def _label_over(
    plot: _Plot, x: float, value: float, measure: Measure, bars: Sequence[Rect], at: float | None = None
) -> Text:
    """A figure over its bar (under a negative one), lifted clear of higher bars beside it."""
    top = value if at is None else at
    under = at is None and value < 0
    label = figure(value, measure)
    half = text_width(label, LABEL) / 2
    inside = min(max(x, half), plot.left + plot.width - half)
    y = plot.y(top) + (LABEL + 2 if under else -4)
    if not under:
        beside = [bar.y - 4 for bar in bars if bar.x < inside + half and bar.x + bar.width > inside - half]
        y = min([y, *beside])
    return Text(inside, y, label, LABEL, Colour.INK, Anchor.MIDDLE)


def _strokes(plot: _Plot, series: Series) -> list[Shape]:
    shapes: list[Shape] = []
    run: list[tuple[float, float]] = []
    for slot, value in enumerate((*series.values, None)):
        if value is not None:
            run.append((plot.x(slot), plot.y(value)))
            continue
        if len(run) > 1:
            shapes.append(Polyline(tuple(run), series.colour))
        elif run:
            shapes.append(Dot(*run[0], 2.2, series.colour))
        run = []
    return shapes


def _end_label(series: Series, measure: Measure) -> str:
    last = _last_known(series.values)
    return series.name if last is None else f"{series.name} {figure(series.values[last], measure)}"


def _end_labels(ends: list[tuple[float, float, Series]], measure: Measure) -> list[Shape]:
    """Names at the lines' ends, moved down just far enough not to lie on one another."""
    shapes: list[Shape] = []
    lowest = float("-inf")
    for y, x, series in sorted(ends, key=lambda end: (end[0], end[2].name)):
        lowest = max(y, lowest + LABEL + 2)
        shapes.append(Text(x + _GAP, lowest, _end_label(series, measure), LABEL, series.colour))
    return shapes


def _hits(data: ChartData, plot: _Plot, lines: Callable[[ChartData, int], list[str]]) -> tuple[HitRegion, ...]:
    return tuple(
        HitRegion(plot.x(slot) - plot.step / 2, plot.top, plot.step, plot.height, key, "\n".join(lines(data, slot)))
        for slot, key in enumerate(data.keys)
    )


def _lines_of(data: ChartData, slot: int) -> list[str]:
    rows = [f"{series.name} {figure(series.values[slot], data.measure)}" for series in data.series]
    return [data.categories[slot], *rows]


def _lines_with_total(data: ChartData, slot: int) -> list[str]:
    total = _("Total {figure}").format(figure=figure(_total(data, slot), data.measure))
    return [*_lines_of(data, slot), total]


def _column(data: ChartData, slot: int) -> list[float]:
    return [series.values[slot] or 0.0 for series in data.series]


def _total(data: ChartData, slot: int) -> float | None:
    known = [series.values[slot] for series in data.series if series.values[slot] is not None]
    return sum(value for value in known if value is not None) if known else None


def _all_values(data: ChartData) -> list[float]:
    return [value for series in data.series for value in series.values if value is not None]


def _last_known(values: Sequence[float | None]) -> int | None:
    return next((slot for slot in reversed(range(len(values))) if values[slot] is not None), None)


def _shortened(text: str, width: float) -> str:
    if text_width(text, LABEL) <= width:
        return text
    while text and text_width(text + "…", LABEL) > width:
        text = text[:-1]
    return text + "…"
