"""A field for a number that may have a fraction."""

from typing import Any, Final

from gui.widgets.fields import TextField
from resources.i18n import _

_LARGEST: Final = 1e12


def number_words(number: float) -> str:
    """A number without needless noughts, whole to six places."""
    words = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


class NumberField(TextField):
    """A number with or without a fraction; a percent sign behind it and signs between thousands are passed over."""

    def __init__(self) -> None:
        super().__init__("", 24)

    def read(self, text: str) -> float:
        number = float(text.replace(",", "").replace("，", "").rstrip("%％"))
        if not -_LARGEST < number < _LARGEST:  # nan neither
            raise ValueError(text)
        return number

    def words(self, value: Any) -> str:
        return number_words(value)

    def complaint(self) -> str:
        return _("Type a number.")
