"""Pieces pasted from Excel, shown row by row before they are counted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.labels import button, label
from gui.widgets.plan import arrange_plan
from gui.widgets.record_table import RecordTable
from model.errors import UserError
from model.pay.pasting import PastedPiece, add_pasted, plan_pieces
from resources.i18n import N_, _, _n


class PiecePasteDialog(QDialog):
    """Every row that would be counted, and every one that cannot with the reason."""

    def __init__(self, parent: QWidget, context: Context, pieces: Sequence[PastedPiece]) -> None:
        super().__init__(parent)
        self._context = context
        self._pieces = tuple(pieces)
        self.setWindowTitle(_("Paste pieces"))
        self.resize(820, 540)
        self.table = RecordTable(
            "pasted-pieces", _columns(), context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.table.view.setColumnHidden(0, True)
        self.table.set_rows([_row(number, piece) for number, piece in enumerate(self._pieces)])
        good = sum(not piece.problem for piece in self._pieces)
        words = _("Pieces that would be counted: {good}; left out: {bad}.")
        self.summary = label(words.format(good=f"{good:,}", bad=f"{len(self._pieces) - good:,}"), wrap=True)
        self.apply_button = button(_("Count them"), self.apply, "primary")
        self.apply_button.setEnabled(good > 0)
        arrange_plan(self, _("Paste pieces"), self.summary, self.table, self.apply_button)

    def apply(self) -> None:
        """Count them as one step that undo takes back."""
        try:
            with self._context.write(N_("Paste pieces")) as session:
                count = add_pasted(session, self._pieces)
        except UserError as error:
            self.summary.setText(error.sentence)
            return
        self._context.say(_n("{count} piece was counted.", "{count} pieces were counted.", count), undo=True)
        self.accept()


def open_piece_paste(parent: QWidget, context: Context, rows: Sequence[Sequence[str]]) -> PiecePasteDialog | None:
    """Show what pasting would count; a message where it can count nothing."""
    try:
        with context.read() as session:
            pieces = plan_pieces(session, rows, context.today())
    except UserError as error:
        context.say(error.sentence, "warning")
        return None
    dialog = PiecePasteDialog(parent, context, pieces)
    dialog.open()
    return dialog


def _columns() -> list[Column]:
    return [
        Column("problem", N_("Not counted because"), Kind.TAG, 200, tags=lambda words: [Tag(words, Tone.DANGER)]),
        Column("day", N_("Date"), Kind.DATE, 92),
        Column("item", N_("Item"), width=140, bold=True),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 60),
        Column("customer", N_("Customer"), width=160),
        Column("evidence", N_("Evidence"), width=130),
        Column("number", N_("Subscriber number"), width=110),
    ]


def _row(number: int, piece: PastedPiece) -> tuple[Any, ...]:
    draft = piece.draft
    return (
        str(number), piece.problem or None, draft.entry_date, piece.item, draft.quantity, piece.customer,
        draft.evidence, piece.number,
    )  # fmt: skip
