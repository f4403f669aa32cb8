"""Dialogs that add or change one row of a customer: a contact, a site, a product in use, an agreement, the profile."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.confirm import confirm
from gui.widgets.form import Form, FormDialog
from gui.widgets.record_fields import add_fields, changed, label_of_field, stored
from model.customers.actions import add_contact, add_site, delete_row, mark_contact
from model.customers.editing import row_of
from model.customers.person_rules import is_placeholder_name
from model.customers.records import Contact, Customer, Site
from model.editing.actions import set_row
from model.errors import UserError
from model.retention.birthdays import birthday_of
from model.security.actions import reveal
from resources.i18n import N_, _

CONTACT_FIELDS: Final = (
    "name",
    "gender",
    "department",
    "title",
    "mobile",
    "phone",
    "email",
    "level",
    "birthday",
    "birthday_calendar",
    "communication_style",
    "marketing_consent",
    "own_subscriber_number",
    "status",
    "interests",
    "taboo_topics",
    "wins",
    "fears",
)
SITE_FIELDS: Final = ("name", "head_office", "address", "contact_name", "phone")
_NAMES: Final = {
    "contact": N_("Contact"),
    "site": N_("Site"),
    "installed_product": N_("Product in use"),
    "agreement": N_("Agreement"),
    "customer": N_("Customer"),
    "product_offering": N_("Product"),
    "price_card": N_("Price card"),
    "bundle_item": N_("Part of a bundle"),
    "rival_price": N_("Published tariff"),
    "rival_fact": N_("Known of a rival"),
}


def contact_help() -> dict[str, str]:
    """What some fields of a contact mean."""
    return {
        "name": _("With a question mark, as in “IT manager?”: somebody not known yet, kept on the map until found."),
        "birthday": _("Like 1980-06-30 or 06-30; by the calendar chosen beside it."),
        "communication_style": _("How this person likes to be talked to. They may ask for a copy: word it so."),
        "marketing_consent": _("Whether they agreed to receive messages. Message lists hold only those who did."),
        "interests": _("No health, belief or family matters."),
        "own_subscriber_number": _("The number under which this person is a member of the group."),
    }


def revealer(context: Context, entity: str, row_id: str) -> Callable[[str], str]:
    """Gives a field's whole value and writes down that it was shown."""

    def show(field: str) -> str:
        with context.database.write() as session:
            return reveal(session, entity, row_id, field, context.clock.now())

    return show


def open_contact(parent: QWidget, context: Context, customer_id: str, contact_id: str | None = None) -> FormDialog:
    """A new contact, or one that stands."""
    ask = revealer(context, "contact", contact_id) if contact_id else None
    form = add_fields(
        Form(columns=2), Contact, CONTACT_FIELDS, context.today(), needed=("name",), help=contact_help(), reveal=ask
    )
    if contact_id:
        return _open_row(parent, context, form, Contact, contact_id, _check_birthday, 680)
    form.set_values({"status": "active", "birthday_calendar": "solar"})

    def save(values: dict[str, Any]) -> None:
        _check_birthday(values)
        fields = stored(Contact, values)
        name = fields.pop("name")
        with context.write(N_("Add contact {name}"), name=name) as session:
            add_contact(session, customer_id, name, **fields)
        unknown = _("Saved. A name with a question mark is of somebody not known yet: it stands on the decision map.")
        context.say(unknown if is_placeholder_name(name) else _("Saved"), undo=True)

    return open_form(parent, context, _("New contact"), form, save, f"contact/new/{customer_id}", 680)


def open_site(parent: QWidget, context: Context, customer_id: str, site_id: str | None = None) -> FormDialog:
    """A new site, or one that stands."""
    ask = revealer(context, "site", site_id) if site_id else None
    form = add_fields(Form(columns=2), Site, SITE_FIELDS, context.today(), needed=("name",), reveal=ask)
    if site_id:
        return _open_row(parent, context, form, Site, site_id)

    def save(values: dict[str, Any]) -> None:
        fields = stored(Site, values)
        name = fields.pop("name")
        with context.write(N_("Add site {name}"), name=name) as session:
            add_site(session, customer_id, name, **fields)
        context.say(_("Saved"), undo=True)

    return open_form(parent, context, _("New site"), form, save, f"site/new/{customer_id}", 560)


