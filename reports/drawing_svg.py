"""A drawing as SVG: vectors with text that stays text."""

from pathlib import Path
from xml.sax.saxutils import escape

from reports.drawing import Anchor, Colour, Dot, Drawing, Line, Polyline, Rect, Shape, Text
from reports.pdf_text import INKS
from reports.saving import saving

_FACES = "'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


def write_svg(path: Path, drawing: Drawing) -> None:
    """Write the drawing, whole or not at all; raises `UserError` when it cannot be written."""
    with saving(path) as place:
        place.write_text(svg_of(drawing), "utf-8")


def svg_of(drawing: Drawing) -> str:
    """The drawing as the text of an SVG file."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    shapes = "\n".join(_shape(shape) for shape in drawing.shapes)
    ground = f'<rect width="100%" height="100%" fill="{_ink(Colour.SURFACE)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FACES}">\n{ground}\n{shapes}\n</svg>\n'


def _ink(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in INKS[colour])


def _shape(shape: Shape) -> str:
    match shape:
        case Rect():
            place = f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'
            return f'<rect {place} fill="{_ink(shape.fill)}"/>'
        case Line():
            ends = f'x1="{shape.x1:g}" y1="{shape.y1:g}" x2="{shape.x2:g}" y2="{shape.y2:g}"'
            dash = ' stroke-dasharray="5 3"' if shape.dashed else ""
            return f'<line {ends} stroke="{_ink(shape.stroke)}" stroke-width="{shape.width:g}"{dash}/>'
        case Polyline():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            look = f'fill="none" stroke="{_ink(shape.stroke)}" stroke-width="{shape.width:g}"'
            return f'<polyline points="{points}" {look}/>'
        case Dot():
            return f'<circle cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.radius:g}" fill="{_ink(shape.fill)}"/>'
        case Text():
            return _text(shape)


def _text(shape: Text) -> str:
    anchor = "" if shape.anchor is Anchor.START else f' text-anchor="{shape.anchor.value}"'
    weight = ' font-weight="bold"' if shape.bold else ""
    look = f'font-size="{shape.size:g}" fill="{_ink(shape.colour)}"{weight}{anchor}'
    return f'<text x="{shape.x:g}" y="{shape.y:g}" {look}>{escape(shape.text)}</text>'
