"""The big office workbook is a real one, in small."""

from pathlib import Path

from openpyxl import load_workbook

from tests.benchmarks.make_office import OfficeSize, make_office

SMALL = OfficeSize(customers=30, contacts=60, installed=75, months=2)


def test_a_small_office_workbook_opens_with_every_row(tmp_path: Path) -> None:
    book = load_workbook(make_office(tmp_path / "office.xlsx", SMALL), read_only=True)
    counts = {sheet.title: sum(1 for _ in sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    assert counts == {"集团客户": 31, "联系人": 61, "产品订购": 76, "月度收入": 61}


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (make_office(tmp_path / name, SMALL).read_bytes() for name in ("one.xlsx", "two.xlsx"))
    assert first == second


def test_no_half_written_workbook_is_left_beside_it(tmp_path: Path) -> None:
    make_office(tmp_path / "office.xlsx", SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["office.xlsx"]
