"""What tests of the map page share."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from gui.decision_maps.page import MapPage
from gui.widgets.form import FormDialog
from model.decision_maps.picture import Picture
from model.decision_maps.queries import MapSheet

Opened = tuple[MapPage, dict[str, str]]


def settle() -> None:
    """Let the window catch up: with what waits, with what that asks for, and with drawing it, however slow it is."""
    for _turn in range(3):
        QTest.qWait(7)


def press(page: MapPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.canvas, key, held)
    settle()


def dialog_of(page: MapPage) -> QDialog:
    settle()
    return next(found for found in page.findChildren(QDialog) if found.isVisible())


def form_of(page: MapPage) -> FormDialog:
    dialog = dialog_of(page)
    assert isinstance(dialog, FormDialog)
    return dialog


def shown(page: MapPage) -> Picture:
    assert page.picture is not None
    return page.picture


def kept(page: MapPage) -> MapSheet:
    assert page.sheet is not None
    return page.sheet


def standing(page: MapPage) -> dict[str, tuple[str, ...]]:
    state = shown(page).state
    return {person: tuple(one.role for one in state.of(person)) for person in state.people}
