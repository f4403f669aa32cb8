"""The benefits page: what is planned, held, sent and received, how much arrives, and the reward table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from sqlalchemy.orm import Session

from gui.benefits.card_dialog import open_own_card
from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted
from gui.widgets.record_table import RecordTable
from model.benefits.actions import (
    BenefitDraft,
    approve_benefit,
    cancel_benefit,
    plan_benefit,
    receive_benefit,
    send_benefit,
)
from model.benefits.queries import BenefitRow, arrival_rates, list_benefits
from model.benefits.rules import REWARDS
from model.customers.finding import contact_of, customer_by_code
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from resources.i18n import N_, _


class BenefitsPage(Page):
    """Benefits (权益)."""

    listens_to = frozenset({"benefit_grant", "customer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Benefits"))
        nothing = Empty(
            _("No benefit yet"),
            _("VIP cards, birthday gifts, club and lecture events stand here from plan to arrival."),
            _("Plan a benefit"),
            self.plan,
            "star",
        )
        self.table = RecordTable("benefits", _columns(), context.preferences, context.today, empty=nothing)
        offer_papers(self, context, self.table, _("Benefits"))
        self.rates = muted("", wrap=True)
        self.rewards = RecordTable(
            "rewards", _reward_columns(), context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.rewards.view.hideColumn(0)
        self._arrange()

    def refresh(self) -> None:
        """Read benefits and rates."""
        with self.context.read() as session:
            rows = list_benefits(session)
            rates = arrival_rates(session)
        self.table.set_rows([_row(row) for row in rows])
        kinds = ENUMERATIONS["benefit_kind"]
        lines = [
            f"{_(kinds[kind])}  {(ratio.percent or 0) / 100:.0f}%  {ratio.numerator} ÷ {ratio.denominator}"
            for kind, ratio in rates.items()
        ]
        self.rates.setText("\n".join(lines) or _("Nothing was sent yet."))
        held = sum(row.held for row in rows)
        self.sub_heading.setText(_("{count} wait for compliance approval").format(count=held) if held else "")

    def new_here(self) -> bool:
        """Ctrl+N: plan a benefit."""
        self.plan()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Benefits go from planned to sent to received; the arrival rate is received ÷ sent. A gift to a person of "
            "a public body or a state-owned enterprise is held until its compliance approval is noted. What a grade "
            "may be given stands in the reward table; it is a default of the program."
        )

    def plan(self) -> FormDialog:
        """Plan a benefit for a customer or one of its people."""
        form = Form(columns=2)
        form.add("code", _("Group code"), TextField(), needed=True)
        form.add("contact", _("Contact"), TextField(), help=_("The name; empty for the customer as such."))
        form.add("kind", _("Benefit"), ChoiceField(ENUMERATIONS["benefit_kind"]), needed=True)
        form.add("text", _("What it is"), TextField())
        form.add("day", _("Planned for"), DateField(self.context.today()), needed=True)
        form.add("cost", _("Cost (yuan)"), MoneyField())
        form.set_values({"day": self.context.today(), "kind": "vip_card"})

        def save(values: dict[str, Any]) -> None:
            with self.context.write(N_("Plan a benefit")) as session:
                customer = customer_by_code(session, values["code"])
                contact = contact_of(session, customer.id, values["contact"]).id if values["contact"] else None
                draft = BenefitDraft(
                    customer.id, values["kind"], values["text"] or "", values["day"], contact, values["cost"]
                )
                plan_benefit(session, draft)
            self.context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, _("Plan a benefit"), form, save, width=620)
        dialog.open()
        return dialog

    def approve(self) -> FormDialog | None:
        """Note who approved the chosen gifts."""
        ids = self.table.selected_ids()
        if not ids:
            return None
        form = Form()
        form.add("by", _("Compliance approval by"), TextField(), needed=True)

        def save(values: dict[str, Any]) -> None:
            with self.context.write(N_("Compliance approval")) as session:
                for id in ids:
                    approve_benefit(session, id, values["by"], self.context.today())
            self.context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, _("Compliance approval"), form, save)
        dialog.open()
        return dialog

    def send(self) -> None:
        """The chosen benefits were sent."""
        self._each(N_("Benefits sent"), lambda session, id: send_benefit(session, id, self.context.today()))

    def receive(self) -> None:
        """The chosen benefits have arrived."""
        self._each(N_("Benefits received"), lambda session, id: receive_benefit(session, id, self.context.today()))

    def cancel(self) -> None:
        """The chosen benefits are not given."""
        self._each(N_("Benefits cancelled"), cancel_benefit)

    def _each(self, words: str, act: Callable[[Session, str], None]) -> None:
        ids = self.table.selected_ids()
        if not ids:
            self.context.say(_("Tick the benefits first: Space, or the box before the row."), "news")
            return
        try:
            with self.context.write(words) as session:
                for id in ids:
                    act(session, id)
        except UserError as error:
            self.context.say(error.sentence, "warning")
            return
        self.context.say(_("Saved"), undo=True)

    def _arrange(self) -> None:
        for words, act in (
            (_("Cancel it"), self.cancel),
            (_("Approved"), self.approve),
            (_("Sent"), self.send),
            (_("Received"), self.receive),
        ):
            self.buttons.addWidget(button(words, act))
        self.buttons.addWidget(button(_("My business card"), partial(open_own_card, self, self.context)))
        self.buttons.addWidget(button(_("Plan a benefit"), self.plan, "primary"))
        rates = Card(_("Arrival rate"))
        rates.body.addWidget(self.rates)
        rates.body.addStretch(1)
        rewards = Card(_("Reward by grade"), _("default"), margins=1)
        rewards.body.addWidget(self.rewards, 1)
        kinds = ENUMERATIONS["benefit_kind"]
        self.rewards.set_rows(
            [
                (one.grade, one.grade, _(", ").join(_(kinds[kind]) for kind in one.kinds), one.discount_percent / 100)
                for one in REWARDS
            ]
        )
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(rates, 1)
        right.addWidget(rewards, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        for card in (rates, rewards):
            card.setMaximumWidth(340)
        row.addWidget(self.table, 5)
        row.addLayout(right, 2)
        self.body.addLayout(row, 1)


def _columns() -> list[Column]:
    tones = {"planned": Tone.NEUTRAL, "held": Tone.WARNING, "sent": Tone.NEWS, "received": Tone.DONE}
    states = {**ENUMERATIONS["benefit_state"], "held": N_("Awaits approval")}
    return [
        Column("customer", N_("Customer"), Kind.TEXT, 180, bold=True),
        Column("kind", N_("Benefit"), Kind.CHOICE, 110, choices=dict(ENUMERATIONS["benefit_kind"])),
        Column("state", N_("State"), Kind.TAG, 90, choices=states, tones=tones),
        Column("contact", N_("Contact"), Kind.TEXT, 100),
        Column("text", N_("What it is"), Kind.TEXT, 140),
        Column("planned_on", N_("Planned for"), Kind.DATE, 100),
        Column("sent_on", N_("Sent on"), Kind.DATE, 100),
        Column("received_on", N_("Received on"), Kind.DATE, 100),
        Column("cost_fen", N_("Cost"), Kind.MONEY, 90, total=True),
        Column("approved_by", N_("Compliance approval by"), Kind.TEXT, 110, shown=False),
    ]


def _row(row: BenefitRow) -> tuple[object, ...]:
    return (
        row.id,
        row.customer,
        row.kind,
        "held" if row.held else row.state,
        row.contact,
        row.text,
        row.planned_on,
        row.sent_on,
        row.received_on,
        row.cost_fen,
        row.approved_by,
    )


def _reward_columns() -> list[Column]:
    return [
        Column("grade", N_("Grade"), Kind.TEXT, 50, bold=True),
        Column("kinds", N_("Benefits"), Kind.TEXT, 260),
        Column("discount", N_("Discount"), Kind.PERCENT, 70),
    ]
