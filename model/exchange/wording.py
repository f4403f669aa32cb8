"""What the exchange says of values: fields by their labels, records by their names, codes and money in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Boolean, Column

from model.entity_words import entity_words
from model.everything_out.code_words import words_of_codes
from model.everything_out.told import told, yuan
from model.exchange.conflicts import ConflictRow, month_totals
from model.exchange.forms import fact_forms, forms
from model.labels import heading_of, label_of
from model.store.kept_text import read_kept
from resources.i18n import _

NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})

Line = tuple[str, str]
"""What a field is called, and its value in words."""


def value_lines(entity: str, values: Mapping[str, Any], names: Mapping[str, str] = NO_NAMES) -> list[Line]:
    """A conflict's values one below the other; what is empty is left out, and a month is told by its totals.

    `names`: what the rows are called that a value names.
    """
    if isinstance(values.get("rows"), list):
        totals = {name: total for name, total in month_totals(values).items() if total}
        rows = (_("Rows"), f"{len(values['rows']):,}")
        return [rows, *((_label(entity, name), _words(entity, name, total)) for name, total in totals.items())]
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    if values and not filled:
        return [(_label(entity, next(iter(values))), _("(empty)"))]
    return [(_label(entity, name), names.get(value) or _words(entity, name, value)) for name, value in filled.items()]


def value_words(entity: str, values: Mapping[str, Any], names: Mapping[str, str] = NO_NAMES) -> str:
    """A group's values in one line: a single field's without its label."""
    lines = value_lines(entity, values, names)
    if len(lines) == 1 and "rows" not in values:
        return lines[0][1]
    return _(", ").join(f"{label} {words}" for label, words in lines)


def _label(entity: str, name: str) -> str:
    column = _column(entity, name)
    return name if column is None else heading_of(column)


def _column(entity: str, name: str) -> Column[Any] | None:
    form = forms().get(entity) or fact_forms().get(entity)
    return None if form is None else form.table.columns.get(name)


def field_words(row: ConflictRow) -> str:
    """The fields that differ, the month or the record that a conflict is about."""
    if row.kind == "slice":
        return f"{entity_words(row.entity)} {row.field_group[:4]}-{row.field_group[4:]}"
    form = forms().get(row.entity)
    names = () if form is None else form.groups.get(row.field_group, ())
    where = entity_words(row.entity)
    differing = [name for name in names if row.standing.get(name) != row.other.get(name)] or names
    labels = dict.fromkeys(_label(row.entity, name) for name in differing)
    return f"{where} · {_(', ').join(labels)}" if labels else where


def _words(entity: str, name: str, value: Any) -> str:
    column = _column(entity, name)
    choices = "" if column is None else str(column.info.get("choices") or "")
    if choices:
        return label_of(choices, str(value))
    if column is not None and isinstance(column.type, Boolean):
        return _("Yes") if value else _("No")
    if name.endswith("_fen") and isinstance(value, int):
        return _("{amount} yuan").format(amount=yuan(value))
    return f"{value:,.10g}" if isinstance(value, float) else _text(entity, name, str(value))


def _text(entity: str, name: str, text: str) -> str:
    """A code in its words, JSON without its braces, any other text as it is."""
    words = words_of_codes(entity, name)
    if words is not None:
        return words(text)
    return told(read_kept(text, object, text), entity) if text.startswith(("{", "[")) else text
