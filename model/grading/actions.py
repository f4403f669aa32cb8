"""Grades a month, saves models, and notes a person's overrides."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from model.billing.records import BillingMonth
from model.customers.records import Customer
from model.errors import UserError
from model.grading.inputs import Inputs, factor_columns, read_inputs
from model.grading.models import NamedModel, decode_model, encode_model, list_models
from model.grading.records import GradedMonth, ValueGrade, ValueModel, ValueScore
from model.grading.rules import (
    GRADES,
    Model,
    check_model,
    class_of,
    grade_cuts,
    grade_of,
    revenue_cut,
    score_columns,
)
from model.grading.scopes import check_scope, claimed_rows
from model.months import month_of, month_words
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id, new_id
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class GradeRun:
    """What grading did: the month, its customers, and whether an earlier, closed month was kept as it was."""

    month: int
    customers: int
    kept: bool


@dataclass(frozen=True)
class OverrideDraft:
    """A person's own judgement of a customer: another grade, or potential high value, and why."""

    customer_id: RowId
    grade: str
    potential: bool
    reason: str


def latest_month(session: Session, today: date) -> int | None:
    """The newest month that has bills, not after today's; `None` in an empty store."""
    limit = month_of(today)
    return session.scalar(select(func.max(BillingMonth.month)).where(BillingMonth.month <= limit))


def grade_month(session: Session, month: int, *, anew: bool = False) -> GradeRun:
    """Score and grade every customer that has a bill in the month, and keep the result.

    The model a month is first graded with is kept beside it, and the month is re-graded with that copy when its data
    change. A month before the latest graded one is closed and returned as it stands. `anew` takes the models as they
    are now, for the latest month only. Raises `UserError` where no customer has a bill in the month.
    """
    newest = session.scalar(select(func.max(GradedMonth.month)))
    frozen = _frozen_models(session, month)
    if frozen and newest is not None and month < newest:
        count = session.scalar(select(func.count()).select_from(ValueScore).where(ValueScore.month == month))
        return GradeRun(month, count or 0, kept=True)
    inputs = read_inputs(session, month)
    if not inputs.customers:
        raise UserError(
            _("No customer has a bill in {month}. Import the month first.").format(month=month_words(month))
        )
    models = frozen if frozen and not anew else list_models(session)
    session.execute(delete(ValueScore).where(ValueScore.month == month))
    session.execute(delete(GradedMonth).where(GradedMonth.month == month))
    for position, (named, rows) in enumerate(zip(models, claimed_rows(session, inputs, models), strict=True)):
        _grade_scope(session, inputs, named, position, rows)
    return GradeRun(month, len(inputs.customers), kept=False)


def _frozen_models(session: Session, month: int) -> list[NamedModel]:
    rows = session.execute(
        select(GradedMonth.model_id, GradedMonth.definition)
        .where(GradedMonth.month == month)
        .order_by(GradedMonth.position)
    )
    return [NamedModel(id, model) for id, definition in rows if (model := decode_model(definition)) is not None]


def _grade_scope(session: Session, inputs: Inputs, named: NamedModel, position: int, rows: list[int]) -> None:
    model = named.model
    weighted = [one.factor for one in model.factors if one.weight]
    columns = factor_columns(inputs, rows, set(weighted), model.industry_points)
    scores = score_columns(model, columns)
    least = grade_cuts(scores.totals, model.cuts)
    cut = revenue_cut([inputs.bills[row].revenue for row in rows], model.cuts)
    session.execute(
        insert(GradedMonth),
        [
            {
                "month": inputs.month,
                "model_id": named.id,
                "position": position,
                "definition": encode_model(model),
                "least_a": least[0],
                "least_b": least[1],
                "least_c": least[2],
                "revenue_cut_fen": cut,
                "customers": len(rows),
            }
        ],
    )
    if not rows:
        return
    pairs = [zip(columns[code], scores.points[code], strict=True) for code in weighted]
    details = map(json.dumps, zip(*pairs, strict=True))
    grades = {total: grade_of(total, least) for total in set(scores.totals)}
    results = [
        (
            inputs.month,
            bill.customer_id,
            named.id,
            total,
            grades[total],
            value_class,
            bill.revenue,
            bill.new_business,
            detail,
        )
        for bill, total, value_class, detail in zip(
            [inputs.bills[row] for row in rows], scores.totals, _classes(inputs, model, rows, cut), details, strict=True
        )
    ]
    statement = str(insert(ValueScore).compile(session.connection()))
    session.connection().exec_driver_sql(statement, results)


def _classes(inputs: Inputs, model: Model, rows: list[int], cut: int) -> list[str]:
    classes = []
    for row in rows:
        bill, customer = inputs.bills[row], inputs.customers[row]
        potential = None if customer.spend is None else customer.spend - bill.revenue
        classes.append(class_of(bill.revenue, bill.cost or 0, inputs.growth[row], potential, cut, model.cuts).value)
    return classes


def save_model(session: Session, model: Model, model_id: RowId | None = None, position: int = 0) -> RowId:
    """Keep a value model for the months graded from now on; months already graded keep theirs. Raises `UserError`."""
    check_model(model)
    check_scope(model.scope)
    known = session.get(ValueModel, model_id) if model_id else None
    if known is None:
        id = model_id or new_id()
        known = ValueModel(id=id, dossier_id=OFFICE_DOSSIER)
        session.add(known)
    known.name, known.position, known.definition = model.name, position, encode_model(model)
    known.enabled = True
    return known.id


def retire_model(session: Session, model_id: RowId) -> None:
    """Take a model out of use: its customers go to the next model whose scope they are in. Graded months keep it."""
    row = existing_row(
        session, ValueModel, model_id, _("This value model is the shipped default: change it or add one of your own.")
    )
    row.enabled = False


def override_grade(session: Session, draft: OverrideDraft, today: date) -> RowId:
    """Note a person's grade or potential of a customer from today on; the earlier override ends with it.

    Raises `UserError` without a reason, without anything to override, or for a grade that is none.
    """
    if not draft.reason.strip():
        raise UserError(_("An override needs its reason."))
    if draft.grade not in ("", *GRADES) or not (draft.grade or draft.potential):
        raise UserError(_("Choose the grade, or say that the customer has potential."))
    customer = existing_row(session, Customer, draft.customer_id, _("This customer is no longer here."))
    id = natural_id("value_grade", customer.id, today.isoformat())
    row = session.get(ValueGrade, id)
    if row is None:
        row = ValueGrade(id=id, dossier_id=customer.dossier_id, customer_id=customer.id, valid_from=today)
        session.add(row)
    row.grade, row.potential, row.reason, row.valid_to = draft.grade, draft.potential, draft.reason.strip(), None
    return id
