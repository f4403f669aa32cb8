"""The customer's own organisation: people, titles and who reports to whom; nothing of what we think of them."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame

from gui.colours import colours_of
from gui.context import Context
from gui.decision_maps.canvas import MapCanvas
from gui.decision_maps.printing import print_menu
from gui.decision_maps.scene import MapScene
from gui.presenting.page import PresentedPage
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.placing import in_column
from model.decision_maps.picture import draw_map
from model.decision_maps.queries import MapSheet, map_sheet
from model.errors import UserError
from reports.decision_maps import MapPaper
from resources.i18n import _


class OrganisationPage(PresentedPage):
    """The map's people as an organisation chart, to look at and to print."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Your organisation"))
        self.sheet: MapSheet | None = None
        self.scene = MapScene()
        self.scene.set_editable(False)
        self.canvas = MapCanvas(self.scene)
        self.canvas.setAccessibleName(_("Organisation chart"))
        self.canvas.wanted.connect(lambda name, _value: self.canvas.fit() if name == "fit" else None)
        self.empty = Empty(_("Nobody is on record yet"), _("Tell us whom to talk to about what."), glyph="network")
        self.print_button = button(_("Print"), self.print_here, "primary", "printer")
        self.buttons.addWidget(self.print_button)
        frame = QFrame()
        frame.setProperty("look", "card")
        in_column((self.canvas, 1), (self.empty, 1), margins=(1, 1, 1, 1), within=frame)
        self.body.addWidget(frame, 1)
        self.setFocusProxy(self.canvas)

    def refresh(self) -> None:
        """Read and draw."""
        try:
            with self.context.read() as session:
                self.sheet = map_sheet(session, self.customer)
        except UserError as error:
            self.sheet = None
            self.empty.say(error.sentence)
        people = self.sheet is not None and bool(self.sheet.history.people)
        self.canvas.setVisible(people)
        self.empty.setVisible(not people)
        self.print_button.setEnabled(people)
        if self.sheet is not None:
            self.sub_heading.setText(self.sheet.customer_name)
            self.scene.set_colours(colours_of(self.palette()))
            self.scene.show_picture(draw_map(self.sheet, self.context.today(), public=True))
            QTimer.singleShot(0, self.canvas, self.canvas.show_start)

    def print_here(self) -> bool:
        """Ctrl+P: the forms the chart can be printed and given away in."""
        if self.sheet is None or not self.print_button.isEnabled():
            return False
        paper = MapPaper(self.sheet, self.context.today(), None, public=True)
        menu = print_menu(self, self.context, paper)
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        return True

    def help_text(self) -> str:
        """What stands here."""
        return _("The people we know in your organisation and who reports to whom. Ctrl+wheel zooms, drag to move.")
