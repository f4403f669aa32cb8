"""The gate and one run of the program around it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Shell
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.theme import SHIPPED_FACE
from gui.unlock import Gate
from model.security.passphrase import Strength, strength_of
from resources.i18n import language
from tests.builders import PASSPHRASE, make_store, still_clock
from tests.shell.accessibility import unnamed_controls, unreachable_controls

LONG = 20_000
"""Milliseconds a busy machine may take."""
SETTINGS = tuple(spec for spec in PAGES if spec.name == "settings")


@pytest.fixture
def shell(qapp: QApplication, qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> Iterator[Shell]:
    """The program on a store that is not there yet."""
    preferences.theme = "light"
    preferences.backup_folder = str(tmp_path / "backups")
    made = Shell(qapp, tmp_path / "store.db", still_clock(), preferences, tmp_path / "device", SHIPPED_FACE, SETTINGS)
    yield made
    context = made.context
    made.leave()
    if made.gate is not None:
        made.gate.close()
        made.gate.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no window outlives its store
    made.close()
    if context is not None:
        context.database.close()


def _gate(shell: Shell) -> Gate:
    assert shell.gate is not None
    return shell.gate


def _enter(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    """Make a store with a cheap key and unlock it through the gate."""
    make_store(tmp_path).close()
    shell.start()
    _unlock(shell, qtbot)


def _unlock(shell: Shell, qtbot: QtBot) -> None:
    gate = _gate(shell)
    gate.unlock_form.field("passphrase").set_value(PASSPHRASE)
    gate.unlock_form.submitted.emit()
    qtbot.waitUntil(lambda: shell.window is not None and shell.window.isVisible(), timeout=LONG)
    qtbot.waitUntil(lambda: shell.window is not None and shell.window.page() is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not shell.tasks.busy, timeout=LONG)


def test_the_first_run_makes_a_store_and_shows_the_recovery_code_once(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    shell.start()
    gate = _gate(shell)
    assert gate.step is gate.welcome
    assert unnamed_controls(gate) == []
    assert unreachable_controls(gate) == []
    gate.welcome_form.set_values(
        {"name": "示例经理", "employee_no": "S001", "passphrase": PASSPHRASE, "again": "other"}
    )
    gate.welcome_form.submitted.emit()
    assert gate.welcome_form.error_words() == {"again": "两次输入的口令不一致。"}
    gate.welcome_form.field("again").set_value(PASSPHRASE)
    gate.welcome_form.submitted.emit()
    qtbot.waitUntil(lambda: gate.step is gate.code, timeout=LONG)
    assert len(gate.code_label.text().replace("-", "").replace("\n", "")) == 26
    assert not gate.go_button.isEnabled()
    gate.noted.setChecked(True)
    gate.go_button.click()
    assert shell.window is not None
    assert shell.window.rail.owner.text() == "示例经理"
    assert (tmp_path / "store.db").exists()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "backups").glob("*.mbb"))), timeout=LONG)


def test_a_wrong_passphrase_is_said_in_one_sentence_and_nothing_opens(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    make_store(tmp_path).close()
    shell.start()
    gate = _gate(shell)
    assert gate.step is gate.locked
    for wrong in ("wrong", "x" * 1000):
        gate.unlock_form.field("passphrase").set_value(wrong)
        gate.unlock_form.submitted.emit()
        qtbot.waitUntil(lambda: bool(gate.error.text()), timeout=LONG)
        assert gate.error.text() == "口令不对。"
        assert shell.window is None
        gate.error.clear()
    gate.unlock_form.field("passphrase").set_value(None)
    gate.unlock_form.submitted.emit()
    assert gate.unlock_form.error_words() == {"passphrase": "请填写“口令”。"}


def test_the_recovery_code_opens_the_store_with_a_new_passphrase(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    from model.store.opening import create_store
    from tests.builders import CHEAP, OWNER

    database, code = create_store(tmp_path / "store.db", PASSPHRASE, OWNER, still_clock(), tmp_path / "device", CHEAP)
    database.close()
    shell.start()
    gate = _gate(shell)
    gate.show_step(gate.lost)
    gate.lost_form.set_values({"code": code.lower(), "passphrase": "another passphrase", "again": "another passphrase"})
    gate.lost_form.submitted.emit()
    qtbot.waitUntil(lambda: shell.window is not None, timeout=LONG)


def test_locking_hides_everything_and_the_passphrase_brings_it_back(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    _enter(shell, qtbot, tmp_path)
    window = shell.window
    assert window is not None
    window.context.lock_wanted.emit()
    assert not window.isVisible()
    gate = _gate(shell)
    gate.unlock_form.field("passphrase").set_value("wrong")
    gate.unlock_form.submitted.emit()
    qtbot.waitUntil(lambda: bool(gate.error.text()), timeout=LONG)
    assert not window.isVisible()
    _unlock(shell, qtbot)
    assert shell.window is window


def test_an_idle_window_locks_itself(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    _enter(shell, qtbot, tmp_path)
    assert shell.idle_left() > 14 * 60_000
    shell.preferences.lock_minutes = 0
    shell.restart_idle()
    assert shell.idle_left() == -1
    shell.lock_after(10_000)
    qtbot.wait(20)
    left = shell.idle_left()
    assert 0 < left < 60_000
    shell.preferences.lock_minutes = 15
    assert shell.window is not None
    handle = shell.window.windowHandle()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle, timeout=LONG)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert shell.idle_left() > 14 * 60_000  # a key counts anew
    shell.lock_after(20)
    qtbot.waitUntil(lambda: shell.window is not None and not shell.window.isVisible(), timeout=LONG)


def test_a_change_of_language_speaks_at_once_and_stays_on_the_page(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    _enter(shell, qtbot, tmp_path)
    old = shell.window
    assert old is not None
    old.open_page("settings")
    shell.preferences.language = "en"
    old.context.language_changed.emit()
    new = shell.window
    assert new is not None
    assert new is not old
    assert language() == "en"
    page = new.page()
    assert page is not None
    assert page.heading.text() == "Settings"


def test_a_change_of_theme_and_text_size_is_seen_at_once(
    shell: Shell, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    _enter(shell, qtbot, tmp_path)
    window = shell.window
    assert window is not None
    shell.preferences.theme, shell.preferences.text_size = "dark", 15
    window.context.look_changed.emit()
    assert qapp.palette().window().color().lightness() < 60
    assert qapp.font().pixelSize() == 15
    shell.preferences.theme, shell.preferences.text_size = "light", 13
    window.context.look_changed.emit()


def test_the_settings_page_names_every_control(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    _enter(shell, qtbot, tmp_path)
    window = shell.window
    assert window is not None
    window.open_page("settings")
    assert unnamed_controls(window) == []
    assert unreachable_controls(window) == []


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.TOO_SHORT),
        ("1234567", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("Tr7-kp2x", Strength.FAIR),
        ("correct horse battery", Strength.STRONG),
        ("梅花香自苦寒来呀", Strength.STRONG),
    ],
)
def test_the_strength_of_a_passphrase_is_told(passphrase: str, strength: Strength) -> None:
    assert strength_of(passphrase) is strength
