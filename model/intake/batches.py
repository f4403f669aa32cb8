"""The imports that were made: numbering them, listing them, and taking one back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from model.errors import UserError
from model.intake.records import ImportBatch
from model.intake.report import ImportReport
from model.store.database import Database
from model.store.undo import UndoResult, undo_event
from resources.i18n import N_, _

_NO_SUCH_BATCH = N_("There is no import {batch}.")
_UNDONE_ALREADY = N_("This import has been taken back already.")
_NOTHING_TO_UNDO = N_("This import changed nothing, so there is nothing to take back.")


@dataclass(frozen=True)
class BatchRow:
    """One import in the list of them; `counts` is entity → read, created, updated, unchanged, rejected."""

    id: str
    made_at: datetime
    file_name: str
    mode: str
    undone: bool
    counts: dict[str, dict[str, int]]


def list_batches(session: Session, limit: int = 50) -> list[BatchRow]:
    """The latest imports, newest first."""
    rows = session.execute(
        select(
            ImportBatch.id,
            ImportBatch.number,
            ImportBatch.made_at,
            ImportBatch.file_name,
            ImportBatch.mode,
            ImportBatch.report,
        )
        .order_by(ImportBatch.number.desc())
        .limit(limit)
    )
    undone = undone_numbers(session)
    return [
        BatchRow(row.id, row.made_at, row.file_name, row.mode, row.number in undone, json.loads(row.report)["sheets"])
        for row in rows
    ]


def undo_import(database: Database, batch: str) -> UndoResult:
    """Take an import back: created rows and changed values; what a later edit stands in the way of is left and listed.

    Raises `UserError` where there is no such import, it changed nothing, or it was taken back before.
    """
    with database.read() as session:
        found = session.get(ImportBatch, batch)
        if found is None:
            raise UserError(_(_NO_SUCH_BATCH).format(batch=batch))
        if found.transaction_id is None:
            raise UserError(_(_NOTHING_TO_UNDO))
        if found.number in undone_numbers(session):
            raise UserError(_(_UNDONE_ALREADY))
        transaction = found.transaction_id
    return undo_event(database, transaction)


def settle_undone(session: Session) -> None:
    """Note on each import whether it stands, so that this is known when its event is forgotten."""
    undone = ImportBatch.number.in_(undone_numbers(session))
    session.execute(update(ImportBatch).values(undone=undone), execution_options={"synchronize_session": False})


def add_batch(session: Session, report: ImportReport, now: datetime) -> None:
    """Note an import that has just been written; one that changed nothing has nothing to undo."""
    changed = any(counts.created or counts.updated for counts in report.sheets.values())
    recording = session.connection().exec_driver_sql("SELECT recording FROM replica_state").scalar_one()
    session.add(
        ImportBatch(
            id=report.batch,
            number=next_number(session),
            made_at=now,
            file_name=", ".join(report.files),
            mode=report.mode,
            transaction_id=recording if changed else None,
            undone=False,
            report=json.dumps(report.as_json(), ensure_ascii=False),
        )
    )


def next_number(session: Session) -> int:
    """The number that the next import gets."""
    return (session.scalar(select(func.max(ImportBatch.number))) or 0) + 1


def undone_numbers(session: Session) -> frozenset[int]:
    """The numbers of imports that do not stand: taken back and not put forth again since, by name or by undo."""
    connection = session.connection()
    takers = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, undone_by FROM undo_transaction")}
    batches = connection.exec_driver_sql("SELECT number, transaction_id, undone FROM import_batch")
    return frozenset(
        number for number, event, noted in batches if (_taken_back(event, takers) if event in takers else noted)
    )


def _taken_back(event: int, takers: Mapping[int, int | None]) -> bool:
    """Whether an event is undone: an undo may itself be undone, and that again."""
    taker = takers.get(event)
    return taker is not None and not _taken_back(taker, takers)
