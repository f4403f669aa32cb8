"""A map as the shapes that papers and pictures are drawn with; one point of the drawing is one pixel of the canvas."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from model.decision_maps.picture import CardFace, LineFace, Picture
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place, bounds
from reports.drawing import Anchor, Colour, Drawing, Line, Rect, Shape, Text
from reports.faces import face
from reports.map_tiles import EDGE, moved
from resources.i18n import N_, _

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
    for drawn in (_line_shapes, _label_shapes):
        for line in picture.lines:
            shapes += (moved(shape, -left, -top) for shape in drawn(line))
    for person, card in picture.faces.items():
        place = picture.places[person]
        shapes += _card_shapes(card, Place(place.x - left, place.y - top))
    return Drawing(right - left, bottom - top, tuple(shapes))


def _line_shapes(line: LineFace) -> Iterator[Shape]:
    colour = _line_colour(line)
    dashed = line.kind != "solid" or line.in_conflict
    for (x1, y1), (x2, y2) in pairwise(line.route):
        yield Line(x1, y1, x2, y2, colour, 0.5 + 0.25 * line.strength, dashed)
    if line.kind == "influences":
        yield from _arrow(line, colour)


def _label_shapes(line: LineFace) -> Iterator[Shape]:
    """What the line says, on its longest stroke, which is broken for it: above, it would stand on a card."""
    words = _("Loop: newer line") if line.in_conflict else _(_LINE_WORDS.get(line.kind, ""))
    if not words:
        return
    (x1, y1), (x2, y2) = max(pairwise(line.route), key=lambda stroke: _length(*stroke))
    x, y, width = (x1 + x2) / 2, (y1 + y2) / 2, face(False).width(words, 10) + 6
    yield Rect(x - width / 2, y - 6, width, 12, Colour.SURFACE)
    yield Text(x, y + 3.5, words, 10, _line_colour(line), Anchor.MIDDLE)


def _line_colour(line: LineFace) -> Colour:
    if line.in_conflict or line.kind == "conflicts":
        return Colour.DANGER
    return Colour.MUTED if line.kind in ("solid", "dotted") else Colour.NEWS


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
