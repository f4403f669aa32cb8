"""What a sheet and a column of the office workbook are; `office_sheets.py` and its sisters list them."""

from collections.abc import Callable
from dataclasses import dataclass

from model.intake.cells import Value
from model.intake.kinds import CODE, Kind


@dataclass(frozen=True)
class Column:
    """One column: the field it fills, how its cells are read, and its headings (Chinese, English, then aliases).

    A `required` column must not be empty; a `side` column fills no field of the sheet's own rows but makes rows beside
    them; a `lenient` one with an unreadable cell is left empty and noted, where any other rejects the row.
    """

    field: str
    kind: Kind
    headings: tuple[str, ...]
    required: bool = False
    side: bool = False
    lenient: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: the entity it fills, its names and columns, and what makes two of its rows the same thing.

    `identity` lists the parts of a row's natural key; a part of several fields is the first of them that is not empty,
    and `needed` parts must not be empty at all. `numbered` rows may repeat a key and are told apart by their order.
    `complete` fills in fields from others once a chunk has been read, the same fields in every chunk.
    """

    entity: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    identity: tuple[tuple[str, ...], ...]
    needed: int = 1
    numbered: bool = False
    fact: bool = False
    complete: Callable[[dict[str, list[Value]]], None] | None = None

    @property
    def title(self) -> str:
        """The sheet's Chinese name, as office workbooks write it."""
        return self.names[0]

    @property
    def fields(self) -> dict[str, Column]:
        """The columns by field."""
        return {column.field: column for column in self.columns}


def column(
    field: str,
    kind: Kind,
    headings: str,
    *,
    required: bool = False,
    side: bool = False,
    lenient: bool = False,
) -> Column:
    """A column whose headings are parted by `|`."""
    return Column(field, kind, tuple(headings.split("|")), required, side, lenient)


GROUP_CODE = column(
    "group_code",
    CODE,
    "集团编码|group_code|集团客户编码|集团编号|客户编码|集团ID|集团代码|客户编号|group code",
    required=True,
)
