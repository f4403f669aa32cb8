"""The pages of a finished PDF as pictures, for the preview, the printer and tests."""

from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PageImage:
    """A page in pixels: rows of `stride` bytes, four a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """A PDF to look at; sizes are in points. It is open only while a page is drawn: nobody has to close it."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with self._opened() as document:
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                document.get_page_size(number) for number in range(len(document))
            )

    def image(self, number: int, width: int) -> PageImage:
        """A page (counted from 0) so many pixels wide, on white."""
        with self._opened() as document:
            page = document[number]
            bitmap = page.render(scale=width / self.sizes[number][0], prefer_bgrx=True)
            picture = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
        return picture

    def _opened(self) -> AbstractContextManager[Any]:
        import pypdfium2 as pdfium  # not with the module: the window's start must not wait for it

        return closing(pdfium.PdfDocument(self._pdf))
