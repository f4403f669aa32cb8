"""The menu of what is chosen: everything the mouse can do is here, and reachable by Shift+F10."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from model.decision_maps.graph import Judgement
from model.decision_maps.picture import LINE_WORDS, LineFace
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

Do = Callable[[str, object], None]
"""Called with the name of a gesture and its value."""

_JUDGED: Final = {
    "attitude": N_("Attitude"),
    "influence": N_("Influence"),
    "coverage": N_("Coverage"),
    "evidence": N_("Evidence"),
}
_ALIGN: Final = {
    "left": N_("Left edges"),
    "top": N_("Upper edges"),
    "row": N_("Side by side"),
    "column": N_("Below each other"),
}


def card_menu(parent: QWidget, judgements: tuple[Judgement, ...], style: str, several: bool, do: Do) -> QMenu:
    """What can be done to one card, or to several; `style` is how to talk to the first one."""
    menu = QMenu(parent)
    if not several:
        _add(menu, _("Judge…"), partial(do, "open", None))
        _add(menu, _("Rename"), partial(do, "rename", None))
        _add(menu, _("Draw a line to…"), partial(do, "line", None))
        _add(menu, _("Add a report…"), partial(do, "add_report", None))
        _add(menu, _("History"), partial(do, "history", None))
        menu.addSeparator()
    _add_roles(menu, {judgement.role for judgement in judgements}, do)
    for field, words in _JUDGED.items():
        sub = menu.addMenu(_(words))
        for code, label in ENUMERATIONS[field].items():
            held = bool(judgements) and getattr(judgements[0], field) == code
            _add(sub, _(label), partial(do, field, code), held)
    sub = menu.addMenu(_("Communication style"))
    for code, label in ENUMERATIONS["communication_style"].items():
        _add(sub, _(label), partial(do, "communication_style", code), code == style)
    menu.addSeparator()
    if several:
        sub = menu.addMenu(_("Align"))
        for way, words in _ALIGN.items():
            _add(sub, _(words), partial(do, "align", way))
    _add(menu, _("Let the layout place it"), partial(do, "loose", None))
    if not several:
        _add(menu, _("Moved to another post"), partial(do, "left", "moved"))
        _add(menu, _("Left the customer"), partial(do, "left", "left"))
    _add(menu, _("Take off the map"), partial(do, "remove", None))
    return menu


def line_menu(parent: QWidget, line: LineFace, do: Do) -> QMenu:
    """What can be done to a line."""
    menu = QMenu(parent)
    kinds = ENUMERATIONS["line_kind" if line.kind in ("solid", "dotted") else "influence_kind"]
    for kind, words in kinds.items():
        _add(menu, _(words), partial(do, "line_kind", kind), kind == line.kind)
    if line.kind not in ("solid", "dotted"):
        menu.addSeparator()
        for strength, words in ((1, _("Slight line")), (2, _("Medium line")), (3, _("Strong line"))):
            _add(menu, words, partial(do, "line_strength", strength), strength == line.strength)
    menu.addSeparator()
    _add(menu, _("Remove the line"), partial(do, "remove", None))
    return menu


def map_menu(parent: QWidget, do: Do) -> QMenu:
    """What can be done where nothing is chosen."""
    menu = QMenu(parent)
    _add(menu, _("Add a person"), partial(do, "add", None))
    _add(menu, _("Tidy the map"), partial(do, "tidy", None))
    _add(menu, _("Fit the whole map"), partial(do, "fit", None))
    return menu


def link_menu(
    parent: QWidget, source: tuple[str, str], target: tuple[str, str], choose: Callable[[str, str, str], object]
) -> QMenu:
    """Which kind of line it shall be, either way round: both people (id, name) are named, so that nobody has to guess.

    `choose(source, target, kind)` is called.
    """
    menu = QMenu(parent)
    for kind, words in (*ENUMERATIONS["line_kind"].items(), *ENUMERATIONS["influence_kind"].items()):
        reports = kind in ENUMERATIONS["line_kind"]
        pattern = _("{name} reports to {other} ({line})") if reports else _("{name} {does} {other}")
        for one, other in ((source, target), (target, source))[: 1 if kind == "conflicts" else 2]:
            said = {"name": one[1], "other": other[1], "line": _(words), "does": _(LINE_WORDS.get(kind, words))}
            _add(menu, pattern.format(**said), partial(choose, one[0], other[0], kind))
        menu.addSeparator()
    return menu


def _add_roles(menu: QMenu, held: set[str], do: Do) -> None:
    sub = menu.addMenu(_("Buying role"))
    for number, (code, words) in enumerate(ENUMERATIONS["buying_role"].items(), start=1):
        _add(sub, f"{_(words)}\tAlt+{number}", partial(do, "role", code), code in held)


def _add(menu: QMenu, words: str, chosen: Callable[[], object], held: bool | None = None) -> None:
    action = QAction(words, menu)
    if held is not None:
        action.setCheckable(True)
        action.setChecked(held)
    action.triggered.connect(lambda *_: chosen())
    menu.addAction(action)
