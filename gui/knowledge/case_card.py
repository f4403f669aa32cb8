"""One case to read: its words under their headings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted
from model.knowledge.cases import CaseRow
from resources.i18n import _


class CaseCard(Card):
    """The chosen case; without one it says how to choose."""

    def __init__(self) -> None:
        super().__init__(_("Case"), " ")
        self.heading.setWordWrap(True)
        self.edit_button = button(_("Edit"), None, "link")
        self.head.addWidget(self.edit_button)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Case"))
        self.body.addWidget(self.area, 1)
        self.setMinimumWidth(260)
        self.show_case(None)

    def show_case(self, case: CaseRow | None) -> None:
        """Show a case whole."""
        self.heading.setText(case.name if case else _("Nothing chosen"))
        self.edit_button.setVisible(case is not None)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        if case is None:
            column.addWidget(muted(_("Choose a case on the left to read it."), wrap=True))
        else:
            self._fill(column, case)
        column.addStretch(1)
        self.area.setWidget(ground)

    def _fill(self, column: QVBoxLayout, case: CaseRow) -> None:
        about = " · ".join(filter(None, (case.told_as, case.industry, case.products)))
        if about:
            column.addWidget(muted(about, wrap=True))
        for heading, text in (
            (_("Situation"), case.situation),
            (_("What we did"), case.action),
            (_("What came of it"), case.result),
            (_("Lesson"), case.lesson),
        ):
            if text:
                column.addSpacing(8)
                column.addWidget(label(heading, "strong"))
                column.addWidget(label(text, wrap=True))
        column.addSpacing(12)
        day = case.noted_on.isoformat() if case.noted_on else ""
        column.addWidget(muted(" · ".join(filter(None, (case.author, day))), wrap=True))
        told = _("May be told to customers.") if case.may_be_told else _("For ourselves; not offered in proposals.")
        column.addWidget(muted(told, wrap=True))
        if case.customer_name:
            origin = _("Comes from {customer}; the name never leaves this store with the case.")
            column.addWidget(muted(origin.format(customer=case.customer_name), wrap=True))
