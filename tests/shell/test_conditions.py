"""Filtering, sorting and summing of table rows."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.columns import Column, Kind, Tag, money_words, rows_of, words_of
from gui.widgets.conditions import Condition, Order, Row, filtered, haystack, ordered, quickly_filtered, sums
from model.months import month_words

COLUMNS = (
    Column("name", "Customer", sort_by="pinyin"),
    Column("pinyin", "", hidden_key=True),
    Column("grade", "Grade", Kind.CHOICE, choices={"A": "A", "B": "B", "D": "D"}),
    Column("revenue_fen", "Revenue", Kind.MONEY, total=True),
    Column("due", "Due", Kind.DATE),
    Column("tags", "Hint", Kind.TAG, tags=lambda words: [Tag(word) for word in words]),
)
ROWS: list[Row] = [
    ("1", "中国示例", "zhongguoshili", "B", 1250, date(2026, 12, 1), ["到期"]),
    ("2", "安心示例", "anxinshili", "A", -300, None, []),
    ("3", "无名", "wuming", "D", None, date(2026, 11, 30), ["流失", "欠费"]),
]


def _ids(rows: object) -> str:
    assert isinstance(rows, list)
    return "".join(row[0] for row in rows)


def test_each_kind_of_filter_keeps_the_rows_it_names() -> None:
    cases = {
        Condition("name", "contains", ("示例",)): "12",
        Condition("grade", "any", ("A", "D")): "23",
        Condition("revenue_fen", "between", (0, None)): "1",
        Condition("revenue_fen", "between", (None, 0)): "2",
        Condition("due", "between", ("2026-11-30", "2026-11-30")): "3",
        Condition("due", "empty", (True,)): "2",
        Condition("due", "empty", (False,)): "13",
        Condition("tags", "contains", ("欠",)): "3",
        Condition("gone", "any", ("x",)): "123",
    }
    assert {condition: _ids(filtered(ROWS, COLUMNS, [condition])) for condition in cases} == cases


def test_filters_on_several_columns_must_all_hold() -> None:
    conditions = [Condition("name", "contains", ("示例",)), Condition("due", "empty", (False,))]
    assert _ids(filtered(ROWS, COLUMNS, conditions)) == "1"


def test_the_quick_filter_looks_into_hidden_words_too() -> None:
    hay = haystack(ROWS, COLUMNS)
    assert _ids(quickly_filtered(ROWS, hay, "ANXIN")) == "2"
    assert _ids(quickly_filtered(ROWS, hay, "示例 zhong")) == "1"


def test_sorting_takes_the_key_column_and_leaves_the_empty_ones_last() -> None:
    assert _ids(ordered(ROWS, COLUMNS, Order("name"))) == "231"
    assert _ids(ordered(ROWS, COLUMNS, Order("due"))) == "312"
    assert _ids(ordered(ROWS, COLUMNS, Order("due", descending=True))) == "132"
    assert _ids(ordered(ROWS, COLUMNS, Order("grade"))) == "213"


def test_sums_are_exact() -> None:
    assert sums(ROWS, COLUMNS) == {"revenue_fen": 950}


@given(st.lists(st.tuples(st.uuids(), st.one_of(st.none(), st.integers()))))
def test_sorting_loses_and_invents_nothing(pairs: list[tuple[object, int | None]]) -> None:
    columns = (Column("n", "n", Kind.INTEGER),)
    found = ordered(pairs, columns, Order("n", descending=True))
    assert sorted(map(str, found)) == sorted(map(str, pairs))
    values = [row[1] for row in found if row[1] is not None]
    assert values == sorted(values, reverse=True)
    assert [row[1] for row in found][len(values) :] == [None] * (len(pairs) - len(values))


def test_values_become_the_words_of_the_field() -> None:
    assert [money_words(fen) for fen in (0, 5, 12_846_000, -1)] == ["0.00", "0.05", "128,460.00", "-0.01"]
    assert month_words(202611) == "2026-11"
    signed = Column("c", "c", Kind.PERCENT, signed=True)
    assert [words_of(signed, value) for value in (0.031, -0.124, 0, None)] == ["+3.1%", "-12.4%", "0.0%", ""]
    assert words_of(COLUMNS[4], date(2026, 11, 22)) == "2026-11-22"
    assert words_of(COLUMNS[5], ["流失", "欠费"]) == "流失 欠费"


def test_dataclasses_become_rows() -> None:
    from model.store.opening import Owner

    class Row2(Owner):
        id = "7"

    assert rows_of([Row2("n", "e")], [Column("name", "n"), Column("role", "r")]) == [("7", "n", "manager")]
