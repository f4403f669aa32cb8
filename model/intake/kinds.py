"""Whole columns of cells read at once: the common clean value at the cost of a copy, the rest one by one.

A column of a sheet of 432,000 rows is read in chunks; each kind has a quick way for a chunk whose cells all have the
type that office files usually give, and a memory of the texts it has met, for most columns repeat themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from model.intake.cells import (
    UNKNOWN_WORD,
    Cell,
    Reader,
    UnreadableError,
    Value,
    clean,
    narrow,
    read_code,
    read_flag,
    read_name,
    read_phone,
    read_text,
)
from model.intake.days import read_birthday, read_date, read_month
from model.intake.numbers import MOST, MOST_COUNT, read_count, read_figure, read_money, read_usage

Bulk = Callable[[Sequence[Cell]], list[Value] | None]
_NO_TEXT = frozenset({float, bool, date, datetime})
REMEMBERED = 50_000
"""Cells of a type remembered for a column before the memory is emptied, so that a hostile file cannot fill it."""


@dataclass(frozen=True)
class Kind:
    """How the cells of a column are read: one by one, and quickly as a whole where every cell is clean."""

    name: str
    one: Reader
    bulk: Bulk | None = None
    scaled: Callable[[int], "Kind"] | None = None


@dataclass(frozen=True)
class Problem:
    """A cell that could not be read: its place in the chunk, what stood there and the English id of the reason."""

    index: int
    value: Cell
    reason: str


class ColumnReader:
    """Reads one column of one sheet chunk by chunk, remembering cells it has met, apart by type (1 is not True)."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._known: dict[type, dict[Cell, Value | UnreadableError]] = {}

    def read(self, cells: Sequence[Cell]) -> tuple[list[Value], list[Problem]]:
        """The values of a chunk in order, `None` where a cell is empty or unreadable, and the unreadable cells."""
        quick = self._quickly(cells)
        if quick is not None:
            return quick, []
        types = set(map(type, cells))
        for kind in types:
            known = self._known.setdefault(kind, {})
            if len(known) > REMEMBERED:
                known.clear()
            for cell in (
                set(cells) if len(types) == 1 else {cell for cell in cells if type(cell) is kind}
            ) - known.keys():
                known[cell] = self._outcome(cell)
        by_type = self._known
        outcomes = [by_type[type(cell)][cell] for cell in cells]
        problems = [
            Problem(index, cells[index], outcome.reason)
            for index, outcome in enumerate(outcomes)
            if type(outcome) is UnreadableError
        ]
        for problem in problems:
            outcomes[problem.index] = None
        return outcomes, problems  # type: ignore[return-value]  # the unreadable ones have just been taken out

    def _quickly(self, cells: Sequence[Cell]) -> list[Value] | None:
        """The values of a chunk that is clean but for empty cells, or `None` where it is not."""
        if self._kind.bulk is None:
            return None
        types = set(map(type, cells))
        if _NO_TEXT.issuperset(types) or ("" not in cells and None not in cells):
            return self._kind.bulk(cells)
        filled = [cell for cell in cells if cell is not None and cell != ""]
        values = self._kind.bulk(filled) if filled else []
        if values is None:
            return None
        following = iter(values)
        return [None if cell is None or cell == "" else next(following) for cell in cells]

    def _outcome(self, cell: Cell) -> Value | UnreadableError:
        try:
            return self._kind.one(cell)
        except UnreadableError as unreadable:
            return unreadable


def _money_of_numbers(cells: Sequence[Cell], unit: int = 1) -> list[Value] | None:
    numbers = _clean_numbers(cells, MOST / (100 * unit))
    if numbers is None:
        return None
    if all(map(float.is_integer, numbers)):
        return [int(number) * 100 * unit for number in numbers]
    if unit != 1:
        return None
    # A double holds yuan with two decimals to well under half a fen up to 10^13 fen, so rounding cannot go astray.
    return [round(number * 100) for number in numbers]


def _whole_numbers(cells: Sequence[Cell]) -> list[Value] | None:
    numbers = _clean_numbers(cells, MOST_COUNT)
    if numbers is None or min(numbers) < 0 or not all(map(float.is_integer, numbers)):
        return None
    return list(map(int, numbers))


