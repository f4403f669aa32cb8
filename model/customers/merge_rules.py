"""What one customer keeps of another that turns out to be the same: the values of either side, and every name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from model.store.ids import RowId

_Age = TypeVar("_Age", bound=tuple[Any, ...])
_BETWEEN_NAMES = re.compile("[;；、]")


@dataclass(frozen=True)
class MergeChoice:
    """A field group in which the two differ: the fields in it, both sides' values, and whose stand afterwards."""

    group: str
    fields: tuple[str, ...]
    keep: tuple[Any, ...]
    other: tuple[Any, ...]
    from_other: bool


def choices_between(
    groups: Mapping[str, Sequence[str]], keep: Mapping[str, Any], other: Mapping[str, Any]
) -> list[MergeChoice]:
    """The groups in which the other says something that differs; its values stand where the kept one says nothing."""
    found = []
    for group, fields in groups.items():
        ours, theirs = tuple(keep[name] for name in fields), tuple(other[name] for name in fields)
        if ours != theirs and not _silent(theirs):
            found.append(MergeChoice(group, tuple(fields), ours, theirs, from_other=_silent(ours)))
    return found


def names_besides(name: str, sides: Sequence[tuple[str, str]]) -> str:
    """The former names of the merged customer: `sides` are (name, former names) of both, `name` what it is called."""
    names = [part.strip() for own, former in sides for part in (own, *_BETWEEN_NAMES.split(former))]
    return "；".join(dict.fromkeys(part for part in names if part and part != name))


def survivor(row_id: RowId, merged: Mapping[RowId, RowId]) -> RowId:
    """Whom a row stands as after merges, step by step; `merged` is merged row → the one it was merged into."""
    seen = {row_id}
    while row_id in merged and merged[row_id] not in seen:
        row_id = merged[row_id]
        seen.add(row_id)
    return row_id


def survivors(merged: Mapping[RowId, RowId]) -> dict[RowId, RowId]:
    """Merged row → whom it stands as; what is merged round in a loop stands as nobody and is left out."""
    ends = {row_id: survivor(row_id, merged) for row_id in merged}
    return {row_id: end for row_id, end in ends.items() if end not in merged}


def giving_way(merged: Mapping[RowId, RowId], ages: Mapping[RowId, _Age]) -> dict[RowId, tuple[RowId, ...]]:
    """Of every loop of merges the one that gives way, the oldest, with all the rows of its loop.

    Stores that hold the same merges break their loops alike. No two merges are of one age.
    """
    found = {}
    done: set[RowId] = set()
    for row_id in merged:
        path: list[RowId] = []
        while row_id in merged and row_id not in done:
            done.add(row_id)
            path.append(row_id)
            row_id = merged[row_id]
        if row_id in path:
            loop = path[path.index(row_id) :]
            found[min(loop, key=ages.__getitem__)] = tuple(loop)
    return found


def _silent(values: Sequence[Any]) -> bool:
    return all(value is None or value == "" for value in values)
