"""Erasing a person (个人信息删除): who, what goes, why, and on which devices it is done."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.exchange.office_columns import erasure_columns, erasure_row
from gui.papers.export import offer_papers
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.customers.queries import list_contacts
from model.errors import UserError
from model.exchange.erasure import erase_row
from model.exchange.erasures import ErasurePreview, ErasureRow, preview_erasure
from resources.i18n import _, _n


class EraseSheet(QWidget):
    """Who was erased, and the way to erase somebody."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table = RecordTable(
            "exchange-erased",
            erasure_columns(),
            context.preferences,
            context.today,
            empty=Empty(
                _("Nobody was erased."),
                _("When a person asks for it, everything personal of theirs goes from this store and, with the next "
                  "files, from every other."),
                _("Erase a person…"),
                self.ask,
                "shield-check",
            ),
        )  # fmt: skip
        offer_papers(self, context, self.table, _("Erased people"))
        self.line = QWidget()
        said = muted(_("An erasure cannot be undone, and beats every edit made elsewhere."), wrap=True)
        in_row((said, 1), button(_("Erase a person…"), self.ask, "danger"), within=self.line)
        in_column((self.table, 1), self.line, within=self)

    def show_erasures(self, rows: list[ErasureRow]) -> None:
        """Show every erasure."""
        self.table.set_rows([erasure_row(row) for row in rows])
        self.line.setVisible(bool(rows))

    def ask(self) -> "EraseDialog":
        """Ask whom."""
        dialog = EraseDialog(self, self._context)
        dialog.open()
        return dialog


class EraseDialog(FormDialog):
    """Customer, person, reason; what goes is said as soon as the person is chosen."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._context = context
        self._people: dict[str, str] = {}
        form = Form()
        self.customer = customer_field(context)
        self.person = ChoiceField({}, optional=True)
        form.add("customer", _("Customer"), self.customer, needed=True)
        form.add("person", _("Person"), self.person, needed=True)
        form.add("reason", _("Reason"), TextField(_("e.g. asked for it in writing on 20 November")), needed=True)
        self.goes = label("", wrap=True)
        self.stays = muted("", wrap=True)
        for note in (self.goes, self.stays):
            form.add_note(note)
            note.hide()
        super().__init__(parent, _("Erase a person"), form, self._erase, save_words=_("Erase…"), width=560, height=520)
        self.customer.changed.connect(self._offer_people)
        self.person.changed.connect(self._say)

    def _offer_people(self) -> None:
        customer = self.customer.value()
        with self._context.read() as session:
            rows = list_contacts(session, customer) if customer else []
        self._people = {row.id: f"{row.name}　{row.title}".strip() for row in rows}
        self.person.box.blockSignals(True)
        self.person.box.clear()
        self.person.box.addItem("", None)
        for row_id, words in self._people.items():
            self.person.box.addItem(words, row_id)
        self.person.box.blockSignals(False)
        self._say()

    def _say(self) -> None:
        found = self._preview()
        for note in (self.goes, self.stays):
            note.setVisible(found is not None)
        if found is None:
            return
        fields = _(", ").join(_(words) for words in found.fields)
        self.goes.setText(
            _n(
                "What goes, here and with the next files everywhere: {fields}; and {count} trace in undo, "
                "recycle bin, imports, drafts and conflicts.",
                "What goes, here and with the next files everywhere: {fields}; and {count} traces in undo, "
                "recycle bin, imports, drafts and conflicts.",
                found.traces,
                fields=fields,
            )
        )
        if found.elsewhere:
            also = _n(
                "{count} other record of the customer has the same mobile number or this contact person and loses it.",
                "{count} other records of the customer have the same mobile number or this contact person and lose it.",
                found.elsewhere,
            )
            self.goes.setText(f"{self.goes.text()} {also}")
        stays = _(
            'The map keeps "已删除人员" without a name. This program\'s own backups from before go within 30 days; '
            "copies you made elsewhere you have to throw away yourself."
        )
        if found.mentions:
            named = _n(
                "{count} note still names the person; find it with the search box and edit it first.",
                "{count} notes still name the person; find them with the search box and edit them first.",
                found.mentions,
            )
            stays = f"{named} {stays}"
        self.stays.setText(stays)

    def _preview(self) -> ErasurePreview | None:
        person = self.person.value()
        if not person:
            return None
        try:
            with self._context.read() as session:
                return preview_erasure(session, "contact", person)
        except UserError:
            return None

    def _erase(self, values: dict[str, Any]) -> None:
        name = self._people.get(values["person"], "")
        if not confirm(
            self,
            _("Erase {name}?").format(name=name),
            _("Everything personal of theirs goes, here and everywhere. It cannot be brought back."),
            _("Erase"),
            danger=True,
        ):
            raise UserError(_("Nobody was erased."))
        with self._context.write("") as session:
            erase_row(session, "contact", values["person"], values["reason"])
        self._context.say(_("Erased here. The others follow with their next files."))
