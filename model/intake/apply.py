"""Runs an import: every table of every file in one transaction, in the order in which things hang on each other."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from model.errors import UserError
from model.intake.batches import add_batch, next_number, undone_numbers
from model.intake.customer_book import CustomerBook
from model.intake.headers import LOOKED_AT, Table, recognise
from model.intake.history import list_missing
from model.intake.job import Job, Options, Progress, Source, Work
from model.intake.mappings import list_mappings
from model.intake.measured import MeasuredImport
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.ordinary import OrdinaryImport
from model.intake.report import ImportReport, LeftOut, RefusedRows
from model.store.database import Database
from model.store.ids import new_id
from resources.i18n import N_, _

_EVENT = N_("Import of {files}")
_NOTHING_KNOWN = N_("Nothing in {files} looks like a sheet of the office workbook: no headings were recognised.")
_NOT_RECOGNISED = N_("Sheet “{sheet}” was not read: its headings are not known.")
_COLUMN_MISSING = N_("Sheet “{sheet}” was not read: the column “{column}” is missing.")
_FORBIDDEN = N_("Sheet “{sheet}”: the column “{column}” holds personal data that is never kept and was dropped.")


class _WithdrawnError(Exception):
    """Ends a dry run's transaction without a trace."""


def read_tables(
    sources: Sequence[Source], mappings: Mapping[str, Mapping[str, str]]
) -> list[tuple[Source, str, Table | None]]:
    """Every sheet of the files with the table it was recognised as, `None` where it was not; no blank sheets."""
    tables = []
    for source in sources:
        for name in source.sheets:
            top = list(islice(source.rows(name), LOOKED_AT))
            if any(cell not in (None, "") for row in top for cell in row):
                known = recognise(name, top, OFFICE_SHEETS, mappings)
                tables.append((source, name, known))
    return tables


def run_import(
    database: Database,
    sources: Sequence[Source],
    options: Options,
    today: date,
    progress: Progress = lambda sheet, rows: None,
    tables: Sequence[tuple[Source, str, Table | None]] | None = None,
) -> ImportReport:
    """Import files as one user event and say what became of every row. A dry run leaves the store untouched.

    `tables`: what `read_tables` said, corrected by a person; asked anew without it. What `progress` raises cancels the
    import whole. Raises `UserError` where no sheet is recognised or the store cannot be written.
    """
    if tables is None:
        with database.read() as session:
            mappings = list_mappings(session)
        tables = read_tables(sources, mappings)
    files = tuple(source.name for source in sources)
    report = ImportReport("" if options.dry_run else new_id(), options.mode.value, options.dry_run, files)
    works = _works(report, sources, tables)
    with suppress(_WithdrawnError), database.write(_EVENT, bulk=True, files=", ".join(files)) as session:
        _import_all(session, works, report, options, today, progress)
        if options.dry_run:
            raise _WithdrawnError
        add_batch(session, report, database.clock.now())
    return report


def _works(
    report: ImportReport, sources: Sequence[Source], tables: Iterable[tuple[Source, str, Table | None]]
) -> list[Work]:
    """The tables that can be imported, in order; what cannot is said in the report's notices."""
    found = []
    for source in sources:
        report.notices += source.notices()
    for source, name, table in tables:
        if table is None:
            report.notices.append(_(_NOT_RECOGNISED).format(sheet=name))
            continue
        present = {heading.column.field for heading in table.fields if heading.column is not None}
        lacking = [column for column in table.sheet.columns if column.required and column.field not in present]
        if lacking:
            report.notices.append(_(_COLUMN_MISSING).format(sheet=name, column=lacking[0].headings[0]))
            continue
        _name_left_out(report, table)
        found.append(Work(source.name, table, iter(source.rows(name))))
    if not found:
        reasons = [*report.notices] or [_(_NOTHING_KNOWN).format(files=", ".join(report.files))]
        raise UserError(reasons[0] if len(reasons) == 1 else _(_NOTHING_KNOWN).format(files=", ".join(report.files)))
    order = {sheet.entity: place for place, sheet in enumerate(OFFICE_SHEETS)}
    return sorted(found, key=lambda work: order[work.table.sheet.entity])


def _name_left_out(report: ImportReport, table: Table) -> None:
    for heading in table.headings:
        if heading.forbidden:
            report.notices.append(_(_FORBIDDEN).format(sheet=table.name, column=heading.text))
        if heading.forbidden or (heading.column is None and not heading.custom):
            report.left_out.append(LeftOut(table.name, heading.text, heading.forbidden))


def _refused(work: Work) -> RefusedRows:
    reasons: dict[int, str] = {}
    for remark in sorted(work.findings.rejects, key=lambda remark: remark.row):
        said = f"{remark.column}: {remark.reason}"
        reasons[remark.row] = f"{reasons[remark.row]}; {said}" if remark.row in reasons else said
    return RefusedRows(work.file, work.table.name, work.table.header_row, reasons)


def _import_all(
    session: Session, works: Sequence[Work], report: ImportReport, options: Options, today: date, progress: Progress
) -> None:
    connection = session.connection()
    customers = CustomerBook(connection)
    job = Job(connection, options, today, next_number(session), undone_numbers(session), report, customers, progress)
    report.month.first = customers.count_before == 0
    for work in works:
        if work.table.sheet.fact:
            MeasuredImport(job, work).run()
        else:
            OrdinaryImport(job, work).run()
        counts = report.counts_of(work.table.sheet.entity)
        counts.read += work.findings.read
        counts.rejected += len({remark.row for remark in work.findings.rejects})
        report.rejects += work.findings.rejects
        report.notes += work.findings.notes
        if work.findings.rejects:
            report.refused.append(_refused(work))
    if any(work.table.sheet.entity == "customer" for work in works) and not report.month.first:
        report.month.missing = list_missing(job, job.named_customers)
