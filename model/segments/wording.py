"""How the values of a condition are typed and shown: money in yuan, choices by their label, days as 2026-11-22."""

import re
from datetime import date
from typing import Any, Final

from model.customers.records import Customer
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.segments.rules import MEASURED, Condition, Op, check_values
from resources.i18n import N_, _

OPS: Final = {
    Op.ANY.value: N_("is one of"),
    Op.BETWEEN.value: N_("lies between"),
    Op.CONTAINS.value: N_("contains"),
    Op.EMPTY.value: N_("is empty"),
}
YES_NO: Final = {"yes": N_("Yes"), "no": N_("No")}
OUR_OWN: Final = frozenset({"grade", "value_class"})
"""Measured fields that hold one of the enumeration of their name; the other measured ones are numbers."""

LARGEST: Final = 10**15
_PARTED: Final = re.compile(r"[,，、]")

Value = str | int | float


def kind_of(field: str) -> type:
    """What a field holds: `str`, `int`, `float`, `bool` or `date`; text where there is no such field."""
    if field in MEASURED:
        return str if field in OUR_OWN else int
    column = Customer.__table__.columns.get(field)
    return column.type.python_type if column is not None else str


def value_labels(field: str) -> dict[str, str]:
    """Stored code → N_() label of a field that holds one of an enumeration; nothing for the others."""
    if field in OUR_OWN:
        return dict(ENUMERATIONS[field])
    if kind_of(field) is bool:
        return dict(YES_NO)
    column = Customer.__table__.columns.get(field)
    return dict(ENUMERATIONS.get(column.info.get("choices", ""), {})) if column is not None else {}


def typed_condition(field: str, op: Op, text: str) -> Condition:
    """A condition from what was typed. Raises `UserError` for a value that the field cannot be compared with."""
    if op is Op.EMPTY:
        return Condition(field, op)
    if op is Op.BETWEEN:
        low, sign, high = text.replace("～", "~").partition("~")
        if not sign or not (low.strip() or high.strip()):
            raise UserError(_("Between wants two ends, such as 100 ~ 500."))
        return Condition(field, op, tuple(_read(field, end.strip()) if end.strip() else None for end in (low, high)))
    parts = [part.strip() for part in _PARTED.split(text)] if op is Op.ANY else [text.strip()]
    if not any(parts):
        raise UserError(_("Type what the field is compared with."))
    if op is Op.CONTAINS:
        return Condition(field, op, (parts[0],))
    return Condition(field, op, tuple(_read(field, part) for part in parts if part))


def typed_words(condition: Condition) -> str:
    """A condition's values as they are typed."""
    labels = value_labels(condition.field)
    shown = [
        _(labels[value]) if isinstance(value, str) and value in labels else _shown(condition, value)
        for value in condition.values
    ]
    return " ~ ".join(shown) if condition.op is Op.BETWEEN else ", ".join(shown)


def fitting_values(condition: Condition) -> list[Any]:
    """A condition's values as the field's column holds them. Raises `UserError` where they do not fit the field."""
    check_values(condition)
    kind = kind_of(condition.field)
    if condition.op is Op.CONTAINS:
        return [str(condition.values[0])]
    if condition.op is Op.BETWEEN:
        if kind in (str, bool):
            raise UserError(_("Only numbers and days lie between two ends."))
        return [None if value is None else _fitting(kind, value) for value in condition.values]
    return [_fitting(kind, value) for value in condition.values]


def _fitting(kind: type, value: Value | None) -> object:
    """Days come as ISO text, yes and no as words, numbers perhaps as text."""
    number = 0.0
    try:
        if kind is date:
            return date.fromisoformat(str(value))
        if kind is bool:
            return {"yes": True, "no": False}[str(value)]
        if kind is str:
            return str(value)
        number = float(str(value))
    except (ValueError, KeyError):
        number = LARGEST
    if not -LARGEST < number < LARGEST:
        raise UserError(_("“{text}” does not fit what this field holds.").format(text=str(value)[:80]))
    return number


def _read(field: str, text: str) -> Value:
    kind = kind_of(field)
    if kind is date:
        return _day(text)
    if kind in (int, float):
        return _number(field, text)
    codes = {_(label): code for code, label in value_labels(field).items()}
    if kind is bool and text not in codes and text not in YES_NO:
        raise UserError(_("Type yes or no."))
    return codes.get(text, text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(_("“{text}” is no day like 2026-11-22.").format(text=text)) from None


def _number(field: str, text: str) -> float:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        raise UserError(_("“{text}” is no number.").format(text=text)) from None
    if not -LARGEST < number < LARGEST:
        raise UserError(_("“{text}” is no number.").format(text=text))
    return round(number * 100) if field.endswith("_fen") else number


def _shown(condition: Condition, value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    in_yuan = condition.field.endswith("_fen")
    words = f"{value / 100:.2f}" if in_yuan else f"{value:.6f}"
    return words.rstrip("0").rstrip(".")
