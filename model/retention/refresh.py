"""What follows every import and every morning: the newest month is graded, and the tasks that are due are made."""

from contextlib import suppress
from datetime import date

from sqlalchemy.orm import Session

from model.errors import UserError
from model.grading.actions import GradeRun, grade_month, latest_month
from model.retention.actions import TaskRun, make_tasks


def refresh(session: Session, today: date) -> tuple[GradeRun | None, TaskRun]:
    """Grade the newest month that has bills (none in an empty store), then make, re-date and close tasks."""
    month = latest_month(session, today)
    graded = None
    if month is not None:
        with suppress(UserError):  # a month whose customers are all lost has nobody to grade
            graded = grade_month(session, month)
    return graded, make_tasks(session, today)
