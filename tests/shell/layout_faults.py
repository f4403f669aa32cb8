"""Walks a window and finds what a person with big letters could not read: words cut off, controls over each other."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from gui.widgets.labels import Elided, Fitting

_SLACK = 1
"""Pixels that rounding may take."""


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons under `root` that are shown smaller than their words."""
    return [_named(widget) for widget in _shown(root) if _is_cut(widget)]


def overlapping(root: QWidget) -> list[str]:
    """Pairs of controls or labels of one parent that lie over each other."""
    families: dict[QWidget, list[QWidget]] = {}
    for widget in _shown(root):
        parent = widget.parentWidget()
        if parent is not None and isinstance(widget, QLabel | QAbstractButton | QLineEdit | QPlainTextEdit):
            families.setdefault(parent, []).append(widget)
    return [
        f"{_named(one)} over {_named(two)}"
        for family in families.values()
        for one, two in combinations(family, 2)
        if _lie_over(one.geometry(), two.geometry())
    ]


def beyond_edge(root: QWidget) -> list[str]:
    """Buttons and fields under `root` that stand partly outside of it and cannot be scrolled to."""
    found = []
    for widget in _shown(root):
        if isinstance(widget, QAbstractButton | QLineEdit) and not _scrolls(widget, root):
            place = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
            if not root.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place):
                found.append(_named(widget))
    return found


def _shown(root: QWidget) -> Iterator[QWidget]:
    return (widget for widget in root.findChildren(QWidget) if widget.isVisible() and widget.window() is root.window())


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and not isinstance(widget, Elided | Fitting) and widget.text():
        if widget.wordWrap():
            return widget.height() + _SLACK < widget.heightForWidth(widget.width())
        return _smaller(widget)
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return widget.icon().isNull() and _smaller(widget)  # its words are spoken, not shown
    return isinstance(widget, QAbstractButton) and bool(widget.text()) and _smaller(widget)


def _smaller(widget: QWidget) -> bool:
    wanted = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
    if isinstance(widget, QAbstractButton):
        words = widget.fontMetrics().boundingRect(QRect(), 0, widget.text()).width()
        icon = 0 if widget.icon().isNull() else widget.iconSize().width()
        return widget.width() + _SLACK < words + icon or widget.height() < widget.fontMetrics().height()
    return widget.width() + _SLACK < wanted.width() or widget.height() + _SLACK < widget.fontMetrics().height()


def _lie_over(one: QRect, two: QRect) -> bool:
    shared = one.intersected(two)
    return shared.width() > _SLACK and shared.height() > _SLACK


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    parents: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(parents) < 3:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{type(widget).__name__} {words[:30]!r} {widget.width()}×{widget.height()} in {'/'.join(parents)}"
