"""The people of a customer: contacts with their part in decisions, numbers masked until asked for."""

from typing import Final

from sqlalchemy.orm import Session

from gui.benefits.card_dialog import open_contact_card
from gui.colours import Tone
from gui.context import Context
from gui.customers.row_dialog import open_contact
from gui.customers.rows_tab import RowsTab
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.empty import Empty
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


class PeopleTab(RowsTab[PersonRow]):
    """Contacts: add, open, delete; the way to the decision map."""

    def __init__(self, context: Context) -> None:
        empty = Empty(
            _("No contacts yet"),
            _("Add the people you deal with; then say on the map who decides."),
            _("New contact"),
            self.new_row,
            "users",
        )
        table = RecordTable(
            "people", people_columns(), context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        super().__init__(context, Contact, table)
        table.opened.connect(lambda contact: open_contact(self, context, self.customer, contact))
        self.card_button = button(_("Business card"), self.show_card, "quiet", "user")
        self.card_button.setEnabled(False)
        table.selection_changed.connect(lambda: self.card_button.setEnabled(bool(table.selected_ids())))
        self.bar.addWidget(button(_("New contact"), self.new_row, glyph="plus"))
        self.bar.addWidget(button(_("Decision map"), lambda: context.open_page("map", self.customer), glyph="network"))
        self.bar.addWidget(self.card_button)
        self.bar.addWidget(self.delete_button)
        self.bar.addStretch(1)
        self.bar.addWidget(elided(_("Each number shown in full is written down."), "muted"))

    def read(self, session: Session) -> list[PersonRow]:
        """The people, those in office first."""
        return list_people(session, self.customer, self.context.today())

    def new_row(self) -> bool:
        """Add a contact."""
        open_contact(self, self.context, self.customer)
        return True

    def show_card(self) -> None:
        """The business card of the selected contact, to be passed on."""
        if contact := self.table.current_id():
            open_contact_card(self, self.context, contact)

    def cells_of(self, row: PersonRow) -> tuple[str | None, ...]:
        """A person's cells."""
        number, ask = self.numbers.cells(row.id, row.mobile or row.phone)
        return (
            row.id,
            row.name,
            row.title,
            row.roles,
            row.attitude or None,
            number,
            ask,
            row.department,
            row.reports_to,
            row.birthday[-5:],
            row.communication_style or None,
            row.status,
        )

    def number_field(self, row_id: str) -> str:
        """The mobile number, or the telephone where there is no other."""
        found = self.row_of(row_id)
        return "mobile" if found is None or found.mobile else "phone"
