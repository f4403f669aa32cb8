"""Everything out: whole, encrypted, readable without Meiban, and importable again."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import pyzipper
from openpyxl import load_workbook
from sqlalchemy import func, select, text

from model.errors import UserError
from model.everything_out.leaving_out import LEFT_OUT, left_out
from model.everything_out.queries import every_sheet, list_files, list_sheets, rows_of
from model.intake.apply import run_import
from model.intake.job import Options
from model.schema import SCHEMA
from model.store.base import is_fact, is_travelling
from model.store.checking import check_store
from model.store.database import Database
from model.store.opening import open_store
from model.submissions.records import Submission
from model.visits.records import Attachment
from reports.encrypted_zip import encrypted_zip
from reports.everything_out import write_everything
from reports.workbook import open_workbook
from tests.architecture.sources import ROOT
from tests.builders import PASSPHRASE, TODAY, add_customer, make_store, still_clock
from tests.sample_store import add_field_work, make_sample_store
from tests.store.mounts import small_disk

SECRET = "a passphrase of the file"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = make_sample_store(tmp_path_factory.mktemp("sample"))
    add_field_work(database)
    yield database
    database.close()


@pytest.fixture(scope="module")
def whole(sample: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything of the sample, written once for those who only read it."""
    return written(sample, tmp_path_factory.mktemp("whole"))


def quiet(_done: int, _total: int, _sheet: str) -> None:
    """No progress is wanted."""


def written(database: Database, folder: Path) -> Path:
    target = folder / "all.zip"
    with database.read() as session:
        write_everything(target, session, SECRET, quiet)
    return target


def unpacked(target: Path, folder: Path) -> list[str]:
    with pyzipper.AESZipFile(target) as whole:
        whole.setpassword(SECRET.encode())
        whole.extractall(folder)
        return list(whole.namelist())


def test_every_table_with_rows_goes_out_with_all_its_rows(sample: Database) -> None:
    with sample.read() as session:
        sheets = {sheet.entity: sheet for sheet in list_sheets(session)}
        for name, table in SCHEMA.tables.items():
            if is_travelling(table) or is_fact(table):
                count = session.scalar(select(func.count()).select_from(table))
                assert (name in sheets) == bool(count), name
                if count:
                    assert sum(1 for _row in rows_of(session, sheets[name])) == count, name


def test_every_table_and_column_stands_on_a_sheet_or_is_named_as_left_out_with_its_reason(sample: Database) -> None:
    with sample.read() as session:
        sheets = {sheet.entity: {column.field for column in sheet.columns} for sheet in every_sheet(session)}
    stay = [table for one in LEFT_OUT for table in one.tables]
    assert sorted([*sheets, *stay]) == sorted(SCHEMA.tables)
    assert all(what and why for what, why in left_out())
    inside = {column for one in LEFT_OUT for column in one.columns}
    for name, fields in sheets.items():
        whose = {"customer_id"} if {"group_code", "customer_name"} & fields else set()
        missing = {column.name for column in SCHEMA.tables[name].columns} - fields - inside - whose
        assert not missing, name


def test_no_heading_and_no_title_is_a_name_of_the_programs_own(sample: Database) -> None:
    with sample.read() as session:
        sheets = every_sheet(session)
    for sheet in sheets:
        headings = [column.heading for column in sheet.columns]
        assert len(set(headings)) == len(headings), sheet.entity
        assert not [heading for heading in (*headings, sheet.title) if "_" in heading], sheet.entity
        assert not [column.field for column in sheet.columns if column.heading == column.field], sheet.entity
    assert len({sheet.title for sheet in sheets}) == len(sheets)


def test_a_text_too_long_for_a_cell_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    """A busy month's frozen log is longer than a cell holds; it must not keep everything else inside."""
    database = make_store(tmp_path)
    frozen = "示例" * 20_000  # a log that this version cannot read goes out as it stands
    with database.write("Hand in") as session:
        session.add(Submission(id="0" * 36, dossier_id="1" * 36, month=202610, frozen=frozen))
    names = unpacked(written(database, tmp_path), tmp_path / "out")
    assert "长文本/0001.txt" in names
    assert (tmp_path / "out" / "长文本" / "0001.txt").read_text() == frozen
    rows = list(load_workbook(tmp_path / "out" / "其他记录.xlsx")["月末上交"].iter_rows(values_only=True))
    assert rows[1][rows[0].index("上交时的日志")] == "超出单元格长度，见 长文本/0001.txt。"
    database.close()


def test_the_offices_sheets_come_back_as_they_went_out(sample: Database, whole: Path, tmp_path: Path) -> None:
    names = unpacked(whole, tmp_path)
    assert names == ["办公数据.xlsx", "其他记录.xlsx", "目录.xlsx"]
    again = make_store(tmp_path, "again.db")
    report = run_import(again, [open_workbook(tmp_path / "办公数据.xlsx")], Options(member_names=True), TODAY)
    assert {name: counts.rejected for name, counts in report.sheets.items() if counts.rejected} == {}
    for entity in ("customer", "contact", "site", "agreement", "installed_product", "billing_month", "member_month"):
        table = SCHEMA.tables[entity]
        shared = [c.name for c in table.columns if c.name in _compared(entity)]
        query = f"SELECT {', '.join(shared)} FROM {entity} ORDER BY {', '.join(shared)}"
        with sample.read() as session, again.read() as other:
            sql = query.replace(" ORDER", f"{_OF_THE_OFFICE.get(entity, '')} ORDER")
            assert other.execute(text(sql)).all() == session.execute(text(sql)).all(), entity
    with sample.read() as session, again.read() as other:
        unknown = "SELECT name FROM contact WHERE name LIKE '%?'"
        assert other.execute(text(unknown)).all() == session.execute(text(unknown)).all() == [("安全负责人?",)]
    again.close()


