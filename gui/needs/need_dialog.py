"""The form of a need, with the probe behind a price complaint and what solving it unlocks."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import CustomerForm, offer_people
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.form import FormDialog
from model.enumerations import ENUMERATIONS
from model.needs.actions import NeedDraft, add_need, change_need, link_needs, unlink_needs
from model.needs.queries import NeedRow, find_need, list_needs
from model.needs.rules import price_probe
from resources.i18n import N_, _

WEIGHTS: Final = {
    "5": N_("5 highest"),
    "4": N_("4 high"),
    "3": N_("3 middling"),
    "2": N_("2 low"),
    "1": N_("1 lowest"),
}


@dataclass(frozen=True)
class _Start:
    """What a form starts with: the need that is edited, its customer, and the other needs of that customer."""

    need: NeedRow | None
    customer_id: str | None
    others: tuple[NeedRow, ...]


class NeedForm(CustomerForm):
    """A need; people and links follow the customer that is chosen."""

    def __init__(self, context: Context, start: _Start) -> None:
        super().__init__(context, start.customer_id)
        self._known = start.need is not None and any(one.derived_from == start.need.id for one in start.others)
        self._need = start.need
        self.ask_customer(self._follow)
        self._add_problem()
        self._add_weights()
        self.unlocks = CheckListField(most_rows=3)
        self.unlocks.set_choices((one.id, f"{one.order}. {one.statement}") for one in start.others)
        if start.others:
            self.add(
                "unlocks_ids", _("Unlocks"), self.unlocks, wide=True,
                help=_("Once this is solved, which other needs become easy? Their weight counts for this one too."),
            )  # fmt: skip
        self._follow_people()
        self.set_values(_values_of(start.need))
        self.changed.connect(self._probe)
        self._probe()

    def _add_problem(self) -> None:
        self.add(
            "statement", _("Key problem"), TextField(limit=500), needed=True, wide=True,
            help=_("What hinders the customer, in their words; no product of ours."),
        )  # fmt: skip
        self.add(
            "behind", _("The problem behind it"), TextField(limit=500), wide=True,
            help=_("A price complaint hides a problem: what do they compare with, what is missing, who pays?"),
        )  # fmt: skip
        self.raised_by = ChoiceField({}, optional=True)
        self.add("raised_by_id", _("Raised by"), self.raised_by)
        self.add("need_source", _("Source"), ChoiceField(ENUMERATIONS["need_source"]))

    def _add_weights(self) -> None:
        today = self._context.today()
        self.add("importance", _("Importance"), ChoiceField(WEIGHTS))
        self.add("urgency", _("Urgency"), ChoiceField(WEIGHTS))
        self.add("due", _("Due"), DateField(today))
        self.add("status", _("Status"), ChoiceField(ENUMERATIONS["need_status"]))
        self.add("owner", _("Owner"), TextField(limit=80))
        self.add("category", _("Category"), TextField(limit=80))
        self.add("impact", _("What it affects"), TextField(limit=200), wide=True)
        self.add("our_answer", _("Our answer"), NoteField(lines=2))
        self.add("rival_answer", _("Rival's answer"), TextField(limit=300), wide=True)

    def _follow(self) -> None:
        if self.chosen_customer() is not None:
            self._follow_people()

    def _follow_people(self) -> None:
        need = self._need
        raiser = (need.raised_by_id, need.raised_by) if need is not None and need.raised_by_id else None
        offer_people(self.raised_by, self._context, self.chosen_customer(), raiser)

    def _probe(self) -> None:
        typed = self.typed()
        probe = price_probe(str(typed["statement"]), self._known or bool(str(typed["behind"]).strip()))
        if (probe != "") != ("behind" in self.error_words()):
            self.complain("behind", _(probe) if probe else "")


def open_need(
    parent: QWidget, context: Context, customer_id: str | None = None, need_id: str | None = None
) -> FormDialog:
    """A new need (of this customer, or of one still to be chosen), or one to change."""
    start = _start(context, customer_id, need_id)
    form = NeedForm(context, start)

    def save(values: dict[str, Any]) -> None:
        _save(context, start, form, values)
        context.say(_("Saved"), undo=True)

    heading = _("New need") if start.need is None else _("Need")
    name = f"need/{need_id}" if need_id else f"need/new/{customer_id or ''}"
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=680)
    dialog.open()
    return dialog


def _start(context: Context, customer_id: str | None, need_id: str | None) -> _Start:
    with context.read() as session:
        need = find_need(session, need_id) if need_id else None
        whose = need.customer_id if need else customer_id
        others = list_needs(session, customer_id=whose) if whose else []
    return _Start(need, whose, tuple(one for one in others if need is None or one.id != need.id))


def _values_of(need: NeedRow | None) -> dict[str, Any]:
    if need is None:
        return {"importance": "3", "urgency": "3", "status": "open", "need_source": "stated"}
    names = ("statement", "need_source", "category", "impact", "our_answer", "rival_answer", "owner", "due", "status")
    values: dict[str, Any] = {name: getattr(need, name) or None for name in names}
    values |= {"importance": str(need.importance), "urgency": str(need.urgency)}
    values |= {"unlocks_ids": need.unlocks_ids, "raised_by_id": need.raised_by_id}
    return values


def _draft(values: dict[str, Any], start: _Start, customer_id: str) -> NeedDraft:
    texts = ("statement", "category", "impact", "our_answer", "rival_answer", "owner", "behind")
    return NeedDraft(
        customer_id=customer_id,
        need_source=values["need_source"],
        raised_by_id=values["raised_by_id"],
        raised_by=start.need.raised_by if start.need and not start.need.raised_by_id else "",
        importance=int(values["importance"]),
        urgency=int(values["urgency"]),
        due=values["due"],
        status=values["status"],
        **{name: values[name] or "" for name in texts},
    )


def _save(context: Context, start: _Start, form: NeedForm, values: dict[str, Any]) -> None:
    customer = form.chosen_customer() or ""
    draft = _draft(values, start, customer)
    label = N_("Add need {statement}") if start.need is None else N_("Edit need {statement}")
    with context.write(label, statement=draft.statement[:60]) as session:
        if start.need is None:
            need_id = add_need(session, draft)
        else:
            need_id = start.need.id
            change_need(session, need_id, draft)
        before = set(start.need.unlocks_ids) if start.need else set()
        wanted = set(values.get("unlocks_ids", ()))
        for other in before - wanted:
            unlink_needs(session, need_id, other)
        for other in sorted(wanted - before):
            link_needs(session, need_id, other)
