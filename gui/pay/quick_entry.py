"""A row to count piece after piece without a dialog: Enter goes on and, at its end, saves and begins anew."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from gui.context import Context
from gui.customer_field import customer_field
from gui.pay.fields import item_field
from gui.widgets.card import Card
from gui.widgets.fields import DateField, Field, IntegerField, TextField
from gui.widgets.labels import button, label
from gui.widgets.placing import in_column
from model.errors import UserError
from model.months import month_of
from model.pay.actions import MOST_PIECES, PieceDraft, add_piece
from resources.i18n import N_, _


class QuickEntry(Card):
    """Item, quantity, customer, evidence, day. `added` after each piece."""

    added = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.day = DateField(context.today())
        self.day.set_value(context.today())
        self.item = item_field(context, lambda: month_of(self.day.value() or context.today()))
        self.quantity = IntegerField(1, MOST_PIECES)
        self.quantity.set_value(1)
        self.customer = customer_field(context)
        self.evidence = TextField(_("Number of the order"))
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.add_button = button(_("Count it"), self.add, "primary")
        self._fields: list[tuple[Field, str, int]] = [
            (self.item, _("Item"), 4),
            (self.quantity, _("Quantity"), 1),
            (self.customer, _("Customer"), 4),
            (self.evidence, _("Evidence"), 3),
            (self.day, _("Date"), 2),
        ]
        self._lay_out()

    def add(self) -> None:
        """Count what stands in the row; the date and the customer stay for the next piece."""
        faults = [field.problem() for field, _words, _share in self._fields if field.problem()]
        draft = PieceDraft(
            self.day.value(),
            self.item.value() or "",
            self.quantity.value() or 0,
            self.customer.value(),
            self.evidence.value() or "",
        )
        try:
            if faults:
                raise UserError(" ".join(faults))
            with self._context.write(N_("Count a piece")) as session:
                add_piece(session, draft)
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()
            return
        self.error.hide()
        self.item.set_value(None)
        self.quantity.set_value(1)
        self.evidence.set_value(None)
        self.item.setFocus()
        self._context.say(_("Counted"), undo=True)
        self.added.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, (field, words, share) in enumerate(self._fields):
            column = in_column(label(words, "label"), field, gap=4)
            row.addLayout(column, share)
            field.set_name(words)
            field.editor.setMinimumWidth(56)
            field.committed.connect(lambda place=place: self._go_on(place))
        ending = in_column(label(" ", "label"), self.add_button, gap=4)
        row.addLayout(ending)
        self.body.addLayout(row)
        self.body.addWidget(self.error)

    def _go_on(self, place: int) -> None:
        """Enter: on to the next field; the evidence, which comes last in the telling, saves."""
        if self._fields[place][0] in (self.evidence, self.day):
            self.add()
        else:
            self._fields[place + 1][0].setFocus()
