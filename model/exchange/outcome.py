"""What became of a file, for the journal, the command line and the page."""

from collections.abc import Callable
from dataclasses import dataclass, field

from model.errors import UserError
from model.exchange.apply import Applied
from resources.i18n import _, _n

Progress = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and the name of the next; may raise to cancel between two."""


def in_silence(_done: int, _total: int, _name: str) -> None:
    """Where nobody wants to know."""


class HeldError(UserError):
    """A whole file waits for a person's yes; the store is as it was."""


@dataclass
class Outcome:
    """What became of a file; `state` is applied, known, held, waiting or refused."""

    file_name: str
    state: str = "applied"
    reason: str = ""
    sentence: str = ""
    peer: str = ""
    fingerprint: str = ""
    applied: Applied = field(default_factory=Applied)
    held: int = 0
    purged: int = 0
    clock: str = ""
    doubled: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing of the file was refused or waits for a person or an update."""
        return self.state in ("applied", "known") and not self.held


def sentence_for(outcome: Outcome) -> str:
    """The sentence a person reads after an import."""
    applied = outcome.applied
    pieces = [_n("{count} dossier changed", "{count} dossiers changed", len(applied.customers))]
    if applied.conflicts:
        pieces.append(_n("{count} conflict", "{count} conflicts", len(applied.conflicts)))
    if applied.parked:
        pieces.append(_n("{count} value waits for an update", "{count} values wait for an update", applied.parked))
    if outcome.held:
        pieces.append(_("{count} wait for a decision").format(count=outcome.held))
    if applied.incomplete:
        pieces.append(_("{count} are asked for again, whole").format(count=len(applied.incomplete)))
    if outcome.purged:
        pieces.append(_("{count} were given up to a colleague").format(count=outcome.purged))
    return _(", ").join(pieces)
