"""Who is in a segment, what they look like together, and the white space between customers and products."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, Text, and_, cast, func, or_, select, true
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.catalogue.records import InstalledProduct, ProductOffering
from model.customers.records import Customer
from model.errors import UserError
from model.grading.records import GradedMonth, ValueScore
from model.segments.records import Segment
from model.segments.rules import (
    MEASURED,
    Cell,
    Condition,
    Offer,
    Op,
    cell_of,
    next_offer,
    read_rule,
)
from model.segments.wording import fitting_values, kind_of
from model.store.base import content_columns
from model.store.ids import RowId
from model.store.rows import existing_row
from resources.i18n import _

_TOP = 5
_NOBODYS = frozenset({"merged_into"})
"""Fields that no customer of a segment has."""


@dataclass(frozen=True)
class SegmentRow:
    """A segment with the number of its members today."""

    id: RowId
    name: str
    owner: str
    members: int
    needs: str
    profile: str
    sample_seed: int
    conditions: tuple[Condition, ...]
    readable: bool = True
    """False where the rule is damaged or a newer program's: nobody is in it until it is written anew."""


@dataclass(frozen=True)
class MemberRow:
    """A customer of a segment."""

    customer_id: RowId
    group_code: str
    name: str
    industry: str
    region: str
    grade: str
    revenue_fen: int | None


@dataclass(frozen=True)
class ProfileCard:
    """What a segment looks like: members, revenue (fen) together, and the most frequent industries and products."""

    members: int
    revenue_fen: int
    grades: dict[str, int]
    industries: list[tuple[str, int]]
    products: list[tuple[str, int]]

    @property
    def average_fen(self) -> int | None:
        """Revenue a member (fen); `None` of nobody."""
        return self.revenue_fen // self.members if self.members else None


@dataclass(frozen=True)
class SegmentSheet:
    """A segment whole: its members, profile card, white space, and the products' names by code."""

    members: list[MemberRow]
    card: ProfileCard
    space: list["SpaceRow"]
    names: dict[str, str]


@dataclass(frozen=True)
class Block:
    """Why a product need not be offered to a customer, and the day from which it may be again."""

    reason: str
    reopen_on: date | None


@dataclass(frozen=True)
class SpaceRow:
    """A customer's line of the white-space matrix: a cell for each product, what to offer next, what is blocked."""

    customer_id: RowId
    name: str
    cells: dict[str, Cell]
    offer: Offer | None
    blocks: dict[str, Block]


def list_segments(session: Session) -> list[SegmentRow]:
    """Every segment with its present members."""
    return [_segment_row(session, row) for row in session.scalars(select(Segment).order_by(Segment.name, Segment.id))]


def _segment_row(session: Session, row: Segment) -> SegmentRow:
    whole = (row.needs, row.profile, row.sample_seed)
    try:
        conditions = tuple(read_rule(row.rule))
        members = session.scalar(select(func.count()).select_from(_members(session, conditions).subquery()))
    except UserError:
        return SegmentRow(row.id, row.name, row.owner, 0, *whole, (), readable=False)
    return SegmentRow(row.id, row.name, row.owner, members or 0, *whole, conditions)


def segment_members(
    session: Session, conditions: Sequence[Condition], among: Sequence[RowId] | None = None
) -> list[MemberRow]:
    """The live customers (or those asked about: a sample, one) that meet every condition, by name.

    Raises `UserError` for a field that is none.
    """
    query = _members(session, conditions).order_by(Customer.name, Customer.group_code)
    if among is not None:
        query = query.where(Customer.id.in_(among))
    return [
        MemberRow(id, code, name, industry, region, grade or "", revenue)
        for id, code, name, industry, region, grade, revenue in session.execute(query)
    ]


def member_ids(session: Session, conditions: Sequence[Condition], month: int | None = None) -> Select[Any]:
    """The ids of a segment's members as a query to stand inside others: there may be more than a list bears.

    Bills are those of `month`, without one the newest.
    """
    return _members(session, conditions, month).with_only_columns(Customer.id)


def conditions_of(session: Session, segment_id: RowId | None) -> list[Condition]:
    """The conditions of a segment; none without one. Raises `UserError` where it is gone or cannot be read."""
    if not segment_id:
        return []
    segment = existing_row(session, Segment, segment_id, _("The segment is no longer here; choose another."))
    return read_rule(segment.rule)


def check_conditions(conditions: Sequence[Condition]) -> None:
    """Raises `UserError` for a field that is none, or values that do not fit how it is compared."""
    known = segment_fields()
    for condition in conditions:
        if condition.field not in known:
            raise _unknown(condition.field)
        fitting_values(condition)


def segments_holding(session: Session, customer_id: RowId) -> set[str]:
    """The names of the segments this customer is in."""
    return {
        row.name
        for row in session.scalars(select(Segment).order_by(Segment.id))
        if _holds(session, row.rule, customer_id)
    }


def _holds(session: Session, rule: str, customer_id: RowId) -> bool:
    try:
        return bool(segment_members(session, read_rule(rule), [customer_id]))
    except UserError:
        return False


def read_segment(session: Session, segment: SegmentRow, today: date) -> SegmentSheet:
    """Everything a page shows of a segment; nobody is in one whose rule cannot be read."""
    members = segment_members(session, segment.conditions) if segment.readable else []
    space = white_space(session, members, today) if members else []
    return SegmentSheet(members, profile_card(session, members), space, product_names(session))


