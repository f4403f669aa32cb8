"""Colours, faces and icons."""

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from gui.colours import DARK, LIGHT, Colours, Tone, colours_of, palette_of
from gui.icons import icon
from gui.theme import load_shipped_face, style_sheet
from resources import RESOURCES


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    found = QColor(colour)
    return 0.2126 * linear(found.redF()) + 0.7152 * linear(found.greenF()) + 0.0722 * linear(found.blueF())


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(colours: Colours) -> None:
    grounds = (colours.window, colours.rail, colours.card, colours.field, colours.hover, colours.accent_soft)
    pairs = [(ink, ground) for ink, ground in product((colours.text, colours.muted, colours.accent), grounds)]
    pairs += [(colours.ink(tone), colours.soft(tone)) for tone in Tone]
    pairs += [(colours.ink(tone), ground) for tone in Tone for ground in (colours.card, colours.window)]
    pairs += [(colours.on_accent, colours.accent), (colours.on_accent, colours.accent_hover)]
    weak = [f"{ink} on {ground}: {contrast(ink, ground):.2f}" for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert not weak


def test_the_accent_is_plum() -> None:
    assert (LIGHT.accent, DARK.accent) == ("#8f2d56", "#e58bb0")


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_a_palette_tells_its_theme(qapp: QApplication, colours: Colours) -> None:
    assert colours_of(palette_of(colours)) is colours


def test_the_style_sheet_has_no_colour_of_its_own() -> None:
    sheet = (RESOURCES / "styles" / "meiban.qss").read_text("utf-8")
    assert "#" not in sheet.replace("QFrame#rail", "").replace("QFrame#top", "")
    assert "$" not in style_sheet(LIGHT, 13)


def test_the_shipped_face_writes_chinese(qapp: QApplication) -> None:
    face = load_shipped_face()
    assert face in QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


@pytest.mark.parametrize("path", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_every_icon_is_drawn_in_the_colour_of_the_theme(qapp: QApplication, path: Path) -> None:
    picture = icon(path.stem, "accent").pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()
    drawn = [picture.pixelColor(x, y) for x in range(24) for y in range(24) if picture.pixelColor(x, y).alpha() > 250]
    assert drawn
    accent = QColor(LIGHT.accent)
    assert all(abs(colour.red() - accent.red()) + abs(colour.blue() - accent.blue()) < 8 for colour in drawn)
