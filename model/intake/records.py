"""Import batches: what came in, from which file, and how to take it back."""

from datetime import datetime

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId


class ImportBatch(Local):
    """One import; `transaction_id` names the undo transaction, `report` is its JSON."""

    __tablename__ = "import_batch"

    id: Mapped[RowId] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    file_name: Mapped[str]
    mode: Mapped[str]
    transaction_id: Mapped[int | None] = mapped_column(Integer)
    report: Mapped[str]


class ImportedValue(Local):
    """The value a file last gave a field group whose row a person edits too; equal again, the edit stays."""

    __tablename__ = "imported_value"

    entity: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[RowId] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    __table_args__ = {"sqlite_with_rowid": False}
