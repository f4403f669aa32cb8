"""Alliance merchants: who gives what to whom, and how much of it was used."""

from typing import Any

from sqlalchemy.orm import Session

from gui.benefits.offers_tab import OffersTab, Words
from gui.colours import Tone
from gui.context import Context
from gui.widgets.columns import Column, Kind
from gui.widgets.fields import CheckField, DateField, TextField
from gui.widgets.form import Form
from model.benefits.merchants import MerchantDraft, MerchantRow, delete_merchant, list_merchants, save_merchant
from model.enumerations import ENUMERATIONS
from model.store.ids import RowId
from resources.i18n import N_, _


class MerchantsTab(OffersTab[MerchantRow]):
    """The merchants of the alliance."""

    def __init__(self, context: Context) -> None:
        words = Words(
            "alliance-merchants", _("Alliance merchants"), _("New merchant"), N_("Merchant {name}"),
            N_("Delete merchant {name}"),
        )  # fmt: skip
        explained = _("Shops, hotels or clubs that give customers' people something stand here with what they give.")
        super().__init__(context, words, _columns(), (_("No alliance merchant yet"), explained, "handshake"))

    def read(self, session: Session) -> list[MerchantRow]:
        return list_merchants(session, self._context.today())

    def form_of(self, known: MerchantRow | None) -> Form:
        form = Form(columns=2)
        form.add("name", _("Merchant"), TextField(limit=80), needed=True)
        form.add("trade", _("Trade"), TextField(limit=40))
        form.add("offer", _("What it gives"), TextField(limit=200), needed=True, wide=True)
        form.add("address", _("Address"), TextField(limit=120), wide=True)
        form.add("valid_to", _("Valid to"), DateField(self._context.today()), wide=True)
        names = list(form.values())
        grades = list(ENUMERATIONS["grade"])
        for grade in grades:
            form.add(grade, "", CheckField(_("For grade {grade}").format(grade=grade)))
        shown = {name: getattr(known, name) for name in names} if known else {}
        form.set_values(shown | {grade: known is None or grade in known.grades for grade in grades})
        return form

    def keep(self, session: Session, values: dict[str, Any], known: RowId | None) -> None:
        grades = tuple(grade for grade in ENUMERATIONS["grade"] if values[grade])
        draft = MerchantDraft(
            values["name"], values["offer"], values["trade"] or "", values["address"] or "", grades, values["valid_to"]
        )
        save_merchant(session, draft, known)

    def delete(self, session: Session, row_id: RowId) -> None:
        delete_merchant(session, row_id)

    def cells(self, one: MerchantRow) -> tuple[object, ...]:
        over, grades = "over" if one.is_over else None, " ".join(one.grades)
        return (one.id, one.name, one.trade, one.offer, grades, one.valid_to, over, one.given, one.used, one.address)


def _columns() -> list[Column]:
    return [
        Column("name", N_("Merchant"), Kind.TEXT, 190, bold=True),
        Column("trade", N_("Trade"), Kind.TEXT, 90),
        Column("offer", N_("What it gives"), Kind.TEXT, 200),
        Column("grades", N_("For grades"), Kind.TEXT, 90),
        Column("valid_to", N_("Valid to"), Kind.DATE, 100),
        Column("over", "", Kind.TAG, 90, choices={"over": N_("Over")}, tones={"over": Tone.WARNING}),
        Column("given", N_("Given"), Kind.INTEGER, 70, total=True),
        Column("used", N_("Used"), Kind.INTEGER, 70, total=True),
        Column("address", N_("Address"), Kind.TEXT, 180, quiet=True),
    ]
