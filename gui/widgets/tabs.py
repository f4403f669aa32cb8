"""Tabs as words with a line under the chosen one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QStackedWidget, QWidget

from gui.widgets.flow import FlowRow
from gui.widgets.placing import in_column

GAP = 20
"""Between two words; the style sheet has the same figure."""


class _Tab(QPushButton):
    """A word that is as wide when it is bold."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("look", "tab")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        font = QFont(self.font())
        font.setBold(True)
        return QSize(QFontMetrics(font).horizontalAdvance(self.text()) + GAP + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Stack(QStackedWidget):
    """Sheets of which the shown one alone says how much room is needed."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False


class Tabs(QWidget):
    """Named sheets, one shown. Left and right go along the words."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        self._sheets: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._group = QButtonGroup(self)
        words = FlowRow(gap=0)
        self._row = words.flow
        rule = QFrame()
        rule.setFixedHeight(1)
        rule.setProperty("look", "rule")
        self.stack = _Stack()
        in_column(words, rule, 16, (self.stack, 1), gap=0, within=self)

    def add(self, key: str, words: str, sheet: QWidget) -> None:
        """Add a sheet at the end."""
        made = _Tab(words)
        made.clicked.connect(lambda: self.show_sheet(key))
        self._group.addButton(made)
        self._buttons[key] = made
        self._sheets[key] = sheet
        self._row.addWidget(made)
        self.stack.addWidget(sheet)
        if len(self._buttons) == 1:
            made.setChecked(True)
        self._let_tab_in()

    def add_later(self, key: str, words: str, make: Callable[[], QWidget]) -> None:
        """Add a sheet at the end that is made when it is first shown or asked for."""
        self._makers[key] = make
        self.add(key, words, QWidget())

    def sheet(self, key: str) -> QWidget:
        """The sheet, made by now."""
        make = self._makers.pop(key, None)
        if make is not None:
            blank, made = self._sheets[key], make()
            self._sheets[key] = made
            self.stack.insertWidget(self.stack.indexOf(blank), made)
            if self.stack.currentWidget() is blank:
                self.stack.setCurrentWidget(made)
            self.stack.removeWidget(blank)
            blank.deleteLater()
        return self._sheets[key]

    def set_words(self, key: str, words: str) -> None:
        """Change a tab's words, e.g. to carry a count."""
        self._buttons[key].setText(words)
        self._buttons[key].setAccessibleName(words)

    def current(self) -> str:
        """The key of the sheet that is shown."""
        return next(key for key, sheet in self._sheets.items() if sheet is self.stack.currentWidget())

    def show_sheet(self, key: str) -> None:
        """Show a sheet; unknown keys are passed over."""
        if key not in self._sheets:
            return
        self._buttons[key].setChecked(True)
        self._let_tab_in()
        sheet = self.sheet(key)
        if self.stack.currentWidget() is not sheet:
            self.stack.setCurrentWidget(sheet)
            self.changed.emit(key)

    def _let_tab_in(self) -> None:
        """Tab comes to the chosen word alone; from there the arrows go along."""
        for made in self._buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if made.isChecked() else Qt.FocusPolicy.ClickFocus
            made.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        focused = [key for key, made in self._buttons.items() if made.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(focused[0]) + step) % len(keys)]
        self.show_sheet(key)
        self._buttons[key].setFocus()
