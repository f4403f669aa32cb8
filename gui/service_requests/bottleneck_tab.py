"""Where requests get stuck: at whom they wait, how many and for how long."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.service_requests.columns import bottleneck_columns, waiting_words
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.empty import Empty
from gui.widgets.placing import in_row
from gui.widgets.record_table import RecordTable
from model.service_requests.rules import Bottleneck
from reports.charts import ChartData, Series, ranked_bar_chart
from reports.drawing import Colour, Drawing
from reports.scales import Measure
from resources.i18n import _

_MOST_BARS = 12
NOBODY = "-"
"""The key of requests that wait on nobody named."""


class BottleneckTab(QWidget):
    """Days of waiting by whom the open requests wait on; `wanted(name)` opens the requests behind a bar or row."""

    wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.chart = ChartView(_("Days waiting"))
        self.chart.clicked.connect(self._open)
        self._columns = bottleneck_columns()
        nothing = Empty(_("Nothing waits"), _("Open requests stand here by whom they wait on."), glyph="clock")
        self.table = RecordTable(
            "bottlenecks", self._columns, context.preferences, context.today, empty=nothing, bar=False
        )
        self.table.opened.connect(self._open)
        self.card = Card(_("Days waiting"), _("all open requests together"))
        self.card.body.addWidget(self.chart, 1)
        in_row((self.card, 3), (self.table, 4), gap=16, within=self)

    def show_bottlenecks(self, found: Sequence[Bottleneck]) -> None:
        """Show these, the worst first."""
        self.card.setVisible(bool(found))
        self.table.set_rows(
            [(one.waiting_on or NOBODY, one.waiting_on, one.count, one.late, one.days, one.longest) for one in found]
        )
        worst = found[:_MOST_BARS]
        data = ChartData(
            tuple(waiting_words(one.waiting_on) for one in worst),
            tuple(one.waiting_on or NOBODY for one in worst),
            (Series(_("Days"), tuple(float(one.days) for one in worst), Colour.FIRST),),
            Measure.COUNT,
        )

        def make(width: float, _height: float) -> Drawing:
            return ranked_bar_chart(data, width)

        self.chart.set_chart(make if worst else None)

    def _open(self, key: str) -> None:
        self.wanted.emit("" if key == NOBODY else key)
