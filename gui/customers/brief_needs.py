"""The needs of a customer on its overview: a narrow table that leaves out what there is no room for."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from gui.context import Context
from gui.needs.columns import need_columns
from gui.widgets.columns import Column, day_words, rows_of
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable
from model.needs.queries import NeedRow
from resources.i18n import _

_WIDTHS: Final = {
    "order": 56, "statement": 180, "importance": 72, "urgency": 72, "unlocks": 76, "due": 92, "our_answer": 124,
    "raised_by": 124,
}  # fmt: skip
"""Columns from left to right with their pixels; the last ones give way first, what is left over is the statement's."""

_LEAST: Final = 4
"""So many columns stand however narrow the card is."""


class BriefNeeds(RecordTable):
    """Needs in their order, the weightiest columns first. Enter opens one."""

    def __init__(self, context: Context, note: Callable[[], object]) -> None:
        self._brief = _columns(context.today())
        empty = Empty(
            _("No needs noted"), _("What does this customer want solved? Noted and weighed, it stands here in order."),
            _("Note a need"), note, "lightbulb",
        )  # fmt: skip
        super().__init__(
            "customer-needs", self._brief, context.preferences, context.today, empty=empty, bar=False, footer=False,
            frame=False,
        )  # fmt: skip
        self.setMinimumHeight(180)
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.view.setColumnHidden(0, True)

    def show_needs(self, needs: Sequence[NeedRow]) -> None:
        """Show these, already in order."""
        self.set_rows(rows_of(needs, self._brief))

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width()
        for place, width in enumerate(_WIDTHS.values(), 1):
            room -= width
            self.view.setColumnHidden(place, place > _LEAST and room < 0)
        super().resizeEvent(event)


def _columns(today: date) -> list[Column]:
    by_key = {column.key: column for column in need_columns(of_customer=True)}
    by_key["due"] = replace(by_key["due"], words=lambda day: day_words(day, today))
    return [replace(by_key[key], width=width) for key, width in _WIDTHS.items()]
