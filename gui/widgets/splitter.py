"""A splitter that comes back as it was left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.preferences import Preferences


class Splitter(QSplitter):
    """Two or more parts side by side; their widths are kept under a name."""

    def __init__(self, name: str, preferences: Preferences, *parts: QWidget, upright: bool = False) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self._name = f"splitter/{name}"
        self._preferences = preferences
        self.setChildrenCollapsible(False)
        self.setHandleWidth(16)
        for part in parts:
            self.addWidget(part)
        state = preferences.geometry(self._name)
        if not state.isEmpty():
            self.restoreState(state)
        self.splitterMoved.connect(lambda *_: preferences.keep_geometry(self._name, self.saveState()))
