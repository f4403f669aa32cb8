"""What the exchange says of values and changes: fields by their labels, records by their names."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from gui.widgets.columns import money_words
from model.clock import CHINA
from model.entity_words import entity_words
from model.enumerations import ENUMERATIONS
from model.exchange.apply import Applied
from model.exchange.conflicts import ConflictRow, month_totals
from model.exchange.forms import fact_forms, forms
from model.store.base import Record
from resources.i18n import _, _n

NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})

CONFLICT: Final = "conflict"
"""Conflicts travel as records, and are told of apart from what people wrote."""

Line = tuple[str, str]
"""What a field is called, and its value in words."""


def moment_words(moment: datetime | None) -> str:
    """An instant as wall time in China."""
    return "" if moment is None else moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def since_words(moment: datetime, now: datetime) -> str:
    """How long ago, as a person says it."""
    days = (now.astimezone(CHINA).date() - moment.astimezone(CHINA).date()).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else _n("{count} day ago", "{count} days ago", days)


def record_of(entity: str) -> type[Any]:
    """The record kept in the table of this name."""
    return next(mapper.class_ for mapper in Record.registry.mappers if mapper.local_table.name == entity)  # type: ignore[attr-defined]


def value_lines(entity: str, values: Mapping[str, Any], names: Mapping[str, str] = NO_NAMES) -> list[Line]:
    """A conflict's values one below the other; what is empty is left out, and a month is told by its totals.

    `names`: what the rows are called that a value names.
    """
    if isinstance(values.get("rows"), list):
        totals = {name: total for name, total in month_totals(values).items() if total}
        rows = (_("Rows"), f"{len(values['rows']):,}")
        return [rows, *((label_of(entity, name), _words(entity, name, total)) for name, total in totals.items())]
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    if values and not filled:
        return [(label_of(entity, next(iter(values))), _("(empty)"))]
    return [(label_of(entity, name), names.get(value) or _words(entity, name, value)) for name, value in filled.items()]


def label_of(entity: str, name: str) -> str:
    """What a column is called on the screen."""
    form = forms().get(entity) or fact_forms().get(entity)
    words = "" if form is None or name not in form.table.columns else str(form.table.columns[name].info.get("label"))
    return _(words) if words else name


def field_words(row: ConflictRow) -> str:
    """The field, the month or the record that a conflict is about."""
    if row.kind == "slice":
        return f"{entity_words(row.entity)} {row.field_group[:4]}-{row.field_group[4:]}"
    form = forms().get(row.entity)
    names = () if form is None else form.groups.get(row.field_group, ())
    where = entity_words(row.entity)
    return f"{where} · {label_of(row.entity, names[0])}" if names else where


def value_words(entity: str, values: Mapping[str, Any], names: Mapping[str, str] = NO_NAMES) -> str:
    """A group's values in one line: a single field's without its label."""
    lines = value_lines(entity, values, names)
    if len(lines) == 1 and "rows" not in values:
        return lines[0][1]
    return _(", ").join(f"{label} {words}" for label, words in lines)


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


def _words(entity: str, name: str, value: Any) -> str:
    form = forms().get(entity)
    info = {} if form is None or name not in form.table.columns else form.table.columns[name].info
    if info.get("choices"):
        return _(ENUMERATIONS[info["choices"]].get(value, str(value)))
    if name.endswith("_fen") and isinstance(value, int):
        return _("{amount} yuan").format(amount=money_words(value))
    return f"{value:,.10g}" if isinstance(value, float) else str(value)
