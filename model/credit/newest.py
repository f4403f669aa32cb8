"""The newest credit review of each customer, to stand inside other questions."""

from sqlalchemy import Subquery, func, select

from model.retention.records import CreditReview
from model.store.ids import RowId


def newest_reviews(customer_id: RowId | None = None) -> Subquery:
    """One row a customer (or of the one asked about); of two reviews on one day the later written."""
    row = CreditReview
    place = (
        func.row_number()
        .over(partition_by=row.customer_id, order_by=(row.reviewed_on.desc(), row.id.desc()))
        .label("place")
    )
    query = select(row.id, row.customer_id, row.rating, row.limit_fen, row.reviewed_on, row.next_review, place)
    if customer_id is not None:
        query = query.where(row.customer_id == customer_id)
    numbered = query.subquery()
    return select(numbered).where(numbered.c.place == 1).subquery()
