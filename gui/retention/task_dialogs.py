"""Dialogs of tasks: finish or dismiss several at once, put them off, write one's own."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.fields import ChoiceField, DateField, MoneyField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.customers.finding import customer_by_code
from model.enumerations import ENUMERATIONS
from model.retention.actions import TaskDraft, add_task, dismiss_tasks, finish_tasks, postpone_tasks
from resources.i18n import N_, _, _n

_WEEK = timedelta(days=7)


def finish(parent: QWidget, context: Context, ids: Sequence[str]) -> FormDialog:
    """Result and cost for all of the chosen tasks."""
    form = Form()
    form.add("result", _("Result"), NoteField(_("What came of it, in a sentence"), lines=2))
    form.add("cost", _("Cost (yuan, each)"), MoneyField(), help=_("What keeping this customer cost, if anything."))

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Finish {count} tasks"), count=len(ids)) as session:
            done = finish_tasks(session, ids, context.today(), values["result"] or "", values["cost"])
        context.say(_n("{count} task is done.", "{count} tasks are done.", done), undo=True)

    heading = _n("Finish {count} task", "Finish {count} tasks", len(ids))
    return _open(FormDialog(parent, heading, form, save, save_words=_("Finish")))


def dismiss(parent: QWidget, context: Context, ids: Sequence[str]) -> FormDialog:
    """Why the chosen tasks need not be done."""
    form = Form()
    form.add("reason", _("Reason"), TextField(_("Why this need not be done")), needed=True)

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Dismiss {count} tasks"), count=len(ids)) as session:
            done = dismiss_tasks(session, ids, context.today(), values["reason"])
        context.say(_n("{count} task is dismissed.", "{count} tasks are dismissed.", done), undo=True)

    heading = _n("Dismiss {count} task", "Dismiss {count} tasks", len(ids))
    return _open(FormDialog(parent, heading, form, save, save_words=_("Dismiss")))


def postpone(parent: QWidget, context: Context, ids: Sequence[str]) -> FormDialog:
    """A later day for the chosen tasks."""
    form = Form()
    form.add("until", _("Until"), DateField(context.today()), needed=True)
    form.set_values({"until": context.today() + _WEEK})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Put off {count} tasks"), count=len(ids)) as session:
            done = postpone_tasks(session, ids, values["until"], context.today())
        context.say(_n("{count} task is put off.", "{count} tasks are put off.", done), undo=True)

    heading = _n("Put off {count} task", "Put off {count} tasks", len(ids))
    return _open(FormDialog(parent, heading, form, save, save_words=_("Put off")))


def write_own(parent: QWidget, context: Context, start: dict[str, Any] | None = None) -> FormDialog:
    """A task of one's own; `start` fills fields in."""
    form = Form(columns=2)
    form.add("title", _("What to do"), TextField(), needed=True, wide=True)
    form.add("due", _("Due"), DateField(context.today()), needed=True)
    form.add("kind", _("Task"), ChoiceField(ENUMERATIONS["task_kind"]), needed=True)
    form.add("code", _("Group code"), TextField(), help=_("Leave it empty for a task about no customer."))
    form.add("way", _("Way of keeping"), ChoiceField(ENUMERATIONS["retention_type"], optional=True))
    form.set_values({"due": context.today(), "kind": "visit_due"} | (start or {}))

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Add task {title}"), title=values["title"]) as session:
            customer = customer_by_code(session, values["code"]).id if values["code"] else None
            draft = TaskDraft(values["kind"], customer, values["title"], values["due"], values["way"] or "")
            add_task(session, draft)
        context.say(_("Saved"), undo=True)

    return _open(FormDialog(parent, _("New task"), form, save, name="task/new", drafts=context.drafts, width=600))


def _open(dialog: FormDialog) -> FormDialog:
    dialog.open()
    return dialog
