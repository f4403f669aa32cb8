"""A map as the shapes that papers and pictures are drawn with; one point of the drawing is one pixel of the canvas."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Final

from model.decision_maps.picture import CardFace, LineFace, Picture
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place, bounds
from reports.drawing import Anchor, Colour, Dot, Drawing, Line, Polyline, Rect, Shape, Text
from reports.faces import face
from resources.i18n import N_, _

EDGE: Final = 24
_STANCES: Final = {"for": Colour.DONE, "between": Colour.MUTED, "against": Colour.DANGER}
_LINE_WORDS: Final = {"influences": N_("influences"), "conflicts": N_("Conflict")}
_LEFT: Final = 14.0
_ROOM: Final = CARD_WIDTH - 24.0


def drawing_of(picture: Picture) -> Drawing:
    """The whole map, with a little room around it."""
    xs = [x for line in picture.lines for x, _y in line.route]
    ys = [y for line in picture.lines for _x, y in line.route]
    left, top, right, bottom = bounds(picture.places.values())
    left, top = min([left, *xs]) - EDGE, min([top, *ys]) - EDGE
    right, bottom = max([right, *xs]) + EDGE, max([bottom, *ys]) + EDGE
    shapes: list[Shape] = []
    for line in picture.lines:
        shapes += (moved(shape, -left, -top) for shape in _line_shapes(line))
    for person, card in picture.faces.items():
        place = picture.places[person]
        shapes += _card_shapes(card, Place(place.x - left, place.y - top))
    return Drawing(right - left, bottom - top, tuple(shapes))


def tiles_of(drawing: Drawing, width: float, height: float, scale: float) -> list[Drawing]:
    """The drawing cut into tiles of this size, row by row, then scaled; every card is whole on one tile.

    A tile without a card is left out. Lines are cut at the tile's edge, and go on upon the next one.
    """
    columns, rows = max(1, ceil(drawing.width / width - 0.001)), max(1, ceil(drawing.height / height - 0.001))
    tiles = []
    for row in range(rows):
        for column in range(columns):
            shapes = list(_within(drawing.shapes, column * width, row * height, width, height))
            if any(isinstance(shape, Rect) for shape in shapes):
                size = min(width, drawing.width) * scale, min(height, drawing.height) * scale
                tiles.append(Drawing(*size, tuple(_scaled(shape, scale) for shape in shapes)))
    return tiles


def centred(drawing: Drawing, width: float) -> Drawing:
    """The drawing in the middle of a wider one."""
    shift = (width - drawing.width) / 2
    return Drawing(width, drawing.height, tuple(moved(shape, shift, 0.0) for shape in drawing.shapes))


def _line_shapes(line: LineFace) -> Iterator[Shape]:
    reports = line.kind in ("solid", "dotted")
    colour = Colour.DANGER if line.in_conflict or line.kind == "conflicts" else Colour.NEWS
    colour = Colour.MUTED if reports and not line.in_conflict else colour
    dashed = line.kind != "solid" or line.in_conflict
    for (x1, y1), (x2, y2) in pairwise(line.route):
        yield Line(x1, y1, x2, y2, colour, 0.5 + 0.25 * line.strength, dashed)
    words = _("Loop: newer line") if line.in_conflict else _(_LINE_WORDS.get(line.kind, ""))
    if line.kind == "influences":
        yield from _arrow(line, colour)
    if words:
        (x1, y1), (x2, y2) = max(pairwise(line.route), key=lambda stroke: _length(*stroke))
        yield Text((x1 + x2) / 2, (y1 + y2) / 2 - 3, words, 10, colour, Anchor.MIDDLE)


def _length(start: tuple[int, int], end: tuple[int, int]) -> int:
    return abs(start[0] - end[0]) + abs(start[1] - end[1])


def _arrow(line: LineFace, colour: Colour) -> Iterator[Shape]:
    (x1, y1), (x, y) = line.route[-2:]
    back = (0, 8 if y1 > y else -8) if x1 == x else (8 if x1 > x else -8, 0)
    for side in (-4, 4):
        aside = (side, 0) if x1 == x else (0, side)
        yield Line(x, y, x + back[0] + aside[0], y + back[1] + aside[1], colour, 1.0)


def _card_shapes(card: CardFace, place: Place) -> Iterator[Shape]:
    x, y, right, bottom = place.x, place.y, place.x + CARD_WIDTH, place.y + CARD_HEIGHT
    yield Rect(x, y, CARD_WIDTH, CARD_HEIGHT, Colour.SURFACE)
    for stroke in ((x, y, right, y), (right, y, right, bottom), (right, bottom, x, bottom), (x, bottom, x, y)):
        yield Line(*stroke, Colour.MUTED, 0.5, card.placeholder)
    if card.stance and not card.placeholder:
        yield Rect(x, y, 4, CARD_HEIGHT, _STANCES[card.stance])
    ink = Colour.MUTED if card.stale else Colour.ACCENT if card.placeholder else Colour.INK
    name = _elided(card.name, 13, _ROOM, bold=True)
    yield Text(x + _LEFT, y + 25, name, 13, ink, bold=True)
    used = face(True).width(name, 13) + 10
    if _ROOM - used > 24:
        yield Text(x + _LEFT + used, y + 25, _elided(card.remark, 11, _ROOM - used), 11, Colour.MUTED)
    yield Text(x + _LEFT, y + 45, _elided(card.detail, 11, _ROOM), 11, Colour.MUTED)
    tone = _STANCES.get(card.stance, Colour.MUTED)
    roles = _elided(" ".join(card.roles), 11, _ROOM)
    yield Text(x + _LEFT, y + 70, roles, 11, Colour.ACCENT)
    left = face(False).width(roles, 11) + (10 if roles else 0)
    yield Text(x + _LEFT + left, y + 70, _elided(card.attitude, 11, max(0.0, _ROOM - left)), 11, tone)
    left += face(False).width(card.attitude, 11) + 10
    if left + face(False).width(card.influence, 11) <= _ROOM:
        yield Text(right - 10, y + 70, card.influence, 11, Colour.MUTED, Anchor.END)


def _elided(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where there is no room for it."""
    shown = face(bold).shown(text).replace("\n", " ")
    if face(bold).width(shown, size) <= room:
        return shown
    while shown and face(bold).width(shown + "…", size) > room:
        shown = shown[:-1]
    return shown + "…" if shown else ""


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape elsewhere."""
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + dx, x2=shape.x2 + dx, y1=shape.y1 + dy, y2=shape.y2 + dy)
        case Polyline():
            return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
        case Rect() | Dot() | Text():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)


def _scaled(shape: Shape, scale: float) -> Shape:
    match shape:
        case Line():
            ends = {name: getattr(shape, name) * scale for name in ("x1", "y1", "x2", "y2")}
            return replace(shape, **ends, width=max(0.35, shape.width * scale))
        case Rect():
            return replace(
                shape, x=shape.x * scale, y=shape.y * scale, width=shape.width * scale, height=shape.height * scale
            )
        case Text():
            return replace(shape, x=shape.x * scale, y=shape.y * scale, size=shape.size * scale)
        case Dot() | Polyline():
            raise TypeError(shape)


def _within(shapes: Iterable[Shape], left: float, top: float, width: float, height: float) -> Iterator[Shape]:
    """The shapes of one tile: cards that have their middle on it, pushed inside whole, and lines cut at its edge."""
    shift: tuple[float, float] | None = None
    for shape in shapes:
        if isinstance(shape, Rect) and shape.width == CARD_WIDTH:
            shift = _shift_inside(shape, left, top, width, height)
        if shift is None and isinstance(shape, Line):
            cut = _cut(shape, left, top, left + width, top + height)
            if cut is not None:
                yield moved(cut, -left, -top)
        elif shift is None and isinstance(shape, Text):
            if left <= shape.x < left + width and top <= shape.y < top + height:
                yield moved(shape, -left, -top)
        elif shift is not None and shift != _OUTSIDE:
            yield moved(shape, shift[0] - left, shift[1] - top)


_OUTSIDE: Final = (float("inf"), float("inf"))


def _shift_inside(card: Rect, left: float, top: float, width: float, height: float) -> tuple[float, float]:
    """How far a card is moved so that it is whole on the tile; `_OUTSIDE` when its middle is on another one."""
    middle = card.x + card.width / 2, card.y + card.height / 2
    if not (left <= middle[0] < left + width and top <= middle[1] < top + height):
        return _OUTSIDE
    right, bottom = left + width - card.width, top + height - card.height
    return min(max(card.x, left), right) - card.x, min(max(card.y, top), bottom) - card.y


def _cut(line: Line, left: float, top: float, right: float, bottom: float) -> Line | None:
    """An upright or level line cut at the edges of a tile; None where it does not touch it."""
    if max(line.x1, line.x2) < left or min(line.x1, line.x2) > right:
        return None
    if max(line.y1, line.y2) < top or min(line.y1, line.y2) > bottom:
        return None

    def inside(value: float, low: float, high: float) -> float:
        return min(max(value, low), high)

    return replace(
        line,
        x1=inside(line.x1, left, right),
        x2=inside(line.x2, left, right),
        y1=inside(line.y1, top, bottom),
        y2=inside(line.y2, top, bottom),
    )
