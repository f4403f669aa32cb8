"""Writing the files for a peer (rule 1): what it has not said it knows, and what we know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from model.exchange.books import Replicas, knowledge, note_own_writes, own_replica, said_by
from model.exchange.codec import PartPayload, PlainLine, encode_line, pack, parts_of
from model.exchange.content import contents_of
from model.exchange.device import Me, directory_line, me, my_key_id, needed_keys, own_name, root_key
from model.exchange.directory import key_of
from model.exchange.dossiers import released_to, shared_with
from model.exchange.files import PART_ENDING, name_of, write_whole
from model.exchange.journal import FileEntry, names_of_replicas, note_file, note_names, note_wrote
from model.exchange.knowledge import beyond
from model.exchange.limits import FORMAT
from model.exchange.lines import ack_line, dossier_line, replicas_in
from model.exchange.outcome import Progress, in_silence
from model.exchange.shapes import Device, Kind, Manifest, Sender
from model.exchange.suite import SUITE, DeviceKeys
from model.exchange.tokens import note_export, tokens_of
from model.store.database import Database
from model.store.ids import RowId, new_id
from model.store.migrations import LATEST

_DOSSIERS_AT_ONCE = 20


@dataclass(frozen=True)
class Written:
    """What was written for a peer."""

    peer: str
    kind: str
    files: tuple[Path, ...]
    dossiers: int
    rows: int
    slices: int


@dataclass(frozen=True)
class Addressed:
    """For whom a package is made, the business date it is made on, and who is told how far it is."""

    peer: Device
    replica: RowId
    today: date
    progress: Progress


@dataclass(frozen=True)
class _Outbox:
    """One package before it is written."""

    kind: Kind
    package: str
    parts: list[PartPayload]
    files: list[tuple[str, bytes]]


def export_to(
    database: Database,
    peer: Device,
    replica: RowId,
    folder: Path,
    kind: Kind | None = None,
    progress: Progress = in_silence,
) -> Written:
    """Write the files for a peer's store into a folder. Moves no cursor: what is not acknowledged goes again.

    Raises `UserError` where the folder refuses them; what was written of the package is taken away then.
    """
    now = database.clock.now()
    with database.write() as session:
        connection = session.connection()
        outbox = _made(connection, Addressed(peer, replica, database.clock.today(), progress), now, kind)
    _sweep(folder, own_tag(database))
    written: list[Path] = []
    try:
        for name, content in outbox.files:
            written.append(write_whole(folder / name, content))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    with database.write() as session:
        _note(session.connection(), outbox, peer, now)
    return Written(
        peer.name,
        outbox.kind,
        tuple(written),
        sum(part.dossiers for part in outbox.parts),
        sum(part.rows for part in outbox.parts),
        sum(part.slices for part in outbox.parts),
    )


def own_tag(database: Database) -> RowId:
    """The id this store writes under now."""
    with database.read() as session:
        return own_replica(session.connection())


def _made(connection: Connection, to: Addressed, now: datetime, kind: Kind | None) -> _Outbox:
    peer, replica = to.peer, to.replica
    note_own_writes(connection)
    note_export(connection)
    who, keys = me(connection), needed_keys(connection)
    note_names(connection, {own_replica(connection): own_name(connection)})
    shared = shared_with(connection, who, peer, replica, to.today)
    said = said_by(connection, replica)
    parts = list(parts_of(_lines(connection, who, to, shared, said)))
    package = new_id()
    chosen = kind or _kind(parts, said)
    payloads = [b"".join(part.frames) for part in parts]
    sender = Sender(own_replica(connection), my_key_id(connection))
    draft = Manifest(
        FORMAT,
        FORMAT,
        LATEST,
        _app(),
        SUITE.number,
        package,
        chosen,
        sender,
        [replica],
        now.astimezone(UTC).isoformat(),
        1,
        len(parts),
        0,
        0,
        "00",
        0,
        0,
        root_key(connection) or "" if who.is_office else "",
    )
    files = []
    for number, (part, payload) in enumerate(zip(parts, payloads, strict=True), start=1):
        manifest = msgspec.structs.replace(
            draft,
            part=number,
            dossiers=part.dossiers,
            rows=part.rows,
            sha256=SUITE.digest(payload),
            packed=len(payload),
            raw=part.raw,
        )
        name = name_of(sender.replica, replica, now, package if len(parts) == 1 else f"{package}{number:02d}")
        files.append((name, _sealed(manifest, payload, keys, peer)))
    return _Outbox(chosen, package, parts, files)


def _sealed(manifest: Manifest, payload: bytes, keys: DeviceKeys, peer: Device) -> bytes:
    return pack(manifest, payload, keys, [peer.sealing, SUITE.public(keys).sealing])


def _lines(
    connection: Connection,
    who: Me,
    to: Addressed,
    shared: Mapping[RowId, str],
    said: Mapping[RowId, Mapping[RowId, int]],
) -> Iterator[PlainLine]:
    """The directory from the office, what we know of every shared dossier, then what is new in each.

    A dossier of which we know more goes even where nothing of it is left to say: a write that was taken back before it
    left would else never be acknowledged.
    """
    directory = directory_line(connection) if who.is_office else None
    if directory is not None:
        yield encode_line(directory)
    known = knowledge(connection, shared)
    released = released_to(connection, to.peer, to.today) if who.is_office else []
    tokens = tokens_of(connection, replicas_in(known))
    yield ack_line(known, to.peer.person if who.is_office else None, released, names_of_replicas(connection), tokens)
    sent = [
        dossier
        for dossier, kind in shared.items()
        if (kind != "office" or who.is_office)
        and dossier not in released
        and beyond(known[dossier], said.get(dossier, {}))
    ]
    replicas = Replicas(connection)
    for start in range(0, len(sent), _DOSSIERS_AT_ONCE):
        to.progress(start, len(sent), to.peer.name)
        chunk = sorted(sent)[start : start + _DOSSIERS_AT_ONCE]
        bases = {dossier: said.get(dossier, {}) for dossier in chunk}
        numbered = {
            dossier: {replicas.numbers[replica]: seq for replica, seq in base.items() if replica in replicas.numbers}
            for dossier, base in bases.items()
        }
        for dossier, content in contents_of(connection, numbered).items():
            yield dossier_line(dossier, shared[dossier], bases[dossier], known[dossier], content, replicas)


def _kind(parts: Sequence[PartPayload], said: Mapping[RowId, object]) -> Kind:
    if not any(part.dossiers for part in parts):
        return "receipt"
    return "delta" if said else "full"


def _note(connection: Connection, outbox: _Outbox, peer: Device, now: datetime) -> None:
    for number, ((name, _content), part) in enumerate(zip(outbox.files, outbox.parts, strict=True), start=1):
        counts = {"dossiers": part.dossiers, "rows": part.rows, "slices": part.slices}
        entry = FileEntry(
            outbox.package,
            number,
            len(outbox.files),
            True,
            outbox.kind,
            peer.name,
            name,
            now.isoformat(),
            "written",
            "",
            counts,
        )
        note_file(connection, entry, now)
    note_wrote(connection, key_of(peer), now)


def _sweep(folder: Path, replica: RowId) -> None:
    """Take away what an interrupted run of this store left half written."""
    if folder.is_dir():
        for part in folder.glob(f"MB1-{replica[-6:]}-*{PART_ENDING}"):
            part.unlink(missing_ok=True)


def _app() -> str:
    try:
        return version("meiban")
    except PackageNotFoundError:
        return "0.1.0"
