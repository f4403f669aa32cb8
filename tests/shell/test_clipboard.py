"""What Excel and its like put on the clipboard."""

import csv
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence
from pytestqt.qtbot import QtBot

from gui.preferences import Preferences
from gui.start import keep_as_text
from gui.widgets.clipboard import as_html, as_tsv, from_html, from_tsv, rows_on
from gui.widgets.columns import Column
from gui.widgets.record_table import RecordTable
from tests.builders import TODAY

EXCEL_HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!-- td {mso-ignore:padding;} --></style>
</head><body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=200 style='border-collapse: collapse;width:150pt'>
<!--StartFragment-->
 <col width=72 style='width:54pt'>
 <tr height=19 style='height:14.25pt'>
  <td height=19 class=xl65 width=72>集团编码</td>
  <td class=xl65 width=72>手机</td>
  <td class=xl65 width=72>备注</td>
 </tr>
 <tr height=19>
  <td height=19 x:str="0100">0100</td>
  <td align=right x:num="13800000001">1.38E+10</td>
  <td>两行<br>
    文字 &amp; 符号</td>
 </tr>
<!--EndFragment-->
</table></body></html>"""
EXCEL_TEXT = '集团编码\t手机\t备注\r\n0100\t1.38E+10\t"两行\n文字 & 符号"\r\n'
READ = [["集团编码", "手机", "备注"], ["0100", "13800000001", "两行\n文字 & 符号"]]


def mime(text: str = "", html: str = "") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_a_number_excel_shows_cut_short_comes_whole() -> None:
    assert rows_on(mime(EXCEL_TEXT, EXCEL_HTML)) == READ


def test_a_table_that_comes_as_html_alone_is_read() -> None:
    assert rows_on(mime(html=EXCEL_HTML)) == READ


def test_text_alone_is_read() -> None:
    assert rows_on(mime("甲\t乙\r\n1\t\r\n")) == [["甲", "乙"], ["1", ""]]


def test_html_that_says_something_else_than_the_text_is_passed_over() -> None:
    assert rows_on(mime("甲\t乙", "<p>甲 乙</p>")) == [["甲", "乙"]]
    assert rows_on(mime()) == []


def test_merged_cells_are_filled_up_with_empty_ones() -> None:
    text = (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td rowspan=2>4</td><td>5</td></tr><tr><td>6</td><td>7</td></tr></table><table><tr><td>x</table>"
    )
    assert from_html(text) == [["甲", "乙", ""], ["", "1", "2"], ["3", "4", "5"], ["6", "", "7"]]


@given(
    st.lists(
        st.lists(st.text(alphabet="甲a1 <>&\"'\t", min_size=1).map(str.strip).filter(bool), min_size=1), min_size=1
    )
)
def test_what_we_copy_as_html_we_read_back(rows: list[list[str]]) -> None:
    assert from_html(as_html(rows)) == [[" ".join(word.split()) for word in row] for row in rows]


@given(st.lists(st.lists(st.text(alphabet="=+-@1.,%'甲\t\n\""), min_size=1).filter(any), min_size=1, max_size=4))
def test_what_we_copy_as_text_holds_no_formula_and_is_read_back(rows: list[list[str]]) -> None:
    text = as_tsv(rows)
    plain = [["".join(cell) for cell in row] for row in rows]
    if not any(cell.startswith("'") for row in plain for cell in row):
        assert from_tsv(text) == plain
    assert not any(
        cell[:1] in ("=", "@") for row in csv.reader(text.splitlines(True), dialect="excel-tab") for cell in row
    )


def test_a_formula_is_copied_as_words_and_a_signed_number_as_itself() -> None:
    assert as_tsv([["=cmd|' /C calc'!A0", "@SUM(1)", "+86 138", "-5", "+1,234.50", "-3.5%"]]) == (
        "'=cmd|' /C calc'!A0\t'@SUM(1)\t'+86 138\t-5\t+1,234.50\t-3.5%\r\n"
    )


def test_dates_and_lines_in_a_cell_come_as_excel_shows_them() -> None:
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><table><!--StartFragment--><tr>"
        "<td class=xl66 align=right x:num='46349'>2026/11/23</td><td colspan=2 class=xl67>第一行<br style='mso-data-"
        "placement:same-cell;'>第二行</td></tr><!--EndFragment--></table></body></html>"
    )
    assert rows_on(mime('2026/11/23\t"第一行\n第二行"\t\r\n', html)) == [["2026/11/23", "第一行\n第二行", ""]]
    assert rows_on(mime(html=html)) == [["2026/11/23", "第一行\n第二行", ""]]


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert all(isinstance(row, list) for row in from_html(text))


@pytest.mark.parametrize("span", ["999999999", "-1", "x", ""])
def test_a_span_that_cannot_be_meant_does_no_harm(span: str) -> None:
    (row,) = from_html(f'<table><tr><td colspan="{span}">甲</td></tr></table>')
    assert row[0] == "甲"
    assert len(row) <= 200


def test_ctrl_v_in_a_table_hands_the_rows_on(qtbot: QtBot, preferences: Preferences) -> None:
    table = RecordTable("t", [Column("name", "Name")], preferences, lambda: TODAY)
    qtbot.addWidget(table)
    table.set_rows([("1", "甲")])
    QGuiApplication.clipboard().setMimeData(mime(EXCEL_TEXT, EXCEL_HTML))
    with qtbot.waitSignal(table.pasted) as caught:
        qtbot.keySequence(table.view, QKeySequence(QKeySequence.StandardKey.Paste))
    assert caught.args == [READ]
    assert as_tsv(READ).startswith("集团编码\t手机\t备注\r\n")
    keep_as_text(QGuiApplication.clipboard())


_COPY_AND_END = """
import sys
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from gui.start import keep_as_text
app = QApplication([])
data = QMimeData()
data.setText("a\\tb")
data.setHtml("<table><tr><td>a</td></tr></table>")
app.clipboard().setMimeData(data)
app.clipboard().mimeData().html()
keep_as_text(app.clipboard())
sys.stdout.write(app.clipboard().text())
"""


def test_a_program_that_ends_with_copied_rows_ends_well_and_leaves_their_text() -> None:
    ended = subprocess.run([sys.executable, "-c", _COPY_AND_END], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "a\tb")
