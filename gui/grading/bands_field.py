"""A field of bands: from, to and points, one line a band."""

from collections.abc import Sequence
from typing import Final

from gui.widgets.fields import IntegerField
from gui.widgets.labels import label
from gui.widgets.lines_field import Line, LinesField
from gui.widgets.number_field import NumberField, number_words
from resources.i18n import _

_MOST: Final = 12
_EMPTY_LINES: Final = 3


class _Band(Line):
    """One band: where it starts, where the next one does, and its points."""

    def __init__(self, number: int) -> None:
        self.start, self.end, self.points = NumberField(), label("", "muted"), IntegerField(0, 100)
        super().__init__(self.start, self.end, self.points)
        self.start.set_name(_("Start of band {number}").format(number=number))
        self.points.set_name(_("Points of band {number}").format(number=number))


class BandsField(LinesField[_Band]):
    """The value is a list of (start as typed, points 0–100); the end of a band is the start of the next."""

    def __init__(self, unit: str) -> None:
        heads = (_("From ({unit})").format(unit=unit), _("To below"), _("Points 0–100"))
        note = _("A value below the first start gets 0 points.")
        super().__init__(heads, _("Add a band"), note, most=_MOST)

    def make_line(self, number: int) -> _Band:
        """An empty band."""
        return _Band(number)

    def value(self) -> list[tuple[float, int]] | None:
        if self.problem():
            return None
        return [(one.start.value(), one.points.value()) for one in self.lines() if one.start.value() is not None]

    def set_value(self, value: Sequence[tuple[float, int]] | None) -> None:
        bands = value or ()
        for line, (start, points) in zip(self.set_lines(max(len(bands), _EMPTY_LINES)), bands, strict=False):
            line.start.set_value(start)
            line.points.set_value(points)

    def problem(self) -> str:
        last: tuple[float, int] | None = None
        for line in self.lines():
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

    def lines_changed(self) -> None:
        """A band ends where the next one starts."""
        lines = self.lines()
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            end = following.start.value() if following is not None else None
            line.end.setText(number_words(end) if end is not None else _("no end"))
