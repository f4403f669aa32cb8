"""One's own month: what is open, with the way to it, and how its hand-in stands."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.submissions.decision_dialog import HEADINGS, open_decision
from gui.submissions.sending import ask_folder, open_hand_in, write_papers
from gui.submissions.words import history_of, state_tone, state_words
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.flow import Flow
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import clear, in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tag_label import TagLabel
from gui.widgets.timeline import Timeline
from model.submissions.actions import reopen
from model.submissions.checking import OpenPoint, count_points
from model.submissions.queries import SubmissionRow
from model.submissions.rules import BLOCKING, POINTS, WHY, may, may_hand_in
from resources.i18n import N_, _, _n

_PAGES: Final = {"visit": "visits", "piece_entry": "pay", "quote": "proposal"}


class OwnSheet(QWidget):
    """The checklist at the left, the hand-in's state and history at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._points: dict[str, OpenPoint] = {}
        self._rows: Sequence[SubmissionRow] = ()
        self._month = 0
        self.table = RecordTable(
            "submission-points", _columns(), context.preferences, context.today, empty=_nothing_open()
        )
        self.table.opened.connect(self.jump)
        offer_papers(self, context, self.table, _("Checklist of the hand-in"))
        self.state = QHBoxLayout()
        self.advice = muted("", wrap=True)
        self.hand_in_button = button(_("Hand in the month"), self.hand_in, "primary")
        self.papers_button = button(_("Write the papers"), self.write, glyph="file-down")
        self.reopen_button = button(_("Open it for amendment"), self.reopen)
        self.acts = {act: button(_(words), partial(self.decide, act)) for act, words in HEADINGS.items()}
        self.happened = label(_("What happened"), "strong")
        self.history = Timeline()
        self.chips = Flow(gap=8)
        self._arrange()

    def show_month(self, month: int, points: list[OpenPoint], rows: Sequence[SubmissionRow]) -> None:
        """Show a month's open points and the versions of its hand-in."""
        self._month, self._rows = month, rows
        self._points = {f"{point.kind}/{point.id}": point for point in points}
        self.table.set_rows([_row(key, point) for key, point in self._points.items()])
        self.advice.setText(_advice(rows, count_points(points)))
        self._show_state()
        self.history.set_entries(history_of(rows))
        self.happened.setVisible(bool(rows))
        self._show_chips(count_points(points))

    def newest(self) -> SubmissionRow | None:
        """The newest version of the month's hand-in."""
        return self._rows[0] if self._rows else None

    def hand_in(self) -> None:
        """Freeze the month and write its papers."""
        open_hand_in(self, self._context, self._month, list(self._points.values()))

    def write(self) -> None:
        """Write the papers of the newest hand-in, again or for the first time."""
        newest, folder = self.newest(), ask_folder(self, self._context)
        if newest is not None and folder is not None:
            write_papers(self._context, newest.id, folder)

    def reopen(self) -> None:
        """Let the month follow the records again."""
        newest = self.newest()
        if newest is not None:
            with self._context.write(N_("Open a hand-in for amendment")) as session:
                reopen(session, newest.id, self._context.today())
            self._context.say(_("The month is open; hand it in again when it is amended."), undo=True)

    def decide(self, act: str) -> None:
        """Record what the office said."""
        newest = self.newest()
        if newest is not None:
            open_decision(self, self._context, newest, act, in_office=False)

    def jump(self, key: str) -> None:
        """Go to the record behind a point."""
        point = self._points[key]
        if point.kind == "empty_day":
            self._context.open_page("work_log", point.id)
        elif point.entity in _PAGES:
            self._context.open_page(_PAGES[point.entity], point.id)
        elif point.entity == "promise":
            self._context.open_page("needs", "promises/late")
        else:
            self._context.open_page("customer" if point.customer_id else "retention", point.customer_id)

    def show_only(self, kind: str) -> None:
        """Show the points of one kind."""
        self.table.filter_by(Condition("kind", "any", (kind,)))

    def _show_chips(self, counts: dict[str, int]) -> None:
        """Kinds with open points, each a filter, and how many kinds are settled."""
        self.chips.clear()
        for kind, count in counts.items():
            words = f"{_(POINTS[kind])} {count}"
            self.chips.addWidget(button(words, partial(self.show_only, kind), "chip"))
        settled = _("{count} of {all} checks are settled").format(count=len(POINTS) - len(counts), all=len(POINTS))
        self.chips.addWidget(TagLabel(settled, Tone.DONE))

    def _show_state(self) -> None:
        newest = self.newest()
        clear(self.state)
        tag = (
            TagLabel(_("Not handed in"), Tone.NEUTRAL)
            if newest is None
            else TagLabel(state_words(newest), state_tone(newest))
        )
        self.state.addWidget(tag)
        self.state.addStretch(1)
        state = newest.state if newest else None
        self.hand_in_button.setVisible(may_hand_in(state))
        self.hand_in_button.setText(_("Hand in the month") if newest is None else _("Hand in the amendment"))
        self.papers_button.setVisible(newest is not None and not may_hand_in(state))
        self.reopen_button.setVisible(newest is not None and may("reopen", newest.state) and state != "reopened")
        for act, made in self.acts.items():
            made.setVisible(newest is not None and may(act, newest.state))

    def _arrange(self) -> None:
        chips = QWidget()
        chips.setLayout(self.chips)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        right = Card(_("Hand-in"))
        right.setMinimumWidth(300)
        flow = Flow(gap=8)
        for made in (self.papers_button, *self.acts.values(), self.reopen_button):
            flow.addWidget(made)
        right.body.addLayout(self.state)
        right.body.addWidget(self.advice)
        right.body.addWidget(self.hand_in_button)
        right.body.addLayout(flow)
        right.body.addSpacing(8)
        right.body.addWidget(self.happened)
        right.body.addWidget(self.history, 1)
        in_column((in_row((in_column(chips, (self.table, 1), gap=12), 5), (right, 2), gap=16), 1), within=self)
        right.body.setAlignment(flow, Qt.AlignmentFlag.AlignTop)


