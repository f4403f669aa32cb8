"""F1: what the page is for and what its words mean, and the page of all keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gui.commands import COMMANDS, FRAME_KEYS, PRESENTED_KEYS, PRESENTING_KEY, TABLE_KEYS
from gui.widgets.labels import button, label, section, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from resources.i18n import N_, _


class HelpDialog(QDialog):
    """The help of one page with all keys under it."""

    def __init__(self, parent: QWidget | None, heading: str, text: str, presenting: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 600)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for paragraph in filter(None, text.split("\n")):
            column.addWidget(label(paragraph, wrap=True))
        column.addWidget(section(_("Keys everywhere")))
        column.addLayout(_grid(_presented_keys() if presenting else _all_keys()))
        if not presenting:
            column.addWidget(section(_("Keys in a table")))
            column.addLayout(_grid(list(TABLE_KEYS)))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Help"))
        scroll.setWidget(ground)
        foot = in_row(STRETCH, button(_("Close"), self.accept, "primary"))
        in_column(title(heading or _("Help")), (scroll, 1), foot, gap=16, margins=FRAME, within=self)


def _all_keys() -> list[tuple[str, str]]:
    return [*FRAME_KEYS, *((command.key, command.words) for command in COMMANDS if command.key)]


def _presented_keys() -> list[tuple[str, str]]:
    commands = [(command.key, command.words) for command in COMMANDS if command.key and command.presentable]
    return [*PRESENTED_KEYS, *commands, (PRESENTING_KEY, N_("Hold it: end the presenting"))]


def _grid(keys: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (key, words) in enumerate(keys):
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(label(shown, "key"), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(_(words), wrap=True), row, 1)
    return grid
