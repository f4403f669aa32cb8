"""Charts: bars from zero, readable ticks, every figure found under the pointer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.charts import (
    LABEL,
    ChartData,
    Series,
    bar_chart,
    line_chart,
    ranked_bar_chart,
    stacked_bar_chart,
    text_width,
)
from reports.drawing import Colour, Dot, Drawing, Line, Polyline, Rect, Text
from reports.scales import Measure, axis_labels, figure, scale_of
from resources.i18n import set_language

VALUES = st.one_of(st.none(), st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9, allow_nan=False))
MEASURES = st.sampled_from(Measure)


@st.composite
def chart_data(draw: st.DrawFn) -> ChartData:
    count = draw(st.integers(0, 14))
    rows = st.lists(VALUES, min_size=count, max_size=count).map(tuple)
    series = [
        Series(f"系列{number}", draw(rows), colour) for number, colour in enumerate((Colour.FIRST, Colour.SECOND))
    ]
    names = tuple(f"{number}月" for number in range(count))
    return ChartData(names, tuple(f"k{number}" for number in range(count)), tuple(series), draw(MEASURES))


def within(drawing: Drawing) -> bool:
    slack = 0.01
    for shape in drawing.shapes:
        match shape:
            case Rect():
                inside = (
                    shape.x >= -slack
                    and shape.x + shape.width <= drawing.width + slack
                    and -slack <= shape.y
                    and shape.y + shape.height <= drawing.height + slack
                )
            case Line():
                inside = (
                    max(shape.x1, shape.x2) <= drawing.width + slack
                    and max(shape.y1, shape.y2) <= drawing.height + slack
                )
            case Polyline():
                inside = all(0 <= x <= drawing.width and -slack <= y <= drawing.height + slack for x, y in shape.points)
            case Dot():
                inside = 0 <= shape.x <= drawing.width
            case Text():
                inside = shape.y <= drawing.height + slack
        if not inside:
            return False
    return True


@given(chart_data(), st.integers(240, 900), st.integers(120, 400))
def test_any_figures_make_a_chart_that_stays_inside_its_frame(data: ChartData, width: int, height: int) -> None:
    for draw in (bar_chart, stacked_bar_chart, line_chart):
        drawing = draw(data, width, height)
        assert within(drawing)
        assert [hit.key for hit in drawing.hits] == list(data.keys)
        assert all(one.width >= 0 and one.height >= 0 for one in drawing.shapes if isinstance(one, Rect))
    assert within(ranked_bar_chart(data, width))


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False), max_size=12), MEASURES)
def test_an_axis_holds_every_value_and_zero(values: list[float], measure: Measure) -> None:
    scale = scale_of(values, measure)
    assert scale.bottom <= min([0.0, *values]) * (1 - 1e-9) + 1e-6
    assert scale.top >= max([0.0, *values]) * (1 - 1e-9) - 1e-6
    assert list(scale.ticks) == sorted(scale.ticks)
    assert 2 <= len(scale.ticks) <= 12
    assert len(set(axis_labels(scale, measure))) == len(scale.ticks)


def test_bars_begin_at_zero_and_negative_ones_hang_under_it() -> None:
    data = ChartData(("甲", "乙"), ("a", "b"), (Series("额", (500_00, -250_00), Colour.FIRST),), Measure.MONEY)
    drawing = bar_chart(data, 300, 200)
    up, down = (shape for shape in drawing.shapes if isinstance(shape, Rect))
    assert up.y + up.height == pytest.approx(down.y)
    assert up.height == pytest.approx(2 * down.height)


def test_the_hover_tells_each_figure_and_the_total_and_says_what_nobody_knows() -> None:
    series = (Series("信息化", (123456, None), Colour.FIRST), Series("其他", (100, 200), Colour.SECOND))
    drawing = stacked_bar_chart(ChartData(("9月", "10月"), ("a", "b"), series, Measure.MONEY), 300, 200)
    assert drawing.hits[0].hover == "9月\n信息化 1,234.56\n其他 1\n合计 1,235.56"
    assert drawing.hits[1].hover.splitlines()[1] == "信息化 未知"


def test_a_missing_figure_is_a_gap_in_the_line() -> None:
    series = (Series("率", (0.5, 0.6, None, 0.7, 0.8, None, 0.9), Colour.FIRST),)
    names = tuple("1234567")
    drawing = line_chart(ChartData(names, names, series, Measure.PERCENT), 400, 200)
    assert [len(shape.points) for shape in drawing.shapes if isinstance(shape, Polyline)] == [2, 2]
    assert any(isinstance(shape, Text) and shape.text == "率 90.0%" for shape in drawing.shapes)


@pytest.mark.parametrize(
    ("language", "labels"), [("zh_CN", ("0", "5 万", "10 万", "15 万")), ("en", ("0", "50k", "100k", "150k"))]
)
def test_ticks_speak_the_readers_large_units(language: str, labels: tuple[str, ...]) -> None:
    set_language(language)
    assert axis_labels(scale_of([13_900_000], Measure.MONEY), Measure.MONEY) == labels


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (-123456, Measure.MONEY, "−1,234.56"), (100, Measure.MONEY, "1"), (1234, Measure.COUNT, "1,234"),
        (0.4826, Measure.PERCENT, "48.3%"), (None, Measure.MONEY, "未知"),
    ],
)  # fmt: skip
def test_figures_are_written_in_full(value: float | None, measure: Measure, text: str) -> None:
    assert figure(value, measure) == text


def test_the_last_figure_stands_clear_of_a_higher_bar_beside_it() -> None:
    names = tuple(f"{month} 月" for month in range(1, 13))
    values = (*(2_300_000.0 for _month in names[1:]), 1_948_960.0)
    data = ChartData(names, names, (Series("收入", values, Colour.FIRST),), Measure.MONEY)
    for make in (bar_chart, stacked_bar_chart):
        drawing = make(data, 300, 160)
        label = next(shape for shape in drawing.shapes if isinstance(shape, Text) and shape.text == "19,489.60")
        half = text_width(label.text, LABEL) / 2
        for bar in (shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.height > 20):
            beside = bar.x < label.x + half and bar.x + bar.width > label.x - half
            assert not beside or label.y <= bar.y
