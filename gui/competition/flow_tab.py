"""Who went where by month, why opportunities were lost, and what was seen before members left."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget
from sqlalchemy.orm import Session

from gui.competition.columns import flow_columns, loss_columns, tactic_columns
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.columns import Column, rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.competition.flows import lost_reasons, switch_flow, tactics_seen
from reports.switch_flow import flow_chart
from resources.i18n import _


class FlowTab(QWidget):
    """The switch flow; the owner calls `load(session, today)`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.chart = ChartView(_("Members who left, by month and where they went"))
        self.columns = {"flow": flow_columns(), "losses": loss_columns(), "tactics": tactic_columns()}
        self.flow = self._table("flow", _("Nobody left"), _("Members who leave stand here with where they went."))
        self.losses = self._table("losses", _("Nothing was lost"), _("Lost opportunities stand here by their reason."))
        self.tactics = self._table("tactics", _("Nothing was seen"), _("Sightings of the last year, by tactic."))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        left = Card(_("Members who left"), _("last 12 months, by where they went"))
        left.body.addWidget(self.chart, 1)
        for place, card in enumerate(
            (
                left,
                _card(_("Who went where"), self.flow),
                _card(_("Tactics seen in a year"), self.tactics),
                _card(_("Why opportunities were lost"), self.losses),
            )
        ):
            grid.addWidget(card, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)

    def load(self, session: Session, today: date) -> None:
        """Read and show."""
        rows = switch_flow(session, today)
        self.flow.set_rows(rows_of(rows, self.columns["flow"]))
        self.losses.set_rows(rows_of(lost_reasons(session), self.columns["losses"]))
        self.tactics.set_rows(rows_of(tactics_seen(session, today), self.columns["tactics"]))
        gone: Sequence[tuple[int, str, int]] = [(row.month, row.operator, row.members) for row in rows if row.members]
        self.chart.set_chart((lambda width, height: flow_chart(gone, today, width, height)) if gone else None)

    def _table(self, key: str, words: str, more: str) -> RecordTable:
        columns: list[Column] = self.columns[key]
        table = RecordTable(
            f"competition-{key}", columns, self.context.preferences, self.context.today,
            empty=Empty(words, more, "", None, "circle-check"), bar=False, footer=False, frame=False,
        )  # fmt: skip
        table.view.hideColumn(0)
        offer_papers(self, self.context, table, _("Who went where"))
        return table


def _card(words: str, table: RecordTable) -> Card:
    card = Card(words, margins=1)
    card.body.addWidget(table, 1)
    return card
