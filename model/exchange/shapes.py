"""The shapes of what stands in a file; everything from outside is checked against them before it is used."""

from typing import Annotated, Literal

import msgspec

from model.store.base import LARGEST

Text = Annotated[str, msgspec.Meta(max_length=200)]
Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{2,256}$")]
Uuid = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Token = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}$")]
Count = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
Whole = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Value = str | Whole | float | bool | None
"""As the store keeps it: dates and instants as ISO text, money in fen, bytes as base64 text."""

Kind = Literal["delta", "full", "handover", "receipt", "enrol", "directory"]


class Sender(msgspec.Struct, frozen=True):
    """Who made a file: the replica and the name of its device's keys."""

    replica: Uuid
    key: Hex


class Manifest(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """What a file says of itself; signed."""

    fmt: Count
    min_reader: Count
    schema: Count
    app: Text
    suite: Count
    id: Uuid
    kind: Kind
    sender: Sender
    to: Annotated[list[Uuid], msgspec.Meta(min_length=1, max_length=1000)]
    made_at: Text
    part: Count
    parts: Count
    dossiers: Count
    rows: Count
    sha256: Hex
    packed: Count
    raw: Count
    root: str = ""
    """The office's public signing key, hex, in every file of the office."""


class Block(msgspec.Struct, frozen=True):
    """Rows of one table that carry the same fields.

    A row is `[id, rev, t, replica, seq, *values]`: one stamp for all, `replica` an index into the line's list.
    """

    table: Name
    fields: Annotated[list[Name], msgspec.Meta(max_length=400)]
    groups: Annotated[list[Name], msgspec.Meta(max_length=400)]
    """The field group of each field, as the sender's program has it."""
    rows: list[list[Value]]


class Slice(msgspec.Struct, frozen=True):
    """One customer's facts of one month in one table, taken whole; `columns` holds one list of values a field."""

    table: Name
    subject: Uuid
    month: Count
    rev: Count
    t: Whole
    replica: Count
    seq: Count
    sha256: Hex
    fields: Annotated[list[Name], msgspec.Meta(max_length=100)]
    columns: list[list[Value]]


class Tomb(msgspec.Struct, frozen=True):
    """A delete: its own stamp, and the dots of the row's cells that the deleter had seen."""

    table: Name
    id: Uuid
    rev: Count
    t: Whole
    replica: Count
    seq: Count
    seen: list[tuple[Count, Count]]


class DossierLine(msgspec.Struct, frozen=True, tag="dossier", tag_field="line"):
    """What is new in one dossier since `base`; `base` and `know`: one number a replica of `replicas`, 0 for none."""

    dossier: Uuid
    kind: Literal["customer", "person", "office"]
    replicas: Annotated[list[Uuid], msgspec.Meta(max_length=100_000)]
    base: list[Count]
    know: list[Count]
    blocks: list[Block] = []
    slices: list[Slice] = []
    tombs: list[Tomb] = []


class AckLine(msgspec.Struct, frozen=True, tag="acks", tag_field="line"):
    """All that the sender knows of the dossiers it shares with the addressee: one number a replica, 0 for none.

    From the office also whose they are, and which of them the addressee is to give up.
    """

    replicas: Annotated[list[Uuid], msgspec.Meta(max_length=100_000)]
    dossiers: list[tuple[Uuid, list[Count]]]
    owner: Uuid | None = None
    released: list[Uuid] = []
    names: dict[Uuid, Text] = {}
    """Replica id → the name of its device: who made a write."""
    tokens: dict[Uuid, list[tuple[Count, Token]]] = {}
    """Replica id → the tokens of its exports that the sender has heard of: two stores under one name have others."""


class DirectoryLine(msgspec.Struct, frozen=True, tag="directory", tag_field="line"):
    """The office's signed directory of devices."""

    body: str
    signature: Hex


Line = DossierLine | AckLine | DirectoryLine


class Device(msgspec.Struct, frozen=True):
    """One device in the directory: whose it is, its public keys, and since and until when it counts."""

    name: Text
    person: Uuid
    employee_no: Text
    role: Literal["manager", "office"]
    signing: Hex
    sealing: Text
    valid_from: Text
    revoked: Text | None = None


class Directory(msgspec.Struct, frozen=True):
    """All devices the office has admitted; the higher version replaces the lower."""

    version: Count
    office: Text
    devices: list[Device]


class Enrolment(msgspec.Struct, frozen=True):
    """What a device that wants in says of itself: public keys only."""

    fmt: Count
    suite: Count
    device: Text
    replica: Uuid
    person: Uuid
    employee_no: Text
    person_name: Text
    signing: Hex
    sealing: Text
    made_at: Text


class SignedEnrolment(msgspec.Struct, frozen=True):
    """The enrolment as canonical JSON text and its maker's own signature."""

    enrolment: str
    signature: Hex
