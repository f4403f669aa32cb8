"""Finds out which sheet a table of cells is, where its headings stand, and which column fills which field."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath
from typing import Final

from model.intake.cells import Cell
from model.intake.personal import forbidden_heading
from model.intake.sheets import Column, Sheet

LOOKED_AT: Final = 40
"""Rows from the top among which the headings must stand."""
LEFT_OUT: Final = ""
"""What a remembered mapping says of a column that is to be left out."""
LONGEST_NAME: Final = 60
CUSTOM: Final = "custom:"
"""What a remembered mapping puts before the name of a custom field."""

_UNIT = re.compile(r"[(\[]([^)\]]*)[)\]]")
_DECORATION = re.compile(r"[\s*:：_\-—]+")
_YUAN: Final = {
    "元": 1,
    "千元": 1000,
    "万元": 10_000,
    "万": 10_000,
    "百万元": 1_000_000,
    "亿元": 100_000_000,
    "yuan": 1,
}
_TRAFFIC: Final = {"mb": 1, "m": 1, "gb": 1024, "g": 1024, "分钟": 1, "小时": 60, "人": 1, "个": 1, "万": 10_000}


@dataclass(frozen=True)
class Heading:
    """One heading of a file: its place from the left, its words, and the column it was taken for.

    `custom` is the name of the custom field it becomes, empty where it is left out; `forbidden` says that it holds what
    is never taken in (`domain.md` rule 17).
    """

    place: int
    text: str
    column: Column | None = None
    custom: str = ""
    forbidden: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet of a file that was recognised: what it is, the row of its headings (from 0), and its columns."""

    name: str
    sheet: Sheet
    header_row: int
    headings: tuple[Heading, ...]

    @property
    def fields(self) -> tuple[Heading, ...]:
        """The headings that fill a field."""
        return tuple(heading for heading in self.headings if heading.column is not None)

    @property
    def unknown(self) -> tuple[Heading, ...]:
        """The headings that fill none: custom fields, and what is left out."""
        return tuple(heading for heading in self.headings if heading.column is None and not heading.forbidden)


@dataclass(frozen=True)
class _Candidate:
    row: int
    texts: tuple[str, ...]
    matches: int


def recognise(
    name: str,
    top: Sequence[Sequence[Cell]],
    sheets: Sequence[Sheet],
    mappings: Mapping[str, Mapping[str, str]],
) -> Table | None:
    """The table that the first rows of a file's sheet begin, or `None` where no sheet of ours can be meant.

    `name` is the sheet's (for a csv, the file's) name and only breaks ties; `mappings` are those a person corrected,
    by `heading_hash`.
    """
    best: tuple[tuple[int, int, int], Sheet, _Candidate] | None = None
    named = named_sheet(name, sheets)
    for sheet in sheets:
        candidate = _best_row(sheet, top)
        if candidate is None:
            continue
        rank = (2 * candidate.matches + (3 if sheet is named else 0), -_strangers(sheet, candidate), -candidate.row)
        if best is None or rank > best[0]:
            best = rank, sheet, candidate
    remembered = _remembered(top, sheets, mappings, named)
    if remembered is not None:
        return replace(remembered, name=name)
    if best is None:
        return None
    return Table(name, best[1], best[2].row, headings_of(best[1], best[2].texts))


def headings_of(sheet: Sheet, texts: Sequence[str], mapping: Mapping[str, str] | None = None) -> tuple[Heading, ...]:
    """The headings of a row, each with the column it stands for; `mapping` (heading → field) is a person's word."""
    found: list[Heading] = []
    taken: set[str] = set()
    for place, text in enumerate(texts):
        if not text:
            continue
        heading = _heading(sheet, place, text, mapping)
        if heading.column is not None and heading.column.field in taken:
            heading = Heading(place, text)
        if heading.column is not None:
            taken.add(heading.column.field)
        found.append(heading)
    return tuple(found)


def with_custom_fields(table: Table) -> Table:
    """The table with every column that is not known as a custom field of its own name."""
    headings = tuple(
        replace(heading, custom=heading.text[:LONGEST_NAME]) if heading in table.unknown else heading
        for heading in table.headings
    )
    return replace(table, headings=headings)


def heading_hash(texts: Sequence[str]) -> str:
    """The name under which a mapping is remembered: the set of headings, whatever their order."""
    whole = "\x1f".join(sorted({core_of(text) for text in texts if text}))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


