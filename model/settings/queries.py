"""Whose store it is."""

from sqlalchemy.orm import Session

from model.store.opening import Owner, owner_of


def find_owner(session: Session) -> Owner:
    """The person the store was made for."""
    return owner_of(session.connection())
