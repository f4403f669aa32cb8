"""The forms of a credit review and of a credit event."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.widgets.confirm import confirm
from gui.widgets.fields import ChoiceField, DateField, MoneyField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from model.credit.actions import EventDraft, ReviewDraft, add_event, add_review, delete_event, delete_review
from model.credit.queries import credit_of
from model.enumerations import ENUMERATIONS
from model.settings.queries import find_owner
from resources.i18n import N_, _


def write_review(parent: QWidget, context: Context, customer_id: str | None = None) -> FormDialog:
    """Review a customer's credit; what the newest review says stands there to begin with."""
    form = Form(columns=2)
    if customer_id is None:
        form.add("customer_id", _("Customer"), customer_field(context), needed=True, wide=True)
    form.add("rating", _("Credit rating"), ChoiceField(ENUMERATIONS["credit_rating"]), needed=True)
    form.add("limit_fen", _("Credit limit (yuan)"), MoneyField(), help=_("What may be owed at most; empty: no limit."))
    form.add("reviewed_on", _("Reviewed on"), DateField(context.today()), needed=True)
    form.add(
        "next_review",
        _("Next review"),
        DateField(context.today()),
        help=_("Left empty: after 12 months for AAA and AA, 6 for A, 3 for B and C. A default of the program."),
    )
    form.add(
        "sources",
        _("Sources"),
        NoteField(lines=2),
        needed=True,
        help=_("What the rating rests on: bills, register, court notices, a visit."),
    )
    form.add("reviewer", _("Reviewer"), TextField(limit=60))
    with context.read() as session:
        known = credit_of(session, customer_id, context.today()) if customer_id else None
        reviewer = find_owner(session).name
    form.set_values(
        {
            "rating": known.rating if known and known.rating in ENUMERATIONS["credit_rating"] else "A",
            "limit_fen": known.limit_fen if known else None,
            "reviewed_on": context.today(),
            "reviewer": reviewer,
        }
    )

    def save(values: dict[str, Any]) -> None:
        draft = ReviewDraft(
            customer_id or values["customer_id"],
            values["rating"],
            values["reviewed_on"],
            values["limit_fen"],
            values["sources"] or "",
            values["reviewer"] or "",
            values["next_review"],
        )
        with context.write(N_("Credit review")) as session:
            add_review(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    name = f"credit-review/{customer_id or ''}"
    dialog = FormDialog(parent, _("Credit review"), form, save, name=name, drafts=context.drafts, width=620)
    dialog.open()
    return dialog


def write_event(parent: QWidget, context: Context, customer_id: str | None = None) -> FormDialog:
    """Note that a customer kept its word, broke it or cheated."""
    form = Form(columns=2)
    if customer_id is None:
        form.add("customer_id", _("Customer"), customer_field(context), needed=True, wide=True)
    form.add(
        "kind",
        _("Credit event"),
        ChoiceField(ENUMERATIONS["credit_event_kind"]),
        needed=True,
        help=_("A word broken or a fraud makes a new review due at once."),
    )
    form.add("happened_on", _("Happened on"), DateField(context.today()), needed=True)
    form.add("amount_fen", _("Amount (yuan)"), MoneyField())
    form.add("source", _("Source"), TextField(limit=120), help=_("Who says so, or which paper."))
    form.add("note", _("Note"), NoteField(lines=3))
    form.set_values({"kind": "broken", "happened_on": context.today()})

    def save(values: dict[str, Any]) -> None:
        draft = EventDraft(
            customer_id or values["customer_id"],
            values["kind"],
            values["happened_on"],
            values["amount_fen"],
            values["note"] or "",
            values["source"] or "",
        )
        with context.write(N_("Credit event")) as session:
            add_event(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    name = f"credit-event/{customer_id or ''}"
    dialog = FormDialog(parent, _("Credit event"), form, save, name=name, drafts=context.drafts, width=620)
    dialog.open()
    return dialog


def take_out_review(parent: QWidget, context: Context, review_id: str) -> None:
    """Delete a review, after a yes."""
    if confirm(parent, _("Delete this review?"), _("The one before it counts again."), _("Delete"), danger=True):
        with context.write(N_("Delete a credit review")) as session:
            delete_review(session, review_id)
        context.say(_("Deleted"), undo=True)


def take_out_event(parent: QWidget, context: Context, event_id: str) -> None:
    """Delete an event, after a yes."""
    if confirm(parent, _("Delete this event?"), _("Undo brings it back."), _("Delete"), danger=True):
        with context.write(N_("Delete a credit event")) as session:
            delete_event(session, event_id)
        context.say(_("Deleted"), undo=True)
