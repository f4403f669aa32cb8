"""The pages of a finished PDF as pictures, for the preview, the printer and tests."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageImage:
    """A page in pixels: rows of `stride` bytes, four a pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


class PdfPages:
    """An open PDF; sizes are in points."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2 as pdfium  # not with the module: the window's start must not wait for it

        self._document = pdfium.PdfDocument(pdf)
        self.sizes: tuple[tuple[float, float], ...] = tuple(page.get_size() for page in self._document)

    def image(self, number: int, width: int) -> PageImage:
        """A page (counted from 0) so many pixels wide, on white."""
        page = self._document[number]
        bitmap = page.render(scale=width / self.sizes[number][0], prefer_bgrx=True)
        picture = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()
