"""The form of a sighting: customer, operator, tactic, and nothing else is needed; our answer stands under it."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customer_field import customer_field, name_of_customer
from gui.widgets.fields import ChoiceField, DateField, IntegerField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from model.competition.actions import MoveDraft, add_move
from model.competition.queries import list_scripts
from model.competition.records import CompetitorMove
from model.competition.rules import RIVALS, WHOLE_MOVE_TACTICS
from model.customers.actions import set_fields
from model.customers.editing import row_of
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

_FIELDS: Final = (
    "operator", "tactic", "war", "seen_on", "source", "members_affected", "people", "severity", "counter", "remarks",
)  # fmt: skip
_TEXTS: Final = ("war", "source", "people", "counter", "remarks")


class SightingForm(Form):
    """A sighting at one customer, or at one still to be chosen."""

    def __init__(self, context: Context, session: Session, ask_customer: bool) -> None:
        super().__init__(columns=2)
        self._scripts = {row.tactic: row for row in list_scripts(session)}
        if ask_customer:
            self.add("customer", _("Customer"), customer_field(context), needed=True, wide=True)
        self.add("operator", _("Operator"), ChoiceField(RIVALS), needed=True)
        self.add("tactic", _("Tactic"), ChoiceField(ENUMERATIONS["competitor_tactic"]), needed=True)
        self.script = muted("", wrap=True)
        self.add_note(self.script)
        self.add("seen_on", _("Seen on"), DateField(context.today()))
        self.add("source", _("Source"), TextField(_("Who said or saw it; empty: yourself"), 120))
        self.add("members_affected", _("Members affected"), IntegerField())
        self.add("war", _("War"), ChoiceField(ENUMERATIONS["competitor_war"], optional=True),
                 help=_("Empty: the war this tactic usually belongs to."))  # fmt: skip
        self.add("people", _("People concerned"), TextField("", 120))
        self.add("severity", _("Severity"), IntegerField(1, 3), help=_("1 to 3, 3 the gravest."))
        self.add("counter", _("Our counter"), NoteField(_("What we do here"), 2))
        self.add("remarks", _("Remarks"), NoteField("", 2))
        self.set_values({"seen_on": context.today()})
        self.field("tactic").changed.connect(self.show_script)
        self.show_script()

    def show_script(self) -> None:
        """Our answer to the tactic that is chosen."""
        row = self._scripts.get(str(self.values()["tactic"]))
        if row is None:
            return
        mark = _(" (default)") if row.is_default else ""
        words = _("Our answer{mark}: {script}").format(mark=mark, script=row.script)
        if row.tactic in WHOLE_MOVE_TACTICS:
            words += "\n" + _("This sighting makes a warning and a task at once.")
        self.script.setText(words)


def note_sighting(parent: QWidget, context: Context, customer_id: str | None = None) -> FormDialog:
    """Note a rival's move at this customer, or at one to be chosen."""
    with context.read() as session:
        form = SightingForm(context, session, customer_id is None)

    def save(values: dict[str, Any]) -> None:
        customer = str(customer_id or values["customer"])
        texts = {name: values[name] or "" for name in _TEXTS}
        draft = MoveDraft(
            customer, values["operator"], values["tactic"], seen_on=values["seen_on"], severity=values["severity"],
            members_affected=values["members_affected"], **texts,
        )  # fmt: skip
        with context.write(N_("Sighting at {customer}"), customer=name_of_customer(context, customer)) as session:
            add_move(session, draft, context.today())
        context.say(_("Noted"), undo=True)

    heading = _("A rival was seen")
    if customer_id:
        heading = _("A rival was seen: {customer}").format(customer=name_of_customer(context, customer_id))
    dialog = FormDialog(
        parent, heading, form, save, name=f"sighting/{customer_id or ''}", drafts=context.drafts, width=640
    )
    dialog.open()
    return dialog


def edit_sighting(parent: QWidget, context: Context, move_id: str) -> FormDialog:
    """Change a sighting."""
    with context.read() as session:
        form = SightingForm(context, session, False)
        before = row_of(session, CompetitorMove, move_id)
    form.set_values({name: before[name] for name in _FIELDS})
    form.show_script()
    customer = name_of_customer(context, str(before["customer_id"]))

    def save(values: dict[str, Any]) -> None:
        news = {name: values[name] or "" if name in _TEXTS else values[name] for name in _FIELDS}
        changed = {name: value for name, value in news.items() if value != before[name]}
        if not changed:
            return
        with context.write(N_("Sighting at {customer}"), customer=customer) as session:
            set_fields(session, CompetitorMove, [move_id], changed, context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("A rival was seen: {customer}").format(customer=customer), form, save, width=640)
    dialog.open()
    return dialog
