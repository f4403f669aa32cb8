"""A row by its id, or the sentence that it is gone."""

from typing import TypeVar

from sqlalchemy.orm import Session

from model.errors import UserError
from model.store.base import Record, RowId

_R = TypeVar("_R", bound=Record)


def existing_row(session: Session, record: type[_R], row_id: RowId, gone: str) -> _R:
    """The row of a record with this id. Raises `UserError` with the sentence `gone` where there is none any more."""
    found = session.get(record, row_id)
    if found is None:
        raise UserError(gone)
    return found
