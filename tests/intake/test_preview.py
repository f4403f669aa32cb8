"""What the map step shows: meanings of headings, changed by a person, and cells as they would be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.intake.cells import Cell
from model.intake.mappings import mapping_of, meaning_of
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.preview import (
    SheetPreview,
    as_sheet,
    heading_row,
    lacking,
    preview_sheets,
    read_as,
    value_words,
    with_meaning,
)


@dataclass(frozen=True)
class Rows:
    """A file of one sheet, in memory."""

    cells: Sequence[Sequence[Cell]]
    name: str = "办公.xlsx"
    sheets: tuple[str, ...] = ("名单",)

    def prepare(self, sheet: str) -> None:
        """Nothing to read ahead."""

    def rows(self, sheet: str) -> Iterator[Sequence[Cell]]:
        return iter(self.cells)

    def notices(self) -> tuple[str, ...]:
        return ()


KNOWN = Rows(
    [["清单"], ["集团编码", "集团名称", "楼宇类别", "客户类别"], ["G1", "示例一厂", "甲", "政府"], ["", "", "", ""]]
)
STRANGE = Rows([["示例"], ["甲", "乙", "丙"], ["G1", "示例一厂", "x"]])


def only(source: Rows) -> SheetPreview:
    (found,) = preview_sheets([source], {})
    return found


def test_a_known_sheet_shows_its_rows_below_the_headings() -> None:
    found = only(KNOWN)
    assert found.table is not None
    assert found.samples == (("G1", "示例一厂", "甲", "政府"),)
    assert [meaning_of(heading) for heading in found.table.headings] == [
        "group_code",
        "name",
        "",
        "customer_category",
    ]
    assert lacking(found.table) == []


def test_an_unknown_heading_becomes_a_field_of_its_own_and_the_others_keep_their_meaning() -> None:
    found = only(KNOWN)
    assert found.table is not None
    table = with_meaning(found.table, found.table.headings[2], "custom:楼宇类别")
    assert mapping_of(table) == {
        "集团编码": "group_code",
        "集团名称": "name",
        "楼宇类别": "custom:楼宇类别",
        "客户类别": "customer_category",
    }


def test_a_field_taken_by_another_heading_leaves_the_one_that_had_it() -> None:
    found = only(KNOWN)
    assert found.table is not None
    table = with_meaning(found.table, found.table.headings[2], "name")
    assert mapping_of(table) == {
        "集团编码": "group_code",
        "集团名称": "",
        "楼宇类别": "name",
        "客户类别": "customer_category",
    }
    left = with_meaning(table, table.headings[0], "")
    assert [column.field for column in lacking(left)] == ["group_code"]


def test_a_sheet_nobody_knows_is_taken_for_what_the_person_says() -> None:
    found = only(STRANGE)
    assert found.table is None
    customers = next(sheet for sheet in OFFICE_SHEETS if sheet.entity == "customer")
    told = as_sheet(found, customers)
    assert told.table is not None
    assert told.table.header_row == 1
    assert {column.field for column in lacking(told.table)} == {"group_code", "name"}
    assert as_sheet(told, None).table is None
    assert heading_row([]) == 0


def test_cells_are_shown_as_they_would_be_read() -> None:
    customers = next(sheet for sheet in OFFICE_SHEETS if sheet.entity == "customer")
    category, since = customers.fields["customer_category"], customers.fields["network_since"]
    capital = customers.fields["registered_capital_fen"]
    (value, reason), (nothing, why) = read_as(since, ["2026年11月3日", "2019-02-30"])
    assert (value_words(customers, since, value), reason) == ("2026-11-03", "")
    assert nothing is None
    assert why == "日期不存在"
    assert value_words(customers, category, read_as(category, ["政府"])[0][0]) == "政府"
    assert value_words(customers, capital, read_as(capital, ["1.5"])[0][0]) == "15,000.00"
    assert value_words(customers, since, None) == ""
