"""One conflict, to be closed: keep what stands, take the other value, or write a third."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QWidget

from gui.context import Context
from gui.exchange.columns import KINDS
from gui.exchange.words import record_of
from gui.widgets.card import Card
from gui.widgets.columns import moment_words
from gui.widgets.form import Form
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_fields import add_fields, stored
from gui.widgets.scrolled import scrolled
from model.errors import UserError
from model.exchange.conflicts import ConflictRow
from model.exchange.forms import forms
from model.exchange.resolving import RESOLVE, Keep, resolve_conflict
from model.exchange.wording import Line, field_words, value_lines
from resources.i18n import _

_MOST_LINES = 24


class ConflictDialog(QDialog):
    """Both values side by side, who wrote each and when, in which file they met, and what stands now."""

    def __init__(self, parent: QWidget, context: Context, row: ConflictRow) -> None:
        super().__init__(parent)
        self._context, self._row, self._first = context, row, ""
        self.setWindowTitle(_("Conflict"))
        self.resize(760, 380)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.form = self._fields()
        self.form.hide()
        self.form.submitted.connect(self.write)
        self.write_button = button(_("Write what is right…"), self.write)
        self.keep_button = button(_("Keep what stands"), lambda: self.close_by(Keep.STANDING), "primary")
        self._lay_out()

    def close_by(self, keep: Keep | Mapping[str, Any]) -> None:
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

    def write(self) -> None:
        """First offer the fields with what stands in them; then keep what was written there."""
        if not self.form.isVisibleTo(self):
            self.form.show()
            self.resize(self.width(), 600)
            self.write_button.setText(_("Keep what I wrote"))
            self.write_button.setDefault(True)  # Enter in a field keeps what stands there
            self.form.field(self._first).setFocus(Qt.FocusReason.TabFocusReason)
        elif self.form.check():
            self.close_by(stored(record_of(self._row.entity), self.form.values()))

    def _fields(self) -> Form:
        """The fields of the group, with what stands now."""
        made, row = Form(), self._row
        form = forms().get(row.entity)
        if row.kind == "edit" and form is not None and row.field_group in form.groups:
            names = form.groups[row.field_group]
            self._first = names[0]
            add_fields(made, record_of(row.entity), names, self._context.today())
            made.set_values({name: (row.now or row.standing).get(name) for name in names})
        return made

    def _lay_out(self) -> None:
        row = self._row
        inside = QWidget()
        in_column(
            self._sides(), muted(self._now_words(), wrap=True), self.form, STRETCH,
            gap=12, margins=(0, 0, 8, 0), within=inside,
        )  # fmt: skip
        found = _("found in {file}").format(file=row.found_in) if row.found_in else ""
        said = [field_words(row), _(KINDS.get(row.kind, row.kind)), found]
        in_column(
            title(row.customer or _("Conflict")),
            muted(" · ".join(words for words in said if words), wrap=True),
            (scrolled(inside), 1),
            self.error,
            self._buttons(),
            gap=12,
            margins=FRAME,
            within=self,
        )
        self.write_button.setVisible(row.kind == "edit" and row.now is not None and not row.names)
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(True)  # Enter presses the one in focus
        self.keep_button.setDefault(True)
        self.keep_button.setFocus()

    def _sides(self) -> QGridLayout:
        row = self._row
        standing, other = (value_lines(row.entity, side, row.names) for side in (row.standing, row.other))
        if row.kind == "delete":
            other = [("", _("deleted"))]
        sides = QGridLayout()
        sides.setHorizontalSpacing(16)
        for place, (heading, lines, others, who, when) in enumerate(
            (
                (_("What stands"), standing, other, row.standing_by, row.standing_at),
                (_("The other value"), other, standing, row.other_by, row.other_at),
            )
        ):
            card = Card(heading)
            card.body.addWidget(muted(f"{who} · {moment_words(when)}", wrap=True))
            card.body.addLayout(_table_of(lines, others))
            card.body.addStretch(1)
            sides.addWidget(card, 0, place)
            sides.setColumnStretch(place, 1)
        return sides

    def _now_words(self) -> str:
        row = self._row
        if row.now is None:
            return _("The record is gone now.")
        if row.kind == "delete" or row.now == row.standing or row.kind == "slice":
            return _("Nothing is lost: whichever you choose, the other stays in the history.")
        lines = [f"{name} {words}".strip() for name, words in value_lines(row.entity, row.now, row.names)]
        return _("Now: {words}").format(words=_(", ").join(lines) or _("(empty)"))

    def _buttons(self) -> QHBoxLayout:
        deleted = self._row.kind == "delete"
        take = _("Delete it") if deleted else _("Take the other")
        leaving = [button(_("Later"), self.reject)]
        if self._row.dossier_id and self._row.customer:
            leaving.append(button(_("Open the customer"), self._open))
        other = button(take, lambda: self.close_by(Keep.OTHER), "danger" if deleted else "")
        return in_row(*leaving, STRETCH, self.write_button, other, self.keep_button)

    def _open(self) -> None:
        self.reject()
        self._context.open_page("customer", self._row.dossier_id)


def _table_of(lines: Sequence[Line], others: Sequence[Line]) -> QGridLayout:
    """Values with their labels; those that the other side says differently are set off."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    shown = list(lines) if len(lines) == 1 else [line for line in lines if line not in others] or list(lines)
    for place, (name, words) in enumerate(shown[:_MOST_LINES]):
        if max(len(lines), len(others)) > 1:
            grid.addWidget(muted(name), place, 0)
        grid.addWidget(label(words, "strong", wrap=True), place, 1)
    if not shown:
        grid.addWidget(muted(_("(empty)")), 0, 0)
    same = len(lines) - len(shown)
    if same:
        grid.addWidget(muted(_("{count} more are the same on both sides").format(count=same)), len(shown), 0, 1, 2)
    return grid
