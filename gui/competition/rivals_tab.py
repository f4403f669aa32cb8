"""What is known of each rival, as one card an operator; and our answers to their tactics."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.competition.dialogs import add_fact, edit_fact, edit_script
from gui.context import Context
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import clear, in_row
from gui.widgets.tag_label import TagLabel
from gui.widgets.timeline import Entry, Timeline
from model.competition.queries import RivalFactRow, ScriptRow, holdings_of_rivals, list_rival_facts, list_scripts
from model.competition.rules import RIVALS, WHOLE_MOVE_TACTICS
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import _, _n

_SHOWN: Final = ("telecom", "unicom", "broadnet")
_TONES: Final = {"strength": Tone.DANGER, "weakness": Tone.DONE, "brand": Tone.NEWS, "product": Tone.NEUTRAL}


class RivalsTab(QWidget):
    """One card a rival; Enter or a click on a line changes it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.holdings: dict[str, QLabel] = {}
        self.lists: dict[str, Timeline] = {}
        self.nothing: dict[str, QWidget] = {}
        row = in_row(gap=16, within=self)
        for operator in _SHOWN:
            row.addWidget(self._card(operator), 1)

    def load(self, session: Session) -> None:
        """Read what is known and what they hold."""
        order = list(ENUMERATIONS["rival_aspect"])
        facts = sorted(list_rival_facts(session), key=lambda row: order.index(row.aspect))
        held = holdings_of_rivals(session)
        for operator in _SHOWN:
            count, customers = held[operator]
            words = _n(
                "{count} contract at {customers} customer",
                "{count} contracts at {customers} customers",
                count,
                customers=customers,
            )
            self.holdings[operator].setText(words)
            known = [_entry(row) for row in facts if row.operator == operator]
            self.lists[operator].set_entries(known)
            self.lists[operator].setVisible(bool(known))
            self.nothing[operator].setVisible(not known)

    def _card(self, operator: str) -> Card:
        card = Card(_(RIVALS[operator]))
        add = button(_("Add"), lambda: add_fact(self, self.context, operator), "link")
        add.setAccessibleName(_("Add something known of {operator}").format(operator=_(RIVALS[operator])))
        card.heading.setWordWrap(True)
        card.head.setStretch(0, 1)
        card.head.setStretch(2, 0)
        card.head.addWidget(add)
        self.holdings[operator] = muted("")
        card.body.addWidget(self.holdings[operator])
        self.lists[operator] = Timeline()
        self.lists[operator].opened.connect(lambda row: edit_fact(self, self.context, row))
        self.nothing[operator] = muted(
            _("What is this rival strong and weak in, which brands and offers does it bring? Each with its source."),
            wrap=True,
        )
        card.body.addWidget(self.lists[operator], 1)
        card.body.addWidget(self.nothing[operator])
        card.body.addStretch()
        return card


class ScriptsTab(QScrollArea):
    """Our answer to every tactic; a shipped one says that it is a default."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Our answers"))
        ground = QWidget()
        ground.setProperty("look", "ground")
        self._grid = QGridLayout(ground)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(16)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.setWidget(ground)

    def load(self, session: Session) -> None:
        """Read the answers."""
        clear(self._grid)
        for place, row in enumerate(list_scripts(session)):
            card = _script_card(row, lambda row=row: edit_script(self, self.context, row))  # type: ignore[misc]
            self._grid.addWidget(card, place // 2, place % 2)


def _script_card(row: ScriptRow, edit: Callable[[], object]) -> Card:
    name = label_of("competitor_tactic", row.tactic)
    card = Card(name)
    card.body.addWidget(label(row.script, wrap=True))
    card.body.addStretch(1)
    foot = QHBoxLayout()
    foot.setSpacing(8)
    if row.is_default:
        foot.addWidget(TagLabel(_("default")))
    if row.tactic in WHOLE_MOVE_TACTICS:
        foot.addWidget(TagLabel(_("warns at once"), Tone.DANGER))
    foot.addStretch(1)
    change = button(_("Edit"), edit, "link")
    change.setAccessibleName(_("Answer to: {tactic}").format(tactic=name))
    foot.addWidget(change)
    card.body.addLayout(foot)
    return card


def _entry(row: RivalFactRow) -> Entry:
    aspect = label_of("rival_aspect", row.aspect)
    day = row.seen_on.isoformat() if row.seen_on else _("unknown")
    return Entry(row.id, aspect, _TONES.get(row.aspect, Tone.NEUTRAL), row.text, quiet=f"{row.source}  {day}")
