"""The sample month is invented, marked, whole, dirty in the ways of the field, and made again byte for byte."""

import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.samples.billing import months_until
from tests.samples.companies import COMPANIES, MARK, credit_code
from tests.samples.installed import products_of
from tests.samples.layout import PLANS
from tests.samples.make_month import FILES, TARGET, TODAY, write_samples
from tests.samples.members import members_of
from tests.samples.mess import BAD_ROWS
from tests.samples.people import people_of

LISTED = frozenset((Path(__file__).parent / "listed_short_names.txt").read_text(encoding="utf-8").split())
LARGEST = 600 * 1024


def cells(name: str, sheet: str) -> list[tuple[object, ...]]:
    """Every row of a sheet of a bundled workbook, titles and headings included."""
    book = load_workbook(TARGET / name, read_only=True)
    try:
        return list(book[sheet].iter_rows(values_only=True))
    finally:
        book.close()


def parts(path: Path) -> Iterator[tuple[str, tuple[int, ...], bytes]]:
    """Name, time and unpacked content of each part; packed bytes may differ between builds of zlib."""
    with zipfile.ZipFile(path) as book:
        for info in book.infolist():
            yield info.filename, info.date_time, book.read(info)


def test_no_sample_company_bears_the_name_of_a_listed_one() -> None:
    beginnings = {name[:2] for name in LISTED}
    for company in COMPANIES:
        assert company.short not in LISTED
        assert not any(len(name) > 2 and name in company.name for name in LISTED)
        assert company.short[:2] not in beginnings or company.short.startswith("示例")


def test_every_company_and_person_is_marked_as_a_sample() -> None:
    for number, company in enumerate(COMPANIES):
        assert "示例" in company.name
        assert all(person.name.endswith(MARK) for person in people_of(company, number))


def test_a_sample_credit_code_checks_out_and_belongs_to_no_region() -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for number in range(1, 60):
        code = credit_code(number)
        assert len(code) == 18
        assert code[2:8] == "000000"
        assert sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17])) % 31 + signs.index(
            code[17]
        ) in {0, 31}


def test_no_two_people_share_a_name_and_every_boss_is_in_the_same_company() -> None:
    everybody = [people_of(company, number) for number, company in enumerate(COMPANIES)]
    names = [person.name for people in everybody for person in people]
    assert len(set(names)) == len(names)
    for people in everybody:
        assert {person.boss for person in people} - {""} <= {person.name for person in people}


def test_numbers_and_codes_of_members_are_their_own() -> None:
    members = [member for company in COMPANIES for member in members_of(company)]
    assert 1_400 <= len(members) <= 1_700
    assert len({member.msisdn for member in members}) == len(members)
    assert len({member.subscriber for member in members}) == len(members)
    for company in COMPANIES:
        assert len({member.short_number for member in members_of(company)}) == company.members
    assert all(member.since is None or member.joined < member.since <= TODAY for member in members)


def test_bundle_ends_of_the_coming_quarter_are_there_to_work_on() -> None:
    ends = [each.bundle_end for company in COMPANIES for each in products_of(company) if each.bundle_end]
    assert sum(TODAY <= end <= date(2027, 2, 28) for end in ends) > 60
    assert any(end < TODAY for end in ends)


@pytest.mark.parametrize("name", list(FILES))
def test_each_workbook_holds_every_sheet_and_stays_small(name: str) -> None:
    path = TARGET / name
    book = load_workbook(path, read_only=True)
    assert book.sheetnames == [plan.name for plan in PLANS]
    book.close()
    assert path.stat().st_size < LARGEST


def test_the_bundled_workbooks_are_what_the_script_writes(tmp_path: Path) -> None:
    write_samples(tmp_path)
    for name in FILES:
        assert list(parts(tmp_path / name)) == list(parts(TARGET / name)), f"run tests.samples.make_month for {name}"


def test_the_mess_of_real_files_is_in_the_newest_month() -> None:
    rows = cells("month.xlsx", "月账单")
    assert rows[3][0] == "集团编码"
    assert any(not any(row) for row in rows[4:])
    filled = [row for row in rows[4:] if any(row)]
    assert any(first == second for first, second in pairwise(filled))
    texts = [str(cell) for row in filled for cell in row if isinstance(cell, str)]
    assert any("," in text for text in texts)
    assert any("万" in text for text in texts)
    assert any("，" in text for text in texts)
    phones = [row[5] for row in cells("month.xlsx", "联系人")[4:] if len(row) > 5]
    assert {type(phone) for phone in phones} >= {str, int}
    ends = {type(row[9]) for row in cells("month.xlsx", "产品订购")[4:] if len(row) > 9}
    assert len(ends) >= 3


def test_the_rows_to_be_rejected_stand_in_the_newest_month_alone() -> None:
    codes = {str(row[0]) for rows in BAD_ROWS.values() for row in rows if str(row[0]).startswith("2719999")}
    assert len(codes) == 5
    for name, newest in FILES.items():
        found = {str(row[0]) for sheet in BAD_ROWS for row in cells(name, sheet)} & codes
        assert found == (codes if newest else set())


def test_two_months_differ_in_new_missing_and_changed_customers() -> None:
    newest, before = ({c.code for c in COMPANIES if c.in_month(month)} for month in (True, False))
    assert len(newest - before) == 2
    assert len(before - newest) == 1
    assert sum(company.manager(True) != company.manager(False) for company in COMPANIES) == 2
    assert sum(bool(company.grade_before) for company in COMPANIES) == 4


def test_months_count_back_over_the_turn_of_the_year() -> None:
    assert months_until(202602, 4) == [202511, 202512, 202601, 202602]
