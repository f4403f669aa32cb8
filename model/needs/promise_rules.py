"""When a promise is late, and how it may end (`domain.md` § 2)."""

from datetime import date
from typing import Final

from resources.i18n import N_

CLOSED: Final = frozenset({"kept", "broken", "substituted"})
_ENDS: Final = {"kept": "", "broken": "reason", "substituted": "substitute"}

_SENTENCES: Final = {
    "reason": N_("Say why the promise was broken."),
    "substitute": N_("Say what was done instead."),
}


def standing_state(state: str, due_on: date | None, today: date) -> str:
    """The state to show: an open promise whose day has passed is late, whatever is stored."""
    if state in CLOSED:
        return state
    return "late" if due_on is not None and due_on < today else "open"


def closing_fault(state: str, reason: str, substitute: str) -> str:
    """A sentence id where a promise cannot end in `state` with what was said; raises `ValueError` for no end."""
    if state not in _ENDS:
        raise ValueError(state)
    said = {"reason": reason, "substitute": substitute}
    needed = _ENDS[state]
    return _SENTENCES[needed] if needed and not said[needed].strip() else ""


def kept_rate(states: list[str]) -> tuple[int, int]:
    """(kept or substituted, all that have ended or are late): the numerator and denominator of the kept-rate."""
    ended = [state for state in states if state in CLOSED or state == "late"]
    return sum(state in {"kept", "substituted"} for state in ended), len(ended)