def _clean_numbers(cells: Sequence[Cell], most: float) -> list[float] | None:
    if set(map(type, cells)) != {float}:
        return None
    numbers: list[float] = cells  # type: ignore[assignment]  # every cell has just been seen to be a float
    total = sum(map(abs, numbers))
    return numbers if total == total and total < most else None


def _figures(cells: Sequence[Cell]) -> list[Value] | None:
    numbers = _clean_numbers(cells, MOST_COUNT)
    return None if numbers is None or min(numbers) < 0 else [round(number, 6) for number in numbers]


def _clean_texts(cells: Sequence[Cell]) -> list[Value] | None:
    """The chunk as it stands, where every cell is a short printable text with nothing to trim."""
    if set(map(type, cells)) != {str}:
        return None
    texts: Sequence[str] = cells  # type: ignore[assignment]
    whole = "".join(texts)
    if not whole.isprintable() or "#" in whole or " " in whole or len(max(texts, key=len)) > 200 or "" in texts:
        return None
    return list(texts)


def _clean_codes(cells: Sequence[Cell]) -> list[Value] | None:
    if set(map(type, cells)) != {str}:
        return None
    texts: Sequence[str] = cells  # type: ignore[assignment]
    whole = "".join(texts)
    if not (whole.isascii() and whole.isalnum()) or "" in texts or len(max(texts, key=len)) > 32:
        return None
    known_empty = {"NULL", "null", "None"}
    return None if known_empty.intersection(texts) else list(texts)


def _clean_phones(cells: Sequence[Cell]) -> list[Value] | None:
    if set(map(type, cells)) == {float}:
        numbers: Sequence[float] = cells  # type: ignore[assignment]
        return [f"{number:.0f}" for number in numbers] if 1e10 <= min(numbers) <= max(numbers) < 2e10 else None
    if set(map(type, cells)) != {str}:
        return None
    texts: Sequence[str] = cells  # type: ignore[assignment]
    whole = "".join(texts)
    return list(texts) if whole.isascii() and whole.isdigit() and set(map(len, texts)) == {11} else None


TEXT = Kind("text", read_text, _clean_texts)
NAME = Kind("name", read_name, _clean_texts)
CODE = Kind("code", read_code, _clean_codes)
PHONE = Kind("phone", read_phone, _clean_phones)
DATE = Kind("date", read_date)
MONTH = Kind("month", read_month)
FLAG = Kind("flag", read_flag)
FIGURE = Kind("figure", read_figure, _figures)
BIRTHDAY = Kind("birthday", read_birthday)


def money_in(unit: int) -> Kind:
    """Amounts under a heading whose unit stands for that many yuan."""
    return Kind("money", partial(read_money, unit=unit), partial(_money_of_numbers, unit=unit), money_in)


def count_in(unit: int) -> Kind:
    """Counts under a heading whose unit stands for that many."""
    return Kind("count", partial(read_count, unit=unit), _whole_numbers if unit == 1 else None, count_in)


def usage_in(unit: int) -> Kind:
    """Measured quantities under a heading whose unit stands for that many."""
    return Kind("usage", partial(read_usage, unit=unit), _whole_numbers if unit == 1 else None, usage_in)


MONEY = money_in(1)
COUNT = count_in(1)
USAGE = usage_in(1)


def choice_of(words: Mapping[str, str], other: str | None = None) -> Kind:
    """One of an enumeration: `words` gives the code for every label, code and alias, all in lower case.

    A word that is not known is read as `other` where the enumeration has a place for it, else it is unreadable.
    """

    def read_choice(cell: Cell) -> str | None:
        text = read_code(clean(cell) if isinstance(cell, str) else cell)
        if text is None:
            return None
        code = words.get(narrow(text).casefold(), other)
        if code is None:
            raise UnreadableError(UNKNOWN_WORD)
        return code

    return Kind("choice", read_choice)


def choices_of(words: Mapping[str, str]) -> Kind:
    """Several of an enumeration in one cell, parted by 、 , ; / or a blank; kept as codes joined by commas."""

    def read_choices(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None:
            return None
        whole = words.get(narrow(text).casefold())
        if whole is not None:
            return whole
        for sign in "、;；/ +|":
            text = text.replace(sign, ",")
        found = [words.get(word.casefold()) for word in narrow(text).split(",") if word.strip()]
        if None in found:
            raise UnreadableError(UNKNOWN_WORD)
        return ",".join(dict.fromkeys(code for code in found if code)) or None

    return Kind("choices", read_choices)
