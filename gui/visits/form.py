"""The form of a visit: who, met whom, what was said, what comes next, in under a minute by keyboard."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from gui.context import Context
from gui.customer_field import CustomerForm, people_of
from gui.visits.photos_field import PhotosField
from gui.visits.promises_field import PromisesField
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import ChoiceField, DateField, NoteField, TextField
from gui.widgets.labels import label
from gui.widgets.time_field import TimeField
from model.enumerations import ENUMERATIONS
from model.visits.actions import VisitDraft
from model.visits.rules import note_warnings
from resources.i18n import _


class VisitForm(CustomerForm):
    """A visit of one customer; with `many` one contact logged for that many, and nobody is asked for."""

    def __init__(self, context: Context, customer_id: str | None = None, many: int = 0) -> None:
        super().__init__(context, customer_id)
        self._many = many
        self._asks = customer_id is None and not many
        if self._asks:
            self.ask_customer(self._follow)
        self._add_when()
        self.met = CheckListField(most_rows=3)
        self.promises = PromisesField(context)
        self.photos = PhotosField(context)
        if not many:
            known = _("Space ticks; it tells how well we know them.")
            self.add("met", _("People met"), self.met, wide=True, help=known)
        self._add_words()
        self._follow()
        self.changed.connect(self._warn)

    def draft(self, customer_id: str) -> VisitDraft:
        """The visit as typed."""
        values = self.values()
        texts = ("place", "purpose", "actions", "note", "outcome", "next_step")
        return VisitDraft(
            customer_id=customer_id,
            visit_date=values["visit_date"],
            status=values["status"],
            start_time=values["start_time"],
            end_time=values["end_time"],
            contact_mode=values["contact_mode"],
            initiator=values["initiator"],
            next_date=values["next_date"],
            met=tuple(values.get("met", ())),
            **{name: values[name] or "" for name in texts},
        )

    def add_person(self, key: str, words: str) -> None:
        """Offer a person who is not among the active contacts (any more)."""
        people = people_of(self._context, self.chosen_customer())
        self.met.set_choices([*people, *([(key, words)] if key not in {row for row, _words in people} else [])])

    def promise(self) -> None:
        """F4: turn the selected words of the field that has the focus into a promise."""
        customer = self.chosen_customer()
        if customer is None:
            self.complain("customer_id" if self._asks else "note", _("Choose the customer first."))
            return
        self.promises.ask(self, customer, self._selected_words())

    def _add_when(self) -> None:
        today = self._context.today()
        self.add("visit_date", _("Date"), DateField(today), needed=True)
        self.add("contact_mode", _("Contact mode"), ChoiceField(ENUMERATIONS["contact_mode"]))

    def _add_words(self) -> None:
        today = self._context.today()
        self.note = NoteField(_("What was said, what was seen"), lines=5)
        rule = _("Write what serves the work. No ID or card numbers, no health, belief or family.")
        self.add("note", _("Note"), self.note, help=rule)
        self.warning = label("", "danger", wrap=True)
        self.warning.hide()
        self.add_note(self.warning)
        self.add("outcome", _("Outcome"), TextField(limit=500), wide=True)
        self.add("next_step", _("Next step"), TextField(limit=300))
        self.add("next_date", _("On which day"), DateField(today))
        if not self._many:
            self.add("promises", _("Promises made (F4)"), self.promises, wide=True)
            self.add("photos", _("Photos"), self.photos, wide=True, help=_("Kept small, without place and camera."))
        self.add("status", _("Status"), ChoiceField(ENUMERATIONS["visit_status"]))
        self.add("purpose", _("Purpose"), TextField(limit=300))
        self.add("start_time", _("Start time"), TimeField())
        self.add("end_time", _("End time"), TimeField())
        self.add("place", _("Place"), TextField(limit=200))
        self.add("initiator", _("Initiator"), ChoiceField(ENUMERATIONS["initiator"]))
        self.add("actions", _("Visit actions"), TextField(limit=500), wide=True)
        self.set_values({"status": "done", "contact_mode": "on_site", "initiator": "we", "visit_date": today})
        QShortcut(QKeySequence("F4"), self).activated.connect(self.promise)

    def _follow(self) -> None:
        self.met.set_choices(people_of(self._context, self.chosen_customer()))
        self.met.setEnabled(self.chosen_customer() is not None)

    def _warn(self) -> None:
        words = " ".join(_(sentence) for sentence in note_warnings(str(self.typed()["note"] or "")))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _selected_words(self) -> str:
        for field in ("note", "outcome", "next_step"):
            editor: Any = self.field(field).editor
            if hasattr(editor, "textCursor"):
                words = editor.textCursor().selectedText().replace("\u2029", "\n")
            else:
                words = editor.selectedText()
            if words.strip():
                return str(words).strip()
        return ""
