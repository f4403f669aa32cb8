"""What screens and papers ask about grades: lists, one customer's explanation, pyramid, migration, concentration."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from model.customers.records import Customer
from model.grading.factors import FACTOR_BY_CODE
from model.grading.models import decode_model
from model.grading.movements import concentration, migration, value_matrix
from model.grading.records import GradedMonth, ValueGrade, ValueScore
from model.grading.rules import GRADES, Model, effective_grade
from model.store.ids import RowId
from model.store.kept_text import read_kept

_MOST_IDS: Final = 10_000


@dataclass(frozen=True)
class ScoreRow:
    """One customer's worth in a month; total in hundredths, money in fen, change of total since the month before."""

    customer_id: RowId
    group_code: str
    name: str
    industry: str
    region: str
    grid: str
    manager_name: str
    total: int
    change: int | None
    grade: str
    before: str
    company_grade: str
    overridden: str
    potential: bool
    effective: str
    value_class: str
    revenue_fen: int
    new_business_fen: int


@dataclass(frozen=True)
class FactorPart:
    """One factor of a score: raw value, points (hundredths), weight, and its share of the total; `None` is missing."""

    factor: str
    label: str
    unit: str
    raw: float | None
    points: int | None
    weight: int
    share: int | None


@dataclass(frozen=True)
class ScoreDetail:
    """Why a customer has its score: the model of that month, its cuts, and every factor."""

    month: int
    model_name: str
    total: int
    grade: str
    value_class: str
    least: tuple[int, int, int]
    parts: list[FactorPart]


@dataclass(frozen=True)
class Tier:
    """A step of the pyramid: customers and revenue (fen) of one grade or class."""

    name: str
    customers: int
    revenue_fen: int


def graded_months(session: Session) -> list[int]:
    """The months that have grades, the newest first."""
    return list(session.scalars(select(GradedMonth.month).distinct().order_by(GradedMonth.month.desc())))


def list_scores(session: Session, month: int, today: date) -> list[ScoreRow]:
    """The graded customers of a month, the most valuable first, with the grade of the graded month before."""
    other = aliased(ValueScore)
    compared = _month_before(session, month)
    override = _override_in_force(today)
    query = (
        select(
            ValueScore,
            Customer.group_code,
            Customer.name,
            Customer.industry,
            Customer.region,
            Customer.grid,
            Customer.manager_name,
            Customer.company_grade,
            other.total,
            other.grade,
            override.c.grade,
            override.c.potential,
        )
        .join(Customer, Customer.id == ValueScore.customer_id)
        .outerjoin(other, and_(other.customer_id == ValueScore.customer_id, other.month == compared))
        .outerjoin(override, override.c.customer_id == ValueScore.customer_id)
        .where(ValueScore.month == month)
        .order_by(ValueScore.total.desc(), Customer.group_code)
    )
    return [_score_row(*row) for row in session.execute(query)]


def explain_score(session: Session, customer_id: RowId, month: int) -> ScoreDetail | None:
    """Every factor's raw value, points and share of a customer's total in a month, by the model of that month."""
    row = session.execute(
        select(ValueScore, GradedMonth)
        .join(GradedMonth, and_(GradedMonth.month == ValueScore.month, GradedMonth.model_id == ValueScore.model_id))
        .where(ValueScore.customer_id == customer_id, ValueScore.month == month)
    ).first()
    if row is None:
        return None
    score, graded = row
    model = decode_model(graded.definition)
    if model is None:
        return None
    return ScoreDetail(
        month=month,
        model_name=model.name,
        total=score.total,
        grade=score.grade,
        value_class=score.value_class,
        least=(graded.least_a, graded.least_b, graded.least_c),
        parts=_parts(model, score.detail),
    )


