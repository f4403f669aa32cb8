"""Sheets and headings are found wherever and however an office writes them."""

from collections.abc import Sequence

from model.intake.cells import Cell
from model.intake.headers import CUSTOM, LEFT_OUT, Table, core_of, heading_hash, headings_of, recognise
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.personal import forbidden_heading, is_bank_card, is_identity_number, without_numbers
from model.schema import SCHEMA


def table_of(name: str, *rows: Sequence[Cell]) -> Table:
    """The table that the rows were recognised as."""
    table = recognise(name, rows, OFFICE_SHEETS, {})
    assert table is not None
    return table


def fields(table: Table) -> list[str]:
    """The fields that the table's headings fill, from left to right."""
    return [heading.column.field for heading in table.fields if heading.column is not None]


def test_every_sheet_is_known_by_its_chinese_and_its_english_headings() -> None:
    for sheet in OFFICE_SHEETS:
        for language in (0, 1):
            texts = [column.headings[language] for column in sheet.columns]
            table = table_of(sheet.names[language], texts)
            assert table.sheet is sheet, sheet.title
            assert fields(table) == [column.field for column in sheet.columns]


def test_every_column_fills_a_field_that_is_kept() -> None:
    keys = {"group_code", "subscriber_code", "msisdn", "snapshot_name"}
    for sheet in OFFICE_SHEETS:
        kept = {column.name for column in SCHEMA.tables[sheet.entity].columns}
        for column in sheet.columns:
            assert column.field in kept or column.side or column.field in keys, (sheet.entity, column.field)


def test_titles_blank_rows_and_merged_cells_stand_above_the_headings() -> None:
    table = table_of(
        "Sheet1",
        ["示例分公司集团客户清单", "示例分公司集团客户清单", "示例分公司集团客户清单"],
        ["", "", ""],
        ["制表：示例", "2026-11", ""],
        ["集团名称", "集团编码", "区域"],
        ["示例机械", "G001", "高新区"],
    )
    assert (table.sheet.entity, table.header_row) == ("customer", 3)
    assert fields(table) == ["name", "group_code", "region"]


def test_a_heading_of_two_rows_is_put_together() -> None:
    table = table_of("月账单", ["集团编码", "账期", "收入", "收入"], ["", "", "语音收入", "数据收入"])
    assert table.header_row == 1
    assert fields(table) == ["group_code", "month", "voice_fen", "data_fen"]


def test_headings_alone_tell_the_sheet() -> None:
    assert table_of("Sheet1", ["集团编码", "姓名", "手机", "生日"]).sheet.entity == "contact"
    assert table_of("导出", ["集团编码", "用户编码", "手机号", "短号", "套餐"]).sheet.entity == "member"
    assert table_of("export", ["集团编码", "账期", "语音收入", "数据收入"]).sheet.entity == "billing_month"


def test_what_is_no_sheet_of_ours_is_not_taken_for_one() -> None:
    assert recognise("菜单", [["菜名", "价格"], ["示例", 12.0]], OFFICE_SHEETS, {}) is None
    assert recognise("空", [["", ""]], OFFICE_SHEETS, {}) is None


def test_the_unit_in_a_heading_is_heeded() -> None:
    for heading, fen in (("注册资本(万元)", 1_000_000), ("注册资本（元）", 100), ("注册资本", 1_000_000)):
        table = table_of("集团客户", ["集团编码", "集团名称", heading])
        column = table.headings[2].column
        assert column is not None
        assert column.kind.one(1.0) == fen


def test_an_unknown_column_is_left_out_until_a_person_says_what_it_is() -> None:
    texts = ["集团编码", "集团名称", "楼宇类别", "座落"]
    table = table_of("集团客户", texts)
    assert [heading.text for heading in table.unknown] == ["楼宇类别", "座落"]
    mapping = {core_of("楼宇类别"): CUSTOM + "楼宇类别", core_of("座落"): "address", core_of("集团名称"): LEFT_OUT}
    corrected = headings_of(table.sheet, texts, mapping)
    assert [heading.custom for heading in corrected] == ["", "", "楼宇类别", ""]
    assert [heading.column.field if heading.column else None for heading in corrected] == [
        "group_code",
        None,
        None,
        "address",
    ]
    remembered = recognise("别的名字", [texts[::-1]], OFFICE_SHEETS, {heading_hash(texts): mapping | {"": "customer"}})
    assert remembered is not None
    assert remembered.headings[0].column is not None
    assert remembered.headings[0].column.field == "address"


def test_a_doubled_heading_counts_once() -> None:
    assert fields(table_of("集团客户", ["集团编码", "集团名称", "客户名称"])) == ["group_code", "name"]


def test_columns_of_forbidden_data_are_dropped_by_their_heading() -> None:
    for heading in ("身份证号", "证件号码", "银行卡号", "通话详单", "常驻位置", "Passport no"):
        assert forbidden_heading(heading)
        assert headings_of(OFFICE_SHEETS[1], ["集团编码", heading])[1].forbidden
    for heading in ("统一社会信用代码", "地址", "人员定位", "手机"):
        assert not forbidden_heading(heading)


def made_identity_number(place: str = "110101", born: str = "19900307", order: str = "001") -> str:
    """An identity number with a right check digit, made for the test."""
    first = place + born + order
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, weights, strict=True)) % 11]


def test_identity_and_card_numbers_are_starred_out_of_texts_and_other_numbers_are_not() -> None:
    number, card = made_identity_number(), "6222000000000008"
    while not is_bank_card(card):
        card = str(int(card) + 1)
    assert is_identity_number(number)
    assert number not in without_numbers(f"证件 {number}，卡 {card}")
    assert card not in without_numbers(f"证件 {number}，卡 {card}")
    for text in ("合同 20261103000000000001 号", "110101199013990011", "13800000001", "91000000MA00010YXN"):
        assert without_numbers(text) == text
