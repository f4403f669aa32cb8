"""The figures on top of Today; each leads to the list behind it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.colours import Tone
from gui.widgets.card import Figure
from gui.widgets.columns import money_words
from gui.widgets.placing import in_row
from model.months import month_words
from model.today.figures import TodayFigures, WonFigure
from resources.i18n import _, _n


class FigureButton(Figure):
    """A figure that leads somewhere."""

    opened = Signal()

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.note.setWordWrap(True)
        self.caption.setWordWrap(True)
        for part in (self, self.note, self.caption):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, part.sizePolicy().verticalPolicy())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()


class FiguresRow(QWidget):
    """Kept, won, grown, what ends, promises. `opened(key)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._late = False
        self.snapshot = FigureButton(_("Snapshot revenue kept"))
        self.won = FigureButton(_("Won this month"))
        self.new_business = FigureButton(_("Month's new business"))
        self.ends = FigureButton(_("Ending, not renewed"))
        self.promises = FigureButton(_("Promises to keep"))
        row = in_row(gap=16, within=self)
        for key, figure in (
            ("snapshot", self.snapshot),
            ("won", self.won),
            ("new_business", self.new_business),
            ("ends", self.ends),
            ("promises", self.promises),
        ):
            figure.opened.connect(lambda key=key: self._open(key))
            row.addWidget(figure, 1)

    def show_figures(self, figures: TodayFigures, today: date) -> None:
        """Show them; what is not known is said so."""
        self._show_snapshot(figures)
        self._show_won(figures.won)
        self._show_new_business(figures)
        items = _n("{count} item within 60 days", "{count} items within 60 days", figures.ending_items)
        self.ends.show_value(f"{figures.ending_customers:,}", _("customers"), items)
        self._show_promises(figures, today)

    def _show_snapshot(self, figures: TodayFigures) -> None:
        found = figures.snapshot
        if found is None or found.share is None:
            self.snapshot.show_value("—", "", _("No snapshot yet"))
            return
        parts = _("{now} ÷ {then} yuan").format(now=_yuan(found.now_fen), then=_yuan(found.then_fen))
        if figures.kept_target is not None:
            parts = _("{figures}, target {target}%").format(figures=parts, target=f"{figures.kept_target:g}")
        self.snapshot.show_value(f"{found.share:.1%}", "", parts)

    def _show_won(self, won: WonFigure) -> None:
        note = _("{amount} yuan").format(amount=_yuan(won.amount_fen))
        if won.amount_target is not None:
            note = _("{figures}, target {target} yuan").format(figures=note, target=f"{won.amount_target:,g}")
        unit = _("opportunity") if won.count == 1 else _("opportunities")
        if won.count_target is not None:
            unit = _("of {target} opportunities").format(target=f"{won.count_target:,g}")
        self.won.show_share(won.share)
        self.won.show_value(f"{won.count:,}", unit, note)

    def _show_new_business(self, figures: TodayFigures) -> None:
        self.new_business.show_share(figures.grown_share)
        if figures.month is None:
            self.new_business.show_value("—", "", _("No bills yet"))
            return
        note = month_words(figures.month)
        if figures.grown_fen is not None:
            change = f"{'+' if figures.grown_fen >= 0 else '−'}{_yuan(abs(figures.grown_fen))}"
            note = _("{month}, {change} yuan on the month before").format(month=note, change=change)
        if figures.new_business_target is not None:
            note = _("{figures}, target {target} yuan").format(figures=note, target=f"{figures.new_business_target:,g}")
        self.new_business.show_value(_yuan(figures.new_business_fen), _("yuan"), note)

    def _show_promises(self, figures: TodayFigures, today: date) -> None:
        self._late = figures.promises_late > 0
        note, tone = _("none is late"), Tone.PLAIN
        if figures.promises_late:
            note, tone = _("{count} late").format(count=figures.promises_late), Tone.DANGER
        elif figures.next_promise is not None:
            days = (figures.next_promise - today).days
            note = _("next one today") if days == 0 else _n("next one in {count} day", "next one in {count} days", days)
            tone = Tone.DANGER if days <= 1 else Tone.PLAIN
        self.promises.show_value(f"{figures.promises_open:,}", _("open"), note, tone)

    def _open(self, key: str) -> None:
        self.opened.emit("late" if key == "promises" and self._late else key)


def _yuan(fen: int) -> str:
    """Whole yuan: a figure to glance at."""
    return money_words(round(fen / 100) * 100).removesuffix(".00")
