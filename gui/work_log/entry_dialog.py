"""The form of a line of the work log: one's own, or the correction of one that a record made."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.widgets.fields import ChoiceField, DateField, IntegerField, NoteField
from gui.widgets.form import Form, FormDialog
from gui.work_log.tracing import customer_of
from model.enumerations import ENUMERATIONS
from model.work_log.actions import EntryDraft, add_entry, change_entry
from model.work_log.queries import WorkLogLine
from resources.i18n import N_, _


def open_entry(parent: QWidget, context: Context, day: date, line: WorkLogLine | None = None) -> FormDialog:
    """A new line on a day, or the given one to correct."""
    form = Form(columns=2)
    form.add("work_date", _("Date"), DateField(context.today()), needed=True)
    form.add("minutes", _("Minutes"), IntegerField(1, 24 * 60), needed=True)
    form.add("category", _("Category"), ChoiceField(ENUMERATIONS["log_category"]))
    form.add("customer_id", _("Customer"), customer_field(context))
    form.add("what", _("What was done"), NoteField(lines=3), needed=True)
    form.set_values({"work_date": day, "category": "other"} if line is None else _values(context, line))

    def save(values: dict[str, Any]) -> None:
        draft = EntryDraft(
            values["work_date"], values["minutes"], values["what"], values["category"], values["customer_id"],
            line.source_entity if line else "", line.source_id if line else None,
        )  # fmt: skip
        label = N_("Add a line to the work log") if line is None else N_("Edit a line of the work log")
        with context.write(label) as session:
            if line is not None and line.entry_id is not None:
                change_entry(session, line.entry_id, draft)
            else:
                add_entry(session, draft)
        context.say(_("Saved"), undo=True)

    key = "new" if line is None else line.entry_id or line.source_id or ""
    dialog = FormDialog(
        parent, _("Line of the work log"), form, save, name=f"work-log/{key}", drafts=context.drafts, width=560
    )
    dialog.open()
    return dialog


def _values(context: Context, line: WorkLogLine) -> dict[str, Any]:
    return {
        "work_date": line.work_date,
        "minutes": line.minutes,
        "category": line.category,
        "what": line.what or None,
        "customer_id": customer_of(context, line.group_code),
    }
