"""What the pictures show of the frame."""

from typing import NoReturn

from PySide6.QtWidgets import QWidget

from gui.errors import CrashDialog
from gui.main_window import SMALLEST
from gui.unlock import Door, Gate
from model.errors import UserError
from resources.i18n import _
from tests.studio import Shot, Show, Studio


def _messages(studio: Studio) -> QWidget:
    studio.window.context.say("已导入 2026 年 10 月文件：新增 2 家，更新 38 家", undo=True)
    studio.window.context.say("磁盘已满，什么都没有改变。请腾出空间后再试。", "danger")
    return studio.window


def _help(studio: Studio) -> QWidget:
    studio.window.show_help()
    return studio.dialog()


def _found(studio: Studio) -> QWidget:
    studio.window.search.go()
    studio.window.search.line.setText("示例")
    return studio.window.search.popup


def _crash(_studio: Studio) -> QWidget:
    return CrashDialog("Meiban\ngui/page.py:42 refresh\nKeyError")


def _folded(studio: Studio) -> QWidget:
    studio.window.rail.fold(True)
    return studio.window


def _no_way(*_given: object) -> NoReturn:
    """No store is made or opened for a picture."""
    raise UserError(_("The passphrase is wrong."))


def _gate(step: str) -> Show:
    """A step of the gate: where there is no store yet, the first one is what a first start shows."""

    def show(studio: Studio) -> QWidget:
        door = Door(lambda: step != "welcome", _no_way, _no_way, _no_way)
        gate = Gate(door, studio.shell.tasks, "meiban.db", presenting=step == "presenting")
        if step == "code":
            gate.show_code("7QX2-K9MB-4TRD-0WPV-8HNC-5JEY-A3")
            gate.show_step(gate.code)
        elif step == "recovery":
            gate.show_step(gate.lost)
        elif step == "refused":
            gate.fail(UserError(_("The passphrase is wrong.")))
        elif step == "faults":
            gate.show_step(gate.welcome)
            gate.welcome_form.check()
        gate.resize(*SMALLEST)
        gate.show()
        return gate

    return show


SHOTS = (
    *(
        Shot(f"gate-{step}", _gate(step))
        for step in ("welcome", "faults", "locked", "presenting", "refused", "recovery", "code")
    ),
    Shot("messages", _messages),
    Shot("help", _help),
    Shot("found", _found),
    Shot("crash", _crash),
    Shot("rail-folded", _folded),
)
