"""What the cards of one opportunity say: facts in pairs, and lines of a name with its words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.columns import money_words
from gui.widgets.labels import button, label, muted, plain_tip
from gui.widgets.placing import clear
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from model.opportunities.queries import OpportunitySheet
from model.opportunities.rules import MAN, MAN_QUESTIONS
from reports.words import cut
from resources.i18n import N_, _

Line = tuple[str, str, Callable[[], object] | None]
"""A name, what is said of it, and what opens it."""
_MAN_LABELS = {"money": N_("Money"), "authority": N_("Authority"), "need": N_("Need")}


class Facts(QWidget):
    """Labels with their values, two pairs a row under the customer."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(16)
        self.grid.setVerticalSpacing(8)
        for column in (1, 3):
            self.grid.setColumnStretch(column, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]], open_customer: Callable[[], object]) -> None:
        """Show these; the first leads to the customer."""
        clear(self.grid)
        (name, customer), *others = facts
        opener = button(cut(customer, 32), open_customer, "link")
        opener.setToolTip(plain_tip(customer))
        self.grid.addWidget(muted(name), 0, 0)
        self.grid.addWidget(opener, 0, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
        for place, (name, value) in enumerate(others, start=2):
            row, column = divmod(place, 2)
            self.grid.addWidget(muted(name), row, column * 2, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(label(value or "—", wrap=True), row, column * 2 + 1, Qt.AlignmentFlag.AlignTop)


class Lines(QWidget):
    """A name in bold with what is said of it under it; one that can be opened is a link."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def show_lines(self, lines: Sequence[Line], empty: str = "") -> None:
        """Show these, or say why there are none."""
        clear(self.column)
        for name, words, act in lines:
            if act is None:
                self.column.addWidget(label(name, "strong", wrap=True))
            else:
                self.column.addWidget(button(name, act, "link"), 0, Qt.AlignmentFlag.AlignLeft)
            if words:
                self.column.addWidget(muted(words, wrap=True))
        if not lines:
            self.column.addWidget(muted(empty, wrap=True))


def facts_of(sheet: OpportunitySheet) -> list[tuple[str, str]]:
    """Customer, amount, chance, day, next step, competitors, team, remarks."""
    row = sheet.row
    next_on = row.next_on.isoformat() if row.next_on else ""
    lost = label_of("loss_reason", row.lost_reason) if row.lost_reason in ENUMERATIONS["loss_reason"] else ""
    facts = [
        (_("Customer"), row.customer_name),
        (_("Amount (yuan)"), money_words(row.amount_fen) if row.amount_fen is not None else ""),
        (_("Probability"), f"{row.probability}%"),
        (_("Weighted (yuan)"), money_words(row.weighted_fen) if row.weighted_fen is not None else ""),
        (_("Expected close"), row.expected_close.isoformat() if row.expected_close else ""),
        (_("Next step"), f"{next_on} {row.next_step}".strip()),
        (_("Competitors"), row.competitors),
        (_("Team"), row.team),
    ]
    if lost:
        facts.append((_("Lost because"), lost))
    if sheet.remarks:
        facts.append((_("Remarks"), sheet.remarks))
    return facts


def man_lines(sheet: OpportunitySheet) -> list[Line]:
    """Money, authority and need: the score, and the evidence or the question that finds it."""
    lines: list[Line] = []
    for name, score, evidence in zip(MAN, sheet.row.man, sheet.evidence, strict=True):
        shown = "–" if score is None else f"{score} / 3"
        lines.append((f"{_(_MAN_LABELS[name])}  {shown}", evidence or _(MAN_QUESTIONS[name]), None))
    return lines


def point_lines(sheet: OpportunitySheet) -> list[Line]:
    """Each control point with its days."""
    labels = ENUMERATIONS["project_point"]
    lines: list[Line] = []
    for one in sheet.points:
        planned = _("planned {day}").format(day=one.planned_on.isoformat()) if one.planned_on else ""
        done = _("done {day}").format(day=one.done_on.isoformat()) if one.done_on else ""
        mark = "✓ " if one.done_on else ""
        lines.append((mark + _(labels[one.point]), " · ".join(filter(None, (planned, done))), None))
    return lines


def stage_lines(sheet: OpportunitySheet) -> list[Line]:
    """The stages that were entered, the latest first."""
    return [
        (f"{one.since.isoformat() if one.since else ''}  {one.words}".strip(), one.reason, None) for one in sheet.stages
    ]
