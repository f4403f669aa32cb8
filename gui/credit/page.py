"""The credit page: who owes, whose credit is to be reviewed, and what was kept or broken."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.credit.columns import (
    arrears_columns,
    arrears_row,
    event_columns,
    event_row,
    review_columns,
    review_row,
)
from gui.credit.dialogs import take_out_event, take_out_review, write_event, write_review
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import money_words
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.credit.queries import list_arrears, list_events, list_reviews, owed_together
from resources.i18n import _, _n


class CreditPage(Page):
    """Credit and arrears (信用与欠费)."""

    listens_to = frozenset({"credit_review", "credit_event", "customer", "billing_month"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Credit and arrears"))
        self._customers: dict[str, str] = {}
        nobody = Empty(
            _("Nobody owes"), _("Customers with arrears in the newest month's file stand here."), "", None, "wallet"
        )
        self.arrears = RecordTable("arrears", arrears_columns(), context.preferences, context.today, empty=nobody)
        no_review = Empty(
            _("No credit review yet"),
            _("A review keeps rating, limit and sources, and says when to look again. It becomes a task on that day."),
            _("Review credit"),
            self.review_credit,
            "shield-check",
        )
        self.reviews = RecordTable(
            "credit-reviews", review_columns(), context.preferences, context.today, empty=no_review
        )
        no_event = Empty(
            _("No credit event yet"),
            _("Note what a customer kept, broke or feigned; a bad one makes a review due."),
            _("Note an event"),
            self.note_event,
            "triangle-alert",
        )
        self.events = RecordTable("credit-events", event_columns(), context.preferences, context.today, empty=no_event)
        self.delete_button = button(_("Delete"), self.take_out, "quiet")
        self._arrange()

    def refresh(self) -> None:
        """Read all three lists."""
        today = self.context.today()
        with self.context.read() as session:
            arrears, reviews, events = list_arrears(session, today), list_reviews(session, today), list_events(session)
        self.arrears.set_rows([arrears_row(row) for row in arrears])
        self.reviews.set_rows([review_row(row) for row in reviews])
        self.events.set_rows([event_row(row) for row in events])
        self._customers = {
            **{row.id: row.customer_id for row in reviews},
            **{row.id: row.customer_id for row in events},
        }
        owed = money_words(owed_together(arrears))
        words = _n("{count} customer owes {yuan} yuan", "{count} customers owe {yuan} yuan", len(arrears), yuan=owed)
        self.sub_heading.setText(words if arrears else "")
        self._on_tab()

    def state(self) -> dict[str, Any]:
        """The sheet shown and the list of arrears as it stands."""
        return {"tab": self.tabs.current(), "arrears": self.arrears.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "arrears")))
        self.arrears.restore(state.get("arrears", {}))

    def new_here(self) -> bool:
        """Ctrl+N: an event on the sheet of events, a review otherwise."""
        if self.tabs.current() == "events":
            self.note_event()
        else:
            self.review_credit()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Arrears come with the month's file: how much, since which month and for how many months running. A review "
            "gives a rating and a limit, says what it rests on, and when to look again; it becomes a task on that day. "
            "A word broken or a fraud makes a review due at once. The newest rating is the customer's, and the credit "
            "factor of the value score reads it."
        )

    def review_credit(self) -> None:
        """Review the credit of the chosen customer, or of one to be chosen."""
        write_review(self, self.context, self._customer_chosen())

    def note_event(self) -> None:
        """Note an event of the chosen customer, or of one to be chosen."""
        write_event(self, self.context, self._customer_chosen())

    def take_out(self) -> None:
        """Delete the chosen review or event."""
        if self.tabs.current() == "reviews" and (chosen := self.reviews.current_id()):
            take_out_review(self, self.context, chosen)
        elif self.tabs.current() == "events" and (chosen := self.events.current_id()):
            take_out_event(self, self.context, chosen)

    def _customer_chosen(self) -> str | None:
        sheet = self.tabs.current()
        if sheet == "arrears":
            return self.arrears.current_id()
        return self._customers.get((self.reviews if sheet == "reviews" else self.events).current_id() or "")

    def _arrange(self) -> None:
        self.tabs = Tabs()
        for key, words, table in (
            ("arrears", _("Arrears"), self.arrears),
            ("reviews", _("Reviews"), self.reviews),
            ("events", _("Events"), self.events),
        ):
            sheet = QWidget()
            in_column(table, within=sheet)
            self.tabs.add(key, words, sheet)
            offer_papers(self, self.context, table, words)
        self.arrears.opened.connect(lambda id: self.context.open_page("customer", id, self.arrears.shown_ids()))
        for table in (self.reviews, self.events):
            table.opened.connect(lambda id: self.context.open_page("customer", self._customers.get(id)))
            table.selection_changed.connect(self._on_tab)
        self.tabs.changed.connect(lambda _key: self._on_tab())
        self.buttons.addWidget(self.delete_button)
        self.buttons.addWidget(button(_("Note an event"), self.note_event))
        self.buttons.addWidget(button(_("Review credit"), self.review_credit, "primary"))
        self.body.addWidget(self.tabs, 1)
        self.setFocusProxy(self.arrears.view)

    def _on_tab(self) -> None:
        chosen = {"reviews": self.reviews.current_id(), "events": self.events.current_id()}
        self.delete_button.setEnabled(bool(chosen.get(self.tabs.current())))
