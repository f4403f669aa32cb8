"""What the customer uses today: each line ends, is replaced by one of ours, or stays out of the proposal."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.columns import money_words
from gui.widgets.fields import ChoiceField
from gui.widgets.labels import elided, muted
from model.proposals.drafts import ItemDraft, PresentDraft
from resources.i18n import _

STAYS, ENDS = -2, -1
"""Choices beside the numbers of our lines."""


class PresentLine(QWidget):
    """One line of today and what becomes of it."""

    changed = Signal()

    def __init__(self, present: PresentDraft, taken: bool) -> None:
        super().__init__()
        self.present = present
        self.fate = STAYS if not taken else ENDS if present.item is None else present.item
        self.choice = ChoiceField({})
        self.choice.set_name(_("What becomes of {product}").format(product=present.name))
        fee = _("unknown") if present.monthly_fee_fen is None else money_words(present.monthly_fee_fen)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(elided(present.name, ""), 0, 0)
        grid.addWidget(elided(_("{amount} yuan a month{unit}").format(amount=fee, unit=""), "muted"), 1, 0)
        self.choice.setFixedWidth(180)
        grid.addWidget(self.choice, 0, 1, 2, 1)
        self.choice.changed.connect(self._on_choice)

    def offer(self, items: tuple[ItemDraft, ...]) -> None:
        """Our lines as they stand now; a line that is gone leaves this one as it is."""
        if self.fate >= len(items):
            self.fate = STAYS
        with QSignalBlocker(self.choice.box):
            self.choice.box.clear()
            self.choice.box.addItem(_("Not part of it"), STAYS)
            for place, item in enumerate(items):
                self.choice.box.addItem(f"→ {item.offering_name}", place)
            self.choice.box.addItem(_("Ends"), ENDS)
            self.choice.set_value(self.fate)

    def _on_choice(self) -> None:
        self.fate = int(self.choice.value())
        self.changed.emit()


class PresentLines(QWidget):
    """Every line of today under each other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PresentLine] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.nothing = muted(_("Nothing in use is on record for this customer."), wrap=True)
        self.column.addWidget(self.nothing)

    def show_presents(
        self,
        taken: tuple[PresentDraft, ...],
        others: tuple[PresentDraft, ...],
        items: tuple[ItemDraft, ...],
        editable: bool,
    ) -> None:
        """Those in the proposal first, then what else the customer uses."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [PresentLine(one, True) for one in taken]
        self.lines += [PresentLine(one, False) for one in others] if editable else []
        for line in self.lines:
            line.offer(items)
            line.setEnabled(editable)
            line.changed.connect(self.changed)
            self.column.addWidget(line)
        self.nothing.setVisible(not self.lines)

    def offer(self, items: tuple[ItemDraft, ...]) -> None:
        """Our lines changed."""
        for line in self.lines:
            line.offer(items)

    def follow(self, left: list[int]) -> None:
        """Our lines were taken out; `left` is the old place of each that stays."""
        for line in self.lines:
            if line.fate >= 0:
                line.fate = left.index(line.fate) if line.fate in left else STAYS

    def presents(self) -> tuple[PresentDraft, ...]:
        """The lines that are part of the proposal."""
        return tuple(
            replace(line.present, item=line.fate if line.fate >= 0 else None)
            for line in self.lines
            if line.fate != STAYS
        )
