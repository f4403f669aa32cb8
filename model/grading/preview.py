"""What a model would say of a month, without keeping it: the model editor's live result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.grading.inputs import Inputs, factor_columns, read_inputs
from model.grading.models import NamedModel
from model.grading.records import ValueScore
from model.grading.rules import GRADES, Model, check_model, grade_cuts, grade_of, score_columns
from model.grading.scales import Raw
from model.grading.scopes import check_scope, claimed_rows
from model.store.ids import RowId

_SHOWN = 50


@dataclass(frozen=True)
class PreviewRow:
    """A customer under the model in hand: total in hundredths, its grade, and the grade it has now."""

    customer_id: RowId
    name: str
    total: int
    grade: str
    before: str


@dataclass(frozen=True)
class GradeCount:
    """How many of the model's customers have a grade now and would have it, and from which total (hundredths) on."""

    grade: str
    before: int
    after: int
    least: int | None

    @property
    def change(self) -> int:
        """How many more there would be."""
        return self.after - self.before


@dataclass(frozen=True)
class Preview:
    """The result of a model.

    `customers` are graded by it, `elsewhere` are in the month and graded by another model; `missing` counts, by factor,
    the customers without a value. `movers` are those who would change their grade, the widest first.
    """

    customers: int
    elsewhere: int
    by_grade: list[GradeCount]
    ungraded: int
    changed: int
    missing: dict[str, int]
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


def values_of(desk: Desk, factor: str, model: Model) -> Raw:
    """A factor's raw values over everyone in the month."""
    rows = list(range(len(desk.inputs.customers)))
    return factor_columns(desk.inputs, rows, {factor}, model.industry_points)[factor]


def preview_model(session: Session, desk: Desk, models: Sequence[NamedModel], place: int, model: Model) -> Preview:
    """Grade the month with `model` at this place among the models. Raises `UserError` for one that cannot be used."""
    check_model(model)
    check_scope(model.scope)
    asked = [*models[:place], replace(models[place], model=model), *models[place + 1 :]]
    rows = claimed_rows(session, desk.inputs, asked)[place]
    return _preview_rows(desk, model, rows)


def _preview_rows(desk: Desk, model: Model, rows: list[int]) -> Preview:
    wanted = {one.factor for one in model.factors if one.weight}
    scores = score_columns(model, factor_columns(desk.inputs, rows, wanted, model.industry_points))
    least = grade_cuts(scores.totals, model.cuts)
    found = []
    for row, total in zip(rows, scores.totals, strict=True):
        id = desk.inputs.customers[row].id
        found.append(PreviewRow(id, desk.names.get(id, ""), total, grade_of(total, least), desk.grades.get(id, "")))
    found.sort(key=lambda row: (-row.total, row.name))
    movers = [row for row in found if row.before in GRADES and row.before != row.grade]
    before, after = Counter(row.before for row in found), Counter(row.grade for row in found)
    bounds = [*least, None]
    return Preview(
        customers=len(found),
        elsewhere=len(desk.inputs.customers) - len(found),
        by_grade=[GradeCount(g, before[g], after[g], bound) for g, bound in zip(GRADES, bounds, strict=True)],
        ungraded=before[""],
        changed=len(movers),
        missing={code: gaps for code, points in scores.points.items() if (gaps := points.count(None))},
        best=found[:_SHOWN],
        movers=sorted(movers, key=lambda row: (-_steps(row), -row.total))[:_SHOWN],
    )


def _steps(row: PreviewRow) -> int:
    return abs(GRADES.index(row.grade) - GRADES.index(row.before))
