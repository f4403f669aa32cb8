"""What the exchange says of days and of changes, records by their names."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from model.clock import CHINA
from model.entity_words import entity_words
from model.exchange.apply import Applied
from model.store.base import Record
from resources.i18n import _, _n

CONFLICT: Final = "conflict"
"""Conflicts travel as records, and are told of apart from what people wrote."""


def since_words(moment: datetime, now: datetime) -> str:
    """How long ago, as a person says it."""
    days = (now.astimezone(CHINA).date() - moment.astimezone(CHINA).date()).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else _n("{count} day ago", "{count} days ago", days)


def record_of(entity: str) -> type[Any]:
    """The record kept in the table of this name."""
    return next(mapper.class_ for mapper in Record.registry.mappers if mapper.local_table.name == entity)  # type: ignore[attr-defined]


def change_lines(applied: Applied) -> list[str]:
    """What an import changes, one kind of record a line."""
    return count_lines({"created": applied.created, "changed": applied.changed, "deleted": applied.deleted})


def count_lines(counted: Mapping[str, Any]) -> list[str]:
    """What was created, changed and deleted, by kind of record, one kind a line."""
    created, changed, deleted = (counted.get(name) or {} for name in ("created", "changed", "deleted"))
    lines = []
    for entity in sorted({*created, *changed, *deleted} - {CONFLICT}):
        counts = (
            (_("{count} new"), created.get(entity, 0)),
            (_("{count} changed"), changed.get(entity, 0)),
            (_("{count} deleted"), deleted.get(entity, 0)),
        )
        said = _(", ").join(words.format(count=f"{count:,}") for words, count in counts if count)
        lines.append(_("{what}: {changes}").format(what=entity_words(entity), changes=said))
    return lines
