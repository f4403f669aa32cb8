"""Papers: what was written can be read back, selected and searched; nothing leaves the page."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab import rl_config

from model.errors import UserError
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.document import (
    Align,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Run,
    SignatureLines,
    Spanning,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.faces import SUBSTITUTE, face
from reports.imprint import Imprint
from reports.pdf import pdf_of, write_pdf
from reports.pdf_page import MARGIN
from reports.scales import Measure
from tests.papers.reading import pdf_pages


@pytest.fixture(autouse=True)
def same_bytes_each_run() -> Iterator[None]:
    rl_config.invariant = 1
    yield
    rl_config.invariant = 0


def paper(*blocks: Block, landscape: bool = False, imprint: Imprint | None = None) -> bytes:
    return pdf_of(Document("需求次序表", "临江示例公司", blocks, number="MB-1", imprint=imprint, landscape=landscape))


def says(page: str, text: str) -> bool:
    return re.search(rf"{text}(?!\d)", page) is not None


def test_everything_written_can_be_selected_and_searched() -> None:
    content = paper(
        Lead(["每月少付 ", Run("4,860.00 元", bold=True, colour=Colour.ACCENT), "，第 3 个月收回。"]),
        Heading("一、对照"),
        Table(
            [TableColumn("项目"), TableColumn("月费", Align.RIGHT)],
            [["语音专线", "6,200.00"]],
            total=["合计", "6,200.00"],
        ),
        Bullets(["第一条", "第二条"]),
        Facts([("行业", "制造"), ("地址", "示例市一号路")]),
        SignatureLines(["客户代表"]),
        Paragraph("以正式合同为准。", muted=True),
    )
    text = pdf_pages(content)[0].replace("\n", "").replace(" ", "")
    written = [
        "临江示例公司",
        "每月少付4,860.00元，第3个月收回。",
        "一、对照",
        "语音专线",
        "6,200.00",
        "合计",
        "第二条",
    ]
    for part in [*written, "示例市一号路", "客户代表", "以正式合同为准。", "第1页共1页", "MB-1"]:
        assert part in text


def test_the_face_is_embedded_and_the_same_paper_gives_the_same_bytes() -> None:
    first, second = paper(Paragraph("中文")), paper(Paragraph("中文"))
    assert first == second
    fonts = PdfReader(BytesIO(first)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all(
        "/FontFile2" in fonts[name].get_object()["/FontDescriptor"].get_object() for name in fonts if name != "/F1"
    )


def test_rare_characters_beyond_the_basic_plane_are_copied_out_right() -> None:
    rare = next(chr(code) for code in range(0x20000, 0x2FFFF) if face().shown(chr(code)) == chr(code))
    assert f"人名{rare}示例" in pdf_pages(paper(Paragraph(f"人名{rare}示例")))[0]


def test_a_character_the_face_lacks_is_seen_to_be_missing() -> None:
    text = pdf_pages(paper(Paragraph("甲\U0001f600乙\x00丙\u200b丁\ufe0f")))[0]
    assert f"甲{SUBSTITUTE}乙丙丁" in text


def test_headings_come_again_after_a_break_and_no_row_is_cut() -> None:
    rows = [[str(number), f"说明{number}，" * (1 + number % 40)] for number in range(60)]
    pages = pdf_pages(paper(Table([TableColumn("序号", Align.RIGHT), TableColumn("说明")], rows, total=["", "合计"])))
    assert len(pages) > 2
    assert all("序号" in page and "说明" in page for page in pages)
    for number, row in enumerate(rows):
        holding = [page for page in pages if f"说明{number}，" in page]
        assert len(holding) == 1
        assert holding[0].replace("\n", "").count(f"说明{number}，") == row[1].count("，")
    assert f"第 {len(pages)} 页 共 {len(pages)} 页" in pages[-1]


def test_a_row_higher_than_a_page_goes_on_over_pages_with_nothing_lost() -> None:
    long = "".join(f"第{number}句，" for number in range(900))
    pages = pdf_pages(paper(Table([TableColumn("说明"), TableColumn("期限")], [["短", "1"], [long, "2"], ["末", "3"]])))
    whole = "".join(pages).replace("\n", "")
    assert len(pages) > 1
    assert all(f"第{number}句，" in whole for number in (0, 450, 899))


def test_rows_tied_by_a_spanning_cell_stay_on_one_page() -> None:
    rows = [[f"行{number}", Spanning(f"合{number}", 3) if number % 3 == 0 else None] for number in range(60)]
    pages = pdf_pages(paper(Table([TableColumn("甲"), TableColumn("乙")], rows)))
    for number in range(0, 60, 3):
        page = next(page for page in pages if says(page, f"合{number}"))
        assert all(says(page, f"行{number + step}") for step in range(3))


def test_a_spanning_group_higher_than_a_page_is_still_printed_whole() -> None:
    rows = [[f"行{number}", Spanning("共", 80) if number == 0 else None] for number in range(80)]
    pages = pdf_pages(paper(Table([TableColumn("甲"), TableColumn("乙")], rows)))
    assert all(any(says(page, f"行{number}") for page in pages) for number in range(80))


def test_a_heading_is_never_left_alone_at_the_foot() -> None:
    for lines in range(38, 48):
        pages = pdf_pages(
            paper(*[Paragraph(f"段{number}") for number in range(lines)], Heading("节"), Paragraph("正文"))
        )
        assert any("节" in page and "正文" in page for page in pages)


@pytest.mark.parametrize("landscape", [False, True])
def test_nothing_is_drawn_in_the_margin(landscape: bool) -> None:
    long = "A" * 300 + "很长的文字" * 80
    columns = [TableColumn(f"列{number}") for number in range(12)]
    content = paper(Paragraph(long), Table(columns, [[long[250:330]] * 12]), Lead(long), landscape=landscape)
    for page in PdfReader(BytesIO(content)).pages:
        ends: list[float] = []

        def seen(
            text: str, _cm: object, place: list[float], _font: object, size: float, ends: list[float] = ends
        ) -> None:
            shown = text.strip("\n")
            if shown:
                ends.append(place[4] + face().width(shown, size))

        page.extract_text(visitor_text=seen)
        assert ends
        assert max(ends) <= float(page.mediabox.width) - MARGIN + 0.5


def test_an_internal_paper_carries_date_maker_and_version_and_another_one_does_not() -> None:
    imprint = Imprint(date(2026, 11, 22), "示例经理", "0.1.0")
    assert "内部资料 · 2026-11-22 · 示例经理 · 梅瓣 0.1.0" in pdf_pages(paper(imprint=imprint))[0]
    plain = paper()
    assert "内部" not in pdf_pages(plain)[0]
    assert "示例经理" not in str(PdfReader(BytesIO(plain)).metadata)


def test_charts_print_as_vectors_with_their_labels() -> None:
    series = (Series("信息化", (100_00, None, 300_00), Colour.FIRST), Series("其他", (1, 2, -300), Colour.SECOND))
    data = ChartData(("9月", "10月", "11月"), ("a", "b", "c"), series, Measure.MONEY)
    content = paper(Figure(stacked_bar_chart(data, 900, 200)), NewPage(), Paragraph("后"))
    assert len(pdf_pages(content)) == 2
    assert "信息化" in pdf_pages(content)[0]
    assert "/XObject" not in PdfReader(BytesIO(content)).pages[0]["/Resources"]  # type: ignore[operator]


def test_an_empty_table_says_so_and_an_empty_paper_is_a_page() -> None:
    assert "还没有" in pdf_pages(paper(Table([TableColumn("甲")], [], empty="还没有需求")))[0]
    assert len(pdf_pages(paper())) == 1


def test_a_paper_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_pdf(tmp_path / "none" / "a.pdf", Document("k", "t", []))
    write_pdf(tmp_path / "a.pdf", Document("k", "t", []))
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
