"""The newest credit review of each customer and the worst event since it, to stand inside other questions."""

from datetime import date

from sqlalchemy import Subquery, func, or_, select

from model.credit.records import CreditEvent
from model.credit.rules import BAD_EVENTS
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


def worst_events(newest: Subquery, today: date) -> Subquery:
    """Customers with a bad event since their newest review: its worst `kind`, and the day of the first (`since`)."""
    event = CreditEvent
    return (
        select(
            event.customer_id,
            func.max(event.kind).label("kind"),  # by the alphabet too, fraud comes after broken
            func.min(event.happened_on).label("since"),
        )
        .outerjoin(newest, newest.c.customer_id == event.customer_id)
        .where(event.kind.in_(BAD_EVENTS), event.happened_on <= today)
        .where(or_(newest.c.reviewed_on.is_(None), event.happened_on > newest.c.reviewed_on))
        .group_by(event.customer_id)
        .subquery()
    )
