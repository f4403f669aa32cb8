"""Who owes and since when, whose credit is to be reviewed, and one customer's whole credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import Select, Subquery, case, func, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.credit.newest import newest_reviews, worst_events
from model.credit.records import CreditEvent
from model.credit.rules import Concern, concern_of
from model.customers.homes import joined_to_home
from model.customers.records import Customer
from model.grading.actions import latest_month
from model.retention.records import CreditReview
from model.store.ids import RowId


@dataclass(frozen=True)
class ArrearsRow:
    """A customer that owes at the end of the newest month: fen, since which month (YYYYMM) and for how many."""

    concern: Concern
    customer_id: RowId
    group_code: str
    name: str
    region: str
    manager_name: str
    arrears_fen: int
    since: int
    months: int
    revenue_fen: int
    rating: str
    limit_fen: int | None


@dataclass(frozen=True)
class ReviewRow:
    """A customer's newest review, what happened since, and what it owes (fen)."""

    concern: Concern
    id: RowId
    customer_id: RowId
    group_code: str
    name: str
    rating: str
    limit_fen: int | None
    sources: str
    reviewer: str
    reviewed_on: date | None
    next_review: date | None
    event: str
    arrears_fen: int | None


@dataclass(frozen=True)
class EventRow:
    """Something that was kept, broken or fraud; amount in fen."""

    id: RowId
    customer_id: RowId
    name: str
    kind: str
    happened_on: date | None
    amount_fen: int | None
    note: str
    source: str


@dataclass(frozen=True)
class CreditSheet:
    """One customer's credit: its standing now, every review and every event, the newest first."""

    concern: Concern
    rating: str
    limit_fen: int | None
    next_review: date | None
    arrears_fen: int | None
    arrears_month: int | None
    reviews: list[ReviewRow]
    events: list[EventRow]


def list_arrears(session: Session, today: date) -> list[ArrearsRow]:
    """Live customers that owe in the newest month, the most first; who was merged into one owes with it."""
    latest = latest_month(session, today)
    if latest is None:
        return []
    owed, review = _owed(session, latest), newest_reviews()
    worst = worst_events(review, today)
    clean = (
        select(owed.c.id, func.max(case((owed.c.owed == 0, owed.c.month))).label("until"))
        .group_by(owed.c.id)
        .subquery()
    )
    running = case((owed.c.month > func.coalesce(clean.c.until, 0), owed.c.month))
    now = func.sum(case((owed.c.month == latest, owed.c.owed), else_=0))
    revenue = func.sum(case((owed.c.month == latest, owed.c.revenue), else_=0))
    run = (
        select(
            owed.c.id,
            now.label("now"),
            func.min(running).label("since"),
            func.count(running).label("months"),
            revenue.label("revenue"),
        )
        .join(clean, clean.c.id == owed.c.id)
        .group_by(owed.c.id)
        .having(now > 0)
        .subquery()
    )
    rows = session.execute(
        select(
            Customer.id,
            Customer.group_code,
            Customer.name,
            Customer.region,
            Customer.manager_name,
            run.c.now,
            run.c.since,
            run.c.months,
            run.c.revenue,
            func.coalesce(review.c.rating, Customer.credit_rating),
            review.c.limit_fen,
            review.c.next_review,
            worst.c.kind,
        )
        .join(run, run.c.id == Customer.id)
        .outerjoin(review, review.c.customer_id == Customer.id)
        .outerjoin(worst, worst.c.customer_id == Customer.id)
        .where(Customer.status != "lost")
        .order_by(run.c.now.desc(), Customer.group_code)
    )
    return [
        ArrearsRow(concern_of(event or "", fields[5], fields[10], due, today), *fields) for *fields, due, event in rows
    ]


def owed_together(rows: Sequence[ArrearsRow]) -> int:
    """What these customers owe together (fen)."""
    return sum(row.arrears_fen for row in rows)


def list_reviews(session: Session, today: date) -> list[ReviewRow]:
    """The newest review of each live customer, the first due on top."""
    review = newest_reviews()
    owed = _owed_in(session, latest_month(session, today))
    query = _reviews(worst_events(review, today), owed).join(review, review.c.id == CreditReview.id)
    query = query.where(Customer.status != "lost", Customer.merged_into.is_(None))
    rows = session.execute(query.order_by(CreditReview.next_review.is_(None), CreditReview.next_review, Customer.name))
    return [_review_row(row, today) for row in rows]