@lru_cache(maxsize=4096)
def core_of(text: str) -> str:
    """A heading without its unit, signs and blanks, in lower case."""
    narrow = unicodedata.normalize("NFKC", text).casefold()
    return _DECORATION.sub("", _UNIT.sub("", narrow)) or _DECORATION.sub("", narrow)


def _heading(sheet: Sheet, place: int, text: str, mapping: Mapping[str, str] | None) -> Heading:
    if forbidden_heading(text):
        return Heading(place, text, forbidden=True)
    chosen = None if mapping is None else mapping.get(core_of(text))
    if chosen is None:
        column = _known_headings(sheet).get(core_of(text))
    elif chosen.startswith(CUSTOM):
        return Heading(place, text, custom=chosen.removeprefix(CUSTOM))
    else:
        column = sheet.fields.get(chosen)
    return Heading(place, text, _in_unit(column, text) if column is not None else None)


def _known_headings(sheet: Sheet) -> Mapping[str, Column]:
    return _headings_of_columns(sheet.columns)


@lru_cache(maxsize=64)
def _headings_of_columns(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    known: dict[str, Column] = {}
    for rank in range(max(len(column.headings) for column in columns)):
        for column in columns:
            if rank < len(column.headings):
                known.setdefault(core_of(column.headings[rank]), column)
    return known


def _in_unit(column: Column, text: str) -> Column:
    """The column read in the unit that its heading names: 注册资本(元) where the office usually writes 万元."""
    found = _UNIT.search(unicodedata.normalize("NFKC", text))
    scaled = column.kind.scaled
    if found is None or scaled is None:
        return column
    unit = found[1].strip().casefold()
    worth = (_YUAN if column.kind.name == "money" else _TRAFFIC).get(unit)
    return column if worth is None else replace(column, kind=scaled(worth))


def named_sheet(name: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet that a name tells, by its own names or one of them inside; `None` where it tells none."""
    wanted = core_of(PurePath(name).stem if "." in name else name)
    exact = [sheet for sheet in sheets for known in sheet.names if core_of(known) == wanted]
    if exact:
        return exact[0]
    inside = [(len(known), sheet) for sheet in sheets for known in sheet.names if core_of(known) in wanted]
    return max(inside, key=lambda pair: pair[0])[1] if inside else None


def _best_row(sheet: Sheet, top: Sequence[Sequence[Cell]]) -> _Candidate | None:
    known = _known_headings(sheet)
    needed = {column.field for column in sheet.columns if column.required}
    best: _Candidate | None = None
    above: tuple[str, ...] = ()
    for row, cells in enumerate(top[:LOOKED_AT]):
        own = _texts(cells)
        texts = tuple(
            text or (over if core_of(over) in known else "")
            for text, over in zip(own, _padded(above, len(own)), strict=True)
        )
        fields = {known[core_of(text)].field for text in texts if text and core_of(text) in known}
        present = sum(1 for text in own if text and core_of(text) in known)
        enough = needed <= fields or len(fields) >= max(3, len(sheet.columns) // 2)
        if present >= 1 and len(fields) >= 2 and enough and (best is None or len(fields) > best.matches):
            best = _Candidate(row, texts, len(fields))
        above = own
    return best


def _remembered(
    top: Sequence[Sequence[Cell]],
    sheets: Sequence[Sheet],
    mappings: Mapping[str, Mapping[str, str]],
    named: Sheet | None,
) -> Table | None:
    if not mappings:
        return None
    for row, cells in enumerate(top[:LOOKED_AT]):
        texts = _texts(cells)
        mapping = mappings.get(heading_hash(texts)) if any(texts) else None
        if mapping is None:
            continue
        sheet = next((sheet for sheet in sheets if sheet.entity == mapping.get("")), named)
        if sheet is not None:
            return Table("", sheet, row, headings_of(sheet, texts, mapping))
    return None


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(" ".join(str(cell).split()) if cell is not None else "" for cell in cells)


def _padded(texts: tuple[str, ...], length: int) -> tuple[str, ...]:
    return (texts + ("",) * length)[:length]


def _strangers(sheet: Sheet, candidate: _Candidate) -> int:
    known = _known_headings(sheet)
    return sum(1 for text in candidate.texts if text and core_of(text) not in known)
