"""Forms: labels above fields, errors beside them in words, drafts, and the dialog around a form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.drafts import Drafts
from gui.widgets.confirm import confirm
from gui.widgets.fields import Field, NoteField
from gui.widgets.labels import button, elided, icon_button, label, muted, title
from gui.widgets.placing import STRETCH, in_column
from gui.widgets.room import open_at
from model.errors import UserError
from resources.i18n import _

_TALL, _LOW = 520, 320
"""Pixels of a form: what a dialog opens with at most, and what it may shrink to."""
_MARGIN, _BESIDE = 24, 8
"""Pixels at either side of a dialog, and between the form and its scroll bar."""
_MARK = 24
"""Pixels for the "?" behind a label."""
_LONGEST_HEADING = 120
"""Characters of a heading that may take several lines."""
KEEP_MS = 80
"""A draft is kept this long after the first key of a burst, so that a crash loses a key or two and no more."""

Check = Callable[[Any], str]


@dataclass
class _Line:
    """One field with its words and its place for an error."""

    field: Field
    words: str
    needed: bool
    check: Check | None
    error: Any


class Form(QWidget):
    """A column (or two) of fields by key. `submitted` comes with Enter, `changed` with every edit."""

    changed = Signal()
    submitted = Signal()
    grown = Signal()

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._lines: dict[str, _Line] = {}
        self._columns = columns
        self._next = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._named: list[QWidget] = []
        self._start: dict[str, Any] = {}

    def add(
        self,
        key: str,
        words: str,
        field: Field,
        *,
        help: str = "",  # noqa: A002 - the word the person sees under "?"
        needed: bool = False,
        check: Check | None = None,
        wide: bool = False,
    ) -> Field:
        """Add a field; `words` is its translated label, `help` the sentence under "?".

        `check(value)` returns what is wrong in words; `wide` takes the whole width of a form with several columns.
        """
        box = QVBoxLayout()
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        named = elided(words + (" *" if needed else ""), "label")
        named.setBuddy(field.editor)
        head.addWidget(named)
        if help:
            mark = icon_button("circle-question-mark", help)
            mark.setAccessibleName(_('What does "{field}" mean?').format(field=words))
            mark.setAccessibleDescription(help)
            mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            mark.setProperty("look", "help")
            mark.setFixedSize(_MARK - 4, _MARK - 4)
            head.addWidget(mark)
        head.addStretch(1)
        error = label("", "danger", wrap=True)
        error.hide()
        for part in (head, field, error):
            box.addLayout(part) if isinstance(part, QHBoxLayout) else box.addWidget(part)
        box.addStretch(0)
        whole_row = wide or isinstance(field, NoteField)
        self._place(box, whole_row)
        if not whole_row:
            self._named.append(named)
        field.set_name(words, help)
        self._lines[key] = _Line(field, words, needed, check, error)
        self._hear(key, field)
        self._start[key] = field.typed()
        return field

    def _hear(self, key: str, field: Field) -> None:
        field.changed.connect(lambda: self._on_change(key))
        field.committed.connect(self.submitted)
        field.grown.connect(self.grown)

    def wanted_width(self) -> int:
        """Pixels in which every label beside another is whole; a dialog opens no narrower."""
        widest = max((named.sizeHint().width() for named in self._named), default=0) + _MARK
        return self._columns * widest + (self._columns - 1) * self._grid.horizontalSpacing()

    def height_at(self, width: int) -> int:
        """Pixels that the form is high when it is so wide."""
        return max(self._grid.heightForWidth(width), self.sizeHint().height())

    def add_note(self, note: QWidget) -> None:
        """Put a remark of its own under the fields."""
        self._next += -self._next % self._columns
        self._grid.addWidget(note, self._next // self._columns, 0, 1, self._columns)
        self._next += self._columns

    def field(self, key: str) -> Field:
        """The field of this key."""
        return self._lines[key].field

    def values(self) -> dict[str, Any]:
        """Every value by key."""
        return {key: line.field.value() for key, line in self._lines.items()}

    def set_values(self, values: dict[str, Any]) -> None:
        """Show these values; the form counts as unchanged afterwards."""
        for key, value in values.items():
            if key in self._lines:
                self._lines[key].field.set_value(value)
        self._start = self.typed()
        for key in self._lines:
            self.complain(key, "")

    def typed(self) -> dict[str, Any]:
        """What stands in every field, for a draft."""
        return {key: line.field.typed() for key, line in self._lines.items()}

    def set_typed(self, typed: dict[str, Any]) -> None:
        """Bring a draft back; the form counts as changed."""
        for key, value in typed.items():
            if key in self._lines:
                self._lines[key].field.set_typed(value)

    def is_changed(self) -> bool:
        """Whether leaving would lose something."""
        return self.typed() != self._start

    def complain(self, key: str, words: str) -> None:
        """Say what is wrong beside a field; empty words take it back."""
        line = self._lines[key]
        line.error.setText(words)
        line.error.setVisible(bool(words))
        line.field.set_wrong(bool(words))
        line.field.set_name(line.words, words)

    def error_words(self) -> dict[str, str]:
        """What is said beside the fields now, by key."""
        return {key: line.error.text() for key, line in self._lines.items() if line.error.text()}

    def check(self) -> bool:
        """Say every error beside its field and go to the first; True when there is none."""
        first: Field | None = None
        for key, line in self._lines.items():
            words = self._error_of(line)
            self.complain(key, words)
            if words and first is None:
                first = line.field
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is None

    def _error_of(self, line: _Line) -> str:
        if line.field.problem():
            return line.field.problem()
        value = line.field.value()
        if line.needed and (value is None or value == ""):
            return _('Please fill in "{field}".').format(field=line.words)
        return line.check(value) if line.check is not None and value is not None else ""

    def _place(self, box: QVBoxLayout, wide: bool) -> None:
        if wide and self._next % self._columns:
            self._next += self._columns - self._next % self._columns
        row, column = divmod(self._next, self._columns)
        span = self._columns if wide else 1
        self._grid.addLayout(box, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._next += span

    def _on_change(self, key: str) -> None:
        if self._lines[key].error.isVisible():
            self.complain(key, self._error_of(self._lines[key]))
        self.changed.emit()


class _FormArea(QScrollArea):
    """Wants to show the whole form and scrolls where the screen is too low for it."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = 0

    def want(self, height: int) -> None:
        """Ask for the height of the whole form."""
        self._wanted = min(height, _TALL)
        self.setMinimumHeight(min(height, _LOW))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted)


