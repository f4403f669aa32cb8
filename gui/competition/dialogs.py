"""Dialogs of the competition desk: what is known of a rival, our answer to a tactic."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customers.row_dialog import open_row
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.competition.actions import RivalFactDraft, add_rival_fact, save_script
from model.competition.queries import ScriptRow
from model.competition.records import RivalFact
from model.competition.rules import RIVALS
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import N_, _

FACT_FIELDS: Final = ("operator", "aspect", "text", "source", "seen_on")


def add_fact(parent: QWidget, context: Context, operator: str = "") -> FormDialog:
    """Note one thing known of a rival."""
    form = Form(columns=2)
    form.add("operator", _("Operator"), ChoiceField(RIVALS), needed=True)
    form.add("aspect", _("What it is about"), ChoiceField(ENUMERATIONS["rival_aspect"]), needed=True)
    form.add("text", _("What is known"), NoteField("", 3), needed=True)
    form.add("source", _("Source"), TextField(_("Where it is published, or who said it"), 120), needed=True)
    form.add("seen_on", _("Seen on"), DateField(context.today()), needed=True)
    form.set_values({"operator": operator or next(iter(RIVALS)), "seen_on": context.today()})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Known of a rival")) as session:
            add_rival_fact(session, RivalFactDraft(**values), context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Known of a rival"), form, save, width=560)
    dialog.open()
    return dialog


def edit_fact(parent: QWidget, context: Context, fact_id: str) -> FormDialog:
    """Change what is known; its source and day stay needed."""
    return open_row(parent, context, RivalFact, fact_id, FACT_FIELDS, needed=("text", "source", "seen_on"))


def edit_script(parent: QWidget, context: Context, row: ScriptRow) -> FormDialog:
    """Write our answer to a tactic; an empty one brings the shipped one back."""
    name = label_of("competitor_tactic", row.tactic)
    form = Form()
    form.add("script", _("Our answer"), NoteField("", 7), help=_("Empty: the program's default stands again."))
    form.set_values({"script": row.script})

    def save(values: dict[str, Any]) -> None:
        script = values["script"] or ""
        if script == row.script:
            return
        with context.write(N_("Answer to {tactic}"), tactic=name) as session:
            save_script(session, row.tactic, script)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Answer to: {tactic}").format(tactic=name), form, save, width=560)
    dialog.open()
    return dialog
