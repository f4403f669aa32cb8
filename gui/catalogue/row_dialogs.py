"""Dialogs of the catalogue's rows: an offering, a price card, a part of a bundle."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.catalogue.tables import OFFERING_FIELDS
from gui.context import Context
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.record_fields import add_fields, changed
from model.catalogue.actions import CardDraft, PartDraft, save_card, save_channels, save_part
from model.catalogue.queries import list_offerings
from model.catalogue.records import BundleItem, PriceCard, ProductOffering
from model.customers.actions import set_fields
from model.customers.editing import row_of
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

_CARD: Final = ("offering_code", "segment", "monthly_fen", "one_off_fen", "valid_from", "valid_to")
_PART: Final = ("bundle_code", "offering_code", "required", "minimum", "maximum")


def edit_offering(parent: QWidget, context: Context, offering_id: str) -> FormDialog:
    """Change an offering and where it can be ordered."""
    with context.read() as session:
        before = row_of(session, ProductOffering, offering_id)
    form = add_fields(Form(columns=2), ProductOffering, OFFERING_FIELDS, context.today(), needed=("name",))
    channels = CheckListField(most_rows=4)
    channels.set_choices([(code, _(words)) for code, words in ENUMERATIONS["channel"].items()])
    form.add("channels", _("Order channels"), channels, wide=True)
    known = tuple(code for code in str(before["channels"]).split(",") if code)
    form.set_values({**{name: before[name] for name in OFFERING_FIELDS}, "channels": known})

    def save(values: dict[str, Any]) -> None:
        chosen = values.pop("channels")
        news = changed(ProductOffering, values, before)
        if not news and chosen == known:
            return
        with context.write(N_("Product {name}"), name=str(before["name"])) as session:
            if news:
                set_fields(session, ProductOffering, [offering_id], news, context.today())
            save_channels(session, offering_id, chosen)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Product: {name}").format(name=before["name"]), form, save, width=680)
    dialog.open()
    return dialog


def edit_card(parent: QWidget, context: Context, card_id: str | None = None) -> FormDialog:
    """A price card, new or one that stands."""
    form = Form(columns=2)
    form.add("offering_code", _("Product"), ChoiceField(_products(context)), needed=True, wide=True)
    form.add("segment", _("Segment"), TextField(_("Empty: everyone"), 60),
             help=_("A segment's name, or an industry. Its own price stands before everyone's."))  # fmt: skip
    form.add("monthly_fen", _("Monthly price"), MoneyField())
    form.add("one_off_fen", _("One-off price"), MoneyField())
    form.add("valid_from", _("Valid from"), DateField(context.today()))
    form.add(
        "valid_to", _("Valid to"), DateField(context.today()), help=_("The last day. Empty: until further notice.")
    )
    if card_id:
        with context.read() as session:
            before = row_of(session, PriceCard, card_id)
        form.set_values({name: before[name] for name in _CARD})
    else:
        form.set_values({"valid_from": context.today()})

    def save(values: dict[str, Any]) -> None:
        values["segment"] = values["segment"] or ""
        with context.write(N_("Price card of {code}"), code=values["offering_code"]) as session:
            save_card(session, CardDraft(**values), card_id)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Price card"), form, save, width=560)
    dialog.open()
    return dialog


def edit_part(parent: QWidget, context: Context, part_id: str | None = None) -> FormDialog:
    """A part of a bundle, new or one that stands."""
    products = _products(context)
    form = Form(columns=2)
    form.add("bundle_code", _("Bundle"), ChoiceField(products), needed=True)
    form.add("offering_code", _("Product"), ChoiceField(products), needed=True)
    form.add("required", _("Required"), CheckField(_("In every bundle")))
    form.add("minimum", _("At least"), IntegerField(), help=_("For one bundle."))
    form.add("maximum", _("At most"), IntegerField(), help=_("For one bundle. Empty: as many as wanted."))
    if part_id:
        with context.read() as session:
            before = row_of(session, BundleItem, part_id)
        form.set_values({name: before[name] for name in _PART})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Part of {code}"), code=values["bundle_code"]) as session:
            save_part(session, PartDraft(**values), part_id)
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Part of a bundle"), form, save, width=560)
    dialog.open()
    return dialog


def _products(context: Context) -> dict[str, str]:
    with context.read() as session:
        return {row.code: f"{row.code}  {row.name}" for row in list_offerings(session, context.today())}
