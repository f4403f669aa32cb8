"""Pieces that seem to be counted twice: the same item, customer and evidence or number, in one month or in two."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize


@dataclass(frozen=True)
class Counted:
    """A piece entry as the check reads it: `proof` is its evidence or the record behind it, `number` the subscriber."""

    id: str
    day: date
    item_code: str
    customer: str
    proof: str
    number: str


@dataclass(frozen=True)
class Double:
    """The entry counted before, on which day, and by what the two are the same: "number" or "evidence"."""

    first_id: str
    first_day: date
    by: str


def doubles_in(entries: Iterable[Counted]) -> Mapping[str, Double]:
    """Entry → the earlier one it seems to repeat; the order in which they are given changes nothing."""
    in_order = sorted(entries, key=lambda one: (one.day, one.id))
    found: dict[str, Double] = {}
    for by in ("number", "evidence"):
        seen: dict[tuple[str, str, str], Counted] = {}
        for entry in in_order:
            key = (entry.item_code, entry.customer, plain(entry.number if by == "number" else entry.proof))
            if not key[2]:
                continue
            first = seen.setdefault(key, entry)
            if first is not entry:
                found.setdefault(entry.id, Double(first.id, first.day, by))
    return found


def plain(text: str) -> str:
    """A text without what people write differently: width, case, blanks and dashes."""
    return "".join(letter for letter in normalize("NFKC", text).casefold() if letter.isalnum())
