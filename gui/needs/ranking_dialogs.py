"""Dialogs of rankings: the team ranks a customer's needs, and the dated rankings that were kept."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.needs.votes_field import VotesField
from gui.papers.needs import preview_table
from gui.widgets.card import Card
from gui.widgets.fields import CheckField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, in_column
from model.customers.finding import customer_by_id
from model.needs.priority_tables import (
    TableRow,
    delete_table,
    forget_order,
    keep_table,
    list_tables,
    rankable_needs,
    take_over,
)
from resources.i18n import N_, _, _n

_HEIGHT: Final = 640
"""So that what comes of the votes is seen while they are typed."""


def rank_with_team(parent: QWidget, context: Context, customer_id: str) -> FormDialog | None:
    """Type each teammate's ranks, see what comes of them, keep the dated table, take its order over."""
    with context.read() as session:
        needs = rankable_needs(session, customer_id)
        name = customer_by_id(session, customer_id).name
    if not needs:
        context.say(_("This customer has no open need to rank."), "news")
        return None
    form = Form()
    numbered = "\n".join(f"{place}. {need.statement[:80]}" for place, need in enumerate(needs, start=1))
    form.add_note(label(numbered, wrap=True))
    form.add(
        "votes", _("Rankings"), VotesField(needs),
        help=_("Type a name, Enter, the numbers in order, Enter. They merge by Borda count: who comes first in the "
               "list does not matter."),
    )  # fmt: skip
    form.add("remarks", _("Remarks"), TextField(_("Who was there, what was settled"), 200))
    form.add("take_over", "", CheckField(_("Make this the order of the needs")))
    form.set_values({"take_over": True})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Ranking of the needs of {customer}"), customer=name[:60]) as session:
            made = keep_table(session, customer_id, values["votes"], values["remarks"] or "", context.today())
            if values["take_over"]:
                take_over(session, made)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(
        parent, _("Rank the needs with the team"), form, save, name=f"ranking/{customer_id}", drafts=context.drafts,
        save_words=_("Keep the table"), width=620, height=_HEIGHT,
    )  # fmt: skip
    dialog.open()
    return dialog


def order_by_score(context: Context, customer_id: str) -> None:
    """Let the needs stand by their score again."""
    with context.write(N_("Needs in the order of their score")) as session:
        forget_order(session, customer_id)
    context.say(_("Saved"), undo=True)


class RankingsDialog(QDialog):
    """The dated rankings of a customer, the newest first: printed, taken over, taken out."""

    def __init__(self, parent: QWidget, context: Context, customer_id: str) -> None:
        super().__init__(parent)
        self.context = context
        with context.read() as session:
            self.rows = list_tables(session, customer_id)
        self.setWindowTitle(_("Dated rankings"))
        self.resize(560, 420)
        inside = QWidget()
        inside.setProperty("look", "ground")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 8, 0)
        cards.setSpacing(12)
        for row in self.rows:
            cards.addWidget(self._card(row))
        if not self.rows:
            cards.addWidget(muted(_("No ranking was kept yet. “Rank with the team” makes the first one."), wrap=True))
        cards.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        in_column(
            title(_("Dated rankings")),
            (scroll, 1),
            (button(_("Close"), self.reject), Qt.AlignmentFlag.AlignRight),
            gap=12,
            margins=FRAME,
            within=self,
        )

    def take_over(self, row: TableRow) -> None:
        """Make this ranking the order of the needs."""
        day = row.ranked_on.isoformat() if row.ranked_on else ""
        with self.context.write(N_("Order of the needs as ranked on {day}"), day=day) as session:
            take_over(session, row.id)
        self.context.say(_("Saved"), undo=True)
        self.accept()

    def delete(self, row: TableRow) -> None:
        """Take this ranking out."""
        with self.context.write(N_("Delete a ranking of needs")) as session:
            delete_table(session, row.id)
        self.context.say(_("Deleted"), undo=True)
        self.accept()

    def _card(self, row: TableRow) -> Card:
        card = Card(row.ranked_on.isoformat() if row.ranked_on else "", _n("{count} need", "{count} needs", row.count))
        card.head.addWidget(button(_("Print"), lambda: preview_table(self, self.context, row.id), "link"))
        card.head.addWidget(
            button(_("For the customer"), lambda: preview_table(self, self.context, row.id, True), "link")
        )
        card.head.addWidget(button(_("Take over"), lambda: self.take_over(row), "link"))
        card.head.addWidget(button(_("Delete"), lambda: self.delete(row), "link"))
        if row.voters:
            card.body.addWidget(muted(_("Ranked by {names}").format(names=row.voters), wrap=True))
        if row.remarks:
            card.body.addWidget(label(row.remarks, wrap=True))
        return card
