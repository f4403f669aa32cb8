"""The canvas: looks at the scene, zooms, and turns keys into gestures."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QLineEdit

from gui.decision_maps.scene import MapScene
from gui.decision_maps.tools import ARROWS, ATTITUDES, DIGITS, PLAIN, ROLES, STEPS, nearest
from model.decision_maps.picture import LINE_WORDS
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place
from resources.i18n import _

SMALLEST, LARGEST = 0.08, 2.5
NUDGE = 8
READABLE, START, GENEROUS = 0.45, 0.6, 1.25


class MapCanvas(QGraphicsView):
    """Shows a `MapScene`. `wanted` names a gesture for what is chosen and its value: ("attitude", "supporter")."""

    wanted = Signal(str, object)
    renamed = Signal(str, str)
    menu_wanted = Signal(QPoint)

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self.map = scene
        self.line_from: str | None = None
        self._at_start = False
        self._line_owner = ""
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName(_("Decision-maker map"))
        self.editor = QLineEdit(self.viewport())
        self.editor.setAccessibleName(_("Name"))
        self.editor.hide()
        self.editor.returnPressed.connect(self._finish_name)
        self.editor.editingFinished.connect(self.editor.hide)
        self._renaming = ""
        scene.chosen.connect(self._describe)
        scene.opened.connect(self.begin_name)

    def zoom(self, factor: float) -> None:
        """Nearer (over 1) or farther, within limits."""
        self._at_start = False
        scale = min(LARGEST, max(SMALLEST, self.transform().m11() * factor))
        self.resetTransform()
        self.scale(scale, scale)

    def fit(self) -> None:
        """Show the whole map, a few people a little larger than their natural size."""
        rect = self.map.cards_rect().adjusted(-48, -48, 48, 48)
        room = self.viewport().size()
        scale = min(room.width() / rect.width(), room.height() / rect.height(), GENEROUS)
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(rect.center())

    def show_start(self) -> None:
        """The whole map where its cards stay readable so, else its top at a readable size.

        It stays so while the window takes its size, until a person goes or looks elsewhere.
        """
        self._at_start = True
        self.fit()
        if self.transform().m11() < READABLE and self.map.cards:
            self.resetTransform()
            self.scale(START, START)
            first = min(self.map.cards.values(), key=lambda card: (card.y(), card.x()))
            middle = first.sceneBoundingRect().center()
            self.centerOn(middle.x(), middle.y() + self.viewport().height() / START / 2 - 2 * CARD_HEIGHT)

    def view(self) -> tuple[float, float, float] | None:
        """The zoom and the middle of what is looked at; None where that is still the start."""
        middle = self.mapToScene(self.viewport().rect().center())
        return None if self._at_start else (self.transform().m11(), middle.x(), middle.y())

    def look(self, zoom: float, x: float, y: float) -> None:
        """Bring a view back."""
        self._at_start = False
        self.resetTransform()
        self.scale(zoom, zoom)
        self.centerOn(x, y)

    def begin_name(self, person: str, text: str | None = None) -> None:
        """Edit a name in place; with `text` the person has begun to type it."""
        if person not in self.map.cards or not self.map.editable:
            return
        card = self.map.cards[person]
        corner = self.mapFromScene(card.pos())
        self._renaming = person
        self.editor.setText(card.face.name if text is None else text)
        self.editor.setGeometry(corner.x(), corner.y(), max(120, round(CARD_WIDTH * self.transform().m11())), 32)
        self.editor.show()
        self.editor.setFocus()
        if text is None:
            self.editor.selectAll()

    def begin_line(self) -> None:
        """Draw a line by keyboard: the next card gone to and Enter end it."""
        chosen = self.map.people_chosen()
        self.line_from = chosen[0] if len(chosen) == 1 and self.map.editable else None

    def go(self, way: tuple[int, int], extend: bool = False) -> None:
        """Choose the next card in a direction; with none chosen, the first."""
        chosen = self.map.people_chosen()
        places = {person: card.place for person, card in self.map.cards.items()}
        if not chosen:
            self.go_to_first()
            return
        start = min(chosen, key=lambda person: places[person].x * way[0] + places[person].y * way[1])
        last = max(chosen, key=lambda person: places[person].x * way[0] + places[person].y * way[1])
        found = nearest(places, last if extend else start if len(chosen) == 1 else last, way)
        if found is not None:
            self._at_start = False
            self.map.choose(*([*chosen, found] if extend else [found]))
            self.ensureVisible(self.map.cards[found])

    def go_to_line(self) -> None:
        """Choose the next line of the chosen card, or of the card whose line is chosen already."""
        chosen, line = self.map.people_chosen(), self.map.line_chosen()
        if len(chosen) == 1:
            self._line_owner = chosen[0]
        lines = self.map.lines_of(self._line_owner) if line or len(chosen) == 1 else []
        if lines:
            self.map.choose_line(lines[(lines.index(line) + 1) % len(lines) if line in lines else 0])

    def go_to_first(self) -> None:
        """Choose the uppermost card."""
        if self.map.cards:
            first = min(self.map.cards, key=lambda person: (self.map.cards[person].y(), self.map.cards[person].x()))
            self.map.choose(first)
            self.ensureVisible(self.map.cards[first])

    def _finish_name(self) -> None:
        person, name = self._renaming, self.editor.text().strip()
        self._renaming = ""
        self.editor.hide()
        self.setFocus()
        if person and name and person in self.map.cards and name != self.map.cards[person].face.name:
            self.renamed.emit(person, name)

    def _describe(self, people: list[str]) -> None:
        """Tell a screen reader which card is chosen."""
        line = self.map.line_chosen()
        spoken = [self.map.cards[person].face.spoken() for person in people[:5] if person in self.map.cards]
        text = "；".join(spoken) if line is None else self._line_words(line)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _line_words(self, line_id: str) -> str:
        face = self.map.lines[line_id].face
        names = [self.map.cards[person].face.name for person in (face.source, face.target)]
        return f"{names[0]} {_(LINE_WORDS[face.kind])} {names[1]}"

    def _nudge(self, way: tuple[int, int]) -> None:
        if self.map.editable:
            cards = self.map.cards
            moved = {
                person: Place(cards[person].place.x + NUDGE * way[0], cards[person].place.y + NUDGE * way[1])
                for person in self.map.people_chosen()
            }
            if moved:
                self.map.moved.emit(moved)

    def _do(self, name: str) -> None:
        chosen = self.map.people_chosen()
        if name == "open" and self.line_from and len(chosen) == 1:
            source, self.line_from = self.line_from, None
            self.map.link_wanted.emit(source, chosen[0])
        elif name == "rename":
            self.begin_name(chosen[0] if len(chosen) == 1 else "")
        elif name == "line":
            self.begin_line()
        elif name in ("zoom_in", "zoom_out"):
            self.zoom(1.2 if name == "zoom_in" else 1 / 1.2)
        elif name == "first":
            self.go_to_first()
        elif name == "clear":
            self._clear()
        elif name == "menu":
            self._open_menu()
        else:
            self.wanted.emit(name, None)

    def _clear(self) -> None:
        """Esc: out of the name, else out of the line, else nobody is chosen."""
        if self.editor.isVisible():
            self._renaming = ""
            self.editor.hide()
            self.setFocus()
        elif self.line_from:
            self.line_from = None
        elif self.map.line_chosen() and self._line_owner in self.map.cards:
            self.map.choose(self._line_owner)
        else:
            self.map.clearSelection()

    def _open_menu(self) -> None:
        chosen, line = self.map.people_chosen(), self.map.line_chosen()
        spot = QPoint(40, 40)
        if chosen or line:
            item = self.map.cards[chosen[0]] if chosen else self.map.lines[line or ""]
            spot = self.mapFromScene(item.sceneBoundingRect().center())
        self.menu_wanted.emit(self.viewport().mapToGlobal(spot))

    def _key_of(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False where it is none of ours."""
        key, held = Qt.Key(event.key()), event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key in ARROWS:
            extend = bool(held & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(ARROWS[key]) if control else self.go(ARROWS[key], extend)
        elif key == Qt.Key.Key_F10 and held & Qt.KeyboardModifier.ShiftModifier:
            self._open_menu()
        elif control and key == Qt.Key.Key_0:
            self.fit()
        elif control and key == Qt.Key.Key_A:
            self.map.choose(*self.map.cards)
        elif control and key == Qt.Key.Key_G:
            self.go_to_line()
        elif control:
            return False
        else:
            return self._plain_key(key, bool(held & Qt.KeyboardModifier.AltModifier), event.text())
        return True

    def _plain_key(self, key: Qt.Key, alt: bool, text: str) -> bool:
        if key in DIGITS and alt:
            self.wanted.emit("role", ROLES[DIGITS.index(key)])
        elif key in DIGITS[: len(ATTITUDES)]:
            self.wanted.emit("attitude", ATTITUDES[DIGITS.index(key)])
        elif key in STEPS:
            self.wanted.emit("step", STEPS[key])
        elif key in PLAIN:
            self._do(PLAIN[key])
        elif text.isprintable() and text.strip() and not alt and len(self.map.people_chosen()) == 1:
            self.begin_name(self.map.people_chosen()[0], text)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key_of(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._at_start:
            self.show_start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._at_start = False
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
        else:
            self._at_start = False
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos())
        if item is not None and not item.isSelected():
            self.map.clearSelection()
            item.setSelected(True)
        self.menu_wanted.emit(event.globalPos())

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.map.colours.window)
