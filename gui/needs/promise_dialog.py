"""Forms of promises: made, changed, and how they end."""

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import CustomerForm, offer_people
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.needs.promise_actions import PromiseDraft, add_promise, change_promise, close_promise
from model.needs.promise_queries import PromiseRow, list_promises
from resources.i18n import N_, _

_RISKS: Final = {"3": N_("High"), "2": N_("Medium"), "1": N_("Low")}


class PromiseForm(CustomerForm):
    """What was promised, by when, to whom; the customer is asked for where it is not known."""

    def __init__(self, context: Context, customer_id: str | None, to: tuple[str, str] | None = None) -> None:
        super().__init__(context, customer_id)
        self._to = to
        self.ask_customer(self._follow)
        self.add(
            "text", _("Promise"), NoteField(lines=2), needed=True,
            help=_("What we will do, so plainly that both sides can tell when it is done."),
        )  # fmt: skip
        self.add("due_on", _("Due"), DateField(context.today()), needed=True, check=self._not_past)
        self.made_to = ChoiceField({}, optional=True)
        self.add("made_to_id", _("Made to"), self.made_to)
        self.add("owner", _("Owner"), TextField(limit=80))
        self.add(
            "churn_risk", _("Churn risk"), ChoiceField(_RISKS, optional=True),
            help=_("How likely the customer leaves if this promise is not kept."),
        )  # fmt: skip
        self.add("expected_effect", _("Expected effect"), TextField(limit=300), wide=True)
        self._past_ok: date | None = None
        self._follow()

    def allow_day(self, day: date | None) -> None:
        """A day that stands already may stay although it has passed."""
        self._past_ok = day

    def draft(self, visit_id: str | None = None) -> PromiseDraft:
        """The promise as typed."""
        values = self.values()
        return PromiseDraft(
            customer_id=self.chosen_customer() or "",
            text=values["text"] or "",
            due_on=values["due_on"],
            visit_id=visit_id,
            made_to_id=values["made_to_id"],
            owner=values["owner"] or "",
            expected_effect=values["expected_effect"] or "",
            churn_risk=int(values["churn_risk"]) if values["churn_risk"] else None,
        )

    def _not_past(self, value: Any) -> str:
        past = value < self._context.today() and value != self._past_ok
        return _("This day has passed.") if past else ""

    def _follow(self) -> None:
        offer_people(self.made_to, self._context, self.chosen_customer(), self._to)


def open_promise(
    parent: QWidget, context: Context, customer_id: str | None = None, text: str = "", visit_id: str | None = None
) -> FormDialog:
    """A new promise; `text` fills it in (F4 on selected words)."""
    form = PromiseForm(context, customer_id)
    if text:
        form.set_values({"text": text})

    def save(values: dict[str, Any]) -> None:
        draft = form.draft(visit_id)
        with context.write(N_("Add promise {text}"), text=draft.text[:60]) as session:
            add_promise(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(
        parent, _("New promise"), form, save, name=f"promise/new/{customer_id or ''}", drafts=context.drafts, width=560
    )
    dialog.open()
    return dialog


def edit_promise(parent: QWidget, context: Context, promise_id: str) -> FormDialog | None:
    """Change a promise; None where it is gone."""
    with context.read() as session:
        found = next((row for row in list_promises(session, context.today()) if row.id == promise_id), None)
    if found is None:
        return None
    form = PromiseForm(context, found.customer_id, (found.made_to_id, found.made_to) if found.made_to_id else None)
    names = ("text", "due_on", "made_to_id", "owner", "expected_effect")
    form.allow_day(found.due_on)
    form.set_values(
        {name: getattr(found, name) or None for name in names}
        | {"churn_risk": str(found.churn_risk) if found.churn_risk else None}
    )

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Edit promise {text}"), text=found.text[:60]) as session:
            change_promise(session, promise_id, form.draft(found.visit_id))
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(
        parent, found.customer_name or _("Promise"), form, save, name=f"promise/{promise_id}", drafts=context.drafts,
        width=560,
    )  # fmt: skip
    dialog.open()
    return dialog


def keep_promises(context: Context, promises: list[PromiseRow]) -> None:
    """Mark them as kept, all at once."""
    if not promises:
        return
    with context.write(
        N_("Promise kept: {text}") if len(promises) == 1 else N_("{count} promises kept"),
        text=promises[0].text[:60],
        count=len(promises),
    ) as session:
        for one in promises:
            close_promise(session, one.id, "kept", context.today())
    context.say(_("Kept: {text}").format(text=promises[0].text[:40]), undo=True)


def ask_end(parent: QWidget, context: Context, promise: PromiseRow, state: str) -> FormDialog:
    """Ask why a promise was broken, or what was done instead, and end it so."""
    form = Form()
    key, words, heading = {
        "broken": ("reason", _("Reason"), _("Promise broken")),
        "substituted": ("substitute", _("What was done instead"), _("Promise substituted")),
    }[state]
    form.add(key, words, NoteField(lines=3), needed=True)
    if state == "substituted":
        form.add("reason", _("Reason"), TextField(limit=300))

    def save(values: dict[str, Any]) -> None:
        label = N_("Promise broken: {text}") if state == "broken" else N_("Promise substituted: {text}")
        with context.write(label, text=promise.text[:60]) as session:
            close_promise(
                session, promise.id, state, context.today(),
                reason=values.get("reason") or "", substitute=values.get("substitute") or "",
            )  # fmt: skip
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, heading, form, save, name=f"promise-end/{promise.id}", drafts=context.drafts)
    dialog.open()
    return dialog
