"""Taking the lines of a file in, one dossier after the other, within one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from model.exchange.acknowledged import note_acknowledged
from model.exchange.apply import apply_line
from model.exchange.books import Replicas, held_dossiers, knowledge, note_all_noted, note_own_writes, note_said, said_by
from model.exchange.conflicts import note_sources
from model.exchange.device import Me, accept_directory, directory, root_key
from model.exchange.directory import Signer, key_of
from model.exchange.dossiers import may_purge, note_released, ownership_of, purge, released, set_owner
from model.exchange.identity import take_new_name_if_doubled
from model.exchange.journal import FileEntry, note_file, note_heard, note_names, note_peer
from model.exchange.knowledge import covers
from model.exchange.limits import DELETED_ROWS, DELETED_SHARE
from model.exchange.lines import know_of, vectors_of
from model.exchange.outcome import HeldError, Outcome, Tick, sentence_for, unheard
from model.exchange.parking import replay_parked
from model.exchange.shapes import AckLine, DirectoryLine, DossierLine, Line, Manifest
from model.exchange.tokens import hears_of_another
from model.store.ids import OFFICE_DOSSIER, RowId
from resources.i18n import _, _n

SAID_NO = "said_no"
"""The reason of a held dossier that a person refused: the same again is passed over in silence."""

_FEW_ROWS = 5
"""*(ours)* a share of the live rows is asked about from this many deletes on: one of ten is no mass delete."""


@dataclass
class Reading:
    """A file whose sender is known, while it is applied."""

    manifest: Manifest
    sender: Signer
    who: Me
    confirmed: bool
    now: datetime
    outcome: Outcome
    acks: dict[RowId, dict[RowId, int]] | None = None
    persons: frozenset[RowId] = frozenset()
    """Everybody who has a dossier of his own, whatever a line calls it."""
    tick: Tick = unheard
    open_before: frozenset[RowId] = frozenset()
    """The conflicts that waited before this file."""
    given_up: frozenset[RowId] = frozenset()
    """What goes to a colleague by this file, and by none before it."""

    @property
    def from_office(self) -> bool:
        """Whether the office speaks."""
        return self.sender.device.role == "office"


def take_lines(connection: Connection, reading: Reading, lines: Iterable[Line]) -> None:
    """Take directory, acknowledgements and dossiers in as they come. Raises `FileRefusedError`."""
    note_own_writes(connection)
    replicas = Replicas(connection)
    replay_parked(connection, replicas)
    reading.persons = _persons(connection)
    reading.open_before = _open_conflicts(connection)
    done = 0
    for line in lines:
        if isinstance(line, DirectoryLine):
            if reading.from_office:
                accept_directory(connection, line, root_key(connection) or "")
                reading.persons = _persons(connection)
        elif isinstance(line, AckLine):
            _take_acks(connection, reading, replicas, line)
        else:
            _take_dossier(connection, reading, replicas, line)
            done += 1
            reading.tick(done, reading.manifest.dossiers)


def _take_acks(connection: Connection, reading: Reading, replicas: Replicas, line: AckLine) -> None:
    reading.acks = vectors_of(line)
    note_names(connection, line.names)
    another = hears_of_another(connection, replicas, line.tokens)
    if take_new_name_if_doubled(connection, reading.acks, hears_of_another=another):
        note_own_writes(connection)
        reading.outcome.doubled = _(
            "Another store writes under this one's name: was the disk copied? It goes on under a new one, nothing is"
            " lost. Enrol the other computer as a device of its own."
        )
    if reading.from_office and not reading.who.is_office:
        given_up = set(line.released)
        for dossier in reading.acks:
            if dossier not in given_up and dossier not in (OFFICE_DOSSIER, reading.who.person):
                set_owner(connection, dossier, line.owner)
        asked = given_up.intersection(held_dossiers(connection))
        reading.given_up = frozenset(asked.difference(released(connection)))
        note_released(connection, asked)


def _take_dossier(connection: Connection, reading: Reading, replicas: Replicas, line: DossierLine) -> None:
    reason = _reason_to_hold(connection, reading, line)
    if reason == "refused":
        reading.outcome.applied.foreign += sum(len(block.rows) for block in line.blocks)
    elif reason and not reading.confirmed:
        _hold(connection, reading, line, reason)
    else:
        mine = knowledge(connection, [line.dossier])[line.dossier]
        apply_line(connection, replicas, line, mine, reading.outcome.applied, from_office=reading.from_office)
        connection.exec_driver_sql(
            "DELETE FROM held_line WHERE sender = ? AND dossier_id = ?", (reading.sender.key, line.dossier)
        )


def _reason_to_hold(connection: Connection, reading: Reading, line: DossierLine) -> str:
    """Rule 8: why this dossier of this sender must wait, or may never be taken; empty where it may."""
    person = reading.sender.device.person
    if reading.from_office and not reading.who.is_office:
        return "refused" if line.kind == "person" and line.dossier != reading.who.person else ""
    if line.kind == "office" or line.dossier == OFFICE_DOSSIER:
        return "refused"
    if line.kind == "person" or line.dossier in reading.persons:
        return "" if line.kind == "person" and line.dossier == person else "refused"
    own = ownership_of(connection, line.dossier)
    if not reading.who.is_office:
        return "" if own.owner in (None, person) and person == reading.who.person else "not_owner"
    if own.owner is None and not own.former and _is_makers(connection, reading, line.dossier):
        set_owner(connection, line.dossier, person)
        return ""
    return "" if person == own.owner or person in own.former else "not_owner"


def _persons(connection: Connection) -> frozenset[RowId]:
    held = directory(connection)
    devices = [] if held is None else held.devices
    staff = connection.exec_driver_sql("SELECT id FROM staff").scalars()
    return frozenset(staff) | {device.person for device in devices}


def _is_makers(connection: Connection, reading: Reading, dossier: RowId) -> bool:
    """Whether an unassigned dossier is the sender's: the office has none of it, or its list names him as manager."""
    row = connection.exec_driver_sql("SELECT manager_no FROM customer WHERE dossier_id = ?", (dossier,)).first()
    return row is None or row[0] == reading.sender.device.employee_no


