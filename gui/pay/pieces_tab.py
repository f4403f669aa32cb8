"""The pieces of a month: counted one by one or pasted, each with what it is worth and what is wrong with it."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.papers.export import offer_papers
from gui.pay.piece_dialog import PROOF_KINDS, open_piece
from gui.pay.piece_paste_dialog import open_piece_paste
from gui.pay.quick_entry import QuickEntry
from gui.widgets.clipboard import rows_on
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.conditions import Condition
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.pay.actions import delete_piece
from model.pay.doubles import Double
from model.pay.queries import EntryRow, list_entries
from resources.i18n import N_, _, _n

_FAULTS: Final = {"no_proof": N_("No evidence"), "double": N_("Counted twice?"), "no_price": N_("No price")}
_FAULT_TONES: Final = {"no_proof": Tone.WARNING, "double": Tone.DANGER, "no_price": Tone.DANGER}


class PiecesTab(QWidget):
    """A month's piece entries. `faults_changed(count)`: how many need a look."""

    faults_changed = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: list[EntryRow] = []
        self.quick = QuickEntry(context)
        empty = Empty(
            _("No piece in this month"),
            _("Count what you sold: type it in the row above, or paste rows from Excel with Ctrl+V."),
            _("Count a piece"),
            self.add,
            "wallet",
        )
        self.table = RecordTable("pieces", _columns(), context.preferences, context.today, empty=empty)
        self.faults_button = button("", self.show_faults, "chip")
        self.paste_button = button(_("Paste from Excel"), self._paste_clipboard, "quiet", "copy")
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.table.opened.connect(lambda row: open_piece(self, context, context.today(), row))
        self.table.pasted.connect(self.paste)
        offer_papers(self, context, self.table, _("Pieces"))
        self.table.selection_changed.connect(lambda: self.delete_button.setEnabled(bool(self.table.selected_ids())))
        self._lay_out()

    def load(self, session: Session, month: int) -> None:
        """Read and show a month."""
        self._rows = list_entries(session, month)
        self.table.set_rows([_row(row) for row in self._rows])
        bare = sum(not row.proved for row in self._rows)
        faulty = sum(bool(_faults_of(row)) for row in self._rows)
        self.faults_button.setText(_("{count} without evidence").format(count=bare) if bare else _("To check"))
        self.faults_button.setVisible(faulty > 0)
        self.faults_button.setAccessibleName(self.faults_button.text())
        self.delete_button.setEnabled(bool(self.table.selected_ids()))
        self.faults_changed.emit(faulty)

    def add(self) -> None:
        """Count a piece in a form."""
        open_piece(self, self._context, self._context.today())

    def show_faults(self) -> None:
        """Show only what needs a look."""
        self.table.filter_by(Condition("fault", "empty", (False,)))
        self.table.view.setFocus()

    def show_item(self, item_code: str) -> None:
        """Show the pieces of one item."""
        self.table.filter_by(Condition("item_code", "any", (item_code,)))
        self.table.view.setFocus()

    def paste(self, rows: Sequence[Sequence[str]]) -> None:
        """Show what pasted rows would count."""
        open_piece_paste(self, self._context, rows)

    def delete(self) -> None:
        """Take the chosen pieces out; the message offers to bring them back."""
        ids = self.table.selected_ids()
        many = _n("{count} piece is taken out.", "{count} pieces are taken out.", len(ids))
        if not ids or (len(ids) > 1 and not confirm(self, _("Delete pieces?"), many, _("Delete"), danger=True)):
            return
        with self._context.write(N_("Delete {count} pieces"), count=len(ids)) as session:
            for one in ids:
                delete_piece(session, one)
        self._context.say(_("Deleted"), undo=True)

    def _paste_clipboard(self) -> None:
        self.paste(rows_on(QGuiApplication.clipboard().mimeData()))

    def _lay_out(self) -> None:
        row = in_row(self.faults_button, STRETCH, self.paste_button, self.delete_button, gap=8)
        in_column(self.quick, row, (self.table, 1), gap=12, within=self)


def _columns() -> list[Column]:
    return [
        Column("entry_date", N_("Date"), Kind.DATE, 92),
        Column("item", N_("Item"), width=150, bold=True),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 72, total=True),
        Column("amount_fen", N_("Amount (yuan)"), Kind.MONEY, 86, total=True),
        Column("fault", N_("To check"), Kind.TAG, 112, tags=_fault_tags, help=N_("No evidence, no price, or twice.")),
        Column("customer_name", N_("Customer"), width=180),
        Column("evidence", N_("Evidence"), width=180),
        Column("number", N_("Subscriber number"), width=130, quiet=True),
        Column("why", N_("Counted before"), width=200, quiet=True),
        Column("unit_price_fen", N_("Unit price"), Kind.MONEY, 80, shown=False),
        Column("item_code", N_("Item code"), width=80, shown=False),
        Column("group_code", N_("Group code"), width=110, shown=False),
    ]


def _fault_tags(faults: Any) -> list[Tag]:
    return [Tag(_(_FAULTS[fault]), _FAULT_TONES[fault]) for fault in str(faults).split(",")]


def _faults_of(row: EntryRow) -> str:
    """The codes of what is wrong with a piece, parted by commas."""
    found = [
        code
        for code, wrong in (
            ("double", row.double is not None),
            ("no_price", row.unit_price_fen is None),
            ("no_proof", not row.proved),
        )
        if wrong
    ]
    return ",".join(found)


def double_words(double: Double) -> str:
    """Why a piece may be counted twice."""
    words = _("same number as on {day}") if double.by == "number" else _("same evidence as on {day}")
    return words.format(day=double.first_day.isoformat())


def _row(row: EntryRow) -> tuple[Any, ...]:
    proof = row.evidence or (_(PROOF_KINDS.get(row.source_entity, row.source_entity)) if row.source_id else "")
    return (
        row.id, row.entry_date, row.item, row.quantity, row.amount_fen, _faults_of(row) or None, row.customer_name,
        proof, row.number, double_words(row.double) if row.double else "", row.unit_price_fen, row.item_code,
        row.group_code,
    )  # fmt: skip
