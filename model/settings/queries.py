"""Whose store it is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.store.opening import Owner
from model.store.records import StoreFact


def find_owner(session: Session) -> Owner:
    """The person the store was made for."""
    facts = {fact.name: fact.value for fact in session.scalars(select(StoreFact))}
    return Owner(facts.get("name", ""), facts.get("employee_no", ""), facts.get("role", "manager"))
