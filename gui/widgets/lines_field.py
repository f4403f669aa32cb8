"""A field of lines: the same few editors again and again, as many lines as are wanted."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.widgets.fields import Field
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from resources.i18n import _


class Line:
    """What stands side by side on one line; those that are fields are typed into."""

    def __init__(self, *widgets: QWidget) -> None:
        self.widgets = widgets
        self.fields = [widget for widget in widgets if isinstance(widget, Field)]


Kind = TypeVar("Kind", bound=Line)


class LinesField(Field, Generic[Kind]):
    """Lines under their headings, each with a cross that takes it out; a subclass makes a line and says its value."""

    def __init__(self, heads: Sequence[str], add_words: str, note: str = "", most: int = 40) -> None:
        self._lines: list[Kind] = []
        self._crosses: list[QWidget] = []
        self._most = most
        box = QWidget()
        super().__init__(box)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column, words in enumerate(heads):
            self._grid.addWidget(muted(words), 0, column)
            self._grid.setColumnStretch(column, 1)
        self.add_button = button(add_words, self.add_line, "link", "plus")
        self.note = muted(note)
        in_column(self._grid, in_row(self.add_button, self.note, STRETCH), gap=6, within=box)

    def make_line(self, number: int) -> Kind:
        """The editors of line `number` (from 1), each with its name."""
        raise NotImplementedError

    def lines(self) -> list[Kind]:
        """The lines in their order."""
        return list(self._lines)

    def add_line(self) -> Kind:
        """One more line, empty, at the end; the last one again where no more are taken."""
        number = len(self._lines) + 1
        if number > self._most:
            return self._lines[-1]
        line = self.make_line(number)
        cross = icon_button("x", _("Remove line {number}").format(number=number), lambda: self._take_out(line))
        self._lines.append(line)
        self._crosses.append(cross)
        for column, widget in enumerate((*line.widgets, cross)):
            self._grid.addWidget(widget, number, column)
        for field in line.fields:
            field.changed.connect(self._on_change)
        self._on_change()
        self.grown.emit()
        return line

    def set_lines(self, count: int) -> list[Kind]:
        """So many lines, all of them empty."""
        while self._lines:
            self._drop()
        for _number in range(count):
            self.add_line()
        return self.lines()

    def typed(self) -> Any:
        return [[field.typed() for field in line.fields] for line in self._lines]

    def set_typed(self, typed: Any) -> None:
        for line, kept in zip(self.set_lines(len(typed)), typed, strict=True):
            for field, words in zip(line.fields, kept, strict=True):
                field.set_typed(words)

    def set_name(self, name: str, hint: str = "") -> None:
        super().set_name(name, hint)
        self.add_button.setAccessibleDescription(hint or name)

    def lines_changed(self) -> None:
        """Called after every change; for what stands beside the editors."""

    def _take_out(self, line: Kind) -> None:
        self.set_typed([[field.typed() for field in one.fields] for one in self._lines if one is not line])
        self._on_change()

    def _drop(self) -> None:
        for widget in (*self._lines.pop().widgets, self._crosses.pop()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _on_change(self) -> None:
        self.add_button.setEnabled(len(self._lines) < self._most)
        self.lines_changed()
        self.changed.emit()
