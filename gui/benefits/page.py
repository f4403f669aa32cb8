"""The benefits page: what is planned, held, sent and received, how much arrives, and the reward table."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.benefits.card_dialog import open_own_card
from gui.benefits.events_tab import EventsTab
from gui.benefits.merchants_tab import MerchantsTab
from gui.benefits.rewards_tab import RewardsTab
from gui.colours import Tone
from gui.context import Context
from gui.customer_field import customer_field
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.benefits.actions import (
    BenefitDraft,
    approve_benefit,
    cancel_benefit,
    plan_benefit,
    receive_benefit,
    send_benefit,
)
from model.benefits.events import list_events
from model.benefits.merchants import list_merchants
from model.benefits.queries import BenefitRow, list_benefits
from model.benefits.rewards import reward_kinds
from model.benefits.rules import may_have
from model.customers.finding import contact_of, customer_by_id
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.grading.queries import effective_grades
from resources.i18n import N_, _


class BenefitsPage(Page):
    """Benefits (权益)."""

    listens_to = frozenset({"benefit_grant", "benefit_event", "alliance_merchant", "customer", "setting"})

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
        self.events = EventsTab(context)
        self.merchants = MerchantsTab(context)
        self.rewards = RewardsTab(context)
        self._arrange()

    def refresh(self) -> None:
        """Read benefits, events, merchants and rewards."""
        with self.context.read() as session:
            rows = list_benefits(session)
            for tab in (self.events, self.merchants, self.rewards):
                tab.load(session)
        self.table.set_rows([_row(row) for row in rows])
        held = sum(row.held for row in rows)
        self.sub_heading.setText(_("{count} wait for compliance approval").format(count=held) if held else "")

    def state(self) -> dict[str, Any]:
        """The sheet shown and the list as it stands."""
        return {"tab": self.tabs.current(), "table": self.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "list")))
        self.table.restore(state.get("table", {}))

    def new_here(self) -> bool:
        """Ctrl+N: an event or merchant on their sheets, a benefit otherwise."""
        new = {"events": self.events.write, "merchants": self.merchants.write}.get(self.tabs.current(), self.plan)
        new()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Benefits go from planned to sent to received; the arrival rate is received ÷ sent. A gift to a person of "
            "a public body or a state-owned enterprise is held until its compliance approval is noted. Invitations to "
            "an event go to the grades that the reward table gives it; who came is the arrival of the invitation."
        )

    def plan(self) -> FormDialog:
        """Plan a benefit for a customer or one of its people."""
        form = Form(columns=2)
        form.add("customer_id", _("Customer"), customer_field(self.context), needed=True, wide=True)
        form.add("contact", _("Contact"), TextField(), help=_("The name; empty for the customer as such."))
        form.add("kind", _("Benefit"), ChoiceField(ENUMERATIONS["benefit_kind"]), needed=True)
        form.add("text", _("What it is"), TextField())
        form.add("day", _("Planned for"), DateField(self.context.today()), needed=True)
        form.add("cost", _("Cost (yuan)"), MoneyField())
        with self.context.read() as session:
            today = self.context.today()
            events = {one.id: one.title for one in list_events(session)}
            shops = [one for one in list_merchants(session, today) if not one.is_over]
            merchants = {one.id: f"{one.name}　{' '.join(one.grades)}" for one in shops}
            rewards = reward_kinds(session)
        form.add("event_id", _("Event title"), ChoiceField(events, optional=True))
        form.add("merchant_id", _("Merchant"), ChoiceField(merchants, optional=True),
                 help=_("With the grades whose customers it gives something."))  # fmt: skip
        form.set_values({"day": today, "kind": "vip_card"})

        def save(values: dict[str, Any]) -> None:
            with self.context.write(N_("Plan a benefit")) as session:
                customer = customer_by_id(session, values["customer_id"])
                contact = contact_of(session, customer.id, values["contact"]).id if values["contact"] else None
                draft = BenefitDraft(
                    customer.id, values["kind"], values["text"] or "", values["day"], contact, values["cost"],
                    values["event_id"], values["merchant_id"],
                )  # fmt: skip
                plan_benefit(session, draft)
                grade = effective_grades(session, today, [customer.id]).get(customer.id, "")
            self._say_planned(may_have(rewards, grade, values["kind"]), grade)

        dialog = FormDialog(self, _("Plan a benefit"), form, save, width=620)
        dialog.open()
        return dialog

    def _say_planned(self, in_table: bool, grade: str) -> None:
        if in_table:
            self.context.say(_("Saved"), undo=True)
        else:
            words = _("Saved; the reward table does not give this to grade {grade}.").format(grade=grade)
            self.context.say(words, "warning", undo=True)

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
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for words, act in (
            (_("Approved"), self.approve),
            (_("Sent"), self.send),
            (_("Received"), self.receive),
            (_("Cancel it"), self.cancel),
        ):
            acts.addWidget(button(words, act))
        acts.addStretch(1)
        sheet = QWidget()
        in_column(acts, (self.table, 1), gap=12, within=sheet)
        self.tabs = Tabs()
        for key, words, tab in (
            ("list", _("Benefits"), sheet),
            ("events", _("Club events and lectures"), self.events),
            ("merchants", _("Alliance merchants"), self.merchants),
            ("rewards", _("Rewards and arrival"), self.rewards),
        ):
            self.tabs.add(key, words, tab)
        self.buttons.addWidget(button(_("My business card"), partial(open_own_card, self, self.context)))
        self.buttons.addWidget(button(_("Plan a benefit"), self.plan, "primary"))
        self.body.addWidget(self.tabs, 1)
        self.setFocusProxy(self.table.view)


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
