"""The overview: bills by month, needs in order, what to ask next, and what happened."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QProgressBar, QVBoxLayout
from sqlalchemy.orm import Session

from gui.competition.sighting import edit_sighting, note_sighting
from gui.context import Context
from gui.customers.bills_dialog import open_bills
from gui.customers.brief_needs import BriefNeeds
from gui.customers.due_card import DueCard
from gui.customers.tab import CustomerTab
from gui.customers.timeline_words import entries_of
from gui.needs.need_dialog import open_need
from gui.papers.needs import preview_needs
from gui.visits.visit_dialog import edit_visit
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_fields import label_of_field
from gui.widgets.timeline import Timeline
from model.customers.completeness import Completeness, completeness_of
from model.customers.queries import BillRow, list_bills, profile_of
from model.customers.records import Customer
from model.customers.timeline import timeline_of
from model.customers.trends import falling_months
from model.needs.queries import list_needs
from model.retention.queries import list_tasks
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.drawing import Colour, Drawing
from reports.scales import Measure
from resources.i18n import _

_ASKED = 2
_SHEETS: Final = {
    "agreement": "agreements", "buying_role": "people", "promise": "needs", "quote": "proposals",
    "opportunity_stage": "opportunities", "credit_review": "credit", "credit_event": "credit",
    "company_grade": "profile", "assignment": "profile",
}  # fmt: skip
"""What happened → the sheet on which it stands."""


class OverviewTab(CustomerTab):
    """What one must know before calling."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._bills: Sequence[BillRow] = ()
        self._name = ""
        self.chart = ChartView(_("Revenue by month"))
        self.chart.setMinimumHeight(190)
        self.chart.clicked.connect(self._open_month)
        self.bills_card = Card(_("Revenue by month"), _("last 12 months, yuan"))
        self.bills_card.head.addWidget(button(_("All figures"), self._open_bills, "link"))
        self.bills_card.body.addWidget(self.chart, 1)
        self.needs = BriefNeeds(context, lambda: open_need(self, self.context, self.customer))
        self.needs.opened.connect(lambda need: open_need(self, self.context, None, need))
        self.due = DueCard(context)
        self.timeline = Timeline()
        self.timeline.opened.connect(self._open_entry)
        self.nothing = muted(_("Visits, promises, judgements and rivals' moves will stand here."), wrap=True)
        self._lay_out()

    def load(self, session: Session) -> None:
        """Read bills, needs, profile and timeline."""
        profile = profile_of(session, self.customer)
        self._name = profile["name"]
        self._show_bills(list_bills(session, self.customer))
        needs = list_needs(session, customer_id=self.customer, status=("open", "in_progress"))
        self.needs.show_needs(needs)
        self.print_button.setEnabled(bool(needs))
        self._show_completeness(completeness_of(profile))
        today = self.context.today()
        self.due.show_tasks(list_tasks(session, today, customer_id=self.customer, due_by=today))
        entries = entries_of(timeline_of(session, self.customer, 60), today)
        self.timeline.set_entries(entries)
        self.timeline.setVisible(bool(entries))
        self.nothing.setVisible(not entries)

    def print_paper(self) -> None:
        """Preview the need-priority table."""
        preview_needs(self, self.context, self.customer)

    def _lay_out(self) -> None:
        needs_card = Card(_("Needs, in order"), margins=1)
        self.print_button = button(_("Print"), self.print_paper, glyph="printer")
        self.print_button.setToolTip(_("Print the priority table"))
        self.print_button.setAccessibleName(_("Print the priority table"))
        needs_card.head.addWidget(button(_("All needs"), lambda: self.go.emit("needs"), "link"))
        needs_card.head.addWidget(self.print_button)
        needs_card.body.addWidget(self.needs, 1)
        row = in_row((in_column((self.bills_card, 5), (needs_card, 4), gap=16), 5), (self._right(), 3), gap=16)
        self.column.addLayout(row, 1)

    def _right(self) -> QVBoxLayout:
        profile = Card(_("Details"))
        self.percent = label("", "strong")
        profile.head.addWidget(self.percent)
        profile.head.addWidget(button(_("Fill in"), lambda: self.go.emit("profile"), "link"))
        self.known = QProgressBar()
        self.known.setTextVisible(False)
        self.known.setAccessibleName(_("How much of the profile is known"))
        self.ask = muted("", wrap=True)
        profile.body.addWidget(self.known)
        profile.body.addWidget(self.ask)
        history = Card(_("Contacts and events"))
        history.head.addWidget(button(_("A rival was seen"), self._note_sighting, "link"))
        history.body.addWidget(self.timeline, 1)
        history.body.addWidget(self.nothing)
        return in_column(self.due, profile, (history, 1), gap=16)

    def _show_bills(self, bills: Sequence[BillRow]) -> None:
        self._bills = bills
        self.chart.set_chart((lambda width, height: bills_drawing(bills, width, height)) if bills else None)
        fallen = falling_months([bill.new_business_fen for bill in bills])
        words = _("New business down {count} months running").format(count=fallen) if fallen > 1 else ""
        self.bills_card.remark.setText(words or _("last 12 months, yuan"))

    def _show_completeness(self, found: Completeness) -> None:
        self.percent.setText(f"{found.percent}%")
        self.known.setRange(0, found.of)
        self.known.setValue(found.known)
        names = _(", ").join(label_of_field(Customer, name) for name in found.missing[:_ASKED])
        self.ask.setText(_("Ask next: {fields}").format(fields=names) if names else _("Everything is known."))

    def _open_month(self, key: str) -> None:
        open_bills(self, self.context, self._name, self._bills, int(key))

    def _open_bills(self) -> None:
        if self._bills:
            open_bills(self, self.context, self._name, self._bills, self._bills[-1].month)

    def _note_sighting(self) -> None:
        note_sighting(self, self.context, self.customer)

    def _open_entry(self, key: str) -> None:
        entity, _colon, row = key.partition(":")
        if entity == "visit":
            edit_visit(self, self.context, row)
            return
        if entity == "competitor_move":
            edit_sighting(self, self.context, row)
            return
        sheet = _SHEETS.get(entity)
        if sheet is not None:
            self.go.emit(sheet)


def bills_drawing(bills: Sequence[BillRow], width: float, height: float) -> Drawing:
    """New business at the foot of each bar, the rest above it."""
    data = ChartData(
        tuple(_("{month}").format(month=bill.month % 100) for bill in bills),
        tuple(str(bill.month) for bill in bills),
        (
            Series(_("New business"), tuple(float(bill.new_business_fen) for bill in bills), Colour.FIRST),
            Series(
                _("Voice, data, other"),
                tuple(float(bill.total_fen - bill.new_business_fen) for bill in bills),
                Colour.SECOND,
            ),
        ),
        Measure.MONEY,
    )
    return stacked_bar_chart(data, width, height)
