"""Under which customer a row counts whose owner was merged into another: bills keep the name they were sent to."""

from typing import Any, TypeVarTuple

from sqlalchemy import CTE, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.customers.records import Customer
from model.store.ids import RowId

_Columns = TypeVarTuple("_Columns")


def families(roots: Select[Any]) -> CTE:
    """Row by row a customer of `roots` (`root_id`) and whoever was merged into it (`member_id`), itself included.

    Follows merges of merges, which two laptops make when each merges before they meet.
    """
    ids = roots.subquery("root")
    tree = select(ids.c[0].label("member_id"), ids.c[0].label("root_id")).cte(recursive=True)
    merged = aliased(Customer)
    return tree.union(select(merged.id, tree.c.root_id).join(tree, merged.merged_into == tree.c.member_id))


def family_of(session: Session, customer_id: RowId) -> list[RowId]:
    """A customer, first, and those merged into it: measured rows stay with the customer they were measured for."""
    tree = families(select(Customer.id).where(Customer.id == customer_id))
    merged = session.scalars(select(tree.c.member_id).where(tree.c.member_id != customer_id).order_by(tree.c.member_id))
    return [customer_id, *merged]


def any_merged(session: Session) -> bool:
    """Whether any customer was merged into another."""
    return session.scalar(select(Customer.id).where(Customer.merged_into.is_not(None)).limit(1)) is not None


def joined_to_home(
    session: Session,
    query: Select[*_Columns],
    owner: InstrumentedAttribute[RowId],
    home: type[Customer] = Customer,
) -> Select[*_Columns]:
    """The query with each row joined to the `Customer` it counts for: its owner, or whom the owner was merged into."""
    if not any_merged(session):
        return query.join(home, home.id == owner)
    merged = aliased(Customer)
    standing = Customer.merged_into.is_(None)
    kept = Customer.id.in_(select(merged.merged_into).where(merged.merged_into.is_not(None)))
    tree = families(select(Customer.id).where(standing, kept))
    query = query.outerjoin(tree, tree.c.member_id == owner)
    return query.join(home, home.id == func.coalesce(tree.c.root_id, owner))
