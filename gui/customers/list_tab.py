"""The sheets of a customer's page whose rows are typed in, opened, edited many at a time and taken out together."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.row_dialog import delete_chosen
from gui.customers.tab import CustomerTab
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import Subject
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, rows_of
from gui.widgets.empty import Empty
from gui.widgets.form import FormDialog
from gui.widgets.labels import button
from gui.widgets.placing import STRETCH, in_row
from gui.widgets.record_table import RecordTable
from resources.i18n import _

Opener = Callable[[QWidget, Context, str, str | None], FormDialog]
"""Opens the form of a row of a customer, or of a new one."""


class ListTab(CustomerTab):
    """A table with its buttons; the sub-class reads the rows.

    `name` is what the table's layout is kept under, `title` what it is printed and exported as, `new_words` what its
    first button says, and `words` (a headline, a sentence, an icon) what stands where there is nothing.
    """

    def __init__(
        self, context: Context, subject: Subject, columns: list[Column], opener: Opener, name: str, title: str,
        new_words: str, words: tuple[str, str, str],
    ) -> None:  # fmt: skip
        super().__init__(context)
        self._subject, self._opener = subject, opener
        headline, sentence, icon = words
        empty = Empty(headline, sentence, new_words, self.new_row, icon)
        self.table = RecordTable(name, columns, context.preferences, context.today, empty=empty)
        self.table.opened.connect(lambda row: opener(self, context, self.customer, row))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, title)
        self.bulk_button = bulk_button(self, context, subject, self.table)
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        new = button(new_words, self.new_row, glyph="plus")
        self.column.addLayout(in_row(new, self.bulk_button, self.delete_button, STRETCH, gap=12))
        self.column.addWidget(self.table, 1)
        self._on_selection()

    def read(self, session: Session) -> Sequence[Any]:
        """The customer's rows."""
        raise NotImplementedError

    def load(self, session: Session) -> None:
        """Read the rows and show them."""
        self.table.set_rows(rows_of(self.read(session), self.table.columns))
        self._on_selection()

    def new_row(self) -> bool:
        """Add a row."""
        self._opener(self, self.context, self.customer, None)
        return True

    def delete(self) -> None:
        """Take the chosen rows out; undo brings them back."""
        delete_chosen(self.context, self._subject.record, self._subject.title, self.table.selected_ids())

    def _on_selection(self) -> None:
        some = bool(self.table.selected_ids())
        self.bulk_button.setEnabled(some)
        self.delete_button.setEnabled(some)
