"""Taking a file in: opened in the one safe order, applied in one transaction, its fate noted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from model.errors import UserError
from model.exchange.apply import Applied, apply_line
from model.exchange.books import Replicas, knowledge, note_own_writes, note_said, own_replicas, said_by
from model.exchange.codec import Opened, lines_of, manifest_of, signer_of, unseal
from model.exchange.device import Me, accept_directory, directory, me, needed_keys, root_key, trust_root
from model.exchange.directory import Signer, key_of, opened, signer, signing_keys
from model.exchange.dossiers import NOBODY, may_purge, note_released, ownerships, purge, released, set_owner
from model.exchange.files import read_capped
from model.exchange.fingerprint import spoken
from model.exchange.identity import take_new_name_if_doubled
from model.exchange.journal import FileEntry, note_file, note_heard, note_names, note_peer, was_applied
from model.exchange.limits import DELETED_ROWS, DELETED_SHARE, FORMAT
from model.exchange.lines import vectors_of
from model.exchange.parking import replay_parked
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import AckLine, DirectoryLine, DossierLine, Line, Manifest
from model.exchange.suite import SUITE, PublicKeys
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, RowId
from resources.i18n import _

_FEW_ROWS = 5
"""*(ours)* a share of the live rows is asked about from this many deletes on: one of ten is no mass delete."""


class _PreviewOverError(Exception):
    """Ends a preview: all it did is taken back."""


class HeldError(UserError):
    """A whole file waits for a person's yes; the store is as it was."""


