"""What makes two rows of a file the same thing, and which id a thing has (`exchange.md` § Data)."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from model.intake.cells import Value
from model.intake.reading import Chunk
from model.intake.sheets import Sheet

Key = tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """A row that says of a thing what an earlier row of the same file says otherwise: the field and the earlier row."""

    index: int
    field: str
    earlier: int


@dataclass
class _Said:
    row: int
    values: tuple[Value, ...]


@dataclass
class Placing:
    """Where the rows of a chunk belong: each one's key and its number among those that share the key.

    `again` are the places of rows that repeat an earlier row of the same file, `clashes` those that contradict one.
    """

    keys: list[Key]
    numbers: list[int]
    again: list[int] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def keys_of(sheet: Sheet, chunk: Chunk) -> list[Key]:
    """The natural key of each row as text parts; a part that is not told is empty."""
    nothing: list[Value] = [None] * len(chunk.rows)
    parts = []
    for fields in sheet.identity:
        columns = [chunk.values.get(name, nothing) for name in fields]
        if len(columns) == 1:
            parts.append([_part(value) for value in columns[0]])
        else:
            parts.append(
                [
                    next((_part(value) for value in values if value is not None), "")
                    for values in zip(*columns, strict=True)
                ]
            )
    return list(zip(*parts, strict=True))


class KeyBook:
    """Remembers what a sheet's rows said, so that repeated rows are one thing and contradictions show.

    The columns of every chunk are kept as they are; a row is put together only when its key comes again.
    """

    def __init__(self, sheet: Sheet, side: frozenset[str]) -> None:
        self._sheet = sheet
        self._side = side
        self._first: dict[Key, int] = {}
        self._repeats: dict[Key, list[_Said]] = {}
        self._chunks: list[tuple[list[int], list[list[Value]]]] = []
        self._starts: list[int] = []
        self._count = 0

    def place(self, chunk: Chunk) -> Placing:
        """Gives each row of the chunk its key and number; rows already met are told apart from new ones."""
        keys = keys_of(self._sheet, chunk)
        names = [name for name in chunk.values if name not in self._side]
        columns = [chunk.values[name] for name in names]
        start = self._count
        self._starts.append(start)
        self._chunks.append((chunk.rows, columns))
        self._count += len(keys)
        placing = Placing(keys, [0] * len(keys))
        first = self._first
        if len(set(keys)) == len(keys) and first.keys().isdisjoint(keys):
            first.update(zip(keys, range(start, self._count), strict=True))
            return placing
        for index, key in enumerate(keys):
            if key not in first:
                first[key] = start + index
                continue
            earlier = self._repeats.setdefault(key, [])
            if not earlier:
                earlier.append(self._said(first[key]))
            values = tuple(column[index] for column in columns)
            self._repeated(placing, index, earlier, values, names, chunk.rows[index])
        return placing

    def _said(self, place: int) -> _Said:
        number = bisect_right(self._starts, place) - 1
        rows, columns = self._chunks[number]
        index = place - self._starts[number]
        return _Said(rows[index], tuple(column[index] for column in columns))

    def _repeated(
        self,
        placing: Placing,
        index: int,
        earlier: list[_Said],
        values: tuple[Value, ...],
        names: Sequence[str],
        row: int,
    ) -> None:
        for number, said in enumerate(earlier):
            if _disagreement(said.values, values) is None:
                said.values = tuple(old if new is None else new for old, new in zip(said.values, values, strict=True))
                placing.numbers[index] = number
                placing.again.append(index)
                return
        if self._sheet.numbered:
            placing.numbers[index] = len(earlier)
            earlier.append(_Said(row, values))
            return
        place = _disagreement(earlier[0].values, values)
        placing.clashes.append(Clash(index, names[place or 0], earlier[0].row))


def _disagreement(one: tuple[Value, ...], other: tuple[Value, ...]) -> int | None:
    """The place of the first field that both rows fill, and fill differently."""
    for place, (left, right) in enumerate(zip(one, other, strict=True)):
        if left is not None and right is not None and left != right:
            return place
    return None


def _part(value: Value) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
