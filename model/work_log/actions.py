"""What is done with the work log: lines written by hand, corrected, left out, taken out; a month handed in stands."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.errors import UserError
from model.months import month_of
from model.store.base import RowId, new_id, take_over
from model.store.records import StoreFact
from model.store.rows import existing_row
from model.work_log.lines import WorkLogLine
from model.work_log.queries import find_frozen_months
from model.work_log.records import WorkLogEntry
from model.work_log.rules import entry_faults
from resources.i18n import _


@dataclass(frozen=True)
class EntryDraft:
    """A line of the log as a form gives it; a line on a visit names it as its source and takes its place in the log."""

    work_date: date | None
    minutes: int
    what: str
    category: str = "other"
    customer_id: RowId | None = None
    source_entity: str = ""
    source_id: RowId | None = None


def add_entry(session: Session, draft: EntryDraft) -> RowId:
    """Keep a line in the person's own dossier; raises `UserError` where it cannot be meant."""
    _check(draft)
    dossier = _own(session)
    _refuse_frozen(session, dossier, draft.work_date)
    entry_id = new_id()
    session.add(WorkLogEntry(id=entry_id, dossier_id=dossier, **_fields(session, draft)))
    session.flush()
    return entry_id


def change_entry(session: Session, entry_id: RowId, draft: EntryDraft) -> None:
    """Make a line say what the draft says."""
    _check(draft)
    entry = _entry(session, entry_id)
    _refuse_frozen(session, entry.dossier_id, entry.work_date, draft.work_date)
    take_over(entry, _fields(session, draft))


def delete_entry(session: Session, entry_id: RowId) -> None:
    """Take a line out; one that stood in place of a record's line gives way to it again."""
    entry = _entry(session, entry_id)
    _refuse_frozen(session, entry.dossier_id, entry.work_date)
    session.delete(entry)


def leave_out(session: Session, line: WorkLogLine) -> RowId:
    """Keep a line that its record makes out of the log; the record stays as it is. Raises `UserError`."""
    dossier = _own(session)
    _refuse_frozen(session, dossier, line.work_date)
    if line.entry_id is not None or line.source_id is None:
        raise UserError(_("Only a line that a record makes can be left out; delete one of your own."))
    entry_id = new_id()
    session.add(
        WorkLogEntry(
            id=entry_id,
            dossier_id=dossier,
            work_date=line.work_date,
            minutes=line.minutes,
            category=line.category,
            what=line.what,
            group_code=line.group_code,
            customer_name=line.customer_name,
            source_entity=line.source_entity,
            source_id=line.source_id,
            left_out=True,
        )
    )
    session.flush()
    return entry_id


def _fields(session: Session, draft: EntryDraft) -> dict[str, object]:
    customer = customer_by_id(session, draft.customer_id) if draft.customer_id else None
    return {
        "work_date": draft.work_date,
        "minutes": draft.minutes,
        "what": draft.what.strip(),
        "category": draft.category,
        "customer_id": customer.id if customer else None,
        "group_code": customer.group_code if customer else "",
        "customer_name": customer.name if customer else "",
        "source_entity": draft.source_entity,
        "source_id": draft.source_id,
    }


def _own(session: Session) -> RowId:
    return session.scalars(select(StoreFact.value).where(StoreFact.name == "person")).one()


def _refuse_frozen(session: Session, dossier: RowId, *days: date | None) -> None:
    """A month that was handed in stands until it is opened for amendment."""
    months = {month_of(day) for day in days if day is not None}
    if find_frozen_months(session, dossier, months):
        raise UserError(_("This month is handed in. Open it for amendment on the hand-in page first."))


def _check(draft: EntryDraft) -> None:
    faults = entry_faults(draft.work_date, draft.minutes, draft.what)
    if faults:
        raise UserError(" ".join(_(sentence) for sentence in faults.values()))


def _entry(session: Session, entry_id: RowId) -> WorkLogEntry:
    return existing_row(session, WorkLogEntry, entry_id, _("This line of the log is no longer here."))
