"""How each block of a paper looks: its pieces, set to the width of the page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reports.document import (
    Align,
    Blank,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Rich,
    SignatureLines,
    Table,
)
from reports.drawing import Colour
from reports.drawing_pdf import draw_on_page
from reports.pdf_pieces import Piece
from reports.pdf_table import table_pieces
from reports.pdf_text import Line, Pen, Style, natural_width, set_text

_TITLE: Final = Style(18.0, 25.0, bold=True)
_SUBTITLE: Final = Style(9.4, 15.0, colour=Colour.MUTED)
_LEAD: Final = Style(10.5, 18.6)
_HEADING: Final = Style(11.25, 17.0, bold=True)
_BODY: Final = Style(9.4, 15.8)
_LABEL: Final = Style(8.6, 15.8, colour=Colour.MUTED)


def title_pieces(document: Document, width: float) -> list[Piece]:
    """The title block that opens the first page."""
    pieces = [replace(_text_piece(document.title, _TITLE, width), keep=True)]
    if document.subtitle:
        pieces.append(_text_piece(document.subtitle, _SUBTITLE, width, gap=1.5))
    return pieces


def block_pieces(block: Block, width: float) -> list[Piece]:
    """The pieces of one block `width` points wide."""
    match block:
        case Heading():
            return [replace(_text_piece(block.text, _HEADING, width, gap=19.0), keep=True)]
        case Lead():
            return [_lead_piece(block.text, width)]
        case Paragraph():
            style = replace(_BODY, colour=Colour.MUTED) if block.muted else _BODY
            return _paragraph_pieces(block.text, style, width, gap=6.0)
        case Bullets():
            return [piece for item in block.items for piece in _bullet_pieces(item, width)]
        case Table():
            return table_pieces(block, width)
        case _:
            return _smaller_block_pieces(block, width)


def _smaller_block_pieces(block: Block, width: float) -> list[Piece]:
    match block:
        case Facts():
            return _facts_pieces(block, width)
        case Figure():
            return [_figure_piece(block, width)]
        case SignatureLines():
            return [_signature_piece(block.labels, width)]
        case NewPage():
            return [Piece(0.0, _draw_nothing, new_page=True)]
        case Blank():
            return [Piece(block.height, _draw_nothing)]
    raise TypeError(block)


def _draw_nothing(pen: Pen, x: float, top: float) -> None:
    """Space draws nothing."""


def _lines_piece(lines: Sequence[Line], style: Style, width: float, gap: float = 0.0, indent: float = 0.0) -> Piece:
    def draw(pen: Pen, x: float, top: float) -> None:
        pen.lines(lines, x + indent, top, style, Align.LEFT, width)

    return Piece(len(lines) * style.leading, draw, gap)


def _text_piece(text: Rich, style: Style, width: float, gap: float = 0.0) -> Piece:
    return _lines_piece(set_text(text, style, width), style, width, gap)


def _paragraph_pieces(text: Rich, style: Style, width: float, gap: float, indent: float = 0.0) -> list[Piece]:
    """A paragraph may go on over the page, but never one line of it alone."""
    lines = set_text(text, style, width - indent)
    if len(lines) <= 3:
        return [_lines_piece(lines, style, width, gap, indent)]
    parts = [lines[:2], *([line] for line in lines[2:-2]), lines[-2:]]
    pieces = [_lines_piece(part, style, width, 0.0, indent) for part in parts]
    return [replace(pieces[0], gap=gap), *pieces[1:]]


def _bullet_pieces(item: Rich, width: float) -> list[Piece]:
    first, *others = _paragraph_pieces(item, _BODY, width, gap=3.0, indent=12.0)

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.dot(x + 3.5, top + _BODY.leading / 2 + 0.4, 1.5, Colour.ACCENT)
        first.draw(pen, x, top)

    return [replace(first, draw=draw), *others]


def _lead_piece(text: Rich, width: float) -> Piece:
    lines = set_text(text, _LEAD, width - 14.0)
    height = len(lines) * _LEAD.leading + 6.0

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.rect(x, top, 2.25, height, Colour.ACCENT)
        pen.lines(lines, x + 14.0, top + 3.0, _LEAD, Align.LEFT, width - 14.0)

    return Piece(height, draw, gap=14.0)


def _facts_pieces(facts: Facts, width: float) -> list[Piece]:
    column = width / facts.columns
    labels = max((natural_width(label, _LABEL) for label, _value in facts.pairs), default=0.0)
    inset = min(labels, column * 0.4) + 10.0
    pieces = []
    for first in range(0, len(facts.pairs), facts.columns):
        row = [
            (set_text(label, _LABEL, inset - 10.0), set_text(value, _BODY, column - inset - 12.0))
            for label, value in facts.pairs[first : first + facts.columns]
        ]
        pieces.append(_facts_row(row, column, inset, gap=6.0 if first == 0 else 1.5))
    return pieces


def _facts_row(row: Sequence[tuple[list[Line], list[Line]]], column: float, inset: float, gap: float) -> Piece:
    def draw(pen: Pen, x: float, top: float) -> None:
        for number, (label, value) in enumerate(row):
            pen.lines(label, x + number * column, top, _LABEL, Align.LEFT, inset)
            pen.lines(value, x + number * column + inset, top, _BODY, Align.LEFT, column - inset)

    return Piece(max(max(len(label), len(value)) for label, value in row) * _BODY.leading, draw, gap)


def _figure_piece(figure: Figure, width: float) -> Piece:
    scale = min(1.0, width / figure.drawing.width)

    def draw(pen: Pen, x: float, top: float) -> None:
        draw_on_page(pen, figure.drawing, x, top, scale)

    return Piece(figure.drawing.height * scale, draw, gap=8.0)


def _signature_piece(labels: Sequence[str], width: float) -> Piece:
    column = width / max(len(labels), 1)

    def draw(pen: Pen, x: float, top: float) -> None:
        for number, label in enumerate(labels):
            left = x + number * column
            pen.lines(set_text(label, _LABEL, column), left, top, _LABEL, Align.LEFT, column)
            pen.line(left, top + 46.0, left + column - 24.0, top + 46.0, Colour.MUTED)

    return Piece(50.0, draw, gap=16.0)
