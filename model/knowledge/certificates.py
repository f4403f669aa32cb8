"""The certificate of the self-test: given for a group, or for the whole, once every question of it is passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.knowledge.questions import GROUPS
from model.knowledge.rules import whole_progress
from model.knowledge.self_test import QuestionRow, list_questions
from model.settings.queries import find_owner
from resources.i18n import _, _n

WHOLE: Final = ""
"""What stands in the place of a group for the whole self-test."""


@dataclass(frozen=True)
class Certificate:
    """Who passed what on which day, with the questions and what was counted then; `group` is `WHOLE` for all."""

    name: str
    employee_no: str
    group: str
    day: date
    rows: tuple[QuestionRow, ...]

    @property
    def counted(self) -> int:
        """How many of its questions the store counted."""
        return sum(row.measured is not None and row.measured.out_of > 0 for row in self.rows)


def certificate_of(session: Session, group: str, today: date) -> Certificate:
    """The certificate of a group (or `WHOLE`). Raises `UserError` while a question of it is not passed."""
    rows = questions_in(list_questions(session, today), group)
    progress = whole_progress(rows)
    if not progress.whole:
        left = progress.out_of - progress.passed
        sentence = _n(
            "{count} question is not passed yet; the certificate waits for it.",
            "{count} questions are not passed yet; the certificate waits for them.",
            left,
        )
        raise UserError(sentence)
    owner = find_owner(session)
    return Certificate(owner.name, owner.employee_no, group, today, tuple(rows))


def questions_in(rows: Sequence[QuestionRow], group: str) -> list[QuestionRow]:
    """The questions of a group, or all."""
    return [row for row in rows if group in (WHOLE, row.group)]


def left_in(rows: Sequence[QuestionRow], group: str) -> int:
    """How many questions of a group (or of all) are not passed."""
    progress = whole_progress(questions_in(rows, group))
    return progress.out_of - progress.passed


def group_words(group: str) -> str:
    """What a group is called, translated."""
    return _(GROUPS[group]) if group else _("The whole self-test")