def _hold(connection: Connection, reading: Reading, line: DossierLine, reason: str) -> None:
    if _was_refused(connection, reading.sender.key, line):
        return
    rows = sum(len(block.rows) for block in line.blocks) + len(line.tombs) + len(line.slices)
    reading.outcome.held += 1
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO held_line (sender, dossier_id, replica, file_name, at, reason, rows, line)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            reading.sender.key,
            line.dossier,
            reading.manifest.sender.replica,
            reading.outcome.file_name,
            reading.now.replace(tzinfo=None).isoformat(" "),
            reason,
            rows,
            msgspec.json.encode(line),
        ),
    )


def _open_conflicts(connection: Connection) -> frozenset[RowId]:
    return frozenset(connection.exec_driver_sql("SELECT id FROM conflict WHERE state = 'open'").scalars())


def _was_refused(connection: Connection, sender: str, line: DossierLine) -> bool:
    """Whether a person said no to all that the line holds."""
    row = connection.exec_driver_sql(
        "SELECT line FROM held_line WHERE sender = ? AND dossier_id = ? AND reason = ?", (sender, line.dossier, SAID_NO)
    ).first()
    return row is not None and covers(know_of(msgspec.json.decode(row[0], type=DossierLine)), know_of(line))


def refuse_mass_delete(connection: Connection, reading: Reading) -> None:
    """Rule 10: many deletes at once wait for a person. Raises `HeldError`."""
    deleted = sum(reading.outcome.applied.deleted.values())
    if reading.confirmed or deleted < _FEW_ROWS:
        return
    live = sum(
        int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
        for table in reading.outcome.applied.deleted
    )
    if deleted > DELETED_ROWS or deleted > DELETED_SHARE * (live + deleted):
        raise HeldError(
            _n(
                "The file would delete {count} row. Nothing was changed; it waits until somebody confirms it.",
                "The file would delete {count} rows. Nothing was changed; it waits until somebody confirms it.",
                deleted,
            )
        )


def finish(connection: Connection, reading: Reading) -> None:
    """Note who spoke and what he knows, give up what may be given up, and write the journal."""
    outcome, manifest = reading.outcome, reading.manifest
    note_peer(connection, reading.sender.device, manifest.sender.replica)
    if reading.acks is not None:
        note_said(connection, manifest.sender.replica, reading.acks)
    if reading.from_office and not reading.who.is_office:
        purged = _purge_released(connection, manifest.sender.replica)
        outcome.purged, outcome.released = len(purged), len(reading.given_up.difference(purged))
    if outcome.applied.conflicts or "conflict" in outcome.applied.created:
        note_sources(connection, outcome.file_name)
    note_all_noted(connection)
    key = key_of(reading.sender.device)
    note_heard(connection, key, manifest.made_at, reading.now)
    if reading.acks is not None and not reading.who.is_office:
        note_acknowledged(connection, key, manifest.sender.replica, reading.now)
    outcome.conflicts = len(_open_conflicts(connection) - reading.open_before)
    outcome.sentence = sentence_for(outcome)
    counts = {
        "created": outcome.applied.created,
        "changed": outcome.applied.changed,
        "deleted": outcome.applied.deleted,
        "conflicts": outcome.conflicts,
        "parked": outcome.applied.parked,
        "held": outcome.held,
        "incomplete": len(outcome.applied.incomplete),
    }
    entry = FileEntry(
        manifest.id,
        manifest.part,
        manifest.parts,
        False,
        manifest.kind,
        outcome.peer,
        outcome.file_name,
        manifest.made_at,
        "applied",
        "",
        counts,
    )
    note_file(connection, entry, reading.now)


def _purge_released(connection: Connection, office: RowId) -> list[RowId]:
    """Purge the released dossiers of which the office has all; returns which."""
    waiting = released(connection)
    if not waiting:
        return []
    note_own_writes(connection)
    mine, said = knowledge(connection, waiting), said_by(connection, office)
    done = [dossier for dossier in waiting if may_purge(mine[dossier], said.get(dossier, {}))]
    for dossier in done:
        purge(connection, dossier)
    return done
