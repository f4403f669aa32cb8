"""Filters and sorting of table rows on plain lists: no Qt, quick at 36,000 rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gui.widgets.columns import Column, Kind, words_of

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Condition:
    """One filter on one column; `op` is contains, any, between or empty.

    `values` are the words (contains), the stored codes (any), the two ends (between, None is open), or a single bool
    (empty: True keeps the empty ones). Plain JSON values, dates as ISO text.
    """

    key: str
    op: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Order:
    """Sorting by one column."""

    key: str
    descending: bool = False


def place_of(columns: Sequence[Column], key: str) -> int:
    """Where the column's value stands in a row (the id is at 0); raises `KeyError`."""
    for place, column in enumerate(columns, 1):
        if column.key == key:
            return place
    raise KeyError(key)


def _contains(column: Column, condition: Condition) -> Callable[[Any], bool]:
    wanted = str(condition.values[0]).casefold()
    if column.kind is Kind.TEXT and column.words is None:
        return lambda value: value is not None and wanted in value.casefold()
    return lambda value: wanted in words_of(column, value).casefold()


def _any(column: Column, condition: Condition) -> Callable[[Any], bool]:
    wanted = frozenset(condition.values)
    return lambda value: value in wanted


def _between(column: Column, condition: Condition) -> Callable[[Any], bool]:
    low, high = condition.values
    if column.kind is Kind.DATE:
        low, high = (date.fromisoformat(end) if isinstance(end, str) else end for end in (low, high))
    if low is None:
        return lambda value: value is not None and value <= high
    if high is None:
        return lambda value: value is not None and value >= low
    return lambda value: value is not None and low <= value <= high


def _empty(column: Column, condition: Condition) -> Callable[[Any], bool]:
    empty = bool(condition.values[0])
    return lambda value: (value is None or value == "") is empty


_TESTS = {"contains": _contains, "any": _any, "between": _between, "empty": _empty}


def filtered(rows: Sequence[Row], columns: Sequence[Column], conditions: Sequence[Condition]) -> Sequence[Row]:
    """The rows that meet every condition; conditions on columns that are gone are passed over."""
    known = {column.key for column in columns}
    for condition in conditions:
        if condition.key not in known or condition.op not in _TESTS:
            continue
        place = place_of(columns, condition.key)
        test = _TESTS[condition.op](columns[place - 1], condition)
        rows = [row for row in rows if test(row[place])]
    return rows


def haystack(rows: Sequence[Row], columns: Sequence[Column]) -> dict[str, str]:
    """For each row's id the folded words that the quick filter looks through."""
    if not rows:
        return {}
    parts: list[list[str]] = []
    for place, column in enumerate(columns, 1):
        if column.choices:
            words = {value: words_of(column, value) for value in {row[place] for row in rows}}
            parts.append([words[row[place]] for row in rows])
        elif column.kind is Kind.TEXT and column.words is None:
            parts.append([row[place] or "" for row in rows])
    texts = ["\n".join(words) for words in zip(*parts, strict=True)] if parts else [""] * len(rows)
    folded = "\0".join(texts).casefold().split("\0")
    if len(folded) != len(texts):  # a text holds the separator itself
        folded = [text.casefold() for text in texts]
    return dict(zip((row[0] for row in rows), folded, strict=True))


def quickly_filtered(rows: Sequence[Row], hay: dict[str, str], text: str) -> Sequence[Row]:
    """The rows whose words contain every word of `text`."""
    for word in text.casefold().split():
        rows = [row for row in rows if word in hay[row[0]]]
    return rows


def ordered(rows: Sequence[Row], columns: Sequence[Column], order: Order | None) -> Sequence[Row]:
    """The rows in this order, stable; rows without a value stay last either way."""
    if order is None or all(column.key != order.key for column in columns):
        return rows
    column = columns[place_of(columns, order.key) - 1]
    place = place_of(columns, column.sort_by or order.key)
    full = [row for row in rows if row[place] is not None and row[place] != ""]
    empty = [row for row in rows if row[place] is None or row[place] == ""]
    full.sort(key=_sort_key(columns[place - 1], place), reverse=order.descending)
    return full + empty


def _sort_key(column: Column, place: int) -> Callable[[Row], Any]:
    if column.choices:
        ranks = {code: rank for rank, code in enumerate(column.choices)}
        last = len(ranks)
        return lambda row: ranks.get(row[place], last)
    if column.tags is not None:
        return lambda row: words_of(column, row[place])
    return lambda row: row[place]


def sums(rows: Sequence[Row], columns: Sequence[Column]) -> dict[str, int]:
    """For each column with a total the exact sum of its values."""
    return {column.key: sum(row[place] or 0 for row in rows) for place, column in enumerate(columns, 1) if column.total}
