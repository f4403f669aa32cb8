"""Widgets on the screen, taken down with their test."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.form import FormDialog

Made = TypeVar("Made", bound=QWidget)


def on_screen(qtbot: QtBot, widget: Made, width: int = 0, height: int = 0) -> Made:
    """The widget on the screen, of this size in pixels where one is given."""
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height)
    widget.show()
    return widget


def form_of(parent: QWidget) -> FormDialog:
    """The form that stands open over a widget, the last one opened."""
    return [one for one in parent.findChildren(FormDialog) if one.isVisible()][-1]


def fill(qtbot: QtBot, dialog: FormDialog | None, **values: object) -> None:
    """Put values into an open form and press its button."""
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.form.set_values({**dialog.form.values(), **values})
    dialog.submit()
