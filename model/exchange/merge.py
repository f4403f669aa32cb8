"""How two writes of one cell, and an edit against a delete, become one answer on every store."""

import uuid
from collections.abc import Iterable, Set
from enum import Enum

from model.exchange.knowledge import Vector, knows
from model.exchange.stamps import Dot, Stamp

_CONFLICTS = uuid.UUID("6f1d0d0e-6d5c-5a55-9a3e-0b7a4f1c2d39")


class Verdict(Enum):
    """What becomes of an incoming cell; `*_AND_TELL` also makes a conflict row for the value that lost."""

    KNOWN = "known"
    TAKE = "take"
    KEEP = "keep"
    TAKE_AND_TELL = "take_and_tell"
    KEEP_AND_TELL = "keep_and_tell"


def verdict_on(local: Stamp | None, incoming: Stamp, mine: Vector, theirs: Vector, *, equal: bool) -> Verdict:
    """Rule 2: `mine` and `theirs` are what the two stores know of the dossier; `equal` that the two values are.

    The answer is the same whichever store asks: the greater stamp stands, and the loser is told of only when neither
    writer had seen the other's value.
    """
    if knows(mine, incoming.dot):
        return Verdict.KNOWN
    if local is None or knows(theirs, local.dot):
        return Verdict.TAKE
    if incoming > local:
        return Verdict.TAKE if equal else Verdict.TAKE_AND_TELL
    return Verdict.KEEP if equal else Verdict.KEEP_AND_TELL


def is_dead(cells: Iterable[Stamp], buried: Set[Dot]) -> bool:
    """Rule 3: a row is dead only if every one of its cells was seen by someone who deleted it.

    `buried` holds the dots that the tombstones of the row have seen. A row without cells is dead.
    """
    return all(stamp.dot in buried for stamp in cells)


def unseen(cells: Iterable[Stamp], buried: Set[Dot]) -> list[Stamp]:
    """The cells written without knowing of the delete: they bring the row back whole."""
    return [stamp for stamp in cells if stamp.dot not in buried]


def conflict_id(table: str, row: str, group: str, one: Dot, other: Dot) -> str:
    """The id of the conflict between two writes: the same on every store that finds it, whoever it calls the other."""
    dots = sorted((one, other))
    parts = [table, row, group, *(f"{replica}:{seq}" for replica, seq in dots)]
    return str(uuid.uuid5(_CONFLICTS, "\0".join(parts)))
