"""Cards: a titled frame, and a figure with its words."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from gui.colours import Tone
from gui.widgets.labels import Elided, elided, figure, muted, set_look
from gui.widgets.placing import STRETCH, in_row


class Card(QFrame):
    """A frame with a title line (`head`, for buttons and remarks at its right) and a `body`."""

    def __init__(self, heading: str = "", remark: str = "", margins: int = 16) -> None:
        super().__init__()
        self.setProperty("look", "card")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margins, 16, margins, 16)
        whole.setSpacing(12)
        self.heading: QLabel = Elided(heading, "section", 160)
        self.remark = elided(remark, "muted")
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        if margins < 16:
            self.head.setContentsMargins(16 - margins, 0, 16 - margins, 0)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.remark)
        self.head.addStretch(1)
        if heading:
            whole.addLayout(self.head)
        else:
            self.heading.hide()
            self.remark.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        whole.addLayout(self.body, 1)


class Figure(Card):
    """One number that matters: caption, value with its unit, a note in words; perhaps how far a target is reached."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self.caption = muted(caption, wrap=True)
        self.value = figure()
        self.unit = elided("", "strong")
        self.note = muted("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(caption)
        self.bar.hide()
        line = in_row(self.value, self.unit, STRETCH, gap=4)
        self.body.setSpacing(4)
        self.body.addWidget(self.caption)
        self.body.addLayout(line)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def show_value(self, value: str, unit: str = "", note: str = "", tone: Tone = Tone.PLAIN) -> None:
        """Show a figure; the note is red in `Tone.DANGER` and quiet otherwise."""
        self.value.setText(value)
        self.unit.setText(unit)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        set_look(self.note, "look", "danger" if tone is Tone.DANGER else "muted")
        self.setAccessibleName(f"{self.caption.text()} {value} {unit} {note}".strip())

    def show_share(self, share: float | None) -> None:
        """Show a bar filled to this share (0 to 1); none where there is no target."""
        self.bar.setVisible(share is not None)
        if share is None:
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(max(0.0, min(share, 1.0)) * 1000))
