"""The leaflet of an offering (产品单页): one page for a customer, without cost, floor or what only we say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.catalogue.bundles import Part, least_of
from model.catalogue.queries import OfferingRow, list_parts, price_until
from reports.document import (
    Align,
    Blank,
    Block,
    Document,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Rich,
    Run,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.pdf import write_pdf
from reports.proposal_words import day_words, yuan
from reports.words import cut
from resources.i18n import _

_LONGEST: Final = 400
"""Characters of a text that the page has room for."""

_PARTS: Final = 16


@dataclass(frozen=True)
class Leaflet:
    """What the page says: the offering at everyone's price of the day, its parts, until when the price holds."""

    offering: OfferingRow
    parts: Sequence[Part]
    made_on: date
    holds_until: date | None
    issuer: str


def leaflet_of(session: Session, offering: OfferingRow, today: date, issuer: str) -> Leaflet:
    """The page of an offering as the catalogue stands today."""
    parts = [part for part in list_parts(session) if part.bundle_code == offering.code]
    return Leaflet(offering, parts, today, price_until(session, offering.code, today), issuer)


def leaflet_document(leaflet: Leaflet) -> Document:
    """One A4 page."""
    offering = leaflet.offering
    blocks: list[Block] = [_lead(offering), Heading(_("What it costs")), Facts(_prices(leaflet), 1)]
    if leaflet.parts:
        blocks += [Heading(_("What is in it")), _parts(leaflet.parts)]
    facts = _facts(offering)
    if facts:
        blocks += [Heading(_("Service")), Facts(facts, 1)]
    blocks += [Blank(14.0), Paragraph(_("The price and terms of the formal contract prevail."), muted=True)]
    return Document(
        kind=_("Product leaflet"),
        title=cut(offering.name, 60),
        subtitle=_("Prices of {day}").format(day=day_words(leaflet.made_on)),
        blocks=blocks,
        issuer=leaflet.issuer,
    )


def write_leaflet(path: Path, leaflet: Leaflet) -> None:
    """Write it as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, leaflet_document(leaflet))


def _lead(offering: OfferingRow) -> Lead:
    parts: list[str | Run] = []
    if offering.buying_point.strip():
        parts += [Run(cut(offering.buying_point.strip(), 120), bold=True), "\n"]
    if offering.monthly_fen is not None:
        before, _mark, after = _unit_price(offering).partition("{amount}")
        parts += [before, Run(yuan(offering.monthly_fen), bold=True, colour=Colour.ACCENT), after]
    return Lead(parts or [_("Ask us what it costs for you.")])


def _unit_price(offering: OfferingRow) -> str:
    sentence = _("{amount} yuan a month for each {unit}") if offering.unit else _("{amount} yuan a month")
    return sentence.format(amount="{amount}", unit=offering.unit)


def _prices(leaflet: Leaflet) -> list[tuple[str, Rich]]:
    offering = leaflet.offering
    ask = _("on request")
    monthly = ask if offering.monthly_fen is None else _unit_price(offering).format(amount=yuan(offering.monthly_fen))
    if offering.one_off_fen is None:
        once = ask
    elif offering.one_off_fen == 0:
        once = _("none")
    else:
        once = _("{amount} yuan").format(amount=yuan(offering.one_off_fen))
    facts: list[tuple[str, Rich]] = [(_("Fee a month"), monthly), (_("One-off charge"), once)]
    if leaflet.holds_until is not None:
        facts.append((_("This price holds until"), day_words(leaflet.holds_until)))
    return facts


def _facts(offering: OfferingRow) -> list[tuple[str, Rich]]:
    pairs = ((_("Service level"), offering.sla), (_("Suits"), offering.industries))
    return [(label, cut(text.strip(), _LONGEST)) for label, text in pairs if text.strip()]


def _parts(parts: Sequence[Part]) -> Table:
    columns = [
        TableColumn(_("Product"), share=52, bold=True),
        TableColumn(_("In every bundle"), share=24),
        TableColumn(_("How many"), Align.RIGHT, 24),
    ]
    rows = [[cut(one.offering_name, 40), _("yes") if one.required else _("as you wish"), _range(one)] for one in parts]
    return Table(columns, rows[:_PARTS])


def _range(part: Part) -> str:
    least = least_of(part)
    if part.maximum is None:
        return _("{least} or more").format(least=f"{least:,}")
    return f"{least:,}" if least == part.maximum else f"{least:,} – {part.maximum:,}"
