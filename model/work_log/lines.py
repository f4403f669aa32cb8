"""A line of the work log, and its place in a frozen month's text."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from model.store.base import RowId
from model.store.kept_text import read_kept


@dataclass(frozen=True)
class WorkLogLine:
    """One line; `entry_id` is empty for a line made from its record (`source_entity`, `source_id`) as it stands.

    `person` is the employee number of whose work it is.
    """

    entry_id: RowId | None
    work_date: date
    minutes: int
    category: str
    what: str
    group_code: str
    customer_name: str
    contact_mode: str
    source_entity: str
    source_id: RowId | None
    person: str = ""


def in_order(lines: Iterable[WorkLogLine]) -> list[WorkLogLine]:
    """By day, then customer and words; everything else makes it one order only."""
    return sorted(lines, key=lambda line: (line.work_date, line.group_code, line.what, str(line)))


def frozen_text(lines: Iterable[WorkLogLine]) -> str:
    """Lines as canonical JSON text, to keep as they stand."""
    return json.dumps(
        [asdict(line) | {"work_date": line.work_date.isoformat()} for line in in_order(lines)],
        ensure_ascii=False,
        sort_keys=True,
    )


def lines_from(text: str) -> list[WorkLogLine]:
    """The lines of a frozen text; those that cannot be read, from a newer or forged file, are passed over."""
    found = (_line(row) for row in read_kept(text, list[Any], []) if isinstance(row, dict))
    return [line for line in found if line is not None]


def _line(row: dict[str, Any]) -> WorkLogLine | None:
    minutes, words = row.get("minutes"), {name: row.get(name) for name in _WORDS}
    ids = {name: row.get(name) for name in ("entry_id", "source_id")}
    if type(minutes) is not int or not all(isinstance(word, str) for word in words.values()):
        return None
    if not all(one is None or isinstance(one, str) for one in ids.values()):
        return None
    try:
        day = date.fromisoformat(str(row.get("work_date")))
    except ValueError:
        return None
    return WorkLogLine(work_date=day, minutes=minutes, **ids, **words)  # type: ignore[arg-type]


_WORDS = ("category", "what", "group_code", "customer_name", "contact_mode", "source_entity", "person")
