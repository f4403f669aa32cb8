"""The eight chapters of an account plan; their names and order are ours, in the words of the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from model.enumerations import ENUMERATIONS

ELEMENTS: Final = ("profile", "relations", "needs", "products", "competition")
SUPPORTS: Final = ("goals", "actions", "support")
CHAPTERS: Final = (*ELEMENTS, *SUPPORTS)
CHAPTER_WORDS: Final = ENUMERATIONS["plan_chapter"]
MOST_ACTIONS: Final = 14


@dataclass(frozen=True)
class Action:
    """One thing to do: when, what kind (promise, opportunity, task or visit), what, and what comes next."""

    on: date | None
    kind: str
    what: str
    late: bool = False


def in_order(actions: Iterable[Action]) -> list[Action]:
    """By their day; what has none comes last."""
    return sorted(actions, key=lambda one: (one.on is None, one.on or date.max, one.kind, one.what))
