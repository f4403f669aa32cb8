"""Planning a round: one day, and a planned visit to each customer chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.fields import ChoiceField, DateField, TextField
from gui.widgets.form import Form, FormDialog
from model.enumerations import ENUMERATIONS
from model.settings.queries import find_owner
from model.visits.actions import VisitDraft, add_visit_for_many
from resources.i18n import N_, _, _n


def plan_visits(parent: QWidget, context: Context, customer_ids: Sequence[str], day: date) -> FormDialog | None:
    """Ask for the day, `day` being offered; None, and a word on how to choose them, where nobody is chosen."""
    if not customer_ids:
        context.say(_("Choose the customers first: click one, Shift or Ctrl for more."), "news")
        return None
    form = Form()
    form.add("visit_date", _("Date"), DateField(context.today()), needed=True)
    form.add("contact_mode", _("Contact mode"), ChoiceField(ENUMERATIONS["contact_mode"]))
    form.add("purpose", _("Purpose"), TextField(limit=300))
    form.set_values({"visit_date": day, "contact_mode": "on_site"})
    count = len(customer_ids)

    def save(values: dict[str, Any]) -> None:
        draft = VisitDraft(
            customer_ids[0], values["visit_date"], status="planned", contact_mode=values["contact_mode"],
            purpose=values["purpose"] or "",
        )  # fmt: skip
        with context.write(N_("Plan {count} visits"), count=count) as session:
            add_visit_for_many(session, draft, customer_ids, find_owner(session).name)
        words = _n("{count} visit is planned for {day}.", "{count} visits are planned for {day}.", count,
                   day=f"{values['visit_date']:%m-%d}")  # fmt: skip
        context.say(words, undo=True)

    heading = _n("Plan {count} visit", "Plan {count} visits", count)
    dialog = FormDialog(parent, heading, form, save, save_words=_("Plan a visit"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
