"""The gate: make a store on the first run, unlock it afterwards, get back in with the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gui.tasks import Progress, Tasks
from gui.widgets.fields import SecretField, TextField
from gui.widgets.form import Form
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import STRETCH, in_column
from gui.widgets.room import open_at
from gui.widgets.scrolled import scrolled
from model.errors import UserError
from model.security.passphrase import Strength, strength_of
from model.store.database import Database
from model.store.opening import Owner
from resources.i18n import N_, _

STRENGTH_WORDS = {
    Strength.TOO_SHORT: N_("Too short: at least 8 characters"),
    Strength.WEAK: N_("Weak: add length or another kind of character"),
    Strength.FAIR: N_("Fair"),
    Strength.STRONG: N_("Strong"),
}


@dataclass(frozen=True)
class Door:
    """The ways into one store, slow ones all (a key is derived); each raises `UserError`."""

    exists: Callable[[], bool]
    create: Callable[[str, Owner], tuple[Database, str]]
    unlock: Callable[[str], Database]
    recover: Callable[[str, str], Database]


class PassphraseForm(Form):
    """A new passphrase, twice, with its strength in words."""

    def __init__(self) -> None:
        super().__init__()
        self.strength = muted("")

    def add_passphrases(self) -> None:
        """Put the two fields at the end of the form."""
        self.first, self.second = SecretField(), SecretField()
        self.add(
            "passphrase",
            _("Passphrase"),
            self.first,
            needed=True,
            check=_too_short,
            help=_("It encrypts everything on this laptop. Nobody can read the data without it, not even the office."),
        )
        self.first.changed.connect(self._tell)
        self.add("again", _("Passphrase again"), self.second, needed=True, check=self._differs)

    def _tell(self) -> None:
        found = strength_of(self.first.value() or "")
        self.strength.setText("" if found is Strength.TOO_SHORT else _(STRENGTH_WORDS[found]))

    def _differs(self, value: Any) -> str:
        return "" if value == self.first.value() else _("The two passphrases differ.")


def _too_short(value: Any) -> str:
    return _(STRENGTH_WORDS[Strength.TOO_SHORT]) if strength_of(value) is Strength.TOO_SHORT else ""


class Gate(QWidget):
    """The window before the main window; `opened(database)` when the person is in."""

    opened = Signal(object)
    practice_wanted = Signal()
    """Somebody wants to look around before making a store."""

    def __init__(
        self, door: Door, tasks: Tasks, store_name: str, can_recover: bool = True, presenting: bool = False
    ) -> None:
        super().__init__()
        self.end_presenting = QCheckBox(_("End the presenting as well"))
        if not presenting:
            self.end_presenting.hide()
        self._door = door
        self._tasks = tasks
        self._database: Database | None = None
        self._code = ""
        self.setWindowTitle(_("Meiban"))
        open_at(self, 720, 720)
        self.error = label("", "danger", wrap=True)
        self.doing = muted("", wrap=True)
        self.doing.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(_("Working"))
        self.steps = QWidget()
        column = QVBoxLayout(self.steps)
        column.setContentsMargins(0, 0, 0, 0)
        self.welcome, self.locked, self.lost, self.code = QWidget(), QWidget(), QWidget(), QWidget()
        self._make_welcome()
        self._make_locked(store_name, can_recover)
        self._make_lost()
        self._make_code()
        self.step = self.locked
        self._all = (self.welcome, self.locked, self.lost, self.code)
        for step in self._all:
            column.addWidget(step)
        self._lay_out()
        self.show_start()

    def ends_presenting(self) -> bool:
        """Whether the person wants everything back, not only what the customer may see."""
        return self.end_presenting.isChecked()

    def show_start(self) -> None:
        """The first step: make a store where there is none, otherwise unlock it."""
        self.show_step(self.locked if self._door.exists() else self.welcome)
        self.unlock_form.set_values({"passphrase": None})

    def show_step(self, step: QWidget) -> None:
        """Show one of the steps and put the cursor into its first field."""
        self._complain("")
        self.step = step
        for other in self._all:
            other.setVisible(other is step)
        firsts = {self.welcome: self.welcome_form, self.locked: self.unlock_form, self.lost: self.lost_form}
        if step in firsts:
            first = "name" if step is self.welcome else "code" if step is self.lost else "passphrase"
            firsts[step].field(first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_welcome(self) -> None:
        form = PassphraseForm()
        form.add("name", _("Your name"), TextField(limit=80), needed=True)
        form.add(
            "employee_no",
            _("Employee number"),
            TextField(limit=40),
            needed=True,
            help=_("As the office writes it; it tells whose customers and whose work log this is."),
        )
        form.add_passphrases()
        form.submitted.connect(self._create)
        self.welcome_form = form
        words = _("Meiban keeps your customers on this laptop, encrypted. It works without a network.")
        start = button(_("Start"), self._create, "primary")
        self.practice_button = button(_("Just looking? Try the practice store"), self._practise, "link")
        self.practice_button.setToolTip(_("Invented companies and people; no passphrase, and nothing to break."))
        _fill(self.welcome, _("Welcome"), words, form, form.strength, start, self.practice_button)

    def _make_locked(self, store_name: str, can_recover: bool) -> None:
        form = Form()
        form.add("passphrase", _("Passphrase"), SecretField(), needed=True)
        form.submitted.connect(self._unlock)
        self.unlock_form = form
        forgotten = button(_("Forgot the passphrase?"), lambda: self.show_step(self.lost), "link")
        if not can_recover:
            forgotten.hide()
        words = _("The store {name} is locked.").format(name=store_name)
        unlock = button(_("Unlock"), self._unlock, "primary")
        _fill(self.locked, _("Welcome back"), words, form, self.end_presenting, forgotten, unlock)

    def _make_lost(self) -> None:
        form = PassphraseForm()
        form.add("code", _("Recovery code"), TextField(limit=200), needed=True)
        form.add_passphrases()
        form.submitted.connect(self._recover)
        self.lost_form = form
        words = _("Type the recovery code that was shown when the store was made, and choose a new passphrase.")
        back = button(_("Back"), lambda: self.show_step(self.locked), "link")
        _fill(self.lost, _("Recovery"), words, form, form.strength, button(_("Unlock"), self._recover, "primary"), back)

    def _make_code(self) -> None:
        self.code_label = label("", "code", wrap=True)
        self.code_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code_label.setAccessibleName(_("Recovery code"))
        self.code_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.noted = QCheckBox(_("Written down and kept away from the laptop"))
        self.go_button = button(_("Go on"), self._finish, "primary")
        self.go_button.setEnabled(False)
        self.noted.toggled.connect(self.go_button.setEnabled)
        copy = button(_("Copy"), self._copy, "link", "copy")
        words = _("This is your recovery code, shown only now. Without it and without the passphrase the data is lost.")
        _fill(self.code, _("Write this down"), words, self.code_label, copy, self.noted, self.go_button)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(440)
        in_column(
            label(_("Meiban"), "brand"),
            self.steps,
            self.error,
            self.doing,
            self.busy,
            gap=12,
            margins=(32, 28, 32, 28),
            within=card,
        )
        self.busy.hide()
        ground = QWidget()
        in_column(scrolled(ground), within=self)
        row = QHBoxLayout(ground)
        row.addStretch(1)
        column = in_column((STRETCH, 2), card, (STRETCH, 3))
        row.addLayout(column)
        row.addStretch(1)

    def _create(self) -> None:
        if not self.welcome_form.check():
            return
        values = self.welcome_form.values()
        owner = Owner(values["name"], values["employee_no"])
        passphrase = values["passphrase"]
        self._work(lambda progress: self._door.create(passphrase, owner), self._on_created)

    def _unlock(self) -> None:
        if self.unlock_form.check():
            passphrase = self.unlock_form.values()["passphrase"]
            self._work(lambda progress: self._door.unlock(passphrase), self._enter)

    def _recover(self) -> None:
        if self.lost_form.check():
            values = self.lost_form.values()
            self._work(lambda progress: self._door.recover(values["code"], values["passphrase"]), self._enter)

    def _practise(self) -> None:
        for key in self.welcome_form.error_words():
            self.welcome_form.complain(key, "")
        self._wait(_("Getting the practice store ready: two months of invented data, a few seconds."))
        self.practice_wanted.emit()

    def fail(self, error: UserError) -> None:
        """What was begun here did not work: say why, and let the person go on."""
        self._rest()
        self._complain(error.sentence)

    def _wait(self, words: str = "") -> None:
        self._complain("")
        self.steps.setEnabled(False)
        self.doing.setText(words)
        self.doing.setVisible(bool(words))
        self.busy.show()

    def _work(self, job: Callable[[Progress], Any], on_success: Callable[[Any], None]) -> None:
        self._wait()

        def done(result: Any) -> None:
            self._rest()
            on_success(result)

        self._tasks.run(job, done, self.fail)

    def _rest(self) -> None:
        self.busy.hide()
        self.doing.hide()
        self.steps.setEnabled(True)

    def _on_created(self, made: tuple[Database, str]) -> None:
        self._database, code = made
        self.show_code(code)
        self.show_step(self.code)

    def show_code(self, code: str) -> None:
        """Show the recovery code, broken into two lines of like length."""
        groups = code.split("-")
        half = -(-len(groups) // 2)
        self._code = code
        self.code_label.setText("\n".join("-".join(part) for part in (groups[:half], groups[half:]) if part))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)

    def _finish(self) -> None:
        if self._database is not None:
            self.code_label.clear()
            self._code = ""
            self._enter(self._database)

    def _enter(self, database: Database) -> None:
        for form in (self.welcome_form, self.unlock_form, self.lost_form):
            form.set_values({"passphrase": None, "again": None, "code": None})
        self.opened.emit(database)

    def _complain(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        if words and self.step is self.locked:
            self.unlock_form.field("passphrase").setFocus(Qt.FocusReason.OtherFocusReason)


def _fill(step: QWidget, heading: str, words: str, *parts: QWidget) -> None:
    in_column(title(heading), muted(words, wrap=True), *parts, STRETCH, gap=12, within=step)
