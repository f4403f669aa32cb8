"""Into presenting mode and out of it: by keys, by mouse, through the gate, with a form open, after a mistake."""

from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.main_window import SMALLEST, MainWindow
from gui.needs.promise_dialog import open_promise
from gui.presenting.hold import HOLD_MS
from gui.presenting.overview_page import OverviewPage
from gui.presenting.pages import PRESENTED_PAGES
from gui.widgets.fields import NoteField
from model.needs.promise_queries import list_promises
from tests.builders import PASSPHRASE, TODAY
from tests.presenting.at_window import CONTROL, PROTECTED, begin, press, stage_of, visible
from tests.presenting.walk import said_on_screen
from tests.windows import form_of, on_screen


def test_the_key_shows_the_customer_of_the_page_and_hides_everything_else(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    window.open_page("customers")
    window.go_back()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F12, CONTROL)
    stage = stage_of(shell)
    assert visible() == [stage.window]
    page = stage.window.page()
    assert isinstance(page, OverviewPage)
    assert page.heading.text() == "示例机械有限公司"
    said = said_on_screen()
    assert [word for word in PROTECTED if word in said] == []
    assert stage.window.windowTitle() == "梅瓣"


def test_the_switch_does_the_same(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.present_button, Qt.MouseButton.LeftButton)
    assert visible() == [stage_of(shell).window]


def test_without_a_customer_it_is_asked_for(shell: Shell, window: MainWindow, qtbot: QtBot, customer: str) -> None:
    window.open_page("settings")
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F12, CONTROL)
    assert shell.stage is None
    dialog = form_of(window)
    dialog.form.set_values({"customer_id": customer})
    dialog.submit()
    qtbot.waitUntil(lambda: shell.stage is not None)
    assert visible() == [stage_of(shell).window]
    shell.end_presenting()
    assert visible() == [window]


