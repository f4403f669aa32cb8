"""Alliance merchants: who gives what to whom, and how much of it was used."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import CheckField, DateField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.benefits.events import MerchantDraft, MerchantRow, delete_merchant, list_merchants, save_merchant
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from resources.i18n import N_, _


class MerchantsTab(QWidget):
    """The merchants of the alliance."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._merchants: list[MerchantRow] = []
        nothing = Empty(
            _("No alliance merchant yet"),
            _("Shops, hotels or clubs that give customers' people something stand here with what they give."),
            _("New merchant"),
            self.write,
            "handshake",
        )
        self.table = RecordTable("alliance-merchants", _columns(), context.preferences, context.today, empty=nothing)
        offer_papers(self, context, self.table, _("Alliance merchants"))
        self.delete_button = button(_("Delete"), self.take_out, "quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        row.addWidget(button(_("New merchant"), self.write, glyph="plus"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.table.opened.connect(self.write)
        self.table.selection_changed.connect(self._on_selection)
        self._on_selection()

    def load(self, session: Session) -> None:
        """Read the merchants."""
        self._merchants = list_merchants(session, self._context.today())
        self.table.set_rows([_row(one) for one in self._merchants])
        self._on_selection()

    def write(self, merchant_id: str = "") -> FormDialog:
        """A new merchant, or one that stands."""
        known = next((one for one in self._merchants if one.id == merchant_id), None)
        form = Form(columns=2)
        form.add("name", _("Merchant"), TextField(limit=80), needed=True)
        form.add("trade", _("Trade"), TextField(limit=40))
        form.add("offer", _("What it gives"), TextField(limit=200), needed=True, wide=True)
        form.add("address", _("Address"), TextField(limit=120), wide=True)
        form.add("valid_to", _("Valid to"), DateField(self._context.today()), wide=True)
        for grade in ENUMERATIONS["grade"]:
            form.add(grade, "", CheckField(_("For grade {grade}").format(grade=grade)))
        names = ("name", "trade", "offer", "address", "valid_to")
        shown = {name: getattr(known, name) for name in names} if known else {}
        for_grades = set(known.grades.split(",")) if known else set(ENUMERATIONS["grade"])
        form.set_values(shown | {grade: grade in for_grades for grade in ENUMERATIONS["grade"]})

        def save(values: dict[str, Any]) -> None:
            draft = MerchantDraft(
                values["name"],
                values["offer"],
                values["trade"] or "",
                values["address"] or "",
                tuple(grade for grade in ENUMERATIONS["grade"] if values[grade]),
                values["valid_to"],
            )
            with self._context.write(N_("Merchant {name}"), name=draft.name) as session:
                save_merchant(session, draft, known.id if known else None)
            self._context.say(_("Saved"), undo=True)

        heading = known.name if known else _("New merchant")
        dialog = FormDialog(self, heading, form, save, name="merchant", drafts=self._context.drafts, width=560)
        dialog.open()
        return dialog

    def take_out(self) -> None:
        """Delete the chosen merchant."""
        chosen = next((one for one in self._merchants if one.id == self.table.current_id()), None)
        if chosen is None or not confirm(
            self, _("Delete {name}?").format(name=chosen.name), _("Undo brings it back."), _("Delete"), danger=True
        ):
            return
        try:
            with self._context.write(N_("Delete merchant {name}"), name=chosen.name) as session:
                delete_merchant(session, chosen.id)
        except UserError as error:
            self._context.say(error.sentence, "warning")

    def _on_selection(self) -> None:
        self.delete_button.setEnabled(self.table.current_id() is not None)


def _columns() -> list[Column]:
    return [
        Column("name", N_("Merchant"), Kind.TEXT, 190, bold=True),
        Column("trade", N_("Trade"), Kind.TEXT, 90),
        Column("offer", N_("What it gives"), Kind.TEXT, 200),
        Column("grades", N_("For grades"), Kind.TEXT, 90),
        Column("valid_to", N_("Valid to"), Kind.DATE, 100),
        Column("over", "", Kind.TAG, 90, choices={"over": N_("Over")}, tones={"over": Tone.WARNING}),
        Column("given", N_("Given"), Kind.INTEGER, 70, total=True),
        Column("used", N_("Used"), Kind.INTEGER, 70, total=True),
        Column("address", N_("Address"), Kind.TEXT, 180, quiet=True),
    ]


def _row(one: MerchantRow) -> tuple[object, ...]:
    over = "over" if one.is_over else None
    grades = one.grades.replace(",", " ")
    return (one.id, one.name, one.trade, one.offer, grades, one.valid_to, over, one.given, one.used, one.address)
