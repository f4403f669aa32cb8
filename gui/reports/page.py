"""The reports page: the papers, the customer or month they are about, and their preview."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.colours import colours_of
from gui.context import Context
from gui.customer_field import customer_field
from gui.icons import pixmap
from gui.page import Page
from gui.papers.preview import preview
from gui.reports.papers import PAPERS, Asked, PaperKind
from gui.widgets.card import Card
from gui.widgets.fields import MonthField
from gui.widgets.form import Form
from gui.widgets.labels import button, label, muted, section
from gui.widgets.placing import in_column, in_row
from resources.i18n import N_, _

_COLUMNS = 2
_GROUPS = (
    (N_("About one customer"), "customer"),
    (N_("About all customers"), "all"),
)


class ReportsPage(Page):
    """Papers in two groups; those about a customer wait until one is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Papers and reports"))
        self.customer = customer_field(context)
        self.month = MonthField()
        self.made: dict[str, QPushButton] = {}
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        for words, which in _GROUPS:
            column.addWidget(self._group(_(words), which))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        self.body.addWidget(area, 1)
        self.customer.changed.connect(self._show_ready)
        self.setFocusProxy(self.customer)
        self._show_ready()

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """A customer's id chooses the customer."""
        super().show_target(target, within)
        if target:
            self.customer.set_value(target)
            self._show_ready()

    def state(self) -> dict[str, Any]:
        """The customer and the month."""
        return {"customer": self.customer.typed(), "month": self.month.typed()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.customer.set_typed(state.get("customer", {}))
        self.month.set_typed(state.get("month", ""))
        self._show_ready()

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Every paper is shown before it is saved or printed. Internal papers carry date, maker and version; what a "
            "customer may have is marked as the customer's edition. Without a month the newest one is taken."
        )

    def open_paper(self, kind: PaperKind) -> None:
        """Preview a paper."""
        asked = Asked(self.customer.value(), self.month.value())
        preview(self, self.context, lambda: kind.make(self.context, asked))

    def _group(self, words: str, which: str) -> QWidget:
        whole = QWidget()
        whole.setProperty("look", "ground")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(section(words))
        form = Form()
        if which == "customer":
            form.add("customer", _("Customer"), self.customer)
        else:
            form.add("month", _("Month"), self.month, help=_("Empty: the newest month."))
        form.setMaximumWidth(360)
        column.addWidget(form)
        grid = QGridLayout()
        grid.setSpacing(16)
        kinds = [kind for kind in PAPERS if kind.of_customer == (which == "customer")]
        for place, kind in enumerate(kinds):
            grid.addWidget(self._card(kind), place // _COLUMNS, place % _COLUMNS)
        for at in range(_COLUMNS):
            grid.setColumnStretch(at, 1)
        column.addLayout(grid)
        return whole

    def _card(self, kind: PaperKind) -> QWidget:
        card = Card()
        picture = QLabel()
        picture.setPixmap(pixmap(kind.glyph, 22, colours_of(self.palette()).muted, self.devicePixelRatioF()))
        words = in_column(label(_(kind.name), "strong"), muted(_(kind.purpose), wrap=True), gap=2)
        made = button(_("Preview"), lambda: self.open_paper(kind))
        made.setAccessibleName(_("Preview: {paper}").format(paper=_(kind.name)))
        self.made[kind.name] = made
        row = in_row(picture, (words, 1), made, gap=14)
        card.body.addLayout(row)
        return card

    def _show_ready(self) -> None:
        chosen = self.customer.value() is not None
        for kind in PAPERS:
            if kind.of_customer:
                self.made[kind.name].setEnabled(chosen)
