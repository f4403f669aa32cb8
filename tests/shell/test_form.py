"""Forms and the dialogs around them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.drafts import Drafts
from gui.widgets.confirm import Question
from gui.widgets.fields import IntegerField, NoteField, SecretField, TextField
from gui.widgets.form import Form, FormDialog
from model.errors import UserError
from model.store.database import Database
from tests.builders import reopen
from tests.shell.accessibility import unnamed_controls, unreachable_controls


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """A form of three fields."""
    made = Form(columns=2)
    made.add("name", "姓名", TextField(), needed=True)
    made.add("rank", "名次", IntegerField(1, 5), help="一到五", check=lambda value: "不要四" if value == 4 else "")
    made.add("note", "备注", NoteField())
    return made


def _dialog(
    qtbot: QtBot, form: Form, save: Callable[[dict[str, Any]], object], drafts: Drafts | None = None
) -> FormDialog:
    dialog = FormDialog(None, "新建", form, save, name="test/new", drafts=drafts)
    # Closed untouched, or the question about unsaved words would wait for an answer.
    qtbot.addWidget(dialog, before_close_func=lambda widget: widget.done(0))
    dialog.show()
    return dialog


def _answer(yes: bool) -> None:
    """Answer the next question that opens."""

    def click() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        (question.yes if yes else question.no).click()

    QTimer.singleShot(50, click)


def test_errors_are_said_beside_their_fields_and_the_first_one_is_gone_to(qtbot: QtBot, form: Form) -> None:
    saved: list[dict[str, Any]] = []
    dialog = _dialog(qtbot, form, saved.append)
    form.field("rank").set_typed("9")
    dialog.submit()
    assert not saved
    assert form.error_words() == {"name": "请填写“姓名”。", "rank": "请填 1 到 5 之间的整数。"}
    assert dialog.focusWidget() is form.field("name").editor
    form.field("rank").set_typed("4")
    assert form.error_words()["rank"] == "不要四"
    form.field("rank").set_typed("5")
    assert "rank" not in form.error_words()


def test_enter_saves(qtbot: QtBot, form: Form) -> None:
    saved: list[dict[str, Any]] = []
    dialog = _dialog(qtbot, form, saved.append)
    qtbot.keyClicks(form.field("name").editor, "x")
    qtbot.keyClick(form.field("name").editor, Qt.Key.Key_Return)
    assert saved == [{"name": "x", "rank": None, "note": None}]
    assert dialog.result() == FormDialog.DialogCode.Accepted


def test_what_the_store_refuses_is_said_and_the_dialog_stays(qtbot: QtBot, form: Form) -> None:
    def save(values: dict[str, Any]) -> None:
        raise UserError("磁盘已满。")

    dialog = _dialog(qtbot, form, save)
    form.set_values({"name": "x"})
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.error.text() == "磁盘已满。"


def test_escape_leaves_an_untouched_form_without_a_question(qtbot: QtBot, form: Form) -> None:
    dialog = _dialog(qtbot, form, lambda values: None)
    form.set_values({"name": "kept"})
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("leave", [True, False])
def test_escape_asks_when_something_would_be_lost(qtbot: QtBot, form: Form, leave: bool) -> None:
    dialog = _dialog(qtbot, form, lambda values: None)
    form.field("name").set_typed("half typed")
    _answer(leave)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() is not leave


def test_a_draft_survives_a_crash_in_the_encrypted_store(qtbot: QtBot, form: Form, store: Database) -> None:
    dialog = _dialog(qtbot, form, lambda values: None, Drafts(store))
    form.field("name").set_typed("示例公司")
    qtbot.wait(150)
    assert b"\xe7\xa4\xba\xe4\xbe\x8b" not in store.path.read_bytes()
    dialog.hide()
    again = reopen(store)
    second = Form()
    second.add("name", "姓名", TextField())
    brought = _dialog(qtbot, second, lambda values: None, Drafts(again))
    assert second.values() == {"name": "示例公司"}
    assert brought.draft_note.isVisible()
    brought.submit()
    assert Drafts(again).find("test/new") == {}
    again.close()


def test_leaving_on_purpose_drops_the_draft(qtbot: QtBot, form: Form, store: Database) -> None:
    drafts = Drafts(store)
    dialog = _dialog(qtbot, form, lambda values: None, drafts)
    form.field("name").set_typed("x")
    qtbot.wait(150)
    assert drafts.find("test/new")["name"] == "x"
    _answer(True)
    dialog.reject()
    assert drafts.find("test/new") == {}


def test_a_passphrase_is_in_no_draft(qtbot: QtBot, form: Form, store: Database) -> None:
    form.add("secret", "口令", SecretField())
    drafts = Drafts(store)
    _dialog(qtbot, form, lambda values: None, drafts)
    form.field("secret").set_value("hunter22")
    form.field("name").set_typed("x")
    qtbot.wait(150)
    assert "hunter22" not in str(drafts.find("test/new"))


def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, form: Form) -> None:
    dialog = _dialog(qtbot, form, lambda values: None)
    assert unnamed_controls(dialog) == []
    assert unreachable_controls(dialog) == []
