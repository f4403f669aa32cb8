"""Teammates' rankings typed in the meeting: a name, Enter, the numbers, Enter; what comes of them stands beside."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.fields import Field
from gui.widgets.labels import icon_button, label, muted
from gui.widgets.placing import STRETCH, clear, in_column, in_row
from model.needs.priority_tables import MOST_VOTES, Vote
from model.needs.queries import NeedRow
from model.needs.ranking import concordance, concordance_words, spreads, team_order, typed_order
from reports.words import cut
from resources.i18n import _


class VotesField(Field):
    """The votes; the value is a list of `Vote`, and a draft keeps what was typed."""

    def __init__(self, needs: Sequence[NeedRow]) -> None:
        self.panel = QWidget()
        super().__init__(self.panel)
        self._needs = needs
        self._votes: list[Vote] = []
        self.name, self.order = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(_("Teammate"))
        self.name.setAccessibleName(_("Teammate"))
        self.name.setMaxLength(40)
        self.order.setPlaceholderText(_("Numbers, the most pressing first: 3 1 2"))
        self.order.setAccessibleName(_("Order of the needs as numbers"))
        self.fault = label("", "danger", wrap=True)
        self.fault.hide()
        self.lines, self.result = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.name.returnPressed.connect(self.order.setFocus)
        self.order.returnPressed.connect(self.enter)
        self.setFocusProxy(self.name)
        self._show()

    def enter(self) -> None:
        """Add what was typed; a name that stands there already ranks anew."""
        name = self.name.text().strip()
        places, fault = typed_order(self.order.text(), len(self._needs))
        words = _(fault) if fault else "" if name else _("Say whose ranking this is.")
        if not words and len(self._votes) >= MOST_VOTES:
            words = _("Thirty rankings are the most.")
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            return
        vote = Vote(name, tuple(self._needs[place].id for place in places))
        self._votes = [*(one for one in self._votes if one.voter != name), vote]
        self.name.clear()
        self.order.clear()
        self.name.setFocus()
        self._show()
        self.changed.emit()

    def value(self) -> Any:
        return list(self._votes)

    def set_value(self, value: Any) -> None:
        self._votes = list(value or ())
        self._show()

    def typed(self) -> Any:
        return [[vote.voter, *vote.ranks] for vote in self._votes]

    def set_typed(self, typed: Any) -> None:
        known = {need.id for need in self._needs}
        self._votes = [Vote(str(one[0]), tuple(row for row in one[1:] if row in known)) for one in typed or ()]
        self._show()

    def problem(self) -> str:
        left = self.name.text().strip() or self.order.text().strip()
        return _("Press Enter to add this ranking, or empty its fields.") if left else ""

    def _lay_out(self) -> None:
        entry = in_row((self.name, 1), (self.order, 2), gap=8)
        in_column(entry, self.fault, self.lines, self.result, gap=8, within=self.panel)
        for part in (self.lines, self.result):
            part.setSpacing(4)

    def _show(self) -> None:
        numbers = {need.id: place for place, need in enumerate(self._needs, start=1)}
        clear(self.lines)
        for vote in self._votes:
            words = " ".join(str(numbers[row]) for row in vote.ranks if row in numbers)
            self.lines.addWidget(self._line(vote, words))
        clear(self.result)
        if self._votes:
            self._show_result(numbers)

    def _line(self, vote: Vote, words: str) -> QWidget:
        line = QWidget()
        in_row(
            label(vote.voter, "strong"),
            label(words),
            STRETCH,
            icon_button("x", _("Take out the ranking of {name}").format(name=vote.voter), lambda: self._drop(vote)),
            within=line,
        )
        return line

    def _drop(self, vote: Vote) -> None:
        self._votes = [one for one in self._votes if one != vote]
        self._show()
        self.changed.emit()

    def _show_result(self, numbers: dict[str, int]) -> None:
        ids, rankings = list(numbers), [vote.ranks for vote in self._votes]
        found, agreed = spreads(ids, rankings), concordance(ids, rankings)
        figure = ""
        if agreed is not None:
            figure = _("Concordance (Kendall's W) {figure}. ").format(figure=f"{float(agreed):.2f}")
        self.result.addWidget(label(_("The team's order"), "strong"))
        self.result.addWidget(muted(figure + _(concordance_words(agreed)), wrap=True))
        statements = {need.id: need.statement for need in self._needs}
        for place, need_id in enumerate(team_order(ids, rankings), start=1):
            spread = found[need_id]
            said = _("ranked {best} to {worst}").format(best=spread.best, worst=spread.worst)
            if spread.width == 0:
                said = _("ranked {best} by all").format(best=spread.best)
            apart = 2 * spread.width >= len(ids) and spread.width > 1
            words = f"{place}. {cut(statements[need_id], 60)}  {said}"
            self.result.addWidget(
                label(f"{words} · {_('far apart')}" if apart else words, "danger" if apart else "", wrap=True)
            )
