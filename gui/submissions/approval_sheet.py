"""Proposals that wait for the district head: what goes beyond which limit and why, approved or sent back from here."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.papers.proposal import preview_proposal
from gui.proposals.decision_dialog import open_decision, standing_words
from gui.proposals.item_lines import percent_words
from gui.submissions.arranging import arrange
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, Tag, money_words, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label, muted
from gui.widgets.record_table import RecordTable
from gui.widgets.timeline import Entry, Timeline
from model.proposals.rules import price_of
from model.proposals.waiting import WaitingRow, WaitingSheet, find_waiting
from resources.i18n import N_, _

_ACTS: Final = {"approve": N_("Approve"), "return": N_("Send back")}
_LIMITS: Final = {
    "cost": (N_("Below cost"), Tone.DANGER),
    "floor": (N_("Below the floor"), Tone.DANGER),
    "authority": (N_("Beyond the authority"), Tone.WARNING),
}


class ApprovalSheet(QWidget):
    """A line a proposal; the lines and the reason of the chosen one at the right. Enter opens the proposal."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, WaitingRow] = {}
        empty = Empty(
            _("No proposal waits"),
            _("A proposal beyond a manager's authority or below the floor stands here once it came in."),
            glyph="check",
        )
        self._columns = _columns()
        self.table = RecordTable("proposals-waiting", self._columns, context.preferences, context.today, empty=empty)
        self.acts = {act: button(_(words), partial(self.decide, act)) for act, words in _ACTS.items()}
        self.open_button = button(_("Open the proposal"), self.open_chosen)
        self.heading, self.standing = label("", "strong", wrap=True), muted("", wrap=True)
        self.lines = Timeline()
        self.nothing = muted(_("Choose a proposal to see what it goes beyond, and why."), wrap=True)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._on_selection)
        self.lines.opened.connect(lambda _place: self.open_chosen())
        offer_papers(self, context, self.table, _("Proposals waiting for approval"))
        self._arrange()

    def show_rows(self, rows: Sequence[WaitingRow]) -> None:
        """Show what waits."""
        self._rows = {row.id: row for row in rows}
        self.table.set_rows(rows_of(rows, self._columns))
        self._on_selection()

    def decide(self, act: str) -> None:
        """Approve the chosen ones or send them back, with one note for all."""
        chosen = {row.id: row.number for row in self._chosen()}
        if chosen:
            open_decision(self, self._context, chosen, act)

    def open_chosen(self) -> None:
        """Open the chosen proposal."""
        if chosen := self._chosen():
            self._open(chosen[0].id)

    def print_chosen(self) -> bool:
        """Preview the paper of the chosen proposal; whether one is chosen."""
        chosen = self._chosen()
        if chosen:
            preview_proposal(self, self._context, chosen[0].id)
        return bool(chosen)

    def _open(self, row: str) -> None:
        self._context.open_page("proposal", row, self.table.shown_ids())

    def _chosen(self) -> list[WaitingRow]:
        return [self._rows[key] for key in self.table.selected_ids() if key in self._rows]

    def _on_selection(self) -> None:
        chosen = self._chosen()
        for made in (*self.acts.values(), self.open_button):
            made.setEnabled(bool(chosen))
        for part in (self.heading, self.standing, self.lines):
            part.setVisible(bool(chosen))
        self.nothing.setVisible(not chosen)
        if chosen:
            with self._context.read() as session:
                found = find_waiting(session, chosen[0].id, self._context.today())
            self._show(found)

    def _show(self, found: WaitingSheet) -> None:
        self.heading.setText(f"{found.sheet.customer_name} · {found.sheet.number}")
        words = _("Grade {grade}: the manager may take off {percent}%.")
        authority = words.format(grade=found.grade or "—", percent=percent_words(found.authority))
        self.standing.setText("\n".join((authority, standing_words(found.sheet))))
        self.lines.set_entries(_entries(found))

    def _arrange(self) -> None:
        right = Card(_("What is asked for"))
        for part in (self.heading, self.standing):
            right.body.addWidget(part)
        right.body.addWidget(self.lines, 1)
        right.body.addWidget(self.nothing)
        arrange(self, (*self.acts.values(), self.open_button), self.table, right)


def _columns() -> list[Column]:
    return [
        Column("customer_name", N_("Customer"), width=170, bold=True),
        Column("below_floor", N_("Limit"), Kind.TAG, 104, tags=_limit_tag),
        Column("discount", N_("Reduction"), Kind.INTEGER, 80, words=lambda discount: f"{percent_words(discount)}%"),
        Column("manager", N_("Account manager"), width=96),
        Column("district", N_("District"), width=84),
        Column("monthly_fen", N_("Fee a month (yuan)"), Kind.MONEY, 120, total=True),
        Column("reason", N_("Reason"), width=200),
        Column("number", N_("Proposal number"), width=152, quiet=True, whole=True),
        Column("state_since", N_("Waiting since"), Kind.DATE, 110, quiet=True),
    ]


def _limit_tag(below_floor: Any) -> list[Tag]:
    words, tone = _LIMITS["floor" if below_floor else "authority"]
    return [Tag(_(words), tone)]


def _entries(found: WaitingSheet) -> list[Entry]:
    """Each line of the proposal: the limits it breaks, what it costs."""
    entries = []
    for place, item in enumerate(found.sheet.draft.items):
        limits = [_LIMITS[one.kind] for one in found.breaches if one.line == place]
        price = _("{percent}% off, {amount} yuan a month").format(
            percent=percent_words(item.discount), amount=money_words(price_of(item).monthly_fen)
        )
        entries.append(
            Entry(
                key=str(place),
                tag=_(limits[0][0]) if limits else _("Within the limits"),
                tone=limits[0][1] if limits else Tone.DONE,
                heading=f"{item.offering_name} × {item.quantity}",
                text=price,
                quiet=" ".join(_(words) for words, _tone in limits[1:]),
            )
        )
    return entries
