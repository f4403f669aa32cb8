"""From rows that fit to what the box shows: a title, a line of detail, and the letters that were met."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from model.search.rules import Match, Tier
from model.search.sources import Kind, Source, source_of
from model.search.tokens import folded
from model.store.bulk import read_rows
from model.store.dump import mask_number

_ORDER: Final = (
    "customer",
    "contact",
    "product_offering",
    "installed_product",
    "need",
    "promise",
    "visit",
    "service_request",
)
_SNIPPET: Final = 40


@dataclass(frozen=True)
class Hit:
    """One line of the box. `matched` is the range of the title that was met, None where something else was.

    `customer_id` and `customer` say whose it is; `tier` how good it is.
    """

    entity: str
    id: str
    title: str
    detail: str
    matched: tuple[int, int] | None
    tier: Tier
    customer_id: str | None
    customer: str


class Found(NamedTuple):
    """One row of the index and how the terms fit it; `in_text` are those still to be looked for in its texts."""

    number: int
    entity: str
    row_id: str
    customer_id: str | None
    keys: str
    matches: tuple[Match, ...] = ()
    in_text: tuple[str, ...] = ()

    @property
    def tier(self) -> Tier:
        """How good the worst fitting term is."""
        return Tier.TEXT if self.in_text else max(match.tier for match in self.matches)

    def fitted(self, matches: list[Match]) -> "Found":
        """The same row, with how the terms fit."""
        return self._replace(matches=tuple(matches))

    def order(self) -> tuple[int, int, int, str]:
        """Better tiers first, then customers before people before the rest, then shorter names."""
        place = _ORDER.index(self.entity) if self.entity in _ORDER else len(_ORDER)
        key = self.matches[0].key if self.matches else ""
        return self.tier, place, len(key), key


def describe(session: Session, found: list[Found], terms: list[str], limit: int) -> list[Hit]:
    """The first hits of these rows in the same order, without those whose text turns out not to hold the terms."""
    connection = session.connection()
    rows = {
        (entity, row_id): values
        for entity in {row.entity for row in found}
        for row_id, values in _values(connection, entity, [row.row_id for row in found if row.entity == entity])
    }
    customers = dict(_names(connection, {row.customer_id for row in found if row.customer_id}))
    hits = (
        _hit(row, rows[row.entity, row.row_id], customers.get(row.customer_id or "", ""), terms)
        for row in found
        if (row.entity, row.row_id) in rows
    )
    return list(islice((hit for hit in hits if hit), limit))


def matched_range(title: str, term: str) -> tuple[int, int] | None:
    """Where a folded term stands in a text as it is written, signs and full-width letters and all."""
    plain = title.find(term)
    if plain >= 0:
        return plain, plain + len(term)
    places: list[int] = []
    letters: list[str] = []
    for place, character in enumerate(title):
        for letter in folded(character):
            places.append(place)
            letters.append(letter)
    start = "".join(letters).find(term)
    return (places[start], places[start + len(term) - 1] + 1) if start >= 0 else None


def _values(connection: Connection, entity: str, row_ids: list[str]) -> Iterable[tuple[str, dict[str, str]]]:
    source = source_of(entity)
    if source is None:
        return
    names = [name for name, _ in source.fields]
    rows = read_rows(
        connection,
        f"SELECT id, {', '.join(names)} FROM {entity} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(row_ids),),
    )
    for row in rows:
        yield row[0], dict(zip(names, row[1:], strict=True))


def _names(connection: Connection, customer_ids: set[str]) -> Iterable[tuple[str, str]]:
    rows = read_rows(
        connection,
        "SELECT id, name FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(customer_ids)),),
    )
    return ((row[0], row[1]) for row in rows)


def _hit(row: Found, values: dict[str, str], customer: str, terms: list[str]) -> Hit | None:
    source = source_of(row.entity)
    if source is None:
        return None
    title = values[source.title] or ""
    detail = _detail(row, values, source)
    matched = _range(row, title, terms)
    if row.in_text:
        text = " ".join(values[name] for name in source.texts if values[name])
        if not all(term in folded(text) for term in row.in_text):
            return None
        detail = _snippet(text, row.in_text[0])
        title = title or detail
    return Hit(row.entity, row.row_id, title, detail, matched, row.tier, row.customer_id, customer)


def _detail(row: Found, values: dict[str, str], source: Source) -> str:
    """The row's code, or what stands beside its name; a number that was met is shown masked."""
    phones = [match.key for match in row.matches if match.kind is Kind.PHONE]
    if phones:
        return mask_number(phones[0]) or ""
    shown = [values[name] for name, kind in source.fields if kind is Kind.CODE or (kind is Kind.TEXT)]
    return next((text for text in shown if text and text != values[source.title]), "")[:_SNIPPET]


def _range(row: Found, title: str, terms: list[str]) -> tuple[int, int] | None:
    for match in row.matches:
        if match.kind in (Kind.NAME, Kind.PERSON):
            met = matched_range(title, match.key[match.start : match.end])
            if met:
                return met
    return next((met for term in terms if (met := matched_range(title, term))), None)


def _snippet(text: str, term: str) -> str:
    """The part of a text around the term, on one line."""
    flat = " ".join(text.split())
    met = matched_range(flat, term)
    start = max(0, (met[0] if met else 0) - _SNIPPET // 3)
    cut = flat[start : start + _SNIPPET]
    return ("…" if start else "") + cut + ("…" if start + _SNIPPET < len(flat) else "")
