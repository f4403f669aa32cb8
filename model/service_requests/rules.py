"""How long a hand-off takes, whether it is late, and where hand-offs get stuck."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

SOON_DAYS: Final = 3
"""An open request this near to its deadline is due soon *(ours)*."""


def standing_of(deadline: date | None, closed_on: date | None, today: date) -> str:
    """How a request stands today: closed, late, due_soon or open."""
    if closed_on is not None:
        return "closed"
    if deadline is None:
        return "open"
    left = (deadline - today).days
    if left < 0:
        return "late"
    return "due_soon" if left <= SOON_DAYS else "open"


def days_open(accepted_on: date | None, closed_on: date | None, today: date) -> int | None:
    """Calendar days from acceptance to the end, or to today; None where nobody noted the acceptance."""
    return None if accepted_on is None else max(((closed_on or today) - accepted_on).days, 0)


def days_waiting(
    accepted_on: date | None, waiting_since: date | None, closed_on: date | None, today: date
) -> int | None:
    """Calendar days at whom it waits on now; counted from acceptance where the hand-over to them is not known."""
    if closed_on is not None:
        return None
    return days_open(waiting_since or accepted_on, None, today)


class Waiting(Protocol):
    """What the bottleneck view reads of an open request."""

    @property
    def waiting_on(self) -> str: ...

    @property
    def waits(self) -> int | None: ...

    @property
    def standing(self) -> str: ...


@dataclass(frozen=True)
class Bottleneck:
    """Where requests wait: at whom ("" is nobody named), how many, how many late, days in all and the longest."""

    waiting_on: str
    count: int
    late: int
    days: int
    longest: int


def bottlenecks_of(requests: Iterable[Waiting]) -> list[Bottleneck]:
    """Open requests by whom they wait on, most days first; closed ones count nowhere."""
    groups: dict[str, list[Waiting]] = {}
    for request in requests:
        if request.standing != "closed":
            groups.setdefault(request.waiting_on, []).append(request)
    found = [_bottleneck(name, group) for name, group in groups.items()]
    return sorted(found, key=lambda one: (-one.days, -one.count, one.waiting_on))


def _bottleneck(name: str, group: Sequence[Waiting]) -> Bottleneck:
    days = [request.waits or 0 for request in group]
    late = sum(request.standing == "late" for request in group)
    return Bottleneck(name, len(group), late, sum(days), max(days))
