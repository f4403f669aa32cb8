"""Filling someone else's workbook: the cells asked for change, nothing else does."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Border, Font, Side

from model.errors import UserError
from reports.form_filling import fill
from reports.workbook import open_workbook
from tests.papers.made_files import make_workbook

SHAPES = (
    '<?xml version="1.0"?><xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="s1">签字</v:shape></xml>'.encode()
)


def company_form(path: Path) -> Path:
    """A form as a company hands out: title merged, a formula, a date column, a chart, shapes, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "日志"
    sheet.append(["客户经理工作日志"])
    sheet.merge_cells("A1:D1")
    sheet.append(["集团编码", "日期", "工时", "事项"])
    for number in range(3, 8):
        sheet.append([f"G{number:03}", date(2026, 11, number), number, "原文"])
        sheet.cell(number, 2).number_format = "yyyy/m/d"
        sheet.cell(number, 4).border = Border(bottom=Side(style="thin"))
        sheet.cell(number, 4).font = Font(bold=True)
    sheet["C8"] = "=SUM(C3:C7)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=7))
    sheet.add_chart(chart, "F2")
    other = book.create_sheet("说明")
    other["A1"] = "=日志!C8"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/vmlDrawing9.vml", SHAPES)
    return path


def raw_entries(path: Path) -> dict[str, bytes]:
    """Every entry's compressed bytes."""
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        entries = {}
        for info in archive.infolist():
            file.seek(info.header_offset + 26)
            lengths = file.read(4)
            skip = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            file.seek(skip, 1)
            entries[info.filename] = file.read(info.compress_size)
        return entries


def sheet_xml_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_only_the_cells_asked_for_change_and_keep_their_look(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    fill(form, out, "日志", {(2, 3): "拜访 <示例> & 公司", (3, 2): 2.5, (4, 1): date(2026, 12, 24), (5, 3): None})
    before, after = raw_entries(form), raw_entries(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    old, new = openpyxl.load_workbook(form)["日志"], openpyxl.load_workbook(out)["日志"]
    changed = {cell.coordinate for row in new.iter_rows() for cell in row if cell.value != old[cell.coordinate].value}
    assert changed == {"D3", "C4", "B5", "D6"}
    assert new["D3"].value == "拜访 <示例> & 公司"
    assert new["C4"].value == 2.5
    assert new["B5"].value == datetime(2026, 12, 24)
    assert new["D6"].value is None
    assert all(new[name].style_id == old[name].style_id for name in changed)
    assert new["C8"].value == "=SUM(C3:C7)"
    assert str(new.merged_cells) == "A1:D1"


def test_outside_the_changed_cells_the_sheet_keeps_every_byte(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    fill(form, tmp_path / "out.xlsx", "日志", {(2, 3): "新", (6, 0): "G9"})
    cell = re.compile(rb'<c r="(?:D3|A7)".*?</c>')
    new = sheet_xml_of(tmp_path / "out.xlsx").replace(b'<sheetCalcPr fullCalcOnLoad="1"/>', b"")
    assert cell.sub(b"", new) == cell.sub(b"", sheet_xml_of(form))


def test_a_new_column_stands_at_the_right_under_a_heading_like_its_neighbour(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    fill(form, out, "日志", {(1, 4): "简称", (2, 4): "示例", (3, 4): 12, (4, 4): date(2026, 1, 2), (12, 4): "末"})
    new = openpyxl.load_workbook(out)["日志"]
    assert [new.cell(row, 5).value for row in (2, 3, 4, 5, 13)] == ["简称", "示例", 12, datetime(2026, 1, 2), "末"]
    assert new["E2"].style_id == new["D2"].style_id
    assert new.dimensions == "A1:E13"


def test_a_merged_area_is_filled_at_its_first_cell(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    fill(form, tmp_path / "out.xlsx", "日志", {(0, 2): "十一月"})
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["日志"]["A1"].value == "十一月"


def test_a_formula_is_not_overwritten_and_nothing_is_written(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    with pytest.raises(UserError, match="C8"):
        fill(form, tmp_path / "out.xlsx", "日志", {(7, 2): 5})
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx"]


def test_a_workbook_can_be_filled_in_place(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    fill(form, form, "日志", {(2, 3): "一"})
    fill(form, form, "日志", {(2, 3): "二"})
    assert openpyxl.load_workbook(form)["日志"]["D3"].value == "二"


def test_a_date_in_a_cell_that_shows_no_dates_is_written_as_text(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    fill(form, tmp_path / "out.xlsx", "日志", {(2, 3): date(2026, 11, 3)})
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["日志"]["D3"].value == "2026-11-03"


def test_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    form = company_form(tmp_path / "form.xlsx")
    fill(form, tmp_path / "out.xlsx", "日志", {(2, 3): "=1+1", (3, 3): "@x"})
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["日志"]["D3"].data_type == "s"


def test_sheets_as_other_programs_write_them_are_filled_too(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c t="str"><v>x</v></c></row><row r="3"/>'
    path = make_workbook(tmp_path / "a.xlsx", rows)
    fill(path, path, "客户", {(0, 1): "y", (0, 3): True, (1, 0): "中", (2, 1): 7, (9, 0): "末"})
    rows_read = list(open_workbook(path).rows("客户"))
    assert rows_read[:3] == [[1.0, "y", "", True], ["中", "", "", ""], ["", 7.0, "", ""]]
    assert rows_read[9] == ["末", "", "", ""]


def test_prefixed_and_empty_sheets_are_filled_too(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{namespace}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>'
    parts["xl/worksheets/sheet1.xml"] = (sheet + "</x:sheetData></x:worksheet>").encode()
    for content in (
        parts["xl/worksheets/sheet1.xml"],
        f'<worksheet xmlns="{namespace}"><sheetData/></worksheet>'.encode(),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, content if name == "xl/worksheets/sheet1.xml" else part)
        fill(path, path, "客户", {(1, 0): "甲", (1, 2): 3})
        row = openpyxl.load_workbook(path)["客户"][2]
        assert (row[0].value, row[2].value) == ("甲", 3)


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_workbook_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(UserError):
        fill(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "客户", {})
    with pytest.raises(UserError):
        fill(tmp_path / "none.xlsx", tmp_path / "b.xlsx", "客户", {})


def test_a_missing_sheet_and_a_text_too_long_are_said(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx")
    with pytest.raises(UserError, match="没有"):
        fill(path, path, "没有", {})
    with pytest.raises(UserError, match="32768"):
        fill(path, path, "客户", {(0, 0): "x" * 32768})


PLACES = st.tuples(st.integers(0, 12), st.integers(0, 30))
VALUES = st.one_of(st.integers(-(10**9), 10**9), st.text("ab<&>\"' 中", min_size=1, max_size=5), st.booleans())


@given(st.dictionaries(PLACES, VALUES, max_size=12), st.dictionaries(PLACES, VALUES, min_size=1, max_size=12))
def test_any_cells_are_filled_and_all_others_stay(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[tuple[int, int], object],
    second: dict[tuple[int, int], object],
) -> None:
    path = tmp_path_factory.mktemp("fill") / "a.xlsx"
    book = openpyxl.Workbook()
    for (row, column), value in first.items():
        book.worksheets[0].cell(row + 1, column + 1).value = value  # type: ignore[assignment]
    book.save(path)
    fill(path, path, "Sheet", second)  # type: ignore[arg-type]
    read = openpyxl.load_workbook(path)["Sheet"]
    wanted = {**first, **second}
    found = {(c.row - 1, c.column - 1): c.value for row in read.iter_rows() for c in row if c.value is not None}
    assert found == wanted
