"""What of a customer ends soon: the binding of products in use, agreements, and members' bundles by month."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.records import Agreement, InstalledProduct
from model.members.records import Member
from model.months import month_of
from model.store.base import RowId


@dataclass(frozen=True)
class Ending:
    """A product's binding or an agreement that ends soon; `operator` is a code, "" for an agreement."""

    what: str
    operator: str
    on: date


def list_endings(session: Session, customer_id: RowId, today: date, days: int) -> list[Ending]:
    """Bindings and agreements that end from today on within so many days, the nearest first."""
    last = today + timedelta(days=days)
    products = session.execute(
        select(InstalledProduct.offering_name, InstalledProduct.operator, InstalledProduct.bundle_end).where(
            InstalledProduct.customer_id == customer_id,
            InstalledProduct.bundle_end >= today,
            InstalledProduct.bundle_end <= last,
        )
    )
    agreements = session.execute(
        select(Agreement.number, Agreement.agreement_type, Agreement.valid_to).where(
            Agreement.customer_id == customer_id, Agreement.valid_to >= today, Agreement.valid_to <= last
        )
    )
    found = [Ending(name, operator, day) for name, operator, day in products if day is not None]
    found += [Ending(f"{kind} {number}".strip(), "", day) for number, kind, day in agreements if day is not None]
    return sorted(found, key=lambda one: (one.on, one.what))


def count_member_endings(session: Session, customer_id: RowId, today: date, days: int) -> dict[int, int]:
    """Month (YYYYMM) → how many active members' bundles end in it, from today on within so many days."""
    rows = session.execute(
        select(Member.bundle_end, func.count())
        .where(
            Member.customer_id == customer_id,
            Member.status == "active",
            Member.bundle_end >= today,
            Member.bundle_end <= today + timedelta(days=days),
        )
        .group_by(Member.bundle_end)
    )
    months: Counter[int] = Counter()
    for day, count in rows:
        if day is not None:
            months[month_of(day)] += count
    return dict(sorted(months.items()))
