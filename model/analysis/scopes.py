"""Whom an analysis is about: one customer, a segment or the whole book, with those merged into them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, Select, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.homes import families
from model.customers.records import Customer
from model.errors import UserError
from model.segments.queries import member_ids
from model.segments.records import Segment
from model.segments.rules import read_rule
from model.store.ids import RowId
from resources.i18n import _


class ScopeKind(StrEnum):
    """What a report looks at."""

    CUSTOMER = "customer"
    SEGMENT = "segment"
    BOOK = "book"


@dataclass(frozen=True)
class Scope:
    """What a report looks at: its kind, its name (none for the whole book), and the ids of its live customers.

    `customer_id` is the one customer of a report about one.
    """

    kind: ScopeKind
    name: str
    ids: Select[Any]
    customer_id: RowId = ""


def customer_scope(session: Session, customer_id: RowId) -> Scope:
    """One customer. Raises `UserError` where it is gone."""
    customer = customer_by_id(session, customer_id)
    ids = select(Customer.id).where(Customer.id == customer.id)
    return Scope(ScopeKind.CUSTOMER, customer.name, ids, customer.id)


def segment_scope(session: Session, name: str) -> Scope:
    """The customers that are in a segment today. Raises `UserError` where there is no such segment."""
    found = session.scalars(select(Segment).where(Segment.name == name.strip()).order_by(Segment.id)).first()
    if found is None:
        raise UserError(_("There is no segment named {name}.").format(name=name))
    return Scope(ScopeKind.SEGMENT, found.name, member_ids(session, read_rule(found.rule)))


def book_scope() -> Scope:
    """Every customer of the store, lost ones too: what they brought belongs to the months they were here."""
    return Scope(ScopeKind.BOOK, "", select(Customer.id).where(Customer.merged_into.is_(None)))


def family(scope: Scope) -> CTE:
    """Row by row a customer of the scope (`root_id`) and whoever was merged into it (`member_id`), itself included."""
    return families(select(Customer.id).where(Customer.merged_into.is_(None), Customer.id.in_(scope.ids)))


def list_segments(session: Session) -> list[str]:
    """The names of the segments, each once."""
    return list(session.scalars(select(Segment.name).where(Segment.name != "").distinct().order_by(Segment.name)))
