"""How opportunities are judged: what a stage asks for, how long it lasts, what a chance is worth; money is fen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from model.opportunities.pipelines import STAGES, Stage, stage_order
from resources.i18n import N_

MAN: Final = ("money", "authority", "need")
MAN_QUESTIONS: Final = {
    "money": N_("Is there a budget, and who releases it?"),
    "authority": N_("Do we know who decides, and does he back it?"),
    "need": N_("Is the need said, urgent and tied to a day?"),
}
MAN_LEVELS: Final = {
    "0": N_("0 nothing known"),
    "1": N_("1 a hint"),
    "2": N_("2 said to us"),
    "3": N_("3 proven on paper"),
}

REQUIREMENTS: Final = {"confirmation": "need", "solution": "decider", "negotiation": "quote", "execution": "won"}
"""What must be there to enter a stage: the confirmed decider is the field's (`domain.md` rule 12), the rest is ours."""
REQUIREMENT_WORDS: Final = {
    "need": N_("No need is linked to this opportunity."),
    "decider": N_("No decider is confirmed on the map."),
    "quote": N_("No proposal belongs to this opportunity."),
    "won": N_("It is not won yet, and no proposal of it is accepted."),
}


@dataclass(frozen=True)
class Step:
    """One stage of the funnel: how many opportunities stand there, their amount, and that amount weighted."""

    stage: Stage
    count: int
    amount_fen: int
    weighted_fen: int


@dataclass(frozen=True)
class Sums:
    """How many opportunities there are, their amount and that amount weighted, and how many stand too long."""

    count: int
    amount_fen: int
    weighted_fen: int
    late: int


class Chance(Protocol):
    """What is counted: an opportunity as a list shows it."""

    @property
    def stage_key(self) -> str:
        """The stage it stands in."""

    @property
    def amount_fen(self) -> int | None:
        """What it may bring."""

    @property
    def weighted_fen(self) -> int | None:
        """That times its chance."""

    @property
    def expected_close(self) -> date | None:
        """When it may be signed."""

    @property
    def days_late(self) -> int:
        """By how many days its stage has lasted too long."""


def missing_for(before: str, after: str, present: Collection[str]) -> list[str]:
    """What is missing to go from one stage of the default pipeline to a later one: codes of `REQUIREMENT_WORDS`.

    Every stage that is entered or passed over asks for its own; going back asks for nothing.
    """
    passed = STAGES[stage_order(before) + 1 : stage_order(after) + 1]
    wanted = [REQUIREMENTS[stage] for stage in passed if stage in REQUIREMENTS]
    return [one for one in wanted if one not in present]


def days_in_stage(since: date | None, today: date) -> int:
    """Days since a stage was entered; 0 for one entered today, or after it by a wrong clock."""
    return max((today - since).days, 0) if since is not None else 0


def days_over(days: int, limit_days: int) -> int:
    """By how many days a stage has lasted too long; a limit of 0 is none."""
    return max(days - limit_days, 0) if limit_days else 0


def weighted_fen(amount_fen: int | None, probability: int) -> int | None:
    """An amount times its chance in percent, to the fen, half up."""
    return None if amount_fen is None else (amount_fen * probability + 50) // 100


def funnel_of(chances: Iterable[Chance], stages: Sequence[Stage]) -> list[Step]:
    """Every stage of a pipeline with what stands in it."""
    by_stage: dict[str, list[Chance]] = {stage.key: [] for stage in stages}
    for chance in chances:
        if chance.stage_key in by_stage:
            by_stage[chance.stage_key].append(chance)
    return [_step(stage, by_stage[stage.key]) for stage in stages]


def sums_of(chances: Iterable[Chance]) -> Sums:
    """The figures of these together."""
    counted = list(chances)
    amount = sum(chance.amount_fen or 0 for chance in counted)
    weighted = sum(chance.weighted_fen or 0 for chance in counted)
    return Sums(len(counted), amount, weighted, sum(chance.days_late > 0 for chance in counted))


def forecast_of(chances: Iterable[Chance], first: date, months: int) -> dict[int, tuple[int, int]]:
    """Month (YYYYMM) → (amount, weighted amount) of what is expected to close in it, from the month of `first` on.

    What was expected before, and still is not signed, counts for the first month.
    """
    start = first.year * 12 + first.month - 1
    found = {number // 12 * 100 + number % 12 + 1: (0, 0) for number in range(start, start + months)}
    for chance in chances:
        if chance.expected_close is None or chance.amount_fen is None:
            continue
        number = max(chance.expected_close.year * 12 + chance.expected_close.month - 1, start)
        month = number // 12 * 100 + number % 12 + 1
        if month in found:
            amount, weighted = found[month]
            found[month] = (amount + chance.amount_fen, weighted + (chance.weighted_fen or 0))
    return found


def closing_fault(outcome: str, lost_reason: str, reason: str) -> str:
    """A sentence id where an opportunity cannot end so; raises `ValueError` for what is no end."""
    if outcome not in ("won", "lost", "shelved"):
        raise ValueError(outcome)
    if outcome == "lost" and not lost_reason:
        return N_("Say what it was lost to.")
    return "" if reason.strip() else N_("Say in a sentence why.")


def _step(stage: Stage, chances: Sequence[Chance]) -> Step:
    sums = sums_of(chances)
    return Step(stage, sums.count, sums.amount_fen, sums.weighted_fen)
