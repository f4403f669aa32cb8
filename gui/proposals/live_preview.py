"""The paper beside the editor: drawn again a moment after each edit, on the worker, where it was scrolled to."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.papers.preview import PageView
from model.errors import UserError
from reports.page_images import PdfPages
from reports.pdf import pdf_of
from reports.proposal import ProposalPaper, proposal_document
from resources.i18n import _

_PAUSE_MS = 80
_POINT = 96 / 72


class LivePreview(QScrollArea):
    """The pages of a proposal as wide as there is room; only the newest state of the editor is ever drawn."""

    drawn = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.pdf = b""
        self.pages: list[PageView] = []
        self._wanted: ProposalPaper | None = None
        self._at_work = False
        self.setWidgetResizable(True)
        self.setMinimumWidth(280)
        self.setAccessibleName(_("The paper as the customer gets it"))
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self.setWidget(self._ground)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._draw)

    def show_paper(self, paper: ProposalPaper) -> None:
        """Draw this soon; what was asked for before and is not drawn yet is left out."""
        self._wanted = paper
        if not self._at_work:
            self._soon.start()

    def _draw(self) -> None:
        if self._wanted is None or self._at_work:
            return
        paper, self._wanted = self._wanted, None
        self._at_work = True
        self.context.tasks.run(lambda progress: pdf_of(proposal_document(paper)), self._show, self._fail)

    def _fail(self, error: UserError) -> None:
        self._at_work = False
        self.context.say(error.sentence, "danger")

    def _show(self, pdf: bytes) -> None:
        self._at_work = False
        self.pdf = pdf
        place = self.verticalScrollBar().value()
        document = PdfPages(pdf)
        for page in self.pages:
            page.hide()
            page.deleteLater()
        self.pages = [PageView(document, number) for number in range(len(document.sizes))]
        for number, page in enumerate(self.pages):
            self._column.insertWidget(number, page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.verticalScrollBar().setValue(place)
        self.drawn.emit()
        if self._wanted is not None:
            self._soon.start()

    def _fit(self) -> None:
        for page in self.pages:
            page.zoom(max(self.viewport().width() - 12, 200) / (595.3 * _POINT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
