"""Dresses the application: style, palette, faces, text size and the one style sheet."""

from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from gui.colours import DARK, LIGHT, Colours, palette_of
from resources import RESOURCES

THEMES: Final = ("system", "light", "dark")
TEXT_SIZES: Final = (12, 13, 15, 17)
BODY: Final = 13
SHIPPED_FACE: Final = "Noto Sans SC"
_WORN: Final = "dress worn"
_SYSTEM_FACES: Final = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC")


def load_shipped_face() -> str:
    """Make the shipped Chinese face known to Qt and return its family name."""
    family = SHIPPED_FACE
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        number = QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
        families = QFontDatabase.applicationFontFamilies(number)
        family = families[0] if families else family
    return family


def choose_face() -> str:
    """The system's own face where it has Chinese, else the shipped one."""
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    for face in _SYSTEM_FACES:
        if face in chinese:
            return face
    return load_shipped_face()


def colours_for(app: QApplication, theme: str) -> Colours:
    """The colours of the chosen theme; `system` follows the system's."""
    if theme == "system":
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    else:
        dark = theme == "dark"
    return DARK if dark else LIGHT


def style_sheet(colours: Colours, body: int) -> str:
    """The one style sheet with its colours and sizes (pixels) filled in."""
    template = Template((RESOURCES / "styles" / "meiban.qss").read_text(encoding="utf-8"))
    sizes = {"body": body, "small": body - 1, "section": body + 3, "title": body + 7, "figure": body * 2 + 2}
    arrows = "dark" if colours is DARK else "light"
    places = {"arrow": (RESOURCES / "styles" / f"arrow-{arrows}.svg").as_posix()}
    places["sort_up"] = (RESOURCES / "styles" / f"sort-up-{arrows}.svg").as_posix()
    places["sort_down"] = (RESOURCES / "styles" / f"sort-down-{arrows}.svg").as_posix()
    places["tick"] = (RESOURCES / "styles" / f"tick-{arrows}.svg").as_posix()
    values = {name: getattr(colours, name) for name in Colours.__dataclass_fields__}
    return template.substitute(values, **{name: f"{size}px" for name, size in sizes.items()}, **places)


def dress(app: QApplication, theme: str, body: int, face: str) -> None:
    """Give the whole application this theme, text size (pixels) and face; what it wears already costs nothing."""
    colours = colours_for(app, theme)
    wanted = f"{'dark' if colours is DARK else 'light'} {body} {face}"
    if app.property(_WORN) == wanted:
        return
    app.setProperty(_WORN, wanted)
    font = QFont(face)
    font.setPixelSize(body)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setStyle("Fusion")
    app.setFont(font)
    app.setPalette(palette_of(colours))
    app.setStyleSheet(style_sheet(colours, body))
