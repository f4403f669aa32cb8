"""Opportunities as a list: of one customer or of all."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.context import Context
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import OPPORTUNITIES
from gui.opportunities.columns import opportunity_columns
from gui.opportunities.dialogs import ask_end, delete_all
from gui.opportunities.form import open_opportunity_form
from gui.papers.export import offer_papers
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.opportunities.queries import OpportunityRow
from resources.i18n import _


class OpportunityTable(QWidget):
    """Opportunities with their buttons; the owner gives the rows with `show_rows`."""

    def __init__(self, context: Context, *, of_customer: bool) -> None:
        super().__init__()
        self.context = context
        self.customer = ""
        self._rows: Sequence[OpportunityRow] = ()
        self._columns = opportunity_columns(of_customer)
        self.table = RecordTable(
            "opportunities-of-customer" if of_customer else "opportunities",
            self._columns,
            context.preferences,
            context.today,
            empty=empty_words(self.new),
            bar=not of_customer,
        )
        self.setFocusProxy(self.table.view)
        self.edit_button = button(_("Edit"), self.edit, glyph="pencil")
        self.end_button = button(_("End it"), self.end)
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.bulk_button = bulk_button(self, context, OPPORTUNITIES, self.table)
        row = QHBoxLayout()
        row.setSpacing(8)
        if of_customer:
            row.addWidget(button(_("New opportunity"), self.new, glyph="plus"))
        for part in (self.edit_button, self.end_button, self.bulk_button, self.delete_button):
            row.addWidget(part)
        row.addStretch(1)
        in_column(row, (self.table, 1), gap=12, within=self)
        self.table.opened.connect(lambda row: context.open_page("opportunity", row, self.table.shown_ids()))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Sales opportunities"))
        self._on_selection()

    def show_rows(self, rows: Sequence[OpportunityRow]) -> None:
        """Show these."""
        self._rows = rows
        self.table.set_rows(rows_of(rows, self._columns))
        self._on_selection()

    def new(self) -> None:
        """Ask for a new one."""
        open_opportunity_form(self, self.context, None, self.customer or None)

    def edit(self) -> None:
        """Change the chosen one."""
        for row in self._chosen()[:1]:
            open_opportunity_form(self, self.context, row.id)

    def end(self) -> None:
        """Say how the chosen one ended."""
        for row in self._chosen()[:1]:
            ask_end(self, self.context, row)

    def delete(self) -> None:
        """Take the chosen ones out."""
        delete_all(self.context, self._chosen())

    def _chosen(self) -> list[OpportunityRow]:
        ids = self.table.selected_ids()
        return [row for row in self._rows if row.id in ids]

    def _on_selection(self) -> None:
        chosen = self._chosen()
        self.edit_button.setEnabled(len(chosen) == 1)
        self.end_button.setEnabled(len(chosen) == 1)
        self.delete_button.setEnabled(bool(chosen))
        self.bulk_button.setEnabled(bool(chosen))


def empty_words(act: Callable[[], object]) -> Empty:
    """What stands where there is no opportunity."""
    return Empty(
        _("No opportunities"),
        _("What may be sold, to whom and how far it is: noted once, it is moved from stage to stage until it is won."),
        _("New opportunity"),
        act,
        "target",
    )
