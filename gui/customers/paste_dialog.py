"""Rows pasted from Excel, shown cell by cell before they change anything."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.labels import button, label
from gui.widgets.plan import arrange_plan
from gui.widgets.record_fields import label_of_field, words_of_field
from gui.widgets.record_table import RecordTable
from model.customers.editing import PastedCell, apply_paste, plan_paste
from model.customers.records import Customer
from model.errors import UserError
from resources.i18n import N_, _, _n


class PasteDialog(QDialog):
    """Every cell that would change, and every one that cannot with the reason."""

    def __init__(
        self, parent: QWidget | None, context: Context, cells: Sequence[PastedCell], unknown: list[str]
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.cells = tuple(cells)
        self.setWindowTitle(_("Paste from Excel"))
        self.resize(760, 560)
        columns = [
            Column("name", N_("Customer"), Kind.TEXT, 200, bold=True),
            Column("field", N_("Field"), Kind.TEXT, 90),
            Column("old", N_("Now"), Kind.TEXT, 110, quiet=True),
            Column("new", N_("Afterwards"), Kind.TEXT, 110),
            Column("problem", N_("Left out because"), Kind.TAG, 180, tags=lambda words: [Tag(words, Tone.DANGER)]),
        ]
        self.table = RecordTable(
            "paste", columns, context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.table.view.setColumnHidden(0, True)
        self.table.set_rows([_row(number, cell) for number, cell in enumerate(self.cells)])
        good = sum(1 for cell in self.cells if not cell.problem)
        self.summary = label(_summary(good, len(self.cells) - good, unknown), wrap=True)
        self.apply_button = button(_("Apply"), self.apply, "primary")
        self.apply_button.setEnabled(good > 0)
        arrange_plan(self, _("Paste from Excel"), self.summary, self.table, self.apply_button)

    def apply(self) -> None:
        """Write the cells as one step that undo takes back."""
        try:
            with self.context.write(N_("Paste from Excel")) as session:
                count = apply_paste(session, self.cells, self.context.today())
        except UserError as error:
            self.summary.setText(error.sentence)
            return
        self.context.say(_n("{count} customer was changed.", "{count} customers were changed.", count), undo=True)
        self.accept()


def open_paste_dialog(
    parent: QWidget, context: Context, rows: Sequence[Sequence[str]], selected: Sequence[str]
) -> PasteDialog | None:
    """Show what pasting would do; a message where it can do nothing."""
    try:
        with context.read() as session:
            cells, unknown = plan_paste(session, rows, selected)
    except UserError as error:
        context.say(error.sentence, "warning")
        return None
    if not cells:
        context.say(_("Nothing would change: the pasted values stand there already."), "news")
        return None
    dialog = PasteDialog(parent, context, cells, unknown)
    dialog.open()
    return dialog


def _row(number: int, cell: PastedCell) -> tuple[Any, ...]:
    old = words_of_field(Customer, cell.field, cell.old)
    new = str(cell.new) if cell.problem else words_of_field(Customer, cell.field, cell.new)
    return (str(number), cell.name, label_of_field(Customer, cell.field), old, new, cell.problem)


def _summary(good: int, bad: int, unknown: list[str]) -> str:
    parts = [_n("{count} cell would change.", "{count} cells would change.", good)]
    if bad:
        parts.append(_n("{count} cell is left out.", "{count} cells are left out.", bad))
    if unknown:
        parts.append(_("Columns that are no fields: {names}.").format(names=_(", ").join(unknown)))
    return " ".join(parts)
