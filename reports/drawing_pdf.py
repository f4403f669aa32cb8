"""Draws a chart on paper, as vectors in the paper's own face."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from reports.drawing import Anchor, Dot, Drawing, Line, Polyline, Rect, Shape, Text
from reports.faces import face
from reports.pdf_text import Pen


def draw_on_page(pen: Pen, drawing: Drawing, x: float, top: float, scale: float = 1.0) -> None:
    """Draw it with its top left corner at (x, top), `scale` times its size."""
    for shape in drawing.shapes:
        _draw(pen, shape, x, top, scale)


def drawing_page(drawing: Drawing, title: str) -> bytes:
    """A drawing alone as a PDF of one page of its size."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(drawing.width, drawing.height), pageCompression=1)
    canvas.setTitle(face().shown(title))
    pen = Pen(canvas, drawing.height)
    draw_on_page(pen, drawing, 0.0, 0.0)
    pen.finish()
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw(pen: Pen, shape: Shape, x: float, top: float, scale: float) -> None:
    match shape:
        case Rect():
            pen.rect(x + shape.x * scale, top + shape.y * scale, shape.width * scale, shape.height * scale, shape.fill)
        case Line():
            if shape.dashed:
                pen.canvas.setDash(3, 2)
            ends = (x + shape.x1 * scale, top + shape.y1 * scale, x + shape.x2 * scale, top + shape.y2 * scale)
            pen.line(*ends, shape.stroke, shape.width)
            pen.canvas.setDash()
        case Polyline():
            for (x1, y1), (x2, y2) in zip(shape.points, shape.points[1:], strict=False):
                pen.line(x + x1 * scale, top + y1 * scale, x + x2 * scale, top + y2 * scale, shape.stroke, shape.width)
        case Dot():
            pen.dot(x + shape.x * scale, top + shape.y * scale, shape.radius * scale, shape.fill)
        case Text():
            _draw_text(pen, shape, x, top, scale)


def _draw_text(pen: Pen, shape: Text, x: float, top: float, scale: float) -> None:
    text = face(shape.bold).shown(shape.text)
    width = face(shape.bold).width(text, shape.size)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
    left, baseline = x + (shape.x - shift) * scale, top + shape.y * scale
    pen.text(left, baseline, text, shape.size * scale, shape.bold, shape.colour)
