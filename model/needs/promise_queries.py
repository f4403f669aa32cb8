"""What is asked of promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Contact, Customer
from model.needs.promise_rules import standing_state
from model.needs.records import Promise
from model.store.base import RowId


@dataclass(frozen=True)
class PromiseRow:
    """A promise as a list shows it; `state` is the one to show today."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    text: str
    made_to: str
    made_to_id: RowId | None
    made_on: date | None
    due_on: date | None
    owner: str
    expected_effect: str
    state: str
    reason: str
    substitute: str
    closed_on: date | None
    churn_risk: int | None
    visit_id: RowId | None


def list_promises(
    session: Session,
    today: date,
    *,
    customer_id: RowId | None = None,
    state: Sequence[str] = (),
    due_before: date | None = None,
) -> list[PromiseRow]:
    """Promises by the day they fall due; `state` asks for states as shown today, so late ones can be asked for."""
    query = (
        select(
            Promise.id,
            Promise.customer_id,
            func.coalesce(Customer.group_code, ""),
            func.coalesce(Customer.name, ""),
            Promise.text,
            func.coalesce(Contact.name, Promise.made_to),
            Promise.made_to_id,
            Promise.made_on,
            Promise.due_on,
            Promise.owner,
            Promise.expected_effect,
            Promise.state,
            Promise.reason,
            Promise.substitute,
            Promise.closed_on,
            Promise.churn_risk,
            Promise.visit_id,
        )
        .outerjoin(Customer, Customer.id == Promise.customer_id)
        .outerjoin(Contact, Contact.id == Promise.made_to_id)
        .order_by(Promise.due_on.is_(None), Promise.due_on, Promise.id)
    )
    if customer_id is not None:
        query = query.where(Promise.customer_id == customer_id)
    if state:
        stored = {"open", *state} if "late" in state else set(state)
        query = query.where(Promise.state.in_(stored))
    if due_before is not None:
        query = query.where(Promise.due_on < due_before)
    found: list[tuple[Any, ...]] = [tuple(row) for row in session.execute(query)]
    shown: list[tuple[Any, ...]] = [(*row[:11], standing_state(row[11], row[8], today), *row[12:]) for row in found]
    rows = [PromiseRow(*row) for row in shown]
    return [row for row in rows if not state or row.state in state]
