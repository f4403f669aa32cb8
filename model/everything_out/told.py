"""Plain JSON values said in words: labels for the names of fields and for codes, yuan for fen, yes and no."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from model.labels import label_of
from model.retention.settings import PARAMETER_LABELS
from model.schema import SCHEMA
from model.submissions.rules import POINTS
from resources.i18n import N_, _

DEEPEST: Final = 6
_OWN: Final = {
    "cards": N_("Price cards"),
    "company": N_("Company"),
    "contact": N_("Time since contact"),
    "default": N_("Default pipeline"),
    "departed_contacts": N_("Contacts who left (months)"),
    "expiry": N_("Expiry"),
    "lost_customers": N_("People of lost customers (months)"),
    "member_months": N_("Members' accounts (months)"),
    "parts": N_("Parts"),
    "risk": N_("Risk"),
    "value": N_("Worth"),
}
"""Fields that stand in no table: those of frozen products and of settings."""


def told(value: object, home: str = "", depth: int = 0) -> str:
    """A value in words, its fields called as in the table `home` where that has them.

    What says nothing is left out, and what is nested too deeply is only hinted at.
    """
    if isinstance(value, Mapping) or (isinstance(value, list) and value):
        return _many(value, home, depth) if depth < DEEPEST else "…"
    return _one(value)


def yuan(fen: int) -> str:
    """An amount in yuan with two places."""
    return f"{fen / 100:,.2f}"


def _many(value: object, home: str, depth: int) -> str:
    if isinstance(value, Mapping):
        pairs = ((str(key), _of_field(str(key), one, home, depth)) for key, one in value.items())
        return _("; ").join(
            _("{field}: {value}").format(field=_name(key, home), value=said) for key, said in pairs if said
        )
    parts = [told(one, home, depth + 1) for one in value if one is not None] if isinstance(value, list) else []
    return _(", ").join(part for part in parts if part)


def _of_field(name: str, value: object, home: str, depth: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and name.endswith("_fen"):
        return yuan(value)
    choices = _known(home).get(name, ("", ""))[1]
    if choices and isinstance(value, str):
        return label_of(choices, value)
    return told(value, home, depth + 1)


def _one(value: object) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value in (None, [], {}) else str(value)


def _name(name: str, home: str) -> str:
    label = _OWN.get(name) or PARAMETER_LABELS.get(name) or POINTS.get(name) or _known(home).get(name, ("", ""))[0]
    return _(label) if label else name.replace("_", " ")


@cache
def _known(home: str) -> dict[str, tuple[str, str]]:
    """Every field's label and enumeration by its name, from the table `home` or whichever has it first."""
    found: dict[str, tuple[str, str]] = {}
    for table in sorted(SCHEMA.tables.values(), key=lambda one: (one.name != home, one.name)):
        for column in table.columns:
            label, choices = str(column.info.get("label") or ""), str(column.info.get("choices") or "")
            if label:
                found.setdefault(column.name, (label, choices))
    return found
