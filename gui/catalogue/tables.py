"""The columns of the catalogue's tables."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, Tag
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

OFFERING_FIELDS: Final = (
    "name", "product_layer", "product_function", "brand_line", "monthly_fen", "one_off_fen", "unit", "cost_fen",
    "floor_fen", "tariff_structure", "industries", "sla", "selling_point", "buying_point", "cases", "configurable",
)  # fmt: skip
"""The fields of a product that may be edited."""

_WHAT: Final = {
    "new": N_("New"),
    "gone": N_("Gone"),
    "monthly_fen": N_("Monthly price"),
    "one_off_fen": N_("One-off price"),
    "cost_fen": N_("Cost"),
    "floor_fen": N_("Floor price"),
    "cards": N_("Price cards"),
    "parts": N_("Parts"),
    "words": N_("Description"),
}
_TONES: Final = {
    "new": Tone.DONE,
    "gone": Tone.DANGER,
    "monthly_fen": Tone.WARNING,
    "one_off_fen": Tone.WARNING,
    "cost_fen": Tone.WARNING,
    "floor_fen": Tone.WARNING,
}


def offering_columns() -> list[Column]:
    """Products by layer, function and brand line, with today's price and our own limits."""
    choices = ENUMERATIONS
    return [
        Column("code", N_("Product code"), width=90),
        Column("name", N_("Product name"), width=160, bold=True),
        Column("monthly_fen", N_("Price a unit (yuan)"), Kind.MONEY, 110),
        Column("unit", N_("Unit"), width=56),
        Column("one_off_fen", N_("One-off price"), Kind.MONEY, 100),
        Column("floor_fen", N_("Floor price"), Kind.MONEY, 90, quiet=True),
        Column("cost_fen", N_("Cost"), Kind.MONEY, 90, quiet=True),
        Column("buying_point", N_("Buying point"), width=200),
        Column("product_layer", N_("Layer"), Kind.CHOICE, 110, choices=choices["product_layer"]),
        Column("product_function", N_("Function"), Kind.CHOICE, 100, choices=choices["product_function"]),
        Column("brand_line", N_("Brand line"), Kind.CHOICE, 90, choices=choices["brand_line"]),
        Column("industries", N_("Suitable industries"), width=140, quiet=True),
        Column("selling_point", N_("Selling point"), width=180, shown=False),
        Column("sla", N_("Service level"), width=140, shown=False),
        Column("channels", N_("Order channels"), width=160, shown=False, words=_channels),
        Column("cards", N_("Price cards"), Kind.INTEGER, 70, shown=False),
    ]


def card_columns() -> list[Column]:
    """Prices by segment and period."""
    return [
        Column("offering_code", N_("Product code"), width=90),
        Column("offering_name", N_("Product name"), width=180, bold=True),
        Column("segment", N_("Segment"), width=140),
        Column("monthly_fen", N_("Monthly price"), Kind.MONEY, 110),
        Column("one_off_fen", N_("One-off price"), Kind.MONEY, 110),
        Column("valid_from", N_("Valid from"), Kind.DATE, 110),
        Column("valid_to", N_("Valid to"), Kind.DATE, 110),
        Column("in_force", N_("In force today"), Kind.BOOL, 90),
        Column(
            "overlaps",
            N_("Overlap"),
            Kind.TAG,
            80,
            tags=_overlap,
            help=N_("Another card gives this product and segment a price on some of these days."),
        ),
    ]


def change_columns() -> list[Column]:
    """What each version of the catalogue brought, the newest first."""
    return [
        Column("made_on", N_("Version of"), Kind.DATE, 110),
        Column("code", N_("Product code"), width=90),
        Column("name", N_("Product name"), width=180, bold=True),
        Column("what", N_("What changed"), Kind.TAG, 120, choices=_WHAT, tones=_TONES),
        Column("before", N_("Before"), Kind.MONEY, 110),
        Column("after", N_("Now"), Kind.MONEY, 110),
    ]


def _channels(codes: str) -> str:
    names = ENUMERATIONS["channel"]
    return _(", ").join(_(names.get(code, code)) for code in codes.split(",") if code)


def _overlap(value: bool) -> list[Tag]:
    return [Tag(_("Overlap"), Tone.WARNING)] if value else []


def bundle_columns() -> list[Column]:
    """What bundles hold and how many of it."""
    return [
        Column("bundle_code", N_("Bundle code"), width=90),
        Column("bundle_name", N_("Bundle"), width=180, bold=True),
        Column("offering_code", N_("Product code"), width=90),
        Column("offering_name", N_("Product name"), width=180),
        Column("required", N_("Required"), Kind.BOOL, 70),
        Column("minimum", N_("At least"), Kind.INTEGER, 80),
        Column("maximum", N_("At most"), Kind.INTEGER, 80),
    ]


def rival_columns() -> list[Column]:
    """Published prices of rivals; one nobody published says so."""
    return [
        Column("offering_name", N_("Product name"), width=180, bold=True),
        Column("operator", N_("Operator"), Kind.CHOICE, 124, choices=ENUMERATIONS["operator"]),
        Column("product", N_("Rival's product"), width=180),
        Column("monthly_fen", N_("Monthly price"), Kind.MONEY, 110, none=N_("unknown")),
        Column("source", N_("Source"), width=180),
        Column("seen_on", N_("Seen on"), Kind.DATE, 110),
    ]


def page_help() -> str:
    """F1 on the catalogue."""
    return _(
        "Products come with the office's file; the price shown is that of the card in force today for everyone. A "
        "segment's own card stands before it; two cards for the same days are marked. Each import of products is a "
        "version: what changed stands in the last sheet. A leaflet is for customers; cost and floor are "
        "for you alone. A published tariff of a rival needs its source and day: only such figures may stand beside "
        "ours on a customer's paper."
    )