def _columns() -> list[Column]:
    return [
        Column("kind", N_("Point"), Kind.TAG, 132, tags=_tag),
        Column("day", N_("Date"), Kind.DATE, 96),
        Column("customer", N_("Customer"), width=170, bold=True),
        Column("words", N_("In short"), width=120),
        Column("why", N_("Why"), width=240, quiet=True),
    ]


def _row(key: str, point: OpenPoint) -> tuple[Any, ...]:
    return (key, point.kind, point.day, point.customer, point.words, _(WHY[point.kind]))


def _tag(kind: Any) -> list[Tag]:
    tone = Tone.DANGER if kind in BLOCKING else Tone.NEUTRAL if kind == "empty_day" else Tone.WARNING
    return [Tag(_(POINTS[kind]), tone)]


def _nothing_open() -> Empty:
    return Empty(
        _("Nothing is open"),
        _("Visits have notes, pieces have evidence, promises are kept: the month can be handed in."),
        glyph="check",
    )


def _advice(rows: Sequence[SubmissionRow], counts: dict[str, int]) -> str:
    """The next step in a sentence."""
    newest = rows[0] if rows else None
    if newest is not None and newest.state == "handed_in" and newest.sent_on is None:
        return _("The month is frozen, its papers are not in a folder yet. Write them.")
    if newest is not None and newest.state == "returned":
        return _("Sent back: {reason}").format(reason=newest.steps[-1].words)
    if newest is not None and newest.state not in ("returned", "reopened"):
        return _("The log and the pay estimate stand as they were handed in. Record here what the office says.")
    if any(kind in counts for kind in BLOCKING):
        return _("Pieces without a price keep the month from being frozen: add the rate first.")
    if counts:
        return _n(
            "{count} point is open. Settle it, or hand in as it is: the cover sheet names it.",
            "{count} points are open. Settle them, or hand in as it is: the cover sheet names them.",
            sum(counts.values()),
        )
    return _("Freezes the month, and writes its papers and the file for the office into one folder.")
