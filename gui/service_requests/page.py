"""The page of service requests (工单): what was handed off, how far it is, and where it gets stuck."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.papers.preview import preview
from gui.service_requests.bottleneck_tab import BottleneckTab
from gui.service_requests.columns import request_columns
from gui.service_requests.dialogs import ask_close, ask_move, edit_request, open_request
from gui.service_requests.slip import slip_paper
from gui.widgets.columns import rows_of
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import Query, RecordTable
from gui.widgets.tabs import Tabs
from model.service_requests.actions import reopen_request
from model.service_requests.queries import RequestRow, list_requests
from model.service_requests.rules import bottlenecks_of
from resources.i18n import N_, _

_OPEN = ("late", "due_soon", "open")


class ServiceRequestsPage(Page):
    """Requests of all customers; a target `request/<id>` or the id alone leads to one of them."""

    listens_to = frozenset({"service_request", "customer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Service requests"))
        self._requests: list[RequestRow] = []
        self._columns = request_columns()
        nothing = Empty(
            _("No service requests"),
            _("What is handed off to others stands here: provisioning, faults, billing, complaints. They come with "
              "the month's file, or you note one."),
            _("New request"), self.new_here, "inbox",
        )  # fmt: skip
        self.table = RecordTable("service-requests", self._columns, context.preferences, context.today, empty=nothing)
        self.table.set_query(Query("", (Condition("standing", "any", _OPEN),)))
        self.bottlenecks = BottleneckTab(context)
        self.bottlenecks.wanted.connect(self._open_waiting)
        self.move_button = button(_("Move on"), self.move_on)
        self.close_button = button(_("Close request"), self.close_chosen, glyph="check")
        self.reopen_button = button(_("Open again"), self.reopen, "quiet")
        self.slip_button = button(_("Print slip"), self.print_here)
        self.tabs = Tabs()
        self.tabs.add("list", _("List"), self._list())
        self.tabs.add("bottlenecks", _("Where they wait"), self.bottlenecks)
        self.body.addWidget(self.tabs, 1)
        self.buttons.addWidget(button(_("New request"), self.new_here, "primary"))
        self.table.opened.connect(lambda row: edit_request(self, context, row))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Service requests"))
        self.setFocusProxy(self.table.view)
        self._on_selection()

    def refresh(self) -> None:
        """Read the requests."""
        with self.context.read() as session:
            self._requests = list_requests(session, self.context.today())
        self.table.set_rows(rows_of(self._requests, self._columns))
        self.bottlenecks.show_bottlenecks(bottlenecks_of(self._requests))
        late = sum(one.standing == "late" for one in self._requests)
        still = sum(one.closed_on is None for one in self._requests)
        words = _("{count} open, {late} overdue").format(count=still, late=late)
        self.sub_heading.setText(words if still else "")
        if self.target and self.table.select(self.target):
            self.tabs.show_sheet("list")
        self._on_selection()

    def state(self) -> dict[str, Any]:
        """The sheet shown and the table's filter, order and place."""
        return {"tab": self.tabs.current(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "list")))
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: hand something off."""
        open_request(self, self.context)
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the slip of the chosen request."""
        chosen = self._chosen()
        if not chosen:
            self.context.say(_("Choose a request first."), "news")
        else:
            preview(self, self.context, lambda: slip_paper(self.context, chosen[0].id))
        return True

    def move_on(self) -> None:
        """Say where the chosen open requests are now."""
        chosen = [one for one in self._chosen() if one.closed_on is None]
        if chosen:
            ask_move(self, self.context, chosen)

    def close_chosen(self) -> None:
        """End the chosen open requests."""
        chosen = [one for one in self._chosen() if one.closed_on is None]
        if chosen:
            ask_close(self, self.context, chosen)

    def reopen(self) -> None:
        """The chosen ended requests are open again."""
        ended = [one for one in self._chosen() if one.closed_on is not None]
        if ended:
            with self.context.write(N_("{count} requests opened again"), count=len(ended)) as session:
                for one in ended:
                    reopen_request(session, one.id)
            self.context.say(_("Saved"), undo=True)

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "A request is work handed to others: provisioning, a fault, billing, a complaint. It has a deadline, a "
            "stage, and someone it waits on; “Move on” notes both and starts the days of waiting anew. The second "
            "sheet shows at whom the open ones wait longest: click a bar for the requests behind it. The slip is a "
            "page to hand over."
        )

    def _list(self) -> QWidget:
        sheet = QWidget()
        row = in_row(self.move_button, self.close_button, self.slip_button, self.reopen_button, STRETCH, gap=8)
        in_column(row, (self.table, 1), gap=12, within=sheet)
        return sheet

    def _open_waiting(self, name: str) -> None:
        self.tabs.show_sheet("list")
        whose = Condition("waiting_on", "any", (name,)) if name else Condition("waiting_on", "empty", (True,))
        self.table.filter_by(Condition("standing", "any", _OPEN), whose)

    def _chosen(self) -> list[RequestRow]:
        ids = self.table.selected_ids()
        return [one for one in self._requests if one.id in ids]

    def _on_selection(self) -> None:
        chosen = self._chosen()
        still = [one for one in chosen if one.closed_on is None]
        for part in (self.move_button, self.close_button):
            part.setEnabled(bool(still))
        self.reopen_button.setEnabled(len(still) < len(chosen))
        self.slip_button.setEnabled(bool(chosen))
