"""The labels of codes and of columns in the reader's language."""

from typing import Any

from sqlalchemy import Column

from model.entity_words import entity_words
from model.enumerations import ENUMERATIONS
from resources.i18n import _


def label_of(enumeration: str, code: str) -> str:
    """The label of a code; nothing for no code, the code itself for an unknown one."""
    return _(ENUMERATIONS[enumeration].get(code, code)) if code else ""


def labels_of(enumeration: str) -> dict[str, str]:
    """Code → label of a whole enumeration, where many rows are written."""
    return {code: _(label) for code, label in ENUMERATIONS[enumeration].items()}


def heading_of(column: Column[Any]) -> str:
    """A column's label; a reference without one is called by what it refers to."""
    refers = str(column.info.get("refers") or "")
    label = str(column.info.get("label") or "")
    return _(label) if label else entity_words(refers) if refers else column.name