@dataclass
class Outcome:
    """What became of a file; `state` is applied, known, held, waiting or refused."""

    file_name: str
    state: str = "applied"
    reason: str = ""
    sentence: str = ""
    peer: str = ""
    fingerprint: str = ""
    applied: Applied = field(default_factory=Applied)
    held: int = 0
    purged: int = 0
    clock: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing of the file was refused or waits for a person or an update."""
        return self.state in ("applied", "known") and not self.held


@dataclass
class _Reading:
    """A file whose sender is known, while it is applied."""

    manifest: Manifest
    sender: Signer
    who: Me
    confirmed: bool
    now: datetime
    outcome: Outcome
    acks: dict[RowId, dict[RowId, int]] | None = None

    @property
    def from_office(self) -> bool:
        """Whether the office speaks."""
        return self.sender.device.role == "office"


def import_file(database: Database, path: Path, *, confirmed: bool = False, preview: bool = False) -> Outcome:
    """Take one file in, or say why not; never raises for what stands in the file.

    `confirmed`: a person said yes to the office's fingerprint, to a mass delete, to a stranger's write. `preview`: say
    what would happen, change nothing. Raises `UserError` where the store or the file cannot be read or written.
    """
    outcome = Outcome(path.name)
    try:
        content = read_capped(path)
    except FileRefusedError as refusal:
        _refuse(outcome, refusal)
        if not preview:
            _note_refusal(database, outcome, None)
        return outcome
    return import_content(database, path.name, content, confirmed=confirmed, preview=preview)


def import_content(
    database: Database, name: str, content: bytes, *, confirmed: bool = False, preview: bool = False
) -> Outcome:
    """Take the bytes of one file in, as `import_file` does."""
    outcome = Outcome(name)
    keep: bytes | None = None
    try:
        with database.write() as session:
            _take_in(session.connection(), content, outcome, database.clock.now(), confirmed=confirmed)
            if preview:
                raise _PreviewOverError
    except _PreviewOverError:
        return outcome
    except FileRefusedError as refusal:
        _refuse(outcome, refusal)
        keep = content if refusal.reason is Reason.TOO_NEW else None
    except HeldError as held:
        outcome.state, outcome.reason, outcome.sentence = "held", "mass_delete", held.sentence
        keep = content
    if outcome.state not in ("applied", "known") and not preview:
        _note_refusal(database, outcome, keep)
    return outcome


def retry_waiting(database: Database) -> list[Outcome]:
    """Try again what was kept whole for a newer program, which may be this one."""
    with database.read() as session:
        waiting = (
            session.connection()
            .exec_driver_sql(
                "SELECT no, file_name, content FROM exchange_file WHERE reason = ? AND content IS NOT NULL ORDER BY no",
                (Reason.TOO_NEW.value,),
            )
            .all()
        )
    done = []
    for number, name, content in waiting:
        outcome = import_content(database, name, content, preview=True)
        if outcome.reason != Reason.TOO_NEW.value:
            with database.write() as session:
                session.connection().exec_driver_sql("DELETE FROM exchange_file WHERE no = ?", (number,))
            done.append(import_content(database, name, content))
    return done


def _refuse(outcome: Outcome, refusal: FileRefusedError) -> None:
    waits = refusal.reason in (Reason.TOO_NEW, Reason.UNCONFIRMED)
    outcome.state = "waiting" if waits else "refused"
    outcome.reason = refusal.reason.value
    outcome.sentence = refusal.sentence
    outcome.applied = Applied()
    if refusal.reason is Reason.UNCONFIRMED:
        outcome.fingerprint = refusal.detail
        outcome.sentence = _("{sentence} Its words: {words}").format(sentence=refusal.sentence, words=refusal.detail)


def _note_refusal(database: Database, outcome: Outcome, content: bytes | None) -> None:
    now = database.clock.now()
    package = "" if content is None else SUITE.digest(content)[:36]
    entry = FileEntry(
        package,
        1,
        1,
        False,
        "",
        outcome.peer,
        outcome.file_name,
        now.isoformat(),
        outcome.state,
        outcome.reason,
        {},
        content,
    )
    with database.write() as session:
        note_file(session.connection(), entry, now)


def _take_in(connection: Connection, content: bytes, outcome: Outcome, now: datetime, *, confirmed: bool) -> None:
    opened_file = unseal(content, needed_keys(connection))
    sender = _sender_of(connection, opened_file, confirmed=confirmed)
    manifest = manifest_of(opened_file)
    if manifest.min_reader > FORMAT:
        raise FileRefusedError(Reason.TOO_NEW)
    if not own_replicas(connection) & set(manifest.to):
        raise FileRefusedError(Reason.NOT_FOR_ME)
    outcome.peer = sender.device.name
    if was_applied(connection, manifest):
        outcome.state = "known"
        outcome.sentence = _("This file was taken in before. Nothing was changed.")
        return
    outcome.clock = _clock_warning(manifest, now)
    reading = _Reading(manifest, sender, me(connection), confirmed, now, outcome)
    _apply_all(connection, reading, lines_of(opened_file, manifest))
    _refuse_mass_delete(connection, reading)
    _finish(connection, reading)


def _sender_of(connection: Connection, opened_file: Opened, *, confirmed: bool) -> Signer:
    """The device that signed the file, by the directory this store holds; raises `FileRefusedError`."""
    held = directory(connection)
    if held is None:
        return _first_office(connection, opened_file, confirmed=confirmed)
    key = signer_of(opened_file, signing_keys(held))
    return signer(held, key)


def _first_office(connection: Connection, opened_file: Opened, *, confirmed: bool) -> Signer:
    """The first file of an office: believed once a person has compared its fingerprint."""
    manifest = manifest_of(opened_file)
    root = manifest.root
    if not root or signer_of(opened_file, [root]) is None:
        raise FileRefusedError(Reason.UNKNOWN_SENDER)
    line = _directory_in(opened_file, manifest)
    if line is None:
        raise FileRefusedError(Reason.UNKNOWN_SENDER)
    found = signer(opened(line, root), root)
    if not confirmed:
        raise FileRefusedError(Reason.UNCONFIRMED, spoken(PublicKeys(found.device.signing, found.device.sealing)))
    trust_root(connection, root)
    accept_directory(connection, line, root)
    return found


def _directory_in(opened_file: Opened, manifest: Manifest) -> DirectoryLine | None:
    for line in lines_of(opened_file, manifest):
        if isinstance(line, DirectoryLine):
            return line
    return None


def _apply_all(connection: Connection, reading: _Reading, lines: Iterable[Line]) -> None:
    note_own_writes(connection)
    replicas = Replicas(connection)
    replay_parked(connection, replicas)
    for line in lines:
        if isinstance(line, DirectoryLine):
            if reading.from_office:
                accept_directory(connection, line, root_key(connection) or "")
        elif isinstance(line, AckLine):
            _take_acks(connection, reading, line)
        else:
            _take_dossier(connection, reading, replicas, line)


def _take_acks(connection: Connection, reading: _Reading, line: AckLine) -> None:
    reading.acks = vectors_of(line)
    note_names(connection, line.names)
    take_new_name_if_doubled(connection, reading.acks)
    if reading.from_office and not reading.who.is_office:
        given_up = set(line.released)
        for dossier in reading.acks:
            if dossier not in given_up and dossier not in (OFFICE_DOSSIER, reading.who.person):
                set_owner(connection, dossier, line.owner)
        note_released(connection, given_up)


def _take_dossier(connection: Connection, reading: _Reading, replicas: Replicas, line: DossierLine) -> None:
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


def _reason_to_hold(connection: Connection, reading: _Reading, line: DossierLine) -> str:
    """Rule 8: why this dossier of this sender must wait, or may never be taken; empty where it may."""
    person = reading.sender.device.person
    if reading.from_office and not reading.who.is_office:
        return "refused" if line.kind == "person" and line.dossier != reading.who.person else ""
    if line.kind == "office" or line.dossier == OFFICE_DOSSIER:
        return "refused"
    if line.kind == "person":
        return "" if line.dossier == person else "refused"
    own = ownerships(connection).get(line.dossier, NOBODY)
    if not reading.who.is_office:
        return "" if own.owner in (None, person) and person == reading.who.person else "not_owner"
    if own.owner is None and not own.former:
        set_owner(connection, line.dossier, person)
        return ""
    return "" if person == own.owner or person in own.former else "not_owner"


def _hold(connection: Connection, reading: _Reading, line: DossierLine, reason: str) -> None:
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


def _refuse_mass_delete(connection: Connection, reading: _Reading) -> None:
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
            _("The file would delete {count} rows. Nothing was changed; it waits until somebody confirms it.").format(
                count=deleted
            )
        )


def _finish(connection: Connection, reading: _Reading) -> None:
    """Note who spoke and what he knows, give up what may be given up, and write the journal."""
    outcome, manifest = reading.outcome, reading.manifest
    note_peer(connection, reading.sender.device, manifest.sender.replica)
    if reading.acks is not None:
        note_said(connection, manifest.sender.replica, reading.acks)
    if reading.from_office and not reading.who.is_office:
        outcome.purged = _purge_released(connection, manifest.sender.replica)
    note_heard(connection, key_of(reading.sender.device), manifest.made_at, reading.now)
    outcome.sentence = sentence_for(outcome)
    counts = {
        "created": outcome.applied.created,
        "changed": outcome.applied.changed,
        "deleted": outcome.applied.deleted,
        "conflicts": len(outcome.applied.conflicts),
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


def _purge_released(connection: Connection, office: RowId) -> int:
    """Purge the released dossiers of which the office has all; returns how many."""
    waiting = released(connection)
    if not waiting:
        return 0
    note_own_writes(connection)
    mine, said = knowledge(connection, waiting), said_by(connection, office)
    done = [dossier for dossier in waiting if may_purge(mine[dossier], said.get(dossier, {}))]
    for dossier in done:
        purge(connection, dossier)
    return len(done)


def _clock_warning(manifest: Manifest, now: datetime) -> str:
    """Rule 4: a sender's clock far ahead of ours is worth a word, never a refusal."""
    try:
        made_at = datetime.fromisoformat(manifest.made_at)
    except ValueError:
        raise FileRefusedError(Reason.WRONG_SHAPE, "made_at") from None
    if made_at.tzinfo is None:
        raise FileRefusedError(Reason.WRONG_SHAPE, "made_at")
    if made_at - now > timedelta(days=1):
        return _("The sender's clock is more than a day ahead of this one. Check both clocks.")
    return ""


def sentence_for(outcome: Outcome) -> str:
    """The sentence a person reads after an import."""
    applied = outcome.applied
    pieces = [_("{count} dossiers changed").format(count=len(applied.customers))]
    if applied.conflicts:
        pieces.append(_("{count} conflicts").format(count=len(applied.conflicts)))
    if applied.parked:
        pieces.append(_("{count} values wait for an update").format(count=applied.parked))
    if outcome.held:
        pieces.append(_("{count} wait for a decision").format(count=outcome.held))
    if applied.incomplete:
        pieces.append(_("{count} are asked for again, whole").format(count=len(applied.incomplete)))
    if outcome.purged:
        pieces.append(_("{count} were given up to a colleague").format(count=outcome.purged))
    return _(", ").join(pieces)
