"""The card of the first 90 days: what a new account manager does first, ticked off by the store itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.colours import colours_of
from gui.context import Context
from gui.icons import pixmap
from gui.pages import PAGES
from gui.widgets.card import Card
from gui.widgets.labels import button, icon_button, label, muted
from gui.widgets.placing import clear
from resources.i18n import N_, _

_LAYOUT: Final = "first-days"
_SHOWN: Final = 3


@dataclass(frozen=True)
class FirstStep:
    """One thing to do: when, N_() words, the entity whose rows show that it is done, the page where it is done."""

    week: str
    words: str
    entity: str
    page: str


STEPS: Final = (
    FirstStep(N_("Week 1"), N_("Learn the products"), "product_offering", "catalogue"),
    FirstStep(N_("Week 1"), N_("Import the month's file"), "customer", "import"),
    FirstStep(N_("Weeks 2–4"), N_("Note your first visit"), "visit", "visits"),
    FirstStep(N_("Weeks 2–4"), N_("Draw your first decision map"), "buying_role", "customers"),
    FirstStep(N_("Months 2–3"), N_("Write down needs, then a proposal"), "need", "needs"),
    FirstStep(N_("Each month's end"), N_("Check the work log and hand in"), "", "work_log"),
)


class FirstDaysCard(Card):
    """The next steps with the way there; each goes once it is done, and the card for good when dismissed."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Your first 90 days"), " ")
        self._context = context
        self.head.addWidget(icon_button("x", _("Do not show again"), self.dismiss))
        if not self.is_wanted():
            self.hide()

    def is_wanted(self) -> bool:
        """Whether the person still wants it."""
        return not self._context.preferences.layout(_LAYOUT).get("dismissed")

    def dismiss(self) -> None:
        """Show it no more."""
        self._context.preferences.keep_layout(_LAYOUT, {"dismissed": True})
        self.hide()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the next steps that the store does not hold yet."""
        clear(self.body)
        waiting = [step for step in STEPS if counts.get(step.entity, 0) == 0]
        self.remark.setText(_("{done} of {count} done").format(done=len(STEPS) - len(waiting), count=len(STEPS)))
        for step in waiting[:_SHOWN]:
            self.body.addWidget(self._line(step))

    def _line(self, step: FirstStep) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QLabel()
        colours = colours_of(self.palette())
        mark.setPixmap(pixmap("circle-check", 16, colours.faint, self.devicePixelRatioF()))
        row.addWidget(mark)
        row.addWidget(label(_(step.words), wrap=True), 1)
        row.addWidget(muted(_(step.week)))
        go = self._way_to(step.page)
        if go is not None:
            made = button(_("Go"), go, "link")
            made.setAccessibleName(_("Go: {what}").format(what=_(step.words)))
            row.addWidget(made)
        return line

    def _way_to(self, page: str) -> Callable[[], None] | None:
        if page == "import":
            return lambda: self._context.import_wanted.emit(())
        if any(spec.name == page for spec in PAGES):
            return lambda: self._context.open_page(page)
        return None
