"""The board of opportunities: a column a stage, cards dragged or sent by key from stage to stage."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.opportunities.columns import OUTCOME_TONES, late_words
from gui.widgets.board import CardBoard
from gui.widgets.columns import money_words
from gui.widgets.labels import button, label, muted, plain_tip
from gui.widgets.placing import in_column
from gui.widgets.tag_label import TagLabel
from model.labels import label_of
from model.opportunities.pipelines import Stage
from model.opportunities.queries import OpportunityRow
from model.opportunities.rules import funnel_of
from reports.words import cut
from resources.i18n import _, _n

SHOWN: Final = 40
"""Cards of one column; the list shows the rest."""
_LEAST_WIDTH: Final = 196
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OpportunityCard(QFrame):
    """One opportunity. Enter or a double click opens it, Ctrl+→ and Ctrl+← send it on, arrows go to its neighbours.

    Escape gives a drag up.
    """

    opened = Signal(str)
    sent = Signal(str, int)
    dropped = Signal(str, QPoint)
    dragged = Signal(QPoint)
    given_up = Signal()
    walked = Signal(str, int, int)

    def __init__(self, row: OpportunityRow) -> None:
        super().__init__()
        self.row = row
        self._from: QPoint | None = None
        self._dragging = False
        self.setProperty("look", "card-button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_card_words(row))
        self.setToolTip(plain_tip(row.name))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(cut(row.name, 60), "strong", wrap=True))
        column.addWidget(muted(cut(row.customer_name, 40), wrap=True))
        column.addLayout(_figures(row))
        if row.days_late:
            column.addWidget(label(late_words(row.days_late), "danger"))
        if row.next_step:
            day = f"{row.next_on:%m-%d} " if row.next_on else ""
            column.addWidget(muted(_("Next: {step}").format(step=day + cut(row.next_step, 40)), wrap=True))

    def _let_go(self) -> bool:
        """Hold nothing any more; whether it was being dragged."""
        dragging, self._from, self._dragging = self._dragging, None, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        return dragging

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self._dragging:
            self._let_go()
            self.given_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.row.id)
        elif key in _STEPS and held:
            self.sent.emit(self.row.id, _STEPS[key])
        elif key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.walked.emit(self.row.id, _STEPS[key], 0)
        elif key in _ROWS:
            self.walked.emit(self.row.id, 0, _ROWS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.globalPosition().toPoint()
        if self._from is None:
            return
        if (point - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._let_go():
            self.dropped.emit(self.row.id, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.row.id)


class OpportunityBoard(QWidget):
    """One pipeline's stages as columns; `moved(id, stage)` when a card is to stand elsewhere."""

    opened = Signal(str)
    moved = Signal(str, str)
    rest_wanted = Signal(str)
    """The stage whose other opportunities are to be shown as a list."""

    def __init__(self) -> None:
        super().__init__()
        self.board = CardBoard(_LEAST_WIDTH)
        self._stages: Sequence[Stage] = ()
        self._cards: dict[str, list[OpportunityCard]] = {}
        self._focus = ""
        in_column((self.board, 1), within=self)

    def show_rows(self, rows: Sequence[OpportunityRow], stages: Sequence[Stage]) -> None:
        """Show these opportunities in the stages of their pipeline."""
        kept = self._focused()
        self._stages = stages
        self.board.set_columns([stage.key for stage in stages])
        by_stage: dict[str, list[OpportunityRow]] = {stage.key: [] for stage in stages}
        for row in rows:
            if row.stage_key in by_stage:
                by_stage[row.stage_key].append(row)
        for step in funnel_of(rows, stages):
            key = step.stage.key
            cards = [self._card(row) for row in by_stage[key][:SHOWN]]
            self._cards[key] = cards
            remark = _("{amount} yuan").format(amount=money_words(step.amount_fen)) if step.count else ""
            self.board.fill(
                key, f"{step.stage.words}  {step.count}", cards, self._foot(key, step.count - len(cards)), remark
            )
        self._go(kept)

    def cards(self, key: str) -> list[OpportunityCard]:
        """The cards of a stage from the top."""
        return self._cards.get(key, [])

    def _card(self, row: OpportunityRow) -> OpportunityCard:
        card = OpportunityCard(row)
        card.opened.connect(self.opened)
        card.sent.connect(self._send)
        card.walked.connect(self._walk)
        card.dragged.connect(self.board.drag)
        card.given_up.connect(self.board.end_drag)
        card.dropped.connect(self._drop)
        return card

    def _foot(self, key: str, more: int) -> QWidget | None:
        if more <= 0:
            return None
        words = _("{count} more in the list").format(count=more)
        return button(words, lambda: self.rest_wanted.emit(key), "link")

    def _send(self, row: str, by: int) -> None:
        keys = [stage.key for stage in self._stages]
        place = next(number for number, key in enumerate(keys) if any(one.row.id == row for one in self.cards(key)))
        if 0 <= place + by < len(keys):
            self._focus = row
            self.moved.emit(row, keys[place + by])

    def _drop(self, row: str, point: QPoint) -> None:
        self.board.end_drag()
        key = self.board.column_at(point)
        if key:
            self._focus = row
            self.moved.emit(row, key)

    def _walk(self, row: str, across: int, down: int) -> None:
        keys = [stage.key for stage in self._stages if self.cards(stage.key)]
        for column, key in enumerate(keys):
            for place, card in enumerate(self.cards(key)):
                if card.row.id == row:
                    column = min(max(column + across, 0), len(keys) - 1)
                    there = self.cards(keys[column])
                    there[min(max(place + down, 0), len(there) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    def _focused(self) -> str:
        held = [card.row.id for cards in self._cards.values() for card in cards if card.hasFocus()]
        kept, self._focus = (held[0] if held else self._focus), ""
        return kept

    def _go(self, row: str) -> None:
        for cards in self._cards.values():
            for card in cards:
                if card.row.id == row:
                    card.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.board.ensureWidgetVisible(card)


def _figures(row: OpportunityRow) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    amount = _("{amount} yuan").format(amount=money_words(row.amount_fen)) if row.amount_fen is not None else "—"
    line.addWidget(label(amount))
    line.addStretch(1)
    if row.outcome == "open":
        line.addWidget(muted(_n("{count} day", "{count} days", row.days)))
    else:
        line.addWidget(
            TagLabel(label_of("opportunity_outcome", row.outcome), OUTCOME_TONES.get(row.outcome, Tone.NEUTRAL))
        )
    return line


def _card_words(row: OpportunityRow) -> str:
    amount = money_words(row.amount_fen) if row.amount_fen is not None else "—"
    late = late_words(row.days_late) if row.days_late else ""
    return f"{row.name} {row.customer_name} {row.stage_words} {amount} {row.man_words} {late}".strip()
