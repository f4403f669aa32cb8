"""A segment's profile card: its rule, what its members are like, and a sample that comes out the same again."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.context import Context
from gui.segments.conditions_field import said
from gui.widgets.card import Card, Figure
from gui.widgets.chart import ChartView
from gui.widgets.columns import Column, Kind, money_words
from gui.widgets.empty import Empty
from gui.widgets.labels import label, muted
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.scrolled import scrolled
from model.enumerations import ENUMERATIONS
from model.segments.queries import MemberRow, ProfileCard, SegmentRow, segment_fields
from model.segments.rules import sample_of
from reports.charts import ChartData, Series, ranked_bar_chart
from reports.drawing import Colour
from reports.scales import Measure
from resources.i18n import N_, _

SAMPLE: Final = 10
_BAR: Final = 22.0


class ProfileTab(QWidget):
    """Figures, three small charts, the sample, and what was written about the segment."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.rule = label("", "strong", wrap=True)
        self.words = muted("", wrap=True)
        self.members, self.revenue, self.average = (
            Figure(_("Members")), Figure(_("Revenue together")), Figure(_("Revenue a member"))
        )  # fmt: skip
        self.grades, self.industries, self.products = (
            ChartView(_("Grades")), ChartView(_("Industries")), ChartView(_("Products in use"))
        )  # fmt: skip
        self.sample = RecordTable(
            "segment-sample",
            _sample_columns(),
            context.preferences,
            context.today,
            empty=Empty(_("Nobody is in it")),
            bar=False,
            footer=False,
            frame=False,
        )
        self.sample.view.hideColumn(0)
        self.sample.setMinimumHeight(180)
        self.sample.opened.connect(lambda customer: context.open_page("customer", customer))
        self.drawn = muted("")
        self._lay_out()

    def show_card(self, segment: SegmentRow, members: Sequence[MemberRow], card: ProfileCard) -> None:
        """Show a segment."""
        labels = segment_fields()
        rule = _("; ").join(said(labels, one) for one in segment.conditions) or _("everyone")
        if not segment.readable:
            rule = _("This segment's rule cannot be read: write it anew.")
        self.rule.setText(rule)
        written = [
            _("{what}: {text}").format(what=what, text=text)
            for what, text in ((_("Needs"), segment.needs), (_("Profile"), segment.profile))
            if text
        ]
        self.words.setText("\n".join(written))
        self.words.setVisible(bool(written))
        self.members.show_value(f"{card.members:,}", _("customers"))
        self.revenue.show_value(money_words(card.revenue_fen), _("yuan"), _("in the newest month"))
        average = card.average_fen
        self.average.show_value("—" if average is None else money_words(average), _("yuan"))
        for chart, pairs in (
            (self.grades, [(_("Grade {grade}").format(grade=grade), count) for grade, count in card.grades.items()]),
            (self.industries, card.industries),
            (self.products, card.products),
        ):
            _show_bars(chart, pairs)
        drawn = set(sample_of([row.customer_id for row in members], SAMPLE, segment.sample_seed))
        self.sample.set_rows(
            [
                (row.customer_id, row.name, row.grade or None, row.industry, row.revenue_fen)
                for row in members
                if row.customer_id in drawn
            ]
        )
        self.drawn.setText(_("drawn with seed {seed}").format(seed=segment.sample_seed))

    def clear(self) -> None:
        """Show nothing."""
        self.rule.setText("")
        self.words.setText("")
        self.sample.set_rows([])
        for figure in (self.members, self.revenue, self.average):
            figure.show_value("—")
        for chart in (self.grades, self.industries, self.products):
            chart.set_chart(None)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.rule)
        column.addWidget(self.words)
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.members, self.revenue, self.average):
            figures.addWidget(figure, 1)
        column.addLayout(figures)
        grid = QGridLayout()
        grid.setSpacing(16)
        for place, (words, chart) in enumerate(
            (
                (_("Grades"), self.grades),
                (_("Industries"), self.industries),
                (_("Products in use"), self.products),
            )
        ):
            card = Card(words)
            chart.setMinimumHeight(150)
            card.body.addWidget(chart, 1)
            grid.addWidget(card, place // 2, place % 2)
        sample = Card(_("Random sample"), margins=1)
        sample.head.addWidget(self.drawn)
        sample.body.addWidget(self.sample, 1)
        grid.addWidget(sample, 1, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid, 1)
        in_column(scrolled(inside), within=self)


def _show_bars(chart: ChartView, pairs: Sequence[tuple[str, int]]) -> None:
    if not pairs:
        chart.set_chart(None)
        return
    names = tuple(name for name, _count in pairs)
    data = ChartData(
        names,
        names,
        (Series(_("Customers"), tuple(float(count) for _name, count in pairs), Colour.SECOND),),
        Measure.COUNT,
    )
    chart.set_chart(lambda width, height: ranked_bar_chart(data, width, _BAR))


def _sample_columns() -> list[Column]:
    return [
        Column("name", N_("Customer"), Kind.TEXT, 190, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 60, choices=dict(ENUMERATIONS["grade"])),
        Column("industry", N_("Industry"), Kind.TEXT, 80),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 110),
    ]
