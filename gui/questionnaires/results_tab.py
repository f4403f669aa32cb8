"""Results of a version, a card for each question: a chart with its figures, or the words that were said."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.card import Card
from gui.widgets.chart import SCALE, ChartView
from gui.widgets.empty import Empty
from gui.widgets.labels import label, muted
from gui.widgets.placing import in_column, in_row
from model.questionnaires.queries import Results, VersionRow
from model.questionnaires.rules import Tally
from reports.charts import ChartData, ranked_bar_chart
from reports.drawing import Drawing
from reports.questionnaire import tally_chart, tally_words
from resources.i18n import _

_MOST_TEXTS: Final = 20
_ROW: Final = 22.0


class ResultsTab(QWidget):
    """Results; `version_wanted` is called when another version is chosen."""

    def __init__(self, version_wanted: Callable[[], object]) -> None:
        super().__init__()
        self.versions = QComboBox()
        self.versions.setAccessibleName(_("Version"))
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.versions.activated.connect(lambda _place: version_wanted())
        self.lead = label("", "strong", wrap=True)
        self.nothing = Empty(
            _("No answer yet"),
            _("Put the questionnaire in the field and fill it in at the customer's desk; the results stand here."),
            glyph="chart-column",
        )
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = in_row(self.versions, (self.lead, 1), gap=16)
        in_column(row, (self.nothing, 1), (self.area, 1), gap=12, within=self)

    def chosen(self) -> str | None:
        """The id of the version that is chosen."""
        found = self.versions.currentData()
        return str(found) if found else None

    def show_versions(self, versions: Sequence[VersionRow], chosen: str) -> None:
        """Offer these, the newest first, and choose one."""
        self.versions.clear()
        for version in versions:
            words = _("Version {number}").format(number=version.number)
            self.versions.addItem(f"{words}　{version.sheets:,}", version.id)
        self.versions.setCurrentIndex(max(self.versions.findData(chosen), 0))
        self.versions.setVisible(len(versions) > 1)

    def show_results(self, results: Results, lead: str) -> None:
        """Show a card for each question."""
        self.lead.setText(lead)
        self.nothing.setVisible(not results.sheets)
        self.area.setVisible(bool(results.sheets))
        self.lead.setVisible(bool(results.sheets))
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        for number, one in enumerate(results.tallies, 1):
            column.addWidget(_card(number, one))
        column.addStretch(1)
        self.area.setWidget(ground)


def _card(number: int, one: Tally) -> Card:
    card = Card(f"{number}. {one.question.text}")
    card.heading.setWordWrap(True)
    card.head.setStretchFactor(card.heading, 1)
    card.body.addWidget(muted(tally_words(one), wrap=True))
    data = tally_chart(one)
    if data is not None:
        card.body.addWidget(_chart(one.question.text, data))
    for text in one.texts[:_MOST_TEXTS]:
        card.body.addWidget(label(f"“{text}”", wrap=True))
    if len(one.texts) > _MOST_TEXTS:
        card.body.addWidget(muted(_("The workbook has the others."), wrap=True))
    return card


def _chart(name: str, data: ChartData) -> ChartView:
    view = ChartView(name)

    def make(width: float, _height: float) -> Drawing:
        return ranked_bar_chart(data, width, _ROW)

    view.setFixedHeight(round(len(data.categories) * _ROW * SCALE) + 4)
    view.set_chart(make)
    return view
