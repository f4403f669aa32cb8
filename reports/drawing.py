"""What a chart is drawn with: rectangles, lines, dots and text that no back end is needed to reason about.

Coordinates are points (1/72 inch) from the top left corner, y growing downwards. Colours are roles: the window gives
them its light or dark palette, paper gives them ink. The window draws with QPainter, paper with reportlab.
"""

from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """What a colour means; the back end knows which colour that is."""

    INK = "ink"
    MUTED = "muted"
    HAIRLINE = "hairline"
    SURFACE = "surface"
    ACCENT = "accent"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    DANGER = "danger"
    WARNING = "warning"
    DONE = "done"
    NEWS = "news"


class Anchor(StrEnum):
    """Which point of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle; width and height are never negative."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stroke; `dashed` for a target or an estimate."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Colour
    width: float = 0.5
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Polyline:
    """A stroke through two or more points."""

    points: tuple[tuple[float, float], ...]
    stroke: Colour
    width: float = 1.5


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle around (x, y)."""

    x: float
    y: float
    radius: float
    fill: Colour


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; y is its baseline, size is in points."""

    x: float
    y: float
    text: str
    size: float
    colour: Colour
    anchor: Anchor = Anchor.START
    bold: bool = False


Shape = Rect | Line | Polyline | Dot | Text


@dataclass(frozen=True, slots=True)
class HitRegion:
    """Where the pointer finds one figure: `hover` is shown, `key` opens the list behind it."""

    x: float
    y: float
    width: float
    height: float
    key: str
    hover: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn, first shape first, and what can be pointed at."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    hits: tuple[HitRegion, ...] = ()
