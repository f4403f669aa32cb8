"""What people type into fields."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget
from pytestqt.qtbot import QtBot

from gui.widgets.columns import money_words
from gui.widgets.fields import (
    CheckField,
    ChoiceField,
    DateField,
    IntegerField,
    MoneyField,
    MonthField,
    NoteField,
    PhoneField,
    SecretField,
    TextField,
    masked,
)
from gui.widgets.reading import read_date, read_integer, read_money, read_month

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-03",
        "2026/11/3",
        "20261103",
        "2026年11月3日",
        "2026.11.3",
        "２０２６－１１－０３",
        " 2026 年 11 月 3 日 ",
        "11-3",
        "1103",
    ],
)
def test_a_date_is_read_the_way_people_write_it(text: str) -> None:
    assert read_date(text, TODAY) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["", "2026-13-01", "2026-02-30", "soon", "sunflower", "next month", "2026-11", "99999999", "1" * 500]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [("今天", 22), ("明天", 23), ("后天", 24), ("周五", 27), ("星期天", 22), ("本周五", 20), ("下周三", 25), ("+7", 29),
     ("3天后", 25), ("-1", 21), ("Friday", 27), ("thurs", 26), ("next wed", 25), ("tomorrow", 23), ("in 2 days", 24)],
)  # fmt: skip
def test_a_day_is_understood_as_it_is_said(text: str, day: int) -> None:
    assert read_date(text, TODAY) == date(2026, 11, day)


def test_a_day_is_stepped_by_the_arrows_and_picked_from_a_month(qtbot: QtBot) -> None:
    field = DateField(TODAY)
    qtbot.addWidget(field)
    field.show()
    for key, day in ((Qt.Key.Key_Up, 22), (Qt.Key.Key_Up, 23), (Qt.Key.Key_Down, 22)):
        qtbot.keyClick(field.line, key)
        assert field.value() == date(2026, 11, day)
    field.set_value(date.max)
    qtbot.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == date.max
    field.set_value(date(2026, 11, 27))
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.findChild(QCalendarWidget)
    assert month is not None
    assert month.selectedDate().toPython() == date(2026, 11, 27)
    month.clicked.emit(QDate(2026, 12, 1))
    assert (field.value(), month.window().isVisible()) == (date(2026, 12, 1), False)


@pytest.mark.parametrize("text", ["2026-11", "202611", "2026年11月", "2026/11"])
def test_a_month_is_read_the_way_people_write_it(text: str) -> None:
    assert read_month(text) == 202611


@pytest.mark.parametrize(
    ("text", "fen"),
    [("1234.5", 123450), ("1,234.50", 123450), ("￥1,234", 123400), ("1.2万", 1_200_000), ("-3", -300), ("0.01 元", 1),
     ("１２", 1200), ("1.23456万", 1_234_560)],
)  # fmt: skip
def test_an_amount_is_read_the_way_people_write_it(text: str, fen: int) -> None:
    assert read_money(text) == fen


@pytest.mark.parametrize("text", ["", "1.234", "abc", "1e5", "--1", "1,2,", "万", "9" * 40])
def test_what_is_no_amount_is_refused(text: str) -> None:
    if text == "1,2,":
        assert read_money(text) == 1200
        return
    with pytest.raises(ValueError):  # noqa: PT011
        read_money(text)


@given(st.integers(-(10**13), 10**13))
def test_an_amount_shown_is_read_back_to_the_fen(fen: int) -> None:
    assert read_money(money_words(fen)) == fen


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (lambda words: read_date(words, TODAY), read_month, read_money, read_integer):
        try:
            read(text)
        except ValueError:
            continue


def test_fields_give_plain_values_and_say_what_they_cannot_read(qtbot: QtBot) -> None:
    day, month, money, number = DateField(TODAY), MonthField(), MoneyField(), IntegerField(1, 5)
    for field, typed, value in ((day, "20261122", TODAY), (month, "2026-11", 202611), (money, "1.2万", 1_200_000)):
        qtbot.addWidget(field)
        field.set_typed(typed)
        assert (field.value(), field.problem()) == (value, "")
        field.set_typed("?")
        assert field.value() is None
        assert field.problem()
        field.set_value(value)
        assert field.value() == value
    number.set_typed("6")
    assert number.problem() == "请填 1 到 5 之间的整数。"
    number.set_typed("")
    assert (number.value(), number.problem()) == (None, "")


def test_notes_choices_and_boxes_keep_their_values(qtbot: QtBot) -> None:
    note, choice, box = NoteField(), ChoiceField({"a": "Customer", "b": "Contact"}, optional=True), CheckField("x")
    for field in (note, choice, box):
        qtbot.addWidget(field)
    assert (note.value(), choice.value(), box.value()) == (None, None, False)
    note.set_value("line\nline")
    choice.set_value("b")
    box.set_value(True)
    assert (note.value(), choice.value(), box.value()) == ("line\nline", "b", True)
    assert choice.box.currentText() == "联系人"


def test_a_phone_number_is_masked_until_it_is_revealed(qtbot: QtBot) -> None:
    revealed: list[str] = []

    def reveal() -> str:
        revealed.append("logged")
        return "13800005678"

    field = PhoneField(reveal)
    qtbot.addWidget(field)
    field.set_value("13800005678")
    assert field.line.text() == "138****5678"
    assert field.value() == "13800005678"
    assert field.typed() == ""
    assert not revealed
    field.eye.click()
    assert field.line.text() == "13800005678"
    assert revealed == ["logged"]


@pytest.mark.parametrize(("number", "shown"), [("13800005678", "138****5678"), ("61234", "***34"), ("", "")])
def test_numbers_are_masked(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_a_passphrase_is_never_trimmed_and_never_kept(qtbot: QtBot) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    field.set_value(" secret ")
    assert field.value() == " secret "
    assert field.typed() == ""


def test_a_text_field_cuts_at_its_limit(qtbot: QtBot) -> None:
    field = TextField(limit=5)
    qtbot.addWidget(field)
    field.set_typed("abcdefgh")
    assert field.value() == "abcde"
