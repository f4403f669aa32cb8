"""What a customer analysis says, counted in SQL: who brings what, what they ask for, and what serving them costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, Select, cast, func, or_, select
from sqlalchemy.orm import Session

from model.analysis.leaks import LeakLine, leaks_of
from model.analysis.partners import PartnerRow, list_partners
from model.analysis.rules import HOUR_FEN, PERIOD, contact_cost, days_of
from model.analysis.scopes import Scope, ScopeKind, book_scope, family
from model.billing.records import BillingMonth
from model.catalogue.records import Agreement, InstalledProduct
from model.customers.records import Contact, Customer
from model.grading.records import ValueScore
from model.months import month_before, month_of
from model.opportunities.records import Opportunity
from model.retention.records import BenefitGrant, RetentionTask
from model.service_requests.records import ServiceRequest
from model.visits.records import Visit

_REVENUE = BillingMonth.voice_fen + BillingMonth.data_fen + BillingMonth.new_business_fen + BillingMonth.other_fen


@dataclass(frozen=True)
class Line:
    """One part of a whole: its code or name, how many stand in it, and their money (fen)."""

    code: str
    count: int
    amount_fen: int


@dataclass(frozen=True)
class MonthLine:
    """Revenue of one month by kind (fen), the customers billed, and the cost of those whose cost is known."""

    month: int
    customers: int
    voice_fen: int
    data_fen: int
    new_business_fen: int
    other_fen: int
    members: int | None

    @property
    def revenue_fen(self) -> int:
        """All kinds together."""
        return self.voice_fen + self.data_fen + self.new_business_fen + self.other_fen


@dataclass(frozen=True)
class RankLine:
    """A customer's revenue over the period; margin only over the months whose cost is known (fen)."""

    group_code: str
    name: str
    revenue_fen: int
    costed_fen: int
    cost_fen: int | None

    @property
    def margin_fen(self) -> int | None:
        """Revenue less cost in the months whose cost is known."""
        return None if self.cost_fen is None else self.costed_fen - self.cost_fen


@dataclass(frozen=True)
class Standing:
    """Where one customer stands among all by revenue of the period: its place, of how many, and their whole (fen)."""

    place: int
    customers: int
    whole_fen: int


@dataclass(frozen=True)
class RequestLine:
    """Requests of one kind accepted in the period: all, those closed, and those closed late or open past the day."""

    code: str
    count: int
    closed: int
    late: int


@dataclass(frozen=True)
class SourceLine:
    """How much of one kind of record the paper rests on, and from when to when."""

    entity: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Served:
    """What serving cost (fen): contacts by mode at an hour's price, keeping, benefits."""

    contacts: dict[str, int]
    contacts_fen: int
    keeping_fen: int
    benefits_fen: int
    hour_fen: int

    @property
    def is_known(self) -> bool:
        """Whether anything at all is recorded in the period: a store that begins later knows no cost, not a nil one."""
        return bool(self.contacts) or self.total_fen > 0

    @property
    def total_fen(self) -> int:
        """All three together."""
        return self.contacts_fen + self.keeping_fen + self.benefits_fen


@dataclass(frozen=True)
class Analysis:
    """Everything the paper says of a scope in the months `first` to `last` (YYYYMM), as the store stood on `today`."""

    kind: ScopeKind
    name: str
    first: int
    last: int
    statuses: tuple[Line, ...]
    months: tuple[MonthLine, ...]
    regions: tuple[Line, ...]
    industries: tuple[Line, ...]
    grades: tuple[Line, ...]
    graded: int | None
    projects: tuple[Line, ...]
    agreements: tuple[Line, ...]
    ranks: tuple[RankLine, ...]
    standing: Standing | None
    opportunities: tuple[Line, ...]
    requests: tuple[RequestLine, ...]
    channels: tuple[Line, ...]
    products: tuple[Line, ...]
    operators: tuple[Line, ...]
    served: Served
    sources: tuple[SourceLine, ...]
    leaks: tuple[LeakLine, ...]
    partners: tuple[PartnerRow, ...]


@dataclass(frozen=True)
class _Asked:
    """The scope's family and the period, as every question needs them."""

    session: Session
    family: CTE
    first: int
    last: int
    today: date

    @property
    def days(self) -> tuple[date, date]:
        first, last = days_of(self.first, self.last)
        return first, min(last, self.today)


