"""The `grade` command: scores, grades, classes and early warnings of a month."""

from dataclasses import asdict
from typing import Annotated

import typer

from cli.retention import task_json
from cli.running import AsJson, Context, asked_month, month_text, open_store, print_json, say, setup_of
from model.errors import UserError
from model.grading.actions import grade_month, latest_month
from model.grading.queries import FactorPart, ScoreRow, Tier, explain_scores, list_classes, list_scores, list_tiers
from model.retention.actions import make_tasks
from model.retention.queries import list_tasks
from model.retention.warnings import RULE_BY_CODE
from resources.i18n import _


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("grade", help=_("Score and grade the customers of a month, with the early warnings."))(grade)


def grade(
    ctx: Context,
    month: Annotated[str | None, typer.Option("--month", metavar="YYYY-MM")] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="grade the newest month with the models as they are now")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Grades a month, the newest by default; a closed month is shown as it was kept."""
    today = setup_of(ctx).today
    asked = asked_month(month) if month else None
    with open_store(ctx) as database:
        with database.write() as session:
            wanted = asked or latest_month(session, today)
            if wanted is None:
                raise UserError(_("There are no bills yet. Import the month first."))
            run = grade_month(session, wanted, anew=anew)
            make_tasks(session, today)
        with database.read() as session:
            rows = list_scores(session, run.month, today)
            tiers, classes = list_tiers(session, run.month), list_classes(session, run.month)
            warnings = [line for line in list_tasks(session, today) if line.rule in RULE_BY_CODE]
            details = explain_scores(session, run.month) if as_json else {}
    if as_json:
        print_json(
            {
                "month": month_text(run.month),
                "kept": run.kept,
                "grades": _tiers(tiers),
                "classes": _tiers(classes),
                "customers": [_score(row, details[row.customer_id]) for row in rows],
                "warnings": [task_json(line) for line in warnings],
            }
        )
        return
    if run.kept:
        say(_("{month} is closed and stays as it was graded.").format(month=month_text(run.month)))
    for tier in tiers:
        say(_("{name}, customers: {count}").format(name=tier.name, count=tier.customers))
    for line in warnings:
        say(f"{line.group_code}\t{line.customer}\t{line.why}")


def _tiers(tiers: list[Tier]) -> dict[str, object]:
    return {tier.name: {"customers": tier.customers, "revenue_fen": tier.revenue_fen} for tier in tiers}


def _score(row: ScoreRow, parts: list[FactorPart]) -> dict[str, object]:
    return {
        "customer_id": row.customer_id,
        "group_code": row.group_code,
        "name": row.name,
        "total": row.total / 100,
        "change": None if row.change is None else row.change / 100,
        "grade": row.grade,
        "grade_before": row.before,
        "company_grade": row.company_grade,
        "override": row.overridden,
        "potential": row.potential,
        "effective_grade": row.effective,
        "value_class": row.value_class,
        "revenue_fen": row.revenue_fen,
        "new_business_fen": row.new_business_fen,
        "factors": [asdict(part) for part in parts],
    }
