"""Picks a campaign's customers: filter, order, quota, and a share kept untold; the count shows before."""

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.campaigns.columns import REASONS
from gui.context import Context
from gui.segments.conditions_field import add_conditions
from gui.segments.rule_form import segment_choices
from gui.tasks import Progress
from gui.widgets.fields import CheckField, ChoiceField, IntegerField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label
from gui.widgets.placing import in_row
from model.campaigns.actions import pick_for
from model.campaigns.candidates import preview_pick
from model.campaigns.queries import CampaignSheet
from model.campaigns.rules import MOST_HELD, ORDERS, Order, Pick, PickPlan
from model.errors import UserError
from model.segments.queries import segment_fields
from resources.i18n import N_, _


class PickDialog(FormDialog):
    """The plan of a pick; "Count first" says who would be picked and why the others would not."""

    def __init__(self, parent: QWidget, context: Context, sheet: CampaignSheet) -> None:
        self._context, self._sheet = context, sheet
        self.counted = label("", wrap=True)
        form = _form(context)
        foot = QWidget()
        self.count_button = button(_("Count first"), self.count)
        in_row(self.count_button, (self.counted, 1), gap=12, within=foot)
        form.add_note(foot)
        form.set_values(_values(sheet))
        super().__init__(
            parent, _("Pick customers"), form, self._pick, save_words=_("Pick"), width=760,
            name=f"campaign-pick/{sheet.id}", drafts=context.drafts,
        )  # fmt: skip

    def count(self) -> None:
        """Say what the plan would pick."""
        self.counted.setText("")
        if not self.form.check():
            return
        values = self.form.values()
        plan = _plan(values)
        sheet, context, quota = self._sheet, self._context, values["quota"]

        def job(_progress: Progress) -> Pick:
            with context.read() as session:
                return preview_pick(session, sheet.id, sheet.channel, plan, quota, context.today())

        context.tasks.run(job, self._tell, self._fail)

    def _tell(self, pick: Pick) -> None:
        if self.isVisible():
            self.counted.setText(pick_words(pick))

    def _fail(self, error: UserError) -> None:
        if self.isVisible():
            self.counted.setText(error.sentence)

    def _pick(self, values: dict[str, Any]) -> None:
        plan, quota = _plan(values), values["quota"]
        sheet, context = self._sheet, self._context

        def job(_progress: Progress) -> Pick:
            with context.write(N_("Customers of campaign {name}"), name=sheet.name[:60]) as session:
                return pick_for(session, sheet.id, plan, context.today(), quota)

        context.tasks.run(
            job,
            lambda pick: context.say(pick_words(pick), undo=True),
            title=_("Picking customers"),
            writes=True,
        )


def pick_words(pick: Pick) -> str:
    """What a pick chose, and why the others were left out."""
    words = _("{count} picked, {held} of them kept back untold.").format(
        count=f"{len(pick.chosen):,}", held=f"{len(pick.held):,}"
    )
    reasons = Counter(reason for _customer, reason in pick.left_out)
    if not reasons:
        return words
    parts = [f"{_(REASONS[reason])} {count:,}" for reason, count in sorted(reasons.items())]
    return words + " " + _("Left out: {reasons}.").format(reasons=_(", ").join(parts))


def _form(context: Context) -> Form:
    form = Form(columns=3)
    form.add("segment_id", _("Segment"), ChoiceField(segment_choices(context), optional=True),
             help=_("Empty means all customers."))  # fmt: skip
    form.add("order", _("Order"), ChoiceField(ORDERS), help=_("Who comes first when more fit than the quota."))
    form.add("quota", _("Quota (customers)"), IntegerField(1, 100_000), needed=True)
    add_conditions(form, segment_fields())
    form.add(
        "held_percent", _("Kept untold (%)"), IntegerField(0, MOST_HELD), needed=True,
        help=_("Drawn by lot, to compare with: only so one sees whether telling changes anything. 0 is the default."),
    )  # fmt: skip
    form.add("seed", _("Seed of the lot"), IntegerField(0, 1_000_000), needed=True,
             help=_("The same seed draws the same customers again."))  # fmt: skip
    form.add("spare_recent", _("Consideration"), CheckField(_("Spare who was told in the last 30 days")), wide=True)
    return form


def _values(sheet: CampaignSheet) -> dict[str, Any]:
    plan = sheet.plan
    return {
        "segment_id": plan.segment_id or None,
        "order": plan.order.value,
        "quota": sheet.quota,
        "held_percent": plan.held_percent,
        "seed": plan.seed,
        "spare_recent": plan.spare_recent,
        "conditions": plan.conditions,
    }


def _plan(values: dict[str, Any]) -> PickPlan:
    return PickPlan(
        values["segment_id"] or "",
        values["conditions"],
        Order(values["order"]),
        values["held_percent"],
        values["seed"],
        values["spare_recent"],
    )