def test_every_page_fits_the_smallest_window(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    shell.present()
    shown = stage_of(shell).window
    for spec in PRESENTED_PAGES:
        shown.open_page(spec.name)
        qtbot.waitUntil(lambda: not shell.tasks.busy)
    shown.resize(*SMALLEST)
    assert (shown.minimumSizeHint().width(), shown.width()) <= (SMALLEST[0], SMALLEST[0])


def test_a_short_press_does_not_end_it_and_says_how(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    press(stage.window)
    qtbot.waitUntil(lambda: stage.hold.share() > 0.1)
    press(stage.window, QEvent.Type.KeyRelease)
    assert stage.hold.share() == 0
    assert shell.stage is stage
    assert stage.window.toasts.texts() == ["再按久一点即可结束。"]


def test_held_for_a_second_and_a_half_it_ends_and_everything_is_as_it_was(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    page = window.page()
    stage = begin(shell, qtbot)
    press(stage.window)
    for _turn in range(5):
        press(stage.window, again=True)
    qtbot.waitUntil(lambda: shell.stage is None, timeout=HOLD_MS + 3_000)
    assert visible() == [window]
    assert window.page() is page


def test_what_was_copied_before_cannot_be_pasted_before_the_customer_and_is_back_afterwards(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("反对者：示例处长")
    begin(shell, qtbot)
    assert clipboard.text() == ""
    shell.end_presenting()
    assert clipboard.text() == "反对者：示例处长"
    begin(shell, qtbot)
    clipboard.setText("copied meanwhile")
    shell.end_presenting()
    assert clipboard.text() == "copied meanwhile"


def test_the_button_is_held_by_the_mouse_and_by_space(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    qtbot.mouseClick(stage.hold, Qt.MouseButton.LeftButton)
    assert shell.stage is stage
    qtbot.keyPress(stage.hold, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: stage.hold.share() > 0.1)
    qtbot.keyRelease(stage.hold, Qt.Key.Key_Space)
    assert shell.stage is stage
    qtbot.mousePress(stage.hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.stage is None, timeout=HOLD_MS + 3_000)
    assert visible() == [window]


def test_the_press_that_began_it_does_not_end_it_however_long_it_is_held(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    open_promise(window, window.context, None)
    dialog = form_of(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog)
    stage = stage_of(shell)
    qtbot.waitUntil(stage.window.isActiveWindow)
    for _turn in range(10):
        press(stage.window, again=True)
        qtbot.wait(20)
    assert stage.hold.share() == 0
    assert visible() == [stage.window]


def test_two_toggles_in_a_row_leave_it_on(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F12, CONTROL)
    stage = stage_of(shell)
    qtbot.waitUntil(stage.window.isActiveWindow)
    for _turn in range(2):
        press(stage.window)
        press(stage.window, QEvent.Type.KeyRelease)
    assert shell.stage is stage
    assert visible() == [stage.window]


def test_going_to_another_program_while_holding_does_not_end_it(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    press(stage.window)
    qtbot.waitUntil(lambda: stage.hold.share() > 0)
    other = on_screen(qtbot, QWidget())
    other.activateWindow()
    qtbot.waitUntil(lambda: stage.hold.share() == 0)
    assert shell.stage is stage


def test_a_form_that_was_open_waits_with_what_was_typed_and_is_not_seen(
    shell: Shell, window: MainWindow, qtbot: QtBot, customer: str
) -> None:
    open_promise(window, window.context, customer)
    dialog = form_of(window)
    field = dialog.form.field("text")
    assert isinstance(field, NoteField)
    field.set_value("私下的话")
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog)
    stage = stage_of(shell)
    assert visible() == [stage.window]
    assert "私下的话" not in said_on_screen()
    shell.end_presenting()
    assert dialog.isVisible()
    assert dialog.form.values()["text"] == "私下的话"
    dialog.form.set_values({"text": "书面方案", "due_on": date(2026, 12, 1)})
    dialog.submit()
    with window.context.read() as session:
        assert [row.text for row in list_promises(session, TODAY, customer_id=customer)] == ["书面方案"]


def test_while_something_is_written_it_waits(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    window.pages.setDisabled(True)
    shell.present()
    assert shell.stage is None
    assert window.toasts.texts() == ["正在写入数据，请等写完或先取消，再进入演示。"]


def test_the_gate_shuts_it_and_opens_it_again_for_the_customer(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    QTest.keyClick(stage.window, Qt.Key.Key_L, CONTROL)
    gate = shell.gate
    assert gate is not None
    assert visible() == [gate]
    press(gate)
    assert shell.stage is stage
    gate.unlock_form.field("passphrase").set_value(PASSPHRASE)
    gate.unlock_form.submitted.emit()
    qtbot.waitUntil(lambda: shell.gate is None)
    assert visible() == [stage.window]


def test_the_gate_can_end_it(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    shell.present()
    shell.lock()
    gate = shell.gate
    assert gate is not None
    assert gate.end_presenting.isVisible()
    gate.end_presenting.setChecked(True)
    gate.unlock_form.field("passphrase").set_value(PASSPHRASE)
    gate.unlock_form.submitted.emit()
    qtbot.waitUntil(lambda: shell.gate is None)
    assert shell.stage is None
    assert visible() == [window]


def test_it_locks_by_itself_when_nothing_is_done(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    shell.preferences.lock_minutes = 5
    shell.present()
    assert 0 < shell.idle_left() <= 301_000
    shell.lock_after(20)
    qtbot.waitUntil(lambda: shell.gate is not None)
    assert visible() == [shell.gate]


def test_without_a_presentation_the_gate_does_not_speak_of_it(shell: Shell, window: MainWindow) -> None:
    shell.lock()
    assert shell.gate is not None
    assert not shell.gate.end_presenting.isVisible()


def test_another_language_keeps_it_on(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    shell.present()
    shell.preferences.language = "en"
    window.context.language_changed.emit()
    stage = stage_of(shell)
    assert visible() == [stage.window]
    assert stage.window.rail.accessible_names()[0] == "Our services"
    assert [word for word in PROTECTED if word in said_on_screen()] == []


def test_another_theme_keeps_it_on(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    shell.preferences.theme = "dark"
    shell.dress()
    stage.window.open_page("organisation")
    qtbot.wait(50)
    assert visible() == [stage.window]
    shell.preferences.theme = "light"
    shell.dress()


def test_leaving_while_the_paper_is_being_made_leaves_no_trace(shell: Shell, window: MainWindow, qtbot: QtBot) -> None:
    stage = begin(shell, qtbot)
    told: list[object] = []
    stage.context.tasks.run(lambda progress: 1, told.append, title="x")
    shell.end_presenting()
    qtbot.waitUntil(lambda: not shell.tasks.busy)
    qtbot.wait(20)
    assert told == []
    assert visible() == [window]


def test_a_customer_that_is_gone_is_said_and_nothing_begins(shell: Shell, window: MainWindow) -> None:
    shell.present("00000000-0000-0000-0000-000000000000")
    assert shell.stage is None
    assert window.toasts.texts() == ["这个客户已不在库中。"]
