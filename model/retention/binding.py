"""The binding score: what ties a customer to us, by contract, number, bundle, integration and people."""

from dataclasses import dataclass
from typing import Final

from model.grading.scales import FULL

WEIGHTS: Final = {"contract": 25, "number": 20, "bundle": 20, "integration": 20, "people": 15}
"""Ours: an editable default."""

RETENTION_TYPE_OF_TIE: Final = {
    "contract": "cost",
    "number": "cost",
    "bundle": "cost",
    "integration": "product",
    "people": "relationship",
}
"""成本保有, 产品保有 and 关系保有: which kind of keeping a tie belongs to."""

_FULL_CONTRACT_MONTHS: Final = 12
_FULL_INTEGRATION: Final = 3
_FULL_PEOPLE: Final = 3


@dataclass(frozen=True)
class Ties:
    """What is known of a customer's ties.

    Months left on the longest live agreement; members on our network of employees; our live products, how many of them
    are bundled beyond today and how many lie above basic communication; supporting people in buying roles.
    """

    contract_months: int
    on_network: int
    employees: int | None
    products: int
    bundled: int
    integrated: int
    supporters: int


def tie_points(ties: Ties) -> dict[str, int | None]:
    """Points of each tie in hundredths; `None` where it cannot be known (the number of employees is not recorded)."""
    return {
        "contract": _share(ties.contract_months, _FULL_CONTRACT_MONTHS),
        "number": _share(ties.on_network, ties.employees) if ties.employees else None,
        "bundle": _share(ties.bundled, ties.products) if ties.products else 0,
        "integration": _share(ties.integrated, _FULL_INTEGRATION),
        "people": _share(ties.supporters, _FULL_PEOPLE),
    }


def binding_score(ties: Ties) -> int:
    """The weighted mean of the ties that are known, 0–100 in hundredths."""
    points = tie_points(ties)
    known = [(WEIGHTS[tie], value) for tie, value in points.items() if value is not None]
    return sum(weight * value for weight, value in known) // sum(weight for weight, _value in known)


def retention_balance(ties: Ties) -> dict[str, int]:
    """How much relationship, cost and product each keep this customer: mean points of their ties, in hundredths."""
    groups: dict[str, list[int]] = {"relationship": [], "cost": [], "product": []}
    for tie, value in tie_points(ties).items():
        if value is not None:
            groups[RETENTION_TYPE_OF_TIE[tie]].append(value)
    return {kind: sum(values) // len(values) for kind, values in groups.items()}


def _share(part: int, whole: int) -> int:
    return min(FULL, max(0, part) * FULL // whole)
