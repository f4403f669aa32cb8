"""Editing customers from pasted rows: what they would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from model.customers.actions import set_fields
from model.customers.records import Customer
from model.editing.rules import value_of
from model.errors import UserError
from model.intake.customer_sheets import CUSTOMERS
from model.intake.headers import core_of, headings_of
from model.intake.preview import read_as
from model.intake.sheets import Column as SheetColumn
from model.store.base import RowId, content_columns
from resources.i18n import _

_KEYS: Final = ("group_code", "merged_into")
"""What finds a row is not changed by pasting."""
_COLUMNS: Final = {column.name: column for column in content_columns(Customer.__table__)}


@dataclass(frozen=True)
class _Place:
    """What a pasted column means: the field, and how the office's sheet reads it where it has it."""

    field: str
    column: SheetColumn | None


@dataclass(frozen=True)
class PastedCell:
    """One cell that pasting would change, or cannot: customer, field, the words that stand and those that come."""

    customer_id: RowId
    name: str
    field: str
    old: Any
    new: Any
    problem: str = ""


def row_of(session: Session, record: type[Any], row_id: RowId) -> dict[str, Any]:
    """Every kept field of one row by its name. Raises `UserError` where it is gone."""
    found = session.get(record, row_id)
    if found is None:
        raise UserError(_("This row is no longer here."))
    return {column.name: getattr(found, column.name) for column in content_columns(record.__table__)}


def plan_paste(
    session: Session, rows: Sequence[Sequence[str]], selected: Sequence[RowId]
) -> tuple[list[PastedCell], list[str]]:
    """What pasting rows with a heading line would change, and the headings that fill no field.

    Rows find their customer by the group-code or name column; without either, by their order among the `selected`.
    Raises `UserError` where no heading is known or there are no rows.
    """
    if len(rows) < 2:
        raise UserError(_("Copy the heading row together with the rows below it, then paste again."))
    places = _headed(rows[0])
    unknown = [text for text, place in zip(rows[0], places, strict=True) if place is None and text.strip()]
    if not any(places):
        raise UserError(_("No heading is the name of a field. Copy the heading row as Meiban or the office writes it."))
    customers = _customers(session, rows[1:], [place.field if place else "" for place in places], selected)
    cells: list[PastedCell] = []
    for row, customer in zip(rows[1:], customers, strict=False):
        cells += _cells(row, places, customer)
    return cells, unknown


def apply_paste(session: Session, cells: Sequence[PastedCell], today: date) -> int:
    """Write the cells that have no problem; returns how many customers changed."""
    changes: dict[RowId, dict[str, Any]] = {}
    for cell in cells:
        if not cell.problem:
            changes.setdefault(cell.customer_id, {})[cell.field] = cell.new
    for customer, values in changes.items():
        set_fields(session, Customer, [customer], values, today)
    return len(changes)


def _headed(headings: Sequence[str]) -> list[_Place | None]:
    """What each heading means: as the office's sheet of customers writes it, or as Meiban calls the field."""
    known = {label: name for name, column in _COLUMNS.items() for label in _labels(column)}
    office = {heading.place: heading.column for heading in headings_of(CUSTOMERS, headings)}
    places: list[_Place | None] = []
    for place, text in enumerate(headings):
        column = office.get(place)
        if column is not None and column.field in _COLUMNS:
            places.append(_Place(column.field, column))
        else:
            field = known.get(core_of(text))
            places.append(_Place(field, CUSTOMERS.fields.get(field)) if field else None)
    return places


def _labels(column: Column[Any]) -> Sequence[str]:
    label = str(column.info.get("label") or "")
    return [core_of(words) for words in (column.name, label, _(label)) if words]


def _customers(
    session: Session, rows: Sequence[Sequence[str]], columns: Sequence[str], selected: Sequence[RowId]
) -> list[Customer | None]:
    for key in ("group_code", "name"):
        if key in columns:
            place = columns.index(key)
            wanted = [row[place].strip() if place < len(row) else "" for row in rows]
            column = getattr(Customer, key)
            query = select(Customer).where(Customer.merged_into.is_(None), column.in_(set(wanted)))
            found = {getattr(customer, key): customer for customer in session.scalars(query)}
            return [found.get(word) for word in wanted]
    by_id = {customer.id: customer for customer in session.scalars(select(Customer).where(Customer.id.in_(selected)))}
    return [by_id.get(id) for id in selected]


def _cells(row: Sequence[str], places: Sequence[_Place | None], customer: Customer | None) -> list[PastedCell]:
    if customer is None:
        words = " ".join(row)[:40]
        return [PastedCell("", words, "name", "", "", _("No such customer"))] if words.strip() else []
    cells = []
    for text, place in zip(row, places, strict=False):
        if place is None or place.field in _KEYS:
            continue
        old = getattr(customer, place.field)
        try:
            new = _typed(place, text.strip())
        except UserError as error:
            cells.append(PastedCell(customer.id, customer.name, place.field, old, text, error.sentence))
            continue
        if new != old:
            cells.append(PastedCell(customer.id, customer.name, place.field, old, new))
    return cells


def _typed(place: _Place, text: str) -> Any:
    column: Column[Any] = _COLUMNS[place.field]
    if place.column is None or not text:
        return value_of(column, text)
    value, reason = read_as(place.column, [text])[0]
    if reason:
        raise UserError(reason)
    return value_of(column, "") if value is None else value
