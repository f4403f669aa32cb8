"""Needs in their order: one customer's, to be dragged, or everyone's."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import NEEDS
from gui.needs.columns import need_columns
from gui.needs.need_dialog import open_need
from gui.needs.ranking_dialogs import RankingsDialog, order_by_score, rank_with_team
from gui.needs.row_drag import RowDrag
from gui.needs.slip_dialog import open_slip, preview_slip
from gui.papers.export import offer_papers
from gui.papers.needs import preview_needs
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField
from gui.widgets.flow import FlowRow
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.needs.actions import delete_need, place_need, set_need_status
from model.needs.queries import NeedRow, list_needs
from resources.i18n import N_, _

_STEP: Final = {"Alt+Up": -1, "Alt+Down": 1}


class NeedTable(QWidget):
    """Needs with their buttons. `customer_id` "" shows everyone's, which cannot be put in another order.

    The owner calls `load(session)` (in `refresh()` or a tab's `load`) and listens to `need`, `need_link`, `contact`,
    `customer`; `show_customer(id)` before it where the customer changes.
    """

    def __init__(self, context: Context, customer_id: str = "", *, of_customer: bool = True) -> None:
        super().__init__()
        self.context = context
        self.customer = customer_id
        self._of_customer = of_customer
        self._needs: Sequence[NeedRow] = ()
        self._columns = need_columns(of_customer)
        self.table = RecordTable(
            "needs-of-customer" if of_customer else "needs",
            self._columns,
            context.preferences,
            context.today,
            empty=Empty(
                _("No needs noted"),
                _("What does this customer want solved? Noted and weighed, it stands here in order.")
                if of_customer
                else _("Note what your customers want solved; weighed and put in order, it stands here."),
                _("New need"),
                self.new_need,
                "lightbulb",
            ),
            bar=not of_customer,
        )
        self.new_button = button(_("New need"), self.new_need, glyph="plus")
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.up_button = icon_button("arrow-up", _("Higher (Alt+↑)"), lambda: self.shift(-1))
        self.down_button = icon_button("arrow-down", _("Lower (Alt+↓)"), lambda: self.shift(1))
        self.status = ChoiceField(ENUMERATIONS["need_status"])
        self.status.set_name(_("Set the status"))
        self.status.box.setPlaceholderText(_("Set the status"))
        self.status.set_value(None)
        self.more_button = icon_button("ellipsis", _("More about these needs"), self._open_menu)
        self.bulk_button = bulk_button(self, context, NEEDS, self.table)
        self.print_button = button(_("Print the priority table"), self.print_paper, glyph="printer")
        self._lay_out()
        self._connect()

    def show_customer(self, customer_id: str) -> None:
        """This customer's needs from the next `load` on."""
        self.customer = customer_id

    def load(self, session: Session) -> None:
        """Read and show."""
        everyone = not self._of_customer
        self._needs = list_needs(session, customer_id=self.customer or None) if self.customer or everyone else []
        self.table.set_rows(rows_of(self._needs, self._columns))
        self._on_selection()

    def new_need(self) -> None:
        """Ask for a new need."""
        open_need(self, self.context, self.customer or None)

    def print_paper(self) -> None:
        """Preview the priority table of the customer shown, or of the one of the chosen need."""
        whose = self._whose()
        if whose:
            preview_needs(self, self.context, whose)
        else:
            self.context.say(_("Choose a need first: the table is printed for one customer."), "news")

    def more_menu(self) -> QMenu:
        """What else is done with needs: ranked by the team, ordered by their score, escalated, printed."""
        menu = QMenu(self)
        whose, chosen, context = self._whose(), self._chosen(), self.context
        if whose:
            menu.addAction(_("Rank with the team…"), lambda: rank_with_team(self, context, whose))
            menu.addAction(_("Dated rankings…"), lambda: RankingsDialog(self, context, whose).open())
            menu.addAction(_("In the order of their score"), lambda: order_by_score(context, whose))
            menu.addAction(_("Priority table, customer's edition"), lambda: preview_needs(self, context, whose, True))
        if chosen:
            menu.addSeparator()
            menu.addAction(_("Slip for a need beyond the standard…"), lambda: open_slip(self, context, chosen.id))
            menu.addAction(_("Print the slip"), lambda: preview_slip(self, context, chosen.id))
        return menu

    def delete(self) -> None:
        """Take the chosen needs out; the message offers to bring them back."""
        chosen = [need for need in self._needs if need.id in self.table.selected_ids()]
        if not chosen:
            return
        label = N_("Delete need {statement}") if len(chosen) == 1 else N_("Delete {count} needs")
        with self.context.write(label, statement=chosen[0].statement[:60], count=len(chosen)) as session:
            for need in chosen:
                delete_need(session, need.id)
        self.context.say(_("Deleted"), undo=True)

    def shift(self, by: int) -> None:
        """Move the chosen need one place up (-1) or down (1) among its customer's."""
        chosen = self._chosen()
        if chosen is None:
            return
        rows = [need for need in self._needs if need.customer_id == chosen.customer_id]
        row = rows.index(chosen)
        if 0 <= row + by < len(rows):
            self._place(rows, row, row + by + (by > 0))

    def _lay_out(self) -> None:
        row = FlowRow()
        for part in (self.new_button, self.status, self.up_button, self.down_button, self.delete_button):
            row.flow.addWidget(part)
        for part in (self.bulk_button, self.more_button, self.print_button):
            row.flow.addWidget(part)
        if self._of_customer:
            row.flow.addWidget(muted(_("Drag a row to put it in order")))
        in_column(row, (self.table, 1), gap=12, within=self)

    def _connect(self) -> None:
        self.drag = RowDrag(self.table.view)
        self.drag.enabled = self._of_customer
        self.drag.moved.connect(self._on_moved)
        for keys, step in _STEP.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.shift(step))
        self.table.opened.connect(lambda need: open_need(self, self.context, None, need))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, self.context, self.table, _("Needs"))
        self.status.changed.connect(self._set_status)
        self._on_selection()

    def _whose(self) -> str:
        chosen = self._chosen()
        return self.customer or (chosen.customer_id if chosen else "")

    def _open_menu(self) -> None:
        menu = self.more_menu()
        if menu.isEmpty():
            self.context.say(_("Choose a need first: these belong to one customer."), "news")
            return
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _chosen(self) -> NeedRow | None:
        current = self.table.current_id()
        return next((need for need in self._needs if need.id == current), None)

    def _on_moved(self, row: int, to: int) -> None:
        if self.table.query.order is not None:
            self.context.say(_("The list is sorted by a column: click its heading until it is not."), "news")
            return
        self._place(list(self._needs), row, to)

    def _place(self, rows: Sequence[NeedRow], row: int, to: int) -> None:
        moved = rows[row]
        above = rows[to - 1].id if to > 0 else None
        below = rows[to].id if to < len(rows) else None
        with self.context.write(N_("Put need {statement} in order"), statement=moved.statement[:60]) as session:
            place_need(session, moved.id, above, below, [need.id for need in rows])

    def _set_status(self) -> None:
        status = self.status.value()
        ids = self.table.selected_ids()
        if not status or not ids:
            return
        with self.context.write(N_("Set the status of {count} needs"), count=len(ids)) as session:
            for need_id in ids:
                set_need_status(session, need_id, status)
        self.context.say(_("Saved"), undo=True)
        self.status.set_value(None)

    def _on_selection(self) -> None:
        some = bool(self.table.selected_ids())
        for part in (self.delete_button, self.up_button, self.down_button, self.status, self.bulk_button):
            part.setEnabled(some)
        self.print_button.setEnabled(bool(self._needs))
        self.more_button.setEnabled(bool(self._needs))
