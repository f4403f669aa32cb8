"""The words of a printed paper, as its text is extracted."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader


def pdf_pages(pdf: bytes | Path) -> list[str]:
    """The words of each page, as they stand."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf) if isinstance(pdf, bytes) else pdf).pages]


def pdf_text(pdf: bytes | Path) -> str:
    """The words of the whole paper, without blanks and line ends."""
    return "".join("".join(pdf_pages(pdf)).split())
