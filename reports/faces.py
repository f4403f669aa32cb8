"""The shipped Chinese face in two weights: how wide each character is and what stands for one it does not have."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SUBSTITUTE: Final = "〓"
"""Stands for a character the face does not have: a reader sees that something is missing."""

_FOLDER: Final = Path(__file__).parent.parent / "resources" / "fonts"
_FILES: Final = {False: ("MeibanSans", "NotoSansSC-Regular.ttf"), True: ("MeibanSans-Bold", "NotoSansSC-Bold.ttf")}
_ASTRAL: Final = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)


class _AstralFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose rare characters (beyond U+FFFF) can be copied out of the paper."""

    def addObjects(self, doc: Any) -> None:
        """Adds the font's objects and writes rare characters in their maps as UTF-16, which readers expect."""
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                entry.content = _ASTRAL.sub(_as_utf16, entry.content)


class Face:
    """One weight: measures in thousandths of the size and cleans text for it."""

    def __init__(self, bold: bool) -> None:
        self.name, file = _FILES[bold]
        font = _AstralFont(self.name, str(_FOLDER / file))
        pdfmetrics.registerFont(font)
        self._glyphs = font.face.charToGlyph
        self._default = font.face.defaultWidth
        self._units: dict[str, float] = {}
        self._font_widths = font.face.charWidths
        self._shown: dict[str, str] = {}

    def widths(self, text: str, size: float) -> list[float]:
        """The width of each character in points."""
        units = self._units
        try:
            return [units[char] * size for char in text]
        except KeyError:
            for char in set(text):
                units[char] = self._font_widths.get(ord(char), self._default) / 1000
            return [units[char] * size for char in text]

    def width(self, text: str, size: float) -> float:
        """The width of the whole text in points."""
        return sum(self.widths(text, size))

    def shown(self, text: str) -> str:
        """The text with everything drawable: unknown characters as 〓, invisible ones left out, line feeds kept."""
        known = self._shown
        try:
            return "".join([known[char] for char in text])
        except KeyError:
            for char in set(text):
                known[char] = self._shown_char(char)
            return "".join([known[char] for char in text])

    def _shown_char(self, char: str) -> str:
        if char in "\n\u2028\u2029":
            return "\n"
        if char in "\t\u00a0\u202f\u2007\u3000" or unicodedata.category(char) == "Zs":
            return "\u3000" if char == "\u3000" else "\u00a0" if char in "\u00a0\u202f\u2007" else " "
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") or 0xFE00 <= ord(char) <= 0xFE0F:
            return ""
        return char if ord(char) in self._glyphs else SUBSTITUTE


@cache
def face(bold: bool = False) -> Face:
    """The face in one weight; read from its file once a run."""
    return Face(bold)


def _as_utf16(found: "re.Match[str]") -> str:
    return "<" + chr(int(found[1], 16)).encode("utf-16-be").hex().upper() + ">"
