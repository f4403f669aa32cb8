"""What events and merchants have in common: a list, a form behind each line, and taking one out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.errors import UserError
from model.store.ids import RowId
from resources.i18n import _


class Named(Protocol):
    """A line that can be opened and taken out."""

    @property
    def id(self) -> RowId:
        """Its id."""

    @property
    def heading(self) -> str:
        """What a person calls it."""


Row = TypeVar("Row", bound=Named)


@dataclass(frozen=True)
class Words:
    """The words of a list: its columns and drafts are kept under `key`; `kept` and `deleted` are N_() labels."""

    key: str
    paper: str
    new: str
    kept: str
    deleted: str


class OffersTab(QWidget, Generic[Row]):
    """A list with a form behind each line; a subclass says what is listed, asked and kept."""

    def __init__(self, context: Context, words: Words, columns: list[Column], nothing: tuple[str, str, str]) -> None:
        super().__init__()
        self._context, self._words = context, words
        self._rows: Sequence[Row] = []
        heading, explained, glyph = nothing
        empty = Empty(heading, explained, words.new, self.write, glyph)
        self.table = RecordTable(words.key, columns, context.preferences, context.today, empty=empty)
        offer_papers(self, context, self.table, words.paper)
        self.delete_button = button(_("Delete"), self.take_out, "quiet")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.delete_button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(button(words.new, self.write, glyph="plus"))
        in_column(self.buttons, (self.table, 1), gap=12, within=self)
        self.table.opened.connect(self.write)
        self.table.selection_changed.connect(self.on_selection)
        self.on_selection()

    def read(self, session: Session) -> list[Row]:
        """Every line, in its order."""
        raise NotImplementedError

    def cells(self, one: Row) -> tuple[object, ...]:
        """A line as the table shows it, its id first."""
        raise NotImplementedError

    def form_of(self, known: Row | None) -> Form:
        """The form, with what is known."""
        raise NotImplementedError

    def keep(self, session: Session, values: dict[str, Any], known: RowId | None) -> None:
        """Keep what was typed."""
        raise NotImplementedError

    def delete(self, session: Session, row_id: RowId) -> None:
        """Take one out."""
        raise NotImplementedError

    def load(self, session: Session) -> None:
        """Read the list."""
        self._rows = self.read(session)
        self.table.set_rows([self.cells(one) for one in self._rows])
        self.on_selection()

    def write(self, row_id: str = "") -> FormDialog:
        """A new one, or one that stands."""
        known = next((one for one in self._rows if one.id == row_id), None)
        form = self.form_of(known)
        first = next(iter(form.values()))

        def save(values: dict[str, Any]) -> None:
            with self._context.write(self._words.kept, name=values[first]) as session:
                self.keep(session, values, known.id if known else None)
            self._context.say(_("Saved"), undo=True)

        dialog = FormDialog(
            self, known.heading if known else self._words.new, form, save,
            name=f"{self._words.key}/{row_id}", drafts=self._context.drafts, width=560,
        )  # fmt: skip
        dialog.open()
        return dialog

    def take_out(self) -> None:
        """Delete the chosen one."""
        chosen = self.chosen()
        if chosen is None or not confirm(
            self, _("Delete {name}?").format(name=chosen.heading), _("Undo brings it back."), _("Delete"), danger=True
        ):
            return
        try:
            with self._context.write(self._words.deleted, name=chosen.heading) as session:
                self.delete(session, chosen.id)
        except UserError as error:
            self._context.say(error.sentence, "warning")

    def chosen(self) -> Row | None:
        """The line that the keyboard is on."""
        return next((one for one in self._rows if one.id == self.table.current_id()), None)

    def on_selection(self) -> None:
        """What can be done with the chosen one."""
        self.delete_button.setEnabled(self.chosen() is not None)
