"""Walks a window as a screen reader and as the Tab key do: what is said of each control, and in which order."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QWidget

_CLOSED = (QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List, QAccessible.Role.ComboBox)
"""What stands in these is read cell by cell, with its heading."""


def unspoken(root: QWidget) -> list[str]:
    """Every control of Qt's accessibility tree that takes the keyboard, is shown, and has no name to be said."""
    start = QAccessible.queryAccessibleInterface(root)
    return [
        f"{QAccessible.Role(node.role()).name} {_named(widget)}"
        for node in _nodes(start)
        if isinstance(widget := node.object(), QWidget)
        and widget is not root
        and _takes_keys(widget, root)
        and not node.text(QAccessible.Text.Name).strip()
    ]


def passed_over(root: QWidget) -> list[str]:
    """Every control that wants the Tab key and is not in the round that Tab makes."""
    inside = set(_round(root))
    return [
        _named(widget) for widget in root.findChildren(QWidget) if _takes_keys(widget, root) and widget not in inside
    ]


def out_of_order(root: QWidget) -> list[str]:
    """Pairs of controls of one parent that Tab comes to against the order in which they are read."""
    found = []
    last: dict[QWidget, QWidget] = {}
    for widget in _round(root):
        parent = widget.parentWidget()
        if parent is None or not isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView):
            continue
        before = last.get(parent)
        if before is not None and _stands_before(widget, before):
            found.append(f"{_named(widget)} after {_named(before)}")
        last[parent] = widget
    return found


def _stands_before(one: QWidget, other: QWidget) -> bool:
    """Whether one is read before the other: wholly above it in the same column, or left of it in the same row."""
    first, second = one.geometry(), other.geometry()
    same_row = first.top() < second.bottom() and second.top() < first.bottom()
    same_column = first.left() < second.right() and second.left() < first.right()
    if same_row:
        return first.right() <= second.left()
    return same_column and first.bottom() <= second.top()


def _round(root: QWidget) -> Iterator[QWidget]:
    """The controls in the order in which Tab comes to them."""
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and _takes_keys(widget, root):
            yield widget
        widget = widget.nextInFocusChain()


def _takes_keys(widget: QWidget, root: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(root)
        and not widget.objectName().startswith("qt_")
    )


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    if node.role() in _CLOSED:
        return
    for place in range(node.childCount()):
        child = node.child(place)
        if child is not None and child.isValid():
            yield from _nodes(child)


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()
    parent = widget.parentWidget()
    return f"{type(widget).__name__} {words[:30]!r} in {type(parent).__name__}"
