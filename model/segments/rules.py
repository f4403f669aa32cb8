"""What a segment's rule may say, and what to offer next: plain values in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final

import msgspec

from model.errors import UserError
from resources.i18n import N_, _


class Op(StrEnum):
    """How a field is compared: one of, between (either end open), containing, or empty."""

    ANY = "any"
    BETWEEN = "between"
    CONTAINS = "contains"
    EMPTY = "empty"


@dataclass(frozen=True)
class Condition:
    """One condition on one field; all conditions of a rule must hold. Money is fen, dates are ISO text."""

    field: str
    op: Op
    values: tuple[str | int | float | None, ...] = ()


MEASURED: Final = {
    "revenue_fen": N_("Revenue of the newest month"),
    "data_fen": N_("Data revenue of the newest month"),
    "voice_fen": N_("Voice revenue of the newest month"),
    "new_business_fen": N_("New-business revenue of the newest month"),
    "minutes": N_("Call minutes of the newest month"),
    "real_members": N_("Real members of the newest month"),
    "grade": N_("Our grade"),
    "value_class": N_("Value class"),
}
"""Fields that are not the customer's own: usage bands first."""


class Cell(StrEnum):
    """A customer × product cell of the white-space matrix."""

    OURS = "ours"
    RIVAL = "rival"
    BLOCKED = "blocked"
    OPEN = "open"


@dataclass(frozen=True)
class Offer:
    """What to offer next: the product, how many percent of similar customers use it, and of how many."""

    code: str
    share: int
    similar: int


def read_rule(text: str) -> list[Condition]:
    """A rule from its JSON text; raises `UserError` for what is none."""
    try:
        return msgspec.json.decode(text, type=list[Condition])
    except (msgspec.MsgspecError, RecursionError):
        raise UserError(_("This is not a segment's rule.")) from None


def write_rule(conditions: Sequence[Condition]) -> str:
    """A rule as canonical JSON text."""
    return msgspec.json.encode(list(conditions), order="sorted").decode()


def check_values(condition: Condition) -> None:
    """Raises `UserError` where a condition has not the values that its way of comparing wants."""
    count = len(condition.values)
    if not {Op.ANY: count > 0, Op.BETWEEN: count == 2, Op.CONTAINS: count == 1, Op.EMPTY: True}[condition.op]:
        raise UserError(_("This is not a segment's rule."))


def sample_of(ids: Sequence[str], size: int, seed: int) -> list[str]:
    """A random sample that the same seed draws again, whatever order the ids come in.

    Each id draws its own lot, so that one more customer changes a sample by one at most: a survey lasts for weeks.
    """
    return sorted(sorted(ids, key=lambda one: (sha256(f"{seed}:{one}".encode()).digest(), one))[:size])


def cell_of(ours: bool, rival: bool, blocked: str, reopen: date | None, today: date) -> Cell:
    """What stands in a cell; a block ends on the day it may be reopened."""
    if ours:
        return Cell.OURS
    if blocked and (reopen is None or reopen > today):
        return Cell.BLOCKED
    return Cell.RIVAL if rival else Cell.OPEN


def next_offer(cells: Mapping[str, Cell], used_by_similar: Mapping[str, int], similar: int) -> Offer | None:
    """The product most used by similar customers among those this one has not and that is not blocked."""
    free = [code for code, cell in cells.items() if cell in (Cell.OPEN, Cell.RIVAL) and used_by_similar.get(code, 0)]
    if not free or not similar:
        return None
    best = min(free, key=lambda code: (-used_by_similar[code], code))
    return Offer(best, used_by_similar[best] * 100 // similar, similar)
