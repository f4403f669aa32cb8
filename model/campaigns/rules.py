"""Whom a campaign means and what it was worth: plain values in and out, money in fen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from model.errors import UserError
from model.segments.rules import Condition, sample_of
from resources.i18n import N_, _

REACHED: Final = frozenset({"interested", "considering", "refused"})
"""Answers that somebody gave; without one of them a customer was told and said nothing."""
_WARM: Final = frozenset({"interested", "considering"})
MOST_HELD: Final = 50
"""Percent of the picked customers that may be kept back untold, at most."""


class Reason(StrEnum):
    """Why a customer that fits is not picked."""

    NO_CONSENT = "no_consent"
    NO_NUMBER = "no_number"
    RECENT = "recent"
    OVER_QUOTA = "over_quota"


class Order(StrEnum):
    """What comes first when there are more customers than the quota."""

    SCORE = "score"
    REVENUE = "revenue"
    LOW_REVENUE = "low_revenue"


ORDERS: Final = {
    Order.SCORE.value: N_("Highest value score first"),
    Order.REVENUE.value: N_("Highest revenue first"),
    Order.LOW_REVENUE.value: N_("Lowest revenue first"),
}


@dataclass(frozen=True)
class PickPlan:
    """How a campaign's customers are picked: a segment and conditions of its own, the order, who stays untold."""

    segment_id: str = ""
    conditions: tuple[Condition, ...] = ()
    order: Order = Order.SCORE
    held_percent: int = 0
    seed: int = 1
    spare_recent: bool = True


@dataclass(frozen=True)
class Candidate:
    """A customer that fits the filter; `consent` is what the person reached has said of messages (None: nothing).

    `figure` is what the order goes by: points, or fen of the newest month. `recent` says that another campaign told
    them lately. `name` and `contact_id` (whom to tell) only go along.
    """

    customer_id: str
    group_code: str
    figure: int | None = None
    has_number: bool = True
    consent: bool | None = None
    recent: bool = False
    name: str = ""
    contact_id: str | None = None


@dataclass(frozen=True)
class Pick:
    """Who is picked, in order, who of them is kept back untold, and why the others were left out."""

    chosen: tuple[str, ...]
    held: frozenset[str]
    left_out: tuple[tuple[str, Reason], ...]


def read_plan(text: str) -> PickPlan:
    """A plan from its JSON text; raises `UserError` for what is none."""
    try:
        return msgspec.json.decode(text, type=PickPlan)
    except (msgspec.MsgspecError, RecursionError):
        raise UserError(_("This is no plan of picking customers.")) from None


def write_plan(plan: PickPlan) -> str:
    """A plan as canonical JSON text."""
    return msgspec.json.encode(plan, order="sorted").decode()


def pick_targets(candidates: Iterable[Candidate], plan: PickPlan, channel: str, quota: int) -> Pick:
    """The first of those who may be told, up to the quota; a share of them, drawn by the seed, is kept back.

    The same customers in any order give the same pick. A message goes only to who has agreed to messages, a call to
    nobody who has refused (`domain.md` rule 17); both need a number. Who has no figure to go by comes last.
    """
    left_out: list[tuple[str, Reason]] = []
    fit: list[Candidate] = []
    for one in sorted(candidates, key=lambda one: (one.group_code, one.customer_id)):
        reason = _refusal(one, plan, channel)
        if reason is None:
            fit.append(one)
        else:
            left_out.append((one.customer_id, reason))
    sign = 1 if plan.order is Order.LOW_REVENUE else -1
    fit.sort(key=lambda one: (one.figure is None, sign * (one.figure or 0)))
    chosen = [one.customer_id for one in fit[:quota]]
    left_out += [(one.customer_id, Reason.OVER_QUOTA) for one in fit[quota:]]
    held = sample_of(chosen, held_of(len(chosen), plan.held_percent), plan.seed)
    return Pick(tuple(chosen), frozenset(held), tuple(left_out))


def held_of(count: int, percent: int) -> int:
    """How many of so many are kept back: the share, rounded down, and never everybody."""
    return count * max(0, min(percent, MOST_HELD)) // 100


def barrier_of(channel: str, has_number: bool, consent: bool | None) -> Reason | None:
    """What keeps a person from being reached this way: a message needs consent, a call no refusal, both a number."""
    if channel not in ("sms", "phone"):
        return None
    if consent is False or (channel == "sms" and consent is None):
        return Reason.NO_CONSENT
    return None if has_number else Reason.NO_NUMBER


def _refusal(one: Candidate, plan: PickPlan, channel: str) -> Reason | None:
    if plan.spare_recent and one.recent:
        return Reason.RECENT
    return barrier_of(channel, one.has_number, one.consent)


