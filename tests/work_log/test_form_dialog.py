"""The company's own form: mapped once by clicking its cells, filled with one button, known again next month."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.work_log.form_dialog import FormDialog, open_form_dialog
from model.months import month_range
from model.settings.personal import find_personal, keep_personal
from model.work_log.queries import WorkLog, WorkLogLine
from model.work_log.rules import balance_of
from reports.form_sheets import fingerprint_of, form_from_plain, plain_form, read_form
from reports.imprint import Imprint
from reports.work_log import WorkLogPaper
from reports.workbook import Cell
from tests.builders import TODAY
from tests.papers.test_form_filling import SHAPES, company_form, raw_entries
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

Sheets = list[tuple[str, list[list[Cell]]]]


def paper_of(lines: int = 2) -> WorkLogPaper:
    """A month of so many lines."""
    made = tuple(
        WorkLogLine(
            None, date(2026, 11, 3 + at), 90, "retention", f"事项{at}", "G001", "示例机械", "phone", "visit", None
        )
        for at in range(lines)
    )
    log = WorkLog(202611, made, balance_of((line.category, line.minutes) for line in made), *month_range(202611))
    return WorkLogPaper(log, "示例经理", Imprint(TODAY, "示例经理", "0.1.0"))


def blank_form(path: Path) -> Path:
    """A form whose headings say nothing Meiban knows, with merged areas, a chart, shapes and a formula."""
    company_form(path)
    book = openpyxl.load_workbook(path)
    sheet = book["日志"]
    for number, words in enumerate(("甲栏", "乙栏", "丙栏", "丁栏"), 1):
        sheet.cell(2, number, words)
    for row in range(3, 8):
        for column in range(1, 5):
            sheet.cell(row, column).value = None
    sheet["F20"] = "填表："
    sheet.merge_cells("G20:H20")
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/vmlDrawing9.vml", SHAPES)
    return path


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, tmp_path: Path) -> FormDialog:
    return on_screen(qtbot, FormDialog(None, context, read_form(blank_form(tmp_path / "form.xlsx")), paper_of()))


def take(dialog: FormDialog, row: int, column: int, field: str) -> None:
    dialog.grid.setCurrentCell(row, column)
    dialog.field.setCurrentIndex(dialog.field.findData(field))
    dialog.field.activated.emit(dialog.field.currentIndex())


def map_all(dialog: FormDialog) -> None:
    for column, field in enumerate(("group_code", "work_date", "hours", "what")):
        take(dialog, 2, column, field)
    take(dialog, 19, 7, "person")


def test_cells_are_mapped_by_a_click_and_the_month_fills_only_them(
    qtbot: QtBot, context: Context, dialog: FormDialog, tmp_path: Path
) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    assert not dialog.fill_button.isEnabled()
    map_all(dialog)
    assert dialog.map.cells == {"person": (19, 6)}
    assert dialog.map.room == 5
    shown = dialog.grid.item(2, 1)
    assert shown is not None
    assert shown.text() == "〔日期〕"
    dialog.write(out)
    qtbot.waitUntil(lambda: out.exists() and not context.tasks.busy)
    before, after = raw_entries(form), raw_entries(out)
    assert [name for name in before if before[name] != after.get(name)] == ["xl/worksheets/sheet1.xml"]
    assert list(before) == list(after)
    sheet = openpyxl.load_workbook(out)["日志"]
    assert [sheet.cell(3, column).value for column in (1, 3, 4)] == ["G001", 1.5, "事项0"]
    assert str(sheet["B4"].value)[:10] == "2026-11-04"
    assert (sheet["G20"].value, sheet["A5"].value, sheet["C8"].value) == ("示例经理", None, "=SUM(C3:C7)")
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:D1", "G20:H20"}


def test_next_month_the_form_is_known_again(qtbot: QtBot, context: Context, dialog: FormDialog, tmp_path: Path) -> None:
    map_all(dialog)
    dialog.write(tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "out.xlsx").exists() and not context.tasks.busy)
    again: list[FormDialog] = []
    open_form_dialog(dialog, context, tmp_path / "form.xlsx", paper_of(), again.append)
    qtbot.waitUntil(lambda: bool(again))
    assert again[0].map == dialog.map
    again[0].close()


def test_a_field_is_taken_away_and_moved(dialog: FormDialog) -> None:
    take(dialog, 2, 0, "what")
    take(dialog, 2, 1, "what")
    assert dict(dialog.map.columns) == {"what": 1}
    take(dialog, 2, 1, "")
    assert dict(dialog.map.columns) == {}


def test_a_form_with_too_little_room_says_so_before_anything_is_written(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    dialog = FormDialog(None, context, read_form(blank_form(tmp_path / "form.xlsx")), paper_of(6))
    qtbot.addWidget(dialog)
    take(dialog, 2, 2, "hours")
    assert "5" in dialog.remark.text()
    dialog.write(tmp_path / "out.xlsx")
    qtbot.waitUntil(dialog.fill_button.isEnabled)
    assert not (tmp_path / "out.xlsx").exists()


def test_known_headings_are_mapped_already(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["日期", "工作内容", "工时"])
    book.save(tmp_path / "a.xlsx")
    dialog = FormDialog(None, context, read_form(tmp_path / "a.xlsx"), paper_of())
    qtbot.addWidget(dialog)
    assert dict(dialog.map.columns) == {"work_date": 0, "what": 1, "hours": 2}
    assert dialog.fill_button.isEnabled()


def test_the_grid_is_walked_with_the_keyboard(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.grid.setCurrentCell(2, 0)
    dialog.grid.setFocus()
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Right)
    assert dialog.cell_words.text() == "B3"
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.field
    assert unnamed_controls(dialog) == []


def test_a_month_in_the_title_makes_no_other_form() -> None:
    november: Sheets = [("日志11", [["2026年11月工作日志"], ["日期", "工时", 3.0]])]
    december: Sheets = [("日志12", [["2026年12月工作日志"], ["日期", "工时", 4.0]])]
    other: Sheets = [("日志12", [["2026年12月工作日志"], ["日期", "备注"]])]
    assert fingerprint_of(november) == fingerprint_of(december) != fingerprint_of(other)


def test_a_kept_map_that_fits_no_more_is_left_out(context: Context, tmp_path: Path) -> None:
    form = read_form(blank_form(tmp_path / "form.xlsx"))
    with context.write("Map") as session:
        keep_personal(session, "form", {"sheet": "没有", "columns": {}})
    with context.read() as session:
        assert form_from_plain(find_personal(session, "form"), form) is None
        assert form_from_plain(find_personal(session, "nothing"), form) is None
    kept = form_from_plain({"sheet": "日志", "first_row": 2, "columns": {"what": 3, "old": 9}}, form)
    assert kept is not None
    assert plain_form(kept) == {"sheet": "日志", "first_row": 2, "columns": {"what": 3}, "cells": {}}


def test_the_form_itself_stays_as_it_was(qtbot: QtBot, context: Context, dialog: FormDialog, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "form.xlsx") as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    map_all(dialog)
    dialog.write(tmp_path / "out.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "out.xlsx").exists() and not context.tasks.busy)
    with zipfile.ZipFile(tmp_path / "form.xlsx") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == before
