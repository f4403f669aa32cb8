"""The settings page: how the window looks and speaks, when it locks, where backups go."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.benefits.card_dialog import open_own_card
from gui.context import Context
from gui.files import ask_target
from gui.page import Page
from gui.personal_data.dialogs import open_everything_out, open_periods, open_person_copy
from gui.settings.passphrase_dialog import open_passphrase_dialog
from gui.theme import TEXT_SIZES
from gui.widgets.card import Card
from gui.widgets.fields import ChoiceField
from gui.widgets.form import Form
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, in_row
from model.store.backup import SUFFIX, backup
from resources.i18n import N_, _

_LANGUAGES: Final = {"zh_CN": "中文", "en": "English"}
_THEMES: Final = {"system": N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
_SIZES: Final = dict(zip(map(str, TEXT_SIZES), (N_("Small"), N_("Normal"), N_("Large"), N_("Larger")), strict=True))
_MINUTES: Final = {
    "5": N_("after 5 minutes"),
    "15": N_("after 15 minutes"),
    "30": N_("after 30 minutes"),
    "60": N_("after an hour"),
    "0": N_("only by Ctrl+L"),
}


class SettingsPage(Page):
    """Every change works at once; there is nothing to save."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Settings"))
        ground = QWidget()
        ground.setProperty("look", "ground")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(16)
        self._add_look()
        self._add_me()
        self._add_safety()
        self._add_backup()
        self._add_personal_data()
        self._add_practice()
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        scroll.setMaximumWidth(680)
        self.body.addWidget(scroll, 1)

    def refresh(self) -> None:
        """Show where backups go."""
        self.folder.setText(self.context.preferences.backup_folder or _("Beside the store"))

    def help_text(self) -> str:
        """What the settings mean."""
        return _(
            "Language, theme and text size belong to this computer. The passphrase encrypts the store; "
            "the recovery code opens it when the passphrase is forgotten."
        )

    def _choice(self, form: Form, key: str, words: str, choices: Mapping[str, str], value: str) -> ChoiceField:
        field = ChoiceField(choices)
        form.add(key, words, field)
        field.set_value(value)
        return field

    def _add_look(self) -> None:
        preferences = self.context.preferences
        form = Form(columns=3)
        self.language = self._choice(form, "language", _("Language"), _LANGUAGES, preferences.language)
        self.theme = self._choice(form, "theme", _("Theme"), _THEMES, preferences.theme)
        self.text_size = self._choice(form, "size", _("Text size"), _SIZES, str(preferences.text_size))
        self.language.changed.connect(self._set_language)
        self.theme.changed.connect(self._set_look)
        self.text_size.changed.connect(self._set_look)
        card = Card(_("Look"))
        card.body.addWidget(form)
        self._column.addWidget(card)

    def _add_me(self) -> None:
        row = in_row(button(_("My business card"), partial(open_own_card, self, self.context), glyph="user"), STRETCH)
        card = Card(_("Me"))
        card.body.addWidget(
            muted(_("Name and numbers with a code that a telephone reads, as PDF, picture or vCard."), wrap=True)
        )
        card.body.addLayout(row)
        self._column.addWidget(card)

    def _add_safety(self) -> None:
        form = Form(columns=3)
        minutes = str(self.context.preferences.lock_minutes)
        self.minutes = self._choice(form, "minutes", _("Lock when idle"), _MINUTES, minutes)
        self.minutes.changed.connect(self._set_minutes)
        row = in_row(
            button(_("Change the passphrase"), lambda: open_passphrase_dialog(self, self.context)),
            button(_("Lock now"), self.context.lock_wanted.emit, glyph="lock"),
            STRETCH,
        )
        card = Card(_("Safety"))
        card.body.addWidget(form)
        card.body.addLayout(row)
        self._column.addWidget(card)

    def _add_backup(self) -> None:
        self.folder = label("", wrap=True)
        row = in_row(
            button(_("Choose the folder"), self._choose_folder, glyph="folder"),
            button(_("Back up to a file"), self._back_up, glyph="save"),
            STRETCH,
        )
        card = Card(_("Backups"))
        card.body.addWidget(muted(_("A copy is made every day, encrypted like the store. Its folder:"), wrap=True))
        card.body.addWidget(self.folder)
        card.body.addLayout(row)
        self._column.addWidget(card)

    def _add_personal_data(self) -> None:
        row = QHBoxLayout()
        for words, ask in (
            (_("Everything out…"), open_everything_out),
            (_("A person's own copy…"), open_person_copy),
            (_("Periods of keeping…"), open_periods),
        ):
            row.addWidget(button(words, partial(ask, self, self.context)))
        row.addWidget(button(_("Erase a person…"), lambda: self.context.open_page("exchange", "erased")))
        row.addStretch(1)
        card = Card(_("Personal data"))
        words = _("Taking data out asks for a reason, which reaches the office. Erase a person under Exchange.")
        card.body.addWidget(muted(words, wrap=True))
        card.body.addLayout(row)
        self._column.addWidget(card)

    def _add_practice(self) -> None:
        enter = button(_("Open the practice store"), lambda: self.context.practice_wanted.emit(True))
        leave = button(_("Back to my own store"), lambda: self.context.practice_wanted.emit(False))
        row = in_row(enter, leave, STRETCH)
        card = Card(_("Practice"))
        words = _("A separate store with invented customers and a month's work. Nothing you do there touches yours.")
        card.body.addWidget(muted(words, wrap=True))
        card.body.addLayout(row)
        self._column.addWidget(card)

    def _set_language(self) -> None:
        self.context.preferences.language = self.language.value()
        self.context.language_changed.emit()

    def _set_look(self) -> None:
        self.context.preferences.theme = self.theme.value()
        self.context.preferences.text_size = int(self.text_size.value())
        self.context.look_changed.emit()

    def _set_minutes(self) -> None:
        self.context.preferences.lock_minutes = int(self.minutes.value())

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.context.preferences.backup_folder)
        if folder:
            self.context.preferences.backup_folder = folder
            self.mark_stale()

    def _back_up(self) -> None:
        target = ask_target(self, self.context, _("Back up to a file"), f"meiban{SUFFIX}", f"*{SUFFIX}")
        if target is not None:
            self.context.tasks.run(
                lambda progress: backup(self.context.database, target),
                lambda result: self.context.say(_("The backup is in {file}.").format(file=target.name)),
                title=_("Backing up"),
            )
