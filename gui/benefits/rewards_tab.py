"""The reward table by grade, and how much of each kind of benefit arrives."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import CheckField
from gui.widgets.form import Form, FormDialog
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.benefits.queries import arrival_rates
from model.benefits.rewards import RewardRow, reward_table, save_reward
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


class RewardsTab(QWidget):
    """What each grade may be given, to be changed; and the arrival rates."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rewards: list[RewardRow] = []
        self.rewards = self._table("rewards", _reward_columns(), Empty(""))
        self.rates = self._table("arrival-rates", _rate_columns(), Empty(_("Nothing was sent yet.")))
        self.rewards.opened.connect(self.change)
        self.rewards.acted.connect(lambda grade, _key: self.change(grade))
        column = in_column(gap=16, within=self)
        for words, remark, table, part in (
            (_("Reward by grade"), _("the higher the grade, the more"), self.rewards, 5),
            (_("Arrival rate"), _("received ÷ sent"), self.rates, 4),
        ):
            card = Card(words, remark, margins=1)
            card.body.addWidget(table, 1)
            column.addWidget(card, part)

    def load(self, session: Session) -> None:
        """Read both."""
        self._rewards = reward_table(session)
        kinds = ENUMERATIONS["benefit_kind"]
        self.rewards.set_rows(
            [
                (
                    one.grade, one.grade, _(", ").join(_(kinds[kind]) for kind in one.kinds), one.discount / 10_000,
                    "default" if one.is_default else None, _("Edit"),
                )
                for one in self._rewards
            ]
        )  # fmt: skip
        self.rates.set_rows(
            [
                (kind, _(kinds[kind]), ratio.denominator, ratio.numerator, ratio.share)
                for kind, ratio in arrival_rates(session).items()
            ]
        )

    def change(self, grade: str) -> FormDialog:
        """Edit what a grade may be given."""
        row = next(one for one in self._rewards if one.grade == grade)
        form = Form(columns=2)
        for kind, words in ENUMERATIONS["benefit_kind"].items():
            form.add(kind, "", CheckField(_(words)))
        form.set_values({kind: kind in row.kinds for kind in ENUMERATIONS["benefit_kind"]})

        def save(values: dict[str, Any]) -> None:
            with self._context.write(N_("Reward of grade {grade}"), grade=grade) as session:
                save_reward(session, grade, tuple(kind for kind, given in values.items() if given))
            self._context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, _("What grade {grade} may be given").format(grade=grade), form, save)
        dialog.open()
        return dialog

    def _table(self, name: str, columns: list[Column], empty: Empty) -> RecordTable:
        context = self._context
        table = RecordTable(
            name, columns, context.preferences, context.today, empty=empty, bar=False, footer=False, frame=False
        )
        table.view.hideColumn(0)
        return table


def _reward_columns() -> list[Column]:
    return [
        Column("grade", N_("Grade"), Kind.TEXT, 60, bold=True),
        Column("kinds", N_("Benefits"), Kind.TEXT, 400),
        Column("discount", N_("Discount authority"), Kind.PERCENT, 110),
        Column("default", "", Kind.TAG, 84, choices={"default": N_("default")}, tones={"default": Tone.NEUTRAL}),
        Column("change", "", Kind.ACTION, 64),
    ]


def _rate_columns() -> list[Column]:
    return [
        Column("kind", N_("Benefit"), Kind.TEXT, 180, bold=True),
        Column("sent", N_("Sent"), Kind.INTEGER, 90),
        Column("received", N_("Received"), Kind.INTEGER, 90),
        Column("rate", N_("Arrival rate"), Kind.PERCENT, 80),
    ]
