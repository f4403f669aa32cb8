"""Runs an import: every table of every file in one transaction, in the order in which things hang on each other."""

import ctypes
import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from sqlalchemy.orm import Session

from model.catalogue.versions import freeze_catalogue
from model.intake.batches import add_batch, next_number, undone_numbers
from model.intake.customer_book import CustomerBook
from model.intake.history import list_missing
from model.intake.job import Job, Options, Progress, Source, Work
from model.intake.mappings import list_mappings
from model.intake.measured import MeasuredImport
from model.intake.ordinary import OrdinaryImport
from model.intake.report import ImportReport, RefusedRows
from model.intake.tables import Tables, works_in_order
from model.store.database import Database
from model.store.ids import new_id
from resources.i18n import N_

_EVENT = N_("Import of {files}")
_CATALOGUE = frozenset({"product_offering", "price_card", "bundle_item"})


class _WithdrawnError(Exception):
    """Ends a dry run's transaction without a trace."""


@contextmanager
def _giving_memory_back() -> Iterator[None]:
    """Neither what was freed before nor what the rows took stays beside it: the C library of Linux would keep both."""
    _trim()
    try:
        yield
    finally:
        _trim()


def _trim() -> None:
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:  # glibc has it, other libraries do without
        trim(0)


@_giving_memory_back()
def run_import(
    database: Database,
    sources: Sequence[Source],
    options: Options,
    today: date,
    progress: Progress = lambda sheet, rows: None,
    tables: Tables | None = None,
) -> ImportReport:
    """Import files as one user event and say what became of every row. A dry run leaves the store untouched.

    `tables`: what was recognised, corrected by a person; asked anew without it. What `progress` raises cancels the
    import whole. Raises `UserError` where no sheet is recognised or the store cannot be written.
    """
    files = tuple(source.name for source in sources)
    report = ImportReport("" if options.dry_run else new_id(), options.mode.value, options.dry_run, files)
    for source in sources:
        report.notices += source.notices()
    with (
        suppress(_WithdrawnError),
        _no_collecting(),
        database.write(_EVENT, bulk=True, files=", ".join(files)) as session,
    ):
        works = works_in_order(report, sources, list_mappings(session), tables, options.keep_unknown)
        _import_all(session, works, report, options, today, progress)
        if options.dry_run:
            raise _WithdrawnError
        add_batch(session, report, database.clock.now())
    return report


@contextmanager
def _no_collecting() -> Iterator[None]:
    """No garbage collection for the while: it would walk millions of plain values for nothing, a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _refused(work: Work) -> RefusedRows:
    reasons: dict[int, str] = {}
    for remark in sorted(work.findings.rejects, key=lambda remark: remark.row):
        said = f"{remark.column}: {remark.reason}"
        reasons[remark.row] = f"{reasons[remark.row]}; {said}" if remark.row in reasons else said
    return RefusedRows(work.file, work.table.name, work.table.header_row, reasons)


def _import_all(
    session: Session, works: Iterable[Work], report: ImportReport, options: Options, today: date, progress: Progress
) -> None:
    connection = session.connection()
    customers = CustomerBook(connection)
    job = Job(connection, options, today, next_number(session), undone_numbers(session), report, customers, progress)
    report.month.first = customers.count_before == 0
    entities = set()
    for work in works:
        entities.add(work.table.sheet.entity)
        if work.table.sheet.fact:
            MeasuredImport(job, work).run()
        else:
            OrdinaryImport(job, work).run()
        counts = report.counts_of(work.table.sheet.entity)
        counts.read += work.findings.read
        counts.rejected += len({remark.row for remark in work.findings.rejects})
        report.rejects += sorted(work.findings.rejects, key=lambda remark: remark.row)
        report.notes += work.findings.notes
        if work.findings.rejects:
            report.refused.append(_refused(work))
    if entities & _CATALOGUE:
        freeze_catalogue(session, today)
    if "customer" in entities and not report.month.first:
        report.month.missing = list_missing(job, job.named_customers)