def _heading(words: str) -> QLabel:
    """A sentence is shown whole, on as many lines as it takes; what is longer than one (a name) gives way."""
    return label(words, "title", wrap=True) if len(words) <= _LONGEST_HEADING else title(words)


class FormDialog(QDialog):
    """A form in a dialog: Enter saves, Esc asks only if something would be lost, a crash loses nothing.

    `save(values)` does the work; a `UserError` it raises is shown above the buttons and the dialog stays. `name`
    is what the draft is kept under (with the record's id when there is one). `width` and `height` are in pixels: wider
    where labels need it, as high as the form needs where no height is given.
    """

    def __init__(
        self,
        parent: QWidget | None,
        heading: str,
        form: Form,
        save: Callable[[dict[str, Any]], object],
        *,
        name: str = "",
        drafts: Drafts | None = None,
        save_words: str = "",
        width: int = 480,
        height: int = 0,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.form = form
        self._save = save
        self._saved = False
        self._added = 0
        self._name = name
        self._drafts = drafts if name else None
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.save_button = button(save_words or _("Save"), self.submit, "primary")
        self.cancel_button = button(_("Cancel"), self.reject)
        self._wished = (width, height)
        self._lay_out(heading)
        form.submitted.connect(self.submit)
        self._bring_back()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self._keep)
        form.changed.connect(self._on_change)
        form.grown.connect(self._grow, Qt.ConnectionType.QueuedConnection)

    def submit(self) -> None:
        """Check and save; stays open with the errors shown when something is wrong.

        Saves once: Ctrl+Enter reaches both the field and the dialog.
        """
        if self._saved or not self.form.check():
            return
        try:
            self._save(self.form.values())
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()
            return
        self._saved = True
        self._forget()
        self.accept()

    def add_button(self, made: QWidget) -> None:
        """One more button at the left, after those added before; Tab comes to it before Cancel and Save."""
        self.buttons.insertWidget(self._added, made)
        self._added += 1
        self.setTabOrder(made, self.cancel_button)
        self.setTabOrder(self.cancel_button, self.save_button)

    def _lay_out(self, heading: str) -> None:
        inside = QWidget()
        inside.setProperty("look", "ground")
        # On a low screen the form scrolls: its fields are not pressed flat.
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        in_column(self.form, STRETCH, margins=(0, 0, _BESIDE, 0), within=inside)
        self._area = scroll = _FormArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.draft_note = muted(_("What you had typed before was kept and stands here again."), wrap=True)
        self.draft_note.hide()
        self.buttons = buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        whole.setSpacing(16)
        for part in (_heading(heading), self.draft_note, scroll, self.error):
            whole.addWidget(part)
        whole.setStretchFactor(scroll, 1)
        whole.addLayout(buttons)

    def _bring_back(self) -> None:
        typed = self._drafts.find(self._name) if self._drafts else {}
        if typed:
            self.form.set_typed(typed)
            self.draft_note.show()

    def _on_change(self) -> None:
        if self._drafts and not self._soon.isActive():
            self._soon.start()

    def _keep(self) -> None:
        if self._drafts and self.isVisible():
            self._drafts.keep(self._name, self.form.typed())

    def _forget(self) -> None:
        self._soon.stop()
        if self._drafts:
            self._drafts.drop(self._name)

    def reject(self) -> None:
        if self.form.is_changed() and not confirm(
            self, _("Leave without saving?"), _("What you typed here would be lost."), _("Don't save"), danger=True
        ):
            return
        self._forget()
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        # Not before: only now all fields and remarks are in, and have the letters they are shown in.
        if not event.spontaneous():
            self._open()
        super().showEvent(event)

    def _open(self) -> None:
        beside = 2 * _MARGIN + _BESIDE
        width, height = self._wished
        width = max(width, self.form.wanted_width() + beside)
        self._area.want(self.form.height_at(width - beside) + 8)
        open_at(self, width, height or self.sizeHint().height())

    def _grow(self) -> None:
        """Make room for what was added, as far as the screen has any."""
        if self.isVisible():
            self._area.want(self.form.height_at(self.form.width()) + 8)
            open_at(self, self.width(), max(self.height(), self.sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
            return
        super().keyPressEvent(event)
