"""The digital business card (彩信名片): the manager's own or a contact's, as it will look, and saved as a file."""

from functools import partial
from typing import Any, Final

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from gui.context import Context
from gui.files import ask_target
from gui.widgets.fields import TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted
from model.benefits.business_card import BusinessCard, check_card, contact_card, keep_own_card, own_card
from model.errors import UserError
from reports.business_card import card_drawing, write_card
from reports.drawing_png import png_of
from resources.i18n import N_, _

_SCALE: Final = 1.3
_LEAST: Final = (332, 200)
_FIELDS: Final = (
    ("name", N_("Name"), 40),
    ("title", N_("Title"), 40),
    ("company", N_("Company"), 80),
    ("mobile", N_("Mobile number"), 30),
    ("phone", N_("Phone"), 30),
    ("email", N_("E-mail"), 60),
    ("address", N_("Address"), 100),
)
_ENDINGS: Final = ((N_("vCard file"), ".vcf"), (N_("PDF"), ".pdf"), (N_("Picture (PNG)"), ".png"))


class CardDialog(FormDialog):
    """The card's lines with the card under them; each button writes one kind of file."""

    def __init__(self, parent: QWidget, context: Context, card: BusinessCard, own: bool) -> None:
        self._context = context
        self.picture = QLabel()
        self.picture.setMinimumSize(*_LEAST)
        self.picture.setAccessibleName(_("The card as it will look"))
        form = Form(columns=2)
        for key, words, limit in _FIELDS:
            form.add(key, _(words), TextField(limit=limit), needed=key == "name", wide=key == "address")
        form.set_values(vars(card))
        form.add_note(self.picture)
        form.add_note(
            muted(_("The code holds all lines; a telephone's camera takes them over as a contact."), wrap=True)
        )
        super().__init__(
            parent,
            _("My business card") if own else _("Business card of {name}").format(name=card.name),
            form,
            self._keep_card if own else lambda _values: None,
            save_words=_("Save") if own else _("Close"),
            width=560,
        )
        self.cancel_button.setVisible(own)
        for words, ending in _ENDINGS:
            self.add_button(button(_(words), partial(self.write, ending)))
        form.changed.connect(self._show)
        self._show()

    def card(self) -> BusinessCard:
        """The card as it stands in the form."""
        return BusinessCard(**{key: value or "" for key, value in self.form.values().items()})

    def write(self, ending: str) -> None:
        """Ask where to, and write the card as this kind of file."""
        card = self.card()
        try:
            check_card(card)
        except UserError as error:
            self._complain(error)
            return
        target = ask_target(self, self._context, _("Save the card"), f"{card.name}{ending}", f"*{ending}")
        if target is None:
            return
        self._context.tasks.run(
            lambda progress: write_card(target, card),
            lambda _done: self._context.say(_("The card is in {file}.").format(file=target.name)),
            self._complain,
        )

    def _keep_card(self, _values: dict[str, Any]) -> None:
        with self._context.write(N_("Change my business card")) as session:
            keep_own_card(session, self.card())
        self._context.say(_("Saved"), undo=True)

    def _complain(self, error: UserError) -> None:
        self.error.setText(error.sentence)
        self.error.show()

    def _show(self) -> None:
        """Draw the card on white, as it is printed, whatever the theme."""
        card = self.card()
        try:
            check_card(card)
        except UserError as error:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(error.sentence)
            return
        ratio = self.devicePixelRatioF()
        drawn = png_of(card_drawing(card), _SCALE * 2 * ratio).convert("RGBA")
        image = QImage(drawn.tobytes(), drawn.width, drawn.height, QImage.Format.Format_RGBA8888)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(2 * ratio)
        self.picture.setPixmap(pixmap)


def open_own_card(parent: QWidget, context: Context) -> CardDialog:
    """The manager's own card."""
    with context.read() as session:
        card = own_card(session)
    dialog = CardDialog(parent, context, card, own=True)
    dialog.open()
    return dialog


def open_contact_card(parent: QWidget, context: Context, contact_id: str) -> CardDialog:
    """A contact's card; that its numbers are shown is written down."""
    with context.database.write() as session:
        card = contact_card(session, contact_id, context.clock.now())
    dialog = CardDialog(parent, context, card, own=False)
    dialog.open()
    return dialog
