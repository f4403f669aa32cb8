"""What is done with customers and what hangs on them: fields set one by one or for many, rows added and taken out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, delete, select, update
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.person_rules import is_placeholder_name
from model.customers.records import Assignment, CompanyGrade, Contact, Customer, Site
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.base import RowId, content_columns, natural_id, new_id
from model.store.bulk import put_rows
from resources.i18n import _

LONGEST_NAME = 200
LONGEST_TEXT = 20_000
_CHUNK = 500


def add_customer(session: Session, group_code: str, name: str, today: date, **fields: Any) -> RowId:
    """Keep a new customer; without the office's code it gets its own id. Raises `UserError` for a code taken."""
    if not name.strip():
        raise UserError(_("Give the customer a name."))
    code = group_code.strip()
    row_id = natural_id("customer", code) if code else new_id()
    if session.get(Customer, row_id) is not None:
        raise UserError(_("There is already a customer with the group code {code}.").format(code=code))
    session.add(Customer(id=row_id, dossier_id=row_id, group_code=code))
    session.flush()
    set_fields(session, Customer, [row_id], {"name": name.strip(), **fields}, today)
    return row_id


def add_contact(session: Session, customer_id: RowId, name: str, **fields: Any) -> RowId:
    """Keep a new contact of a customer; one named with a question mark (技术负责人?) is not known yet.

    Raises `UserError` without a name.
    """
    if not name.strip():
        raise UserError(_("Give the person a name."))
    customer = customer_by_id(session, customer_id)
    row_id = new_id()
    values = _known_by_name({"name": name.strip(), **fields})
    check_fields(Contact, values)
    session.add(Contact(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def add_site(session: Session, customer_id: RowId, name: str, **fields: Any) -> RowId:
    """Keep a new site of a customer; raises `UserError` without a name."""
    if not name.strip():
        raise UserError(_("Give the site a name."))
    customer = customer_by_id(session, customer_id)
    row_id = new_id()
    values = {"name": name.strip(), **fields}
    check_fields(Site, values)
    session.add(Site(id=row_id, dossier_id=customer.dossier_id, customer_id=customer.id, **values))
    session.flush()
    return row_id


def set_fields(
    session: Session, record: type[Any], row_ids: Sequence[RowId], values: Mapping[str, Any], today: date
) -> None:
    """Set fields of one row or of many alike, by one statement; a change of manager or company grade is also history.

    Raises `UserError` for a value that is not of the field's codes or range, or too long; nothing is changed then.
    """
    if record is Contact:
        values = _known_by_name(values)
    check_fields(record, values)
    if record is Customer:
        _keep_history(session, row_ids, values, today)
    for start in range(0, len(row_ids), _CHUNK):
        chunk = row_ids[start : start + _CHUNK]
        session.execute(
            update(record).where(record.id.in_(chunk)).values(dict(values)),
            execution_options={"synchronize_session": "fetch" if len(row_ids) == 1 else False},
        )


def _known_by_name(values: Mapping[str, Any]) -> dict[str, Any]:
    """A contact's values with what its name says: one with a question mark is of somebody not known yet."""
    name = values.get("name")
    return {"placeholder": is_placeholder_name(name), **values} if name else dict(values)


def mark_contact(session: Session, contact_id: RowId, status: str, today: date) -> None:
    """Say that a contact is active, has moved or has left, from today."""
    set_fields(session, Contact, [contact_id], {"status": status, "status_since": today}, today)


def delete_row(session: Session, record: type[Any], row_id: RowId) -> None:
    """Take a row out, a person with those joined into him; a row that is gone already is no fault.

    Undo and the recycle bin bring it back.
    """
    found = session.get(record, row_id)
    if found is not None:
        if record is Contact:
            session.execute(delete(Contact).where(Contact.merged_into == row_id))
        session.delete(found)


def check_fields(record: type[Any], values: Mapping[str, Any]) -> None:
    """Raises `UserError` for a value that is not of its field's codes or range, or too long."""
    columns = {column.name: column for column in content_columns(record.__table__)}
    for name, value in values.items():
        if name not in columns:
            raise ValueError(name)
        column = columns[name]
        label = _(column.info["label"])
        if isinstance(value, str) and len(value) > (LONGEST_NAME if name == "name" else LONGEST_TEXT):
            raise UserError(_("{field} is too long.").format(field=label))
        choices = column.info["choices"]
        if choices and value and value not in ENUMERATIONS[choices]:
            raise UserError(_("“{value}” is not one of the values of {field}.").format(value=value, field=label))
        _check_range(column, value)


def _check_range(column: Column[Any], value: object) -> None:
    least, most = column.info["least"], column.info["most"]
    if isinstance(value, int) and least is not None and not least <= value <= most:
        sentence = _("{field} is a figure from {least} to {most}.")
        raise UserError(sentence.format(field=_(column.info["label"]), least=least, most=most))


def _keep_history(session: Session, row_ids: Sequence[RowId], values: Mapping[str, Any], today: date) -> None:
    history: tuple[tuple[str, type[Any], dict[str, str]], ...] = (
        ("manager_no", Assignment, {"manager_no": "manager_no", "manager_name": "manager_name"}),
        ("company_grade", CompanyGrade, {"company_grade": "grade"}),
    )
    day = today.isoformat()
    for field, record, fields in history:
        if field not in values:
            continue
        stood = [getattr(Customer, source) for source in fields]
        rows: list[tuple[Any, ...]] = []
        for start in range(0, len(row_ids), _CHUNK):
            chosen = Customer.id.in_(row_ids[start : start + _CHUNK])
            query = select(Customer.id, Customer.dossier_id, *stood)
            for id, dossier, *old in session.execute(query.where(chosen, getattr(Customer, field) != values[field])):
                content = (values.get(source, was) for source, was in zip(fields, old, strict=True))
                rows.append((natural_id(record.__tablename__, id, day), dossier, id, day, *content))
        names = ("id", "dossier_id", "customer_id", "valid_from", *fields.values())
        put_rows(session.connection(), record.__table__, names, rows)
