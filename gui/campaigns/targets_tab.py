"""A campaign's customers, and answers noted by a key each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.campaigns.columns import target_columns
from gui.campaigns.dialogs import edit_target
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import rows_of
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.flow import Flow
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.campaigns.actions import answer, tell
from model.campaigns.queries import TargetRow
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

_STEPS: Final = {
    "picked": (),
    "told": ("told", "answered", "bought"),
    "responded": ("answered", "bought"),
    "interested": ("answered", "bought"),
    "bought": ("bought",),
}


class TargetsTab(QWidget):
    """The table; with it focused 1 to 5 note an answer, 0 takes it back, T says "told", and it goes to the next."""

    def __init__(self, context: Context, pick: Callable[[], object]) -> None:
        super().__init__()
        self._context = context
        self.found: Sequence[TargetRow] = ()
        self._next: str | None = None
        self._columns = target_columns()
        nothing = Empty(
            _("No customer is picked yet"),
            _("Choose a segment or conditions, an order and a quota; who must not be told is left out and counted."),
            _("Pick customers"), pick, "users",
        )  # fmt: skip
        self.table = RecordTable("campaign-targets", self._columns, context.preferences, context.today, empty=nothing)
        self.table.opened.connect(self._edit)
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Customers of a campaign"))
        self.keys = Flow(gap=8)
        self._buttons = [
            self._key(str(number), _(words), partial(self.answer, code))
            for number, (code, words) in enumerate(ENUMERATIONS["campaign_response"].items(), 1)
        ]
        self._buttons += [
            self._key("T", _("Told"), self.tell),
            self._key("0", _("Not told"), self.take_back),
        ]
        row = QWidget()
        row.setLayout(self.keys)
        in_column(row, (self.table, 1), gap=12, within=self)

    def show_targets(self, found: Sequence[TargetRow]) -> None:
        """Show these; after an answer the next customer is chosen."""
        self.found = found
        self.table.set_rows(rows_of(found, self._columns))
        if self._next is not None:
            self.table.select(self._next)
            self._next = None
        self._on_selection()

    def show_step(self, step: str) -> None:
        """Filter to the customers behind a bar of the funnel."""
        codes = _STEPS[step]
        conditions = [Condition("step", "any", codes)] if codes else []
        if step == "interested":
            conditions.append(Condition("response", "any", ("interested", "considering", "")))
        self.table.filter_by(*conditions)

    def answer(self, code: str) -> None:
        """The chosen customers answered so today."""
        ids = self._chosen()
        if ids:
            with self._context.write(N_("{count} answers noted"), count=len(ids)) as session:
                answer(session, ids, code, self._context.today())

    def tell(self) -> None:
        """The chosen customers were told today."""
        ids = self._chosen()
        if ids:
            with self._context.write(N_("{count} customers told"), count=len(ids)) as session:
                tell(session, ids, self._context.today())

    def take_back(self) -> None:
        """The chosen customers were not told after all."""
        ids = self._chosen()
        if ids:
            with self._context.write(N_("{count} customers not told"), count=len(ids)) as session:
                tell(session, ids, None)

    def _chosen(self) -> tuple[str, ...]:
        """The chosen ids; remembers the one after them, to go to."""
        ids, shown = self.table.selected_ids(), self.table.shown_ids()
        places = [place for place, one in enumerate(shown) if one in ids]
        after = max(places) + 1 if places else 0
        self._next = shown[after] if len(ids) == 1 and after < len(shown) else None
        return ids

    def _edit(self, target: str) -> None:
        found = next((row for row in self.found if row.id == target), None)
        if found is not None:
            edit_target(self, self._context, found)

    def _on_selection(self) -> None:
        for made in self._buttons:
            made.setEnabled(bool(self.table.selected_ids()))

    def _key(self, key: str, words: str, act: Callable[[], object]) -> QWidget:
        made = button(f"{key}  {words}", act, "chip")
        made.setAccessibleName(words)
        short = QShortcut(QKeySequence(key), self.table.view)
        short.setContext(Qt.ShortcutContext.WidgetShortcut)
        short.activated.connect(act)
        self.keys.addWidget(made)
        return made
