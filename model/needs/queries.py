"""What is asked of needs: one customer's in their order, and everyone's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.needs.records import Need, NeedLink
from model.needs.rules import own_weight, priority_scores, ranked
from model.store.base import RowId


@dataclass(frozen=True)
class NeedRow:
    """A need as the priority table shows it; `order` counts from 1 within its customer, `unlocks` are such orders."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    order: int
    statement: str
    need_source: str
    raised_by: str
    raised_by_id: RowId | None
    category: str
    impact: str
    importance: int
    urgency: int
    score: int
    unlocks: tuple[int, ...]
    unlocks_ids: tuple[RowId, ...]
    our_answer: str
    rival_answer: str
    owner: str
    due: date | None
    status: str
    derived_from: RowId | None


def list_needs(session: Session, *, customer_id: RowId | None = None, status: Sequence[str] = ()) -> list[NeedRow]:
    """Needs by customer and, within each, in the order they stand; orders and scores count needs of every status."""
    query = (
        select(Need, Customer.group_code, Customer.name, Contact.name.label("person"), Contact.title)
        .outerjoin(Customer, Customer.id == Need.customer_id)
        .outerjoin(Contact, Contact.id == Need.raised_by_id)
        .order_by(Customer.pinyin_key, Customer.group_code, Need.id)
    )
    links = select(NeedLink.need_id, NeedLink.unlocks_id)
    if customer_id is not None:
        query = query.where(Need.customer_id == customer_id)
        links = links.where(NeedLink.customer_id == customer_id)
    found = session.execute(query).all()
    by_customer: dict[RowId, list[RowId]] = {}
    for need, *_rest in found:
        by_customer.setdefault(need.customer_id, []).append(need.id)
    needs = {need.id: need for need, *_rest in found}
    onward: dict[RowId, list[RowId]] = {}
    for first, then in session.execute(links):
        onward.setdefault(first, []).append(then)
    scores, order = _scores_and_orders(needs, by_customer, onward)
    rows = [
        _row(need, code or "", name or "", _person(need, person, title), scores, order, onward.get(need.id, []))
        for need, code, name, person, title in found
        if not status or need.status in status
    ]
    places = {customer: index for index, customer in enumerate(by_customer)}
    rows.sort(key=lambda row: (places[row.customer_id], row.order))
    return rows


def find_need(session: Session, need_id: RowId) -> NeedRow | None:
    """One need with its place among its customer's, or None where it is gone."""
    need = session.get(Need, need_id)
    if need is None:
        return None
    return next((row for row in list_needs(session, customer_id=need.customer_id) if row.id == need_id), None)


def _scores_and_orders(
    needs: dict[RowId, Need], by_customer: dict[RowId, list[RowId]], onward: dict[RowId, list[RowId]]
) -> tuple[dict[RowId, int], dict[RowId, int]]:
    pairs = [(first, then) for first, thens in onward.items() for then in thens]
    weights = {need.id: own_weight(need.importance, need.urgency) for need in needs.values()}
    scores = priority_scores(weights, pairs)
    order: dict[RowId, int] = {}
    for ids in by_customer.values():
        standing = ranked(
            {row: scores[row] for row in ids},
            {row: needs[row].due for row in ids},
            {row: needs[row].position for row in ids},
        )
        order |= {row: index for index, row in enumerate(standing, start=1)}
    return scores, order


def _row(
    need: Need,
    code: str,
    name: str,
    raised_by: str,
    scores: dict[RowId, int],
    order: dict[RowId, int],
    unlocks: list[RowId],
) -> NeedRow:
    known = sorted((other for other in unlocks if other in order), key=lambda other: order[other])
    return NeedRow(
        id=need.id,
        customer_id=need.customer_id,
        group_code=code,
        customer_name=name,
        order=order[need.id],
        statement=need.statement,
        need_source=need.need_source,
        raised_by=raised_by,
        raised_by_id=need.raised_by_id,
        category=need.category,
        impact=need.impact,
        importance=need.importance,
        urgency=need.urgency,
        score=scores[need.id],
        unlocks=tuple(order[other] for other in known),
        unlocks_ids=tuple(known),
        our_answer=need.our_answer,
        rival_answer=need.rival_answer,
        owner=need.owner,
        due=need.due,
        status=need.status,
        derived_from=need.derived_from,
    )


def _person(need: Need, person: str | None, title: str | None) -> str:
    if person is None:
        return need.raised_by
    return f"{person} {title}".strip() if title else person
