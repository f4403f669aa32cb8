"""The tables that files hold: recognised for a person to check, or opened one after the other for an import."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import chain, islice

from model.errors import UserError
from model.intake.headers import LOOKED_AT, Table, named_sheet, recognise, with_custom_fields
from model.intake.job import Source, Work
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.report import ImportReport, LeftOut
from resources.i18n import N_, _

Mappings = Mapping[str, Mapping[str, str]]
Tables = Sequence[tuple[Source, str, Table | None]]
"""Every sheet of some files: the file, the sheet's name, and the table it was recognised as."""

_NOTHING_KNOWN = N_("Nothing in {files} looks like a sheet of the office workbook: no headings were recognised.")
_NOT_RECOGNISED = N_("Sheet “{sheet}” was not read: its headings are not known.")
_COLUMN_MISSING = N_("Sheet “{sheet}” was not read: the column “{column}” is missing.")
_FORBIDDEN = N_("Sheet “{sheet}”: the column “{column}” holds personal data that is never kept and was dropped.")
_ORDER = {sheet.entity: place for place, sheet in enumerate(OFFICE_SHEETS)}
_FIRST = -1


@dataclass
class _Sheet:
    """A sheet that waits for its turn, and its work once it has been opened."""

    source: Source
    name: str
    work: Work | None = None
    begun: bool = False


def works_in_order(
    report: ImportReport,
    sources: Sequence[Source],
    mappings: Mappings,
    tables: Tables | None,
    keep_unknown: bool = False,
) -> Iterator[Work]:
    """The tables to import, those first that others hang on; what cannot be read is said in the report's notices.

    A sheet whose name tells what it is stays closed until its turn, for opening one costs its whole size in memory;
    only the next one is read while one is imported.
    Raises `UserError` at the end where there was no table at all.
    """
    waiting: list[tuple[int, int, _Sheet]] = []
    for order, sheet in _closed(sources) if tables is None else _corrected(report, tables):
        heappush(waiting, (order, len(waiting), sheet))
    found = False
    while waiting:
        order, number, sheet = heappop(waiting)
        if sheet.work is None:
            sheet.work = _opened(report, sheet, mappings, keep_unknown)
        if sheet.work is None:
            continue
        place = _ORDER[sheet.work.table.sheet.entity]
        if place > order:
            heappush(waiting, (place, number, sheet))
        elif _usable(report, sheet.work.table):
            found = True
            _prepare_next(waiting)
            yield sheet.work
    if not found:
        nothing = _(_NOTHING_KNOWN).format(files=", ".join(report.files))
        raise UserError(report.notices[0] if len(report.notices) == 1 else nothing)


def _closed(sources: Sequence[Source]) -> Iterator[tuple[int, _Sheet]]:
    for source in sources:
        for name in source.sheets:
            guess = named_sheet(name, OFFICE_SHEETS)
            yield (_FIRST if guess is None else _ORDER[guess.entity]), _Sheet(source, name)


def _corrected(report: ImportReport, tables: Tables) -> Iterator[tuple[int, _Sheet]]:
    for source, name, table in tables:
        if table is None:
            report.notices.append(_(_NOT_RECOGNISED).format(sheet=name))
        else:
            work = Work(source.name, table, iter(source.rows(name)))
            yield _ORDER[table.sheet.entity], _Sheet(source, name, work)


def _prepare_next(waiting: Sequence[tuple[int, int, _Sheet]]) -> None:
    if waiting and not waiting[0][-1].begun:
        waiting[0][-1].source.prepare(waiting[0][-1].name)


def _opened(report: ImportReport, sheet: _Sheet, mappings: Mappings, keep_unknown: bool) -> Work | None:
    sheet.begun = True
    rows = iter(sheet.source.rows(sheet.name))
    top = list(islice(rows, LOOKED_AT))
    table = recognise(sheet.name, top, OFFICE_SHEETS, mappings)
    if table is not None:
        if keep_unknown and not table.sheet.fact:
            table = with_custom_fields(table)
        return Work(sheet.source.name, table, chain(top, rows))
    if any(cell not in (None, "") for row in top for cell in row):
        report.notices.append(_(_NOT_RECOGNISED).format(sheet=sheet.name))
    return None


def _usable(report: ImportReport, table: Table) -> bool:
    """Whether every required column is there; what is left out of the table is said in the report."""
    present = {heading.column.field for heading in table.fields if heading.column is not None}
    lacking = [column for column in table.sheet.columns if column.required and column.field not in present]
    if lacking:
        report.notices.append(_(_COLUMN_MISSING).format(sheet=table.name, column=lacking[0].headings[0]))
        return False
    for heading in table.headings:
        if heading.forbidden:
            report.notices.append(_(_FORBIDDEN).format(sheet=table.name, column=heading.text))
        if heading.forbidden or (heading.column is None and not heading.custom):
            report.left_out.append(LeftOut(table.name, heading.text, heading.forbidden))
    return True
