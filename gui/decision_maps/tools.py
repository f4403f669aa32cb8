"""Keys and directions: which gesture a key stands for, and which card lies that way."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt

from model.decision_maps.places import Place
from model.enumerations import ENUMERATIONS
from resources.i18n import N_

ATTITUDES: Final = tuple(ENUMERATIONS["attitude"])
ROLES: Final = tuple(ENUMERATIONS["buying_role"])
DIGITS: Final = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)
ARROWS: Final[Mapping[Qt.Key, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
STEPS: Final[Mapping[Qt.Key, str]] = {
    Qt.Key.Key_F6: "influence",
    Qt.Key.Key_F7: "coverage",
    Qt.Key.Key_F8: "evidence",
    Qt.Key.Key_F9: "communication_style",
}
PLAIN: Final[Mapping[Qt.Key, str]] = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_F2: "rename",
    Qt.Key.Key_F3: "line",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Insert: "add",
    Qt.Key.Key_Menu: "menu",
    Qt.Key.Key_Plus: "zoom_in",
    Qt.Key.Key_Minus: "zoom_out",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_Escape: "clear",
}
MAP_KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("↑ ↓ ← →", N_("Go to the next card; with Shift choose several, with Ctrl move the chosen cards")),
    ("Enter", N_("Judge the chosen person")),
    ("1 … 5", N_("Attitude, from champion to opponent")),
    ("Alt+1 … 6", N_("Give or take a role")),
    ("F6 F7 F8 F9", N_("Next influence, coverage, evidence, communication style")),
    ("F2", N_("Rename; or simply type")),
    ("F3", N_("Draw a line: go to the other card and press Enter")),
    ("Ctrl+G", N_("Choose the next line of the card: Shift+F10 opens its menu, Delete removes it, Esc goes back")),
    ("Insert", N_("Add a person")),
    ("Delete", N_("Take off the map, or remove the chosen line")),
    ("Shift+F10", N_("Menu of the chosen card or line")),
    ("Ctrl+0", N_("Fit the whole map")),
    ("Ctrl+F", N_("Search; the others fade")),
)
"""What F1 says about the keys of the map: key, N_() words."""


def nearest(places: Mapping[str, Place], start: str, way: tuple[int, int]) -> str | None:
    """The card nearest to another in a direction, straight ahead before aside; None where there is none."""
    here = places[start]
    best: tuple[float, str] | None = None
    for person, place in places.items():
        dx, dy = place.x - here.x, place.y - here.y
        ahead = dx * way[0] + dy * way[1]
        aside = abs(dx * way[1]) + abs(dy * way[0])
        if person == start or ahead <= 0 or (way[1] and ahead < aside / 8):
            continue
        cost = ahead + 2.0 * aside if way[0] else ahead * 3.0 + aside
        if best is None or (cost, person) < best:
            best = cost, person
    return best[1] if best is not None else None
