"""What the store keeps about itself: replicas, stamps of changed cells, tombstones, slices, marks and undo."""

from datetime import datetime

from sqlalchemy import BigInteger, Integer, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId

_BOOK = {"info": {"book": True}}
_BOOK_BY_KEY = {"info": {"book": True}, "sqlite_with_rowid": False}
"""The store's own books carry no marks; those read only by their key are laid out by it."""


class Replica(Local):
    """A store that has ever written something we hold; stamps name it by its small number here."""

    __tablename__ = "replica"
    __table_args__ = _BOOK
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[RowId] = mapped_column(String(36), unique=True)


class ReplicaState(Local):
    """This store's own counters, one row: read and raised by the stamp triggers within each writing transaction."""

    __tablename__ = "replica_state"
    __table_args__ = _BOOK
    only: Mapped[int] = mapped_column(Integer, primary_key=True)
    replica_no: Mapped[int]
    seq: Mapped[int]
    t: Mapped[int]
    applying: Mapped[int]
    recording: Mapped[int | None]
    bulk: Mapped[int]


class StoreFact(Local):
    """One fact about this store (whose it is, its role), by name."""

    __tablename__ = "store_fact"
    __table_args__ = {"info": {"book": True, "presented": "name IN ('name', 'role')"}}
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(info={"fit": True})


class CellStamp(Local):
    """The stamp of a field group that changed after its row was made."""

    __tablename__ = "cell_stamp"
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[RowId] = mapped_column(String(36))
    field_group: Mapped[str] = mapped_column(String(40))
    rev: Mapped[int]
    t: Mapped[int]
    replica: Mapped[int]
    seq: Mapped[int]
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id", "field_group"), _BOOK_BY_KEY)


class Tombstone(Local):
    """A delete, with the dots its deleter had seen (`[[field group, replica, seq], …]`, the row's own under '').

    A row may have several: deletes that did not know of each other.
    """

    __tablename__ = "tombstone"
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[RowId] = mapped_column(String(36))
    dossier_id: Mapped[RowId] = mapped_column(String(36), index=True)
    rev: Mapped[int]
    t: Mapped[int]
    replica: Mapped[int]
    seq: Mapped[int]
    seen: Mapped[str] = mapped_column(Text)
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id", "replica", "seq"), _BOOK_BY_KEY)


class Grave(Local):
    """What a deleted row held and under which stamps (`[[field group, rev, t, replica, seq], …]`).

    An edit the deleter had not seen brings the row back whole; without a tombstone beside it a grave means nothing.
    """

    __tablename__ = "grave"
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[RowId] = mapped_column(String(36))
    dossier_id: Mapped[RowId] = mapped_column(String(36), index=True)
    stamps: Mapped[str] = mapped_column(Text)
    held: Mapped[str] = mapped_column(Text)
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id"), _BOOK_BY_KEY)


class FactSlice(Local):
    """The stamp and content hash of one customer's measured rows of one month."""

    __tablename__ = "fact_slice"
    entity: Mapped[str] = mapped_column(String(40))
    customer_id: Mapped[RowId] = mapped_column(String(36))
    month: Mapped[int] = mapped_column(BigInteger)
    rev: Mapped[int]
    t: Mapped[int]
    replica: Mapped[int]
    seq: Mapped[int]
    sha256: Mapped[bytes]
    __table_args__ = (PrimaryKeyConstraint("entity", "customer_id", "month"), _BOOK_BY_KEY)


class Touched(Local):
    """A mark left by a trigger: this entity (this row, for what is searched) changed in the open transaction."""

    __tablename__ = "touched"
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[str] = mapped_column(String(36))
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id"), _BOOK_BY_KEY)


class UndoTransaction(Local):
    """One user event that can be taken back, the writes it made, and whether it was itself an undo of another."""

    __tablename__ = "undo_transaction"
    __table_args__ = _BOOK
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    made_at: Mapped[datetime]
    label: Mapped[str]
    params: Mapped[str]
    replica: Mapped[int]
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    bulk: Mapped[bool]
    undoes: Mapped[int | None]
    undone_by: Mapped[int | None]


class UndoCell(Local):
    """What a field group, a row or a slice held before; `kind` is insert, update, delete or slice.

    `dots`: the dots that stood before, `[[field group, replica, seq], …]`, the row's own under ''.
    """

    __tablename__ = "undo_cell"
    __table_args__ = _BOOK
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    transaction_id: Mapped[int] = mapped_column(Integer, index=True)
    kind: Mapped[str] = mapped_column(String(8))
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[str] = mapped_column(String(48))
    field_group: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None]
    dots: Mapped[str | None]
    seq: Mapped[int]


class UndoAlias(Local):
    """A dot that an undo wrote, and the earlier dot whose value it put back: for undo, the two are one.

    Dots are `replica:seq`; an alias under the empty group holds for every group of the row that has none of its own.
    """

    __tablename__ = "undo_alias"
    entity: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[RowId] = mapped_column(String(36))
    field_group: Mapped[str] = mapped_column(String(40))
    dot: Mapped[str] = mapped_column(String(40))
    stands_for: Mapped[str] = mapped_column(String(40))
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id", "field_group", "dot"), _BOOK_BY_KEY)
