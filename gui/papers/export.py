"""What a table shows, written as a workbook."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.widgets.columns import Column, Kind, words_of
from gui.widgets.record_table import RecordTable, Shown
from reports.excel import Column as PaperColumn
from reports.excel import Kind as PaperKind
from reports.excel import Sheet, write_workbook
from resources.i18n import _

_KINDS = {
    Kind.MONEY: PaperKind.MONEY,
    Kind.DATE: PaperKind.DATE,
    Kind.MONTH: PaperKind.MONTH,
    Kind.PERCENT: PaperKind.PERCENT,
    Kind.INTEGER: PaperKind.INTEGER,
}


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
    file, _kind = QFileDialog.getSaveFileName(
        parent, _("Export what is shown"), f"{name} {context.today().isoformat()}.xlsx", _("Workbook (*.xlsx)")
    )
    if not file:
        return
    target = Path(file).with_suffix(".xlsx")
    sheet = sheet_of(name, table.shown())
    count = len(table.shown_ids())
    context.tasks.run(
        lambda progress: write_workbook(target, [sheet]),
        lambda _done: context.say(_("{count} rows are in {file}.").format(count=f"{count:,}", file=target.name)),
        title=_("Exporting"),
    )


def _value(column: Column, value: Any) -> Any:
    if column.kind in _KINDS:
        return value
    return words_of(column, value)