def analysis_of(session: Session, scope: Scope, today: date, last: int | None = None, months: int = PERIOD) -> Analysis:
    """The analysis of a scope over so many months up to `last` (YYYYMM; the newest billed month by default)."""
    tree = family(scope)
    end = last or _newest_month(session, tree, today)
    asked = _Asked(session, tree, month_before(end, months - 1), end, today)
    graded = session.scalar(select(func.max(ValueScore.month)).where(ValueScore.month <= end))
    billed = _months(asked)
    return Analysis(
        kind=scope.kind,
        name=scope.name,
        first=asked.first,
        last=end,
        statuses=_statuses(asked),
        months=billed,
        regions=_revenue_by(asked, Customer.region),
        industries=_revenue_by(asked, Customer.industry),
        grades=_by_grade(asked, graded),
        graded=graded,
        projects=_revenue_by(asked, func.coalesce(cast(Customer.boss_project, Integer), -1)),
        agreements=_agreements(asked),
        ranks=_ranks(asked),
        standing=_standing(asked) if scope.kind is ScopeKind.CUSTOMER else None,
        opportunities=_opportunities(asked),
        requests=_requests(asked),
        channels=_products_by(asked, InstalledProduct.channel, InstalledProduct.operator == "mobile"),
        products=_products_by(asked, InstalledProduct.offering_name, InstalledProduct.operator == "mobile"),
        operators=_products_by(asked, InstalledProduct.operator),
        served=_served(asked),
        sources=_sources(asked),
        leaks=leaks_of(session, tree, [line.month for line in billed]),
        partners=list_partners(session, tree),
    )


def _newest_month(session: Session, tree: CTE, today: date) -> int:
    this = month_of(today)
    newest = select(func.max(BillingMonth.month)).join(tree, tree.c.member_id == BillingMonth.customer_id)
    return session.scalar(newest.where(BillingMonth.month <= this)) or this


def _statuses(asked: _Asked) -> tuple[Line, ...]:
    roots = select(asked.family.c.root_id)
    query = (
        select(Customer.status, func.count())
        .where(Customer.id.in_(roots))
        .group_by(Customer.status)
        .order_by(func.count().desc(), Customer.status)
    )
    return tuple(Line(code, count, 0) for code, count in asked.session.execute(query))


def _billed(asked: _Asked, *columns: Any) -> Select[Any]:
    """The bills of the period with the live customer each belongs to."""
    tree = asked.family
    return (
        select(*columns)
        .select_from(BillingMonth)
        .join(tree, tree.c.member_id == BillingMonth.customer_id)
        .join(Customer, Customer.id == tree.c.root_id)
        .where(BillingMonth.month.between(asked.first, asked.last))
    )


def _months(asked: _Asked) -> tuple[MonthLine, ...]:
    kinds = (BillingMonth.voice_fen, BillingMonth.data_fen, BillingMonth.new_business_fen, BillingMonth.other_fen)
    sums = (func.sum(kind) for kind in kinds)
    heads = func.sum(BillingMonth.real_members)
    query = _billed(asked, BillingMonth.month, func.count(Customer.id.distinct()), *sums, heads)
    rows = asked.session.execute(query.group_by(BillingMonth.month).order_by(BillingMonth.month))
    return tuple(MonthLine(*row) for row in rows)


def _revenue_by(asked: _Asked, column: ColumnElement[Any] | Any) -> tuple[Line, ...]:
    total = func.sum(_REVENUE)
    query = _billed(asked, column, func.count(Customer.id.distinct()), total)
    return _lines(asked.session, query.group_by(column).order_by(total.desc(), column))


def _by_grade(asked: _Asked, graded: int | None) -> tuple[Line, ...]:
    grade = func.coalesce(ValueScore.grade, "")
    query = _billed(asked, grade, func.count(Customer.id.distinct()), func.sum(_REVENUE)).outerjoin(
        ValueScore, (ValueScore.customer_id == Customer.id) & (ValueScore.month == graded)
    )
    return _lines(asked.session, query.group_by(grade).order_by(grade == "", grade))


def _ranks(asked: _Asked) -> tuple[RankLine, ...]:
    total = func.sum(_REVENUE)
    costed = func.coalesce(func.sum(_REVENUE).filter(BillingMonth.cost_fen.is_not(None)), 0)
    query = _billed(asked, Customer.group_code, Customer.name, total, costed, func.sum(BillingMonth.cost_fen))
    rows = asked.session.execute(query.group_by(Customer.id).order_by(total.desc(), Customer.group_code, Customer.id))
    return tuple(RankLine(*row) for row in rows)


def _standing(asked: _Asked) -> Standing | None:
    own = asked.session.scalar(_billed(asked, func.sum(_REVENUE)))
    if own is None:
        return None
    book = replace(asked, family=family(book_scope()))
    totals = _billed(book, func.sum(_REVENUE).label("fen")).group_by(Customer.id).subquery()
    above = func.count().filter(totals.c.fen > own)
    above_it, customers, whole = asked.session.execute(select(above, func.count(), func.sum(totals.c.fen))).one()
    return Standing(above_it + 1, customers, whole)


