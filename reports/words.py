"""Words that papers share: the label of a code, a month, a text cut to its room."""

from model.enumerations import ENUMERATIONS
from resources.i18n import _


def label_of(enumeration: str, code: str) -> str:
    """The label of a code; a code nobody knows as it stands, no code as nothing."""
    return _(ENUMERATIONS[enumeration].get(code, code)) if code else ""


def labels_of(enumeration: str) -> dict[str, str]:
    """Code → label of a whole enumeration, for papers of many rows."""
    return {code: _(label) for code, label in ENUMERATIONS[enumeration].items()}


def cut(text: str, length: int) -> str:
    """A text of at most so many characters; one that was longer ends in an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"
