"""The overview of a month: figures, pyramid, grade migration, the revenue × new-business matrix, value classes."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.widgets.card import Card, Figure
from gui.widgets.chart import ChartView
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.placing import in_column
from gui.widgets.scrolled import scrolled
from model.enumerations import ENUMERATIONS
from model.grading.movements import at_cut
from model.grading.queries import (
    Tier,
    concentration_of,
    list_classes,
    list_tiers,
    matrix_of,
    migration_between,
    top_revenue_from,
)
from model.grading.rules import GRADES
from model.months import month_words
from reports.charts import ChartData, Series, ranked_bar_chart
from reports.drawing import Colour
from reports.pyramid import migration_matrix, pyramid, quadrants
from reports.scales import Measure
from resources.i18n import _, _n

_CLASSES: Final = ("mvc", "mgc", "lvc", "bz")


class OverviewTab(QWidget):
    """Everything about a month at a glance; a click leads to the customers behind it."""

    wanted = Signal(str, str)
    """A grade and, from the matrix, the grade before ("-" none, "" any)."""
    asked = Signal(object)
    """Conditions on the list of customers."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.graded = Figure(_("Graded customers"))
        self.top = Figure(_("Revenue of the top fifth"))
        self.risen = Figure(_("Risen"))
        self.fallen = Figure(_("Fallen"))
        self.pyramid = ChartView(_("Value pyramid"))
        self.moves = ChartView(_("Grade migration"))
        self.matrix = ChartView(_("Revenue and new business"))
        self.classes = ChartView(_("Value classes"))
        self.pyramid.clicked.connect(lambda grade: self.wanted.emit(grade, ""))
        self.moves.clicked.connect(self._open_move)
        self.matrix.clicked.connect(self._open_field)
        self.classes.clicked.connect(lambda code: self.asked.emit([Condition("value_class", "any", (code,))]))
        self._matrix_cuts = (0, 0)
        self._top_from = 0
        self.top_button = button(_("List them"), self._open_top, "link")
        self.moved_from = muted("")
        self.cuts = muted("")
        self._empty = Empty(
            _("No month is graded yet"),
            _("Grades come with the month's bills: import the file, and every customer gets a score and its reasons."),
            _("Import the month's file"),
            lambda: context.import_wanted.emit(()),
            "gem",
        )
        self._stack = QStackedLayout(self)
        inside = QWidget()
        self._lay_out(inside)
        self._stack.addWidget(scrolled(inside))
        self._stack.addWidget(self._empty)

    def set_empty(self, empty: bool) -> None:
        """Say that nothing is graded yet."""
        self._stack.setCurrentIndex(1 if empty else 0)

    def load(self, session: Session, month: int, before: int | None) -> None:
        """Read and show a month, compared with another graded one."""
        tiers = list_tiers(session, month)
        moves = migration_between(session, before, month) if before else {}
        top, whole = concentration_of(session, month)
        self._top_from = top_revenue_from(session, month)
        counts, revenue_cut, new_cut = matrix_of(session, month)
        self._matrix_cuts = (revenue_cut, new_cut)
        self._show_figures(tiers, moves, top, whole)
        self.pyramid.set_chart(lambda width, height: pyramid(tiers, width))
        self.moves.set_chart((lambda width, height: migration_matrix(moves, width)) if before else None)
        self.matrix.set_chart(lambda width, height: quadrants(counts, width, height))
        cuts = _("cut at {revenue} and {new} yuan")
        self.cuts.setText(cuts.format(revenue=_yuan(revenue_cut), new=_yuan(new_cut)))
        words = _("from {before}").format(before=month_words(before)) if before else ""
        self.moved_from.setText(words or _("There is no earlier month to compare with."))
        self._show_classes(list_classes(session, month))

    def _show_figures(self, tiers: Sequence[Tier], moves: Mapping[tuple[str, str], int], top: int, whole: int) -> None:
        count = sum(tier.customers for tier in tiers)
        self.graded.show_value(f"{count:,}", _("customers"), _("A to D by rank"))
        share = f"{100 * top / whole:.1f}%" if whole else "—"
        self.top.show_value(share, "", _("{part} of {whole} yuan").format(part=_yuan(top), whole=_yuan(whole)))
        risen = sum(n for (old, new), n in moves.items() if old and new and new < old)
        fallen = sum(n for (old, new), n in moves.items() if old and new and new > old)
        self.risen.show_value(str(risen), _("customers"), _("since last month"))
        self.fallen.show_value(str(fallen), _("customers"), _("since last month"))

    def _show_classes(self, classes: Sequence[Tier]) -> None:
        labels = ENUMERATIONS["value_class"]
        found = {tier.name: tier for tier in classes}
        data = ChartData(
            tuple(
                _n("{name}, {count} customer", "{name}, {count} customers", found[code].customers, name=_(labels[code]))
                for code in _CLASSES
            ),
            _CLASSES,
            (Series(_("Revenue (yuan)"), tuple(float(found[code].revenue_fen) for code in _CLASSES), Colour.SECOND),),
            Measure.MONEY,
        )
        self.classes.set_chart(lambda width, height: ranked_bar_chart(data, width, 24.0))

    def _open_move(self, key: str) -> None:
        before, _sign, after = key.partition(">")
        if after in GRADES:
            self.wanted.emit(after, before)

    def _open_field(self, key: str) -> None:
        """The customers of a field of the matrix: at or above its cuts, or below them."""
        revenue, new = (at_cut(cut, side == "1") for cut, side in zip(self._matrix_cuts, key, strict=True))
        self.asked.emit([Condition("revenue_fen", "between", revenue), Condition("new_business_fen", "between", new)])

    def _open_top(self) -> None:
        self.asked.emit([Condition("revenue_fen", "between", (self._top_from, None))])

    def _lay_out(self, inside: QWidget) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.graded, self.top, self.risen, self.fallen):
            figures.addWidget(figure, 1)
        self.top.body.addWidget(self.top_button, 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, (words, chart, note) in enumerate(
            (
                (_("Value pyramid"), self.pyramid, None),
                (_("Grade migration"), self.moves, self.moved_from),
                (_("Revenue and new business"), self.matrix, self.cuts),
                (_("Value classes"), self.classes, None),
            )
        ):
            card = Card(words)
            if note is not None:
                card.head.addWidget(note)
            card.body.addWidget(chart, 1)
            grid.addWidget(card, place // 2, place % 2)
        for chart, height in ((self.pyramid, 225), (self.moves, 240), (self.matrix, 170), (self.classes, 170)):
            chart.setMinimumHeight(height)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        in_column(figures, (grid, 1), gap=16, within=inside)


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.0f}"
