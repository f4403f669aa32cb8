"""What a campaign was worth: told and not told, the funnel, the formula with its figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.columns import money_words
from gui.widgets.labels import label, muted
from model.campaigns.queries import CampaignSheet
from reports.campaign import funnel_data, lift_words, matrix_rows, percent, worth_lines
from reports.charts import ranked_bar_chart
from reports.drawing import Drawing
from resources.i18n import _


class ResultTab(QWidget):
    """The matrix, the funnel and the worth; `wanted(step)` opens the customers behind a bar."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(10)
        self.grid.setColumnStretch(0, 1)
        self.compared = muted("", wrap=True)
        self.chart = ChartView(_("From the list to the purchase"))
        self.chart.clicked.connect(self.wanted)
        self.worth = label("", wrap=True)
        self._lay_out()

    def show_outcome(self, sheet: CampaignSheet) -> None:
        """Show the outcome as it stands."""
        self._show_matrix(sheet)
        outcome = sheet.outcome
        if outcome.lift is None:
            self.compared.setText(_("Nobody is left to compare with: keep a share of the next campaign untold."))
        else:
            words = _("{lift}: about {count} of the buyers would not have bought untold.")
            self.compared.setText(words.format(lift=lift_words(outcome.lift), count=outcome.extra_buyers))
        self.worth.setText("\n\n".join(worth_lines(outcome, sheet.margin_percent)))
        data = funnel_data(sheet)

        def make(width: float, _height: float) -> Drawing:
            return ranked_bar_chart(data, width)

        self.chart.set_chart(make if sheet.picked else None)

    def _show_matrix(self, sheet: CampaignSheet) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        right = Qt.AlignmentFlag.AlignRight
        heads = (_("Bought"), _("Not bought"), _("Together"), _("Share"), _("Yuan"))
        for column, head in enumerate(heads, 1):
            self.grid.addWidget(muted(head), 0, column, right)
        for row, (name, arm) in enumerate(matrix_rows(sheet.outcome), 1):
            look = "strong" if row == 3 else ""
            cells = (f"{arm.bought:,}", f"{arm.not_bought:,}", f"{arm.customers:,}", percent(arm.share),
                     money_words(arm.bought_fen))  # fmt: skip
            self.grid.addWidget(label(name, "strong"), row, 0)
            for column, words in enumerate(cells, 1):
                self.grid.addWidget(label(words, look), row, column, right)

    def _lay_out(self) -> None:
        matrix = Card(_("Told and not told"))
        matrix.body.addLayout(self.grid)
        matrix.body.addWidget(self.compared)
        worth = Card(_("What it was worth"))
        worth.body.addWidget(self.worth)
        worth.body.addStretch(1)
        funnel = Card(_("From the list to the purchase"), _("customers"))
        funnel.body.addWidget(self.chart, 1)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(matrix)
        left.addWidget(worth, 1)
        ground = QWidget()
        ground.setProperty("look", "ground")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(16)
        row.addLayout(left, 5)
        row.addWidget(funnel, 4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
