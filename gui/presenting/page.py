"""The base of the pages a customer may look at."""

from collections.abc import Collection

from PySide6.QtWidgets import QHeaderView

from gui.context import Context
from gui.page import Page
from gui.widgets.columns import Column
from gui.widgets.empty import Empty
from gui.widgets.record_table import RecordTable


class PresentedPage(Page):
    """A page about the customer who looks on. It hides nothing itself: its context's store holds nothing else."""

    def __init__(self, context: Context, heading: str) -> None:
        super().__init__(context, heading)
        self.customer = context.presented or ""

    def customer_here(self) -> str | None:
        """The customer who looks on."""
        return self.customer

    def table(self, name: str, columns: list[Column], empty: Empty, wide: Collection[str] = ()) -> RecordTable:
        """A table of this page: to read in, and to copy from; the columns named `wide` share the room that is left."""
        made = RecordTable(
            f"presented-{name}", columns, self.context.preferences, self.context.today, empty=empty, bar=False,
            footer=False, frame=False,
        )  # fmt: skip
        made.view.setColumnHidden(0, True)
        header = made.view.horizontalHeader()
        for place, column in enumerate(columns, 1):
            if column.key in wide:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
                header.setStretchLastSection(False)
        return made