@dataclass(frozen=True)
class Reachable:
    """A person of a customer who might be told."""

    contact_id: str
    name: str
    has_number: bool
    consent: bool | None


def best_contact(people: Iterable[Reachable], channel: str) -> Reachable | None:
    """Whom to tell: one who may be told, best with consent given, then one with a number, then by name."""
    return min(
        people,
        key=lambda one: (
            barrier_of(channel, one.has_number, one.consent) is not None,
            one.consent is not True,
            not one.has_number,
            one.name,
            one.contact_id,
        ),
        default=None,
    )


@dataclass(frozen=True)
class Told:
    """What targets alike come to in a count: told at all, their answer, and what they bought together (None: nothing).

    `count` says how many they are.
    """

    told: bool
    response: str = ""
    bought_fen: int | None = None
    count: int = 1


@dataclass(frozen=True)
class Arm:
    """One row of the matrix: customers, of them buyers, and what they bought together."""

    customers: int
    bought: int
    bought_fen: int

    @property
    def not_bought(self) -> int:
        """The others."""
        return self.customers - self.bought

    @property
    def share(self) -> float | None:
        """The share that bought; nothing without customers."""
        return self.bought / self.customers if self.customers else None


@dataclass(frozen=True)
class Outcome:
    """The told / not-told matrix, the answers, and what the campaign was worth."""

    told: Arm
    untold: Arm
    answers: tuple[tuple[str, int], ...]
    responded: int
    interested: int
    kept_fen: int
    cost_fen: int | None

    @property
    def gain_fen(self) -> int | None:
        """What is left after the cost; nothing while the cost is not known."""
        return None if self.cost_fen is None else self.kept_fen - self.cost_fen

    @property
    def roi(self) -> float | None:
        """(what the told bought × margin − cost) ÷ cost; nothing without a cost to divide by."""
        return roi_of(self.kept_fen, self.cost_fen)

    @property
    def response_share(self) -> float | None:
        """Answers ÷ told."""
        return self.responded / self.told.customers if self.told.customers else None

    @property
    def lift(self) -> float | None:
        """By how much the told bought more often than the untold (0.08 is 8 points); nothing without both."""
        if self.told.share is None or self.untold.share is None:
            return None
        return self.told.share - self.untold.share

    @property
    def extra_buyers(self) -> int | None:
        """How many of the told would not have bought untold, at the untold's rate; nothing without both."""
        if self.lift is None:
            return None
        expected = (2 * self.told.customers * self.untold.bought + self.untold.customers) // (2 * self.untold.customers)
        return self.told.bought - expected


def kept_of(bought_fen: int, margin_percent: int) -> int:
    """What of the amount bought is kept: the margin's share, in whole fen, rounded down."""
    return bought_fen * margin_percent // 100


def roi_of(kept_fen: int, cost_fen: int | None) -> float | None:
    """(kept − cost) ÷ cost, where 0.5 is 50 %; nothing without a cost to divide by."""
    return (kept_fen - cost_fen) / cost_fen if cost_fen else None


def outcome_of(targets: Iterable[Told], codes: Sequence[str], margin_percent: int, cost_fen: int | None) -> Outcome:
    """Count a campaign; `codes` are the answers in the order they are shown."""
    rows = list(targets)
    told, untold = [one for one in rows if one.told], [one for one in rows if not one.told]
    arm = _arm(told)
    answers = tuple((code, _count(one for one in told if one.response == code)) for code in codes)
    return Outcome(
        told=arm,
        untold=_arm(untold),
        answers=answers,
        responded=_count(one for one in told if one.response in REACHED or one.bought_fen is not None),
        interested=_count(one for one in told if one.response in _WARM or one.bought_fen is not None),
        kept_fen=kept_of(arm.bought_fen, margin_percent),
        cost_fen=cost_fen,
    )


def _arm(rows: Sequence[Told]) -> Arm:
    buyers = [one for one in rows if one.bought_fen is not None]
    return Arm(_count(rows), _count(buyers), sum(one.bought_fen or 0 for one in buyers))


def _count(rows: Iterable[Told]) -> int:
    return sum(one.count for one in rows)


def standing_of(starts_on: date | None, ends_on: date | None, closed_on: date | None, today: date) -> str:
    """How a campaign stands today: closed, planned, over (its end has passed) or running."""
    if closed_on is not None:
        return "closed"
    if starts_on is not None and starts_on > today:
        return "planned"
    return "over" if ends_on is not None and ends_on < today else "running"


def step_of(held_back: bool, told_on: date | None, response: str, bought_fen: int | None) -> str:
    """How far a target is: bought, answered, told, held (kept back) or waiting."""
    if bought_fen is not None:
        return "bought"
    if response in REACHED:
        return "answered"
    if told_on is not None:
        return "told"
    return "held" if held_back else "waiting"
