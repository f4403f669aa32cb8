"""The scene: it shows a picture, tells what the person does to it and decides nothing."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPen, QPixmapCache
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsScene, QGraphicsSceneMouseEvent

from gui.colours import LIGHT, Colours
from gui.decision_maps.items import CardItem, LineItem
from model.decision_maps.picture import Picture
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place
from model.decision_maps.routes import reporting_route

MARGIN = 48
_CARD_CACHE_KB = 65_536


class MapScene(QGraphicsScene):
    """Cards and lines of one picture.

    `moved`: {person: Place} after cards were dragged. `link_wanted`: two people, after a line was drawn from one's
    handle to the other's card. `chosen`: the people now selected. `opened`: a card was double-clicked.
    """

    moved = Signal(object)
    link_wanted = Signal(str, str)
    chosen = Signal(object)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _CARD_CACHE_KB))
        self.colours: Colours = LIGHT
        self.editable = True
        self.picture: Picture | None = None
        self.cards: dict[str, CardItem] = {}
        self.lines: dict[str, LineItem] = {}
        self._start: dict[str, Place] = {}
        self._dragged: set[str] = set()
        self._drawing: tuple[str, QGraphicsLineItem] | None = None
        self.selectionChanged.connect(self._tell_chosen)

    def show_picture(self, picture: Picture) -> None:
        """Show a picture; what is already shown and has not changed is left alone."""
        self.picture = picture
        for person in [person for person in self.cards if person not in picture.faces]:
            self.removeItem(self.cards.pop(person))
        for person, face in picture.faces.items():
            card, place = self.cards.get(person), picture.places[person]
            if card is None:
                card = self.cards[person] = CardItem(self, face)
                card.set_movable(self.editable)
                self.addItem(card)
            else:
                card.set_face(face)
            if card.place != place:
                card.setPos(place.x, place.y)
        self._show_lines(picture)
        self.setSceneRect(self.cards_rect().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        if colours != self.colours:
            self.colours = colours
            for item in (*self.cards.values(), *self.lines.values()):
                item.update()

    def set_editable(self, editable: bool) -> None:
        """Whether cards can be moved and linked: not on a past day and not before a customer."""
        if editable != self.editable:
            self.editable = editable
            for card in self.cards.values():
                card.set_movable(editable)

    def cards_rect(self) -> QRectF:
        """The area that the cards cover."""
        rect = QRectF()
        for card in self.cards.values():
            rect = rect.united(QRectF(card.x(), card.y(), CARD_WIDTH, CARD_HEIGHT))
        return rect

    def people_chosen(self) -> list[str]:
        """The selected people, in the order of the picture."""
        return [person for person, card in self.cards.items() if card.isSelected()]

    def line_chosen(self) -> str | None:
        """The selected line, when exactly one is."""
        chosen = [line_id for line_id, line in self.lines.items() if line.isSelected()]
        return chosen[0] if len(chosen) == 1 else None

    def choose(self, *people: str) -> None:
        """Select exactly these people."""
        self.blockSignals(True)
        self.clearSelection()
        for person in people:
            if person in self.cards:
                self.cards[person].setSelected(True)
        self.blockSignals(False)
        self._tell_chosen()

    def choose_line(self, line_id: str) -> None:
        """Select exactly this line."""
        self.choose()
        self.lines[line_id].setSelected(True)

    def lines_of(self, person: str) -> list[str]:
        """The lines that begin or end at a person."""
        return [key for key, line in self.lines.items() if person in (line.face.source, line.face.target)]

    def find(self, text: str) -> list[str]:
        """Fade everyone whose card does not hold the text; the people who do."""
        wanted = text.strip().casefold()
        found = []
        for person, card in self.cards.items():
            hit = not wanted or wanted in card.face.spoken().casefold()
            card.set_faded_out(not hit)
            if hit and wanted:
                found.append(person)
        for line in self.lines.values():
            line.setOpacity(0.15 if wanted else 1.0)
        return found

    def _show_lines(self, picture: Picture) -> None:
        faces = {line.id: line for line in picture.lines}
        for line_id in [line_id for line_id in self.lines if line_id not in faces]:
            self.removeItem(self.lines.pop(line_id))
        for line_id, face in faces.items():
            if line_id not in self.lines:
                self.lines[line_id] = LineItem(self, face)
                self.addItem(self.lines[line_id])
            else:
                self.lines[line_id].set_face(face)

    def _bring_lines(self, moving: set[str]) -> None:
        """Keep the lines of dragged cards at their side: buses run as ever, others straight until they are dropped."""
        for line in self.lines.values():
            face = line.face
            if face.source in moving or face.target in moving:
                source, target = self.cards[face.source].place, self.cards[face.target].place
                solid = face.kind == "solid"
                line.set_route(reporting_route(source, target) if solid else (_middle(source), _middle(target)))

    def _tell_chosen(self) -> None:
        self.chosen.emit(self.people_chosen())

    def _card_at(self, position: QPointF) -> CardItem | None:
        return next((item for item in self.items(position) if isinstance(item, CardItem)), None)

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        card = self._card_at(event.scenePos())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.editable and card is not None and card.isSelected() and card.on_handle(event.scenePos()):
            rubber = QGraphicsLineItem()
            rubber.setPen(QPen(QColor(self.colours.accent), 1.5, Qt.PenStyle.DashLine))
            rubber.setZValue(3)
            self.addItem(rubber)
            self._drawing = (card.face.person, rubber)
            event.accept()  # else the view would draw its frame for choosing several as well
            return
        super().mousePressEvent(event)
        self._start = {person: card.place for person, card in self.cards.items()} if left and card else {}
        self._dragged = set()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._drawing is not None:
            person, rubber = self._drawing
            start = _middle(self.cards[person].place)
            rubber.setLine(start[0], start[1], event.scenePos().x(), event.scenePos().y())
            return
        super().mouseMoveEvent(event)
        if self._start and self.editable:
            chosen = self.people_chosen()
            self._dragged.update(person for person in chosen if self.cards[person].place != self._start.get(person))
            self._bring_lines(self._dragged)

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._drawing is not None:
            person, rubber = self._drawing
            self._drawing = None
            self.removeItem(rubber)
            card = self._card_at(event.scenePos())
            if card is not None and card.face.person != person:
                self.link_wanted.emit(person, card.face.person)
            return
        super().mouseReleaseEvent(event)
        moved = {
            person: card.place
            for person, card in self.cards.items()
            if person in self._start and card.place != self._start[person]
        }
        self._start = {}
        if moved:
            self.moved.emit(moved)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        card = self._card_at(event.scenePos())
        if card is not None:
            self.opened.emit(card.face.person)


def _middle(place: Place) -> tuple[int, int]:
    return place.x + CARD_WIDTH // 2, place.y + CARD_HEIGHT // 2