def profile_card(session: Session, members: Sequence[MemberRow]) -> ProfileCard:
    """What these customers look like together."""
    ids = {row.customer_id for row in members}
    used: Counter[str] = Counter()
    rows = session.execute(
        select(InstalledProduct.customer_id, InstalledProduct.offering_name)
        .where(InstalledProduct.operator == "mobile")
        .distinct()
    )
    used.update(name for customer, name in rows if customer in ids)
    grades = Counter(row.grade for row in members if row.grade)
    industries = Counter(row.industry for row in members if row.industry)
    return ProfileCard(
        members=len(members),
        revenue_fen=sum(row.revenue_fen or 0 for row in members),
        grades=dict(sorted(grades.items())),
        industries=industries.most_common(_TOP),
        products=used.most_common(_TOP),
    )


def white_space(session: Session, members: Sequence[MemberRow], today: date) -> list[SpaceRow]:
    """Customer × product for these customers, with the next best offer by what their industry uses."""
    codes = list(session.scalars(select(ProductOffering.code).order_by(ProductOffering.code).distinct()))
    product = InstalledProduct
    rows = session.execute(
        select(
            product.customer_id,
            product.offering_code,
            product.operator,
            product.blocked_reason,
            product.reopen_on,
            Customer.industry,
        ).join(Customer, Customer.id == product.customer_id)
    ).all()
    held: dict[RowId, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    users: dict[str, dict[str, set[RowId]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        held[row.customer_id][row.offering_code].append(row)
        if row.operator == "mobile" and not row.blocked_reason:
            users[row.industry][row.offering_code].add(row.customer_id)
    similar = Counter(session.scalars(select(Customer.industry).where(Customer.status != "lost")))
    found = []
    blank = dict.fromkeys(codes, _cell((), today))
    used = {industry: {code: len(ids) for code, ids in products.items()} for industry, products in users.items()}
    for member in members:
        cells = blank | {
            code: _cell(lines, today) for code, lines in held.get(member.customer_id, {}).items() if code in blank
        }
        offer = next_offer(cells, used.get(member.industry, {}), similar[member.industry])
        blocks = {
            row.offering_code: Block(row.blocked_reason, row.reopen_on)
            for lines in held.get(member.customer_id, {}).values()
            for row in lines
            if row.blocked_reason and cells.get(row.offering_code) is Cell.BLOCKED
        }
        found.append(SpaceRow(member.customer_id, member.name, cells, offer, blocks))
    return found


def product_names(session: Session) -> dict[str, str]:
    """Code → name of every product that is offered."""
    return dict(session.execute(select(ProductOffering.code, ProductOffering.name)).all())


def segment_fields() -> dict[str, str]:
    """Every field a rule may use with its N_() label: usage first, then the customer's own."""
    own = {column.name: column.info.get("label", "") for column in content_columns(Customer.__table__)}
    return {**MEASURED, **{name: label for name, label in own.items() if label and name not in _NOBODYS}}


def _members(session: Session, conditions: Sequence[Condition], month: int | None = None) -> Select[Any]:
    bill, score = _bills_of(session, month), _newest_score(session)
    total = bill.c.voice_fen + bill.c.data_fen + bill.c.new_business_fen + bill.c.other_fen
    fields = _fields(bill, score, total)
    return (
        select(
            Customer.id, Customer.group_code, Customer.name, Customer.industry, Customer.region, score.c.grade, total
        )
        .outerjoin(bill, bill.c.customer_id == Customer.id)
        .outerjoin(score, score.c.customer_id == Customer.id)
        .where(Customer.status != "lost", Customer.merged_into.is_(None))
        .where(and_(true(), *(_clause(fields, condition) for condition in conditions)))
    )


def _cell(rows: Iterable[Any], today: date) -> Cell:
    rows = list(rows)
    ours = any(row.operator == "mobile" and not row.blocked_reason for row in rows)
    rival = any(row.operator not in ("mobile", "") for row in rows)
    blocked = next((row for row in rows if row.blocked_reason), None)
    return cell_of(
        ours, rival, blocked.blocked_reason if blocked else "", blocked.reopen_on if blocked else None, today
    )


def _bills_of(session: Session, month: int | None) -> Subquery:
    if month is None:
        month = session.scalar(select(func.max(BillingMonth.month)))
    return select(BillingMonth).where(BillingMonth.month == month).subquery()


def _newest_score(session: Session) -> Subquery:
    month = session.scalar(select(func.max(GradedMonth.month)))
    return select(ValueScore).where(ValueScore.month == month).subquery()


def _fields(bill: Subquery, score: Subquery, total: ColumnElement[int]) -> dict[str, ColumnElement[Any]]:
    measured: dict[str, ColumnElement[Any]] = {"revenue_fen": total}
    for name in ("data_fen", "voice_fen", "new_business_fen", "minutes", "real_members"):
        measured[name] = bill.c[name]
    for name in ("grade", "value_class"):
        measured[name] = score.c[name]
    own = {column.name: column for column in content_columns(Customer.__table__) if column.info.get("label")}
    return {**own, **measured}


def _clause(fields: dict[str, ColumnElement[Any]], condition: Condition) -> ColumnElement[bool]:
    column = fields.get(condition.field)
    if column is None:
        raise _unknown(condition.field)
    values = fitting_values(condition)
    if condition.op is Op.CONTAINS:
        return cast(column, Text).contains(values[0], autoescape=True)
    if condition.op is Op.EMPTY:
        return or_(column.is_(None), column == "") if kind_of(condition.field) is str else column.is_(None)
    if condition.op is Op.ANY:
        return column.in_(values)
    low, high = values
    return and_(column >= low if low is not None else true(), column <= high if high is not None else true())


def _unknown(field: str) -> UserError:
    return UserError(_("There is no field “{field}” to make a segment of.").format(field=field))
