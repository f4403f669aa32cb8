"""The question before something is lost or done to many."""

from PySide6.QtWidgets import QDialog, QWidget

from gui.widgets.labels import button, label, section
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from resources.i18n import _


class Question(QDialog):
    """A short question: what happens, and the two answers; the harmless one has the focus."""

    def __init__(self, parent: QWidget | None, heading: str, text: str, yes: str, danger: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(400)
        self.yes = button(yes, self.accept, "danger" if danger else "primary")
        self.no = button(_("Cancel"), self.reject)
        buttons = in_row(STRETCH, self.no, self.yes)
        in_column(section(heading), label(text, wrap=True), 8, buttons, gap=12, margins=FRAME, within=self)
        self.yes.setAutoDefault(True)
        self.no.setAutoDefault(True)
        (self.no if danger else self.yes).setFocus()


def confirm(parent: QWidget | None, heading: str, text: str, yes: str, danger: bool = False) -> bool:
    """Ask; True when the person agrees. `yes` is the verb on the button."""
    return Question(parent, heading, text, yes, danger).exec() == QDialog.DialogCode.Accepted
