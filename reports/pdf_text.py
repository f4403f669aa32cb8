"""Sets text on paper: lines broken properly, pieces in their own weight and colour, one pen that knows the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from reports.document import Align, Rich, Run
from reports.drawing import Colour
from reports.faces import face
from reports.typesetting import break_lines

INKS: Final = {
    Colour.INK: (0.137, 0.133, 0.122),
    Colour.MUTED: (0.42, 0.408, 0.38),
    Colour.HAIRLINE: (0.886, 0.875, 0.851),
    Colour.SURFACE: (1.0, 1.0, 1.0),
    Colour.ACCENT: (0.561, 0.176, 0.337),
    Colour.FIRST: (0.561, 0.176, 0.337),
    Colour.SECOND: (0.788, 0.769, 0.737),
    Colour.THIRD: (0.353, 0.420, 0.502),
    Colour.FOURTH: (0.851, 0.663, 0.741),
    Colour.DANGER: (0.702, 0.149, 0.118),
    Colour.WARNING: (0.604, 0.353, 0.0),
    Colour.DONE: (0.106, 0.420, 0.235),
    Colour.NEWS: (0.122, 0.373, 0.659),
}
"""Red, green and blue of each role on white paper, 0 to 1; texts keep a contrast of at least 4.5 : 1."""

_BASELINE: Final = 0.86


@dataclass(frozen=True, slots=True)
class Style:
    """Size and leading in points, and how the text looks where no run says otherwise."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = Colour.INK


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a line in one weight and colour, `x` points from the line's start."""

    x: float
    text: str
    bold: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn, and how wide it is."""

    segments: tuple[Segment, ...]
    width: float


class Pen:
    """Draws on one page in points from its top left corner, downwards; texts come last, over everything else."""

    def __init__(self, canvas: Any, height: float) -> None:
        self.canvas = canvas
        self._height = height
        self._texts = canvas.beginText()
        self._face: tuple[bool, float] | None = None
        self._ink: Colour | None = None
        self._fill: Colour | None = None
        self._stroke: Colour | None = None
        self._width = 0.0

    def finish(self) -> None:
        """Bring the texts to the page; nothing is drawn after it."""
        self.canvas.drawText(self._texts)

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool, colour: Colour) -> None:
        """One piece of text, already cleaned for the face, from x on."""
        if self._face != (bold, size):
            self._face = (bold, size)
            self._texts.setFont(face(bold).name, size)
        if self._ink is not colour:
            self._ink = colour
            self._texts.setFillColorRGB(*INKS[colour])
        self._texts.setTextOrigin(x, self._height - baseline)
        self._texts.textOut(text)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float = 0.5) -> None:
        """A straight stroke."""
        if self._stroke is not colour:
            self._stroke = colour
            self.canvas.setStrokeColorRGB(*INKS[colour])
        if self._width != width:
            self._width = width
            self.canvas.setLineWidth(width)
        self.canvas.line(x1, self._height - y1, x2, self._height - y2)

    def rect(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self._fill_with(colour)
        self.canvas.rect(x, self._height - y - height, width, height, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle around (x, y)."""
        self._fill_with(colour)
        self.canvas.circle(x, self._height - y, radius, stroke=0, fill=1)

    def _fill_with(self, colour: Colour) -> None:
        if self._fill is not colour:
            self._fill = colour
            self.canvas.setFillColorRGB(*INKS[colour])

    def lines(self, lines: Sequence[Line], x: float, top: float, style: Style, align: Align, room: float) -> None:
        """Lines of a text under one another, standing as `align` says in `room` points."""
        baseline = top + (style.leading - style.size) / 2 + style.size * _BASELINE
        for line in lines:
            shift = {Align.LEFT: 0.0, Align.RIGHT: room - line.width, Align.MIDDLE: (room - line.width) / 2}[align]
            for part in line.segments:
                self.text(x + shift + part.x, baseline, part.text, style.size, part.bold, part.colour)
            baseline += style.leading


def runs_of(rich: Rich, style: Style) -> list[Run]:
    """The pieces of a text, cleaned for the face, in the style's own look where they have none."""
    pieces = [rich] if isinstance(rich, str) else rich
    runs = [Run(piece, style.bold, style.colour) if isinstance(piece, str) else piece for piece in pieces]
    return [Run(face(run.bold).shown(run.text), run.bold, run.colour) for run in runs]


def set_text(rich: Rich, style: Style, room: float) -> list[Line]:
    """The lines of a text set `room` points wide."""
    runs = runs_of(rich, style)
    text = "".join(run.text for run in runs)
    widths = [width for run in runs for width in face(run.bold).widths(run.text, style.size)]
    if len(runs) == 1 and "\n" not in text and sum(widths) <= room:
        whole = text.rstrip(" ")
        return [Line((Segment(0.0, whole, runs[0].bold, runs[0].colour),), sum(widths[: len(whole)]))]
    return [_line(runs, text, widths, start, end) for start, end in break_lines(text, widths, room)]


def natural_width(rich: Rich, style: Style) -> float:
    """How wide the longest line of a text is when nothing breaks it."""
    if isinstance(rich, str) and "\n" not in rich:
        measured = face(style.bold)
        return measured.width(measured.shown(rich), style.size)
    return max((line.width for line in set_text(rich, style, float("inf"))), default=0.0)


def _line(runs: Sequence[Run], text: str, widths: Sequence[float], start: int, end: int) -> Line:
    segments = []
    x = 0.0
    first = 0
    for run in runs:
        low, high = max(start, first), min(end, first + len(run.text))
        if low < high:
            segments.append(Segment(x, text[low:high], run.bold, run.colour))
            x += sum(widths[low:high])
        first += len(run.text)
    return Line(tuple(segments), x)
