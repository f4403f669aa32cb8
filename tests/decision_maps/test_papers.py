"""Maps as PDF, SVG, PNG and xlsx, checked by their text and by their picture."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from model.decision_maps.graph import Judgement, Line, Person
from model.decision_maps.history import MapHistory
from model.decision_maps.picture import draw_map
from model.decision_maps.queries import MapSheet, map_sheet
from model.errors import UserError
from reports.decision_maps import MapPaper, write_map
from reports.drawing import Anchor, Colour, Dot, Drawing, Polyline, Rect, Text
from reports.drawing import Line as Stroke
from reports.drawing_png import png_of
from reports.drawing_svg import svg_of
from reports.imprint import Imprint
from reports.map_drawing import drawing_of
from reports.map_tiles import part_drawing, parts_of
from tests.builders import TODAY, make_store
from tests.decision_maps.charts import chart_of
from tests.decision_maps.sample import make_sample_map
from tests.papers.reading import pdf_pages

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


@pytest.fixture
def sheet(tmp_path: Path) -> MapSheet:
    database = make_store(tmp_path)
    customer, _people = make_sample_map(database)
    with database.read() as session:
        found = map_sheet(session, customer)
    database.close()
    return found


def large_sheet(size: int) -> MapSheet:
    chart = chart_of(size)
    people = tuple(Person(name, f"示例{name}", "主管", f"部门{number % 9}") for number, name in enumerate(chart.people))
    judgements = tuple(
        Judgement(name, name, "user", "supporter", "inside", "brief", "assumed", date(2026, 9, 1))
        for name in chart.people[::3]
    )
    lines = tuple(Line(a + b, a, b, "solid", date(2026, 1, 1)) for a, b in chart.lines)
    links = tuple(Line(f"{a}{b}x", a, b, "influences", date(2026, 1, 1)) for a, b in chart.links)
    return MapSheet("c", "示例大集团", "G9", "B", False, MapHistory(people, judgements, lines + links), {}, (), ())


def cells_of(path: Path) -> Iterable[tuple[object, ...]]:
    return load_workbook(path).worksheets[0].iter_rows(values_only=True)


def test_the_printed_map_names_everyone_and_says_what_is_missing(sheet: MapSheet, tmp_path: Path) -> None:
    write_map(tmp_path / "map.pdf", MapPaper(sheet, TODAY, IMPRINT))
    first, *rest = pdf_pages(tmp_path / "map.pdf")
    for person in sheet.history.people:
        assert person.name in first
    for words in ("临江精密机械有限公司（示例）", "完整度 93%", "冲突", "影响", "占位", "内部资料", "第 1 页"):
        assert words in first
    whole = "".join(rest)
    for words in ("缺口与下一步", "安排首次拜访", "示例支撑经理", "判断日期", "2026-09-03"):
        assert words in whole


def test_a3_is_twice_as_large(sheet: MapSheet, tmp_path: Path) -> None:
    write_map(tmp_path / "a4.pdf", MapPaper(sheet, TODAY, IMPRINT))
    write_map(tmp_path / "a3.pdf", MapPaper(sheet, TODAY, IMPRINT, a3=True))
    small, large = (PdfReader(tmp_path / name).pages[0].mediabox for name in ("a4.pdf", "a3.pdf"))
    assert float(large.width) * float(large.height) == pytest.approx(
        2 * float(small.width) * float(small.height), rel=0.01
    )
    assert float(small.width) > float(small.height)


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".xlsx"])
def test_what_a_customer_sees_holds_no_judgement(sheet: MapSheet, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"public{ending}"
    write_map(path, MapPaper(sheet, TODAY, IMPRINT, public=True))
    if ending == ".pdf":
        text = "".join(pdf_pages(path))
    elif ending == ".svg":
        text = path.read_text("utf-8")
    else:
        text = " ".join(str(cell) for row in cells_of(path) for cell in row if cell is not None)
    assert "示例总经理" in text
    for secret in (
        "决策者",
        "支持",
        "反对",
        "中立",
        "核心层",
        "推测",
        "冲突",
        "完整度",
        "缺口",
        "内部",
        "对口",
        "S001",
    ):
        assert secret not in text


def test_the_drawing_is_whole_xml_with_every_name(sheet: MapSheet, tmp_path: Path) -> None:
    write_map(tmp_path / "map.svg", MapPaper(sheet, TODAY, IMPRINT))
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    words = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert {person.name for person in sheet.history.people} <= set(words)


def test_the_picture_shows_cards_where_the_layout_put_them(sheet: MapSheet, tmp_path: Path) -> None:
    write_map(tmp_path / "map.png", MapPaper(sheet, TODAY, IMPRINT))
    drawing = drawing_of(draw_map(sheet, TODAY))
    with Image.open(tmp_path / "map.png") as picture:
        assert picture.size == (round(drawing.width * 2), round(drawing.height * 2))
        edges = [shape for shape in drawing.shapes if isinstance(shape, Rect) and shape.width == 4]
        for edge in edges:
            spot = picture.getpixel((round((edge.x + 2) * 2), round((edge.y + 44) * 2)))
            assert spot != (255, 255, 255)
        assert picture.getpixel((1, 1)) == (255, 255, 255)


def test_the_table_of_people_holds_one_row_each(sheet: MapSheet, tmp_path: Path) -> None:
    write_map(tmp_path / "people.xlsx", MapPaper(sheet, TODAY, IMPRINT))
    flat = {str(row[0]): row for row in cells_of(tmp_path / "people.xlsx") if row and row[0]}
    finance = flat["示例财务总监"]
    assert "批准者" in finance
    assert "示例总经理" in finance
    assert "示例支撑经理" in finance
    assert len([name for name in flat if name.startswith("示例")]) == 6


def test_a_large_map_goes_on_tiles_with_every_card_whole_on_one(tmp_path: Path) -> None:
    sheet = large_sheet(200)
    write_map(tmp_path / "large.pdf", MapPaper(sheet, TODAY, IMPRINT, a3=True))
    pages = pdf_pages(tmp_path / "large.pdf")
    assert len(pages) > 3
    end = next(number for number, page in enumerate(pages) if "缺口与下一步" in page)
    drawn = "".join(pages[:end])
    for person in sheet.history.people:
        assert drawn.count(f"{person.name}") >= 1


def test_parts_show_each_card_whole_and_none_over_another_or_beyond_the_edge() -> None:
    drawing = drawing_of(draw_map(large_sheet(85), TODAY))
    cards = {(shape.x, shape.y) for shape in drawing.shapes if isinstance(shape, Rect) and shape.width == 192}
    parts, scale = parts_of(drawing, 700, 400)
    found: set[tuple[float, float]] = set()
    for part in parts:
        tile = part_drawing(drawing, part, scale)
        assert tile.width <= 700.01
        assert tile.height <= 400.01
        here = []
        for shape in tile.shapes:
            if isinstance(shape, Rect) and shape.width == pytest.approx(192 * scale):
                assert -0.01 <= shape.x <= tile.width - shape.width + 0.01
                assert -0.01 <= shape.y <= tile.height - shape.height + 0.01
                here.append((round(shape.x / scale + part.across[0]), round(shape.y / scale + part.down[0])))
            elif isinstance(shape, Stroke):
                assert -0.01 <= min(shape.x1, shape.x2) <= max(shape.x1, shape.x2) <= tile.width + 0.01
        assert len(here) == len(set(here))
        assert set(here) <= cards
        assert set(here) - found, "a part that shows nobody new is a wasted page"
        found |= set(here)
    assert found == cards


def test_each_part_says_where_the_map_goes_on(tmp_path: Path) -> None:
    write_map(tmp_path / "large.pdf", MapPaper(large_sheet(120), TODAY, IMPRINT))
    pages = pdf_pages(tmp_path / "large.pdf")
    count = sum("幅" in page for page in pages)
    assert count > 3
    assert f"第1幅，共{count}幅·右接第2幅" in "".join(pages[1].split())
    assert "左接第1幅" in "".join(pages[2].split())
    assert all(str(number) in pages[0] for number in range(1, count + 1))


def test_a_map_that_needs_a_page_of_its_own_leaves_the_gaps_beside_the_title(tmp_path: Path) -> None:
    write_map(tmp_path / "middle.pdf", MapPaper(large_sheet(40), TODAY, IMPRINT, a3=True))
    first, second, *_rest = pdf_pages(tmp_path / "middle.pdf")
    assert "缺口与下一步" in first
    assert "示例p000" in second


def test_an_empty_map_and_an_unknown_ending_are_refused(sheet: MapSheet, tmp_path: Path) -> None:
    empty = replace(sheet, history=MapHistory((), (), ()))
    with pytest.raises(UserError):
        write_map(tmp_path / "x.pdf", MapPaper(empty, TODAY, IMPRINT))
    with pytest.raises(UserError):
        write_map(tmp_path / "x.docx", MapPaper(sheet, TODAY, IMPRINT))
    assert list(tmp_path.glob("x.*")) == []


def test_every_kind_of_shape_is_drawn_in_both_pictures() -> None:
    shapes = (
        Rect(0, 0, 10, 10, Colour.DONE),
        Stroke(0, 20, 40, 20, Colour.INK, 1.0, dashed=True),
        Stroke(5, 5, 5, 5, Colour.INK, 1.0, dashed=True),
        Polyline(((0, 30), (20, 30), (20, 40)), Colour.DANGER),
        Dot(30, 35, 4, Colour.NEWS),
        Text(20, 55, "示<例>", 10, Colour.INK, Anchor.MIDDLE, bold=True),
    )
    drawing = Drawing(60, 60, shapes)
    svg = svg_of(drawing)
    assert [svg.count(f"<{tag} ") for tag in ("rect", "line", "polyline", "circle", "text")] == [2, 2, 1, 1, 1]
    assert "示&lt;例&gt;" in svg
    picture = png_of(drawing)
    assert len(picture.getcolors(10_000) or ()) > 5
    assert png_of(Drawing(40_000, 40_000, ())).width < 7_000
