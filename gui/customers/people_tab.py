"""The people of a customer: contacts with their part in decisions, numbers masked until asked for."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout
from sqlalchemy.orm import Session

from gui.benefits.card_dialog import open_contact_card
from gui.colours import Tone
from gui.context import Context
from gui.customers.row_dialog import delete_with_undo, open_contact, revealer
from gui.customers.tab import CustomerTab
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.empty import Empty
from gui.widgets.fields import masked
from gui.widgets.labels import button, elided
from gui.widgets.record_table import RecordTable
from model.customers.people import PersonRow, list_people
from model.customers.records import Contact
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

_ATTITUDES: Final = {
    "champion": Tone.DONE,
    "supporter": Tone.DONE,
    "neutral": Tone.NEUTRAL,
    "non_supporter": Tone.WARNING,
    "opponent": Tone.DANGER,
}


def role_tags(codes: str) -> list[Tag]:
    """The buying roles as tags."""
    names = ENUMERATIONS["buying_role"]
    return [Tag(_(names.get(code, code)), Tone.ACCENT) for code in codes.split(",") if code]


def people_columns() -> list[Column]:
    """The columns of the people's table."""
    attitudes, styles = ENUMERATIONS["attitude"], ENUMERATIONS["communication_style"]
    return [
        Column("name", N_("Name"), width=120, bold=True),
        Column("title", N_("Title"), width=110),
        Column("roles", N_("Buying role"), Kind.TAG, 130, tags=role_tags),
        Column("attitude", N_("Attitude"), Kind.TAG, 104, choices=attitudes, tones=_ATTITUDES),
        Column("mobile", N_("Mobile number"), width=112),
        Column("show", "", Kind.ACTION, 76),
        Column("department", N_("Department"), width=90, quiet=True),
        Column("reports_to", N_("Reports to"), width=130, quiet=True),
        Column("birthday", N_("Birthday"), width=80, quiet=True),
        Column("communication_style", N_("Communication style"), Kind.CHOICE, 90, choices=styles, quiet=True),
        Column("status", N_("Status"), Kind.CHOICE, 70, choices=ENUMERATIONS["contact_status"], quiet=True),
    ]


class PeopleTab(CustomerTab):
    """Contacts: add, open, delete; the way to the decision map."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._revealed: dict[str, str] = {}
        empty = Empty(
            _("No contacts yet"),
            _("Add the people you deal with; then say on the map who decides."),
            _("New contact"),
            self.new_row,
            "users",
        )
        self.table = RecordTable(
            "people", people_columns(), context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        self.table.opened.connect(lambda contact: open_contact(self, context, self.customer, contact))
        self.table.acted.connect(self._reveal)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(button(_("New contact"), self.new_row, glyph="plus"))
        row.addWidget(button(_("Decision map"), lambda: context.open_page("map", self.customer), glyph="network"))
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        self.card_button = button(_("Business card"), self.show_card, "quiet", "user")
        row.addWidget(self.card_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        row.addWidget(elided(_("Each number shown in full is written down."), "muted"))
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.table.selection_changed.connect(self._on_selection)
        self._on_selection()

    def show_customer(self, customer: str) -> None:
        """Numbers shown for one customer are masked again for the next."""
        if customer != self.customer:
            self._revealed.clear()
        super().show_customer(customer)

    def load(self, session: Session) -> None:
        """Read the people."""
        self._people = list_people(session, self.customer, self.context.today())
        self._show()

    def new_row(self) -> bool:
        """Add a contact."""
        open_contact(self, self.context, self.customer)
        return True

    def delete(self) -> None:
        """Take the selected contact out."""
        found = next((person for person in self._people if person.id == self.table.current_id()), None)
        if found is not None:
            delete_with_undo(self, self.context, Contact, found.id, found.name)

    def show_card(self) -> None:
        """The business card of the selected contact, to be passed on."""
        if contact := self.table.current_id():
            open_contact_card(self, self.context, contact)

    def _show(self) -> None:
        self.table.set_rows([self._row(person) for person in self._people])

    def _row(self, person: PersonRow) -> tuple[str | None, ...]:
        number = self._revealed.get(person.id) or masked(person.mobile or person.phone)
        ask = _("Show") if (person.mobile or person.phone) and person.id not in self._revealed else ""
        return (
            person.id,
            person.name,
            person.title,
            person.roles,
            person.attitude or None,
            number,
            ask,
            person.department,
            person.reports_to,
            person.birthday[-5:],
            person.communication_style or None,
            person.status,
        )

    def _reveal(self, contact: str, _key: str) -> None:
        person = next((person for person in self._people if person.id == contact), None)
        if person is not None and (person.mobile or person.phone):
            field = "mobile" if person.mobile else "phone"
            self._revealed[contact] = revealer(self.context, "contact", contact)(field)
            self._show()

    def _on_selection(self) -> None:
        for made in (self.card_button, self.delete_button):
            made.setEnabled(bool(self.table.selected_ids()))
