"""A month's hand-in (月末上交): its papers, the file for the office and a cover sheet, together in one folder."""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.device import directory, me
from model.exchange.sending import export
from model.labels import label_of
from model.months import month_words
from model.pay.queries import has_scheme
from model.settings.queries import find_owner
from model.store.base import RowId
from model.store.database import Database
from model.submissions.actions import mark_sent
from model.submissions.queries import SubmissionRow, list_own
from model.submissions.records import Submission
from model.submissions.rules import POINTS
from model.work_log.queries import work_log_of
from reports.document import (
    Align,
    Blank,
    Block,
    Document,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Run,
    SignatureLines,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.imprint import VERSION, Imprint
from reports.pay import pay_paper, write_pay
from reports.pdf import write_pdf
from reports.priority import priority_paper, write_priorities
from reports.retention import retention_paper, write_retention
from reports.saving import saving_folder
from reports.work_log import WorkLogPaper, write_work_log
from resources.i18n import _

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST_NAME: Final = 40

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Sent:
    """Where a hand-in lies, the names of its papers, and of the files that only the office can open."""

    folder: Path
    papers: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class PackedFile:
    """A file of the folder, its size and the beginning of its SHA-256."""

    name: str
    size: int
    digest: str


def folder_name(row: SubmissionRow) -> str:
    """What the folder of a hand-in is called; a person's name is cut to what a folder takes."""
    person = _FORBIDDEN.sub(" ", row.person)[:_LONGEST_NAME].strip(" .")
    return f"{_('Hand-in')} {month_words(row.month)} {person} v{row.version}"


def send_submission(database: Database, submission_id: RowId, folder: Path, today: date, progress: Progress) -> Sent:
    """Write everything of a hand-in into a folder of its own under `folder`, whole or not at all, and note the day.

    Writing it again replaces the folder. A store that no office knows writes the papers alone. Raises `UserError` where
    the hand-in is not the newest of its month, or the folder cannot be written.
    """
    with database.read() as session:
        row = _own_row(session, submission_id)
        enrolled = directory(session.connection()) is not None and not me(session.connection()).is_office
    target = folder / folder_name(row)
    with saving_folder(target) as place:
        with database.read() as session:
            papers = _write_papers(session, row, place, today, progress)
        files = []
        if enrolled:
            progress(len(papers), len(papers) + 2, _("File for the office"))
            files = [path.name for one in export(database, place, "office") for path in one.files]
        packed = [_packed(place / name) for name in (*papers, *files)]
        imprint = Imprint(today, row.person, VERSION)
        cover = f"01 {_('Cover sheet')}.pdf"
        write_pdf(place / cover, cover_document(row, packed, imprint))
    with database.write() as session:
        mark_sent(session, submission_id, today)
    return Sent(target, (cover, *papers), tuple(files))


def cover_document(row: SubmissionRow, files: list[PackedFile], imprint: Imprint) -> Document:
    """The cover sheet: what is handed in, what was open, which files there are, and where to sign for them."""
    columns = [TableColumn(_("Paper"), share=5), TableColumn(_("Size"), Align.RIGHT), TableColumn("SHA-256", share=2)]
    listed = [[one.name, f"{one.size / 1000:,.1f} kB", one.digest] for one in files]
    blocks: list[Block] = [
        _lead(row),
        Blank(8.0),
        Facts(_facts(row)),
        Heading(_("What is handed in")),
        Table(columns, listed),
        Heading(_("What was open")),
        _points(row),
    ]
    if row.remarks:
        blocks += [Heading(_("Remarks")), Paragraph(row.remarks)]
    history = [step for step in row.steps if step.what == "returned"]
    blocks += [Paragraph(_("Sent back: {reason}").format(reason=step.words)) for step in history]
    blocks += [
        Blank(10.0),
        Heading(_("Receipt of the hand-in")),
        Paragraph(_("The papers above were received; where it is signed, the log is approved.")),
        SignatureLines([_("Account manager"), _("Received by"), _("Approved by"), _("Date")]),
    ]
    title = _("Hand-in {month}").format(month=month_words(row.month))
    return Document(_("Month's hand-in"), title, blocks, subtitle=row.person, imprint=imprint)


def _own_row(session: Session, submission_id: RowId) -> SubmissionRow:
    found = session.get(Submission, submission_id)
    rows = [] if found is None else list_own(session, found.month or 0)
    row = next((one for one in rows if one.id == submission_id and one.newest), None)
    if row is None:
        raise UserError(_("Only the newest hand-in of a month has papers to write."))
    return row


def _write_papers(session: Session, row: SubmissionRow, place: Path, today: date, progress: Progress) -> list[str]:
    """Write the papers one after another; returns their names in order."""
    imprint = Imprint(today, find_owner(session).name, VERSION)
    log = WorkLogPaper(work_log_of(session, row.month), row.person, imprint)
    priority = priority_paper(session, imprint)
    writers: list[tuple[str, Callable[[Path], None]]] = [
        (f"02 {_('Work log')}.pdf", lambda path: write_work_log(path, log)),
        (f"02 {_('Work log')}.xlsx", lambda path: write_work_log(path, log)),
        (f"03 {_('Priority table of customers')}.pdf", lambda path: write_priorities(path, priority)),
    ]
    if has_scheme(session):
        pay = pay_paper(session, row.month, imprint)
        writers.append((f"04 {_('Pay estimate')}.pdf", lambda path: write_pay(path, pay)))
        writers.append((f"04 {_('Pay estimate')}.xlsx", lambda path: write_pay(path, pay)))
    with suppress(UserError):  # there is no snapshot, or no month's accounts to hold against it: no statement
        kept = retention_paper(session, "", row.month, imprint)
        writers.append((f"05 {_('Retention statement')}.pdf", lambda path: write_retention(path, kept)))
    for number, (name, write) in enumerate(writers):
        progress(number, len(writers) + 2, name)
        write(place / name)
    return [name for name, _write in writers]


def _packed(path: Path) -> PackedFile:
    content = path.read_bytes()
    return PackedFile(path.name, len(content), hashlib.sha256(content).hexdigest()[:12])


def _lead(row: SubmissionRow) -> Lead:
    before, _mark, after = _("Lines of work: {lines}; {hours} hours, handed in on {day}.").partition("{hours}")
    values = {"lines": row.lines, "day": row.handed_in_on.isoformat() if row.handed_in_on else ""}
    hours = Run(f"{row.minutes / 60:.1f}", bold=True, colour=Colour.ACCENT)
    return Lead([before.format(**values), hours, after.format(**values)])


def _facts(row: SubmissionRow) -> list[tuple[str, str]]:
    return [
        (_("Account manager"), row.person),
        (_("Employee number"), row.employee_no),
        (_("District"), row.district or "—"),
        (_("Month"), month_words(row.month)),
        (_("Version"), str(row.version)),
        (_("State"), label_of("submission_state", row.state)),
    ]


def _points(row: SubmissionRow) -> Block:
    if not row.points:
        return Paragraph(_("Nothing was open: every point of the checklist is settled."))
    columns = [TableColumn(_("Point"), share=5), TableColumn(_("Still open"), Align.RIGHT)]
    return Table(columns, [[_(POINTS[kind]), str(count)] for kind, count in row.points.items()])
