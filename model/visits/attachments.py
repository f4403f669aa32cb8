"""Files kept with a visit: photos of at most 5 MB."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.store.base import RowId, new_id
from model.store.rows import existing_row
from model.visits.records import Attachment, Visit
from resources.i18n import _

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_TOGETHER: Final = 40 * 1024 * 1024
"""A customer's files together: its dossier travels whole, and what two laptops add at a time must fit one file."""


@dataclass(frozen=True)
class AttachmentRow:
    """A file of a visit without its content; `size` in bytes."""

    id: RowId
    file_name: str
    media_type: str
    size: int


def add_attachment(
    session: Session, visit_id: RowId, file_name: str, media_type: str, content: bytes, now: datetime
) -> RowId:
    """Keep a file with a visit; raises `UserError` beyond 5 MB, 40 MB a customer, or where the visit is gone."""
    visit = existing_row(session, Visit, visit_id, _("This visit is no longer here."))
    if len(content) > MOST_BYTES:
        raise UserError(_("{file} is larger than 5 MB.").format(file=file_name))
    kept = session.scalar(
        select(func.sum(func.length(Attachment.content))).where(Attachment.dossier_id == visit.dossier_id)
    )
    if (kept or 0) + len(content) > MOST_TOGETHER:
        raise UserError(
            _("With {file} this customer's files would be larger than 40 MB. Take some of its files out first.").format(
                file=file_name
            )
        )
    row_id = new_id()
    session.add(
        Attachment(
            id=row_id,
            dossier_id=visit.dossier_id,
            customer_id=visit.customer_id,
            visit_id=visit_id,
            file_name=file_name,
            media_type=media_type,
            added_at=now,
            content=content,
        )
    )
    return row_id


def list_attachments(session: Session, visit_id: RowId) -> list[AttachmentRow]:
    """The files of a visit in the order they came."""
    query = (
        select(Attachment.id, Attachment.file_name, Attachment.media_type, func.length(Attachment.content))
        .where(Attachment.visit_id == visit_id)
        .order_by(Attachment.id)
    )
    return [AttachmentRow(row, name, kind, size or 0) for row, name, kind, size in session.execute(query)]


def content_of(session: Session, attachment_id: RowId) -> bytes:
    """A file's bytes; empty where it is gone."""
    found = session.get(Attachment, attachment_id)
    return (found.content or b"") if found is not None else b""


def delete_attachment(session: Session, attachment_id: RowId) -> None:
    """Take a file out; where it is gone nothing happens."""
    found = session.get(Attachment, attachment_id)
    if found is not None:
        session.delete(found)
