"""The promises made on a visit, kept with it: F4 adds one, the list shows them."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.context import Context
from gui.needs.promise_dialog import PromiseForm
from gui.widgets.fields import Field
from gui.widgets.form import FormDialog
from gui.widgets.labels import icon_button, label, muted
from gui.widgets.placing import clear, in_row
from model.needs.promise_actions import PromiseDraft
from resources.i18n import _


class PromisesField(Field):
    """Promises that will be saved with the visit; the value is a list of drafts without a visit."""

    def __init__(self, context: Context) -> None:
        self.panel = QWidget()
        super().__init__(self.panel)
        self._context = context
        self._drafts: list[PromiseDraft] = []
        self._column = QVBoxLayout(self.panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._show()

    def ask(self, parent: QWidget, customer_id: str, words: str) -> FormDialog:
        """Ask for the day and add the promise."""
        form = PromiseForm(self._context, customer_id)
        if words:
            form.set_values({"text": words})

        def add(_values: dict[str, Any]) -> None:
            self._drafts.append(form.draft())
            self._show()
            self.changed.emit()

        dialog = FormDialog(parent, _("Promise"), form, add, save_words=_("Add"), width=560)
        dialog.open()
        if words:
            form.field("due_on").setFocus()
        return dialog

    def value(self) -> Any:
        return tuple(self._drafts)

    def set_value(self, value: Any) -> None:
        self._drafts = list(value or ())
        self._show()

    def typed(self) -> Any:
        return [
            {"customer": one.customer_id, "text": one.text, "due": one.due_on.isoformat() if one.due_on else "",
             "to": one.made_to_id, "owner": one.owner, "effect": one.expected_effect, "risk": one.churn_risk}
            for one in self._drafts
        ]  # fmt: skip

    def set_typed(self, typed: Any) -> None:
        self._drafts = [
            PromiseDraft(
                one["customer"], one["text"], date.fromisoformat(one["due"]) if one["due"] else None,
                made_to_id=one["to"], owner=one["owner"], expected_effect=one["effect"], churn_risk=one["risk"],
            )
            for one in typed
        ]  # fmt: skip
        self._show()

    def _show(self) -> None:
        clear(self._column)
        for place, one in enumerate(self._drafts):
            self._column.addWidget(self._line(place, one))
        if not self._drafts:
            self._column.addWidget(muted(_("Select words of the note and press F4: they become a promise with a day.")))

    def _line(self, place: int, one: PromiseDraft) -> QWidget:
        line = QWidget()
        in_row(
            (label(one.text.replace("\n", " "), wrap=True), 1),
            muted(one.due_on.isoformat() if one.due_on else ""),
            icon_button("x", _("Take this promise out"), lambda: self._drop(place)),
            within=line,
        )
        return line

    def _drop(self, place: int) -> None:
        del self._drafts[place]
        self._show()
        self.changed.emit()
