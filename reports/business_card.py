"""The digital business card as a drawing with its QR code, as PDF, as PNG and as a vCard file."""

from itertools import groupby
from pathlib import Path
from typing import Final

from model.benefits.business_card import BusinessCard, check_card, vcard_of
from reports.drawing import Colour, Drawing, Line, Rect, Shape, Text
from reports.drawing_png import write_png
from reports.faces import face
from reports.saving import saving
from reports.typesetting import break_lines
from resources.i18n import _

WIDTH: Final = 255.0
HEIGHT: Final = 153.0
"""90 × 54 mm in points, the usual size of a card."""

_MARGIN: Final = 16.0
_CODE: Final = 104.0
_QUIET: Final = 4
"""Modules of white around the code, as its standard asks."""
_PIXELS: Final = 4.0
"""Pixels a point of the picture; a module of the code is a whole number of them."""


def card_drawing(card: BusinessCard) -> Drawing:
    """The card: name, title, company and how to reach the person at the left, the code at the right."""
    code = code_shapes(vcard_of(card), WIDTH - _MARGIN - _CODE, (HEIGHT - _CODE) / 2, _CODE)
    room = WIDTH - 2 * _MARGIN - _CODE - 10
    shapes: list[Shape] = [Rect(0, 0, WIDTH, HEIGHT, Colour.SURFACE), Rect(0, 0, 4, HEIGHT, Colour.ACCENT), *code]
    shapes.append(Text(_MARGIN, 40, _fit(card.name, 17, room, bold=True), 17, Colour.INK, bold=True))
    if card.title.strip():
        shapes.append(Text(_MARGIN, 56, _fit(card.title, 8.5, room), 8.5, Colour.MUTED))
    shapes.append(Line(_MARGIN, 68, _MARGIN + room, 68, Colour.HAIRLINE))
    y = 83.0
    lines = [_fit(line, 8, room) for line in (card.company, card.mobile, card.phone, card.email) if line.strip()]
    for line in [*lines, *_two_lines(card.address, 8, room)]:
        shapes.append(Text(_MARGIN, y, line, 8, Colour.INK))
        y += 12.5
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def code_shapes(text: str, x: float, y: float, size: float) -> list[Shape]:
    """A QR code of a text (UTF-8, error correction M) as rectangles within a square; always dark on white."""
    from reportlab.graphics.barcode.qr import QrCodeWidget  # the window's start must not wait for it
    from reportlab.graphics.barcode.qrencoder import QR8bitByte

    widget = QrCodeWidget([QR8bitByte(text.encode())], barLevel="M")
    widget.qr.make()
    rows = [[bool(dark) for dark in row] for row in widget.qr.modules]
    count = len(rows) + 2 * _QUIET
    module = max(1.0, size * _PIXELS // count) / _PIXELS
    left, top = x + (size - module * count) / 2, y + (size - module * count) / 2
    left, top = (round((edge + module * _QUIET) * _PIXELS) / _PIXELS for edge in (left, top))
    shapes: list[Shape] = [Rect(x, y, size, size, Colour.SURFACE)]
    for row, modules in enumerate(rows):
        column = 0
        for dark, run in groupby(modules):
            length = len(list(run))
            if dark:
                shapes.append(Rect(left + column * module, top + row * module, length * module, module, Colour.INK))
            column += length
    return shapes


def write_card(path: Path, card: BusinessCard) -> None:
    """Write the card as what the ending says: .vcf, .pdf or .png. Raises `UserError` where it cannot be."""
    check_card(card)
    if path.suffix == ".vcf":
        with saving(path) as place:
            place.write_bytes(vcard_of(card).encode())
    elif path.suffix == ".png":
        write_png(path, card_drawing(card), _PIXELS)
    else:
        from reports.drawing_pdf import drawing_page

        content = drawing_page(card_drawing(card), f"{card.name} {_('Business card')}")
        with saving(path) as place:
            place.write_bytes(content)


def _two_lines(text: str, size: float, room: float) -> list[str]:
    """The text in at most two lines, the second cut with … where it has no room."""
    plain = " ".join(text.split())
    if not plain:
        return []
    spans = break_lines(plain, face().widths(plain, size), room)
    start, end = spans[0]
    return [plain[start:end], *([_fit(plain[spans[1][0] :], size, room)] if len(spans) > 1 else [])]


def _fit(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with … where it has no room."""
    plain = " ".join(text.split())
    if face(bold).width(plain, size) <= room:
        return plain
    while plain and face(bold).width(f"{plain}…", size) > room:
        plain = plain[:-1]
    return f"{plain}…"
