"""The line every internal paper carries: that it is internal, its date, who made it and with which version."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from resources.i18n import _

VERSION: Final = "0.1.0"
"""The program's version, as `pyproject.toml` has it."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who made a paper, when and with which version of the program; a customer's paper carries none."""

    made_on: date
    maker: str
    version: str

    def line(self) -> str:
        """The line as it is printed."""
        text = _("Internal · {date} · {maker} · Meiban {version}")
        return text.format(date=self.made_on.isoformat(), maker=self.maker, version=self.version)
