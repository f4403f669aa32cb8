"""The devices of the directory: admitting, revoking, and writing for one of them."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.context import Context
from gui.exchange.joining import admit_device, revoke_device, write_files
from gui.exchange.office_columns import device_columns, device_row
from gui.papers.export import offer_papers
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted
from gui.widgets.record_table import RecordTable
from model.exchange.people import DeviceRow
from resources.i18n import _


class DeviceSheet(QWidget):
    """Who may speak; Enter writes the files for one device. The office admits and revokes."""

    def __init__(self, context: Context, office: bool) -> None:
        super().__init__()
        self._context, self._office = context, office
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
        self.table.opened.connect(lambda name: write_files(self, context, name))
        self.admit_button = button(_("Admit a device"), lambda: admit_device(self, context), "primary")
        self.revoke_button = button(_("Revoke"), self._revoke)
        buttons = QHBoxLayout()
        buttons.addWidget(muted(_("Enter writes the files for the chosen device.")))
        buttons.addStretch(1)
        for made in (self.revoke_button, self.admit_button):
            made.setVisible(office)
            buttons.addWidget(made)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(buttons)
        whole.addWidget(self.table, 1)

    def show_devices(self, rows: list[DeviceRow]) -> None:
        """Show the directory."""
        self.table.set_rows([device_row(row, self._office) for row in rows])

    def _revoke(self) -> None:
        name = self.table.current_id()
        if name is None:
            self._context.say(_("Choose the device in the list first."), "news")
        else:
            revoke_device(self, self._context, name)
