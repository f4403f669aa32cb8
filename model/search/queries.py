"""The search box: hits in the order a person expects, found as they type."""

import json
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy.orm import Session

from model.search import expressions
from model.search.hits import Found, Hit, describe
from model.search.rules import Match, Tier, best_match, terms_of
from model.search.sources import Kind
from model.search.tokens import folded
from model.store.bulk import read_rows

_CANDIDATES: Final = 100
_CUSTOMERS: Final = 30
_TEXT_CANDIDATES: Final = 60
_HANGING: Final = 3_000
_SCANNED: Final = 1_000

Routes = tuple[tuple[Callable[[str], str], Tier], ...]

_ROUTES: Final[Routes] = (
    (expressions.whole, Tier.EXACT),
    (expressions.head, Tier.PREFIX),
    (expressions.head_initials, Tier.INITIALS),
    (expressions.inside, Tier.INSIDE),
    (expressions.sound, Tier.SOUND_INSIDE),
    (expressions.beginning_sound, Tier.SOUND_INSIDE),
    (expressions.inside_initials, Tier.SOUND_INSIDE),
    (expressions.mixed, Tier.SOUND_INSIDE),
)
"""What is asked, in order, and the best tier that the next question could still bring."""
_WRITTEN: Final[Routes] = tuple(
    (route, tier) for route, tier in _ROUTES if route in (expressions.whole, expressions.head, expressions.inside)
)
"""Several terms as one word: ABC tech is also ABCtech."""


def find(session: Session, text: str, limit: int = 20, entity: str = "") -> list[Hit]:
    """The best hits for what was typed so far, best first, at most `limit`; any text is welcome.

    One term is looked for in names, codes and numbers, then in notes. Several terms must all fit a row, or the row and
    its customer between them: 「中移 张」 finds 张 of 中移. `entity`: hits of that entity only.
    """
    terms = terms_of(text)
    if not terms:
        return []
    ranked = _ranked(session, "".join(terms), limit, _ROUTES if len(terms) == 1 else _WRITTEN, entity)
    if len(terms) > 1:
        for number, found in _together(session, terms).items():
            ranked.setdefault(number, found)
    if len(ranked) < limit:
        for found in _in_texts(session, terms, entity=entity):
            ranked.setdefault(found.number, found)
    best = sorted((found for found in ranked.values() if entity in ("", found.entity)), key=Found.order)
    return describe(session, best[: limit + _TEXT_CANDIDATES], terms, limit)


def _ranked(session: Session, term: str, limit: int, routes: Routes, entity: str = "") -> dict[int, Found]:
    """Rows whose names, codes or numbers fit one term; the routes end when nothing better can come."""
    ranked: dict[int, Found] = {}
    asked: set[str] = set()
    for route, tier in routes:
        expression = route(term)
        if not expression or expression in asked:
            continue
        asked.add(expression)
        for row in _candidates(session, expression, _CANDIDATES, entity):
            match = best_match(term, row.keys) if row.number not in ranked else None
            if match:
                ranked[row.number] = row.fitted([match])
        if sum(found.tier <= tier for found in ranked.values()) >= limit:
            break
    return ranked


def _together(session: Session, terms: list[str]) -> dict[int, Found]:
    """Rows that fit every term by themselves, or with the help of their customer's name."""
    ranked: dict[int, Found] = {}
    expression = " AND ".join(f"({way})" for term in terms if (way := expressions.anyhow(term)))
    if expression:
        for row in _candidates(session, expression, _CANDIDATES):
            matches = [best_match(term, row.keys) for term in terms]
            if all(matches):
                ranked[row.number] = row.fitted([match for match in matches if match])
    for place, term in enumerate(terms):
        customers = _customers(session, term)
        rest = terms[:place] + terms[place + 1 :]
        for row in [*_of_customers(session, list(customers)), *_installed(session, list(customers))]:
            matches = [best_match(other, row.keys) for other in rest]
            if all(matches) and row.customer_id is not None:
                ranked.setdefault(
                    row.number, row.fitted([*(match for match in matches if match), customers[row.customer_id]])
                )
        for row in _in_texts(session, rest, list(customers)):
            ranked.setdefault(row.number, row)
    return ranked


def _customers(session: Session, term: str) -> dict[str, Match]:
    """The best customers for a term, by id."""
    ranked = sorted(_ranked(session, term, _CUSTOMERS, _ROUTES, "customer").values(), key=Found.order)
    return {found.row_id: found.matches[0] for found in ranked[:_CUSTOMERS]}


def _of_customers(session: Session, customer_ids: list[str]) -> Iterator[Found]:
    """What hangs on these customers, the customers left out."""
    rows = read_rows(
        session.connection(),
        "SELECT id, entity, row_id, customer_id, keys FROM search_entry"
        " WHERE customer_id IN (SELECT value FROM json_each(?)) AND entity <> 'customer' AND keys <> '' LIMIT ?",
        (json.dumps(customer_ids), _HANGING),
    )
    return (Found(*row) for row in rows)


def _installed(session: Session, customer_ids: list[str]) -> Iterator[Found]:
    """Products these customers use; they have no number in the index, so they count down from −1."""
    rows = read_rows(
        session.connection(),
        "SELECT id, customer_id, offering_name FROM installed_product"
        " WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY customer_id, id LIMIT ?",
        (json.dumps(customer_ids), _HANGING),
    )
    return (
        Found(-number, "installed_product", row_id, customer_id, Kind.NAME + folded(name or ""))
        for number, (row_id, customer_id, name) in enumerate(rows, 1)
    )


def _in_texts(
    session: Session, terms: list[str], customer_ids: list[str] | None = None, entity: str = ""
) -> list[Found]:
    """Rows whose notes may hold the terms, of some customers or of all; `describe` reads the texts themselves."""
    parts = [expressions.in_text(term) for term in terms]
    if not parts or not all(parts):
        return []
    expression = " AND ".join(f"({part})" for part in parts)
    rows = _candidates(session, expression, _TEXT_CANDIDATES, entity, customer_ids)
    return [row._replace(in_text=tuple(terms)) for row in rows]


def _candidates(
    session: Session, expression: str, limit: int, entity: str = "", customer_ids: list[str] | None = None
) -> Iterator[Found]:
    wanted: list[str] = []
    values: list[str | int] = [expression, _SCANNED if entity or customer_ids is not None else limit]
    if entity:
        wanted.append(" AND e.entity = ?")
        values.append(entity)
    if customer_ids is not None:
        wanted.append(" AND e.customer_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(customer_ids))
    rows = read_rows(
        session.connection(),
        "SELECT e.id, e.entity, e.row_id, e.customer_id, e.keys"
        " FROM (SELECT rowid AS number FROM search_index WHERE search_index MATCH ? LIMIT ?) i"
        f" CROSS JOIN search_entry e ON e.id = i.number WHERE true{''.join(wanted)} LIMIT ?",
        (*values, limit),
    )
    return (Found(*row) for row in rows)
