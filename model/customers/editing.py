"""Editing many customers at once: what stands now, and what pasted rows would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from model.customers.actions import set_fields
from model.customers.records import Customer
from model.editing.rules import value_of
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.base import RowId, content_columns
from resources.i18n import _

_CHUNK = 500
_COLUMNS: Final = {column.name: column for column in content_columns(cast(Table, Customer.__table__))}


@dataclass(frozen=True)
class PastedCell:
    """One cell that pasting would change, or cannot: customer, field, the words that stand and those that come."""

    customer_id: RowId
    name: str
    field: str
    old: Any
    new: Any
    problem: str = ""


def values_of_field(session: Session, ids: Sequence[RowId], field: str) -> list[tuple[RowId, str, Any]]:
    """The customers of these ids, in their order, with what they have in a field."""
    column = Customer.__table__.columns[field]
    found: dict[RowId, tuple[RowId, str, Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(Customer.id, Customer.name, column).where(Customer.id.in_(ids[start : start + _CHUNK]))
        found |= {row[0]: (row[0], row[1], row[2]) for row in session.execute(query)}
    return [found[id] for id in ids if id in found]


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
    columns = _headed(rows[0])
    unknown = [text for text, field in zip(rows[0], columns, strict=True) if field is None and text.strip()]
    if not any(columns):
        raise UserError(_("No heading is the name of a field. Copy the heading row as Meiban or the office writes it."))
    customers = _customers(session, rows[1:], columns, selected)
    cells: list[PastedCell] = []
    for row, customer in zip(rows[1:], customers, strict=False):
        cells += _cells(row, columns, customer)
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


def _headed(headings: Sequence[str]) -> list[str | None]:
    known: dict[str, str] = {}
    for column in _COLUMNS.values():
        for words in (column.name, str(column.info.get("label") or ""), _(str(column.info.get("label") or ""))):
            if words:
                known.setdefault(words.casefold(), column.name)
    return [known.get(_core(text)) for text in headings]


def _core(text: str) -> str:
    for opening in ("（", "("):
        text = text.partition(opening)[0]
    return text.strip().casefold()


def _customers(
    session: Session, rows: Sequence[Sequence[str]], columns: Sequence[str | None], selected: Sequence[RowId]
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


def _cells(row: Sequence[str], columns: Sequence[str | None], customer: Customer | None) -> list[PastedCell]:
    if customer is None:
        words = " ".join(row)[:40]
        return [PastedCell("", words, "name", "", "", _("No such customer"))] if words.strip() else []
    cells = []
    for text, field in zip(row, columns, strict=False):
        if field is None or field in ("group_code", "merged_into"):
            continue
        old = getattr(customer, field)
        try:
            new = _typed(field, text.strip())
        except UserError as error:
            cells.append(PastedCell(customer.id, customer.name, field, old, text, error.sentence))
            continue
        if new != old:
            cells.append(PastedCell(customer.id, customer.name, field, old, new))
    return cells


def _typed(field: str, text: str) -> Any:
    column: Column[Any] = _COLUMNS[field]
    choices: Mapping[str, str] = ENUMERATIONS.get(column.info.get("choices") or "", {})
    if choices:
        return _code_of(column.info["label"], choices, text)
    if field.endswith("_fen") and text:
        return _fen(column.info["label"], text)
    return value_of(column, text.replace(",", "") if field.endswith(("_count", "_percent")) else text)


def _code_of(label: str, choices: Mapping[str, str], text: str) -> str:
    for code, words in choices.items():
        if text in (code, words, _(words)):
            return code
    if text:
        raise UserError(_("“{value}” is not one of the values of {field}.").format(value=text, field=_(label)))
    return ""


def _fen(label: str, text: str) -> int:
    try:
        return round(float(text.replace(",", "").replace("，", "").lstrip("￥¥")) * 100)
    except (ValueError, OverflowError):
        raise UserError(_("“{value}” cannot be a value of {field}.").format(value=text, field=_(label))) from None
