"""Early warning (`domain.md` rule 7): each rule with its parameters, and what makes it speak."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from model.grading.rules import GRADES
from resources.i18n import N_


@dataclass(frozen=True)
class RuleSetting:
    """A rule's switch and its parameters (months, days, percent, counts, fen)."""

    code: str
    enabled: bool = True
    params: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WarningRule:
    """A kind of warning: the task it makes, how urgent it is (3 most), its name and the suggested step."""

    code: str
    task_kind: str
    severity: int
    label: str
    step: str
    params: dict[str, int]


WARNING_RULES: Final = (
    WarningRule(
        "grade_drop",
        "grade_drop",
        3,
        N_("Grade dropped"),
        N_("Find out what moved the factors, then visit"),
        {"months": 2, "look_back": 6},
    ),
    WarningRule(
        "usage_stopped",
        "usage_stopped",
        2,
        N_("Usage stopped"),
        N_("Ask the user why the product stands still"),
        {},
    ),
    WarningRule(
        "new_business_fall",
        "grade_drop",
        2,
        N_("New business is falling"),
        N_("See the head of information technology"),
        {"months": 2, "percent": 10},
    ),
    WarningRule(
        "traffic_fall",
        "grade_drop",
        2,
        N_("Traffic is falling"),
        N_("Compare numbers and plans with the customer"),
        {"months": 3, "percent": 15},
    ),
    WarningRule(
        "members_leaving",
        "member_loss",
        3,
        N_("Members are leaving"),
        N_("Ask those who left where they went, then see the decider"),
        {"count": 3, "percent": 5, "days": 30},
    ),
    WarningRule(
        "arrears",
        "arrears",
        2,
        N_("In arrears"),
        N_("Settle the bill with the finance office"),
        {"least_fen": 10_000},
    ),
    WarningRule(
        "broken_promise",
        "promise_due",
        3,
        N_("Promise broken"),
        N_("Say so yourself and offer a substitute"),
        {},
    ),
    WarningRule(
        "whole_move",
        "member_loss",
        3,
        N_("A rival wants to move the whole customer"),
        N_("See the decider this week with a counter-offer"),
        {"days": 90},
    ),
    WarningRule(
        "sighting_run",
        "member_loss",
        2,
        N_("A rival works through a district"),
        N_("Agree on one answer, then call the customers of the district"),
        {"count": 3, "days": 30},
    ),
    WarningRule(
        "decider_left",
        "missing_role",
        3,
        N_("The decider has left"),
        N_("Find out who decides now"),
        {"days": 180},
    ),
    WarningRule(
        "decider_changed",
        "missing_role",
        3,
        N_("The decider has changed"),
        N_("See who decides now and confirm it on the map"),
        {"days": 180},
    ),
    WarningRule(
        "person_left",
        "missing_role",
        2,
        N_("A person on the map has left"),
        N_("Find out who has taken the role and enter it on the map"),
        {"days": 180},
    ),
)
"""Every warning rule; the figures in its parameters are ours."""

RULE_BY_CODE: Final = {rule.code: rule for rule in WARNING_RULES}


def lasting_drop(grades: Sequence[str | None], months: int) -> tuple[int, str, str] | None:
    """A fall that has lasted so many months and was not made good: (index of its first month, from, to).

    `grades` are consecutive months, the oldest first. Two falls in a row are one warning, counted from the first.
    """
    levels = [GRADES.index(grade) if grade in GRADES else None for grade in grades]
    for start in range(1, len(levels) - months + 1):
        before = levels[start - 1]
        since = [level for level in levels[start:] if level is not None]
        if before is not None and len(since) >= months and min(since) > before:
            return start, GRADES[before], GRADES[since[-1]]
    return None


def too_many_left(left: int, members: int, count: int, percent: int) -> bool:
    """Whether so many members left: `count` of them, or `percent` of those who were there."""
    return left > 0 and (left >= count or left * 100 >= percent * (members + left))
