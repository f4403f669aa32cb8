"""Many rows of one entity edited at once: what stands now, and one field set for all by the rules of single edits."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.actions import check_fields, set_fields
from model.editing.actions import GUARDS
from model.errors import UserError
from model.store.base import RowId
from resources.i18n import _

_CHUNK: Final = 500
_LONGEST_TITLE: Final = 40


def values_of_field(
    session: Session, record: type[Any], title: str, ids: Sequence[RowId], field: str
) -> list[tuple[RowId, str, Any]]:
    """The rows of these ids, in their order: what each is called in its field `title`, and what it has in `field`."""
    columns = record.__table__.columns
    found: dict[RowId, tuple[RowId, str, Any]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(record.id, columns[title], columns[field]).where(record.id.in_(ids[start : start + _CHUNK]))
        found |= {row[0]: (row[0], row[1], row[2]) for row in session.execute(query)}
    return [found[id] for id in ids if id in found]


def set_many(
    session: Session, record: type[Any], title: str, ids: Sequence[RowId], field: str, value: Any, today: date
) -> None:
    """Set one field of many rows; what follows a rule is set row by row, as its page would.

    Raises `UserError` for a value that cannot be kept, and with the row's title for what the rule refuses; the caller's
    transaction then keeps nothing.
    """
    guard = GUARDS.get(record.__tablename__)
    if guard is None:
        set_fields(session, record, ids, {field: value}, today)
        return
    check_fields(record, {field: value})
    for row_id, called, _old in values_of_field(session, record, title, ids, field):
        try:
            rest = guard(session, row_id, {field: value}, today)
        except UserError as error:
            name = called[:_LONGEST_TITLE]
            raise UserError(_("“{name}”: {sentence}").format(name=name, sentence=error.sentence)) from error
        if rest:
            set_fields(session, record, [row_id], rest, today)
