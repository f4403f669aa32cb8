"""What the pictures show of the self-test, cases and experts."""

from PySide6.QtWidgets import QWidget

from gui.knowledge.answer_dialog import open_answer, open_missing
from gui.knowledge.self_test_page import SelfTestPage
from model.knowledge.self_test import find_question
from tests.studio import Shot, Studio, settle


def _self_test(studio: Studio) -> QWidget:
    window = studio.page("self_test")
    page = studio.window.page()
    while isinstance(page, SelfTestPage) and not page.table.has_rows():
        settle(20)
    return window


def _answer(studio: Studio) -> QWidget:
    _self_test(studio)
    dialog = open_answer(studio.window, studio.window.context, "decider")
    assert dialog is not None
    return dialog


def _missing(studio: Studio) -> QWidget:
    _self_test(studio)
    context = studio.window.context
    with context.read() as session:
        row = find_question(session, "birthdays", context.today())
    assert row is not None
    return open_missing(studio.window, context, row)


SHOTS = (
    Shot("self-test-full", _self_test),
    Shot("self-test-answer", _answer),
    Shot("self-test-missing", _missing),
)
