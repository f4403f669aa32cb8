"""Eight words that are read aloud, with what to do before and after."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QSizePolicy, QWidget

from gui.files import show_place
from gui.widgets.card import Card
from gui.widgets.labels import button, label, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from resources.i18n import _


class WordsDialog(QDialog):
    """The words stay until the person closes them: a message that goes by itself would take them away mid-call."""

    def __init__(
        self, parent: QWidget, heading: str, words: str, steps: Sequence[str], folder: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(520)
        self.words = label(words, "section", wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card = Card()
        card.body.addWidget(self.words)
        said = [label(f"{number}. {step}", wrap=True) for number, step in enumerate(steps, start=1)]
        close = button(_("Close"), self.accept, "primary")
        close.setAutoDefault(True)
        buttons = in_row(STRETCH, close)
        if folder is not None:
            buttons.insertWidget(0, button(_("Open the folder"), lambda: show_place(folder), "", "folder"))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        in_column(title(heading), card, *said, 8, buttons, gap=12, margins=FRAME, within=self)
        close.setFocus()
