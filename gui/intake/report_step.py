"""The last step: what came in, and how this month differs from the last."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.intake.check_step import count_columns, count_rows
from gui.widgets.card import Card
from gui.widgets.columns import Column
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.customers.actions import set_fields
from model.customers.records import Customer
from model.intake.report import CustomerLine, ImportReport
from resources.i18n import N_, _, _n

_LISTS: Final = {
    "new": N_("New"),
    "missing": N_("Missing"),
    "manager_changed": N_("Manager changed"),
    "grade_changed": N_("Grade changed"),
    "members_left": N_("Members left"),
}


class ReportStep(QWidget):
    """Counts, the comparison with last month, missing customers asked about, and the way back."""

    undo_wanted = Signal()
    open_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.summary = label("", "section", wrap=True)
        self.notices = muted("", wrap=True)
        self.tabs = Tabs()
        self.tables: dict[str, RecordTable] = {}
        self.counts = self._table("intake-done", count_columns(), _("Nothing was read"))
        self._add("counts", _("By sheet"), self.counts)
        for key, words in _LISTS.items():
            self.tables[key] = self._table(f"intake-{key}", _line_columns(key), _("None this month"))
            self.tables[key].opened.connect(partial(self.open_line, key))
            self._add(key, _(words), self.tables[key])
        self.ask = muted(_("Not in this file. They stay as they are unless you say that they are lost."), wrap=True)
        self.lost_button = button(_("Mark the ticked ones as lost"), self.mark_lost)
        self.undo_button = button(_("Take this import back"), self.undo_wanted.emit, "danger", "undo-2")
        self.tabs.changed.connect(lambda key: self._show_asking(key == "missing"))
        head = in_row((self.summary, 1), self.undo_button)
        asking = in_row((self.ask, 1), self.lost_button)
        in_column(head, self.notices, (self.tabs, 1), asking, gap=12, within=self)
        self._show_asking(False)

    def show_report(self, report: ImportReport) -> None:
        """Show what was done."""
        created = sum(counts.created for counts in report.sheets.values())
        updated = sum(counts.updated for counts in report.sheets.values())
        words = _("Imported: {created} new rows, {updated} changed.")
        if not created and not updated:
            words = _("Nothing was new: everything in the file stood here already.")
        self.summary.setText(words.format(created=f"{created:,}", updated=f"{updated:,}"))
        notices = [*report.notices]
        if report.month.first:
            notices.append(_("This was the first import, so there is no month to compare with."))
        self.notices.setText("\n".join(notices))
        self.notices.setVisible(bool(notices))
        self.undo_button.setEnabled(bool(created or updated))
        self.counts.set_rows(count_rows(report))
        first = ""
        for key, words in _LISTS.items():
            lines: list[CustomerLine] = [] if report.month.first else getattr(report.month, key)
            self.tables[key].set_rows(_line_rows(key, lines))
            self.tabs.set_words(key, f"{_(words)} {len(lines):,}")
            first = first or (key if lines else "")
        self.tabs.show_sheet(first or "counts")

    def mark_lost(self) -> None:
        """Mark the ticked missing customers as lost: one step that undo takes back."""
        ids = sorted({id.partition("/")[0] for id in self.tables["missing"].selected_ids()})
        if not ids:
            return
        with self.context.write(N_("Mark {count} customers as lost"), count=len(ids)) as session:
            set_fields(session, Customer, ids, {"status": "lost"}, self.context.today())
        rows = [row for row in self.tables["missing"].model.rows if row[0].partition("/")[0] not in ids]
        self.tables["missing"].set_rows(rows)
        self.context.say(_n("{count} customer was changed.", "{count} customers were changed.", len(ids)), undo=True)

    def _add(self, key: str, words: str, table: RecordTable) -> None:
        card = Card(margins=1)
        card.body.addWidget(table, 1)
        self.tabs.add(key, words, card)

    def _show_asking(self, missing: bool) -> None:
        self.ask.setVisible(missing)
        self.lost_button.setVisible(missing)

    def open_line(self, key: str, row: str) -> None:
        """Go to a customer of one of the lists; previous and next stay inside that list."""
        within = tuple(dict.fromkeys(id.partition("/")[0] for id in self.tables[key].shown_ids()))
        self.open_wanted.emit(row.partition("/")[0], within)

    def _table(self, name: str, columns: Sequence[Column], nothing: str) -> RecordTable:
        made = RecordTable(
            name, columns, self.context.preferences, self.context.today, empty=Empty(nothing), bar=False,
            footer=False, frame=False,
        )  # fmt: skip
        made.view.setColumnHidden(0, name != "intake-missing")
        return made


def _line_columns(key: str) -> list[Column]:
    code = Column("code", N_("Group code"), width=130)
    if key == "members_left":
        went = Column("after", N_("Where they went"), width=160)
        return [Column("name", N_("Subscriber code"), width=200, bold=True), code, went]
    columns = [Column("name", N_("Customer"), width=280, bold=True), code]
    if key in ("manager_changed", "grade_changed"):
        columns += [Column("before", N_("Last month"), width=130, quiet=True), Column("after", N_("Now"), width=130)]
    return columns


def _line_rows(key: str, lines: Sequence[CustomerLine]) -> list[tuple[str, ...]]:
    """Ids are the customer's with a number, for one customer may stand in a list more than once."""
    changes = {"manager_changed": ("before", "after"), "grade_changed": ("before", "after"), "members_left": ("after",)}
    return [
        (
            f"{line.customer_id}/{number}",
            line.name,
            line.group_code,
            *(getattr(line, at) for at in changes.get(key, ())),
        )
        for number, line in enumerate(lines)
    ]
