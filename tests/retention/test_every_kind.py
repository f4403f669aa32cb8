"""Every kind of task the field knows: made by its rule, moved when its source moves, closed when it is gone."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.customers.records import Contact, Customer
from model.decision_maps.records import BuyingRole
from model.enumerations import ENUMERATIONS
from model.grading.actions import grade_month
from model.grading.records import ValueScore
from model.members.records import Member
from model.needs.records import Promise
from model.retention.actions import make_tasks
from model.retention.queries import list_tasks
from model.retention.records import CreditReview, RetentionTask
from model.store.database import Database
from model.store.ids import new_id
from tests.retention.portfolio import (
    add_agreement,
    add_bill,
    add_contact,
    add_customer,
    add_member,
    add_product,
    customer_id,
    met,
    sample_store,
)

KINDS: Final = (
    "bundle_expiry", "agreement_expiry", "birthday", "holiday_payment", "promise_due", "visit_due", "grade_drop",
    "member_loss", "arrears", "credit_review", "stale_role", "missing_role", "usage_stopped",
)  # fmt: skip
DATED: Final = {"bundle_expiry", "agreement_expiry", "birthday", "promise_due", "visit_due", "credit_review"}
"""Kinds whose day comes from a date in their source; the others are due since their cause began."""
NOW: Final = date(2026, 12, 29)


def role(session: Session, code: str, name: str, since: date) -> None:
    contact = add_contact(session, code, f"示例{code}甲")
    id = customer_id(code)
    session.add(
        BuyingRole(
            id=new_id(), dossier_id=id, customer_id=id, contact_id=contact, role=name, valid_from=since,
            evidence="confirmed",
        )
    )  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Database]:
    """One customer a kind, met today unless it is about the visit; each has the one thing that makes its task."""
    with sample_store(tmp_path, NOW) as database:
        with database.write() as session:
            for kind in KINDS:
                code = kind
                gaps = kind in ("stale_role", "missing_role")
                grade = "B" if gaps else "D"
                payer = "unified" if kind == "holiday_payment" else "individual"
                add_customer(session, code, company_grade=grade, payer_type=payer)
                met(session, code, NOW if kind != "visit_due" else date(2025, 12, 1))
            session.flush()
            add_product(session, "bundle_expiry", "MAS", bundle_end=date(2027, 2, 20))
            add_agreement(session, "agreement_expiry", "HT-1", date(2027, 3, 20))
            add_contact(session, "birthday", "示例寿星", birthday="1980-01-05")
            id = customer_id("promise_due")
            session.add(Promise(id=new_id(), dossier_id=id, customer_id=id, text="示例", due_on=NOW))
            for month, fen in ((202607, 900_000), (202608, 900_000), (202609, 900_000), (202610, 100), (202611, 100)):
                add_bill(session, "grade_drop", month, fen)
                for kind in KINDS:
                    if kind not in ("grade_drop", "arrears"):
                        add_bill(session, kind, month, 50_000)
            for place in range(8):
                status = {"status": "left", "status_since": NOW - timedelta(days=2)} if place < 5 else {}
                add_member(session, "member_loss", f"S{place}", **status)
            add_bill(session, "arrears", 202611, 50_000, arrears_fen=100_000)
            id = customer_id("credit_review")
            session.add(
                CreditReview(
                    id=new_id(), dossier_id=id, customer_id=id, reviewed_on=date(2026, 1, 5),
                    next_review=date(2026, 12, 20),
                )
            )  # fmt: skip
            role(session, "stale_role", "decider", date(2026, 1, 1))
            add_product(session, "usage_stopped", "M2M", monthly_usage=0)
            session.flush()
            for month in (202609, 202610, 202611):
                grade_month(session, month)
        yield database


def open_tasks(database: Database) -> dict[str, date]:
    """Kind → due day of the open task about the customer of that kind, after two runs of which the second is idle."""
    with database.write() as session:
        make_tasks(session, NOW)
    with database.write() as session:
        again = make_tasks(session, NOW)
        assert (again.made, again.changed, again.reopened, again.closed) == (0, 0, 0, 0)
    with database.read() as session:
        rows = session.execute(
            select(RetentionTask.kind, RetentionTask.customer_id, RetentionTask.due).where(
                RetentionTask.status == "open"
            )
        )
        return {kind: due for kind, customer, due in rows if customer in (None, customer_id(kind)) and due}


def move_sources(session: Session) -> None:
    """Every date that a task is counted from goes three days back."""
    session.execute(update(InstalledProduct).values(bundle_end=date(2027, 2, 17)))
    session.execute(update(Agreement).values(valid_to=date(2027, 3, 17)))
    session.execute(update(Contact).where(Contact.birthday != "").values(birthday="1980-01-02"))
    session.execute(update(Promise).values(due_on=NOW - timedelta(days=3)))
    met(session, "visit_due", date(2026, 1, 5))
    session.execute(update(CreditReview).values(next_review=date(2026, 12, 17)))


def end_causes(session: Session) -> None:
    """What each task comes from is gone."""
    for record in (InstalledProduct, Agreement, Promise, CreditReview, Member):
        session.execute(delete(record))
    session.execute(update(Contact).values(birthday=""))
    session.execute(update(Customer).values(payer_type="individual", company_grade="D"))
    met(session, "visit_due", NOW)
    session.execute(update(ValueScore).values(grade="D"))
    session.execute(update(BillingMonth).values(arrears_fen=0))


def test_every_kind_is_made_moved_and_closed(book: Database) -> None:
    assert set(KINDS) <= set(ENUMERATIONS["task_kind"])
    first = open_tasks(book)
    assert set(KINDS) - set(first) == set()
    with book.read() as session:
        reasons: dict[str, Any] = {line.kind: line.why for line in list_tasks(session, NOW)}
    assert all(reasons[kind].strip() and "{" not in reasons[kind] for kind in KINDS)
    with book.write() as session:
        move_sources(session)
    second = open_tasks(book)
    assert {kind for kind in KINDS if second.get(kind) != first[kind]} == DATED
    with book.write() as session:
        end_causes(session)
    assert set(open_tasks(book)) & set(KINDS) == set()
