"""Fields of a form: each gives a plain value and says in words what it could not read."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from gui.icons import icon
from gui.widgets.calendar_popup import CalendarPopup
from gui.widgets.columns import money_words
from gui.widgets.labels import icon_button, set_look
from gui.widgets.reading import read_date, read_integer, read_money, read_month
from model.months import month_words
from resources.i18n import _


class Field(QWidget):
    """One editor. `value()` is plain (None when empty), `typed()` is what a draft keeps."""

    changed = Signal()
    committed = Signal()
    grown = Signal()
    """It wants more room than before."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(editor, 1)
        self.setFocusProxy(editor)

    def value(self) -> Any:
        """The value; None when the field is empty or cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this value."""
        raise NotImplementedError

    def typed(self) -> Any:
        """What stands in the field, as a plain JSON value."""
        return self.value()

    def set_typed(self, typed: Any) -> None:
        """Bring back what `typed` gave."""
        self.set_value(typed)

    def problem(self) -> str:
        """What is wrong with what was typed, in words; empty when it can be read."""
        return ""

    def set_wrong(self, wrong: bool) -> None:
        """Mark the editor as the place of an error."""
        set_look(self.editor, "wrong", "true" if wrong else "false")

    def set_name(self, name: str, hint: str = "") -> None:
        """What a screen reader says."""
        self.editor.setAccessibleName(name)
        self.editor.setAccessibleDescription(hint)


class TextField(Field):
    """One line of text; the base of every field that is typed."""

    def __init__(self, placeholder: str = "", limit: int = 500) -> None:
        self.line = QLineEdit()
        super().__init__(self.line)
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(limit)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.committed)

    def read(self, text: str) -> Any:
        """The value of a text that is not empty; raises `ValueError`."""
        return text

    def words(self, value: Any) -> str:
        """How a value is shown in the field."""
        return str(value)

    def complaint(self) -> str:
        """The sentence for a text that cannot be read."""
        return ""

    def value(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        try:
            return self.read(text)
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else self.words(value))
        self.line.setCursorPosition(0)

    def typed(self) -> Any:
        return self.line.text()

    def set_typed(self, typed: Any) -> None:
        self.line.setText(str(typed))

    def problem(self) -> str:
        text = self.line.text().strip()
        return self.complaint() if text and self.value() is None else ""


class DateField(TextField):
    """A date as people type it: 2026-11-22, 11-22, 周五, 明天, +7; or picked from a month.

    Up and Down go a day on and back, Alt+Down opens the month.
    """

    def __init__(self, today: date) -> None:
        super().__init__(_("YYYY-MM-DD"), 20)
        self._today = today
        self.line.editingFinished.connect(self._settle)
        self.line.setToolTip(_("A date, or in words: tomorrow, Friday, next Friday, +7. Up and Down change the day."))
        self.pick = self.line.addAction(icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self.pick.setText(_("Calendar"))
        self.pick.triggered.connect(self.open_month)
        self.line.installEventFilter(self)

    def open_month(self) -> None:
        """A month to pick the day from."""
        CalendarPopup(self, self.value() or self._today, self._take).open_under(self.line)

    def read(self, text: str) -> date:
        return read_date(text, self._today)

    def words(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, date) else str(value)

    def complaint(self) -> str:
        return _("This is no date. Type it like 2026-11-22.")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.line.isReadOnly():
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.open_month()
                return True
            if step:
                value = self.value()
                if value is None or date.min < value < date.max:
                    self.set_value(value + timedelta(step) if value is not None else self._today)
                return True
        return super().eventFilter(watched, event)

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.line.setFocus()

    def _settle(self) -> None:
        if (value := self.value()) is not None:
            self.set_value(value)


class MonthField(TextField):
    """A month as YYYYMM."""

    def __init__(self) -> None:
        super().__init__(_("YYYY-MM"), 12)

    def read(self, text: str) -> int:
        return read_month(text)

    def words(self, value: Any) -> str:
        return month_words(value)

    def complaint(self) -> str:
        return _("This is no month. Type it like 2026-11.")


class MoneyField(TextField):
    """Yuan on the screen, fen as the value."""

    def __init__(self) -> None:
        super().__init__("0.00", 24)

    def read(self, text: str) -> int:
        return read_money(text)

    def words(self, value: Any) -> str:
        return money_words(value)

    def complaint(self) -> str:
        return _("This is no amount. Type yuan like 1234.50 or 1.2万.")


class IntegerField(TextField):
    """A whole number between two ends."""

    def __init__(self, least: int = 0, most: int = 2_000_000_000) -> None:
        super().__init__("", 16)
        self._least, self._most = least, most

    def read(self, text: str) -> int:
        value = read_integer(text)
        if not self._least <= value <= self._most:
            raise ValueError(text)
        return value

    def complaint(self) -> str:
        return _("Type a whole number from {least} to {most}.").format(least=self._least, most=self._most)


class SecretField(TextField):
    """A passphrase: dots, never trimmed, never kept in a draft."""

    def __init__(self) -> None:
        super().__init__("", 1000)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> Any:
        return self.line.text() or None

    def typed(self) -> Any:
        return ""


class NoteField(Field):
    """Several lines of text."""

    def __init__(self, placeholder: str = "", lines: int = 4) -> None:
        self.text = QPlainTextEdit()
        super().__init__(self.text)
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(lines * 20 + 18)
        self.setMinimumHeight(lines * 20 + 18)  # the style sheet takes the editor's own least height away
        self.text.textChanged.connect(self.changed)

    def value(self) -> Any:
        return self.text.toPlainText().strip() or None

    def set_value(self, value: Any) -> None:
        self.text.setPlainText(value or "")


class ChoiceField(Field):
    """One of an enumeration: stored codes with N_() labels, in their order."""

    def __init__(self, choices: Mapping[str, str], optional: bool = False) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        if optional:
            self.box.addItem("", None)
        for code, words in choices.items():
            self.box.addItem(_(words), code)
        self.box.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def value(self) -> Any:
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class CheckField(Field):
    """Yes or no, with the words beside the box."""

    def __init__(self, words: str) -> None:
        self.box = QCheckBox(words)
        super().__init__(self.box)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


def masked(number: str) -> str:
    """138****5678: the first three and the last four digits of a phone number; short ones show the last two."""
    if len(number) >= 8:
        return f"{number[:3]}****{number[-4:]}"
    return "*" * max(len(number) - 2, 0) + number[-2:]


class PhoneField(TextField):
    """A phone number, masked until it is revealed or edited; `reveal` gives (and logs) the full number."""

    def __init__(self, reveal: Callable[[], str] | None = None) -> None:
        super().__init__("", 40)
        self._kept: str | None = None
        self._reveal = reveal
        if reveal is not None:
            self.eye = icon_button("eye", _("Show the full number"), self._show)
            self.row.addWidget(self.eye)

    def value(self) -> Any:
        return self._kept if self._kept is not None else super().value()

    def set_value(self, value: Any) -> None:
        hide = bool(value) and self._reveal is not None
        self.line.setReadOnly(hide)
        self._kept = value if hide else None
        super().set_value(masked(value) if hide else value)

    def typed(self) -> Any:
        return "" if self._kept is not None else super().typed()

    def _show(self) -> None:
        if self._reveal is not None and self._kept is not None:
            number = self._reveal()
            self._kept = None
            self.line.setReadOnly(False)
            self.line.setText(number)
            self.eye.hide()
