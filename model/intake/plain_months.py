"""Bills as files give them: one whole row of plain numbers a customer and month, gathered as columns of integers.

Rows as Python values take five times the memory, and most of a first import's bills are gathered before they are
written. What is not as plain as this is left to `measured.py`, row by row.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.intake.plan import Stored
from model.store.facts import SliceKey
from model.store.ids import RowId

Row = tuple[Stored, ...]
_PIECE: Final = 20_000
_MONTHS: Final = 1_000_000
"""More than any month YYYYMM, so that a customer's number and a month make one number."""


@dataclass(frozen=True)
class MonthPiece:
    """Slices in the order in which the store keeps them: each one's row in the file, and its values by column."""

    customers: list[RowId]
    months: list[int]
    rows: list[int]
    columns: list[list[int]]


class PlainMonths:
    """Gathers chunks of plain rows; every one ever taken stays known by its row in the file."""

    def __init__(self) -> None:
        self._customers: dict[RowId, int] = {}
        self._places: dict[int, int] = {}
        self._rows = array("q")
        self._keys = array("q")
        self._columns: list[array[int]] = []

    def __len__(self) -> int:
        return len(self._keys)

    def take(self, slices: Sequence[SliceKey], rows: Sequence[int], columns: Sequence[Sequence[Any]]) -> bool:
        """Gathers a chunk, or leaves it alone: one that repeats a slice, or holds anything but whole numbers."""
        numbers = self._customers
        for customer, _month in slices:
            numbers.setdefault(customer, len(numbers))
        keys = [numbers[customer] * _MONTHS + month for customer, month in slices]
        if len(set(keys)) < len(keys) or not self._places.keys().isdisjoint(keys):
            return False
        try:
            taken = [array("q", column) for column in columns]
        except (TypeError, OverflowError):
            return False
        self._places.update(zip(keys, range(len(self._rows), len(self._rows) + len(keys)), strict=True))
        self._rows.extend(rows)
        self._keys.extend(keys)
        if not self._columns:
            self._columns = taken
        else:
            for column, more in zip(self._columns, taken, strict=True):
                column.extend(more)
        return True

    def row_of(self, key: SliceKey) -> int | None:
        """The row of the file in which a slice was met."""
        place = self._place(key)
        return None if place is None else self._rows[place]

    def values_of(self, key: SliceKey) -> Row | None:
        """What a slice says that is still gathered here."""
        place = self._place(key)
        given = len(self._rows) - len(self._keys)
        return None if place is None or place < given else tuple(column[place - given] for column in self._columns)

    def sides(self) -> tuple[set[RowId], set[int]]:
        """The customers and the months of what is gathered."""
        ids = list(self._customers)
        return {ids[key // _MONTHS] for key in self._keys}, {key % _MONTHS for key in self._keys}

    def give(self) -> Iterator[MonthPiece]:
        """Hands over what is gathered, by customer and month, and keeps no more of it than its rows in the file."""
        ids = list(self._customers)
        rank = {number: place for place, number in enumerate(sorted(range(len(ids)), key=ids.__getitem__))}
        keys, columns, first = self._keys, self._columns, len(self._rows) - len(self._keys)
        self._keys, self._columns = array("q"), []
        ordered = [rank[key // _MONTHS] * _MONTHS + key % _MONTHS for key in keys]
        order = sorted(range(len(keys)), key=ordered.__getitem__)
        for start in range(0, len(order), _PIECE):
            places = order[start : start + _PIECE]
            yield MonthPiece(
                [ids[keys[place] // _MONTHS] for place in places],
                [keys[place] % _MONTHS for place in places],
                [self._rows[first + place] for place in places],
                [[column[place] for place in places] for column in columns],
            )

    def _place(self, key: SliceKey) -> int | None:
        number = self._customers.get(key[0])
        return None if number is None else self._places.get(number * _MONTHS + key[1])
