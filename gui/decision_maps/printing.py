"""Printing a map and giving it away: asks where to, writes it on the worker."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from gui.context import Context
from gui.files import ask_target
from reports.decision_maps import MapPaper, heading_of, write_map
from resources.i18n import N_, _

FORMS: Final[tuple[tuple[str, str, bool], ...]] = (
    (N_("Print on A4 (PDF)"), ".pdf", False),
    (N_("Print on A3 (PDF)"), ".pdf", True),
    (N_("Drawing (SVG)"), ".svg", False),
    (N_("Picture (PNG)"), ".png", False),
    (N_("Table of people (xlsx)"), ".xlsx", False),
)
"""What a map can be written as: N_() words, ending, on A3."""


def print_menu(parent: QWidget, context: Context, paper: MapPaper) -> QMenu:
    """The forms a map can be written in."""
    menu = QMenu(parent)
    for words, ending, a3 in FORMS:
        chosen = partial(save_map, parent, context, paper, ending, a3)
        menu.addAction(_(words)).triggered.connect(lambda _checked=False, chosen=chosen: chosen())
    return menu


def save_map(parent: QWidget, context: Context, paper: MapPaper, ending: str, a3: bool = False) -> None:
    """Ask for the file and write the map there on the worker."""
    name = f"{paper.sheet.customer_name} {heading_of(paper)} {paper.day:%Y-%m-%d}{ending}"
    target = ask_target(parent, context, _("Save the map"), name, f"*{ending}")
    if target is None:
        return
    whole = MapPaper(paper.sheet, paper.day, paper.imprint, a3, paper.public)
    context.tasks.run(
        lambda progress: write_map(target, whole),
        lambda done: context.say(_("The map is in {file}.").format(file=target.name)),
        title=_("Writing the map"),
    )
