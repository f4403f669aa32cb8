"""What a campaign was worth: told and not told, the funnel, the formula with its figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.widgets.card import Card, Figure
from gui.widgets.chart import ChartView
from gui.widgets.columns import money_words
from gui.widgets.labels import label, muted
from gui.widgets.placing import clear, in_column, in_row
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
        self.told, self.answered = Figure(_("Told")), Figure(_("Answered"))
        self.bought, self.spent, self.gain = Figure(_("Bought")), Figure(_("Spent")), Figure(_("Return"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(10)
        self.grid.setVerticalSpacing(10)
        for column in range(6):
            self.grid.setColumnStretch(column, 1)
        self.compared = muted("", wrap=True)
        self.chart = ChartView(_("From the list to the purchase"))
        self.chart.clicked.connect(self.wanted)
        self.worth = label("", wrap=True)
        self._lay_out()

    def show_outcome(self, sheet: CampaignSheet) -> None:
        """Show the outcome as it stands."""
        self._show_figures(sheet)
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

    def _show_figures(self, sheet: CampaignSheet) -> None:
        outcome = sheet.outcome
        of = _("of {count}, {held} kept back").format(count=f"{sheet.picked:,}", held=f"{sheet.held:,}")
        self.told.show_value(f"{outcome.told.customers:,}", "", of if sheet.picked else _("nobody picked yet"))
        share = _("{share} of the told").format(share=percent(outcome.response_share))
        self.answered.show_value(f"{outcome.responded:,}", "", share)
        amount = _("{yuan} yuan").format(yuan=money_words(outcome.told.bought_fen))
        self.bought.show_value(f"{outcome.told.bought:,}", "", amount)
        over = sheet.budget_fen is not None and (sheet.cost_fen or 0) > sheet.budget_fen
        budget = _("of {yuan}").format(yuan=money_words(sheet.budget_fen)) if sheet.budget_fen is not None else ""
        tone = Tone.DANGER if over else Tone.PLAIN
        cost = money_words(sheet.cost_fen) if sheet.cost_fen is not None else "—"
        self.spent.show_value(cost, "", _("over the budget {budget}").format(budget=budget) if over else budget, tone)
        note = _("see below") if outcome.roi is not None else _("spent is not noted")
        self.gain.show_value(percent(outcome.roi), "", note)

    def _show_matrix(self, sheet: CampaignSheet) -> None:
        clear(self.grid)
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
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for figure in (self.told, self.answered, self.bought, self.spent, self.gain):
            figures.addWidget(figure, 1)
        row = in_row((self._left(), 5), (self._funnel(), 4), gap=16)
        ground = QWidget()
        ground.setProperty("look", "ground")
        in_column(figures, (row, 1), gap=16, margins=(0, 0, 8, 0), within=ground)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        in_column(area, within=self)

    def _left(self) -> QVBoxLayout:
        matrix = Card(_("Told and not told"))
        matrix.body.addLayout(self.grid)
        matrix.body.addWidget(self.compared)
        worth = Card(_("What it was worth"))
        worth.body.addWidget(self.worth)
        worth.body.addStretch(1)
        return in_column(matrix, (worth, 1), gap=16)

    def _funnel(self) -> Card:
        funnel = Card(_("From the list to the purchase"))
        funnel.body.addWidget(self.chart, 1)
        return funnel
