"""Gestures of the mouse on the canvas, driven by real events: a rubber band, many cards at once, a past day."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from gui.decision_maps.page import MapPage
from model.store.undo import undo
from tests.builders import TODAY
from tests.decision_maps.at_window import Opened, kept, settle, shown

_LEFT = Qt.MouseButton.LeftButton


def drag(page: MapPage, start: QPoint, end: QPoint) -> None:
    """Press, go there in steps as a hand does, and let go."""
    view = page.canvas.viewport()
    QTest.mousePress(view, _LEFT, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(view, start + (end - start) * (step / 4))
        settle()
    QTest.mouseRelease(view, _LEFT, pos=end)
    settle()


def middle(page: MapPage, person: str) -> QPoint:
    return page.canvas.mapFromScene(page.scene.cards[person].sceneBoundingRect().center())


def test_a_rubber_band_chooses_many_who_are_dragged_and_aligned_together(opened: Opened) -> None:
    page, people = opened
    lower = [people[name] for name in ("示例会计主管", "示例网管", "安全负责人？")]
    box = page.scene.cards[lower[0]].sceneBoundingRect()
    for person in lower:
        box = box.united(page.scene.cards[person].sceneBoundingRect())
    around = page.canvas.mapFromScene(box.adjusted(-12, -8, 12, 12)).boundingRect()
    drag(page, around.topLeft(), around.bottomRight())
    assert set(page.scene.people_chosen()) == set(lower)
    before = {person: card.place for person, card in page.scene.cards.items()}
    start = middle(page, lower[1])
    drag(page, start, start + QPoint(8, 48))
    moved = {person for person, place in before.items() if page.scene.cards[person].place != place}
    assert moved == set(lower)
    assert {person for person, card in kept(page).cards.items() if card.by_hand} == set(lower)
    single = middle(page, lower[0])
    QTest.mouseClick(page.canvas.viewport(), _LEFT, pos=single)
    drag(page, middle(page, lower[0]), middle(page, lower[0]) + QPoint(0, 30))
    page.scene.choose(*lower)
    menu = page.acting.menu()
    align = next(found for found in menu.findChildren(QMenu) if found.title() == "对齐")
    align.actions()[1].trigger()
    settle()
    assert len({shown(page).places[person].y for person in lower}) == 1
    for _gesture in range(3):
        undo(page.context.database)
    settle()
    assert {person: card.place for person, card in page.scene.cards.items()} == before


def test_a_line_dragged_from_the_handle_is_drawn_once_its_kind_is_chosen(opened: Opened) -> None:
    page, people = opened
    source, target = people["示例网管"], people["示例采购经理"]
    page.scene.choose(source)
    settle()
    edge = page.scene.cards[source].sceneBoundingRect()
    bands: list[object] = []
    page.canvas.rubberBandChanged.connect(lambda *band: bands.append(band))
    drag(page, page.canvas.mapFromScene(edge.center().x(), edge.bottom() - 8), middle(page, target))
    assert not bands  # the frame that chooses several is not drawn over the line
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    words = "示例网管影响示例采购经理"
    next(action for action in menu.actions() if action.text() == words).trigger()
    settle()
    menu.close()
    assert (source, target, "influences") in {(line.source, line.target, line.kind) for line in shown(page).lines}


def test_nothing_is_dragged_on_a_past_day_not_even_who_has_left_since(opened: Opened) -> None:
    page, people = opened
    gone = people["示例网管"]
    page.scene.choose(gone)
    page.do("left", "left")
    settle()
    assert gone not in page.scene.cards
    page.slider.slider.setValue(page.slider.slider.maximum() - 1)
    settle()
    assert page.slider.day != TODAY
    before = page.scene.cards[gone].place
    routes = {line_id: line.sceneBoundingRect() for line_id, line in page.scene.lines.items()}
    drag(page, middle(page, gone), middle(page, gone) + QPoint(60, 60))
    assert page.scene.cards[gone].place == before
    assert {line_id: line.sceneBoundingRect() for line_id, line in page.scene.lines.items()} == routes
