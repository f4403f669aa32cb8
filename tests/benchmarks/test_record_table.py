"""The customer table at 36,000 rows: sorting, filtering, scrolling, against bare lists in the same run."""

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from operator import itemgetter

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.preferences import Preferences
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.conditions import Condition, Order
from gui.widgets.record_table import Query, RecordTable

ROWS = 36_000
COLUMNS = (
    Column("name", "Customer", sort_by="pinyin"),
    Column("pinyin", "", hidden_key=True),
    Column("code", "Need"),
    Column("industry", "Visit", quiet=True),
    Column("grade", "Promise", Kind.TAG, choices={grade: grade for grade in "ABCD"}),
    Column("revenue_fen", "Contact", Kind.MONEY, total=True),
    Column("change", "Save", Kind.PERCENT, signed=True),
    Column("due", "Close", Kind.DATE),
    Column("hint", "Undo", Kind.TAG, tags=lambda words: [Tag(words)]),
)


def best_ms(job: Callable[[], object], turns: int = 5) -> float:
    """The quickest of a few runs, in milliseconds."""
    times = []
    for _turn in range(turns):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def rows() -> list[tuple[object, ...]]:
    """A city company's customers."""
    dice = random.Random(7)
    syllables = ("lin", "jiang", "yun", "fan", "nan", "ling", "qing", "he", "dong", "gang")
    made: list[tuple[object, ...]] = []
    for number in range(ROWS):
        pinyin = "".join(dice.choice(syllables) for _part in range(4))
        due = date(2026, 11, 22) + timedelta(days=dice.randrange(700)) if number % 5 else None
        made.append(
            (
                f"{number:036}", f"示例{number}有限公司", pinyin, f"G{number:06}",
                dice.choice(("制造", "医疗", "交通")), dice.choice("ABCD"),
                dice.randrange(10**8), dice.random() - 0.5, due, "正常",
            )
        )  # fmt: skip
    return made


@pytest.mark.benchmark
def test_sorting_filtering_and_scrolling_of_36_000_customers(qtbot: QtBot, preferences: Preferences) -> None:
    table = RecordTable("bench", COLUMNS, preferences, lambda: date(2026, 11, 22))
    qtbot.addWidget(table)
    table.resize(1400, 900)
    data = rows()
    show = best_ms(lambda: table.set_rows(data), 3)
    table.show()
    table.view.selectRow(100)
    sort_floor = best_ms(lambda: sorted(data, key=itemgetter(2)))
    filter_floor = best_ms(lambda: [row for row in data if row[5] == "A"])
    lines = [
        f"36,000 rows shown {show:.1f} ms; floors: sorted() {sort_floor:.1f}, list comprehension {filter_floor:.1f} ms"
    ]
    turn = {"descending": False}

    def by(key: str) -> Callable[[], None]:
        def sort() -> None:
            turn["descending"] = not turn["descending"]
            table.set_query(Query(order=Order(key, turn["descending"])))

        return sort

    for key in ("name", "revenue_fen", "due", "grade"):
        took = best_ms(by(key))
        lines.append(f"sort by {key}: {took:.1f} ms, {took / sort_floor:.1f} × sorted()")
    table.clear()
    filters = {
        "any": Condition("grade", "any", ("A",)),
        "contains": Condition("name", "contains", ("99",)),
        "between": Condition("revenue_fen", "between", (5_000_000, None)),
    }
    for name, condition in filters.items():
        took = best_ms(partial(table.filter_by, condition))
        lines.append(f"filter {name}: {took:.1f} ms, {took / filter_floor:.1f} × a list comprehension")
    table.clear()
    start = time.perf_counter()
    table.set_query(Query("linjiang"))
    lines.append(f"quick filter, first key: {(time.perf_counter() - start) * 1000:.1f} ms")
    lines.append(f"quick filter, next keys: {best_ms(lambda: table.set_query(Query('linjiang 99'))):.1f} ms")
    table.clear()
    lines.append(f"all chosen: {best_ms(table.view.selectAll, 1):.1f} ms, and painted {best_ms(table.grab, 1):.1f} ms")
    lines.append(f"shown again with all chosen: {best_ms(lambda: table.set_rows(data), 1):.1f} ms")
    table.view.clearSelection()
    table.view.grab()
    bar = table.view.verticalScrollBar()

    def scroll() -> None:
        for step in range(20):
            bar.setValue(step * 1000)
            table.view.viewport().grab()

    lines.append(f"one painted screen while scrolling: {best_ms(scroll, 2) / 20:.1f} ms")
    print("\n" + "\n".join(lines))
    assert table.model.rowCount() == ROWS
    assert table.model.data(table.model.index(0, 1), Qt.ItemDataRole.DisplayRole)
