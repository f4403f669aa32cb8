"""A store in which every field of every table holds a word of its own, made from the metadata alone.

Three dossiers are filled: that of the presented customer, that of another customer, and the office's. Whatever feature
adds a table or a field is covered the day it does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, DateTime, Float, LargeBinary, Table, Time, insert
from sqlalchemy.types import BigInteger, Integer

from model.enumerations import ENUMERATIONS
from model.schema import SCHEMA
from model.store.base import Instant, is_fact, is_travelling
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, natural_id

PRESENTED: Final = natural_id("customer", "PRESENTED")
OTHER: Final = natural_id("customer", "OTHER")
_DOSSIERS: Final = {PRESENTED: "presented", OTHER: "other", OFFICE_DOSSIER: "office"}
_FITTING: Final = {
    ("quote", "state"): "approved",
    ("installed_product", "operator"): "mobile",
    ("contact", "status"): "active",
    ("promise", "state"): "open",
    ("contact", "placeholder"): False,
    ("price_card", "segment"): "全部客户",
    ("quote_item", "quantity"): 2,
    ("quote_item", "discount"): 0,
}
"""What a row must hold to stand before a customer at all."""
_EMPTY: Final = {
    ("customer", "merged_into"),
    ("contact", "merged_into"),
    ("reporting_line", "opportunity_id"),
    ("map_position", "opportunity_id"),
}


@dataclass(frozen=True)
class Marks:
    """Every word (and great number) that was put in: those a customer may see, and all others."""

    fit: frozenset[str]
    protected: frozenset[str]


def content_tables() -> list[Table]:
    """Every table that holds content: the store's own books are left alone, they keep the store going."""
    return [table for table in SCHEMA.tables.values() if not table.info.get("book")]


def mark_store(database: Database) -> Marks:
    """Fill the store; returns what was put in."""
    fit: set[str] = set()
    protected: set[str] = set()
    with database.write() as session:
        for number, table in enumerate(content_tables()):
            for dossier in _dossiers_of(table):
                row = dict(_row(table, number, dossier))
                session.execute(insert(table).values(**row))
                shown = _shown(table) if dossier != OTHER else []
                for name, value in row.items():
                    words = _words(value)
                    if words:
                        (fit if name in shown else protected).add(words)
    return Marks(frozenset(fit), frozenset(protected))


def _shown(table: Table) -> list[str]:
    """The fields marked as fit, with the keys that rows hang on; said here anew, so that the program is checked."""
    marked = [column.name for column in table.columns if column.info.get("fit")]
    return [*marked, *("id", "dossier_id", "customer_id")] if marked else []


def _dossiers_of(table: Table) -> list[str]:
    if table.name == "customer" or "customer_id" in table.columns:
        return [PRESENTED, OTHER]
    return [OFFICE_DOSSIER] if is_travelling(table) else [OTHER]


def _row(table: Table, number: int, dossier: str) -> Iterator[tuple[str, Any]]:
    for place, column in enumerate(table.columns):
        if column.info.get("stamp"):
            continue
        if (table.name, column.name) in _EMPTY:
            yield column.name, None
        elif column.name == "id" and is_travelling(table):
            yield "id", _id(table.name, dossier)
        elif column.name == "dossier_id":
            yield "dossier_id", dossier
        elif column.name == "customer_id":
            yield "customer_id", dossier
        elif column.name == "month" and is_fact(table):
            yield "month", 202610
        else:
            yield column.name, _value(table, column, number * 100 + place, dossier)


def _value(table: Table, column: Column[Any], number: int, dossier: str) -> Any:
    """A word, or a number between 700,000,000 and 800,000,000: both are found again wherever they come to light."""
    refers, choices = column.info.get("refers"), column.info.get("choices")
    if (table.name, column.name) in _FITTING:
        return _FITTING[table.name, column.name]
    if refers:
        if _of_customer(refers) or dossier == OFFICE_DOSSIER:
            return _id(refers, dossier)
        return None if column.nullable else _id(refers, OFFICE_DOSSIER)
    if choices:
        return list(ENUMERATIONS[choices])[-1]
    return _of_type(column, 3 * number + list(_DOSSIERS).index(dossier), f"{_DOSSIERS[dossier]}-{table.name}")


def _of_type(column: Column[Any], number: int, words: str) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Date):
        return date(2026, 11, 1) + timedelta(days=number % 60)
    if isinstance(kind, Instant | DateTime):
        return datetime.fromisoformat("2026-11-20T08:00:00+00:00")
    if isinstance(kind, Time):
        return time(9, number % 60)
    if isinstance(kind, Float | BigInteger | Integer):
        return 5 if column.name in ("importance", "urgency") else 700_000_000 + number
    if isinstance(kind, LargeBinary):
        return f"Ж{number:05}-{words}-{column.name}".encode()
    return f"Ж{number:05}-{words}-{column.name}"[: getattr(kind, "length", None)]


def _of_customer(entity: str) -> bool:
    return entity == "customer" or "customer_id" in SCHEMA.tables[entity].columns


def _id(entity: str, dossier: str) -> str:
    return dossier if entity == "customer" else natural_id(entity, dossier)


def _words(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, str) and value.startswith("Ж") and len(value) > 5:
        return value
    if isinstance(value, float | int) and not isinstance(value, bool) and value >= 700_000_000:
        return f"{value:.0f}"
    return ""
