"""What became of a file, for the journal, the command line and the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from model.errors import UserError
from model.exchange.apply import Applied
from resources.i18n import _, _n

Progress = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and the name of the next; may raise to cancel between two."""


Tick = Callable[[int, int], None]
"""Told how many dossiers of a file are taken in, of how many; may raise to cancel, and nothing of the file stays."""

_STEPS: Final = 100
"""Steps of a file in the progress of many."""


def in_silence(_done: int, _total: int, _name: str) -> None:
    """Where nobody wants to know."""


def unheard(_done: int, _of: int) -> None:
    """Where nobody wants to know of a file's dossiers."""


def tick_of(progress: Progress, number: int, files: int, name: str) -> Tick:
    """What tells how far file `number` (from 0) of `files` is, as progress of them all."""

    def tick(done: int, of: int) -> None:
        share = _STEPS * min(done, of) // of if of else 0
        progress(number * _STEPS + share, files * _STEPS, name)

    return tick


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
    conflicts: int = 0
    """Conflicts that wait since this file, whoever came upon them first."""
    held: int = 0
    purged: int = 0
    released: int = 0
    """Customers handed over to a colleague by this file: read-only from now on."""
    clock: str = ""
    doubled: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing of the file was refused or waits for a person or an update."""
        return self.state in ("applied", "known") and not self.held


def sentence_for(outcome: Outcome) -> str:
    """The sentence a person reads after an import."""
    return _(", ").join(changes_of([outcome]))


def changes_of(outcomes: Sequence[Outcome]) -> list[str]:
    """What these files did together, in a few words each; a customer that two of them changed counts once."""
    customers = {customer for outcome in outcomes for customer in outcome.applied.customers}
    conflicts = sum(outcome.conflicts for outcome in outcomes)
    parked = sum(outcome.applied.parked for outcome in outcomes)
    held = sum(outcome.held for outcome in outcomes)
    incomplete = sum(len(outcome.applied.incomplete) for outcome in outcomes)
    purged = sum(outcome.purged for outcome in outcomes)
    released = sum(outcome.released for outcome in outcomes)
    said = (
        (_n("{count} conflict", "{count} conflicts", conflicts), conflicts),
        (_n("{count} value waits for an update", "{count} values wait for an update", parked), parked),
        (_n("{count} waits for a decision", "{count} wait for a decision", held), held),
        (_n("{count} is asked for again, whole", "{count} are asked for again, whole", incomplete), incomplete),
        (
            _n("{count} is handed over and only to be read", "{count} are handed over and only to be read", released),
            released,
        ),
        (_n("{count} was given up to a colleague", "{count} were given up to a colleague", purged), purged),
    )
    changed = _n("{count} dossier changed", "{count} dossiers changed", len(customers))
    others = [words for words, count in said if count]
    return [changed, *others] if customers else others or [_("nothing changed")]
