"""Whom to see first: value × risk × time since contact × expiry, each factor explained."""

from dataclasses import dataclass
from datetime import date
from typing import Final

_FLOOR: Final = 0.05
"""No factor is quite nothing, or one calm factor would hide three loud ones."""

_EXPIRY_DAYS: Final = 180
RISK_OF_WARNINGS: Final = (0.2, 0.6, 0.8, 1.0)
"""Ours: risk with no, one, two, and three or more open warnings."""


@dataclass(frozen=True)
class PriorityWeights:
    """How much each factor counts; 0 leaves it out. Shipped weights are ours."""

    value: int = 30
    risk: int = 30
    contact: int = 20
    expiry: int = 20


@dataclass(frozen=True)
class Standing:
    """A customer today: value total (hundredths), open warnings, last contact, its cycle in days, nearest end."""

    total: int | None
    warnings: int
    last_contact: date | None
    cycle_days: int
    nearest_end: date | None


@dataclass(frozen=True)
class Priority:
    """A priority 0–100 and its four factors, each from 0.05 to 1."""

    score: int
    value: float
    risk: float
    contact: float
    expiry: float


def priority_of(standing: Standing, today: date, weights: PriorityWeights) -> Priority:
    """The weighted geometric mean of the four factors × 100; with every weight at 0, everybody gets 100."""
    value = max(_FLOOR, (standing.total or 0) / 10_000)
    risk = RISK_OF_WARNINGS[min(standing.warnings, len(RISK_OF_WARNINGS) - 1)]
    contact = _contact_factor(standing, today)
    expiry = _expiry_factor(standing.nearest_end, today)
    factors = ((value, weights.value), (risk, weights.risk), (contact, weights.contact), (expiry, weights.expiry))
    total = sum(weight for _factor, weight in factors)
    product = 1.0
    for factor, weight in factors:
        product *= factor ** (weight / total) if total else 1.0
    return Priority(round(100 * product), value, risk, contact, expiry)


def _contact_factor(standing: Standing, today: date) -> float:
    if standing.last_contact is None:
        return 1.0
    days = (today - standing.last_contact).days
    return min(1.0, max(_FLOOR, days / (2 * max(1, standing.cycle_days))))


def _expiry_factor(end: date | None, today: date) -> float:
    if end is None:
        return _FLOOR
    return min(1.0, max(_FLOOR, 1 - (end - today).days / _EXPIRY_DAYS))
