"""The profile: every kept field of a customer, each to be changed where it stands."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.row_dialog import open_row
from gui.customers.tab import CustomerTab
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted, plain_tip, set_look
from gui.widgets.placing import STRETCH, in_row
from gui.widgets.record_fields import label_of_field, words_of_field
from model.customers.completeness import completeness_of
from model.customers.queries import custom_values_of, merged_into, profile_of
from model.customers.records import Customer, CustomValue
from model.labels import label_of
from model.questionnaires.queries import OpinionRow, list_opinions
from reports.words import cut
from resources.i18n import N_, _

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        N_("Who they are"),
        ("name", "short_name", "former_names", "group_code", "credit_code", "customer_category", "industry",
         "industry_detail", "enterprise_type", "status"),
    ),
    (
        N_("Size and money"),
        ("employee_count", "branch_count", "registered_capital_fen", "monthly_telecom_spend_fen", "our_share_percent",
         "payer_type", "price_sensitivity", "credit_rating"),
    ),
    (
        N_("How we see them"),
        ("company_grade", "service_tier", "key_account_type", "purchase_motive", "boss_project", "network_since"),
    ),
    (
        N_("Where and who"),
        ("region", "grid", "address", "manager_name", "manager_no", "cover_no", "cover_from", "cover_to"),
    ),
    (N_("In words"), ("decision_process", "network_situation", "innovation_goal", "remarks")),
)  # fmt: skip
_FIXED: Final = frozenset({"group_code"})
"""The office's key: it is changed by the office's file, not by hand."""


class ValueButton(QPushButton):
    """A value that is changed by clicking it."""

    def __init__(self, field: str, words: str, value: str) -> None:
        super().__init__(value or _("add"))
        self.field = field
        self.setProperty("look", "value" if value else "link")
        self.setAccessibleName(_("{field}: {value}").format(field=words, value=value or _("not known")))
        self.setToolTip(plain_tip(value))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)


class ProfileTab(CustomerTab):
    """Cards of fields; Enter or a click on a value changes it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.summary = muted("")
        self.merged = muted("", wrap=True)
        row = in_row(self.summary, STRETCH, button(_("Edit all fields"), self.edit_all, glyph="pencil"))
        self.column.addLayout(row)
        self.column.addWidget(self.merged)
        self.column.addWidget(self._scroll, 1)

    def load(self, session: Session) -> None:
        """Read the profile."""
        profile = profile_of(session, self.customer)
        found = completeness_of(profile)
        self.summary.setText(
            _("{known} of {of} fields known, {percent}%").format(known=found.known, of=found.of, percent=found.percent)
        )
        merged = merged_into(session, self.customer)
        names = _(", ").join(f"{name} {code}".strip() for _id, code, name in merged)
        self.merged.setText(_("Merged into this customer: {names}").format(names=names))
        self.merged.setVisible(bool(merged))
        self._show(profile, custom_values_of(session, self.customer), list_opinions(session, self.customer))

    def edit_all(self) -> None:
        """Every field in one form."""
        names = [name for _words, fields in GROUPS for name in fields if name not in _FIXED]
        open_row(self, self.context, Customer, self.customer, names, needed=("name",))

    def _show(
        self, profile: dict[str, Any], custom: Sequence[tuple[str, str, str]], opinions: Sequence[OpinionRow]
    ) -> None:
        ground = QWidget()
        ground.setProperty("look", "ground")
        columns = in_row(gap=16, margins=(0, 0, 8, 0), within=ground)
        sides = (QVBoxLayout(), QVBoxLayout())
        cards = [self._card(_(words), fields, profile) for words, fields in GROUPS]
        if custom:
            cards.append(self._custom_card(custom))
        if opinions:
            cards.insert(2, _opinions_card(opinions))
        for place, card in enumerate(cards):
            sides[0 if place in (0, 2, 5) else 1].addWidget(card)
        for side in sides:
            side.setSpacing(16)
            side.addStretch(1)
            columns.addLayout(side, 1)
        self._scroll.setWidget(ground)

    def _card(self, words: str, fields: Sequence[str], profile: dict[str, Any]) -> Card:
        card = Card(words)
        grid = _grid()
        for place, name in enumerate(fields):
            value = words_of_field(Customer, name, profile[name])
            named = label(label_of_field(Customer, name), "muted")
            grid.addWidget(named, place, 0)
            if name in _FIXED:
                fixed = label(value)
                fixed.setContentsMargins(7, 3, 0, 3)
                grid.addWidget(fixed, place, 1)
            else:
                grid.addWidget(self._value(name, label_of_field(Customer, name), value), place, 1)
        card.body.addLayout(grid)
        return card

    def _value(self, name: str, words: str, value: str) -> QWidget:
        shown = value.replace("\n", " ")
        made = ValueButton(name, words, cut(shown, 60))
        made.setToolTip(plain_tip(value))
        made.clicked.connect(lambda: open_row(self, self.context, Customer, self.customer, (name,)))
        set_look(made, "look", "value" if value else "value-missing")
        return made

    def _custom_card(self, custom: Sequence[tuple[str, str, str]]) -> Card:
        card = Card(_("The office's own columns"))
        grid = _grid()
        for place, (row_id, name, value) in enumerate(custom):
            grid.addWidget(label(name, "muted"), place, 0)
            made = ValueButton("value", name, value)
            set_look(made, "look", "value")
            made.clicked.connect(
                lambda _on=False, row=row_id: open_row(self, self.context, CustomValue, row, ("value",))
            )
            grid.addWidget(made, place, 1)
        card.body.addLayout(grid)
        return card


def _opinions_card(opinions: Sequence[OpinionRow]) -> Card:
    """What they said of us last; it comes from questionnaires and is not changed here."""
    card = Card(_("What they think of us"))
    grid = _grid()
    for place, one in enumerate(opinions):
        grid.addWidget(label(label_of("opinion_kind", one.kind), "muted"), place * 2, 0)
        grid.addWidget(label(one.words, wrap=True), place * 2, 1)
        day = one.said_on.isoformat() if one.said_on else ""
        grid.addWidget(muted(f"{day} · {one.source}", wrap=True), place * 2 + 1, 1)
    card.body.addLayout(grid)
    return card


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 110)
    grid.setColumnStretch(1, 1)
    return grid