def explain_scores(session: Session, month: int) -> dict[RowId, list[FactorPart]]:
    """Every factor of every customer graded in a month."""
    graded = session.execute(select(GradedMonth.model_id, GradedMonth.definition).where(GradedMonth.month == month))
    models = {id: decode_model(definition) for id, definition in graded}
    rows = session.execute(
        select(ValueScore.customer_id, ValueScore.model_id, ValueScore.detail).where(ValueScore.month == month)
    )
    return {id: _parts(model, detail) for id, place, detail in rows if (model := models.get(place)) is not None}


def points_by_factor(session: Session, customer_ids: Iterable[RowId], month: int) -> dict[RowId, dict[str, int | None]]:
    """Each customer's points by factor in a month, to see which factors moved."""
    graded = session.execute(select(GradedMonth.model_id, GradedMonth.definition).where(GradedMonth.month == month))
    models = {
        id: [one.factor for one in model.factors if one.weight]
        for id, definition in graded
        if (model := decode_model(definition)) is not None
    }
    rows = session.execute(
        select(ValueScore.customer_id, ValueScore.model_id, ValueScore.detail).where(
            ValueScore.month == month, ValueScore.customer_id.in_(list(customer_ids))
        )
    )
    return {
        id: {factor: points for factor, (_raw, points) in zip(models.get(model, ()), _pairs(detail), strict=False)}
        for id, model, detail in rows
    }


def list_tiers(session: Session, month: int) -> list[Tier]:
    """The pyramid: customers and revenue of each grade, A first; a grade without customers counts nil."""
    return _tiers(session, month, ValueScore.grade, GRADES)


def list_classes(session: Session, month: int) -> list[Tier]:
    """Customers and revenue of each value class."""
    return _tiers(session, month, ValueScore.value_class, ("mvc", "mgc", "lvc", "bz"))


def migration_between(session: Session, before: int, after: int) -> dict[tuple[str, str], int]:
    """How many customers went from which grade to which between two graded months."""
    return migration(_grades_of(session, before), _grades_of(session, after))


def concentration_of(session: Session, month: int, top_percent: int = 20) -> tuple[int, int]:
    """Revenue (fen) of the top customers and of all in a month."""
    return concentration(session.scalars(select(ValueScore.revenue_fen).where(ValueScore.month == month)), top_percent)


