"""Import batches: what came in, from which file, what each row said, and how headings were understood."""

from datetime import datetime

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId


class ImportBatch(Local):
    """One import; `transaction_id` names the undo transaction, `report` is its JSON; an undone one counts no more."""

    __tablename__ = "import_batch"

    id: Mapped[RowId] = mapped_column(primary_key=True)
    number: Mapped[int]
    made_at: Mapped[datetime]
    file_name: Mapped[str]
    mode: Mapped[str]
    transaction_id: Mapped[int | None] = mapped_column(Integer)
    undone: Mapped[bool]
    report: Mapped[str]


class ImportedRow(Local):
    """What files have said of a row up to a batch, as JSON: a value said again leaves a person's edit alone.

    `batch` is the batch's number; of the rows whose batch was not undone the last one counts.
    """

    __tablename__ = "imported_row"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    row_id: Mapped[RowId] = mapped_column(index=True)
    batch: Mapped[int]
    said: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = {"info": {"book": True}}


class ImportMapping(Local):
    """How a person said the headings of a file are meant, remembered by the set of headings; `mapping` is JSON."""

    __tablename__ = "import_mapping"

    heading_hash: Mapped[str] = mapped_column(primary_key=True)
    mapping: Mapped[str]
