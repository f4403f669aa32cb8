"""One field set for many rows, with what it replaces shown before anything is changed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QWidget

from gui.context import Context
from gui.editing.subjects import Subject
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_fields import field_for, label_of_field, stored, words_of_field
from gui.widgets.record_table import RecordTable
from model.editing.many import set_many, values_of_field
from model.errors import UserError
from resources.i18n import N_, _, _n

_MOST_SHOWN: Final = 200


class BulkDialog(QDialog):
    """Field, new value, and a preview of the old ones."""

    def __init__(self, parent: QWidget | None, context: Context, subject: Subject, ids: Sequence[str]) -> None:
        super().__init__(parent)
        self.context = context
        self.subject = subject
        self.ids = tuple(ids)
        self.setWindowTitle(_("Edit many"))
        self.resize(640, 560)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Field to set"))
        for name in subject.fields:
            self.choice.addItem(label_of_field(subject.record, name), name)
        self.field = field_for(subject.record, subject.fields[0], context.today())
        self.summary = label("", wrap=True)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        columns = [
            Column("name", _heading(subject), Kind.TEXT, 230, bold=True),
            Column("old", N_("Now"), Kind.TEXT, 150),
            Column("new", N_("Afterwards"), Kind.TEXT, 150),
        ]
        self.table = RecordTable(
            "bulk", columns, context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.table.view.setColumnHidden(0, True)
        self.apply_button = button(_("Apply"), self.apply, "primary")
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _index: self._choose())
        self._choose()

    def apply(self) -> None:
        """Set the field for all of them, as one step that undo takes back."""
        if self.field.problem():
            self._complain(self.field.problem())
            return
        name = self.choice.currentData()
        value = self._value(name)
        count = len(self.ids)
        try:
            with self.context.write(
                N_("Set {field} of {count} rows"), field=label_of_field(self.subject.record, name), count=count
            ) as session:
                set_many(session, self.subject.record, self.subject.title, self.ids, name, value, self.context.today())
        except UserError as error:
            self._complain(error.sentence)
            return
        self.context.say(_n("{count} row was changed.", "{count} rows were changed.", count), undo=True)
        self.accept()

    def _on_enter(self) -> None:
        """Enter sets a value; to empty so many rows it takes the button, which says so."""
        if self.field.value() is not None:
            self.apply()

    def _value(self, name: str) -> Any:
        return stored(self.subject.record, {name: self.field.value()})[name]

    def _complain(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _choose(self) -> None:
        name = self.choice.currentData()
        with self.context.read() as session:
            self._old = values_of_field(session, self.subject.record, self.subject.title, self.ids, name)
        fresh = field_for(self.subject.record, name, self.context.today())
        fresh.set_name(_("New value"))
        self._line.replaceWidget(self.field, fresh)
        self.field.deleteLater()
        self.field = fresh
        fresh.changed.connect(self._preview)
        fresh.committed.connect(self._on_enter)
        self._preview()

    def _preview(self) -> None:
        self._complain("")
        name = self.choice.currentData()
        record = self.subject.record
        new = words_of_field(record, name, self._value(name))
        counts: Counter[Any] = Counter(words_of_field(record, name, old) for _id, _name, old in self._old)
        unchanged = counts.get(new, 0)
        parts = [f"{words or _('(empty)')} {count:,}" for words, count in counts.most_common(6)]
        sentence = _("Rows chosen: {count}; having this value already: {unchanged}. Now: {values}")
        self.summary.setText(
            sentence.format(count=f"{len(self.ids):,}", unchanged=f"{unchanged:,}", values=_(", ").join(parts))
        )
        after = new or _("(empty)")
        self.apply_button.setText(
            _n("Set {count} row", "Set {count} rows", len(self.ids))
            if new
            else _n("Empty {count} row", "Empty {count} rows", len(self.ids))
        )
        rows = [(id, title, words_of_field(record, name, old), after) for id, title, old in self._old[:_MOST_SHOWN]]
        self.table.set_rows(rows)
        rest = len(self._old) - len(rows)
        self.more.setText(_("and {count} more").format(count=f"{rest:,}") if rest > 0 else "")

    def _lay_out(self) -> None:
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self.choice, 1)
        self._line.addWidget(muted(_("becomes")))
        self._line.addWidget(self.field, 1)
        card = Card(margins=1)
        card.body.addWidget(self.table, 1)
        self.more = muted("")
        foot = in_row(self.more, STRETCH, button(_("Cancel"), self.reject), self.apply_button)
        in_column(
            title(_("Edit many")),
            self._line,
            self.summary,
            (card, 1),
            self.error,
            foot,
            gap=16,
            margins=FRAME,
            within=self,
        )


def _heading(subject: Subject) -> str:
    return str(subject.record.__table__.columns[subject.title].info["label"])


def bulk_button(parent: QWidget, context: Context, subject: Subject, table: RecordTable) -> QPushButton:
    """A button that sets one field for the ticked or selected rows of a table."""
    return button(_("Edit many"), lambda: edit_many(parent, context, subject, table.selected_ids()))


def edit_many(parent: QWidget, context: Context, subject: Subject, ids: Sequence[str]) -> None:
    """Open the dialog for these rows; without any, say how they are chosen."""
    if ids:
        BulkDialog(parent, context, subject, ids).open()
    else:
        context.say(_("Tick the rows first: Space, or the box at the left."), "news")
