"""The need-priority paper against bare reportlab drawing the same text with the same face."""

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from statistics import median

import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.document import Align, Block, Document, Heading, Lead, Table, TableColumn
from reports.drawing import Colour
from reports.faces import face
from reports.imprint import Imprint
from reports.pdf import pages_of, pdf_of
from reports.pdf_page import MARGIN, page_size
from reports.pdf_text import Pen

Drawn = tuple[float, float, str, float, bool]

HEADINGS = (
    "序号",
    "关键问题",
    "提出人(角色)",
    "影响",
    "重要度",
    "紧急度",
    "解锁",
    "我方方案",
    "对手方案",
    "责任人",
    "期限",
    "状态",
)


def needs_paper() -> Document:
    rows = [
        [
            str(number), f"两厂区账单分开，月底对不上第{number}项，需要统付", "示例财务总监（决策者）",
            "影响月结与部门分摊", "5", "4", "2、4", f"统付一张账单，按 {number} 个部门分摊，电子明细次月 3 日前送达",
            "对方承诺打折，未提分摊", "示例经理", "2026-12-05", "处理中",
        ]
        for number in range(1, 31)
    ]  # fmt: skip
    columns = [TableColumn(name, Align.RIGHT if name == "序号" else Align.LEFT) for name in HEADINGS]
    blocks: list[Block] = [Lead("先解决账单，再谈带宽：两项解锁其余四项。"), Heading("次序"), Table(columns, rows)]
    imprint = Imprint(date(2026, 11, 22), "示例经理", "0.1.0")
    return Document("关键问题解决优先次序表", "临江示例精密机械有限公司", blocks, imprint=imprint, landscape=True)


class RecordingPen(Pen):
    """A pen that also writes down every text it draws."""

    def __init__(self, canvas: Canvas, height: float, texts: list[Drawn]) -> None:
        super().__init__(canvas, height)
        self.texts = texts
        self.height = height

    def text(self, x: float, baseline: float, text: str, size: float, bold: bool, colour: Colour) -> None:
        self.texts.append((x, self.height - baseline, text, size, bold))


def drawn_texts(document: Document) -> list[list[Drawn]]:
    """Every text of the paper with its place, size and weight, page by page."""
    pages: list[list[Drawn]] = []
    for placed in pages_of(document):
        pages.append([])
        pen = RecordingPen(Canvas(BytesIO()), page_size(document)[1], pages[-1])
        for one in placed:
            one.piece.draw(pen, MARGIN, one.top)
    return pages


def bare(pages: list[list[Drawn]], size_of_page: tuple[float, float]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=size_of_page, pageCompression=1)
    for texts in pages:
        for x, y, text, size, bold in texts:
            canvas.setFont(face(bold).name, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def seconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


@pytest.mark.benchmark
def test_a_need_priority_paper_of_thirty_rows() -> None:
    document = needs_paper()
    content = pdf_of(document)
    pages = drawn_texts(document)
    size = page_size(document)
    bare(pages, size)
    ours = [seconds(lambda: pdf_of(document)) for _run in range(9)]
    floor = [seconds(lambda: bare(pages, size)) for _run in range(9)]
    print(
        f"\nneed-priority paper, 30 rows: {median(ours) * 1000:.1f} ms, bare reportlab {median(floor) * 1000:.1f} ms, "
        f"ratio {median(ours) / median(floor):.2f} (at most 2); {len(content) / 1024:.0f} KB (at most 300), "
        f"{len(pages)} pages"
    )
