"""Which customers moved a target, and how the item stood in the months before."""

from collections.abc import Sequence

from gui.context import Context
from gui.targets.columns import moved_columns, moved_row, rule_words
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.empty import Empty
from gui.widgets.labels import muted
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.months import month_after, month_words
from model.pay.targets import Variance
from reports.charts import ChartData, Series, bar_chart
from reports.drawing import Colour
from reports.scales import Measure
from resources.i18n import _

Earlier = Sequence[tuple[int, float | None]]


class VarianceCard(Card):
    """One item: its rule, the customers behind its change (Enter opens one), its last months."""

    def __init__(self, context: Context) -> None:
        super().__init__(" ", margins=1)
        self.rule = muted("", wrap=True)
        self.rule.setContentsMargins(15, 0, 15, 0)
        nobody = Empty(_("No customer moved it"), "", "", None, "circle-check")
        nobody.text.hide()  # its fixed width would keep the card wide
        self.table = RecordTable(
            "targets-moved",
            moved_columns(),
            context.preferences,
            context.today,
            empty=nobody,
            bar=False,
            footer=False,
            frame=False,
        )
        self.table.view.hideColumn(0)
        self.table.opened.connect(
            lambda customer: context.open_page("customer", customer, within=self.table.shown_ids())
        )
        self.chart = ChartView(_("Last months"))
        self.chart.setMinimumHeight(100)
        self.chart.setMaximumHeight(180)
        below = in_column(muted(_("Share of the target reached, by month")), self.chart, margins=(15, 0, 15, 0))
        self.body.addWidget(self.rule)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)

    def clear(self) -> None:
        """Show nothing."""
        self.heading.setText(" ")
        self.remark.setText("")
        self.rule.setText("")
        self.table.set_rows([])
        self.chart.set_chart(None)

    def show_variance(self, found: Variance, earlier: Earlier) -> None:
        """Show an item."""
        self.heading.setText(found.row.item)
        self.rule.setText(rule_words(found.indicator))
        months = ""
        if found.month is not None:
            words = _("{month} against {before}")
            months = words.format(month=month_words(found.month), before=month_words(month_after(found.month, -1)))
        self.remark.setText(months)
        indicator = found.indicator
        self.table.set_rows([moved_row(one, indicator) for one in found.moved] if indicator else [])
        data = _chart_data(earlier)
        self.chart.set_chart(lambda width, height: bar_chart(data, width, height))


def _chart_data(earlier: Earlier) -> ChartData:
    """The share of the target that was reached, month by month."""
    months = tuple(month_words(month)[5:] for month, _share in earlier)
    keys = tuple(str(month) for month, _share in earlier)
    shares = Series(_("Share reached"), tuple(share for _month, share in earlier), Colour.FIRST)
    return ChartData(months, keys, (shares,), Measure.PERCENT)
