"""How often a customer is met: grade × contact mode, counted from the true last contact, and the load this makes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from model.months import months_after

MODES: Final = ("on_site", "phone")


@dataclass(frozen=True)
class Cycle:
    """A customer of this grade is met in this way every so many months."""

    grade: str
    mode: str
    months: int


SHIPPED_CYCLES: Final = (
    Cycle("A", "on_site", 1),
    Cycle("B", "on_site", 3),
    Cycle("B", "phone", 1),
    Cycle("C", "on_site", 6),
    Cycle("C", "phone", 3),
    Cycle("D", "phone", 6),
)
"""Ours: an editable default."""

HOURS_OF_MODE: Final = {"on_site": 2.0, "phone": 0.25}
"""Ours: hours a contact takes, the way included."""


@dataclass(frozen=True)
class VisitDue:
    """A contact that is owed: its mode, when it fell due, and the contact it is counted from (`None`: never met)."""

    mode: str
    due: date | None
    last: date | None
    months: int


def visits_due(grade: str, last_by_mode: Mapping[str, date], cycles: Iterable[Cycle]) -> list[VisitDue]:
    """What is owed to a customer of a grade. A visit on site also counts as a call *(ours)*; a call is no visit."""
    owed = []
    for cycle in cycles:
        if cycle.grade != grade:
            continue
        counts = ("on_site",) if cycle.mode == "on_site" else (*MODES, "sms", "event")
        met = [last_by_mode[mode] for mode in counts if mode in last_by_mode]
        last = max(met) if met else None
        due = None if last is None else months_after(last, cycle.months)
        owed.append(VisitDue(cycle.mode, due, last, cycle.months))
    return owed


def monthly_load(customers_by_grade: Mapping[str, int], cycles: Iterable[Cycle]) -> dict[str, float]:
    """Contacts a month by mode that the cycles ask for."""
    load = dict.fromkeys(MODES, 0.0)
    for cycle in cycles:
        load[cycle.mode] = load.get(cycle.mode, 0.0) + customers_by_grade.get(cycle.grade, 0) / cycle.months
    return load


def hours_of(contacts_by_mode: Mapping[str, float]) -> float:
    """Hours that so many contacts take."""
    return sum(HOURS_OF_MODE.get(mode, 1.0) * count for mode, count in contacts_by_mode.items())
