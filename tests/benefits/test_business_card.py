"""The business card: its vCard text, its code, its files, and who may see a number."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gui.benefits.card_dialog import open_contact_card, open_own_card
from gui.context import Context
from model.benefits.business_card import BusinessCard, check_card, keep_own_card, own_card, vcard_of
from model.customers.records import Contact
from model.errors import UserError
from model.security.records import AuditEntry
from reports.business_card import HEIGHT, WIDTH, card_drawing, code_shapes, write_card
from reports.drawing import Rect, Text
from tests.retention.portfolio import add_contact, add_customer
from tests.windows import on_screen

CARD = BusinessCard(
    "示例经理",
    "集团客户经理",
    "示例公司",
    "15400000001",
    "010-5550000",
    "shili@example.com",
    "示例市城东区示例路一号示例大厦八层",
)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_vcard_says_everything_once_and_ends_its_lines_as_the_format_asks() -> None:
    assert unfolded(vcard_of(CARD)) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:示例经理;;;;",
        "FN:示例经理",
        "ORG:示例公司",
        "TITLE:集团客户经理",
        "TEL;TYPE=CELL:15400000001",
        "TEL;TYPE=WORK,VOICE:010-5550000",
        "EMAIL:shili@example.com",
        "ADR;TYPE=WORK:;;示例市城东区示例路一号示例大厦八层;;;;",
        "END:VCARD",
        "",
    ]
    assert unfolded(vcard_of(BusinessCard("甲", mobile="1")))[2:5] == ["N:甲;;;;", "FN:甲", "TEL;TYPE=CELL:1"]


@given(st.text(max_size=120))
@settings(max_examples=60)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    said = vcard_of(BusinessCard("甲", text, mobile="1"))
    assert all(len(line.encode()) <= 75 for line in said.split("\r\n"))
    lines = unfolded(said)
    assert [line.partition(":")[0].partition(";")[0] for line in lines if line] in (
        ["BEGIN", "VERSION", "N", "FN", "TITLE", "TEL", "END"],
        ["BEGIN", "VERSION", "N", "FN", "TEL", "END"],
    )


@pytest.mark.parametrize(
    "card", [BusinessCard(" ", mobile="1"), BusinessCard("甲"), BusinessCard("甲", "职" * 200, mobile="1")]
)
def test_a_card_that_cannot_be_made_is_refused(card: BusinessCard) -> None:
    with pytest.raises(UserError):
        check_card(card)


def test_the_code_is_square_dark_on_white_with_room_around_it() -> None:
    ground, *modules = code_shapes(vcard_of(CARD), 10, 20, 100)
    assert isinstance(ground, Rect)
    boxes = [shape for shape in modules if isinstance(shape, Rect)]
    module = boxes[0].height
    assert module * 4 == int(module * 4)
    left, right = min(box.x for box in boxes), max(box.x + box.width for box in boxes)
    top, bottom = min(box.y for box in boxes), max(box.y + box.height for box in boxes)
    assert right - left == bottom - top
    assert min(left - 10, 110 - right, top - 20, 120 - bottom) >= 3.5 * module
    assert (boxes[0].width, boxes[0].x) == (7 * module, left)


def test_long_lines_are_cut_and_the_address_goes_on_in_a_second_line() -> None:
    card = BusinessCard("示" * 60, "职" * 60, mobile="15400000001", address="路" * 90)
    shapes = card_drawing(card).shapes
    words = [shape for shape in shapes if isinstance(shape, Text)]
    assert sum("路" in shape.text for shape in words) == 2
    assert sum(shape.text.endswith("…") for shape in words) == 3
    assert all(shape.y < HEIGHT for shape in words)


def test_a_card_is_written_as_vcard_pdf_and_picture(tmp_path: Path) -> None:
    for ending in (".vcf", ".pdf", ".png"):
        write_card(tmp_path / f"名片{ending}", CARD)
    assert (tmp_path / "名片.vcf").read_bytes().decode() == vcard_of(CARD)
    picture = Image.open(tmp_path / "名片.png")
    assert (picture.width, picture.height) == (WIDTH * 4, HEIGHT * 4)
    picture.close()
    document = PdfDocument(tmp_path / "名片.pdf")
    text = document[0].get_textpage().get_text_range()
    assert document[0].get_size() == (WIDTH, HEIGHT)
    assert "示例经理" in text
    assert "15400000001" in text
    document.close()
    with pytest.raises(UserError):
        write_card(tmp_path / "nowhere" / "名片.vcf", CARD)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """What the dialogs open over."""
    return on_screen(qtbot, QWidget())


@pytest.fixture
def shown(context: Context) -> Context:
    with context.database.write() as session:
        add_customer(session, "A")
        add_contact(session, "A", "示例联系人", mobile="15400000002", title="主任")
    return context


def test_ones_own_card_is_kept_and_drawn_as_one_types(qtbot: QtBot, parent: QWidget, shown: Context) -> None:
    dialog = open_own_card(parent, shown)
    qtbot.addWidget(dialog)
    assert "号码" in dialog.picture.text()
    dialog.form.set_values({**dialog.form.values(), "mobile": "15400000001", "title": "集团客户经理"})
    dialog.form.changed.emit()
    assert not dialog.picture.pixmap().isNull()
    dialog.submit()
    with shown.read() as session:
        assert own_card(session).mobile == "15400000001"
    with shown.write("x") as session, pytest.raises(UserError):
        keep_own_card(session, BusinessCard("甲"))


def test_a_contacts_card_shows_the_whole_number_and_that_is_written_down(
    qtbot: QtBot, parent: QWidget, shown: Context
) -> None:
    with shown.read() as session:
        contact = session.scalars(select(Contact.id)).one()
    dialog = open_contact_card(parent, shown, contact)
    qtbot.addWidget(dialog)
    assert dialog.card().mobile == "15400000002"
    assert dialog.card().company.startswith("示例")
    with shown.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.action == "reveal")) == 1
