"""Every paper of the demo as pictures of its pages, in both languages."""

import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from cli.app import main
from reports.page_images import PdfPages

WIDTH = 1240


def take_papers(out: Path, language: str) -> int:
    """The demo's PDFs into `OUT/papers-<language>/<paper>-<page>.png`; returns how many pages."""
    folder = out / f"papers-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        if main(["--lang", language, "demo", scratch]) != 0:
            raise RuntimeError("the demo did not run")
        for path in sorted(Path(scratch).glob("*.pdf")):
            count += save_pages(path.read_bytes(), folder / path.stem)
    return count


def save_pages(pdf: bytes, stem: Path) -> int:
    """Each page of a PDF as `<stem>-<page>.png`; returns how many."""
    pages = PdfPages(pdf)
    for number in range(len(pages.sizes)):
        page = pages.image(number, WIDTH)
        image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        image.save(str(stem.with_name(f"{stem.name}-{number + 1}.png")))
    return len(pages.sizes)
