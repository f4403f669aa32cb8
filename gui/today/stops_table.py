"""Whom to see: by grid, with why and the next step."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from gui.context import Context
from gui.today.words import place_words, reason_tags, reason_words
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.today.queries import Stop
from resources.i18n import N_, _

MOST: Final = 12
"""More customers than this nobody sees in a day; the rest stands under Retention."""

_ROOMY: Final = 600
"""Pixels under which the next step is left out: the reason matters more."""

_NAME: Final = 168
_OPEN: Final = 70
_LEAST_STEP: Final = 130


def most_urgent(stops: Sequence[Stop], most: int = MOST) -> list[Stop]:
    """The most urgent ones, in the order of the grids."""
    urgent = {stop.customer_id for stop in sorted(stops, key=lambda stop: stop.urgency)[:most]}
    return [stop for stop in stops if stop.customer_id in urgent]


class StopsTable(RecordTable):
    """One row a customer; the grid stands once beside its customers. Enter opens, the button too."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        columns = [
            Column("place", N_("Grid"), width=96, quiet=True),
            Column("customer", N_("Customer"), width=_NAME, bold=True),
            Column("why", N_("Why"), Kind.TAG, 300, tags=reason_tags, words=reason_words),
            Column("step", N_("Suggested next step"), width=150),
            Column("open", "", Kind.ACTION, _OPEN),
        ]
        empty = Empty(_("Nobody waits today"), _("Tasks, planned visits and next steps will stand here."), glyph="sun")
        super().__init__(
            "today", columns, context.preferences, context.today, empty=empty, bar=False, footer=False, frame=False
        )
        self.view.setColumnHidden(0, True)
        header = self.view.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.opened.connect(self.chosen)
        self.acted.connect(lambda customer, _key: self.chosen.emit(customer))

    def show_stops(self, stops: Sequence[Stop]) -> None:
        """Show these, already ordered by grid."""
        self.set_rows(
            [
                (stop.customer_id, place_words(stop), stop.customer, stop.reasons, stop.reasons[0].step, _("Open"))
                for stop in stops
            ]
        )
        self.view.clearSpans()
        row = 0
        for _place, group in groupby(stops, key=place_words):
            count = len(list(group))
            if count > 1:
                self.view.setSpan(row, 1, count, 1)
            row += count

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self.view.setColumnHidden(4, width < _ROOMY)
        spare = max(0, width - _ROOMY)  # names and steps take a part of it, the reason the rest
        self.view.setColumnWidth(2, _NAME + spare // 8)
        self.view.setColumnWidth(4, _LEAST_STEP + spare // 6)
        super().resizeEvent(event)
