"""The page frame of PDF papers: quiet header, the content on as many pages as it needs, foot with page x of y."""

from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from reports.document import Align, Document
from reports.drawing import Colour
from reports.pdf_blocks import block_pieces, title_pieces
from reports.pdf_pieces import Paginator, Placed
from reports.pdf_text import Pen, Style, natural_width, set_text
from reports.saving import saving
from resources.i18n import _, language

MARGIN: Final = 54.0
"""Points left and right; nothing is ever drawn there."""

_TOP: Final = 54.0
_FOOT: Final = 50.0
_BODY_TOP: Final = 90.0
_BODY_FOOT: Final = 66.0
_QUIET: Final = Style(8.6, 13.0, colour=Colour.MUTED)


def write_pdf(path: Path, document: Document) -> None:
    """Write a paper as PDF, whole or not at all; raises `UserError` when it cannot be written."""
    content = pdf_of(document)
    with saving(path) as place:
        place.write_bytes(content)


def pdf_of(document: Document) -> bytes:
    """A paper as the bytes of a PDF: for a preview, or to be attached."""
    width, height = _page_size(document)
    inner = width - 2 * MARGIN
    paginator = Paginator(_BODY_TOP, height - _BODY_FOOT)
    paginator.place(
        [*title_pieces(document, inner), *(p for block in document.blocks for p in block_pieces(block, inner))]
    )
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=(width, height), pageCompression=1, lang="zh-CN" if language() == "zh_CN" else "en"
    )
    canvas.setTitle(f"{document.title} {document.kind}".strip())
    canvas.setAuthor(document.imprint.maker if document.imprint else document.issuer)
    canvas.setSubject(document.kind)
    canvas.setCreator(_("Meiban"))
    canvas.setProducer(_("Meiban"))
    for number, placed in enumerate(paginator.pages, start=1):
        _draw_page(Pen(canvas, height), document, placed, number, len(paginator.pages), width, height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _page_size(document: Document) -> tuple[float, float]:
    width, height = A3 if document.a3 else A4
    return (height, width) if document.landscape else (width, height)


def _draw_page(
    pen: Pen, document: Document, placed: list[Placed], number: int, count: int, width: float, height: float
) -> None:
    inner = width - 2 * MARGIN
    kind = document.kind if number == 1 else f"{document.title} · {document.kind}"
    right = natural_width(document.number, _QUIET)
    pen.lines(set_text(kind, _QUIET, inner - right - 12)[:1], MARGIN, _TOP, _QUIET, Align.LEFT, inner)
    pen.lines(set_text(document.number, _QUIET, inner)[:1], MARGIN, _TOP, _QUIET, Align.RIGHT, inner)
    for one in placed:
        one.piece.draw(pen, MARGIN, one.top)
    foot = height - _FOOT
    pen.line(MARGIN, foot, MARGIN + inner, foot, Colour.HAIRLINE)
    pages = _("Page {number} of {count}").format(number=number, count=count)
    line = document.imprint.line() if document.imprint else document.issuer
    left = inner - natural_width(pages, _QUIET) - 12
    pen.lines(set_text(line, _QUIET, left)[:1], MARGIN, foot + 5, _QUIET, Align.LEFT, inner)
    pen.lines(set_text(pages, _QUIET, inner), MARGIN, foot + 5, _QUIET, Align.RIGHT, inner)
