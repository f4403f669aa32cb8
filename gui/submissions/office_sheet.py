"""Everybody's hand-ins of a month in an office's store: received, sent back, approved, or still missing."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.submissions.arranging import arrange
from gui.submissions.decision_dialog import open_decision
from gui.submissions.words import STATE_TONES, history_of
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.record_table import RecordTable
from gui.widgets.timeline import Timeline
from gui.work_log.columns import hours_words
from model.labels import label_of
from model.submissions.queries import Missing, SubmissionRow
from model.submissions.rules import may
from resources.i18n import N_, _

_ACTS: Final = {"receive": N_("Receive"), "return": N_("Return it"), "approve": N_("Approve")}
_MISSING: Final = "missing"


class OfficeSheet(QWidget):
    """A line a manager; the chosen one's history at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, SubmissionRow] = {}
        self._all: Sequence[SubmissionRow] = ()
        self._month = 0
        empty = Empty(
            _("Nobody to hand in"),
            _("Managers stand here once the staff list or their files came in."),
            glyph="clipboard-list",
        )
        self.table = RecordTable("submissions", _columns(), context.preferences, context.today, empty=empty)
        self.acts = {act: button(_(words), partial(self.decide, act)) for act, words in _ACTS.items()}
        self.log_button = button(_("Work log"), self.open_log)
        self.history = Timeline()
        self.nothing = muted(_("Choose a hand-in to see what happened with it."), wrap=True)
        self.table.opened.connect(lambda _key: self.open_log())
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Hand-ins"))
        self._arrange()

    def show_month(self, month: int, rows: Sequence[SubmissionRow], missing: Sequence[Missing]) -> None:
        """Show the newest hand-in of everybody, and who has none."""
        self._month, self._all = month, rows
        self._rows = {row.id: row for row in rows if row.newest}
        lines = [_row(row) for row in self._rows.values()] + [_missing_row(one) for one in missing]
        self.table.set_rows(sorted(lines, key=lambda line: (line[1] or "", line[2])))
        self._on_selection()

    def chosen(self) -> list[SubmissionRow]:
        """The hand-ins that are selected."""
        return [self._rows[key] for key in self.table.selected_ids() if key in self._rows]

    def decide(self, act: str) -> None:
        """Receive, send back or approve the chosen one."""
        ready = [row for row in self.chosen() if may(act, row.state)]
        if ready:
            open_decision(self, self._context, ready[0], act, in_office=True)

    def open_log(self) -> None:
        """Show the log of the chosen manager's month."""
        chosen = self.table.selected_ids() or ((self.table.current_id(),) if self.table.current_id() else ())
        numbers = {row.id: row.employee_no for row in self._rows.values()}
        if chosen and chosen[0]:
            number = numbers.get(chosen[0], chosen[0].removeprefix(f"{_MISSING}/"))
            self._context.open_page("work_log", str(self._month), (number,))

    def _on_selection(self) -> None:
        chosen = self.chosen()
        for act, made in self.acts.items():
            made.setEnabled(any(may(act, row.state) for row in chosen))
        numbers = {row.employee_no for row in chosen[:1]}
        entries = history_of([row for row in self._all if row.employee_no in numbers])
        self.history.set_entries(entries)
        self.history.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.log_button.setEnabled(bool(self.table.selected_ids()))

    def _arrange(self) -> None:
        right = Card(_("What happened"))
        right.body.addWidget(self.history, 1)
        right.body.addWidget(self.nothing)
        arrange(self, (*self.acts.values(), self.log_button), self.table, right)


def _columns() -> list[Column]:
    return [
        Column("district", N_("District"), width=84),
        Column("person", N_("Account manager"), width=110, bold=True),
        Column("state", N_("State"), Kind.TAG, 110, tags=_tag),
        Column("version", N_("Version"), Kind.INTEGER, 70),
        Column("handed_in_on", N_("Handed in on"), Kind.DATE, 110),
        Column("minutes", N_("Hours"), Kind.INTEGER, 70, words=hours_words),
        Column("points", N_("Open points"), Kind.INTEGER, 90),
        Column("remarks", N_("Remarks"), width=200, quiet=True),
    ]


def _row(row: SubmissionRow) -> tuple[Any, ...]:
    return (
        row.id, row.district, row.person, row.state, row.version, row.handed_in_on, row.minutes,
        sum(row.points.values()), row.remarks,
    )  # fmt: skip


def _missing_row(one: Missing) -> tuple[Any, ...]:
    return (f"{_MISSING}/{one.employee_no}", one.district, one.person, _MISSING, None, None, None, None, "")


def _tag(state: Any) -> list[Tag]:
    if state == _MISSING:
        return [Tag(_("Not handed in"), Tone.NEUTRAL)]
    return [Tag(label_of("submission_state", state), STATE_TONES.get(state, Tone.NEUTRAL))]
