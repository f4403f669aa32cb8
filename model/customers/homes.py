"""Under which customer a row counts whose owner was merged into another: bills keep the name they were sent to."""

from typing import TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.customers.records import Customer
from model.store.ids import RowId

_Columns = TypeVarTuple("_Columns")


def joined_to_home(
    session: Session, query: Select[*_Columns], owner: InstrumentedAttribute[RowId]
) -> Select[*_Columns]:
    """The query with each row joined to the `Customer` it counts for: its owner, or whom the owner was merged into."""
    any_merged = session.scalar(select(Customer.id).where(Customer.merged_into.is_not(None)).limit(1)) is not None
    if not any_merged:
        return query.join(Customer, Customer.id == owner)
    named = aliased(Customer)
    home = func.coalesce(named.merged_into, named.id)
    return query.join(named, named.id == owner).join(Customer, Customer.id == home)
