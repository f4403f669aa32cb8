"""What the pictures show of the frame."""

from PySide6.QtWidgets import QWidget

from gui.errors import CrashDialog
from tests.studio import Shot, Studio


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


SHOTS = (
    Shot("messages", _messages),
    Shot("help", _help),
    Shot("found", _found),
    Shot("crash", _crash),
    Shot("rail-folded", _folded),
)
