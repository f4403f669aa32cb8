"""The field of a form that fits a stored column, from what the record declares about it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, Float, Integer

from gui.widgets.columns import money_words
from gui.widgets.fields import ChoiceField, DateField, Field, IntegerField, MoneyField, NoteField, PhoneField, TextField
from gui.widgets.form import Form
from gui.widgets.number_field import NumberField
from model.enumerations import ENUMERATIONS
from model.store.base import content_columns
from resources.i18n import N_, _

LONG_TEXTS: Final = frozenset(
    {
        "network_situation",
        "innovation_goal",
        "decision_process",
        "remarks",
        "items",
        "cases",
        "wins",
        "fears",
        "interests",
        "taboo_topics",
    }
)
_YES_NO: Final = {"yes": N_("Yes"), "no": N_("No")}
_MOST_CHARACTERS: Final = 200


class YesNoField(ChoiceField):
    """Yes, no, or not known."""

    def __init__(self) -> None:
        super().__init__(_YES_NO, optional=True)

    def value(self) -> Any:
        code = super().value()
        return None if code is None else code == "yes"

    def set_value(self, value: Any) -> None:
        super().set_value(None if value is None else "yes" if value else "no")

    def typed(self) -> Any:
        return self.box.currentData()

    def set_typed(self, typed: Any) -> None:
        super().set_value(typed)


def label_of_field(record: type[Any], name: str) -> str:
    """The translated label of a record's field; money says its unit."""
    words = _(str(record.__table__.columns[name].info.get("label") or name))
    return _("{field} (yuan)").format(field=words) if name.endswith("_fen") else words


def words_of_field(record: type[Any], name: str, value: Any) -> str:
    """How a stored value reads: labels for codes, yuan for fen, yes or no; empty for what is not known."""
    column = record.__table__.columns[name]
    if value is None or value == "":
        return ""
    if column.info.get("choices"):
        return _(ENUMERATIONS[column.info["choices"]].get(value, str(value)))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name.endswith("_fen"):
        return money_words(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def field_for(record: type[Any], name: str, today: date, reveal: Callable[[], str] | None = None) -> Field:
    """The editor of a record's field; `reveal` masks a phone number until it is asked for."""
    column: Column[Any] = record.__table__.columns[name]
    if column.info.get("choices"):
        return ChoiceField(ENUMERATIONS[column.info["choices"]], optional=column.nullable or not _emptied(column))
    if column.info.get("personal") == "phone":
        return PhoneField(reveal)
    kind = column.type
    if isinstance(kind, Boolean):
        return YesNoField()
    if isinstance(kind, Date):
        return DateField(today)
    if isinstance(kind, Float):
        return NumberField()
    if isinstance(kind, Integer):
        return MoneyField() if name.endswith("_fen") else IntegerField()
    return NoteField(lines=3) if name in LONG_TEXTS else TextField(limit=_MOST_CHARACTERS)


def add_fields(
    form: Form,
    record: type[Any],
    names: Iterable[str],
    today: date,
    *,
    needed: Iterable[str] = (),
    help: Mapping[str, str] | None = None,  # noqa: A002 - the word the person sees under "?"
    reveal: Callable[[str], str] | None = None,
) -> Form:
    """Put these fields of a record into a form, labelled as the record says; `reveal(name)` gives a masked number."""
    must = frozenset(needed)
    for name in names:
        ask = None if reveal is None else _bound(reveal, name)
        field = field_for(record, name, today, ask)
        form.add(name, label_of_field(record, name), field, needed=name in must, help=(help or {}).get(name, ""))
    return form


def stored(record: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as the store keeps them: an empty text is "", an empty flag what the record starts with."""
    columns = {column.name: column for column in content_columns(record.__table__)}
    return {name: _emptied(columns[name]) if value is None else value for name, value in values.items()}


def changed(record: type[Any], values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Only what a form's values change of a row."""
    return {name: value for name, value in stored(record, values).items() if value != before.get(name)}


def _emptied(column: Column[Any]) -> Any:
    return None if column.nullable else getattr(column.default, "arg", "")


def _bound(reveal: Callable[[str], str], name: str) -> Callable[[], str]:
    return lambda: reveal(name)