def open_row(
    parent: QWidget, context: Context, record: type[Any], row_id: str, names: Sequence[str], needed: Sequence[str] = ()
) -> FormDialog:
    """Any row's fields in one form; two columns as soon as there are several."""
    columns = 2 if len(names) > 3 else 1
    form = add_fields(Form(columns=columns), record, names, context.today(), needed=needed)
    return _open_row(parent, context, form, record, row_id, width=680 if columns == 2 else 440)


def open_form(
    parent: QWidget, context: Context, heading: str, form: Form, save: Callable[[dict[str, Any]], None], name: str,
    width: int,
) -> FormDialog:  # fmt: skip
    """A form in a dialog that keeps its draft under `name`."""
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=width)
    dialog.open()
    return dialog


def delete_with_undo(parent: QWidget, context: Context, record: type[Any], row_id: str, name: str) -> None:
    """Take a row out at once; the message offers to take that back, and so does Ctrl+Z."""
    if not confirm(parent, _("Delete {name}?").format(name=name), _("Undo brings it back."), _("Delete"), danger=True):
        return
    with context.write(N_("Delete {name}"), name=name) as session:
        delete_row(session, record, row_id)
    context.say(_("Deleted: {name}").format(name=name), undo=True)


def delete_chosen(context: Context, record: type[Any], title: str, ids: Sequence[str]) -> None:
    """Take the chosen rows out as one step, named by the field `title`; the message offers to bring them back."""
    if not ids:
        return
    with context.read() as session:
        name = str(row_of(session, record, ids[0])[title])[:60]
    label = N_("Delete {name}") if len(ids) == 1 else N_("Delete {name} and {rest} more")
    with context.write(label, name=name, rest=len(ids) - 1) as session:
        for one in ids:
            delete_row(session, record, one)
    context.say(_("Deleted"), undo=True)


def _open_row(
    parent: QWidget,
    context: Context,
    form: Form,
    record: type[Any],
    row_id: str,
    check: Callable[[Mapping[str, Any]], None] | None = None,
    width: int = 560,
) -> FormDialog:
    with context.read() as session:
        before = row_of(session, record, row_id)
    form.set_values(before)
    entity = record.__tablename__
    name = str(before.get("name") or before.get("offering_name") or before.get("number") or "")

    def save(values: dict[str, Any]) -> None:
        if check is not None:
            check(values)
        news = changed(record, values, before)
        if not news:
            return
        with context.write(N_("Edit {name}: {fields}"), name=name, fields=_fields(record, news)) as session:
            _write(session, record, row_id, news, context)
        context.say(_("Saved"), undo=True)

    heading = (
        name
        if record is Customer
        else _("{kind}: {name}").format(kind=_(_NAMES[entity]), name=name)
        if name
        else _(_NAMES[entity])
    )
    return open_form(parent, context, heading, form, save, f"{entity}/{row_id}", width)


def _write(session: Any, record: type[Any], row_id: str, news: dict[str, Any], context: Context) -> None:
    if record is Contact and "status" in news:
        mark_contact(session, row_id, news.pop("status"), context.today())
    if news:
        set_row(session, record, row_id, news, context.today())


def _fields(record: type[Any], names: Mapping[str, Any]) -> str:
    return _(", ").join(label_of_field(record, name) for name in names)


def _check_birthday(values: Mapping[str, Any]) -> None:
    text = values.get("birthday")
    if text and birthday_of(text, values.get("birthday_calendar") or "solar", "") is None:
        raise UserError(_("The birthday must read like 1980-06-30 or 06-30."))
