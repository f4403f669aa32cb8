"""Dialogs of the catalogue: a rival's published tariff, and the table of discount authority."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.proposals.item_lines import PercentField
from gui.widgets.fields import ChoiceField, DateField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from model.catalogue.queries import list_offerings
from model.customers.editing import row_of
from model.enumerations import ENUMERATIONS
from model.proposals.decisions import save_authority
from model.proposals.queries import authority_table
from model.proposals.records import RivalPrice
from model.proposals.rivals import RivalPriceDraft, add_rival_price, change_rival_price
from model.proposals.rules import SHIPPED_AUTHORITY
from resources.i18n import N_, _


def ask_rival_price(parent: QWidget, context: Context, price_id: str | None = None) -> FormDialog:
    """Ask for a published price, its source and its day; or change one that stands."""
    with context.read() as session:
        products = {row.code: f"{row.code}  {row.name}" for row in list_offerings(session, context.today())}
        before: dict[str, Any] = row_of(session, RivalPrice, price_id) if price_id else {"seen_on": context.today()}
    code = before.get("offering_code")
    if code:
        products.setdefault(code, code)
    operators = {code: words for code, words in ENUMERATIONS["operator"].items() if code != "mobile"}
    form = Form(columns=2)
    form.add("offering_code", _("Compared with our product"), ChoiceField(products), needed=True)
    form.add("operator", _("Operator"), ChoiceField(operators), needed=True)
    form.add("product", _("Rival's product"), TextField("", 80))
    form.add("monthly_fen", _("Monthly price"), MoneyField(), help=_("For one unit. Left empty it prints as unknown."))
    form.add("source", _("Source"), TextField(_("Where it is published"), 120), needed=True)
    form.add("seen_on", _("Seen on"), DateField(context.today()), needed=True)
    form.set_values(before)

    def save(values: dict[str, Any]) -> None:
        draft = RivalPriceDraft(**{**values, "product": values["product"] or ""})
        with context.write(N_("Published tariff")) as session:
            if price_id:
                change_rival_price(session, price_id, draft, context.today())
            else:
                add_rival_price(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    name = f"rival_price/{price_id or 'new'}"
    dialog = FormDialog(parent, _("Published tariff"), form, save, name=name, drafts=context.drafts)
    dialog.open()
    return dialog


def ask_authority(parent: QWidget, context: Context) -> FormDialog:
    """Show and change what a manager may take off by himself, by grade of the customer."""
    with context.read() as session:
        table, is_default = authority_table(session)
    form = Form(columns=2)
    for grade in SHIPPED_AUTHORITY:
        words = _("Grade {grade}, percent").format(grade=grade) if grade else _("Not graded, percent")
        form.add(grade or "none", words, PercentField(), needed=True)
    form.set_values({grade or "none": most for grade, most in table.items()})
    if is_default:
        form.add_note(muted(_("These are shipped defaults of the program. Saving confirms them."), wrap=True))

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Discount authority")) as session:
            save_authority(session, {"" if grade == "none" else grade: most for grade, most in values.items()})
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Discount authority"), form, save)
    dialog.open()
    return dialog
