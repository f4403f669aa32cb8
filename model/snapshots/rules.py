"""Retention against a snapshot: kept figures as numerator and denominator."""

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
