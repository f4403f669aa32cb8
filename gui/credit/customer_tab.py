"""The sheet of a customer's page that shows its credit."""

from PySide6.QtWidgets import QHBoxLayout
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.credit.columns import CONCERNS, event_columns, event_row, review_columns, review_row
from gui.credit.dialogs import take_out_event, take_out_review, write_event, write_review
from gui.customers.tab import CustomerTab
from gui.widgets.card import Card, Figure
from gui.widgets.columns import Column, money_words
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.credit.queries import CreditSheet, credit_of
from model.credit.rules import Concern
from model.months import month_words
from resources.i18n import _


class CreditTab(CustomerTab):
    """Rating, limit and arrears at the top; every review and event below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.standing = Figure(_("Credit"))
        self.limit = Figure(_("Credit limit"))
        self.arrears = Figure(_("Arrears"))
        self.next = Figure(_("Next review"))
        self.reviews = self._table("customer-reviews", review_columns(True), _("Not reviewed yet"))
        self.events = self._table("customer-events", event_columns(True), _("Nothing noted yet"))
        self._lay_out()

    def load(self, session: Session) -> None:
        """Read the customer's credit."""
        found = credit_of(session, self.customer, self.context.today())
        self._show_figures(found)
        self.reviews.set_rows([review_row(row, True) for row in found.reviews])
        self.events.set_rows([event_row(row, True) for row in found.events])

    def new_row(self) -> bool:
        """Ctrl+N here: a review."""
        write_review(self, self.context, self.customer)
        return True

    def _show_figures(self, found: CreditSheet) -> None:
        words, _tone = CONCERNS[found.concern]
        worry = Tone.PLAIN if found.concern is Concern.FINE else Tone.DANGER
        self.standing.show_value(found.rating or "—", "", _(words), worry)
        limit = money_words(found.limit_fen) if found.limit_fen is not None else _("none")
        self.limit.show_value(limit, _("yuan") if found.limit_fen is not None else "")
        month = month_words(found.arrears_month) if found.arrears_month else _("no bill yet")
        owed = money_words(found.arrears_fen or 0)
        self.arrears.show_value(owed, _("yuan"), month)
        self.next.show_value(found.next_review.isoformat() if found.next_review else "—")

    def _table(self, name: str, columns: list[Column], empty: str) -> RecordTable:
        return RecordTable(
            name,
            columns,
            self.context.preferences,
            self.context.today,
            empty=Empty(empty),
            bar=False,
            footer=False,
            frame=False,
        )

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.standing, self.limit, self.arrears, self.next):
            figures.addWidget(figure, 1)
        self.column.addLayout(figures)
        reviews, events = Card(_("Reviews"), margins=1), Card(_("Events"), margins=1)
        self.delete_review = button(_("Delete"), self._take_out_review, "quiet")
        self.delete_event = button(_("Delete"), self._take_out_event, "quiet")
        for card, table, delete, add in (
            (reviews, self.reviews, self.delete_review, button(_("Review credit"), self.new_row)),
            (events, self.events, self.delete_event, button(_("Note an event"), self._note_event)),
        ):
            for part in (delete, add):
                card.head.addWidget(part)
            card.body.addWidget(table, 1)
            table.selection_changed.connect(self._on_selection)
            self.column.addWidget(card, 1)
        self._on_selection()

    def _on_selection(self) -> None:
        self.delete_review.setEnabled(self.reviews.current_id() is not None)
        self.delete_event.setEnabled(self.events.current_id() is not None)

    def _note_event(self) -> None:
        write_event(self, self.context, self.customer)

    def _take_out_review(self) -> None:
        if chosen := self.reviews.current_id():
            take_out_review(self, self.context, chosen)

    def _take_out_event(self) -> None:
        if chosen := self.events.current_id():
            take_out_event(self, self.context, chosen)
