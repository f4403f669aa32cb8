"""Line breaks as GB/T 15834 has them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.faces import face
from reports.typesetting import NEVER_FIRST, NEVER_LAST, break_lines, may_break

PIECES = st.one_of(
    st.text("集团客户经理拜访需求方案一二三", min_size=1, max_size=6),
    st.sampled_from(
        ["，", "。", "：", "；", "？", "！", "、", "）", "》", "”", "’", "……", "——", "（", "《", "“", "‘", "·", "￥"]
    ),
    st.sampled_from(
        ["100M", "4,860.00", " 元", "元", "IDC", "e-mail", " ", "24 个月", "2026-11-22", "https://a.invalid/b?c=d"]
    ),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


def widths_of(text: str) -> list[float]:
    return face().widths(text, 10.0)


def unbreakable_width(text: str, at: int, widths: list[float]) -> float:
    """The width of what may not be parted around `at`."""
    start, end = at, at + 1
    while start > 0 and not may_break(text, start):
        start -= 1
    while end < len(text) and not may_break(text, end):
        end += 1
    return sum(widths[start:end])


@given(TEXTS, st.floats(60, 300))
def test_no_line_begins_or_ends_with_a_mark_that_must_not(text: str, room: float) -> None:
    widths = widths_of(text)
    lines = break_lines(text, widths, room)
    for (_start, end), (start, _end) in pairwise(lines):
        if unbreakable_width(text, start, widths) > room:
            continue
        assert text[start] not in NEVER_FIRST
        assert text[end - 1] not in NEVER_LAST


@given(TEXTS, st.floats(5, 300))
def test_nothing_hangs_into_the_margin_and_nothing_is_lost(text: str, room: float) -> None:
    widths = widths_of(text)
    lines = break_lines(text, widths, room)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
    for start, end in lines:
        assert sum(widths[start:end]) <= room + 0.001 or end - start == 1


@given(st.text(max_size=60), st.floats(1, 200))
def test_any_text_at_all_is_broken_without_loss(text: str, room: float) -> None:
    lines = break_lines(text, [10.0] * len(text), room)
    assert all(start <= end for start, end in lines)
    assert all(first[1] <= second[0] for first, second in pairwise(lines))
    kept = "".join(text[start:end] for start, end in lines)
    assert "".join(kept.split()) == "".join(text.split())


@given(
    st.lists(
        st.sampled_from(["enterprise", "4,860.00", "集团", "100M", "24 个月", "3.5 万元"]), min_size=2, max_size=30
    )
)
def test_words_numbers_and_units_stay_whole(words: list[str]) -> None:
    text = " ".join(words)
    for start, end in break_lines(text, widths_of(text), 80.0):
        line = text[start:end]
        for whole in ("enterprise", "4,860.00", "100M"):
            remains = line.replace(whole, "")
            assert not any(remains.strip().endswith(whole[:cut]) for cut in range(3, len(whole)))
        assert not line.endswith(("24", "3.5"))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("客户经理说：好。", 40, ["客户经理", "说：好。"]),
        ("他说“好”并（签）", 30, ["他说", "“好”", "并", "（签）"]),
        ("等待……结果", 30, ["等", "待……", "结果"]),
        ("一——二", 20, ["一", "——", "二"]),
        ("共 24 个月", 40, ["共", "24 个月"]),
        ("abcdefghijkl", 30, ["abcde", "fghij", "kl"]),
        ("甲\n\n乙", 90, ["甲", "", "乙"]),
        ("", 90, [""]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, room: float, lines: list[str]) -> None:
    widths = [10.0 if ord(char) > 0x2010 else 5.5 for char in text]
    assert [text[start:end] for start, end in break_lines(text, widths, room)] == lines


def test_straight_quotation_marks_stay_with_what_they_quote() -> None:
    text = '他说"好的"走'
    assert not may_break(text, text.index("好"))
    assert not may_break(text, text.rindex('"'))
    assert may_break(text, len(text) - 1)
    assert may_break(text, text.index('"'))
