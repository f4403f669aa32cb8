"""Conditions over customers as fields of a form, and back: a segment's rule, a value model's scope."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QComboBox

from gui.context import Context
from gui.widgets.fields import ChoiceField, IntegerField, NoteField, TextField
from gui.widgets.form import Form
from model.errors import UserError
from model.segments.queries import SegmentRow, list_segments, segment_fields, value_labels
from model.segments.rules import Condition, Op
from resources.i18n import N_, _

OPS: Final = {
    Op.ANY.value: N_("is one of"),
    Op.BETWEEN.value: N_("lies between"),
    Op.CONTAINS.value: N_("contains"),
    Op.EMPTY.value: N_("is empty"),
}
CONDITIONS: Final = 3
_PARTED: Final = re.compile(r"[,，、]")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def segment_choices(context: Context) -> dict[str, str]:
    """Segment → name and number of members, to choose one of."""
    with context.read() as session:
        return {row.id: f"{row.name}　{row.members:,}" for row in list_segments(session)}


def rule_form() -> Form:
    """An empty form."""
    form = Form(columns=3)
    form.add("name", _("Name"), TextField(), needed=True, wide=True)
    add_conditions(form, segment_fields())
    form.add("needs", _("What they need"), NoteField(lines=2), wide=True)
    form.add("profile", _("Profile"), NoteField(lines=2), wide=True)
    form.add("seed", _("Sample seed"), IntegerField(0, 1_000_000))
    form.set_values({"seed": 1})
    return form


def add_conditions(form: Form, fields: Mapping[str, str]) -> None:
    """Add the lines of up to three conditions to a form of three columns; `fields` are codes with N_() labels."""
    for number in range(CONDITIONS):
        form.add(f"field{number}", _("Field"), _narrow(ChoiceField(fields, optional=True)))
        form.add(f"op{number}", _("How"), _narrow(ChoiceField(OPS)))
        form.add(
            f"value{number}",
            _("Value"),
            TextField(),
            help=_("A, B for one of; 100 ~ 500 for between (yuan for money, either end may be left out)."),
        )
    form.set_values({f"op{number}": Op.ANY.value for number in range(CONDITIONS)})


def form_values(segment: SegmentRow) -> dict[str, Any]:
    """A segment as the form shows it."""
    return {
        "name": segment.name,
        "needs": segment.needs,
        "profile": segment.profile,
        "seed": segment.sample_seed,
        **condition_values(segment.conditions),
    }


def _narrow(field: ChoiceField) -> ChoiceField:
    """A choice no wider than its column: the longest label of a customer's field must not push the value out."""
    field.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.box.setMinimumContentsLength(8)
    return field


def condition_values(conditions: Sequence[Condition]) -> dict[str, Any]:
    """Conditions as the form shows them."""
    values: dict[str, Any] = {}
    for number, condition in enumerate(conditions[:CONDITIONS]):
        values |= {
            f"field{number}": condition.field,
            f"op{number}": condition.op.value,
            f"value{number}": words_of_condition(condition),
        }
    return values


def conditions_of(values: dict[str, Any]) -> tuple[Condition, ...]:
    """The conditions of a filled form. Raises `UserError` for a value that cannot be read."""
    found = []
    for number in range(CONDITIONS):
        field = values[f"field{number}"]
        if field:
            op = Op(values[f"op{number}"] or Op.ANY.value)
            found.append(Condition(field, op, _values(field, op, values[f"value{number}"] or "")))
    return tuple(found)


def words_of_condition(condition: Condition) -> str:
    """A condition's values as they are typed."""
    labels = value_labels(condition.field)
    shown = [
        _(labels[value]) if isinstance(value, str) and value in labels else _shown(condition.field, value)
        for value in condition.values
    ]
    return " ~ ".join(shown) if condition.op is Op.BETWEEN else ", ".join(shown)


def _shown(field: str, value: str | float | None) -> str:
    if value is None:
        return ""
    if field.endswith("_fen") and not isinstance(value, str):
        return f"{value / 100:g}"
    return str(value)


def _values(field: str, op: Op, text: str) -> tuple[str | int | float | None, ...]:
    if op is Op.EMPTY:
        return ()
    if op is Op.BETWEEN:
        low, sign, high = text.replace("～", "~").partition("~")
        if not sign:
            raise UserError(_("Between wants two ends, such as 100 ~ 500."))
        return (_end(field, low.strip()), _end(field, high.strip()))
    parts = [part.strip() for part in _PARTED.split(text)] if op is Op.ANY else [text.strip()]
    if not any(parts):
        raise UserError(_("Type what the field is compared with."))
    codes = {_(label): code for code, label in value_labels(field).items()}
    return tuple(codes.get(part, part) for part in parts if part)


def said(labels: Mapping[str, str], condition: Condition) -> str:
    """A condition as a phrase; `labels` are the N_() labels of the fields."""
    field = _(labels.get(condition.field, condition.field))
    return f"{field} {_(OPS[condition.op.value])} {words_of_condition(condition)}".strip()


def _end(field: str, text: str) -> str | int | float | None:
    if not text:
        return None
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise UserError(_("“{text}” is no day.").format(text=text)) from None
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        raise UserError(_("“{text}” is no number and no day like 2026-11-22.").format(text=text)) from None
    return round(number * 100) if field.endswith("_fen") else number
