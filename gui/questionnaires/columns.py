"""The columns of questionnaires, questions, samples, sheets and study steps."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from resources.i18n import N_

STATES: Final = {**ENUMERATIONS["questionnaire_state"], "closed": N_("Ended")}
STATE_TONES: Final = {
    "draft": Tone.NEUTRAL,
    "trial": Tone.WARNING,
    "live": Tone.NEWS,
    "retired": Tone.NEUTRAL,
    "closed": Tone.DONE,
}
STEP_STATES: Final = {"done": N_("Done"), "late": N_("Overdue"), "open": N_("Not done yet")}
_STEP_TONES: Final = {"done": Tone.DONE, "late": Tone.DANGER, "open": Tone.NEUTRAL}


def questionnaire_columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("name", N_("Questionnaire"), Kind.TEXT, 230, bold=True),
        Column("state", N_("State"), Kind.TAG, 96, choices=STATES, tones=STATE_TONES),
        Column("version", N_("Version"), Kind.INTEGER, 70),
        Column("questions", N_("Questions"), Kind.INTEGER, 80),
        Column("sheets", N_("Answer sheets"), Kind.INTEGER, 100, total=True),
        Column("sample_size", N_("Sample size"), Kind.INTEGER, 90, quiet=True),
        Column("last_on", N_("Last answered"), Kind.DATE, 110, quiet=True),
        Column("purpose", N_("What it is to find out"), Kind.TEXT, 260, quiet=True, shown=False),
    ]


def question_columns() -> list[Column]:
    """The columns of a version's questions."""
    return [
        Column("number", N_("No."), Kind.INTEGER, 58, quiet=True),
        Column("text", N_("Question"), Kind.TEXT, 250, bold=True),
        Column("kind", N_("How it is answered"), Kind.CHOICE, 150, choices=ENUMERATIONS["question_kind"]),
        Column("meaning", N_("Kept of the customer"), Kind.CHOICE, 150, choices=ENUMERATIONS["opinion_kind"]),
        Column("needed", N_("Needed"), Kind.BOOL, 80),
        Column("choices", N_("Answers to choose from"), Kind.TEXT, 260, quiet=True),
    ]


def sample_columns() -> list[Column]:
    """The columns of the sample."""
    return [
        Column("name", N_("Customer"), Kind.TEXT, 280, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 64, choices=dict(ENUMERATIONS["grade"])),
        Column("answered_on", N_("Answered on"), Kind.DATE, 110),
        Column("group_code", N_("Group code"), Kind.TEXT, 130, quiet=True),
    ]


def sheet_columns() -> list[Column]:
    """The columns of answer sheets."""
    return [
        Column("customer_name", N_("Customer"), Kind.TEXT, 260, bold=True),
        Column("answered_on", N_("Answered on"), Kind.DATE, 110),
        Column("contact", N_("Answered by"), Kind.TEXT, 120),
        Column("version", N_("Version"), Kind.INTEGER, 70),
        Column("trial", N_("Trial run"), Kind.BOOL, 80, quiet=True),
        Column("group_code", N_("Group code"), Kind.TEXT, 120, quiet=True, shown=False),
    ]


def step_columns() -> list[Column]:
    """The columns of a study's steps."""
    return [
        Column("done", N_("State"), Kind.TAG, 112, choices=STEP_STATES, tones=_STEP_TONES),
        Column("number", N_("No."), Kind.INTEGER, 58, quiet=True),
        Column("step", N_("Step"), Kind.TEXT, 200, bold=True),
        Column("owner", N_("Responsible"), Kind.TEXT, 104),
        Column("due_on", N_("Due on"), Kind.DATE, 100),
        Column("outcome", N_("What is there when it is done"), Kind.TEXT, 260, quiet=True),
        Column("done_on", N_("Done on"), Kind.DATE, 100, quiet=True),
        Column("note", N_("Remark"), Kind.TEXT, 160, quiet=True),
    ]  # fmt: skip
