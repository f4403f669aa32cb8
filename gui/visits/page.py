"""The page of visits: a list and a calendar."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.tasks import Progress
from gui.visits.brief import preview_brief
from gui.visits.calendar_sheet import CalendarSheet
from gui.visits.columns import visit_columns, visit_rows
from gui.visits.visit_dialog import edit_visit, open_visit
from gui.visits.words import chat_text
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.visits.actions import cancel_visit, delete_visit, finish_visit
from model.visits.queries import VisitRow, list_visits
from resources.i18n import N_, _, _n

PERIODS: Final = {"90": N_("Last 90 days"), "365": N_("Last 12 months"), "0": N_("All visits")}


class VisitsPage(Page):
    """Visits that were made and that are planned; a target is the id of a visit to show."""

    listens_to = frozenset({"visit", "visit_met", "customer", "contact"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Visits"))
        self._visits: list[VisitRow] = []
        self.period = ChoiceField(PERIODS)
        self.period.set_name(_("Period"))
        self.table = RecordTable("visits", visit_columns(), context.preferences, context.today, empty=self._empty())
        self.calendar = CalendarSheet(context)
        self.tabs = Tabs()
        self.tabs.add("list", _("List"), self._sheet())
        self.tabs.add("calendar", _("Calendar"), self.calendar)
        self.body.addWidget(self.tabs, 1)
        self.new_button = button(_("Note a visit"), self.new_here, "primary")
        self.buttons.addWidget(button(_("Plan a visit"), self.plan))
        self.buttons.addWidget(self.new_button)
        self.setFocusProxy(self.table.view)
        self._connect()

    def refresh(self) -> None:
        """Read the list (a long one on the worker) and the days of the calendar."""
        with self.context.read() as session:
            self.calendar.load(session)
            if self.period.value() != "0":
                self._show(self._read(session))
                return
        self.context.tasks.run(self._read_all, self._show, title=_("Reading the visits"))

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """A visit to open: its form comes up over the list."""
        super().show_target(target, within)
        if target is not None:
            edit_visit(self, self.context, target)

    def state(self) -> dict[str, Any]:
        """The sheet, the period and the table's state."""
        return {"tab": self.tabs.current(), "period": self.period.value(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "list")))
        self.period.set_value(state.get("period", "90"))
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: note a visit; on the calendar one on the chosen day."""
        if self.tabs.current() == "calendar":
            self.calendar.plan(self.calendar.view.day)
        else:
            open_visit(self, self.context)
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the pre-visit brief of the chosen visit's customer."""
        chosen = self._chosen()
        if chosen:
            preview_brief(self, self.context, chosen[0].customer_id)
        return bool(chosen)

    def help_text(self) -> str:
        """What visits are for."""
        return _(
            "Note a visit right after it: customer (pinyin initials work), date, whom you met, what was said, what "
            "comes of it and the next step with its day. Enter goes on, Ctrl+Enter saves. F4 turns selected words of "
            "the note into a promise.\n"
            "Planned visits stand in the calendar; mark them done or call them off. Ctrl+P prints the pre-visit brief. "
            "Copy as text puts a visit on the clipboard for a chat."
        )

    def plan(self) -> None:
        """Plan a visit for tomorrow or any other day."""
        tomorrow = self.context.today() + timedelta(days=1)
        open_visit(self, self.context, start={"status": "planned", "visit_date": tomorrow})

    def copy_text(self) -> None:
        """Put the chosen visits on the clipboard as text."""
        chosen = self._chosen()
        if chosen:
            QGuiApplication.clipboard().setText("\n\n".join(chat_text(one) for one in chosen))
            self.context.say(_("On the clipboard as text."))

    def finish(self) -> None:
        """The chosen planned visits took place."""
        self._mark([one for one in self._chosen() if one.status == "planned"], "done")

    def cancel(self) -> None:
        """The chosen planned visits were called off."""
        self._mark([one for one in self._chosen() if one.status == "planned"], "cancelled")

    def count_piece(self) -> None:
        """Count a piece that the chosen visit proves."""
        chosen = [one for one in self._chosen() if one.status == "done"]
        if chosen:
            self.context.open_page("pay", "count", (chosen[0].customer_id, "visit", chosen[0].id))

    def delete(self) -> None:
        """Take the chosen visits out; the message offers to bring them back."""
        chosen = self._chosen()
        many = _n("{count} visit goes to the recycle bin.", "{count} visits go to the recycle bin.", len(chosen))
        if not chosen or (len(chosen) > 1 and not confirm(self, _("Delete visits?"), many, _("Delete"), danger=True)):
            return
        label = N_("Delete the visit to {customer}") if len(chosen) == 1 else N_("Delete {count} visits")
        with self.context.write(label, customer=chosen[0].customer_name, count=len(chosen)) as session:
            for one in chosen:
                delete_visit(session, one.id)
        self.context.say(_("Deleted"), undo=True)

    def _sheet(self) -> QWidget:
        """The list under its buttons."""
        self.copy_button = button(_("Copy as text"), self.copy_text, glyph="copy")
        self.done_button = button(_("Done"), self.finish, glyph="check")
        self.cancel_button = button(_("Called off"), self.cancel)
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.piece_button = icon_button("wallet", _("Count a piece"), self.count_piece)
        self.brief_button = button(_("Pre-visit brief"), self.print_here, glyph="printer")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.period)
        for made in (
            self.done_button, self.cancel_button, self.copy_button, self.brief_button, self.piece_button,
            self.delete_button,
        ):  # fmt: skip
            row.addWidget(made)
        row.addStretch(1)
        sheet = QWidget()
        in_column(row, (self.table, 1), gap=12, within=sheet)
        return sheet

    def _connect(self) -> None:
        self.period.changed.connect(self.mark_stale)
        self.calendar.stale.connect(self.mark_stale)
        self.table.opened.connect(lambda visit: edit_visit(self, self.context, visit))
        offer_papers(self, self.context, self.table, _("Visits"))
        self.table.selection_changed.connect(self._on_selection)
        self.table.shown_changed.connect(self._say_count)
        self._on_selection()

    def _empty(self) -> Empty:
        return Empty(
            _("No visits in this period"),
            _("A minute after each visit: who, what was said, what comes next. The work log writes itself from it."),
            _("Note a visit"),
            self.new_here,
            "map-pin",
        )

    def _read(self, session: Any) -> list[VisitRow]:
        days = int(self.period.value())
        first = self.context.today() - timedelta(days=days) if days else None
        return list_visits(session, first=first)

    def _read_all(self, progress: Progress) -> list[VisitRow]:
        with self.context.read() as session:
            return list_visits(session)

    def _show(self, visits: list[VisitRow]) -> None:
        self._visits = visits
        self.table.set_rows(visit_rows(visits))
        self._on_selection()

    def _mark(self, visits: list[VisitRow], status: str) -> None:
        if not visits:
            return
        done = status == "done"
        label = N_("Visit to {customer} done") if done else N_("Visit to {customer} called off")
        with self.context.write(label, customer=visits[0].customer_name) as session:
            for one in visits:
                if done:
                    finish_visit(session, one.id)
                else:
                    cancel_visit(session, one.id)
        self.context.say(_("Saved"), undo=True)

    def _chosen(self) -> list[VisitRow]:
        ids = set(self.table.selected_ids())
        return [one for one in self._visits if one.id in ids]

    def _on_selection(self) -> None:
        ids = set(self.table.selected_ids())
        planned = any(one.status == "planned" for one in self._visits if one.id in ids)
        for made in (self.copy_button, self.delete_button, self.brief_button):
            made.setEnabled(bool(ids))
        self.piece_button.setEnabled(any(one.status == "done" for one in self._chosen()))
        self.done_button.setEnabled(planned)
        self.cancel_button.setEnabled(planned)

    def _say_count(self, shown: int, total: int) -> None:
        words = _n("{count} visit", "{count} visits", total)
        if shown != total:
            words = _n("{count} visit · {shown} shown", "{count} visits · {shown} shown", total, shown=f"{shown:,}")
        self.sub_heading.setText(words if total else "")
