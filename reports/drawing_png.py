"""A drawing as a PNG picture in the shipped face."""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from reports.drawing import Anchor, Colour, Dot, Drawing, Line, Polyline, Rect, Shape, Text
from reports.pdf_text import INKS
from reports.saving import saving

_FOLDER: Final = Path(__file__).parent.parent / "resources" / "fonts"
MOST_PIXELS: Final = 40_000_000
"""A picture beyond this would not open in office programs; a larger map is made smaller as a whole."""
_ANCHORS: Final = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}
_DASH: Final = (5.0, 3.0)


def write_png(path: Path, drawing: Drawing, scale: float = 2.0) -> None:
    """Write the drawing at `scale` pixels a point, whole or not at all; raises `UserError` when that fails."""
    picture = png_of(drawing, scale)
    with saving(path) as place:
        picture.save(place, "PNG", dpi=(72 * scale, 72 * scale))


def png_of(drawing: Drawing, scale: float = 2.0) -> Image.Image:
    """The drawing as a picture, at most 40 million pixels."""
    scale = min(scale, (MOST_PIXELS / (drawing.width * drawing.height)) ** 0.5)
    size = max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale))
    picture = Image.new("RGB", size, _ink(Colour.SURFACE))
    draw = ImageDraw.Draw(picture)
    for shape in drawing.shapes:
        _draw(draw, shape, scale)
    return picture


def _ink(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in INKS[colour])
    return red, green, blue


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    name = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    return ImageFont.truetype(str(_FOLDER / name), size)


def _draw(draw: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    match shape:
        case Rect():
            box = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
            draw.rectangle([value * scale for value in box], fill=_ink(shape.fill))
        case Line():
            for stroke in _strokes(shape) if shape.dashed else [(shape.x1, shape.y1, shape.x2, shape.y2)]:
                ends = [value * scale for value in stroke]
                draw.line(ends, fill=_ink(shape.stroke), width=max(1, round(shape.width * scale)))
        case Polyline():
            points = [(x * scale, y * scale) for x, y in shape.points]
            draw.line(points, fill=_ink(shape.stroke), width=max(1, round(shape.width * scale)))
        case Dot():
            middle, radius = (shape.x * scale, shape.y * scale), shape.radius * scale
            draw.circle(middle, radius, fill=_ink(shape.fill))
        case Text():
            font = _font(max(4, round(shape.size * scale)), shape.bold)
            place = (shape.x * scale, shape.y * scale)
            draw.text(place, shape.text, font=font, fill=_ink(shape.colour), anchor=_ANCHORS[shape.anchor])


def _strokes(line: Line) -> list[tuple[float, float, float, float]]:
    """The dashes of a line."""
    length = ((line.x2 - line.x1) ** 2 + (line.y2 - line.y1) ** 2) ** 0.5
    if not length:
        return []
    dx, dy = (line.x2 - line.x1) / length, (line.y2 - line.y1) / length
    found, at = [], 0.0
    while at < length:
        end = min(length, at + _DASH[0])
        found.append((line.x1 + dx * at, line.y1 + dy * at, line.x1 + dx * end, line.y1 + dy * end))
        at += sum(_DASH)
    return found
