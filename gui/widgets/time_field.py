"""A field for a time of day."""

import re
from datetime import time
from typing import Any

from gui.widgets.fields import TextField
from resources.i18n import _

_TIME = re.compile(r"(\d{1,2})(?:[:：.点时]?(\d{2})?分?)?")


def read_time(text: str) -> time:
    """9:30, 0930, 9点, 14：05 as a time. Raises `ValueError`."""
    plain = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if plain.isdigit() and len(plain) in (3, 4):
        return time(int(plain[:-2]), int(plain[-2:]))
    found = _TIME.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


class TimeField(TextField):
    """A time as people type it: 9:30, 0930, 9点."""

    def __init__(self) -> None:
        super().__init__(_("HH:MM"), 10)
        self.line.editingFinished.connect(self._settle)

    def read(self, text: str) -> time:
        return read_time(text)

    def words(self, value: Any) -> str:
        return value.strftime("%H:%M") if isinstance(value, time) else str(value)

    def complaint(self) -> str:
        return _("This is no time. Type it like 9:30.")

    def _settle(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)
