"""Whose each customer is: handing over, lending for some days, and following the company's list, many at once."""

from typing import TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.exchange.assign_dialogs import AssignDialog, CoverDialog, FollowDialog
from gui.exchange.office_columns import assignment_columns, assignment_row
from gui.papers.export import offer_papers
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.labels import button, elided
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.exchange.assigning import AssignmentRow, end_cover
from resources.i18n import N_, _, _n

_Dialog = TypeVar("_Dialog", bound=QDialog)


class AssignSheet(QWidget):
    """The office's customers with their managers and covers; ticks or a selection say which are meant."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table = RecordTable(
            "exchange-assignments",
            assignment_columns(),
            context.preferences,
            context.today,
            empty=Empty(_("No customer yet"), _("Import the company's list of customers first."), glyph="building-2"),
        )
        offer_papers(self, context, self.table, _("Assignments"))
        self.table.opened.connect(lambda code: self.hand_over((code,)))
        buttons = in_row(
            elided(_("Tick the customers, then choose what to do."), "muted"),
            STRETCH,
            button(_("Follow the company's list…"), self.follow),
            button(_("End cover"), self.end_cover),
            button(_("Temporary cover…"), self.cover),
            button(_("Hand over…"), self.hand_over, "primary"),
        )
        in_column(buttons, (self.table, 1), within=self)

    def show_assignments(self, rows: list[AssignmentRow]) -> None:
        """Show every customer."""
        self.table.set_rows([assignment_row(row) for row in rows])

    def hand_over(self, codes: tuple[str, ...] = ()) -> AssignDialog | None:
        """Ask to whom, show the plan, and do it."""
        chosen = codes or self._chosen()
        return self._opened(AssignDialog(self, self._context, chosen)) if chosen else None

    def cover(self) -> CoverDialog | None:
        """Ask who covers, and from when to when."""
        chosen = self._chosen()
        return self._opened(CoverDialog(self, self._context, chosen)) if chosen else None

    def follow(self) -> FollowDialog:
        """Show what following the company's list would change."""
        return self._opened(FollowDialog(self, self._context))

    def end_cover(self) -> None:
        """End the covers of the chosen customers with yesterday."""
        chosen = self._chosen()
        if chosen and confirm(
            self,
            _n("End the cover of {count} customer?", "End the cover of {count} customers?", len(chosen)),
            _("The next files take them back from the colleague. What he wrote stays."),
            _("End cover"),
        ):
            label = N_("End the cover of {count} customers")
            with self._context.write(label, count=len(chosen)) as session:
                done = end_cover(session, chosen, self._context.today())
            self._context.say(
                _n("The cover of {count} customer ends.", "The cover of {count} customers ends.", done), undo=True
            )

    def _chosen(self) -> tuple[str, ...]:
        chosen = self.table.selected_ids()
        if not chosen:
            self._context.say(_("Choose customers in the list first."), "news")
        return chosen

    def _opened(self, dialog: _Dialog) -> _Dialog:
        """What was ticked is done with: the next thing is not done to it by oversight."""
        dialog.accepted.connect(lambda: self.table.model.check(set()))
        dialog.open()
        return dialog
