"""What each table takes in from a file: its columns by field group, and whether a value can stand in a column."""

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, String, Table, Time
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from model.enumerations import ENUMERATIONS
from model.exchange.shapes import Value
from model.schema import SCHEMA
from model.store.base import Instant, content_columns, field_groups, is_fact, is_travelling
from model.store.facts import fact_columns

Stored = str | int | float | bytes | None
"""A value as the store's columns hold it."""

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"\d{2}:\d{2}:\d{2}(\.\d{6})?")
_LONGEST: Final = 8_000_000
EXTRA: Final = "+"
"""Before a parked cell's group: more fields of a group that stands here; they follow the stamp of the group."""


class MisfitError(Exception):
    """A value that this program's column cannot hold: of another type, or an unknown code."""


@dataclass(frozen=True)
class Check:
    """Whether a value can stand in a column, and as what."""

    name: str
    convert: Callable[[Value], Stored]
    nullable: bool
    codes: frozenset[str] | None
    glance: type | None
    longest: int = 0

    def __call__(self, value: Value) -> Stored:
        """The value as stored; raises `MisfitError`."""
        if value is None:
            if self.nullable:
                return None
            raise MisfitError(self.name)
        stored = self.convert(value)
        if self.codes is not None and stored and stored not in self.codes:
            raise MisfitError(self.name)
        return stored

    def column(self, values: Sequence[Value]) -> Sequence[Stored]:
        """Many values as stored: plain numbers and texts at a glance, every other value once. Raises `MisfitError`."""
        kinds = set(map(type, values))
        if kinds == {self.glance} and self.codes is None and self._all_fit(values):
            return values
        if len(kinds) != 1:
            return [self(value) for value in values]
        known = {value: self(value) for value in set(values)}
        return [known[value] for value in values]

    def _all_fit(self, values: Sequence[Any]) -> bool:
        """Whether values of the very type can all stand as they are; where not, they are looked at one by one."""
        if self.glance is str:
            return max(map(len, values)) <= self.longest and "\0" not in "".join(values)
        return self.glance is int or all(map(math.isfinite, values))


@dataclass(frozen=True)
class Form:
    """One travelling table: its columns, their groups, and the check that turns a file's value into a stored one."""

    table: Table
    columns: tuple[str, ...]
    column_groups: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    group_of: Mapping[str, str]
    checks: Mapping[str, Check]
    blank: Mapping[str, Stored]
    blobs: frozenset[str]
    is_link: bool
    """All its content refers to other rows: adding twice is one, and add beats a concurrent remove without a word."""
    dossiers: frozenset[str]
    """The kinds of dossier its rows may stand in (rule 8): customer, person, office."""

    @property
    def of_customer(self) -> bool:
        """Whether its rows may stand in a customer's dossier."""
        return "customer" in self.dossiers

    @property
    def name(self) -> str:
        """The entity's name."""
        return str(self.table.name)


@dataclass(frozen=True)
class FactForm:
    """One table of measured rows: its columns after customer and month."""

    table: Table
    columns: tuple[str, ...]
    checks: Mapping[str, Check]


@cache
def forms() -> Mapping[str, Form]:
    """The form of every table whose rows travel one by one."""
    return {name: _form(table) for name, table in sorted(SCHEMA.tables.items()) if is_travelling(table)}


@cache
def fact_forms() -> Mapping[str, FactForm]:
    """The form of every table that travels by slice."""
    return {
        name: FactForm(
            table,
            tuple(fact_columns(table)),
            {column.name: _check(column) for column in table.columns},
        )
        for name, table in sorted(SCHEMA.tables.items())
        if is_fact(table)
    }


def as_value(stored: Any) -> Value:
    """A stored value as a file holds it: bytes as base64 text."""
    return base64.b64encode(stored).decode() if isinstance(stored, bytes) else stored


def _form(table: Table) -> Form:
    columns = content_columns(table)
    groups = {group: tuple(column.name for column in members) for group, members in field_groups(table).items()}
    group_of = {name: group for group, names in groups.items() for name in names}
    return Form(
        table,
        tuple(column.name for column in columns),
        tuple(group_of[column.name] for column in columns),
        groups,
        group_of,
        {column.name: _check(column) for column in columns},
        {column.name: _blank(column) for column in columns},
        frozenset(column.name for column in columns if isinstance(column.type, LargeBinary)),
        bool(columns) and all(column.info.get("refers") for column in columns),
        frozenset(table.info["dossiers"]),
    )


def _blank(column: Column[Any]) -> Stored:
    if column.nullable or not isinstance(column.default, ScalarElementColumnDefault):
        return None
    value = column.default.arg
    return int(value) if isinstance(value, bool) else value


def _check(column: Column[Any]) -> "Check":
    convert, glance = _check_of_type(column)
    longest = _longest(column) if glance is str else 0
    codes = ENUMERATIONS.get(str(column.info.get("choices") or ""))
    return Check(
        column.name, convert, bool(column.nullable), None if codes is None else frozenset(codes), glance, longest
    )


def _check_of_type(column: Column[Any]) -> tuple[Callable[[Value], Stored], type | None]:
    """How a value of the column's type is read, and the type that passes at a glance in a whole column."""
    kinds: tuple[tuple[Any, Callable[[Value], Stored], type | None], ...] = (
        (Boolean, _truth, None),
        (Float, _number, float),
        ((BigInteger, Integer), _whole, int),
        (Date, _date, None),
        (Time, _time, None),
        ((Instant, DateTime), _instant, None),
        (LargeBinary, _bytes, None),
    )
    for kind, convert, glance in kinds:
        if isinstance(column.type, kind):
            return convert, glance
    longest = _longest(column)
    return (lambda value: _text(value, longest)), str


def _longest(column: Column[Any]) -> int:
    return column.type.length if isinstance(column.type, String) and column.type.length else _LONGEST


def _text(value: Value, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or "\0" in value:
        raise MisfitError
    return value


def _truth(value: Value) -> int:
    if value not in (0, 1) or isinstance(value, str | float):
        raise MisfitError
    return int(bool(value))


def _whole(value: Value) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise MisfitError
    return value


def _number(value: Value) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise MisfitError
    return float(value)


def _date(value: Value) -> str:
    return _iso(value, _DATE.fullmatch, date.fromisoformat)


def _time(value: Value) -> str:
    return _iso(value, _TIME.fullmatch, time.fromisoformat)


def _instant(value: Value) -> str:
    def matches(text: str) -> bool:
        day, _space, rest = text.partition(" ")
        return bool(_DATE.fullmatch(day) and _TIME.fullmatch(rest))

    return _iso(value, matches, datetime.fromisoformat)


def _iso(value: Value, matches: Callable[[str], object], read: Callable[[str], object]) -> str:
    if not isinstance(value, str) or not matches(value):
        raise MisfitError
    try:
        read(value)
    except ValueError:
        raise MisfitError from None
    return value


def _bytes(value: Value) -> bytes:
    if not isinstance(value, str):
        raise MisfitError
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise MisfitError from None
