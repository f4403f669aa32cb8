"""Whom the analysis is about, and which months."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customer_field import customer_field
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceField, MonthField
from gui.widgets.labels import label
from model.analysis.scopes import Scope, book_scope, customer_scope, list_segments, segment_scope
from resources.i18n import N_, _

SCOPES: Final = {"customer": N_("A single customer"), "segment": N_("A segment"), "book": N_("All customers")}
MONTHS: Final = {"3": N_("3 months"), "6": N_("6 months"), "12": N_("12 months"), "24": N_("24 months")}


class ScopePanel(Card):
    """`changed` when another scope or period is chosen."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.kind = ChoiceField(SCOPES)
        self.customer = customer_field(context)
        self.segment = ChoiceField({})
        self.months = ChoiceField(MONTHS)
        self.last = MonthField()
        self.last.line.setPlaceholderText(_("the newest billed"))
        self._fields = {
            "kind": (self.kind, _("About")),
            "customer": (self.customer, _("Customer")),
            "segment": (self.segment, _("Segment")),
            "months": (self.months, _("Period")),
            "last": (self.last, _("Up to month")),
        }
        self._labels = {key: label(words, "label") for key, (_field, words) in self._fields.items()}
        self.kind.set_value("book")
        self.months.set_value("12")
        self._arrange()
        for field, _words in self._fields.values():
            field.changed.connect(self._on_change)
        self._show_kind()

    def load(self, session: Session) -> None:
        """Offer the segments there are."""
        names = list_segments(session)
        box, chosen = self.segment.box, self.segment.value()
        if [box.itemData(place) for place in range(box.count())] == names:
            return
        box.blockSignals(True)
        box.clear()
        for name in names:
            box.addItem(name, name)
        self.segment.set_value(chosen if chosen in names else next(iter(names), None))
        box.blockSignals(False)

    def show_customer(self, customer: str) -> None:
        """Look at one customer."""
        self.kind.set_value("customer")
        self.customer.set_value(customer)
        self._show_kind()

    def scope_in(self, session: Session) -> Scope | None:
        """The chosen scope; None as long as no customer or segment is chosen. Raises `UserError` where it is gone."""
        kind = self.kind.value()
        if kind == "customer":
            return customer_scope(session, self.customer.value()) if self.customer.value() else None
        if kind == "segment":
            return segment_scope(session, self.segment.value()) if self.segment.value() else None
        return book_scope()

    def period(self) -> tuple[int | None, int]:
        """The last month (None: the newest billed) and how many months."""
        last = None if self.last.problem() else self.last.value()
        return last, int(self.months.value())

    def state(self) -> dict[str, str | int | None]:
        """What is chosen, as plain values."""
        return {key: field.value() for key, (field, _words) in self._fields.items()}

    def restore(self, state: dict[str, str | int | None]) -> None:
        """Choose it again."""
        for key, (field, _words) in self._fields.items():
            if key in state:
                field.set_value(state[key])
        self._show_kind()

    def _on_change(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        for key in ("customer", "segment"):
            for part in (self._labels[key], self._fields[key][0]):
                part.setVisible(self.kind.value() == key)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        places = {"kind": (0, 0), "customer": (0, 1), "segment": (0, 1), "months": (2, 0), "last": (2, 1)}
        for key, (row, column) in places.items():
            field, words = self._fields[key]
            field.set_name(words)
            grid.addWidget(self._labels[key], row, column)
            grid.addWidget(field, row + 1, column)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.body.addLayout(grid)
