"""One conflict, to be closed: keep what stands, take the other value, or write a third."""

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.context import Context
from gui.exchange.columns import KINDS, field_words, moment_words, value_words
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted, title
from model.errors import UserError
from model.exchange.conflicts import ConflictRow
from model.exchange.resolving import RESOLVE, Keep, resolve_conflict
from resources.i18n import _


class ConflictDialog(QDialog):
    """Both values side by side, who wrote each and when, and what stands now."""

    def __init__(self, parent: QWidget, context: Context, row: ConflictRow) -> None:
        super().__init__(parent)
        self._context, self._row = context, row
        self.setWindowTitle(_("Conflict"))
        self.setMinimumWidth(640)
        deleted = row.kind == "delete"
        sides = QGridLayout()
        sides.setHorizontalSpacing(16)
        other = _("deleted") if deleted else value_words(row.other)
        for place, (heading, words, who, when) in enumerate(
            (
                (_("What stands"), value_words(row.standing), row.standing_by, row.standing_at),
                (_("The other value"), other, row.other_by, row.other_at),
            )
        ):
            card = Card(heading)
            card.body.addWidget(label(words or _("(empty)"), "strong", wrap=True))
            card.body.addWidget(muted(f"{who} · {moment_words(when)}"))
            sides.addWidget(card, 0, place)
        self.third = QLineEdit()
        self.third.setPlaceholderText(_("or write what is right"))
        self.third.setAccessibleName(_("or write what is right"))
        self.third.setVisible(row.kind == "edit")
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        now = _("The record is gone now.") if row.now is None else _("Now: {words}").format(words=value_words(row.now))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(title(row.customer or _("Conflict")))
        whole.addWidget(muted(f"{field_words(row)} · {_(KINDS.get(row.kind, row.kind))}"))
        whole.addLayout(sides)
        whole.addWidget(muted(now, wrap=True))
        whole.addWidget(self.third)
        whole.addWidget(self.error)
        whole.addLayout(self._buttons(deleted))

    def _buttons(self, deleted: bool) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(button(_("Later"), self.reject))
        buttons.addStretch(1)
        if self._row.kind != "slice":
            take = _("Delete it") if deleted else _("Take the other")
            buttons.addWidget(button(take, lambda: self.close_by(Keep.OTHER), "danger" if deleted else ""))
        if self._row.kind == "edit":
            buttons.addWidget(button(_("Write this"), self._write))
        buttons.addWidget(button(_("Keep what stands"), lambda: self.close_by(Keep.STANDING), "primary"))
        return buttons

    def close_by(self, keep: Keep | str) -> None:
        """Close the conflict; what the store refuses is said here."""
        try:
            with self._context.write(RESOLVE, bulk=True) as session:
                resolve_conflict(session, self._row.id, keep)
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()
            return
        self._context.say(_("The conflict is closed."), undo=True)
        self.accept()

    def _write(self) -> None:
        if self.third.text().strip():
            self.close_by(self.third.text().strip())
        else:
            self.third.setFocus()
