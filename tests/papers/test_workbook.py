"""Reading workbooks and csv files as people and office systems write them."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from reports.workbook import cell_name, open_workbook
from tests.papers.made_files import make_workbook


def test_cells_come_as_the_kinds_the_file_keeps(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("联系人")
    sheet.append(["张示例", 13800138000, date(2026, 11, 3), datetime(2026, 11, 3, 9, 30), True, 1.5, None])
    sheet.append([None, "x"])
    del book[book.sheetnames[0]]
    book.save(tmp_path / "a.xlsx")
    opened = open_workbook(tmp_path / "a.xlsx")
    assert opened.sheets == ("联系人",)
    assert list(opened.rows("联系人")) == [
        ["张示例", 13800138000.0, date(2026, 11, 3), datetime(2026, 11, 3, 9, 30), True, 1.5],
        ["", "x", "", "", "", ""],
    ]
    assert opened.notices() == ()


def test_rows_and_columns_count_from_a1_though_the_data_begin_later(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "s"
    book.worksheets[0]["C4"] = "标题"
    book.save(tmp_path / "a.xlsx")
    rows = list(open_workbook(tmp_path / "a.xlsx").rows("s"))
    assert [row for row in rows if any(row)] == [["", "", "标题"]]
    assert len(rows) == 4


def test_a_merged_text_is_spread_and_a_merged_amount_is_not(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["2026年月报", "", ""],
        ["集团", "收入", ""],
        ["", "语音", "数据"],
        ["甲示例", 5, ""],
        ["", "", "", "末"],
    ):
        sheet.append(row)
    for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5", "B4:C5"):
        sheet.merge_cells(area)
    sheet["B2"], sheet["A2"] = "收入", "集团"
    book.save(tmp_path / "a.xlsx")
    assert list(open_workbook(tmp_path / "a.xlsx").rows("Sheet")) == [
        [*["2026年月报"] * 3, ""],
        ["集团", "收入", "收入", ""],
        ["集团", "语音", "数据", ""],
        ["甲示例", 5.0, "", ""],
        ["甲示例", "", "", "末"],
    ]


def test_formulas_give_their_kept_value_and_one_without_is_named(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1*2</f></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">1</f><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v/></c></row>'
    )
    opened = open_workbook(make_workbook(tmp_path / "a.xlsx", rows))
    assert next(iter(opened.rows("客户")))[0] == 2.0
    assert opened.uncached == {"客户": ((0, 1), (2, 0))}
    assert "B1" in opened.notices()[0]
    assert "2" in opened.notices()[0]


def test_hidden_sheets_are_left_out_and_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a"])
    book.create_sheet("字典").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    opened = open_workbook(tmp_path / "a.xlsx")
    assert opened.sheets == ("Sheet",)
    assert "字典" in opened.notices()[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_is_read_in_every_usual_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(["集团编码", "集团名称"]) + "\r\n" + delimiter.join(["001", '"临江,示例;公司"']) + "\r\n"
    (tmp_path / "集团客户.csv").write_bytes(text.encode(encoding))
    opened = open_workbook(tmp_path / "集团客户.csv")
    assert opened.sheets == ("集团客户",)
    assert list(opened.rows("集团客户")) == [["集团编码", "集团名称"], ["001", "临江,示例;公司"]]


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((9, 25), "Z10"), ((0, 26), "AA1"), ((1, 701), "ZZ2")])
def test_cells_are_named_as_people_know_them(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name


def test_a_workbook_let_go_of_can_be_replaced(tmp_path: Path) -> None:
    path = make_workbook(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    with open_workbook(path) as opened:
        assert list(opened.rows("客户")) == [[1.0]]
    path.unlink()
    with open_workbook(make_workbook(path)) as opened:
        assert opened.sheets == ("客户",)


def _long_book(folder: Path, rows: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    for name in ("甲", "乙", "丙"):
        sheet = book.create_sheet(name)
        for number in range(rows):
            sheet.append([name, number])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_a_sheet_read_ahead_gives_the_same_rows_whatever_is_asked_for_between(tmp_path: Path) -> None:
    path = _long_book(tmp_path, 500)
    with open_workbook(path) as plain, open_workbook(path) as ahead:
        ahead.prepare("丙")
        assert [list(ahead.rows(name)) for name in ("甲", "丙", "乙", "丙")] == [
            list(plain.rows(name)) for name in ("甲", "丙", "乙", "丙")
        ]


def test_a_workbook_may_be_closed_while_a_sheet_is_read_ahead(tmp_path: Path) -> None:
    path = _long_book(tmp_path, 5_000)
    opened = open_workbook(path)
    opened.prepare("甲")
    opened.close()
    path.unlink()
    assert not path.exists()
