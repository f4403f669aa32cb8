"""What the pictures show of needs and promises."""

from PySide6.QtWidgets import QWidget

from gui.needs.need_dialog import open_need
from gui.needs.promise_dialog import open_promise
from gui.papers.needs import needs_paper
from gui.papers.preview import PreviewDialog
from tests.studio import Shot, Studio


def _needs_paper(studio: Studio) -> QWidget:
    dialog = PreviewDialog(studio.window, studio.window.context, needs_paper(studio.window.context, studio.customer()))
    dialog.show()
    return dialog


def _promises(studio: Studio) -> QWidget:
    return studio.page("needs", "promises/open")


def _new_need(studio: Studio) -> QWidget:
    dialog = open_need(studio.window, studio.window.context, studio.customer())
    dialog.form.set_values({"statement": "专线太贵"})
    dialog.form.changed.emit()
    return dialog


def _new_promise(studio: Studio) -> QWidget:
    return open_promise(studio.window, studio.window.context, studio.customer(), "周五前给书面割接方案")


SHOTS = (
    Shot("needs-paper", _needs_paper),
    Shot("promises", _promises),
    Shot("need-new", _new_need),
    Shot("promise-new", _new_promise),
)
