"""How the time was spent: hours in all, and each kind of work with its share."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar

from gui.widgets.card import Card
from gui.widgets.labels import figure, label, muted
from gui.widgets.placing import STRETCH, in_row
from gui.work_log.columns import hours_words
from model.enumerations import ENUMERATIONS
from model.work_log.rules import Balance
from resources.i18n import _, _n

_PARTS: Final = 1000


class BalanceCard(Card):
    """Hours in all and by category, with a bar each."""

    def __init__(self) -> None:
        super().__init__()
        self.total = figure()
        self.days = muted("")
        self.hours = {code: label("", "strong") for code in ENUMERATIONS["log_category"]}
        self.shares = {code: muted("") for code in ENUMERATIONS["log_category"]}
        self.bars = {code: QProgressBar() for code in ENUMERATIONS["log_category"]}
        self._arrange()

    def show_balance(self, balance: Balance, days: int) -> None:
        """Show how the time of so many days was spent."""
        self.total.setText(hours_words(balance.total))
        self.days.setText(_n("hours on {count} day", "hours on {count} days", days))
        for code, words in ENUMERATIONS["log_category"].items():
            hours, share = hours_words(balance.minutes.get(code, 0)), balance.share(code)
            self.hours[code].setText(hours)
            self.shares[code].setText(f"{share:.0%}")
            self.bars[code].setValue(round(share * _PARTS))
            self.bars[code].setAccessibleDescription(f"{_(words)} {hours} {_('h')} {share:.0%}")

    def _arrange(self) -> None:
        head = in_row(self.total, (self.days, Qt.AlignmentFlag.AlignBottom), STRETCH, gap=8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (code, words) in enumerate(ENUMERATIONS["log_category"].items()):
            bar = self.bars[code]
            bar.setRange(0, _PARTS)
            bar.setTextVisible(False)
            bar.setAccessibleName(_(words))
            grid.addWidget(muted(_(words)), row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(self.hours[code], row, 2, right)
            grid.addWidget(self.shares[code], row, 3, right)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(3, 36)
        self.body.addLayout(head)
        self.body.addLayout(grid)
        self.body.addStretch(1)
