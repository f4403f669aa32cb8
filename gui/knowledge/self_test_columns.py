"""The columns and words of the self-test."""

from collections.abc import Set
from datetime import date
from typing import Any, Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from model.knowledge.questions import GROUPS
from model.knowledge.rules import STANDINGS
from model.knowledge.self_test import QuestionRow
from resources.i18n import N_, _, _n

STANDING_TONES: Final = {
    "gap": Tone.DANGER,
    "partly": Tone.WARNING,
    "open": Tone.NEUTRAL,
    "passed": Tone.DONE,
}


def question_columns() -> list[Column]:
    """The columns of the 45 questions."""
    return [
        Column("number", N_("No."), Kind.INTEGER, 64),
        Column("standing", N_("State"), Kind.TAG, 108, choices=STANDINGS, tones=STANDING_TONES),
        Column("words", N_("Question"), Kind.TEXT, 400, bold=True),
        Column("figure", N_("The store counts"), Kind.TEXT, 190),
        Column("answer", N_("Last answer"), Kind.CHOICE, 84, choices=ENUMERATIONS["self_test_answer"], quiet=True),
        Column("answered_on", N_("Answered on"), Kind.DATE, 96, quiet=True),
        Column("task", N_("Task"), Kind.CHOICE, 80, choices=TASKS, quiet=True),
        Column("group", N_("Group"), Kind.CHOICE, 150, choices=GROUPS, quiet=True, shown=False),
        Column("gap", N_("What is missing"), Kind.TEXT, 200, quiet=True, shown=False),
        Column("week", N_("This week's"), Kind.BOOL, 80, quiet=True, shown=False),
    ]


TASKS: Final = {"open": N_("To do"), "ended": N_("Ended")}


def question_row(row: QuestionRow, week: Set[str]) -> tuple[Any, ...]:
    """One question as the table's row; `week` holds the codes of this week's."""
    task = ("open" if row.task_open else "ended") if row.task_id else None
    return (
        row.code, row.number, row.standing, _(row.words), figure_words(row), row.answer or None, row.answered_on, task,
        row.group, row.gap, row.code in week,
    )  # fmt: skip


def figure_words(row: QuestionRow) -> str:
    """7 of 9 customers of grade A; what nobody can count is said so."""
    if row.measured is None:
        return _("your own answer counts")
    if not row.measured.out_of:
        return _("none yet: {counted}").format(counted=_(row.counted))
    words = _("{have} of {count} {counted}")
    return words.format(have=f"{row.measured.have:,}", count=f"{row.measured.out_of:,}", counted=_(row.counted))


def answered_words(row: QuestionRow, today: date) -> str:
    """When and how a question was last answered."""
    if row.answered_on is None:
        return _("Not answered yet.")
    days = (today - row.answered_on).days
    answer = _(ENUMERATIONS["self_test_answer"].get(row.answer, ""))
    return _n("Last answer {count} day ago: {answer}.", "Last answer {count} days ago: {answer}.", days, answer=answer)