def _owned(asked: _Asked, record: Any, *columns: Any) -> Select[Any]:
    """Rows of a dossier that belong to the scope."""
    tree = asked.family
    return select(*columns).select_from(record).join(tree, tree.c.member_id == record.customer_id)


def _agreements(asked: _Asked) -> tuple[Line, ...]:
    first, last = asked.days
    kind = Agreement.agreement_type
    query = _owned(asked, Agreement, kind, func.count(), 0).where(
        or_(Agreement.valid_from.is_(None), Agreement.valid_from <= last),
        or_(Agreement.valid_to.is_(None), Agreement.valid_to >= first),
    )
    return _lines(asked.session, query.group_by(kind).order_by(func.count().desc(), kind))


def _opportunities(asked: _Asked) -> tuple[Line, ...]:
    amount = func.coalesce(func.sum(Opportunity.amount_fen), 0)
    query = _owned(asked, Opportunity, Opportunity.outcome, func.count(), amount).where(
        or_(Opportunity.outcome == "open", Opportunity.closed_on.between(*asked.days))
    )
    return _lines(asked.session, query.group_by(Opportunity.outcome).order_by(amount.desc(), Opportunity.outcome))


def _requests(asked: _Asked) -> tuple[RequestLine, ...]:
    request = ServiceRequest
    late = func.count().filter(func.coalesce(request.closed_on, asked.today) > request.deadline)
    closed = func.count(request.closed_on)
    query = _owned(asked, request, request.kind, func.count(), closed, late).where(
        request.accepted_on.between(*asked.days)
    )
    rows = asked.session.execute(query.group_by(request.kind).order_by(func.count().desc(), request.kind))
    return tuple(RequestLine(*row) for row in rows)


def _products_by(asked: _Asked, column: Any, *only: ColumnElement[bool]) -> tuple[Line, ...]:
    fee = func.coalesce(func.sum(InstalledProduct.monthly_fee_fen), 0)
    query = _owned(asked, InstalledProduct, column, func.count(), fee).where(InstalledProduct.blocked_reason == "")
    return _lines(asked.session, query.where(*only).group_by(column).order_by(fee.desc(), column))


def _served(asked: _Asked) -> Served:
    session, days = asked.session, asked.days
    visits = _owned(asked, Visit, Visit.contact_mode, func.count()).where(
        Visit.status == "done", Visit.visit_date.between(*days)
    )
    contacts: dict[str, int] = dict(session.execute(visits.group_by(Visit.contact_mode)).all())
    keeping = _owned(asked, RetentionTask, func.sum(RetentionTask.cost_fen)).where(
        RetentionTask.status == "done", RetentionTask.closed_on.between(*days)
    )
    benefits = _owned(asked, BenefitGrant, func.sum(BenefitGrant.cost_fen)).where(
        func.coalesce(BenefitGrant.sent_on, BenefitGrant.received_on).between(*days)
    )
    cost = contact_cost(contacts, HOUR_FEN)
    return Served(contacts, cost, session.scalar(keeping) or 0, session.scalar(benefits) or 0, HOUR_FEN)


def _sources(asked: _Asked) -> tuple[SourceLine, ...]:
    """The bills of the period, and whatever else is known of the scope at all; nothing of a kind stands as zero."""
    bills = asked.session.execute(
        _billed(asked, func.count(), func.min(BillingMonth.month), func.max(BillingMonth.month))
    ).one()
    span = (None, None) if bills[1] is None else days_of(bills[1], bills[2])
    return (SourceLine("bills", bills[0], *span), *(_source(asked, *dated) for dated in _DATED))


def _source(asked: _Asked, entity: str, record: Any, day: Any) -> SourceLine:
    query = _owned(asked, record, func.count(), func.min(day), func.max(day))
    if record is Contact:
        query = query.where(Contact.merged_into.is_(None))
    row = asked.session.execute(query).one()
    return SourceLine(entity, *row)


def _lines(session: Session, query: Select[Any]) -> tuple[Line, ...]:
    return tuple(
        Line("" if code is None else str(code), count, int(money)) for code, count, money in session.execute(query)
    )


_DATED: Sequence[tuple[str, Any, Any]] = (
    ("contacts", Contact, Contact.status_since),
    ("visits", Visit, Visit.visit_date),
    ("products", InstalledProduct, InstalledProduct.start_date),
    ("agreements", Agreement, Agreement.signed_on),
    ("opportunities", Opportunity, Opportunity.expected_close),
    ("requests", ServiceRequest, ServiceRequest.accepted_on),
)
