"""How the self-test is judged, which questions a week asks, and how far a person is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from model.knowledge.questions import GROUPS, QUESTIONS, Question
from resources.i18n import N_

A_WEEK: Final = 3
FRESH_DAYS: Final = 183
"""Ours: an answer that nothing counts stands for half a year, then the question is asked again."""

STANDINGS: Final = {
    "gap": N_("Gap"),
    "partly": N_("In part"),
    "open": N_("Not answered"),
    "passed": N_("Passed"),
}
"""How a question stands → its label."""


@dataclass(frozen=True)
class Measured:
    """What a probe counted: so many in order out of so many."""

    have: int
    out_of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent in order, rounded down; None where there is nothing to look at."""
        return self.have * 100 // self.out_of if self.out_of else None


def standing_of(
    question: Question, measured: Measured | None, answer: str, answered_on: date | None, today: date
) -> str:
    """How a question stands: passed, partly, gap or open.

    What the store counts decides where there is something to count: half of it is partly. Elsewhere the person's own
    answer does, as long as it is fresh.
    """
    if measured is not None and measured.percent is not None:
        if measured.percent >= question.enough:
            return "passed"
        return "partly" if measured.percent >= 50 else "gap"
    if not answer or answered_on is None or (today - answered_on).days > FRESH_DAYS:
        return "open"
    return {"yes": "passed", "partly": "partly"}.get(answer, "gap")


def answer_by(measured: Measured | None, question: Question) -> str:
    """The answer a count speaks for: what the form starts with; "" where nothing was counted."""
    if measured is None or measured.percent is None:
        return ""
    standing = standing_of(question, measured, "", None, date.min)
    return {"passed": "yes", "partly": "partly"}.get(standing, "no")


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def questions_of_week(day: date) -> tuple[Question, ...]:
    """The week's three questions: the same all week on every store, all 45 within fifteen weeks, groups mixed."""
    mixed = _mixed()
    first = monday_of(day).toordinal() // 7 * A_WEEK % len(mixed)
    return tuple(mixed[(first + step) % len(mixed)] for step in range(A_WEEK))


def _mixed() -> list[Question]:
    """Every group spread evenly over the whole round."""
    places: dict[str, float] = {}
    for group in GROUPS:
        members = [question.code for question in QUESTIONS if question.group == group]
        places |= {code: (place + 0.5) / len(members) for place, code in enumerate(members)}
    return sorted(QUESTIONS, key=lambda question: (places[question.code], question.code))


class Standing(Protocol):
    """What progress reads of a question."""

    @property
    def group(self) -> str: ...

    @property
    def standing(self) -> str: ...


@dataclass(frozen=True)
class Progress:
    """Questions passed, and with a gap, out of all of a group; `whole` when none is left."""

    passed: int
    gaps: int
    out_of: int

    @property
    def share(self) -> float:
        """How far it is, 0 to 1."""
        return self.passed / self.out_of if self.out_of else 0.0

    @property
    def whole(self) -> bool:
        """Whether every question is passed."""
        return self.passed == self.out_of > 0


def progress_of(standings: Iterable[Standing]) -> Mapping[str, Progress]:
    """Group → how far it is, in the printed order."""
    rows = list(standings)
    found = {}
    for group in GROUPS:
        mine = [row for row in rows if row.group == group]
        found[group] = _progress(mine)
    return found


def whole_progress(standings: Iterable[Standing]) -> Progress:
    """How far the whole self-test is."""
    return _progress(list(standings))


def _progress(rows: Sequence[Standing]) -> Progress:
    passed = sum(row.standing == "passed" for row in rows)
    return Progress(passed, sum(row.standing in ("gap", "partly") for row in rows), len(rows))
