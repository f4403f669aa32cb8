"""The paper beside the editor: drawn again a moment after each edit, on the worker, where it was scrolled to."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.papers.preview import PageView
from gui.widgets.labels import muted
from model.errors import UserError
from reports.document import Document
from reports.page_images import PdfPages
from reports.pdf import pdf_of
from reports.proposal import ProposalPaper, proposal_document

_PAUSE_MS = 80
_POINT = 96 / 72


class LivePreview(QScrollArea):
    """The pages of a paper as wide as there is room; only the newest state of the editor is ever drawn.

    `name` tells a screen reader what paper it is; `nothing` stands where there is none.
    """

    drawn = Signal()

    def __init__(self, context: Context, name: str, nothing: str = "") -> None:
        super().__init__()
        self.context = context
        self.pdf = b""
        self.pages: list[PageView] = []
        self._wanted: Callable[[], Document] | None = None
        self._at_work = False
        self._empty = True
        self.setWidgetResizable(True)
        self.setMinimumWidth(280)
        self.setAccessibleName(name)
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self.nothing = muted(nothing, wrap=True)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._draw)

    def show_paper(self, paper: ProposalPaper) -> None:
        """Draw this soon; what was asked for before and is not drawn yet is left out."""
        self.show_document(lambda: proposal_document(paper))

    def show_document(self, made: Callable[[], Document]) -> None:
        """Draw what this makes, on the worker, in the same way."""
        self._wanted, self._empty = made, False
        if not self._at_work:
            self._soon.start()

    def clear(self) -> None:
        """Show no paper: there is nothing to print yet."""
        self._wanted, self._empty = None, True
        self._put([])

    def _draw(self) -> None:
        if self._wanted is None or self._at_work:
            return
        made, self._wanted = self._wanted, None
        self._at_work = True
        self.context.tasks.run(lambda progress: pdf_of(made()), self._show, self._fail)

    def _fail(self, error: UserError) -> None:
        self._at_work = False
        self.context.say(error.sentence, "danger")

    def _show(self, pdf: bytes) -> None:
        self._at_work = False
        if self._empty:
            return
        self.pdf = pdf
        place = self.verticalScrollBar().value()
        document = PdfPages(pdf)
        self._put([PageView(document, number) for number in range(len(document.sizes))])
        self._fit()
        self.verticalScrollBar().setValue(place)
        self.drawn.emit()
        if self._wanted is not None:
            self._soon.start()

    def _put(self, pages: list[PageView]) -> None:
        for page in self.pages:
            page.hide()
            page.deleteLater()
        self.pages = pages
        self.nothing.setVisible(not pages)
        for number, page in enumerate(pages):
            self._column.insertWidget(number, page, 0, Qt.AlignmentFlag.AlignHCenter)

    def _fit(self) -> None:
        for page in self.pages:
            page.zoom(max(self.viewport().width() - 12, 200) / (595.3 * _POINT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
