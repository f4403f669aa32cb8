"""The evening wrap-up: notes to finish, talks without a next step, tomorrow."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.visits.brief import preview_brief
from gui.visits.visit_dialog import edit_visit, open_visit
from gui.widgets.labels import button, label, muted, section, title
from gui.widgets.placing import FRAME, STRETCH, clear, in_column, in_row
from model.labels import label_of
from model.today.queries import tomorrow_of, unplanned_steps
from model.visits.queries import VisitRow, list_unfinished
from resources.i18n import _


class EveningDialog(QDialog):
    """Three short lists; each line leads to the form that mends it, and goes when it is mended."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(_("Evening wrap-up"))
        self.resize(640, 560)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        ground = QWidget()
        ground.setProperty("look", "ground")
        ground.setLayout(self.column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Evening wrap-up"))
        scroll.setWidget(ground)
        foot = in_row(
            button(_("Plan a visit"), self._plan), STRETCH, button(_("Done for today"), self.accept, "primary")
        )
        in_column(title(_("Evening wrap-up")), (scroll, 1), foot, gap=16, margins=FRAME, within=self)
        context.data_changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Read the three lists."""
        today = self.context.today()
        with self.context.read() as session:
            unfinished = list_unfinished(session, today)
            unplanned = unplanned_steps(session, today)
            day, visits = tomorrow_of(session, today)
        clear(self.column)
        self._add(_("Notes to finish"), unfinished, _("Every visit says what came of it."), _("Write"), self._edit)
        self._add(_("Talks without a next step"), unplanned, _("Every talk leads somewhere."), _("Decide"), self._edit)
        heading = _("Next working day, {day}").format(day=day.isoformat())
        self._add(heading, visits, _("No visit is planned yet."), _("Brief"), self._brief)
        self.column.addStretch(1)

    def _add(
        self, heading: str, visits: list[VisitRow], empty: str, words: str, act: Callable[[VisitRow], None]
    ) -> None:
        self.column.addWidget(section(heading))
        if not visits:
            self.column.addWidget(muted(empty))
        for one in visits[:20]:
            self.column.addWidget(self._line(one, words, act))
        self.column.addSpacing(8)

    def _line(self, visit: VisitRow, words: str, act: Callable[[VisitRow], None]) -> QWidget:
        line = QWidget()
        mode = label_of("contact_mode", visit.contact_mode)
        made = button(words, lambda: act(visit))
        made.setAccessibleName(f"{words} {visit.customer_name}")
        in_row(
            muted(" ".join(filter(None, (f"{visit.visit_date:%m-%d}" if visit.visit_date else "", mode)))),
            (label(visit.customer_name, "strong", wrap=True), 1),
            made,
            gap=12,
            within=line,
        )
        return line

    def _edit(self, visit: VisitRow) -> None:
        edit_visit(self, self.context, visit.id)

    def _brief(self, visit: VisitRow) -> None:
        preview_brief(self, self.context, visit.customer_id)

    def _plan(self) -> None:
        with self.context.read() as session:
            day, _visits = tomorrow_of(session, self.context.today())
        open_visit(self, self.context, start={"status": "planned", "visit_date": day})

    def _on_changed(self, names: frozenset[str]) -> None:
        if self.isVisible() and names & {"visit", "customer"}:
            self.read()
