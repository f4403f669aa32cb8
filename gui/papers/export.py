"""What a table shows, written as a workbook or printed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.files import ask_target, say_saved
from gui.papers.preview import Paper, preview
from gui.widgets.columns import Column, Kind, words_of
from gui.widgets.record_table import RecordTable, Shown
from model.errors import UserError
from model.settings.queries import find_owner
from reports.document import Align, Table, TableColumn
from reports.excel import Column as PaperColumn
from reports.excel import Kind as PaperKind
from reports.excel import Sheet, write_workbook
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.table_paper import list_document
from resources.i18n import _, _n

_KINDS = {
    Kind.MONEY: PaperKind.MONEY,
    Kind.DATE: PaperKind.DATE,
    Kind.MONTH: PaperKind.MONTH,
    Kind.PERCENT: PaperKind.PERCENT,
    Kind.INTEGER: PaperKind.INTEGER,
}

MOST_PRINTED = 3000
"""Rows that are printed at most, about a hundred pages; more belong into a workbook."""


def offer_papers(parent: QWidget, context: Context, table: RecordTable, name: str) -> None:
    """Let what the table shows be exported and printed under this name."""
    table.export_wanted.connect(lambda: export_table(parent, context, table, name))
    table.print_wanted.connect(lambda: print_table(parent, context, table, name))
    table.bar.offer_papers(True)


def sheet_of(name: str, shown: Shown) -> Sheet:
    """What is shown as a sheet: figures and dates as such, codes and tags as the words on the screen."""
    columns = [column for column in shown.columns if column.kind is not Kind.ACTION]
    places = [place for place, column in enumerate(shown.columns) if column.kind is not Kind.ACTION]
    heads = [
        PaperColumn(_(column.title), _KINDS.get(column.kind, PaperKind.TEXT), column.width / 7) for column in columns
    ]
    rows = [[_value(column, row[place]) for column, place in zip(columns, places, strict=True)] for row in shown.rows]
    return Sheet(name, heads, rows)


def export_table(parent: QWidget, context: Context, table: RecordTable, name: str) -> None:
    """Ask where to, and write what the table shows on the worker; masked numbers stay masked."""
    offered = f"{name} {context.today().isoformat()}.xlsx"
    target = ask_target(parent, context, _("Export what is shown"), offered, _("Workbook (*.xlsx)"))
    if target is None:
        return
    sheet = sheet_of(name, table.shown())
    count = len(table.shown_ids())
    context.tasks.run(
        lambda progress: write_workbook(target, [sheet]),
        lambda _done: say_saved(
            context, _n("{count} row is in {file}.", "{count} rows are in {file}.", count, file=target.name), target
        ),
        title=_("Exporting"),
    )


def print_table(parent: QWidget, context: Context, table: RecordTable, name: str) -> None:
    """Show what the table shows as a paper; masked numbers stay masked."""
    shown = table.shown()
    if shown.rows:
        preview(parent, context, lambda: paper_of(context, name, shown))
    else:
        context.say(_("There is no row to print."), "news")


def paper_of(context: Context, name: str, shown: Shown) -> Paper:
    """What is shown as a paper. Raises `UserError` where the rows are too many for one."""
    if len(shown.rows) > MOST_PRINTED:
        raise UserError(
            _("{count} rows are too many for a paper: at most {most}. Filter the list, or export a workbook.").format(
                count=f"{len(shown.rows):,}", most=f"{MOST_PRINTED:,}"
            )
        )
    with context.read() as session:
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
    pdf = pdf_of(list_document(name, shown.filters, _table_of(shown), imprint))
    sheet = sheet_of(name, shown)
    return Paper(name, f"{name} {imprint.made_on.isoformat()}", pdf, lambda path: write_workbook(path, [sheet]))


def _table_of(shown: Shown) -> Table:
    """The columns with their words, figures right; the sums stand under them, "total" in the first free column."""
    columns = [(place, one) for place, one in enumerate(shown.columns) if one.kind is not Kind.ACTION]
    heads = [
        TableColumn(_(column.title), Align.RIGHT if column.at_right else Align.LEFT, bold=column.bold)
        for _place, column in columns
    ]
    rows = [[words_of(column, row[place]) for place, column in columns] for row in shown.rows]
    sums = shown.totals
    total = [words_of(column, sums[column.key]) if column.key in sums else "" for _place, column in columns]
    free = next((number for number, words in enumerate(total) if not words), None)
    if any(total) and free is not None:
        total[free] = _("Total")
    return Table(heads, rows, total if any(total) else None)


def _value(column: Column, value: Any) -> Any:
    if column.kind in _KINDS and (value is not None or not column.none):
        return value
    return words_of(column, value)
