"""The page frame of PDF papers, drawn with reportlab: quiet header, the content, foot with page x of y."""

from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.lib.pagesizes import A3, A4
from reportlab.pdfgen.canvas import Canvas

from reports.document import Align, Document
from reports.drawing import Colour
from reports.faces import face
from reports.pdf_blocks import block_pieces, title_pieces
from reports.pdf_pieces import Paginator, Placed
from reports.pdf_text import Pen, Style, natural_width, set_text
from resources.i18n import _, language

# Readers take compressed streams as bytes; the detour through ASCII costs time and a quarter more size.
rl_config.useA85 = 0

MARGIN: Final = 54.0
"""Points left and right; nothing is ever drawn there."""

_TOP: Final = 54.0
_FOOT: Final = 50.0
_BODY_TOP: Final = 90.0
_BODY_FOOT: Final = 66.0
_QUIET: Final = Style(8.6, 13.0, colour=Colour.MUTED)


def draw_pdf(document: Document) -> bytes:
    """A paper as the bytes of a PDF."""
    width, height = page_size(document)
    pages = set_pages(document)
    target = BytesIO()
    canvas = Canvas(
        target, pagesize=(width, height), pageCompression=1, lang="zh-CN" if language() == "zh_CN" else "en"
    )
    shown = face().shown
    canvas.setTitle(shown(f"{document.title} {document.kind}".strip()))
    canvas.setAuthor(shown(document.imprint.maker if document.imprint else document.issuer))
    canvas.setSubject(shown(document.kind))
    canvas.setCreator(_("Meiban"))
    canvas.setProducer(_("Meiban"))
    for number, placed in enumerate(pages, start=1):
        pen = Pen(canvas, height)
        _draw_page(pen, document, placed, number, len(pages), width, height)
        pen.finish()
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def set_pages(document: Document) -> list[list[Placed]]:
    """The content of a paper set and placed, page by page, without header and foot."""
    width, height = page_size(document)
    inner = width - 2 * MARGIN
    paginator = Paginator(_BODY_TOP, height - _BODY_FOOT)
    blocks = [piece for block in document.blocks for piece in block_pieces(block, inner)]
    paginator.place([*title_pieces(document, inner), *blocks])
    return paginator.pages


def page_size(document: Document) -> tuple[float, float]:
    """Width and height of the paper in points."""
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
