"""How a need that no standard product meets is weighed: what it brings, and what becomes of it. Money is fen."""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_

MANY_ALIKE: Final = 3
"""Ours: from so many customers with the same need on it is worth a standard product."""

STANDARD, STANDARDISE, ONE_OFF, LOSS = "standard", "standardise", "one_off", "loss"
VERDICTS: Final = {
    STANDARD: N_("No slip is needed: settings of a standard product would do."),
    STANDARDISE: N_(
        "Worth a standard product: several customers have the same need, or others could use it unchanged."
    ),
    ONE_OFF: N_("A piece of work for one customer that pays for itself within the term."),
    LOSS: N_("It does not pay for itself within the term: only with a reason beyond the money."),
}


@dataclass(frozen=True)
class Benefit:
    """What it brings and costs in the whole term, and the month that has paid the one-off cost back."""

    income_fen: int
    cost_fen: int
    payback_month: int | None

    @property
    def gain_fen(self) -> int:
        """Income less cost."""
        return self.income_fen - self.cost_fen


def benefit_of(one_off_income: int, monthly_income: int, one_off_cost: int, monthly_cost: int, months: int) -> Benefit:
    """The benefit over a term of so many months; paid back in month 0 where the one-off income covers the cost."""
    income = one_off_income + monthly_income * months
    cost = one_off_cost + monthly_cost * months
    open_cost, margin = one_off_cost - one_off_income, monthly_income - monthly_cost
    if open_cost <= 0:
        return Benefit(income, cost, 0)
    month = -(-open_cost // margin) if margin > 0 else None
    return Benefit(income, cost, month if month is not None and month <= months else None)


def verdict_of(by_settings: bool, reusable: bool, alike: int, gain_fen: int) -> str:
    """A key of `VERDICTS`: what ought to become of the slip."""
    if by_settings:
        return STANDARD
    if reusable or alike >= MANY_ALIKE:
        return STANDARDISE
    return ONE_OFF if gain_fen >= 0 else LOSS
