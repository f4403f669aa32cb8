"""The devices of the directory: admitting, revoking, and writing for one of them."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.exchange.joining import admit_device, revoke_device, write_files
from gui.exchange.office_columns import device_columns, device_row
from gui.papers.export import offer_papers
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.exchange.people import DeviceRow
from resources.i18n import _


class DeviceSheet(QWidget):
    """Who may speak; Enter writes the files for one device. The office admits and revokes."""

    def __init__(self, context: Context, office: bool) -> None:
        super().__init__()
        self._context, self._office = context, office
        self._rows: dict[str, DeviceRow] = {}
        self.table = RecordTable(
            "exchange-devices",
            device_columns(office),
            context.preferences,
            context.today,
            empty=Empty(
                _("No device yet"),
                _("A laptop writes an enrolment file; admit it here after comparing its eight words by voice.")
                if office
                else _("The office's files bring the list of devices."),
                glyph="users",
            ),
        )
        offer_papers(self, context, self.table, _("Devices"))
        self.table.opened.connect(self.write)
        self.admit_button = button(_("Admit a device"), lambda: admit_device(self, context), "primary")
        self.revoke_button = button(_("Revoke"), self._revoke)
        said = muted(_("Enter writes the files for the chosen device."))
        buttons = in_row(said, STRETCH, self.revoke_button, self.admit_button)
        in_column(buttons, (self.table, 1), within=self)
        for made in (self.revoke_button, self.admit_button):
            made.setVisible(office)

    def show_devices(self, rows: list[DeviceRow]) -> None:
        """Show the directory."""
        self._rows = {row.name: row for row in rows}
        self.table.set_rows([device_row(row, self._office) for row in rows])

    def write(self, name: str) -> None:
        """Write the files for one device."""
        if not self._is_spent(name):
            write_files(self, self._context, name)

    def _revoke(self) -> None:
        name = self.table.current_id()
        if name is None:
            self._context.say(_("Choose the device in the list first."), "news")
        elif not self._is_spent(name):
            revoke_device(self, self._context, name)

    def _is_spent(self, name: str) -> bool:
        """Whether nothing can be done with the device, which is said then."""
        row = self._rows.get(name)
        if row is not None and row.is_own:
            self._context.say(_("This is the device you work at."), "news")
        elif row is not None and row.revoked is not None:
            again = _("{name} is revoked: no file is written for it. It may ask to be admitted again.")
            self._context.say(again.format(name=name), "news")
        return row is not None and (row.is_own or row.revoked is not None)
