"""Layouts that people have looked at stay as they were."""

import pytest

from model.decision_maps.layout import arrange
from tests.decision_maps.golden_layouts import GOLDEN_SIZES, golden_text, path_of, read_golden


@pytest.mark.parametrize("size", GOLDEN_SIZES)
def test_a_kept_chart_is_laid_out_as_when_it_was_looked_at(size: int) -> None:
    chart, places = read_golden(path_of(size))
    assert len(chart.people) == size
    found = arrange(chart.people, chart.lines, chart.links)
    moved = {one: (places[one], found[one]) for one in chart.people if found[one] != places[one]}
    assert moved == {}


@pytest.mark.parametrize("size", GOLDEN_SIZES)
def test_a_kept_chart_is_written_as_it_is_read(size: int) -> None:
    text = path_of(size).read_text(encoding="utf-8")
    assert golden_text(*read_golden(path_of(size))) == text
