"""A proposal of eight pages with two charts against bare reportlab, and the preview after an edit."""

import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median

import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.document import Document
from reports.drawing import Colour
from reports.faces import face
from reports.page_images import PdfPages
from reports.pdf import pages_of, pdf_of
from reports.pdf_page import MARGIN, page_size
from reports.pdf_text import INKS, Pen
from reports.proposal import proposal_document
from tests.proposals.sample import DRAFT, PAPER

Step = Callable[[Canvas], None]


class RecordingPen(Pen):
    """A pen that writes down every stroke as a bare call of the library."""

    def __init__(self, canvas: Canvas, height: float, steps: list[Step]) -> None:
        super().__init__(canvas, height)
        self.steps = steps
        self.height = height

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool, colour: Colour) -> None:
        def step(canvas: Canvas) -> None:
            canvas.setFont(face(bold).name, size)
            canvas.setFillColorRGB(*INKS[colour])
            canvas.drawString(x, self.height - baseline, text)

        self.steps.append(step)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float = 0.5) -> None:
        def step(canvas: Canvas) -> None:
            canvas.setStrokeColorRGB(*INKS[colour])
            canvas.setLineWidth(width)
            canvas.line(x1, self.height - y1, x2, self.height - y2)

        self.steps.append(step)


def recorded(document: Document) -> list[list[Step]]:
    """Every text and line of the paper, page by page; filled shapes go straight to a canvas nobody keeps."""
    pages: list[list[Step]] = []
    for placed in pages_of(document):
        pages.append([])
        pen = RecordingPen(Canvas(BytesIO()), page_size(document)[1], pages[-1])
        for one in placed:
            one.piece.draw(pen, MARGIN, one.top)
    return pages


def bare(pages: list[list[Step]], size: tuple[float, float]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, pageCompression=1)
    for steps in pages:
        for step in steps:
            step(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


def eight_pages() -> Document:
    """The sample proposal with a technical annex that fills it up to eight pages."""
    line = "专线两端双路由接入，主备自动倒换，倒换时间不超过 50 毫秒；带宽可按季度调整，调整在 2 个工作日内生效。"
    draft = replace(DRAFT, shows_rivals=True, annex="\n".join(f"{number}. {line}" for number in range(1, 140)))
    return proposal_document(replace(PAPER, draft=draft))


@pytest.mark.benchmark
def test_a_proposal_of_eight_pages_with_two_charts() -> None:
    document = eight_pages()
    content = pdf_of(document)
    pages, size = recorded(document), page_size(document)
    bare(pages, size)
    ours = [seconds(lambda: pdf_of(document)) for _run in range(9)]
    floor = [seconds(lambda: bare(pages, size)) for _run in range(9)]
    print(
        f"\nproposal: {len(pages)} pages, {median(ours) * 1000:.1f} ms, bare reportlab {median(floor) * 1000:.1f} ms, "
        f"ratio {median(ours) / median(floor):.2f} (at most 2); {len(content) / 1024:.0f} KB (at most 400)"
    )


@pytest.mark.benchmark
def test_the_preview_after_an_edit() -> None:
    def refreshed() -> None:
        document = PdfPages(pdf_of(proposal_document(PAPER)))
        document.image(0, 600)

    refreshed()
    times = [seconds(refreshed) for _run in range(9)]
    print(f"\npreview after an edit: {median(times) * 1000:.0f} ms of drawing and 80 ms of waiting (at most 300)")
