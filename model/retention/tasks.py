"""Which retention tasks should stand, and what to do with those that do: make, re-date, close, reopen, fold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from model.store.ids import RowId, natural_id

OPEN: Final = "open"
DONE: Final = "done"
DISMISSED: Final = "dismissed"
CLOSED: Final = "closed"
"""Closed by the program because the cause has vanished; a person's own endings are `done` and `dismissed`."""

FOLD_DAYS: Final = 30
"""Ours: what ended longer ago when it is first met is folded into one line a kind."""

FOLDED: Final = "folded"


class Wanted(NamedTuple):
    """A task that ought to stand today.

    `rule` names its sentence, `source_id` the record it comes from, `period` the turn it belongs to, `facts` (JSON
    text) the figures of its sentence; names of people are never in it. `kind` + `source_id` + `period` is its key.
    After `fold_after` it is long overdue and not worth a line of its own any more; `None` never folds.
    """

    kind: str
    rule: str
    customer_id: RowId | None
    source_id: RowId
    period: str
    due: date
    severity: int
    facts: str = "{}"
    fold_after: date | None = None


class KeptTask(NamedTuple):
    """A task as it stands in the store."""

    status: str
    due: date
    facts: str


@dataclass
class TaskPlan:
    """What one run changes: tasks to make, to re-date or re-word, to reopen, and to close."""

    make: dict[RowId, Wanted] = field(default_factory=dict)
    change: dict[RowId, Wanted] = field(default_factory=dict)
    reopen: dict[RowId, Wanted] = field(default_factory=dict)
    close: list[RowId] = field(default_factory=list)


def task_id(wanted: Wanted) -> RowId:
    """UUIDv5 of kind, source and due period: the same task has the same id on every store and in every run."""
    return natural_id("retention_task", wanted.kind, wanted.source_id, wanted.period)


def plan_tasks(wanted: Iterable[Wanted], kept: Mapping[RowId, KeptTask], today: date) -> TaskPlan:
    """Bring what stands in line with what is wanted. `kept` holds every task that is open or wears a wanted id.

    A task a person has ended stays ended; one the program closed comes back when its cause does.
    """
    plan = TaskPlan()
    due_now = _folded({task_id(one): one for one in wanted}, kept, today)
    for id, one in due_now.items():
        stands = kept.get(id)
        if stands is None:
            plan.make[id] = one
        elif stands.status == CLOSED:
            plan.reopen[id] = one
        elif stands.status == OPEN and (stands.due, stands.facts) != (one.due, one.facts):
            plan.change[id] = one
    plan.close = sorted(id for id, stands in kept.items() if stands.status == OPEN and id not in due_now)
    return plan


def _folded(wanted: dict[RowId, Wanted], kept: Mapping[RowId, KeptTask], today: date) -> dict[RowId, Wanted]:
    """What is long overdue and was never a task of its own becomes one line a kind."""
    late: dict[str, list[Wanted]] = defaultdict(list)
    standing = {}
    for id, one in wanted.items():
        if one.fold_after is not None and one.fold_after < today and id not in kept:
            late[one.kind].append(one)
        else:
            standing[id] = one
    for kind, folded in late.items():
        last = max(one.due for one in folded)
        line = Wanted(kind, FOLDED, None, FOLDED, f"{last:%Y-%m}", last, 1, f'{{"count":{len(folded)}}}')
        standing[task_id(line)] = line
    return standing
