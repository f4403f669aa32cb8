"""The hand-in at the month's end (月末上交): what is open, one button, and what became of it."""

from contextlib import suppress
from typing import Any

from gui.context import Context
from gui.page import Page
from gui.papers.preview import Paper, preview
from gui.submissions.approval_sheet import ApprovalSheet
from gui.submissions.office_sheet import OfficeSheet
from gui.submissions.own_sheet import OwnSheet
from gui.widgets.month_chooser import MonthChooser
from gui.widgets.reading import read_month
from gui.widgets.tabs import Tabs
from model.proposals.waiting import list_waiting
from model.settings.queries import find_owner
from model.submissions.checking import check_month
from model.submissions.queries import list_missing, list_own, list_submissions
from model.submissions.rules import month_to_hand_in
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.submission import cover_document, folder_name
from resources.i18n import _


class SubmissionsPage(Page):
    """A manager's own month, or everybody's in an office's store; a target is a month (YYYYMM)."""

    listens_to = frozenset(
        {
            "submission",
            "visit",
            "piece_entry",
            "piece_rate",
            "promise",
            "retention_task",
            "quote",
            "quote_item",
            "work_log_entry",
            "customer",
            "staff",
            "holiday_day",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Month's hand-in"))
        with context.read() as session:
            self.in_office = find_owner(session).role == "office"
        self.months = MonthChooser(context.today(), self)
        self.months.set_month(month_to_hand_in(context.today()))
        self.months.changed.connect(self.mark_stale)
        self.own = OwnSheet(context)
        self.office = OfficeSheet(context)
        self.after_heading.addWidget(self.months)
        self.approvals = ApprovalSheet(context)
        self.tabs = Tabs()
        if self.in_office:
            self.tabs.add("hand_ins", _("Hand-ins"), self.office)
            self.tabs.add("proposals", _("Proposals to approve"), self.approvals)
        self.body.addWidget(self.tabs if self.in_office else self.own, 1)
        self.setFocusProxy((self.office if self.in_office else self.own).table.view)

    def refresh(self) -> None:
        """Read the month."""
        month = self.months.month()
        with self.context.read() as session:
            if self.in_office:
                rows, missing = list_submissions(session, month), list_missing(session, month)
                waiting = list_waiting(session)
                self.office.show_month(month, rows, missing)
                self.approvals.show_rows(waiting)
                self.tabs.set_words("proposals", _("Proposals to approve ({count})").format(count=len(waiting)))
                self.sub_heading.setText(
                    _("{count} of {all} handed in").format(
                        count=sum(row.newest for row in rows), all=sum(row.newest for row in rows) + len(missing)
                    )
                )
            else:
                points = check_month(session, month, self.context.today())
                self.own.show_month(month, points, list_own(session, month))

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """Show a month, or `proposals`: what waits for the district head; a target that is neither is passed over."""
        super().show_target(target, within)
        if self.in_office and target == "proposals":
            self.tabs.show_sheet(target)
        with suppress(ValueError):
            self.months.set_month(read_month(target or ""))

    def state(self) -> dict[str, Any]:
        """The month, the sheet shown in an office, and the tables' state."""
        table = (self.office if self.in_office else self.own).table
        kept = {"month": self.months.month(), "table": table.state()}
        return kept | ({"tab": self.tabs.current(), "waiting": self.approvals.table.state()} if self.in_office else {})

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.months.set_month(int(state.get("month", self.months.month())))
        (self.office if self.in_office else self.own).table.restore(state.get("table", {}))
        self.tabs.show_sheet(str(state.get("tab", "")))
        self.approvals.table.restore(state.get("waiting", {}))
        self.mark_stale()

    def print_here(self) -> bool:
        """Ctrl+P: the cover sheet of the hand-in, or the proposal that waits."""
        if self.in_office and self.tabs.current() == "proposals":
            return self.approvals.print_chosen()
        newest = None if self.in_office else self.own.newest()
        chosen = self.office.chosen() if self.in_office else [newest] if newest else []
        if not chosen:
            return False
        row, today = chosen[0], self.context.today()

        def make() -> Paper:
            document = cover_document(row, [], Imprint(today, row.person, VERSION))
            return Paper(_("Month's hand-in"), folder_name(row), pdf_of(document))

        preview(self, self.context, make)
        return True

    def help_text(self) -> str:
        """How a month is handed in."""
        return _(
            "The checklist shows what is still open in the month; Enter leads to the record. Handing in freezes the "
            "work log and the pay estimate, and writes the papers and the file for the office into one folder. Nothing "
            "half written is ever left under the folder's name; writing again replaces it.\n"
            "The office receives, sends back with the reason, or approves. In a manager's own store it is recorded who "
            "said so, when and how. What was sent back is amended and handed in again as the next version; what "
            "happened before stays in the history.\n"
            "In an office's store the second sheet holds the proposals that go beyond a manager's authority or below "
            "the floor: they are approved or sent back there, one or many with one note."
        )
