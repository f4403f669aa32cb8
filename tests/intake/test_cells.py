"""Cells are read as people write them, and refused only where they cannot be meant."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.intake.cells import (
    NOT_YES_OR_NO,
    TOO_LONG,
    Cell,
    UnreadableError,
    read_code,
    read_flag,
    read_name,
    read_phone,
    read_text,
)
from model.intake.days import NO_SUCH_DATE, NOT_A_DATE, NOT_A_MONTH, read_birthday, read_date, read_month
from model.intake.numbers import (
    NEGATIVE,
    NOT_AN_AMOUNT,
    NOT_WHOLE,
    TOO_LARGE,
    read_count,
    read_figure,
    read_money,
    read_usage,
)

READERS: tuple[Callable[[Cell], object], ...] = (
    read_text,
    read_name,
    read_code,
    read_phone,
    read_date,
    read_month,
    read_money,
    read_count,
    read_usage,
    read_figure,
    read_flag,
    read_birthday,
)


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 3),
        datetime(2026, 11, 3, 8, 30),
        "2026-11-03",
        "2026/11/3",
        "2026.11.3",
        "20261103",
        "2026年11月3日",
        "２０２６年１１月３日",
        " 2026-11-03 00:00:00 ",
        "2026-11-03T08:30:00",
        20261103.0,
        20261103,
        46329.0,
    ],
)
def test_a_day_is_read_in_every_form(cell: Cell) -> None:
    assert read_date(cell) == date(2026, 11, 3)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "/", "NULL", "#N/A"])
def test_an_empty_cell_says_nothing(cell: Cell) -> None:
    for reader in (read_date, read_month, read_money, read_count, read_flag, read_code, read_birthday, read_figure):
        assert reader(cell) is None


@pytest.mark.parametrize(
    ("reader", "cell", "reason"),
    [
        (read_date, "2026-02-30", NO_SUCH_DATE),
        (read_date, "2026-13-01", NO_SUCH_DATE),
        (read_date, "next week", NOT_A_DATE),
        (read_date, True, NOT_A_DATE),
        (read_date, -5.0, NOT_A_DATE),
        (read_month, "2026-13", NOT_A_MONTH),
        (read_month, "十一月", NOT_A_MONTH),
        (read_money, "一百", NOT_AN_AMOUNT),
        (read_money, "1,2,x", NOT_AN_AMOUNT),
        (read_money, 1e300, TOO_LARGE),
        (read_money, float("nan"), NOT_AN_AMOUNT),
        (read_money, float("inf"), NOT_AN_AMOUNT),
        (read_count, -3.0, NEGATIVE),
        (read_count, 2.5, NOT_WHOLE),
        (read_count, "9" * 30, TOO_LARGE),
        (read_flag, "也许", NOT_YES_OR_NO),
        (read_flag, 7.0, NOT_YES_OR_NO),
        (read_text, "字" * 4001, TOO_LONG),
        (read_code, "9" * 65, TOO_LONG),
        (read_birthday, "02-31", NO_SUCH_DATE),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_reason(
    reader: Callable[[Cell], object], cell: Cell, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        reader(cell)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "cell", ["202611", "2026-11", "2026/11", "2026年11月", "2026年11月份", 202611.0, date(2026, 11, 9)]
)
def test_a_month_is_read_in_every_form(cell: Cell) -> None:
    assert read_month(cell) == 202611


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (1234.5, 123450),
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("￥1,234", 123400),
        ("¥1234元", 123400),
        ("1.2万", 1_200_000),
        ("１，２３４．５０", 123450),
        ("(12.30)", -1230),
        ("-12.3", -1230),
        ("0.1亿", 1_000_000_000),
        ("1.5E3", 150000),
        (12, 1200),
        (0.1 + 0.2, 30),
        (19.99, 1999),
    ],
)
def test_an_amount_is_read_to_the_fen(cell: Cell, fen: int) -> None:
    assert read_money(cell) == fen


def test_a_heading_in_ten_thousands_gives_its_unit() -> None:
    assert read_money(500.0, 10_000) == 500_000_000
    assert read_money("1.25", 10_000) == 1_250_000


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2710010001.0, "2710010001"),
        (13812345678.0, "13812345678"),
        ("1.3812345678E10", "13812345678"),
        ("2710010001.0", "2710010001"),
        ("00012", "00012"),
        ("Ｇ００１", "G001"),
        (" G 001 ", "G 001"),
        ("'0012", "0012"),
        (7, "7"),
        ("\u200bA1\ufeff", "A1"),
    ],
)
def test_a_code_stays_text(cell: Cell, text: str) -> None:
    assert read_code(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13812345678.0, "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0571-8888666", "0571-8888666"),
        ("138****5678", "138****5678"),
    ],
)
def test_a_phone_is_read_without_its_dress(cell: Cell, text: str) -> None:
    assert read_phone(cell) == text


@pytest.mark.parametrize("cell", ["是", "Y", "yes", 1.0, "1", "√", True, "有"])
def test_yes_has_many_signs(cell: Cell) -> None:
    assert read_flag(cell) is True


@pytest.mark.parametrize("cell", ["否", "N", "no", 0.0, "0", "×", False])
def test_no_has_many_signs(cell: Cell) -> None:
    assert read_flag(cell) is False


@pytest.mark.parametrize(
    ("cell", "birthday"),
    [("1985-03-08", "1985-03-08"), ("3月8日", "03-08"), ("19850308", "1985-03-08"), (date(1985, 3, 8), "1985-03-08")],
)
def test_a_birthday_may_leave_the_year_out(cell: Cell, birthday: str) -> None:
    assert read_birthday(cell) == birthday


def test_a_lunar_month_may_have_a_day_30() -> None:
    assert read_birthday("02-30") == "02-30"


def test_a_text_keeps_its_full_width_signs_and_a_name_its_one_line() -> None:
    assert read_text("　示例路１８号（东门）　") == "示例路１８号（东门）"
    assert read_name("示例\n公司   一部") == "示例 公司 一部"
    assert read_text("#REF!") is None


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.none()))
def test_no_cell_does_more_than_be_refused(cell: Cell) -> None:
    for reader in READERS:
        with suppress(UnreadableError):
            reader(cell)


@given(st.integers(-(10**13), 10**13))
def test_an_amount_written_with_its_fen_comes_back(fen: int) -> None:
    assert (
        read_money(
            f"{fen // 100 if fen >= 0 else -(-fen // 100)}.{abs(fen) % 100:02d}" if abs(fen) >= 100 else fen / 100
        )
        == fen
    )
    assert read_money(fen / 100) == fen
