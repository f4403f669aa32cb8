"""Opening the form of a visit: new, planned, changed, or one contact for many customers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customer_field import name_of_customer
from gui.questionnaires.fill_dialog import choose_and_fill
from gui.visits.form import VisitForm
from gui.visits.map_offer import offer_map
from gui.visits.photos_field import Photos
from gui.widgets.form import FormDialog
from gui.widgets.labels import button
from model.errors import UserError
from model.needs.promise_actions import add_promise
from model.settings.queries import find_owner
from model.visits.actions import add_visit, add_visit_for_many, change_visit
from model.visits.attachments import add_attachment, delete_attachment, list_attachments
from model.visits.queries import VisitRow, find_visit, list_met
from resources.i18n import N_, _, _n

_HEIGHT: Final = 760
"""As tall as the screen allows: everything one types after a visit stands without scrolling."""


def open_visit(
    parent: QWidget, context: Context, customer_id: str | None = None, start: dict[str, Any] | None = None
) -> FormDialog:
    """Note a visit to this customer, or to one still to be chosen; `start` fills fields in."""
    form = VisitForm(context, customer_id)
    form.set_values(start or {})

    def save(values: dict[str, Any]) -> None:
        customer = form.chosen_customer() or ""
        with context.write(N_("Add a visit to {customer}"), customer=name_of_customer(context, customer)) as session:
            visit_id = add_visit(session, form.draft(customer), find_owner(session).name)
            _keep_with(session, context, visit_id, values)
        context.say(_("Saved"), undo=True)
        offer_map(context, customer, visit_id)

    name = name_of_customer(context, customer_id) if customer_id else ""
    plain = _("Plan a visit") if (start or {}).get("status") == "planned" else _("Note a visit")
    heading = _("Visit: {customer}").format(customer=name) if name else plain
    draft = f"visit/new/{customer_id or ''}"
    dialog = FormDialog(parent, heading, form, save, name=draft, drafts=context.drafts, width=680, height=_HEIGHT)
    _offer_questionnaire(dialog, context, form, None)
    _open(dialog)
    return dialog


def edit_visit(parent: QWidget, context: Context, visit_id: str) -> FormDialog | None:
    """Change a visit; None where it is gone."""
    with context.read() as session:
        found = find_visit(session, visit_id)
        met = list_met(session, visit_id)
        photos = list_attachments(session, visit_id)
    if found is None:
        context.say(_("This visit is no longer here."), "warning")
        return None
    form = VisitForm(context, found.customer_id)
    for person in met:
        form.add_person(person.contact_id, f"{person.name}　{person.title}".strip())
    form.photos.show_kept(photos)
    form.set_values(_values(found) | {"met": tuple(person.contact_id for person in met)})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Edit the visit to {customer}"), customer=found.customer_name) as session:
            change_visit(session, visit_id, form.draft(found.customer_id))
            _keep_with(session, context, visit_id, values)
        context.say(_("Saved"), undo=True)
        offer_map(context, found.customer_id, visit_id)

    heading = _("Visit: {customer}").format(customer=found.customer_name)
    dialog = FormDialog(
        parent, heading, form, save, name=f"visit/{visit_id}", drafts=context.drafts, width=680, height=_HEIGHT
    )
    _offer_questionnaire(dialog, context, form, visit_id)
    _open(dialog)
    return dialog


def open_visit_for_many(parent: QWidget, context: Context, customer_ids: Sequence[str]) -> FormDialog:
    """One contact, such as a round of calls or an event, logged for each of these customers."""
    form = VisitForm(context, many=len(customer_ids))
    form.set_values({"contact_mode": "phone"})

    def save(_values: dict[str, Any]) -> None:
        if not customer_ids:
            raise UserError(_("Choose the customers first."))
        draft = form.draft(customer_ids[0])
        with context.write(N_("Log one contact for {count} customers"), count=len(customer_ids)) as session:
            add_visit_for_many(session, draft, customer_ids, find_owner(session).name)
        context.say(_n("Logged for {count} customer.", "Logged for {count} customers.", len(customer_ids)), undo=True)

    heading = _n("One contact for {count} customer", "One contact for {count} customers", len(customer_ids))
    dialog = FormDialog(
        parent, heading, form, save, name="visit/many", drafts=context.drafts, width=680, height=_HEIGHT
    )
    _open(dialog)
    return dialog


def _offer_questionnaire(dialog: FormDialog, context: Context, form: VisitForm, visit_id: str | None) -> None:
    """A questionnaire is filled in where people sit together: beside the buttons of the visit."""

    def fill() -> None:
        choose_and_fill(dialog, context, form.chosen_customer(), visit_id)

    dialog.add_button(button(_("Fill in a questionnaire…"), fill, "link"))


def _open(dialog: FormDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _keep_with(session: Session, context: Context, visit_id: str, values: dict[str, Any]) -> None:
    """Promises and photos that were added on the form."""
    for promise in values["promises"]:
        add_promise(session, replace(promise, visit_id=visit_id), context.today())
    photos: Photos = values["photos"]
    for photo in photos.added:
        add_attachment(session, visit_id, photo.file_name, photo.media_type, photo.content, context.clock.now())
    for row_id in photos.removed:
        delete_attachment(session, row_id)


def _values(visit: VisitRow) -> dict[str, Any]:
    names = (
        "visit_date", "status", "start_time", "end_time", "contact_mode", "initiator", "place", "purpose", "actions",
        "note", "outcome", "next_step", "next_date",
    )  # fmt: skip
    return {name: getattr(visit, name) or None for name in names}
