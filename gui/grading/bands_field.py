"""A field of bands: from, to and points, one line a band."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.widgets.fields import Field, IntegerField, TextField
from gui.widgets.labels import button, icon_button, label, muted
from resources.i18n import _

_MOST: Final = 12
_EMPTY_LINES: Final = 3


def figure_words(figure: float) -> str:
    """A figure without needless noughts."""
    return f"{figure:.6f}".rstrip("0").rstrip(".")


class NumberField(TextField):
    """A number with or without a fraction."""

    def read(self, text: str) -> float:
        figure = float(text.replace(",", "").replace("，", "").rstrip("%％"))
        if not -1e12 < figure < 1e12:
            raise ValueError(text)
        return figure

    def words(self, value: Any) -> str:
        return figure_words(value)

    def complaint(self) -> str:
        return _("Type a number.")


class _Line:
    """One band: where it starts, where the next one does, and its points."""

    def __init__(self, start: NumberField, end: QLabel, points: IntegerField, remove: QWidget) -> None:
        self.start, self.end, self.points, self.remove = start, end, points, remove

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.start, self.end, self.points, self.remove)


class BandsField(Field):
    """The value is a list of (start as typed, points 0–100); the end of a band is the start of the next."""

    def __init__(self, unit: str) -> None:
        self._lines: list[_Line] = []
        box = QWidget()
        super().__init__(box)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        for column, words in enumerate((_("From ({unit})").format(unit=unit), _("To below"), _("Points 0–100"))):
            self._grid.addWidget(muted(words), 0, column)
            self._grid.setColumnStretch(column, 1)
        self.add_button = button(_("Add a band"), self.add_line, "link", "plus")
        self.note = muted(_("A value below the first start gets 0 points."))
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.note)
        foot.addStretch(1)
        whole = QVBoxLayout(box)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._grid)
        whole.addLayout(foot)

    def add_line(self) -> None:
        """One more band, empty, at the end."""
        if len(self._lines) >= _MOST:
            return
        line = _Line(NumberField(), label("", "muted"), IntegerField(0, 100), QWidget())
        line.remove = icon_button("x", _("Remove this band"), lambda: self._take_out(line))
        number = len(self._lines) + 1
        line.start.set_name(_("Start of band {number}").format(number=number))
        line.points.set_name(_("Points of band {number}").format(number=number))
        for field in (line.start, line.points):
            field.changed.connect(self._on_change)
        self._lines.append(line)
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, number, column)
        self._on_change()

    def value(self) -> list[tuple[float, int]] | None:
        if self.problem():
            return None
        return [(line.start.value(), line.points.value()) for line in self._lines if line.start.value() is not None]

    def set_value(self, value: Sequence[tuple[float, int]] | None) -> None:
        for line in list(self._lines):
            self._drop(line)
        for start, points in value or ():
            self.add_line()
            self._lines[-1].start.set_value(start)
            self._lines[-1].points.set_value(points)
        while len(self._lines) < _EMPTY_LINES:
            self.add_line()

    def typed(self) -> Any:
        return [[line.start.typed(), line.points.typed()] for line in self._lines]

    def set_typed(self, typed: Any) -> None:
        for line in list(self._lines):
            self._drop(line)
        for start, points in typed:
            self.add_line()
            self._lines[-1].start.set_typed(start)
            self._lines[-1].points.set_typed(points)

    def problem(self) -> str:
        last: tuple[float, int] | None = None
        for line in self._lines:
            said = line.start.problem() or line.points.problem()
            start, points = line.start.value(), line.points.value()
            if said or (start is None) != (points is None):
                return said or _("A band has a start and points.")
            if start is None:
                continue
            if last is not None and (start <= last[0] or points < last[1]):
                return _("Starts must rise from band to band, and points must not fall.")
            last = (start, points)
        return ""

    def set_name(self, name: str, hint: str = "") -> None:
        super().set_name(name, hint)
        self.add_button.setAccessibleDescription(hint or name)

    def _take_out(self, line: _Line) -> None:
        kept = [one for one in self.typed_lines() if one is not line]
        typed = [[one.start.typed(), one.points.typed()] for one in kept]
        self.set_typed(typed)
        self._on_change()

    def typed_lines(self) -> list[_Line]:
        """The lines in their order."""
        return list(self._lines)

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _on_change(self) -> None:
        for line, following in zip(self._lines, [*self._lines[1:], None], strict=True):
            end = following.start.value() if following is not None else None
            line.end.setText(figure_words(end) if end is not None else _("no end"))
        self.changed.emit()