def list_events(session: Session, customer_id: RowId | None = None) -> list[EventRow]:
    """Events, the newest first."""
    event = CreditEvent
    query = (
        select(
            event.id, Customer.id, Customer.name, event.kind, event.happened_on, event.amount_fen, event.note,
            event.source,
        )
        .join(Customer, Customer.id == event.customer_id)
        .order_by(event.happened_on.desc(), event.id)
    )  # fmt: skip
    if customer_id is not None:
        query = query.where(event.customer_id == customer_id)
    return [EventRow(*row) for row in session.execute(query)]


def credit_of(session: Session, customer_id: RowId, today: date) -> CreditSheet:
    """Everything about one customer's credit."""
    month = latest_month(session, today)
    owed, worst = _owed_in(session, month, customer_id), worst_events(newest_reviews(customer_id), today)
    query = _reviews(worst, owed).where(CreditReview.customer_id == customer_id)
    rows = session.execute(query.order_by(CreditReview.reviewed_on.desc(), CreditReview.id.desc()))
    reviews = [_review_row(row, today) for row in rows]
    newest = reviews[0] if reviews else None
    arrears = session.scalar(select(owed.c.owed))
    event = session.scalar(select(worst.c.kind).where(worst.c.customer_id == customer_id)) or ""
    customer = session.get(Customer, customer_id)
    rating = newest.rating if newest else customer.credit_rating if customer else ""
    limit, due = (newest.limit_fen, newest.next_review) if newest else (None, None)
    concern = concern_of(event, arrears, limit, due, today)
    return CreditSheet(concern, rating, limit, due, arrears, month, reviews, list_events(session, customer_id))


def _owed(session: Session, latest: int) -> Subquery:
    """Customer × month: what was owed and billed (fen), up to the newest month."""
    bill = BillingMonth
    query = (
        select(
            Customer.id.label("id"),
            bill.month.label("month"),
            func.sum(func.coalesce(bill.arrears_fen, 0)).label("owed"),
            func.sum(bill.voice_fen + bill.data_fen + bill.new_business_fen + bill.other_fen).label("revenue"),
        )
        .select_from(bill)
        .where(bill.month <= latest, Customer.id.in_(_owing(session, latest)))
        .group_by(Customer.id, bill.month)
    )
    return joined_to_home(session, query, bill.customer_id).subquery()


def _owing(session: Session, latest: int) -> Select[Any]:
    bill = BillingMonth
    query = select(Customer.id).select_from(bill).where(bill.month == latest, bill.arrears_fen > 0)
    return joined_to_home(session, query, bill.customer_id)


def _owed_in(session: Session, month: int | None, customer_id: RowId | None = None) -> Subquery:
    """What each customer (or the one asked about) owes in a month (fen)."""
    bill = BillingMonth
    query = (
        select(Customer.id.label("id"), func.sum(bill.arrears_fen).label("owed"))
        .select_from(bill)
        .where(bill.month == month)
        .group_by(Customer.id)
    )
    if customer_id is not None:
        query = query.where(Customer.id == customer_id)
    return joined_to_home(session, query, bill.customer_id).subquery()


def _reviews(worst: Subquery, owed: Subquery) -> Select[Any]:
    row = CreditReview
    query = (
        select(
            row.id, row.customer_id, Customer.group_code, Customer.name, row.rating, row.limit_fen, row.sources,
            row.reviewer, row.reviewed_on, row.next_review, func.coalesce(worst.c.kind, ""), owed.c.owed,
        )
        .join(Customer, Customer.id == row.customer_id)
        .outerjoin(worst, worst.c.customer_id == row.customer_id)
        .outerjoin(owed, owed.c.id == row.customer_id)
    )  # fmt: skip
    return cast("Select[Any]", query)


def _review_row(row: Any, today: date) -> ReviewRow:
    *_fields, limit, _sources, _reviewer, _on, due, event, owed = row
    return ReviewRow(concern_of(event, owed, limit, due, today), *row)
