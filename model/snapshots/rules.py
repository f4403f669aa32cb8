"""Retention against a snapshot: kept figures as numerator and denominator, and the overlap of two lists."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """A numerator over a denominator, both always shown; the percentage is hundredths of a percent, half up."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> int | None:
        """Hundredths of a percent (4826 is 48.26 %); `None` over nothing."""
        if not self.denominator:
            return None
        return (2 * 10_000 * self.numerator + self.denominator) // (2 * self.denominator)

    @property
    def share(self) -> float | None:
        """The percentage as a fraction; `None` over nothing."""
        return None if self.percent is None else self.percent / 10_000


@dataclass(frozen=True)
class Kept:
    """What is kept of a snapshot's real members: heads, revenue (fen) and traffic (minutes)."""

    heads: Ratio
    revenue: Ratio
    minutes: Ratio


@dataclass(frozen=True)
class MemberThen:
    """A member in the snapshot: key, whether really working there, revenue (fen) and minutes of the baseline month."""

    key: str
    real: bool
    revenue_fen: int
    minutes: int


@dataclass(frozen=True)
class MemberNow:
    """The same member in the month compared: still on the network, revenue (fen) and minutes."""

    key: str
    active: bool
    revenue_fen: int
    minutes: int


def kept_of(then: list[MemberThen], now: list[MemberNow]) -> Kept:
    """Current revenue of the snapshot's real members ÷ their baseline revenue; traffic and head-count likewise.

    A member without a row now is gone; the revenue of someone who left this month still counts.
    """
    current = {member.key: member for member in now}
    real = [member for member in then if member.real]
    found = [current[member.key] for member in real if member.key in current]
    return Kept(
        Ratio(sum(member.active for member in found), len(real)),
        Ratio(sum(member.revenue_fen for member in found), sum(member.revenue_fen for member in real)),
        Ratio(sum(member.minutes for member in found), sum(member.minutes for member in real)),
    )


def overlap(first: AbstractSet[str], second: AbstractSet[str]) -> Ratio:
    """How much of the first list stands in the second: overlap ÷ first list."""
    return Ratio(len(first & second), len(first))
