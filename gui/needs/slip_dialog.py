"""The form of a slip for a need that no standard product meets; what it brings is said while it is typed."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from gui.widgets.columns import money_words
from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, MoneyField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.needs.queries import find_need
from model.needs.slip_rules import VERDICTS, verdict_of
from model.needs.slips import SlipDraft, benefit_of_draft, find_slip, save_slip
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.slip import slip_document
from resources.i18n import N_, _

_MONEY: Final = (
    ("one_off_income_fen", N_("One-off income")),
    ("monthly_income_fen", N_("Monthly income")),
    ("one_off_cost_fen", N_("One-off cost")),
    ("monthly_cost_fen", N_("Monthly cost")),
)
_TEXTS: Final = ("wanted", "nearest_product", "gap", "escalated_to", "answer")


class SlipForm(Form):
    """What is wanted, the standardisation check, the benefit, and where it stands."""

    def __init__(self, context: Context) -> None:
        super().__init__(columns=2)
        self.verdict = label("", "strong", wrap=True)
        self.add_note(self.verdict)
        self.add("wanted", _("What is wanted"), NoteField(lines=2), needed=True, wide=True)
        self.add("nearest_product", _("Nearest standard product"), TextField(limit=120))
        self.add("gap", _("What it lacks"), TextField(limit=300))
        self.add("by_settings", "", CheckField(_("Settings of a standard product would do")))
        self.add("reusable", "", CheckField(_("Others could use it unchanged")))
        self.add("alike_count", _("Customers with the same need"), IntegerField(1, 100_000), needed=True)
        self.add("term_months", _("Term in months"), IntegerField(1, 120), needed=True)
        for key, words in _MONEY:
            self.add(key, _(words), MoneyField())
        self.add("wanted_by", _("Wanted by"), DateField(context.today()))
        self.add("state", _("State"), ChoiceField(ENUMERATIONS["slip_state"]))
        self.add("escalated_to", _("Escalated to"), TextField(limit=80))
        self.add("answer", _("Answer"), TextField(limit=300))
        self.changed.connect(self._say)

    def draft(self) -> SlipDraft:
        """The slip as typed; an amount left empty is nil."""
        values = self.values()
        plain: dict[str, Any] = {name: values[name] or "" for name in _TEXTS}
        plain |= {key: values[key] or 0 for key, _words in _MONEY}
        plain |= {name: values[name] for name in ("by_settings", "reusable", "wanted_by", "state")}
        return SlipDraft(alike_count=values["alike_count"] or 1, term_months=values["term_months"] or 1, **plain)

    def show_draft(self, draft: SlipDraft) -> None:
        """Show a slip, or the start of one."""
        self.set_values({name: getattr(draft, name) for name in self.values()})
        self._say()

    def _say(self) -> None:
        draft = self.draft()
        benefit = benefit_of_draft(draft)
        words = _(VERDICTS[verdict_of(draft.by_settings, draft.reusable, draft.alike_count, benefit.gain_fen)])
        gain = _("Gain in the term: {amount} yuan.").format(amount=money_words(benefit.gain_fen))
        self.verdict.setText(f"{words} {gain}")


def open_slip(parent: QWidget, context: Context, need_id: str) -> FormDialog | None:
    """The slip of a need: a new one, or the one that stands. None where the need is gone."""
    with context.read() as session:
        need, slip = find_need(session, need_id), find_slip(session, need_id)
    if need is None:
        context.say(_("This need is no longer here."), "warning")
        return None
    form = SlipForm(context)
    form.show_draft(slip.draft if slip else SlipDraft(need.statement, wanted_by=need.due))

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Slip for {need}"), need=need.statement[:60]) as session:
            save_slip(session, need_id, form.draft(), context.today())
        context.say(_("Saved"), undo=True)

    heading = _("Slip for a need beyond the standard")
    dialog = FormDialog(parent, heading, form, save, name=f"slip/{need_id}", drafts=context.drafts, width=680)
    dialog.open()
    return dialog


def preview_slip(parent: QWidget, context: Context, need_id: str) -> None:
    """The slip as a paper to hand up."""
    preview(parent, context, lambda: slip_paper(context, need_id))


def slip_paper(context: Context, need_id: str) -> Paper:
    """The paper of a need's slip. Raises `UserError` where none was drawn up."""
    with context.read() as session:
        slip = find_slip(session, need_id)
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
    if slip is None:
        raise UserError(_("Draw up the slip first."))
    heading = _("Slip for a need beyond the standard")
    return Paper(heading, f"{slip.customer_name[:40]} {heading}", pdf_of(slip_document(slip, imprint)))
