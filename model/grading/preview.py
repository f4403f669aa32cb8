"""What a model would say of a month, without keeping it: the model editor's live result."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.grading.inputs import Inputs, factor_columns, read_inputs
from model.grading.records import ValueScore
from model.grading.rules import GRADES, Model, check_model, covers, grade_cuts, grade_of, score_columns
from model.store.ids import RowId

_SHOWN = 12


@dataclass(frozen=True)
class PreviewRow:
    """A customer under the model in hand: total in hundredths, its grade, and the grade it has now."""

    customer_id: RowId
    name: str
    total: int
    grade: str
    before: str


@dataclass(frozen=True)
class Preview:
    """The result of a model: customers by grade, how many would change, the best and those who would change most."""

    customers: int
    by_grade: dict[str, int]
    changed: int
    best: list[PreviewRow]
    movers: list[PreviewRow]


@dataclass(frozen=True)
class Desk:
    """A month's inputs with names and present grades, read once while a model is edited."""

    inputs: Inputs
    names: Mapping[RowId, str]
    grades: Mapping[RowId, str]


def read_desk(session: Session, month: int) -> Desk:
    """Everything a preview needs of a month."""
    grades = session.execute(select(ValueScore.customer_id, ValueScore.grade).where(ValueScore.month == month)).all()
    names = session.execute(select(Customer.id, Customer.name)).all()
    return Desk(read_inputs(session, month), dict(names), dict(grades))


def preview_model(desk: Desk, model: Model) -> Preview:
    """Score the model's scope with it. Raises `UserError` for a model that cannot be used."""
    check_model(model)
    rows = [
        row
        for row, customer in enumerate(desk.inputs.customers)
        if covers(model.scope, customer.industry, customer.customer_category, customer.region)
    ]
    wanted = {one.factor for one in model.factors if one.weight}
    totals = score_columns(model, factor_columns(desk.inputs, rows, wanted, model.industry_points)).totals
    least = grade_cuts(totals, model.cuts)
    found = []
    for row, total in zip(rows, totals, strict=True):
        id = desk.inputs.customers[row].id
        found.append(PreviewRow(id, desk.names.get(id, ""), total, grade_of(total, least), desk.grades.get(id, "")))
    found.sort(key=lambda row: (-row.total, row.name))
    movers = [row for row in found if row.before and row.before != row.grade]
    by_grade = {grade: sum(row.grade == grade for row in found) for grade in GRADES}
    best_movers = sorted(movers, key=lambda row: (-_steps(row), -row.total))
    return Preview(len(found), by_grade, len(movers), found[:_SHOWN], best_movers[:_SHOWN])


def _steps(row: PreviewRow) -> int:
    return abs(GRADES.index(row.grade) - GRADES.index(row.before))
