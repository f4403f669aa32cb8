"""Rivals' contracts at our customers that end soon, each one click from a task, a visit or an opportunity."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy.orm import Session

from gui.competition.columns import known_from, window_columns
from gui.context import Context
from gui.papers.export import offer_papers
from gui.visits.visit_dialog import open_visit
from gui.widgets.empty import Empty
from gui.widgets.flow import FlowRow
from gui.widgets.labels import button, muted
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.competition.openings import begin_opportunity, plan_task, purpose_of
from model.competition.queries import AttackWindow, attack_windows
from resources.i18n import N_, _, _n

MONTHS: Final = (3, 6, 12, 24)
_FIRST: Final = 1


class WindowsTab(QWidget):
    """The attack-window list; the owner calls `load(session, today)`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.rows: dict[str, AttackWindow] = {}
        self.months = QComboBox()
        self.months.setAccessibleName(_("How far ahead"))
        for count in MONTHS:
            self.months.addItem(_n("within {count} month", "within {count} months", count), count)
        self.months.setCurrentIndex(_FIRST)
        self.months.activated.connect(lambda _place: self._read())
        empty = Empty(
            _("No rival's contract ends soon"),
            _("Rivals' lines come with the office's file, or are typed in among the products in use with their end."),
            "", None, "swords",
        )  # fmt: skip
        columns = window_columns(context.today())
        self.table = RecordTable("attack-windows", columns, context.preferences, context.today, empty=empty)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Attack windows"))
        self.task_button = button(_("Make a task"), self.make_task, glyph="clipboard-list")
        self.visit_button = button(_("Plan a visit"), self.plan_visit, glyph="map-pin")
        self.opportunity_button = button(_("Begin an opportunity"), self.make_opportunity, glyph="target")
        row = FlowRow()
        buttons = (self.task_button, self.visit_button, self.opportunity_button)
        for part in (muted(_("Contract ends")), self.months, *buttons):
            row.flow.addWidget(part)
        in_column(row, (self.table, 1), gap=12, within=self)

    def load(self, session: Session, today: date) -> int:
        """Read and show; how many there are."""
        found = attack_windows(session, today, int(self.months.currentData()))
        self.rows = {row.id: row for row in found}
        self.table.set_rows([_shown(row) for row in found])
        if found and not self.table.selected_ids():
            self.table.select(found[0].id)
        self._on_selection()
        return len(found)

    def make_task(self) -> None:
        """A task to win the chosen contract, due two months before it ends."""
        chosen = self._chosen()
        if chosen is not None:
            with self.context.write(N_("Task: {customer}"), customer=chosen.customer) as session:
                plan_task(session, chosen, self.context.today())
            self.context.say(_("The task stands under Retention."), undo=True)

    def plan_visit(self) -> None:
        """A visit with its purpose filled in."""
        chosen = self._chosen()
        if chosen is not None:
            start = {"purpose": purpose_of(chosen), "status": "planned"}
            open_visit(self, self.context, chosen.customer_id, start)

    def make_opportunity(self) -> None:
        """An opportunity that is to close when the rival's contract ends."""
        chosen = self._chosen()
        if chosen is not None:
            with self.context.write(N_("Opportunity: {customer}"), customer=chosen.customer) as session:
                begin_opportunity(session, chosen, self.context.today())
            self.context.say(_("The opportunity is begun."), undo=True)

    def _chosen(self) -> AttackWindow | None:
        ids = self.table.selected_ids()
        return self.rows.get(ids[0]) if ids else None

    def _open(self, row: str) -> None:
        customers = tuple(dict.fromkeys(self.rows[one].customer_id for one in self.table.shown_ids()))
        self.context.open_page("customer", self.rows[row].customer_id, customers)

    def _read(self) -> None:
        with self.context.read() as session:
            self.load(session, self.context.today())

    def _on_selection(self) -> None:
        one = len(self.table.selected_ids()) == 1
        for part in (self.task_button, self.visit_button, self.opportunity_button):
            part.setEnabled(one)


def _shown(row: AttackWindow) -> tuple[object, ...]:
    fee = -1 if row.monthly_fee_fen is None else row.monthly_fee_fen
    source = known_from(row.source, row.seen_on)
    return (
        row.id, row.customer, row.operator, row.product, row.ends_on, fee, row.quantity, row.region, row.grid, source,
        row.group_code, row.monthly_fee_fen,
    )  # fmt: skip
