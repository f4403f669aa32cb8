"""Everything a window says, to eyes, to a screen reader, to the clipboard: as one text."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QGraphicsView, QWidget

from gui.decision_maps.items import CardItem
from gui.papers.preview import PreviewDialog
from gui.proposals.live_preview import LivePreview
from gui.widgets.chart import ChartView
from gui.widgets.record_table import RecordTable
from reports.drawing import Text

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 6),
)
SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)


def said_by(widgets: Iterable[QWidget]) -> str:
    """What these windows and all in them say, without thousands marks and points in figures."""
    words = "\n".join(word for root in widgets for widget in _all(root) for word in _words(widget) if word)
    return re.sub(r"(?<=\d)[,.](?=\d)", "", words)


def said_on_screen() -> str:
    """What every window that is shown says, and what the clipboard holds."""
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return said_by(shown) + "\n" + re.sub(r"(?<=\d)[,.](?=\d)", "", QGuiApplication.clipboard().text())


def _all(root: QWidget) -> list[QWidget]:
    return [root, *root.findChildren(QWidget)]


def _words(widget: QWidget) -> Iterator[str]:
    kind = widget.metaObject()
    for number in range(kind.propertyCount()):
        found = kind.property(number).read(widget)
        if isinstance(found, str):
            yield found
    spoken = QAccessible.queryAccessibleInterface(widget)
    if spoken is not None:
        yield from (spoken.text(text) for text in SPOKEN)
    for action in widget.actions():
        yield from _of_action(action)
    if isinstance(widget, QComboBox):
        yield from _of_model(widget.model())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())
    yield from _of_ours(widget)


def _of_ours(widget: QWidget) -> Iterator[str]:
    """What our own widgets draw without a property for it."""
    if isinstance(widget, RecordTable):
        yield str(widget.model.rows)
    elif isinstance(widget, ChartView):
        yield from (
            shape.text for shape in (widget.drawing.shapes if widget.drawing else ()) if isinstance(shape, Text)
        )
        yield widget.hover_text()
    elif isinstance(widget, QGraphicsView):
        for item in widget.scene().items():
            yield item.toolTip()
            if isinstance(item, CardItem):
                yield str(item.face)
    elif isinstance(widget, LivePreview | PreviewDialog):
        pdf = widget.pdf if isinstance(widget, LivePreview) else widget.paper.pdf
        if pdf:
            yield from (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def _of_action(action: QAction) -> Iterator[str]:
    yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())


def _of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        for column in range(_columns(model, above)):
            index = model.index(row, column, above)
            yield from (str(found) for role in ROLES if (found := model.data(index, role)) is not None)
            if column == 0 and model.rowCount(index):
                yield from _of_model(model, index)
    for section in range(_columns(model, above)):
        for role in ROLES:
            found = model.headerData(section, Qt.Orientation.Horizontal, role)
            if found is not None:
                yield str(found)


def _columns(model: QAbstractItemModel, above: QModelIndex) -> int:
    """A list keeps its number of columns to itself."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
