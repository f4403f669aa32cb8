"""Forms of campaigns: planned, changed, closed, and all that is known of one customer of a campaign."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.fields import ChoiceField, DateField, IntegerField, MoneyField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from model.campaigns.actions import CampaignDraft, TargetDraft, change_target, close_campaign, save_campaign
from model.campaigns.queries import CampaignSheet, TargetRow, contact_choices
from model.enumerations import ENUMERATIONS
from reports.campaign import result_sentence
from resources.i18n import N_, _

_FIELDS = (
    "name", "goal", "offer", "channel", "starts_on", "ends_on", "quota", "budget_fen", "cost_fen", "margin_percent",
)  # fmt: skip


def open_campaign(parent: QWidget, context: Context, sheet: CampaignSheet | None = None) -> FormDialog:
    """Plan a campaign and go to it; or change the one given."""
    form = _campaign_form(context)
    form.set_values({name: getattr(sheet, name) for name in _FIELDS} if sheet else _start(context))

    def save(values: dict[str, Any]) -> None:
        draft = CampaignDraft(**{**values, "goal": values["goal"] or "", "offer": values["offer"] or ""})
        with context.write(N_("Campaign {name}"), name=draft.name[:60]) as session:
            made = save_campaign(session, draft, sheet.id if sheet else None)
        context.say(_("Saved"), undo=True)
        if sheet is None:
            context.open_page("campaign", made)

    heading = _("Edit campaign") if sheet else _("New campaign")
    name = f"campaign/{sheet.id if sheet else 'new'}"
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=680)
    dialog.open()
    return dialog


def edit_target(parent: QWidget, context: Context, row: TargetRow) -> FormDialog:
    """All that is known of one customer of a campaign."""
    with context.read() as session:
        people = contact_choices(session, row.id)
    form = Form(columns=2)
    form.add("response", _("Response"), ChoiceField(ENUMERATIONS["campaign_response"], optional=True))
    form.add("told_on", _("Told on"), DateField(context.today()))
    form.add("bought_fen", _("Bought for (yuan)"), MoneyField(), help=_("What they have bought because of the offer."))
    form.add("bought_on", _("Bought on"), DateField(context.today()))
    form.add("contact_id", _("Contact"), ChoiceField(dict(people), optional=True), wide=True)
    form.add("note", _("Remark"), NoteField(lines=2))
    names = ("response", "told_on", "bought_fen", "bought_on", "contact_id", "note")
    form.set_values({name: getattr(row, name) or None for name in names} | {"bought_fen": row.bought_fen})

    def save(values: dict[str, Any]) -> None:
        same = values["response"] == (row.response or None)
        draft = TargetDraft(
            told_on=values["told_on"],
            response=values["response"] or "",
            responded_on=row.responded_on if same else context.today(),
            note=values["note"] or "",
            bought_on=values["bought_on"],
            bought_fen=values["bought_fen"],
            contact_id=values["contact_id"],
        )
        with context.write(N_("Answer of {customer}"), customer=row.customer_name[:60]) as session:
            change_target(session, row.id, draft, context.today())
        context.say(_("Saved"), undo=True)

    name = f"campaign-target/{row.id}"
    dialog = FormDialog(parent, row.customer_name, form, save, name=name, drafts=context.drafts, width=560)
    dialog.open()
    return dialog


def ask_close(parent: QWidget, context: Context, sheet: CampaignSheet) -> FormDialog:
    """Ask for the sentence of what came of it; one made of the figures stands there to start with."""
    form = Form()
    form.add("result", _("What came of it"), NoteField(lines=4), needed=True)
    form.set_values({"result": sheet.result or result_sentence(sheet.outcome)})
    words = _("It stands first in the report. The figures are those of now; write what you learned.")
    form.add_note(muted(words, wrap=True))

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Close campaign {name}"), name=sheet.name[:60]) as session:
            close_campaign(session, sheet.id, values["result"], context.today())
        context.say(_("Ended"), undo=True)

    dialog = FormDialog(parent, _("Close campaign"), form, save, save_words=_("Close campaign"), width=520)
    dialog.open()
    return dialog


def _campaign_form(context: Context) -> Form:
    form = Form(columns=2)
    form.add("name", _("Campaign name"), TextField(limit=120), needed=True, wide=True)
    form.add(
        "goal", _("Goal"), TextField(limit=300), help=_("What it is to reach, with a figure and a day."), wide=True
    )
    form.add("offer", _("Offer"), NoteField(lines=2), help=_("What the customer gets, as one says it on the phone."))
    form.add("starts_on", _("Starts on"), DateField(context.today()))
    form.add("ends_on", _("Ends on"), DateField(context.today()))
    form.add(
        "channel", _("How they are told"), ChoiceField(ENUMERATIONS["contact_mode"]), needed=True,
        help=_("A text message goes only to people who have agreed to messages; a call to nobody who has refused."),
    )  # fmt: skip
    form.add("quota", _("Quota (customers)"), IntegerField(1, 100_000), help=_("At most so many customers are picked."))
    form.add("budget_fen", _("Budget (yuan)"), MoneyField(), check=_not_negative)
    form.add("cost_fen", _("Spent so far (yuan)"), MoneyField(), check=_not_negative)
    form.add(
        "margin_percent", _("Margin (%)"), IntegerField(0, 100), needed=True,
        help=_("What of each yuan bought is kept after its own cost; 100 % is the program's default."),
    )  # fmt: skip
    return form


def _start(context: Context) -> dict[str, Any]:
    return {"channel": "phone", "margin_percent": 100, "starts_on": context.today()}


def _not_negative(fen: int) -> str:
    return "" if fen >= 0 else _("An amount of money here is not below zero.")
