"""Taking a file in: opened in the one safe order, applied in one transaction, its fate noted."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from model.exchange.apply import Applied
from model.exchange.books import own_replicas
from model.exchange.codec import lines_of, manifest_of, unseal
from model.exchange.device import me, needed_keys
from model.exchange.files import read_capped
from model.exchange.journal import FileEntry, note_file, was_applied
from model.exchange.limits import FORMAT
from model.exchange.outcome import HeldError, Outcome, Progress, Tick, in_silence, tick_of, unheard
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.sender import clock_warning, sender_of
from model.exchange.settling import left_by, settle_merges
from model.exchange.suite import SUITE
from model.exchange.taking import Reading, finish, refuse_mass_delete, take_lines
from model.store.database import Database
from resources.i18n import _


class _PreviewOverError(Exception):
    """Ends a preview: all it did is taken back."""


def import_file(database: Database, path: Path, *, confirmed: bool = False, tick: Tick = unheard) -> Outcome:
    """Take one file in, or say why not; never raises for what stands in the file.

    `confirmed`: a person said yes to the office's fingerprint, to a mass delete, to a stranger's write. Raises
    `UserError` where the store or the file cannot be read or written.
    """
    outcome = Outcome(path.name)
    try:
        content = read_capped(path)
    except FileRefusedError as refusal:
        _refuse(outcome, refusal)
        _note_refusal(database, outcome, None)
        return outcome
    return import_content(database, path.name, content, confirmed=confirmed, tick=tick)


def preview_files(
    database: Database, paths: Sequence[Path], *, confirmed: bool = False, progress: Progress = in_silence
) -> list[Outcome]:
    """Say what taking these files in, one after the other, would do; change nothing.

    Each is read with those before it taken in: the second part of an office's first file is known by the first.
    """
    outcomes = []
    try:
        with database.write() as session:
            for number, path in enumerate(paths):
                tick = tick_of(progress, number, len(paths), path.name)
                tick(0, 1)
                now = database.clock.now()
                outcomes.append(_previewed(session.connection(), path, now, confirmed=confirmed, tick=tick))
            raise _PreviewOverError
    except _PreviewOverError:
        return outcomes


def _previewed(connection: Connection, path: Path, now: datetime, *, confirmed: bool, tick: Tick) -> Outcome:
    outcome = Outcome(path.name)
    connection.exec_driver_sql("SAVEPOINT one_file")
    try:
        _take_in(connection, read_capped(path), outcome, now, confirmed=confirmed, tick=tick)
    except FileRefusedError as refusal:
        _refuse(outcome, refusal)
        connection.exec_driver_sql("ROLLBACK TO one_file")
    except HeldError as held:
        _hold(outcome, held)
        connection.exec_driver_sql("ROLLBACK TO one_file")
    connection.exec_driver_sql("RELEASE one_file")
    return outcome


def import_content(
    database: Database,
    name: str,
    content: bytes,
    *,
    confirmed: bool = False,
    preview: bool = False,
    tick: Tick = unheard,
) -> Outcome:
    """Take the bytes of one file in, as `import_file` does."""
    outcome = Outcome(name)
    keep: bytes | None = None
    try:
        with database.write() as session:
            _take_in(session.connection(), content, outcome, database.clock.now(), confirmed=confirmed, tick=tick)
            if preview:
                raise _PreviewOverError
    except _PreviewOverError:
        return outcome
    except FileRefusedError as refusal:
        _refuse(outcome, refusal)
        keep = content if refusal.reason is Reason.TOO_NEW else None
    except HeldError as held:
        _hold(outcome, held)
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


def _hold(outcome: Outcome, held: HeldError) -> None:
    outcome.state, outcome.reason, outcome.sentence = "held", "mass_delete", held.sentence


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


def _take_in(
    connection: Connection, content: bytes, outcome: Outcome, now: datetime, *, confirmed: bool, tick: Tick
) -> None:
    opened_file = unseal(content, needed_keys(connection))
    sender = sender_of(connection, opened_file, confirmed=confirmed)
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
    outcome.clock = clock_warning(manifest, now)
    reading = Reading(manifest, sender, me(connection), confirmed, now, outcome, tick=tick)
    take_lines(connection, reading, lines_of(opened_file, manifest))
    outcome.applied.conflicts += settle_merges(connection, left_by(outcome.applied.conflicts))
    refuse_mass_delete(connection, reading)
    finish(connection, reading)
