"""Papers as PDF; the page is drawn in `pdf_page.py`, which needs reportlab and is imported at the first paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from reports.document import Document
from reports.saving import saving

if TYPE_CHECKING:
    from reports.pdf_pieces import Placed


def write_pdf(path: Path, document: Document) -> None:
    """Write a paper as PDF, whole or not at all; raises `UserError` when it cannot be written."""
    content = pdf_of(document)
    with saving(path) as place:
        place.write_bytes(content)


def pdf_of(document: Document) -> bytes:
    """A paper as the bytes of a PDF: for a preview, or to be attached."""
    from reports.pdf_page import draw_pdf  # it imports reportlab, which the window's start must not wait for

    return draw_pdf(document)


def pages_of(document: Document) -> "list[list[Placed]]":
    """The content of a paper set and placed, page by page, without header and foot."""
    from reports.pdf_page import set_pages

    return set_pages(document)
