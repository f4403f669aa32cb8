"""Versions of the catalogue: what it said of each offering from a day on, and what changed against the day before."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.records import BundleItem, OfferingVersion, PriceCard, ProductOffering
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id
from model.store.kept_text import read_kept

FROZEN = (
    "name", "product_layer", "product_function", "brand_line", "unit", "monthly_fen", "one_off_fen", "cost_fen",
    "floor_fen", "sla", "industries", "selling_point", "buying_point", "channels",
)  # fmt: skip
"""What of an offering is frozen besides its price cards and parts."""

_PRICES = ("monthly_fen", "one_off_fen", "cost_fen", "floor_fen")


@dataclass(frozen=True)
class CatalogueChange:
    """One thing that changed of an offering in a version: fen before and after, where it is a price.

    `made_on` None: not kept as a version yet. `what` is new, gone, cards, parts, words or the name of a price field.
    """

    id: str
    made_on: date | None
    code: str
    name: str
    what: str
    before: int | None = None
    after: int | None = None


def freeze_catalogue(session: Session, today: date) -> int:
    """Keep what differs from the last version as today's; how many offerings that were. Twice a day is one version."""
    session.flush()
    last = _last_contents(session)
    now = _contents(session)
    changed = {code: now.get(code, "") for code in now.keys() | last.keys() if now.get(code, "") != last.get(code, "")}
    for code, content in sorted(changed.items()):
        row_id = natural_id("offering_version", code, today.isoformat())
        row = session.get(OfferingVersion, row_id)
        if row is None:
            session.add(
                OfferingVersion(id=row_id, dossier_id=OFFICE_DOSSIER, code=code, made_on=today, content=content)
            )
        else:
            row.content = content
    session.flush()
    return len(changed)


def list_changes(session: Session) -> list[CatalogueChange]:
    """What is not kept yet, then every version's changes, the newest first; the first version is what it began with."""
    first = session.scalar(select(func.min(OfferingVersion.made_on)))
    if first is None:
        return []
    before = func.lag(OfferingVersion.content, 1, "").over(
        partition_by=OfferingVersion.code, order_by=OfferingVersion.made_on
    )
    kept = select(OfferingVersion.made_on, OfferingVersion.code, before.label("before"), OfferingVersion.content)
    steps = kept.subquery()
    rows = session.execute(
        select(steps).where(steps.c.made_on > first).order_by(steps.c.made_on.desc(), steps.c.code)
    ).all()
    found = _not_kept(session)
    for made_on, code, old, new in rows:
        found += changes_between(code, old, new, made_on)
    return found


def _said(text: str) -> dict[str, Any]:
    """What a frozen text says; one that another program left unreadable says nothing."""
    return read_kept(text, dict[str, Any], {})


def changes_between(code: str, old: str, new: str, made_on: date | None) -> list[CatalogueChange]:
    """What differs between two frozen texts of one offering; an empty one means that it was not offered."""
    before, after = _said(old), _said(new)
    name = str((after or before).get("name", code))

    def change(what: str, one: int | None = None, other: int | None = None) -> CatalogueChange:
        return CatalogueChange(f"{made_on}:{code}:{what}", made_on, code, name, what, one, other)

    if not before or not after:
        return [change("new" if after else "gone", before.get("monthly_fen"), after.get("monthly_fen"))]
    found = [change(field, before.get(field), after.get(field))
             for field in _PRICES if before.get(field) != after.get(field)]  # fmt: skip
    found += [change(what) for what in ("cards", "parts") if before.get(what) != after.get(what)]
    words = [field for field in FROZEN if field not in _PRICES]
    if any(before.get(field) != after.get(field) for field in words):
        found.append(change("words"))
    return found


def _not_kept(session: Session) -> list[CatalogueChange]:
    last, now = _last_contents(session), _contents(session)
    found = []
    for code in sorted(now.keys() | last.keys()):
        old, new = last.get(code, ""), now.get(code, "")
        if old != new:
            found += changes_between(code, old, new, None)
    return found


def _last_contents(session: Session) -> dict[str, str]:
    """Product code → its newest frozen text; an offering taken out stands with an empty one."""
    newest = (
        select(OfferingVersion.code, func.max(OfferingVersion.made_on).label("made_on"))
        .group_by(OfferingVersion.code)
        .subquery()
    )
    rows = session.execute(
        select(OfferingVersion.code, OfferingVersion.content).join(
            newest, (newest.c.code == OfferingVersion.code) & (newest.c.made_on == OfferingVersion.made_on)
        )
    )
    return dict(rows.all())


def _contents(session: Session) -> dict[str, str]:
    """Product code → canonical text of the offering, its cards and its parts as they stand."""
    cards: dict[str, list[list[Any]]] = {}
    for card in session.scalars(select(PriceCard).order_by(PriceCard.segment, PriceCard.valid_from, PriceCard.id)):
        days = [day.isoformat() if day else None for day in (card.valid_from, card.valid_to)]
        cards.setdefault(card.offering_code, []).append([card.segment, card.monthly_fen, card.one_off_fen, *days])
    parts: dict[str, list[list[Any]]] = {}
    for part in session.scalars(select(BundleItem).order_by(BundleItem.offering_code, BundleItem.id)):
        line = [part.offering_code, part.required, part.minimum, part.maximum]
        parts.setdefault(part.bundle_code, []).append(line)
    found: dict[RowId, str] = {}
    for offering in session.scalars(select(ProductOffering).order_by(ProductOffering.code, ProductOffering.id)):
        said = {field: getattr(offering, field) for field in FROZEN}
        said |= {"cards": cards.get(offering.code, []), "parts": parts.get(offering.code, [])}
        found[offering.code] = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return found
