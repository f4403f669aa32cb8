"""Decides what becomes of each row of a file: new, changed, as it was, or refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import msgspec

from model.intake.cells import Value
from model.store.ids import RowId

Stored = str | int | float | bool | None
"""A value as the store and JSON hold it: a day is its ISO text."""


class Mode(StrEnum):
    """What an import may do: only add, add and change, or only change."""

    CREATE = "create"
    MERGE = "merge"
    UPDATE = "update"


@dataclass(frozen=True)
class Fresh:
    """A row that the store does not hold yet: its place in the chunk and what the file says of it."""

    index: int
    row_id: RowId
    said: bytes


@dataclass(frozen=True)
class Change:
    """A row of which the file says something new since it last spoke of it.

    `news` are the fields whose word is new; `before` is what the file last said of each, absent where nothing.
    """

    index: int
    row_id: RowId
    news: dict[str, Stored]
    before: dict[str, Stored]
    said: bytes


@dataclass
class Plan:
    """What becomes of a chunk's rows; those in no list are as they were."""

    fresh: list[Fresh]
    changes: list[Change]
    refused: list[int]
    unchanged: int = 0


def stored(values: Sequence[Value]) -> list[Stored]:
    """A column's values as the store holds them."""
    if date in set(map(type, values)):
        return [value.isoformat() if isinstance(value, date) else value for value in values]
    return list(values)  # type: ignore[arg-type]  # no day is among them


def said_of(fields: Sequence[str], rows: Iterable[Sequence[Stored]]) -> list[bytes]:
    """What each row of a file says, as canonical JSON: the fields it fills, in the file's order."""
    words, encode = _words(tuple(fields)), msgspec.json.Encoder().encode
    return [encode(words(*row)) for row in rows]


@lru_cache(maxsize=64)
def _words(fields: tuple[str, ...]) -> type[msgspec.Struct]:
    """A row's words under their fields; what is not said is left out. A field may be named after any heading."""
    names = {f"field_{place}": field for place, field in enumerate(fields)}
    slots = [(name, Stored, None) for name in names]
    return msgspec.defstruct("Words", slots, rename=names, omit_defaults=True, gc=False)


def make_plan(
    mode: Mode,
    ids: Sequence[RowId],
    said: Sequence[bytes],
    last_said: Mapping[RowId, bytes],
    standing: frozenset[RowId] | set[RowId],
) -> Plan:
    """Decide over a chunk: `last_said` is what files said before, `standing` the ids that the store holds now.

    A row of which the file says what it last said is as it was, whatever a person did to it meanwhile, deleting it
    included. An empty cell says nothing, so it changes nothing.
    """
    plan = Plan([], [], [])
    for index, (row_id, words) in enumerate(zip(ids, said, strict=True)):
        last = last_said.get(row_id)
        if last == words:
            plan.unchanged += 1
        elif row_id in standing:
            _plan_change(plan, mode, index, row_id, words, last)
        elif last is not None and not _news(words, last)[0]:
            plan.unchanged += 1
        elif mode is Mode.UPDATE:
            plan.refused.append(index)
        else:
            plan.fresh.append(Fresh(index, row_id, words))
    return plan


def merged(said: bytes, last: bytes | None) -> bytes:
    """All that files have said of a row, the newest word on each field."""
    if last is None:
        return said
    return msgspec.json.encode(_decoded(last) | _decoded(said))


def _plan_change(plan: Plan, mode: Mode, index: int, row_id: RowId, words: bytes, last: bytes | None) -> None:
    news, before = _news(words, last)
    if not news or mode is Mode.CREATE:
        plan.unchanged += 1
    else:
        plan.changes.append(Change(index, row_id, news, before, merged(words, last)))


def _news(words: bytes, last: bytes | None) -> tuple[dict[str, Stored], dict[str, Stored]]:
    new = _decoded(words)
    if last is None:
        return new, {}
    old = _decoded(last)
    news = {name: value for name, value in new.items() if name not in old or old[name] != value}
    return news, {name: old[name] for name in news if name in old}


def _decoded(words: bytes) -> dict[str, Any]:
    decoded: dict[str, Any] = msgspec.json.decode(words)
    return decoded
