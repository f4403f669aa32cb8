"""What may come of it: the funnel by stage and the forecast by month; a click opens the list behind a bar."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.card import Card, Figure
from gui.widgets.chart import ChartView
from gui.widgets.columns import money_words
from gui.widgets.placing import in_column, in_row
from model.months import month_words
from model.opportunities.rules import Step, Sums
from reports.charts import ChartData, Series, bar_chart, ranked_bar_chart
from reports.drawing import Colour
from reports.scales import Measure
from resources.i18n import _


class Outlook(QWidget):
    """Figures, funnel and forecast of one pipeline's opportunities in pursuit."""

    stage_wanted = Signal(str)
    month_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.count, self.late = Figure(_("In pursuit")), Figure(_("Standing too long"))
        self.amount, self.weighted = Figure(_("Amount")), Figure(_("Weighted by probability"))
        self.funnel = ChartView(_("Funnel by stage"))
        self.forecast = ChartView(_("Forecast by month"))
        self.funnel.clicked.connect(self.stage_wanted)
        self.forecast.clicked.connect(lambda key: self.month_wanted.emit(int(key)))
        top = in_row(self.count, self.amount, self.weighted, self.late, gap=16)
        funnel = Card(_("Funnel by stage"), _("in pursuit, yuan; a click opens the list"))
        funnel.body.addWidget(self.funnel, 1)
        forecast = Card(_("Forecast by month"), _("by the expected close; what is overdue counts for this month"))
        forecast.body.addWidget(self.forecast, 1)
        in_column(top, (in_row((funnel, 1), (forecast, 1), gap=16), 1), gap=16, within=self)

    def show_outlook(
        self, sums: Sums, steps: Sequence[Step], months: Mapping[int, tuple[int, int]], words: str
    ) -> None:
        """Show the sums, the funnel's steps and the months' (amount, weighted); `words` say whose they are."""
        count = sums.count
        self.count.show_value(f"{count:,}", "", words)
        self.late.show_value(f"{sums.late:,}")
        self.amount.show_value(money_words(sums.amount_fen), _("yuan"))
        self.weighted.show_value(money_words(sums.weighted_fen), _("yuan"))
        self.funnel.set_chart((lambda width, height: ranked_bar_chart(_funnel(steps), width, 26.0)) if count else None)
        some = any(amount for amount, _weighted in months.values())
        self.forecast.set_chart((lambda width, height: bar_chart(_forecast(months), width, height)) if some else None)


def _funnel(steps: Sequence[Step]) -> ChartData:
    template = _("{stage}, {count}")
    return ChartData(
        tuple(template.format(stage=step.stage.words, count=step.count) for step in steps),
        tuple(step.stage.key for step in steps),
        (Series(_("Amount"), tuple(float(step.amount_fen) for step in steps), Colour.SECOND),),
        Measure.MONEY,
    )


def _forecast(months: Mapping[int, tuple[int, int]]) -> ChartData:
    return ChartData(
        tuple(month_words(month) for month in months),
        tuple(str(month) for month in months),
        (
            Series(_("Amount"), tuple(float(amount) for amount, _weighted in months.values()), Colour.SECOND),
            Series(_("Weighted"), tuple(float(weighted) for _amount, weighted in months.values()), Colour.FIRST),
        ),
        Measure.MONEY,
    )
