"""A map too large for one page: cut into parts that overlap where a card would be cut, and an overview of the parts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final, TypeGuard

from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH
from reports.drawing import Anchor, Colour, Dot, Drawing, Line, Polyline, Rect, Shape, Text

EDGE: Final = 24
"""The room around a whole map, and around the cards at the edge of a part."""
SCALES: Final = (0.5, 0.46)
"""Points a pixel at which the cards of a part can be read, the best first."""
LARGEST_SCALE: Final = 0.8
"""Larger cards would look like posters."""

_Span = tuple[float, float]


@dataclass(frozen=True)
class Part:
    """What one page shows of the drawing, in its pixels, and in which row and column of parts it is, from 0."""

    across: _Span
    down: _Span
    row: int
    column: int


def parts_of(drawing: Drawing, width: float, height: float) -> tuple[list[Part], float]:
    """The parts, row by row, that pages of this size show, and the largest scale at which they fit their pages.

    Every card is whole on one part at least; a part that shows no further card is left out.
    """
    parts = min((_parts(drawing, width / scale, height / scale) for scale in SCALES), key=len)
    widest = max(part.across[1] - part.across[0] for part in parts)
    highest = max(part.down[1] - part.down[0] for part in parts)
    return parts, min(width / widest, height / highest, LARGEST_SCALE)


def part_drawing(drawing: Drawing, part: Part, scale: float) -> Drawing:
    """One part: its whole cards, the outlines of those that the next part shows, and lines cut at its edge."""
    (left, right), (top, bottom) = part.across, part.down
    shapes = tuple(scaled(moved(shape, -left, -top), scale) for shape in _within(drawing.shapes, part))
    return Drawing((right - left) * scale, (bottom - top) * scale, shapes)


def overview(drawing: Drawing, parts: Sequence[Part], width: float, height: float) -> Drawing:
    """Everyone and the reporting lines, small and without words, with the number of the part over what it shows."""
    scale = min(width / drawing.width, height / drawing.height)
    plain = [shape for shape in drawing.shapes if not (isinstance(shape, Text) or _is_dashed(shape))]
    shapes = [scaled(shape, scale) for shape in plain]
    for number, part in enumerate(parts, start=1):
        (left, right), (top, bottom) = ([edge * scale for edge in span] for span in (part.across, part.down))
        shapes += _outline(left, top, right, bottom, Colour.ACCENT, 0.8)
        shapes.append(
            Text((left + right) / 2, (top + bottom) / 2 + 8, str(number), 22, Colour.ACCENT, Anchor.MIDDLE, True)
        )
    return Drawing(drawing.width * scale, drawing.height * scale, tuple(shapes))


def whole(drawing: Drawing, scale: float) -> Drawing:
    """The whole map in another size."""
    shapes = tuple(scaled(shape, scale) for shape in drawing.shapes)
    return Drawing(drawing.width * scale, drawing.height * scale, shapes)


def centred(drawing: Drawing, width: float) -> Drawing:
    """The drawing in the middle of a wider one."""
    shift = (width - drawing.width) / 2
    return Drawing(width, drawing.height, tuple(moved(shape, shift, 0.0) for shape in drawing.shapes))


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape elsewhere."""
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + dx, x2=shape.x2 + dx, y1=shape.y1 + dy, y2=shape.y2 + dy)
        case Polyline():
            return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
        case Rect() | Dot() | Text():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)


def scaled(shape: Shape, scale: float) -> Shape:
    """The shape of a map in another size; a stroke never gets too thin to be printed."""
    match shape:
        case Line():
            ends = {name: getattr(shape, name) * scale for name in ("x1", "y1", "x2", "y2")}
            return replace(shape, **ends, width=max(0.35, shape.width * scale))
        case Rect():
            size = {name: getattr(shape, name) * scale for name in ("x", "y", "width", "height")}
            return replace(shape, **size)
        case Text():
            return replace(shape, x=shape.x * scale, y=shape.y * scale, size=shape.size * scale)
        case Dot() | Polyline():
            raise TypeError(shape)


def _parts(drawing: Drawing, width: float, height: float) -> list[Part]:
    cards = [shape for shape in drawing.shapes if _is_card(shape)]
    across = _balanced([(card.x, card.x + CARD_WIDTH) for card in cards], drawing.width, width)
    down = _balanced([(card.y, card.y + CARD_HEIGHT) for card in cards], drawing.height, height)
    found, shown = [], set[tuple[float, float]]()
    for (row, high), (column, wide) in product(enumerate(down), enumerate(across)):
        part = Part(wide, high, row, column)
        here = {(card.x, card.y) for card in cards if _holds(part, card)}
        if here - shown:
            shown |= here
            found.append(part)
    return found


def _balanced(cards: Sequence[_Span], length: float, most: float) -> list[_Span]:
    """The spans in which a length is cut, as even as they can be without one span more."""
    count = len(_cut_up(cards, length, most))
    least = length / count
    for step in range(20):
        found = _cut_up(cards, length, least + (most - least) * step / 20)
        if len(found) == count:
            return found
    return _cut_up(cards, length, most)


def _cut_up(cards: Sequence[_Span], length: float, most: float) -> list[_Span]:
    """Spans of at most so much; where one ends within a card the next begins before that card."""
    found, start = [], 0.0
    while start + most < length:
        end = start + most
        found.append((start, end))
        start = min((first for first, last in cards if first < end < last), default=end) - EDGE / 2
    return [*found, (start, length)]


def _is_card(shape: Shape) -> TypeGuard[Rect]:
    return isinstance(shape, Rect) and shape.width == CARD_WIDTH


def _is_dashed(shape: Shape) -> bool:
    return isinstance(shape, Line) and shape.dashed


def _holds(part: Part, card: Rect) -> bool:
    (left, right), (top, bottom) = part.across, part.down
    return left <= card.x and card.x + CARD_WIDTH <= right and top <= card.y and card.y + CARD_HEIGHT <= bottom


def _within(shapes: Iterable[Shape], part: Part) -> Iterator[Shape]:
    """The shapes of one part; everything after the ground of a card, up to the next one, belongs to that card."""
    (left, right), (top, bottom) = part.across, part.down
    held: bool | None = None
    for shape in shapes:
        if _is_card(shape):
            held = _holds(part, shape)
            if not held:
                yield from _cut(_outline(shape.x, shape.y, shape.x + CARD_WIDTH, shape.y + CARD_HEIGHT), part)
        if held or (held is None and isinstance(shape, Text) and left <= shape.x < right and top <= shape.y < bottom):
            yield shape
        elif held is None and isinstance(shape, Line):
            yield from _cut([shape], part)


def _outline(
    left: float, top: float, right: float, bottom: float, colour: Colour = Colour.HAIRLINE, width: float = 0.5
) -> Iterator[Line]:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield Line(*one, *other, colour, width)


def _cut(lines: Iterable[Line], part: Part) -> Iterator[Line]:
    """Upright and level lines cut at the edges of a part; those beyond it are left out."""
    (left, right), (top, bottom) = part.across, part.down
    for line in lines:
        first, last = sorted((line.x1, line.x2))
        high, low = sorted((line.y1, line.y2))
        if last >= left and first <= right and low >= top and high <= bottom:
            x1, x2 = (min(max(x, left), right) for x in (line.x1, line.x2))
            y1, y2 = (min(max(y, top), bottom) for y in (line.y1, line.y2))
            yield replace(line, x1=x1, x2=x2, y1=y1, y2=y2)
