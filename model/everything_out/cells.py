"""How a stored value stands in an open table: codes as labels, references by name, amounts in the heading's unit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, Table
from sqlalchemy.orm import Session

from model.everything_out.code_words import words_of_codes
from model.everything_out.kept_words import KeptWords, kept_words
from model.intake.sheets import Column as OfficeColumn
from model.intake.words import WORDS
from model.labels import label_of
from model.store.base import Instant
from resources.i18n import _

_OFFICE_TIME: Final = timezone(timedelta(hours=8))
_MONTHS: Final = frozenset({"month", "base_month"})
"""Whole numbers of these names are months (YYYYMM)."""

_CHOICES_OF_FACTS: Final = {("member_month", "status"): "member_status"}
"""Codes in measured rows: those take whatever comes, so that the record declares no enumeration."""

_NAMES: Final = ("name", "text", "statement", "title", "number", "offering_name", "purpose")
"""What a row is called where another refers to it: the first of these fields that its table has."""

Cell = str | int | float | bool | Any
Show = Callable[[Any], Cell]


@dataclass(frozen=True)
class OutColumn:
    """A column of an open table: heading, what its cells hold (a kind of `reports.excel`), how a value is shown."""

    field: str
    heading: str
    kind: str
    show: Show
    beside: str = ""
    """Another field of the row, which stands before the value and a line break in what `show` is given."""


def name_column(table: Table) -> Column[Any] | None:
    """What a row is called where another refers to it; `None` where nothing names it."""
    return next((table.c[name] for name in _NAMES if name in table.c), None)


def kept_column(session: Session, column: Column[Any], heading: str) -> OutColumn | None:
    """A column of JSON text, shown in words; `None` for any other."""
    kept = kept_words(session, column.table.name, column.name)
    if kept is None:
        return None
    return OutColumn(column.name, heading, "text", partial(_kept, kept), kept.beside)


def plain_column(column: Column[Any], heading: str, names: Mapping[str, str] | None = None) -> OutColumn:
    """A stored column under a heading; `names` gives the name behind each id it refers to."""
    if names is not None:
        return OutColumn(column.name, heading, "text", partial(_named, names))
    choices = _choices_of(column)
    if choices:
        return OutColumn(column.name, heading, "text", partial(_label, choices))
    words = words_of_codes(column.table.name, column.name)
    if words is not None:
        return OutColumn(column.name, heading, "text", words)
    kind = _kind_of(column)
    return OutColumn(column.name, heading, kind, _SHOWN.get(type(column.type), _same))


def _choices_of(column: Column[Any]) -> str:
    return str(column.info.get("choices") or _CHOICES_OF_FACTS.get((column.table.name, column.name), ""))


def office_column(column: Column[Any], office: OfficeColumn) -> OutColumn:
    """A stored column as the office's own sheet has it, so that the sheet can be imported again."""
    heading = office.headings[0]
    choices = _choices_of(column)
    if choices and choices in WORDS:
        return OutColumn(column.name, heading, "text", partial(_office_word, WORDS[choices]))
    unit = getattr(office.kind.one, "keywords", {}).get("unit", 1)
    if office.kind.name == "money" and unit != 1:
        return OutColumn(column.name, heading, "number", partial(_in_units, unit * 100))
    kind = "month" if office.kind.name == "month" else _kind_of(column)
    shown = {**_SHOWN, Boolean: _office_flag}
    return OutColumn(column.name, heading, kind, shown.get(type(column.type), _same))


def _kind_of(column: Column[Any]) -> str:
    if column.name.endswith("_fen"):
        return "money"
    kind = column.type
    if isinstance(kind, Date):
        return "date"
    if isinstance(kind, Float):
        return "number"
    if isinstance(kind, BigInteger):
        return "month" if column.name in _MONTHS else "integer"
    return "text"


def _kept(kept: KeptWords, value: str | None) -> Cell:
    beside, _mark, text = (value or "").partition("\n") if kept.beside else ("", "", value or "")
    return kept.words(beside, text)


def _same(value: Any) -> Cell:
    return value


def _named(names: Mapping[str, str], value: Any) -> Cell:
    return names.get(value, value or "")


def _label(choices: str, value: Any) -> Cell:
    return label_of(choices, str(value)) if value else ""


def _office_word(words: Mapping[str, str], value: Any) -> Cell:
    return words[value].split()[0] if value in words else value or ""


def _in_units(unit: int, value: Any) -> Cell:
    return None if value is None else value / unit


def _flag(value: Any) -> Cell:
    return "" if value is None else _("Yes") if value else _("No")


def _office_flag(value: Any) -> Cell:
    return "" if value is None else "是" if value else "否"


def _instant(value: datetime | None) -> Cell:
    return "" if value is None else value.astimezone(_OFFICE_TIME).strftime("%Y-%m-%d %H:%M:%S")


_SHOWN: Final[Mapping[type, Show]] = {Boolean: _flag, Instant: _instant}
