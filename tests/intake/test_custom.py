"""Unknown columns become custom fields by choice, remembered once; a person's edit of one stands like any other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from model.intake.apply import run_import
from model.intake.batches import undo_import
from model.intake.headers import CUSTOM, LEFT_OUT, core_of, headings_of, recognise
from model.intake.job import Options
from model.intake.mappings import list_mappings, mapping_of, remember_mapping
from model.intake.office_sheets import OFFICE_SHEETS
from model.store.checking import check_store
from model.store.database import Database
from reports.workbook import open_workbook
from tests.builders import TODAY, dump, make_store
from tests.intake.books import bring_in, counts, make_book, values

ROWS = (("集团编码", "集团名称", "楼宇类别", "座落", "身份证号"), ("G001", "示例机械", "写字楼", "示例路1号", "1"))
CUSTOM_VALUES = "SELECT name, value, entity FROM custom_value ORDER BY name"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh store."""
    store = make_store(tmp_path)
    yield store
    store.close()


def test_unknown_columns_are_kept_where_that_is_asked_for(tmp_path: Path, database: Database) -> None:
    source = open_workbook(make_book(tmp_path / "1.xlsx", {"集团客户": ROWS}))
    report = run_import(database, [source], Options(keep_unknown=True), TODAY)
    assert [left.heading for left in report.left_out] == ["身份证号"]
    assert values(database, CUSTOM_VALUES) == [("座落", "示例路1号", "customer"), ("楼宇类别", "写字楼", "customer")]
    before = dump(database)
    again = run_import(database, [source], Options(keep_unknown=True), TODAY)
    assert counts(again, "customer") == (1, 0, 0, 1, 0)
    assert dump(database) == before
    undo_import(database, report.batch)
    assert dump(database) == []
    assert check_store(database) == []


def test_a_mapping_that_was_corrected_once_is_remembered(tmp_path: Path, database: Database) -> None:
    path = make_book(tmp_path / "1.xlsx", {"清单": ROWS})
    source = open_workbook(path)
    name, top = "清单", list(source.rows("清单"))
    table = recognise(name, top, OFFICE_SHEETS, {})
    assert table is not None
    assert mapping_of(table) == {"集团编码": "group_code", "集团名称": "name", "楼宇类别": LEFT_OUT, "座落": LEFT_OUT}
    chosen = mapping_of(table) | {"楼宇类别": CUSTOM + "楼宇", "座落": "address"}
    texts = [heading.text for heading in table.headings]
    with database.write() as session:
        remember_mapping(session, texts, table.sheet, chosen)
    corrected = replace(table, headings=headings_of(table.sheet, texts, {core_of(k): v for k, v in chosen.items()}))
    run_import(database, [source], Options(), TODAY, tables=[(source, name, corrected)])
    assert values(database, "SELECT address FROM customer") == [("示例路1号",)]
    assert values(database, CUSTOM_VALUES) == [("楼宇", "写字楼", "customer")]
    other = [[row[place] for place in (4, 2, 1, 0, 3)] for row in ROWS]
    other[1][4] = "示例路2号"
    report = bring_in(database, make_book(tmp_path / "2.xlsx", {"另一张": other}))
    assert counts(report, "customer") == (1, 0, 1, 0, 0)
    assert values(database, "SELECT address FROM customer") == [("示例路2号",)]
    with database.read() as session:
        assert len(list_mappings(session)) == 1


def test_a_new_word_on_a_custom_field_takes_its_place(tmp_path: Path, database: Database) -> None:
    for kind in ("写字楼", "厂房"):
        rows = [ROWS[0][:3], ("G001", "示例机械", kind)]
        source = open_workbook(make_book(tmp_path / f"{kind}.xlsx", {"集团客户": rows}))
        report = run_import(database, [source], Options(keep_unknown=True), TODAY)
    assert counts(report, "customer") == (1, 0, 1, 0, 0)
    assert values(database, CUSTOM_VALUES) == [("楼宇类别", "厂房", "customer")]
