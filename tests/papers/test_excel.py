"""Workbook papers: real numbers and dates, nothing a program would run, all of the file or none of it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from reports.excel import LONGEST_TEXT, Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.workbook import open_workbook
from tests.store.mounts import small_disk

COLUMNS = (
    Column("集团名称"),
    Column("数量", Kind.INTEGER),
    Column("月费（元）", Kind.MONEY),
    Column("生效日期", Kind.DATE),
    Column("账期", Kind.MONTH),
    Column("保有率", Kind.PERCENT),
)
ROW: tuple[Value, ...] = ("临江示例", 3, 123456, date(2026, 11, 3), 202611, 0.4826)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_kind_is_written_as_what_it_is(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", COLUMNS, [ROW])])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["s"]
    cells = sheet[2]
    assert [cell.value for cell in cells][:3] == ["临江示例", 3, 1234.56]
    assert [cell.number_format for cell in cells] == [
        "General", "#,##0", "#,##0.00", "yyyy-mm-dd", "yyyy-mm", "0.0%",
    ]  # fmt: skip
    assert [str(cell.value)[:10] for cell in cells[3:5]] == ["2026-11-03", "2026-11-01"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert all(sheet.column_dimensions[letter].width >= 10 for letter in "ABCDEF")


def test_a_title_notes_totals_and_the_imprint_stand_around_the_table(tmp_path: Path) -> None:
    totals: tuple[Value, ...] = ("合计", 3, 123456, None, None, None)
    sheet = Sheet("s", COLUMNS, iter([ROW, ROW]), "工作日志", ["2026年11月"], totals)
    write_workbook(tmp_path / "a.xlsx", [sheet], Imprint(date(2026, 11, 22), "示例经理", "0.1.0"))
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")["s"]
    assert [row[0].value for row in read.iter_rows()] == [
        "工作日志", "2026年11月", None, "集团名称", "临江示例", "临江示例", "合计", None,
        "内部资料 · 2026-11-22 · 示例经理 · 梅瓣 0.1.0",
    ]  # fmt: skip
    assert read["C7"].value == 1234.56
    assert read["C7"].font.bold
    assert read.freeze_panes == "A5"
    assert read.auto_filter.ref == "A4:F6"


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-5", "@SUM(A1)", "\t=1", "#N/A", '=HYPERLINK("x")', "\r=1"])
def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    sheet = Sheet("s", [Column(text)], [[text]], title=text)
    write_workbook(tmp_path / "a.xlsx", [sheet])
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")["s"]
    for row in (1, 4):
        assert read.cell(row, 1).data_type == "s"
        assert read.cell(row, 1).quotePrefix
        assert str(read.cell(row, 1).value).strip() == text.strip()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was_but_for_what_xml_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("excel") / "a.xlsx"
    write_workbook(path, [Sheet("s", [Column("文本")], [[text] for text in texts])])
    rows = [row[0] for row in open_workbook(path).rows("s")][1:]
    rows += [""] * (len(texts) - len(rows))

    def kept(text: object) -> str:
        plain = str(text).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(char for char in plain if char >= " " or char in "\t\n").strip("\ufffe\uffff")

    for read, text in zip(rows, texts, strict=True):
        clean = "".join(char for char in text if char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff")
        assert kept(read) == kept(clean)


def test_a_text_too_long_for_a_cell_is_refused_aloud_and_nothing_is_written(tmp_path: Path) -> None:
    rows = [["x" * LONGEST_TEXT], ["x" * (LONGEST_TEXT + 1)]]
    write_workbook(tmp_path / "fits.xlsx", [Sheet("s", [Column("备注")], rows[:1])])
    with pytest.raises(UserError, match="32768") as caught:
        write_workbook(tmp_path / "a.xlsx", [Sheet("s", [Column("备注")], rows)])
    assert "备注" in caught.value.sentence
    assert names_in(tmp_path) == ["fits.xlsx"]


def test_codes_stay_text_and_dates_before_excel_began_too(tmp_path: Path) -> None:
    columns = [Column("编码"), Column("日期", Kind.DATE), Column("是否")]
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", columns, [[13800138000.0, date(1899, 5, 1), True]])])
    assert list(open_workbook(tmp_path / "a.xlsx").rows("s"))[1] == ["13800138000", "1899-05-01", "是"]


def test_sheet_names_become_what_excel_allows(tmp_path: Path) -> None:
    long = "集" * 40
    write_workbook(tmp_path / "a.xlsx", [Sheet(name, COLUMNS, []) for name in ("a/b:c", long, long, "", "'x'")])
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [
        "a b c",
        "集" * 31,
        "集" * 29 + " 2",
        "Sheet",
        "x",
    ]


def test_a_missing_folder_is_said_and_the_old_file_survives_a_failure(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_workbook(tmp_path / "none" / "a.xlsx", [Sheet("s", COLUMNS, [ROW])])
    (tmp_path / "old.xlsx").write_bytes(b"old")
    with pytest.raises(UserError):
        write_workbook(tmp_path / "old.xlsx", [Sheet("s", [Column("备注")], [["x" * (LONGEST_TEXT + 1)]])])
    assert (tmp_path / "old.xlsx").read_bytes() == b"old"
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(UserError):
        write_workbook(tmp_path / "folder.xlsx", [Sheet("s", COLUMNS, [ROW])])
    assert names_in(tmp_path) == ["folder.xlsx", "old.xlsx"]


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    rows = [[f"{number * 7919:x}" * 5] for number in range(20_000)]
    with small_disk(tmp_path / "disk", megabytes=1 / 16) as disk:
        with pytest.raises(UserError, match="磁盘已满"):
            write_workbook(disk.folder / "a.xlsx", [Sheet("s", [Column("文本")], rows)])
        assert names_in(disk.folder) == []


def test_a_row_is_as_high_as_the_lines_of_its_wrapped_cells(tmp_path: Path) -> None:
    columns = (Column("集团名称"), Column("为什么", width=11, wrap=True))
    rows = (("甲", "一行"), ("乙", "a\nb\nc"), ("丙", "一二三四五六七八九十十一\n二"), ("丁", None), ("戊", "长" * 900))
    write_workbook(tmp_path / "a.xlsx", [Sheet("s", columns, rows)])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["s"]
    assert [sheet.row_dimensions[number].ht for number in range(2, 7)] == [None, 45, 60, None, 405]
    assert [sheet.cell(number, 1).alignment.vertical for number in range(2, 7)] == [None, "top", "top", None, "top"]
