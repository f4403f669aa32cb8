"""The form of a piece entry: what, how many, for whom, and what proves it, in words or by a record."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.pay.fields import item_field
from gui.widgets.fields import ChoiceField, DateField, IntegerField, PhoneField, TextField
from gui.widgets.form import Form, FormDialog
from model.months import month_of
from model.pay.actions import MOST_PIECES, PieceDraft, add_piece, change_piece
from model.pay.behind import Proof, find_entry, list_proofs
from model.pay.records import PieceEntry
from model.security.actions import reveal
from resources.i18n import N_, _

PROOF_KINDS = {
    "visit": N_("Visit"),
    "quote": N_("Proposal"),
    "agreement": N_("Agreement"),
    "opportunity": N_("Opportunity"),
}


class ProofField(ChoiceField):
    """A record of the chosen customer that proves the piece; the value is (entity, id)."""

    def __init__(self, context: Context) -> None:
        super().__init__({})
        self._context = context
        self._customer: str | None = None
        self._fill(())

    def show_customer(self, customer: str | None) -> None:
        """Offer this customer's records."""
        if customer == self._customer:
            return
        self._customer = customer
        proofs: list[Proof] = []
        if customer is not None:
            with self._context.read() as session:
                proofs = list_proofs(session, customer)
        self._fill(proofs)

    def _fill(self, proofs: Any) -> None:
        kept = self.value()
        self.box.clear()
        self.box.addItem(_("None") if proofs else _("No record of this customer"), None)
        for proof in proofs:
            day = proof.day.isoformat() if proof.day else ""
            self.box.addItem(
                f"{_(PROOF_KINDS[proof.entity])} {day} {proof.words}"[:60].strip(), (proof.entity, proof.id)
            )
        self.set_value(kept)
        self.box.setEnabled(self.box.count() > 1)

    def set_value(self, value: Any) -> None:
        places = (place for place in range(self.box.count()) if self.box.itemData(place) == value)
        self.box.setCurrentIndex(next(places, 0))

    def typed(self) -> Any:
        return list(self.value() or ())

    def set_typed(self, typed: Any) -> None:
        self.set_value(tuple(typed) if typed else None)


def open_piece(
    parent: QWidget, context: Context, day: date, entry_id: str | None = None, start: dict[str, Any] | None = None
) -> FormDialog | None:
    """Count a piece on a day, or correct one that is there; `start` fills a new one in."""
    entry = None
    if entry_id is not None:
        with context.read() as session:
            entry = find_entry(session, entry_id)
            values = None if entry is None else _values(entry)
        if values is None:
            context.say(_("This piece is no longer here."), "news")
            return None
    else:
        values = {"entry_date": day, "quantity": 1, **(start or {})}
    form = _form(context, day, entry_id)
    proof = form.field("proof")
    customer = form.field("customer_id")
    if isinstance(proof, ProofField):
        customer.changed.connect(lambda: proof.show_customer(customer.value()))
        proof.show_customer(values.get("customer_id"))
    form.set_values(values)

    def save(typed: dict[str, Any]) -> None:
        draft = _draft(typed)
        label = N_("Count a piece") if entry_id is None else N_("Correct a piece")
        with context.write(label) as session:
            if entry_id is None:
                add_piece(session, draft)
            else:
                change_piece(session, entry_id, draft)
        context.say(_("Saved"), undo=True)

    heading = _("Count a piece") if entry_id is None else _("Piece")
    dialog = FormDialog(
        parent, heading, form, save, name=f"piece/{entry_id or 'new'}", drafts=context.drafts, width=620
    )
    dialog.open()
    return dialog


def _form(context: Context, day: date, entry_id: str | None) -> Form:
    form = Form(columns=2)
    when = DateField(context.today())

    def month() -> int:
        return month_of(when.value() or day)

    def whole_number() -> str:
        with context.write(N_("Show a full number")) as session:
            return reveal(session, "piece_entry", entry_id or "", "number", context.clock.now())

    form.add("item_code", _("Item"), item_field(context, month), needed=True, help=_("What is paid by the piece."))
    form.add("quantity", _("Quantity"), IntegerField(1, MOST_PIECES), needed=True)
    form.add("customer_id", _("Customer"), customer_field(context))
    form.add("entry_date", _("Date"), when, needed=True, help=_("Its month decides the price and where it is paid."))
    form.add(
        "evidence", _("Evidence"), TextField(_("e.g. number of the order")), help=_("What proves that it was done.")
    )
    form.add("proof", _("Record that proves it"), ProofField(context))
    form.add(
        "number",
        _("Subscriber number"),
        PhoneField(whole_number if entry_id else None),
        help=_("Shown masked. The same number counted twice for one item is pointed out."),
    )
    return form


def _draft(typed: dict[str, Any]) -> PieceDraft:
    entity, record = typed["proof"] or ("", None)
    return PieceDraft(
        typed["entry_date"],
        typed["item_code"] or "",
        typed["quantity"] or 0,
        typed["customer_id"],
        typed["evidence"] or "",
        typed["number"] or "",
        entity,
        record,
    )


def _values(entry: PieceEntry) -> dict[str, Any]:
    return {
        "entry_date": entry.entry_date,
        "item_code": entry.item_code,
        "quantity": entry.quantity,
        "customer_id": entry.customer_id,
        "evidence": entry.evidence or None,
        "proof": (entry.source_entity, entry.source_id) if entry.source_id else None,
        "number": entry.number or None,
    }
