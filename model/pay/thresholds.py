"""What an indicator pays or costs by its thresholds (指标办法)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from resources.i18n import N_


@dataclass(frozen=True)
class Threshold:
    """From `bonus_at` percent of the target a bonus, below `penalty_below` percent a penalty, both in fen."""

    item: str
    bonus_at: int | None = None
    bonus_fen: int = 0
    penalty_below: int | None = None
    penalty_fen: int = 0
    name: str = ""
    id: str = ""


def threshold_money(threshold: Threshold, target: float, actual: float) -> int:
    """Fen: the bonus, the penalty as a negative amount, or nil between them and without a target."""
    if target <= 0:
        return 0
    reached = Fraction(actual) * 100
    if threshold.bonus_at is not None and reached >= Fraction(target) * threshold.bonus_at:
        return threshold.bonus_fen
    if threshold.penalty_below is not None and reached < Fraction(target) * threshold.penalty_below:
        return -threshold.penalty_fen
    return 0


def threshold_faults(threshold: Threshold) -> list[str]:
    """Sentence ids of what is wrong with a threshold."""
    faults = []
    if threshold.bonus_fen < 0 or threshold.penalty_fen < 0:
        faults.append(N_("A bonus or a penalty cannot be below nil."))
    if threshold.bonus_fen and threshold.bonus_at is None:
        faults.append(N_("Say from which percentage the bonus is paid."))
    if threshold.penalty_fen and threshold.penalty_below is None:
        faults.append(N_("Say below which percentage the penalty is due."))
    both = threshold.bonus_at is not None and threshold.penalty_below is not None
    if both and (threshold.penalty_below or 0) > (threshold.bonus_at or 0):
        faults.append(N_("The penalty must end where the bonus begins, or below."))
    return faults


def faults_of(thresholds: Iterable[Threshold]) -> list[str]:
    """The faults of several thresholds, each once."""
    return list(dict.fromkeys(fault for threshold in thresholds for fault in threshold_faults(threshold)))
