"""A small real store with sample customers, for the tests of worth, warning and keeping."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.clock import fixed_clock
from model.customers.records import Contact, Customer
from model.members.records import Member, MemberMonth
from model.retention.actions import make_tasks
from model.retention.reasons import why_and_gist
from model.retention.records import RetentionTask
from model.store.database import Database
from model.store.ids import natural_id, new_id
from model.store.opening import Owner
from model.visits.records import Visit
from tests.builders import make_store

TODAY = date(2026, 11, 22)


@contextmanager
def sample_store(folder: Path, today: date = TODAY) -> Iterator[Database]:
    """A new, empty store of a sample manager, closed in the end."""
    database = make_store(folder, "sample.db", fixed_clock(today=today), Owner("示例经理", "10001"))
    try:
        yield database
    finally:
        database.close()


def customer_id(code: str) -> str:
    """The id of the sample customer with a group code."""
    return natural_id("customer", code)


def add_customer(session: Session, code: str, **fields: Any) -> str:
    """A sample customer; returns its id."""
    id = customer_id(code)
    session.add(Customer(id=id, dossier_id=id, group_code=code, name=f"示例{code}公司", **fields))
    return id


def add_contact(session: Session, code: str, name: str, **fields: Any) -> str:
    """A sample contact of a customer; returns its id."""
    id = natural_id("contact", code, name, 1)
    customer = customer_id(code)
    session.add(Contact(id=id, dossier_id=customer, customer_id=customer, name=name, **fields))
    return id


def add_bill(session: Session, code: str, month: int, revenue_fen: int, **fields: int | None) -> None:
    """A bill whose revenue is voice, apart from the kinds named in `fields`."""
    other = sum(fields.get(name) or 0 for name in ("data_fen", "new_business_fen", "other_fen"))
    session.add(BillingMonth(customer_id=customer_id(code), month=month, voice_fen=revenue_fen - other, **fields))


def add_product(session: Session, code: str, offering: str, **fields: Any) -> str:
    """A live product of ours; returns its id."""
    id = natural_id("installed_product", code, offering, "mobile", "", 1)
    customer = customer_id(code)
    session.add(
        InstalledProduct(
            id=id, dossier_id=customer, customer_id=customer, offering_code=offering, offering_name=offering, **fields
        )
    )
    return id


def add_agreement(session: Session, code: str, number: str, end: date) -> str:
    """An agreement that ends on a day; returns its id."""
    id = natural_id("agreement", code, number)
    customer = customer_id(code)
    session.add(Agreement(id=id, dossier_id=customer, customer_id=customer, number=number, valid_to=end))
    return id


def add_member(session: Session, code: str, subscriber: str, **fields: Any) -> str:
    """A member of a customer's group; returns its id."""
    id = natural_id("member", code, subscriber)
    customer = customer_id(code)
    session.add(Member(id=id, dossier_id=customer, customer_id=customer, subscriber_code=subscriber, **fields))
    return id


def add_member_month(
    session: Session, code: str, subscriber: str, month: int, revenue_fen: int, minutes: int = 0, status: str = "active"
) -> None:
    """A member's account of a month."""
    session.add(
        MemberMonth(
            customer_id=customer_id(code),
            month=month,
            subscriber_key=subscriber,
            revenue_fen=revenue_fen,
            minutes=minutes,
            status=status,
        )
    )


def quiet(session: Session, code: str = "Q", **fields: Any) -> str:
    """A customer that wants nothing: met today in both ways."""
    id = add_customer(session, code, payer_type="individual", **fields)
    met(session, code, TODAY)
    return id


def met(session: Session, code: str, day: date, mode: str = "on_site", status: str = "done") -> None:
    """A contact that took place on a day."""
    id = customer_id(code)
    session.add(Visit(id=new_id(), dossier_id=id, customer_id=id, visit_date=day, contact_mode=mode, status=status))


def tasks(store: Database, today: date = TODAY) -> list[tuple[str, str, date | None]]:
    """The open tasks after a run, as (kind, rule, due); a second run must change nothing."""
    with store.write() as session:
        make_tasks(session, today)
    with store.write() as session:
        again = make_tasks(session, today)
        assert (again.made, again.changed, again.reopened, again.closed) == (0, 0, 0, 0)
    with store.read() as session:
        rows = session.execute(
            select(RetentionTask.kind, RetentionTask.rule, RetentionTask.due, RetentionTask.facts)
            .where(RetentionTask.status == "open")
            .order_by(RetentionTask.due, RetentionTask.kind)
        ).all()
    for _kind, rule, _due, facts in rows:
        assert rule == "" or "{" not in why_and_gist(rule, facts)[0]
    return [(kind, rule, due) for kind, rule, due, _facts in rows]