_OF_THE_OFFICE = {"customer": " WHERE merged_into IS NULL", "contact": " WHERE name NOT LIKE '%?'"}
"""Rows that come back under their own ids: somebody not known yet was put on a map by hand."""


def _compared(entity: str) -> set[str]:
    """Fields of an office sheet that must come back equal."""
    from model.intake.office_sheets import OFFICE_SHEETS

    sheet = next(one for one in OFFICE_SHEETS if one.entity == entity)
    return {column.field for column in sheet.columns if not column.side} | {"id"}


def test_nothing_can_be_read_without_the_passphrase(whole: Path) -> None:
    assert "临江".encode() not in whole.read_bytes()
    with pyzipper.AESZipFile(whole) as opened:
        opened.setpassword(b"another passphrase")
        with pytest.raises(RuntimeError):
            opened.read(opened.namelist()[0])


def test_the_other_records_read_in_words(whole: Path, tmp_path: Path) -> None:
    unpacked(whole, tmp_path)
    book = load_workbook(tmp_path / "其他记录.xlsx", read_only=True)
    rows = list(book["拜访"].iter_rows(values_only=True))
    heading, first = rows[0], rows[1]
    assert heading[:2] == ("集团编码", "集团客户")
    assert first[heading.index("接触方式")] in ("上门", "电话")
    for sheet in book:
        for cells in sheet.iter_rows(values_only=True):
            assert not [cell for cell in cells if isinstance(cell, str) and cell[:2] in ('{"', '["', "[[")], sheet.title
    promises = list(book["承诺"].iter_rows(values_only=True))
    assert "书面割接方案" in promises[1]
    book.close()
    contents = load_workbook(tmp_path / "目录.xlsx", read_only=True)
    listed = list(contents["目录"].iter_rows(min_row=2, values_only=True))
    assert ("其他记录.xlsx", "承诺", len(promises) - 1) in listed
    assert [row[0] for row in contents["未导出"].iter_rows(min_row=2, values_only=True)] == [
        what for what, _why in left_out()
    ]
    contents.close()


def test_a_hostile_text_stays_a_text_and_a_hostile_file_name_a_name(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    customer = add_customer(database, name='=HYPERLINK("http://x";"y")')
    with database.write("Attach") as session:
        session.add(
            Attachment(
                id="0" * 36, dossier_id=customer, customer_id=customer, file_name="../../etc/passwd", content=b"photo"
            )
        )
    with database.read() as session:
        (file,) = list_files(session)
        assert "/" not in file.name
        assert not file.name.startswith(".")
    names = unpacked(written(database, tmp_path), tmp_path / "out")
    assert [name for name in names if name.startswith("附件/")] == [f"附件/{file.name}"]
    assert (tmp_path / "out" / "附件" / file.name).read_bytes() == b"photo"
    sheet = load_workbook(tmp_path / "out" / "办公数据.xlsx")["集团客户"]
    cell = sheet["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x";"y")', "s")
    database.close()


def test_a_short_passphrase_or_a_cancelled_job_leaves_no_file(sample: Database, tmp_path: Path) -> None:
    class StoppedError(Exception):
        """The person asked to stop."""

    def stop(_done: int, _total: int, _sheet: str) -> None:
        raise StoppedError

    target = tmp_path / "all.zip"
    with sample.read() as session:
        with pytest.raises(UserError):
            write_everything(target, session, "short", quiet)
        with pytest.raises(StoppedError):
            write_everything(target, session, SECRET, stop)
    assert list(tmp_path.iterdir()) == []


def test_while_everything_is_written_no_word_of_it_lies_open_on_the_disk(
    sample: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at as a stranger would, in the midst of the work: the target's folder and the system's own."""
    system, out = tmp_path / "system", tmp_path / "out"
    system.mkdir()
    out.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(system))
    seen: list[Path] = []

    def look(_done: int, _total: int, _sheet: str) -> None:
        for path in tmp_path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert b"<row" not in content, path
                assert "示例".encode() not in content, path
                seen.append(path)

    with sample.read() as session:
        write_everything(out / "all.zip", session, SECRET, look)
    assert seen
    assert {path.parent for path in seen} == {out}
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["all.zip"]


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 1) as disk:
        with (
            pytest.raises(UserError, match="磁盘已满"),
            encrypted_zip(disk.folder / "all.zip", SECRET) as put,
        ):
            put("photo", os.urandom(2_000_000))
        assert list(disk.folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
def test_a_run_that_is_killed_leaves_the_store_and_the_file_of_before_whole(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    add_customer(database)
    out = tmp_path / "out"
    out.mkdir()
    target = written(database, out)
    before = target.read_bytes()
    database.close()
    command = [sys.executable, "-m", "tests.everything_out.killed", str(database.path), str(target)]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    assert target.read_bytes() == before
    database = open_store(database.path, PASSPHRASE, still_clock(), tmp_path / "device")
    assert check_store(database) == []
    assert "办公数据.xlsx" in unpacked(written(database, out), tmp_path / "open")
    database.close()


def test_what_a_killed_run_left_goes_with_the_next_and_what_is_being_written_stays(tmp_path: Path) -> None:
    left, being_written = tmp_path / ".meiban-killed.zip", tmp_path / ".meiban-other.zip"
    for path in (left, being_written):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    with encrypted_zip(tmp_path / "list.zip", SECRET) as put:
        put("list.txt", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".meiban-other.zip", "list.zip"]
