"""What the exchange keeps: knowledge, peers, dossiers, files, what waits or is held, conflicts and erasures."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Integer, LargeBinary, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId, Travelling, kept
from resources.i18n import N_

_BOOK = {"info": {"book": True}}
_BOOK_BY_KEY = {"info": {"book": True}, "sqlite_with_rowid": False}


class OwnReplica(Local):
    """A name this store writes or has written under, and up to which write its dossiers' knowledge has been noted."""

    __tablename__ = "own_replica"
    __table_args__ = _BOOK
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    noted_seq: Mapped[int]


class KnownWrites(Local):
    """Knowledge: the last write of a replica that this store has seen of a dossier."""

    __tablename__ = "known_writes"
    dossier_id: Mapped[RowId] = mapped_column(String(36))
    replica: Mapped[int]
    seq: Mapped[int]
    __table_args__ = (PrimaryKeyConstraint("dossier_id", "replica"), _BOOK_BY_KEY)


class PeerKnowledge(Local):
    """What a peer's store said it knows of a dossier: `{replica id: seq}` as JSON."""

    __tablename__ = "peer_knowledge"
    peer: Mapped[RowId] = mapped_column(String(36))
    dossier_id: Mapped[RowId] = mapped_column(String(36))
    vector: Mapped[str] = mapped_column(Text)
    __table_args__ = (PrimaryKeyConstraint("peer", "dossier_id"), _BOOK_BY_KEY)


class ReplicaToken(Local):
    """What an export told of a replica's writes up to `seq`, by a random word; a copied store has other ones."""

    __tablename__ = "replica_token"
    replica: Mapped[int]
    token: Mapped[str] = mapped_column(String(8))
    seq: Mapped[int]
    __table_args__ = (PrimaryKeyConstraint("replica", "token"), _BOOK_BY_KEY)


class Dossier(Local):
    """Who owns a customer's dossier; the office alone changes it. `former` holds earlier owners as a JSON list."""

    __tablename__ = "dossier"
    id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    owner: Mapped[RowId | None] = mapped_column(String(36), index=True)
    former: Mapped[str] = mapped_column(Text)
    released: Mapped[bool]


class Peer(Local):
    """A device we exchange with, by the name of its keys: its present store, when we last heard of it and wrote, and up
    to when it has our work."""

    __tablename__ = "peer"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    person: Mapped[RowId] = mapped_column(String(36))
    employee_no: Mapped[str]
    role: Mapped[str]
    replica: Mapped[RowId] = mapped_column(String(36))
    heard_at: Mapped[datetime | None]
    heard_made_at: Mapped[datetime | None]
    wrote_at: Mapped[datetime | None]
    has_until: Mapped[datetime | None]


class ReplicaName(Local):
    """Which device a replica id belongs to, as it said itself: who made a write."""

    __tablename__ = "replica_name"
    __table_args__ = _BOOK
    id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    name: Mapped[str]


class ParkedCell(Local):
    """A cell this program cannot hold yet: kept with its stamp, relayed onward, put in place after an update."""

    __tablename__ = "parked_cell"
    entity: Mapped[str] = mapped_column(String(64))
    row_id: Mapped[RowId] = mapped_column(String(36))
    field_group: Mapped[str] = mapped_column(String(64))
    dossier_id: Mapped[RowId] = mapped_column(String(36), index=True)
    rev: Mapped[int]
    t: Mapped[int]
    replica: Mapped[int]
    seq: Mapped[int]
    fields: Mapped[str] = mapped_column(Text)
    __table_args__ = (PrimaryKeyConstraint("entity", "row_id", "field_group"), {"sqlite_with_rowid": False})


class ExchangeFile(Local):
    """Each file's fate, in or out; one that waits for an update or a yes is kept whole in `content`."""

    __tablename__ = "exchange_file"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    package: Mapped[str] = mapped_column(String(36), index=True)
    part: Mapped[int]
    parts: Mapped[int]
    outgoing: Mapped[bool]
    kind: Mapped[str]
    peer: Mapped[str]
    file_name: Mapped[str]
    made_at: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str]
    reason: Mapped[str]
    counts: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class HeldLine(Local):
    """One dossier of a file that waits for a person's yes: whose write it is, why it waits, and the line as it came."""

    __tablename__ = "held_line"
    sender: Mapped[str] = mapped_column(String(64))
    dossier_id: Mapped[RowId] = mapped_column(String(36))
    replica: Mapped[RowId] = mapped_column(String(36))
    file_name: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    rows: Mapped[int]
    line: Mapped[bytes] = mapped_column(LargeBinary)
    __table_args__ = (PrimaryKeyConstraint("sender", "dossier_id"), _BOOK_BY_KEY)


class Conflict(Travelling):
    """Two writes of one field group, or an edit and a delete, that did not know of each other; values are JSON."""

    __tablename__ = "conflict"
    __dossiers__: ClassVar = ("customer", "person")
    __dumped__: ClassVar = False

    kind: Mapped[str] = kept(label=N_("Kind"), default="edit")
    entity: Mapped[str] = kept(label=N_("Kind of record"), default="")
    row_id: Mapped[RowId] = kept(label=N_("Number of that record"), default="", index=True)
    field_group: Mapped[str] = kept(label=N_("Field"), default="")
    standing: Mapped[str] = kept(label=N_("What stands"), default="")
    standing_by: Mapped[str] = kept(label=N_("Who wrote what stands"), default="")
    standing_at: Mapped[int] = kept(label=N_("When it was written (ms)"), default=0)
    other: Mapped[str] = kept(label=N_("The other value"), default="")
    other_by: Mapped[str] = kept(label=N_("Who wrote the other value"), default="")
    other_at: Mapped[int] = kept(label=N_("When the other was written (ms)"), default=0)
    state: Mapped[str] = kept(label=N_("State"), group="state", default="open")
    closed_how: Mapped[str] = kept(label=N_("How it was settled"), group="state", default="")
    closed_by: Mapped[str] = kept(label=N_("Who settled it"), group="state", default="")


class ConflictSource(Local):
    """The file by which this store learnt of a conflict."""

    __tablename__ = "conflict_source"
    conflict_id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    file_name: Mapped[str]
    __table_args__ = _BOOK_BY_KEY


class Erasure(Travelling):
    """A person was taken out everywhere (个人信息删除); the id and keyed hashes stay, to stop a re-import."""

    __tablename__ = "erasure"
    __dumped__: ClassVar = False

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    entity: Mapped[str] = kept(label=N_("Kind of record"), default="")
    row_id: Mapped[RowId] = kept(label=N_("Number of that record"), default="", index=True)
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
    marks_key: Mapped[str] = kept(label=N_("Key of the marks"), group="marks", default="", inner=True)
    marks: Mapped[str] = kept(label=N_("Marks"), group="marks", default="", inner=True)