def top_revenue_from(session: Session, month: int, top_percent: int = 20) -> int:
    """The least revenue (fen) of the top customers by revenue in a month."""
    ranked = select(ValueScore.revenue_fen).where(ValueScore.month == month).order_by(ValueScore.revenue_fen.desc())
    count = session.scalar(select(func.count()).select_from(ValueScore).where(ValueScore.month == month)) or 0
    place = max(0, -(-count * top_percent // 100) - 1)
    return session.scalar(ranked.offset(place).limit(1)) or 0


def matrix_of(session: Session, month: int) -> tuple[dict[tuple[bool, bool], int], int, int]:
    """The revenue × new-business matrix of a month with its two cuts (fen): the averages of the month."""
    points = session.execute(
        select(ValueScore.revenue_fen, ValueScore.new_business_fen).where(ValueScore.month == month)
    )
    pairs = [(revenue, new) for revenue, new in points]
    count = max(1, len(pairs))
    cuts = (sum(revenue for revenue, _new in pairs) // count, sum(new for _revenue, new in pairs) // count)
    return value_matrix(pairs, *cuts), cuts[0], cuts[1]


def effective_grades(session: Session, today: date, customers: Collection[RowId] | None = None) -> dict[RowId, str]:
    """The grade that drives visits and rewards: company's, override's, ours, else D.

    Of every live customer, or of `customers` alone (more than a statement carries: of every one again).
    """
    query = _grades_in_force(session, today).add_columns(Customer.id)
    if customers is not None and not customers:
        return {}
    if customers is not None and len(customers) <= _MOST_IDS:
        query = query.where(Customer.id.in_(customers))
    return {id: effective_grade(ours, overridden, company) for ours, overridden, company, id in session.execute(query)}


def count_effective_grades(session: Session, today: date) -> dict[str, int]:
    """How many live customers have each effective grade; counted by what decides it, not one by one."""
    deciding = _grades_in_force(session, today).subquery()
    counts: dict[str, int] = {}
    counted: Select[Any] = select(*deciding.columns, func.count()).group_by(*deciding.columns)
    for ours, overridden, company, count in session.execute(counted):
        grade = effective_grade(ours, overridden, company)
        counts[grade] = counts.get(grade, 0) + count
    return counts


def _grades_in_force(session: Session, today: date) -> Select[Any]:
    """Our grade of the newest month, the override's and the company's, of each live customer."""
    month = session.scalar(select(func.max(GradedMonth.month)))
    override = _override_in_force(today)
    return (
        select(ValueScore.grade.label("ours"), override.c.grade.label("overridden"), Customer.company_grade)
        .select_from(Customer)
        .outerjoin(ValueScore, and_(ValueScore.customer_id == Customer.id, ValueScore.month == month))
        .outerjoin(override, override.c.customer_id == Customer.id)
        .where(func.coalesce(Customer.merged_into, "") == "", Customer.status != "lost")
    )


def _override_in_force(today: date) -> Subquery:
    """The newest override of each customer that holds on a day."""
    row = ValueGrade
    newest = (
        select(row.customer_id, func.max(row.valid_from).label("since"))
        .where(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to > today))
        .group_by(row.customer_id)
        .subquery()
    )
    return (
        select(row.customer_id, func.max(row.grade).label("grade"), func.max(row.potential).label("potential"))
        .join(newest, and_(newest.c.customer_id == row.customer_id, newest.c.since == row.valid_from))
        .group_by(row.customer_id)
        .subquery()
    )


def _score_row(score: ValueScore, *rest: object) -> ScoreRow:
    code, name, industry, region, grid, manager, company, total, before, overridden, potential = rest
    return ScoreRow(
        customer_id=score.customer_id,
        group_code=str(code),
        name=str(name),
        industry=str(industry),
        region=str(region),
        grid=str(grid),
        manager_name=str(manager),
        total=score.total,
        change=score.total - total if isinstance(total, int) else None,
        grade=score.grade,
        before=str(before or ""),
        company_grade=str(company),
        overridden=str(overridden or ""),
        potential=bool(potential),
        effective=effective_grade(score.grade, str(overridden or "") or None, str(company)),
        value_class=score.value_class,
        revenue_fen=score.revenue_fen,
        new_business_fen=score.new_business_fen,
    )


def _parts(model: Model, detail: str) -> list[FactorPart]:
    weighted = [one for one in model.factors if one.weight]
    pairs = _pairs(detail)
    whole = sum(one.weight * points for one, (_raw, points) in zip(weighted, pairs, strict=False) if points is not None)
    parts = []
    for one, (raw, points) in zip(weighted, pairs, strict=False):
        factor = FACTOR_BY_CODE[one.factor]
        share = None if points is None or not whole else one.weight * points * 10_000 // whole
        parts.append(FactorPart(one.factor, factor.label, factor.unit.value, raw, points, one.weight, share))
    return parts


def _pairs(detail: str) -> list[tuple[float | None, int | None]]:
    """Each factor's raw value and points; none of a text that cannot be read."""
    return read_kept(detail, list[tuple[float | None, int | None]], [])


def _tiers(session: Session, month: int, column: InstrumentedAttribute[str], names: Iterable[str]) -> list[Tier]:
    rows = session.execute(
        select(column, func.count(), func.sum(ValueScore.revenue_fen)).where(ValueScore.month == month).group_by(column)
    )
    found = {name: (count, revenue) for name, count, revenue in rows}
    return [Tier(name, *found.get(name, (0, 0))) for name in names]


def _grades_of(session: Session, month: int) -> dict[RowId, str]:
    rows = session.execute(select(ValueScore.customer_id, ValueScore.grade).where(ValueScore.month == month))
    return dict(rows.all())


def _month_before(session: Session, month: int) -> int | None:
    return session.scalar(select(func.max(GradedMonth.month)).where(GradedMonth.month < month))
