"""The form of an opportunity."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customer_field import CustomerForm
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import ChoiceField, DateField, IntegerField, MoneyField, NoteField, TextField
from gui.widgets.form import FormDialog
from model.needs.queries import list_needs
from model.opportunities.actions import OpportunityDraft, add_opportunity, change_opportunity
from model.opportunities.moving import change_pipeline
from model.opportunities.queries import OpportunitySheet, find_opportunity
from model.opportunities.rules import MAN, MAN_LEVELS, MAN_QUESTIONS
from model.opportunities.settings import pipelines_in_force
from resources.i18n import N_, _

_TEXTS: Final = ("next_step", "competitors", "team", "remarks", *(f"man_{name}_evidence" for name in MAN))
_LABELS: Final = {"money": N_("Money"), "authority": N_("Authority"), "need": N_("Need")}


class OpportunityForm(CustomerForm):
    """An opportunity; the needs to tick follow the customer. Its stage is set by moving it on the board."""

    def __init__(self, context: Context, sheet: OpportunitySheet | None, customer_id: str | None) -> None:
        super().__init__(context, sheet.row.customer_id if sheet else customer_id)
        with context.read() as session:
            self._pipelines = pipelines_in_force(session).by_name
        self.ask_customer(self._offer_needs)
        self.add(
            "name", _("Opportunity"), TextField(_("What may be sold, such as “dedicated line for both plants”"), 200),
            needed=True, wide=True,
        )  # fmt: skip
        self._add_figures()
        self._add_man()
        self.needs = CheckListField(most_rows=3)
        self.add(
            "need_ids", _("Needs it answers"), self.needs, wide=True,
            help=_("Without a need behind it an opportunity is a wish of ours."),
        )  # fmt: skip
        self.add("competitors", _("Competitors"), TextField(limit=200))
        if len(self._pipelines) > 1:
            names = {key: pipeline.words for key, pipeline in self._pipelines.items()}
            self.add("pipeline", _("Pipeline"), _Plain(names))
        self.add("remarks", _("Remarks"), NoteField(lines=2), wide=True)
        self._offer_needs()
        self.set_values(_values_of(sheet))

    def draft(self) -> OpportunityDraft:
        """The opportunity as typed."""
        values = self.values()
        plain: dict[str, Any] = {name: values[name] or "" for name in _TEXTS}
        plain |= {f"man_{name}": _score(values[f"man_{name}"]) for name in MAN}
        plain |= {name: values[name] for name in ("amount_fen", "probability", "expected_close", "next_on", "need_ids")}
        return OpportunityDraft(
            self.chosen_customer() or "", values["name"] or "", pipeline=values.get("pipeline") or "", **plain
        )

    def _add_figures(self) -> None:
        today = self._context.today()
        self.add("amount_fen", _("Amount (yuan)"), MoneyField(), help=_("What it brings in the whole term, about."))
        self.add("expected_close", _("Expected close"), DateField(today))
        self.add("next_step", _("Next step"), TextField(limit=200))
        self.add("next_on", _("Next step on"), DateField(today))
        self.add(
            "probability", _("Probability (%)"), IntegerField(0, 100),
            help=_("Left empty, the stage's own chance counts."),
        )  # fmt: skip
        self.add("team", _("Team"), TextField(_("Who works on it with us"), 200))

    def _add_man(self) -> None:
        for name in MAN:
            self.add(
                f"man_{name}", _(_LABELS[name]), ChoiceField(MAN_LEVELS, optional=True), help=_(MAN_QUESTIONS[name])
            )
            words = _("Evidence of {what}").format(what=_(_LABELS[name]))
            self.add(f"man_{name}_evidence", words, TextField(_("Who said it, what proves it"), 300))

    def _offer_needs(self) -> None:
        customer = self.chosen_customer()
        if customer is None:
            self.needs.set_choices(())
            return
        with self._context.read() as session:
            rows = list_needs(session, customer_id=customer)
        self.needs.set_choices((row.id, f"{row.order}. {row.statement}") for row in rows)


class _Plain(ChoiceField):
    """Names a person gave: shown as they are."""

    def __init__(self, names: dict[str, str]) -> None:
        super().__init__({})
        for key, words in names.items():
            self.box.addItem(words, key)


def open_opportunity_form(
    parent: QWidget, context: Context, opportunity_id: str | None = None, customer_id: str | None = None
) -> FormDialog:
    """A new opportunity (of this customer, or of one still to be chosen), or one to change."""
    sheet = None
    if opportunity_id:
        with context.read() as session:
            sheet = find_opportunity(session, opportunity_id, context.today())
    form = OpportunityForm(context, sheet, customer_id)

    def save(values: dict[str, Any]) -> None:
        draft = form.draft()
        label = N_("Edit opportunity {name}") if sheet else N_("Add opportunity {name}")
        with context.write(label, name=draft.name[:60]) as session:
            _keep(session, context, sheet, draft)
        context.say(_("Saved"), undo=True)

    name = f"opportunity/{opportunity_id}" if opportunity_id else f"opportunity/new/{customer_id or ''}"
    heading = _("Opportunity") if sheet else _("New opportunity")
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=720)
    dialog.open()
    return dialog


def _keep(session: Session, context: Context, sheet: OpportunitySheet | None, draft: OpportunityDraft) -> None:
    if sheet is None:
        add_opportunity(session, draft, context.today())
        return
    change_opportunity(session, sheet.row.id, draft)
    change_pipeline(session, sheet.row.id, draft.pipeline, context.today())


def _values_of(sheet: OpportunitySheet | None) -> dict[str, Any]:
    if sheet is None:
        return {"pipeline": ""}
    row = sheet.row
    names = ("name", "amount_fen", "expected_close", "next_step", "next_on", "competitors", "team", "pipeline")
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    values |= {"probability": sheet.own_probability, "need_ids": sheet.need_ids, "remarks": sheet.remarks}
    for name, score, evidence in zip(MAN, row.man, sheet.evidence, strict=True):
        values |= {f"man_{name}": None if score is None else str(score), f"man_{name}_evidence": evidence}
    return values


def _score(code: str | None) -> int | None:
    return None if code is None else int(code)
