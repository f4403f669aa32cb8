"""A paper on the screen before it is saved: its pages as they will be printed, zoomed, printed, saved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.colours import colours_of
from gui.context import Context
from gui.files import ask_target, say_saved
from gui.papers.refusal import say_refusal
from gui.widgets.labels import button, icon_button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_row
from gui.widgets.room import open_at
from model.errors import UserError
from reports.page_images import PdfPages
from reports.saving import saving
from resources.i18n import _

ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_POINT: Final = 96 / 72
_PRINT_DPI: Final = 300


@dataclass(frozen=True)
class Paper:
    """A finished paper: what it is called, its file name without ending, its PDF, and its workbook if it has one.

    `draft_because` says why it is no more than a draft.
    """

    heading: str
    file_name: str
    pdf: bytes
    write_xlsx: Callable[[Path], None] | None = None
    draft_because: str = ""


class PageView(QWidget):
    """One page, rendered when it is first seen at a size."""

    def __init__(self, document: PdfPages, number: int) -> None:
        super().__init__()
        self._document = document
        self._number = number
        self._drawn: QPixmap | None = None
        count = len(document.sizes)
        self.setAccessibleName(_("Page {number} of {count}").format(number=number + 1, count=count))

    def zoom(self, factor: float) -> None:
        """Show the page at this multiple of its true size."""
        width, height = self._document.sizes[self._number]
        size = QSize(round(width * _POINT * factor), round(height * _POINT * factor))
        if size != self.size():
            self.setFixedSize(size)
            self._drawn = None
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn is None:
            self._drawn = QPixmap.fromImage(page_image(self._document, self._number, round(self.width() * ratio)))
            self._drawn.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(QColor(colours_of(self.palette()).hairline))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PreviewDialog(QDialog):
    """The pages of a paper under each other, with zoom, print and save."""

    def __init__(self, parent: QWidget | None, context: Context, paper: Paper) -> None:
        super().__init__(parent)
        self.context = context
        self.paper = paper
        self.setWindowTitle(paper.heading)
        open_at(self, 980, 680)
        self.document = PdfPages(paper.pdf)
        self.pages = [PageView(self.document, number) for number in range(len(self.document.sizes))]
        self.factor = 1.0
        self.zoom_words = muted("")
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self._lay_out()
        self._add_keys()
        self.zoom_to(1.0)
        self.area.setFocus()

    def zoom_to(self, factor: float) -> None:
        """Show every page at this multiple of its true size."""
        self.factor = max(ZOOMS[0], min(factor, ZOOMS[-1]))
        for page in self.pages:
            page.zoom(self.factor)
        self.zoom_words.setText(f"{self.factor * 100:.0f}%")

    def zoom_in(self) -> None:
        """One step nearer."""
        self.zoom_to(next((zoom for zoom in ZOOMS if zoom > self.factor + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """One step away."""
        self.zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < self.factor - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as the window."""
        widest = max((width for width, _height in self.document.sizes), default=595.0)
        self.zoom_to((self.area.viewport().width() - 32) / (widest * _POINT))

    def save_pdf(self) -> None:
        """Ask where to and save the PDF."""
        target = self._ask("pdf", _("PDF (*.pdf)"))
        if target is not None:
            self._save(target, lambda path: write_bytes(path, self.paper.pdf))

    def save_xlsx(self) -> None:
        """Ask where to and save the workbook."""
        target = self._ask("xlsx", _("Workbook (*.xlsx)"))
        if target is not None and self.paper.write_xlsx is not None:
            self._save(target, self.paper.write_xlsx)

    def print_paper(self) -> None:
        """Ask for a printer and print every page."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(self.document, printer)
            self.context.say(_("Sent to the printer: {name}").format(name=self.paper.heading))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.pages and self.pages[0].width() > self.area.viewport().width() - 32:
            self.fit_width()

    def _lay_out(self) -> None:
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        for page in self.pages:
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Pages"))
        self.area.setWidget(ground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*FRAME)
        whole.setSpacing(12)
        whole.addLayout(self._head())
        if self.paper.draft_because:
            whole.addWidget(label(self.paper.draft_because, "danger", wrap=True))
        whole.addWidget(self.area, 1)
        whole.addWidget(self.error)
        whole.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        return in_row(
            title(self.paper.heading),
            muted(_("Pages: {count}").format(count=len(self.pages))),
            STRETCH,
            icon_button("minus", _("Smaller"), self.zoom_out),
            self.zoom_words,
            icon_button("plus", _("Larger view"), self.zoom_in),
            button(_("Fit the width"), self.fit_width, "quiet"),
            gap=8,
        )

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(button(_("Close"), self.reject))
        foot.addStretch(1)
        foot.addWidget(button(_("Print"), self.print_paper, glyph="printer"))
        self.xlsx_button = button(_("Save as workbook"), self.save_xlsx)
        if self.paper.write_xlsx is None:
            self.xlsx_button.hide()
        foot.addWidget(self.xlsx_button)
        self.pdf_button = button(_("Save as PDF"), self.save_pdf, "primary")
        foot.addWidget(self.pdf_button)
        return foot

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit_width),
            ("Ctrl+S", self.save_pdf),
            ("Ctrl+P", self.print_paper),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _ask(self, ending: str, kind: str) -> Path | None:
        return ask_target(self, self.context, _("Save the paper"), f"{self.paper.file_name}.{ending}", kind)

    def _save(self, target: Path, write: Callable[[Path], None]) -> None:
        self.error.hide()
        try:
            write(target)
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()
            return
        say_saved(self.context, _("Saved as {file}.").format(file=target.name), target)
        self.accept()


def page_image(document: PdfPages, number: int, width: int) -> QImage:
    """A page so many pixels wide."""
    page = document.image(number, width)
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises `UserError` where it cannot be written."""
    with saving(path) as place:
        place.write_bytes(content)


def print_pages(document: PdfPages, printer: QPrinter) -> None:
    """Print every page as large as the sheet allows, the sheet turned as the page is."""
    painter = QPainter()
    for number, (width, height) in enumerate(document.sizes):
        if number == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        sheet: QRectF = printer.pageRect(QPrinter.Unit.DevicePixel)
        turned = (width > height) != (sheet.width() > sheet.height())
        image = page_image(document, number, round(width * _PRINT_DPI / 72))
        painter.save()
        if turned:
            painter.translate(sheet.width(), 0)
            painter.rotate(90)
        wide, high = (sheet.height(), sheet.width()) if turned else (sheet.width(), sheet.height())
        scale = min(wide / image.width(), high / image.height())
        painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
        painter.restore()
    painter.end()


def preview(parent: QWidget, context: Context, make: Callable[[], Paper]) -> None:
    """Make a paper on the worker and show it; a refusal says what to do, with the button for it."""

    def show(paper: Paper) -> None:
        PreviewDialog(parent, context, paper).open()

    def refuse(error: UserError) -> None:
        say_refusal(parent, context, error)

    context.tasks.run(lambda progress: make(), show, refuse, title=_("Making the paper"))
