"""The catalogue as anyone may read it: what a product does, what it costs by our list, what we guarantee."""

from gui.context import Context
from gui.presenting.page import PresentedPage
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, money_words, rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import label, muted
from gui.widgets.placing import in_row
from model.catalogue.queries import OfferingRow, list_offerings, price_until
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


def leaflet_columns() -> list[Column]:
    """Name, kind and list price."""
    return [
        Column("name", N_("Product name"), width=116, bold=True),
        Column("product_layer", N_("Layer"), Kind.CHOICE, 104, choices=ENUMERATIONS["product_layer"], quiet=True),
        Column("monthly_fen", N_("Monthly price (yuan)"), Kind.MONEY, 94),
        Column("unit", N_("Unit"), width=58, quiet=True),
        Column("one_off_fen", N_("One-off price (yuan)"), Kind.MONEY, 120),
        Column("buying_point", N_("What it gives you"), width=150, quiet=True),
    ]


class PresentedProductsPage(PresentedPage):
    """The list at the left, what stands behind the chosen product at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Products and prices"))
        self.columns = leaflet_columns()
        self.offerings: dict[str, OfferingRow] = {}
        self.products = self.table("products", self.columns, Empty(_("No products yet"), glyph="package"))
        self.leaflet = Card(" ")
        self.leaflet.setMinimumWidth(260)
        self.leaflet.setMaximumWidth(420)
        self.price, self.benefit = label("", "strong", wrap=True), label("", wrap=True)
        self.until, self.level = muted("", wrap=True), muted("", wrap=True)
        self.parts = (self.price, self.until, self.benefit, self.level)
        for part in self.parts:
            self.leaflet.body.addWidget(part)
        self.leaflet.body.addStretch(1)
        card = Card(margins=1)
        card.body.addWidget(self.products, 1)
        row = in_row((card, 7), (self.leaflet, 3), gap=16)
        self.body.addLayout(row, 1)
        self.products.selection_changed.connect(self._show_chosen)
        self.setFocusProxy(self.products.view)

    def refresh(self) -> None:
        """Read the catalogue; the first product is open."""
        with self.context.read() as session:
            self.offerings = {row.id: row for row in list_offerings(session, self.context.today())}
        chosen = self.products.current_id()
        self.products.set_rows(rows_of(list(self.offerings.values()), self.columns))
        if self.offerings and (chosen is None or not self.products.select(chosen)):
            self.products.select(next(iter(self.offerings)))
        self._show_chosen()

    def help_text(self) -> str:
        """What stands here."""
        return _("Our products with their list prices; what applies to you stands in the proposal or the agreement.")

    def _show_chosen(self) -> None:
        chosen = self.offerings.get(self.products.current_id() or "")
        self.leaflet.setVisible(chosen is not None)
        if chosen is None:
            return
        self.leaflet.heading.setText(chosen.name)
        with self.context.read() as session:
            until = price_until(session, chosen.code, self.context.today())
        self.price.setText(price_words(chosen))
        self.until.setText(_("List price until {day}").format(day=until.isoformat()) if until else "")
        self.benefit.setText(chosen.buying_point)
        self.level.setText(_("Service level: {words}").format(words=chosen.sla) if chosen.sla else "")
        for part in self.parts:
            part.setVisible(bool(part.text()))


def price_words(offering: OfferingRow) -> str:
    """The list price in words, a month and once; nothing where none is published."""
    parts = []
    if offering.monthly_fen is not None:
        monthly = _("{amount} yuan a month").format(amount=money_words(offering.monthly_fen))
        parts.append(f"{monthly} / {offering.unit}" if offering.unit else monthly)
    if offering.one_off_fen:
        parts.append(_("{amount} yuan once").format(amount=money_words(offering.one_off_fen)))
    return _("; ").join(parts)
