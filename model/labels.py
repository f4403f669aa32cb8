"""The labels of codes in the reader's language."""

from model.enumerations import ENUMERATIONS
from resources.i18n import _


def label_of(enumeration: str, code: str) -> str:
    """The label of a code; nothing for no code, the code itself for an unknown one."""
    return _(ENUMERATIONS[enumeration].get(code, code)) if code else ""


def labels_of(enumeration: str) -> dict[str, str]:
    """Code → label of a whole enumeration, where many rows are written."""
    return {code: _(label) for code, label in ENUMERATIONS[enumeration].items()}
