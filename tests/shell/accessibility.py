"""Walks a window and finds what a screen reader could not name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QProgressBar)


def unnamed_controls(root: QWidget) -> list[str]:
    """Every control under `root` that has neither an accessible name nor words of its own."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QHeaderView) or widget.isHidden() or _is_part(widget):
            continue
        words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not words.strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def unreachable_controls(root: QWidget) -> list[str]:
    """Every button or editor under `root` that Tab cannot reach although it is shown and enabled.

    Tabs are gone through with the arrow keys, "?" is read out with its field.
    """
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit)
        and not _is_part(widget)
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.property("look") not in {"help", "tab"}
    ]


def _is_part(widget: QWidget) -> bool:
    """Parts that Qt builds into a control of its own: they are spoken with it."""
    parent = widget.parentWidget()
    return (
        widget.objectName().startswith("qt_")
        or isinstance(parent, QComboBox | QLineEdit | QAbstractSpinBox)
        or (parent is not None and parent.metaObject().className() in {"QComboBoxPrivateContainer", "QTableView"})
    )
