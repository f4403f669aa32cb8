"""Gestures on the map page in a real window on a real store."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.decision_maps.items import fitting_tags
from gui.decision_maps.page import MapPage
from gui.decision_maps.tools import nearest
from gui.widgets.form import FormDialog
from model.decision_maps.history import map_on
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place
from model.decision_maps.queries import map_sheet
from model.store.undo import redo, undo
from tests.builders import TODAY, add_customer
from tests.decision_maps.at_window import Opened, form_of, kept, press, settle, shown, standing
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


def test_the_page_shows_everyone_and_says_what_is_missing(opened: Opened) -> None:
    page, people = opened
    assert set(page.scene.cards) == set(people.values())
    assert page.heading.text() == "临江精密机械有限公司（示例）"
    assert page.customer_here() == page.target
    assert "93 %" in page.panel.scores.tag.tag.text
    page.scene.choose(people["示例财务总监"])
    assert page.panel.person.heading.text() == "示例财务总监"
    assert "不支持" in page.canvas.accessibleDescription()


def test_every_card_has_a_spoken_name_and_every_control_an_accessible_one(opened: Opened) -> None:
    page, people = opened
    for name, person in people.items():
        assert name in page.scene.cards[person].face.spoken()
        assert page.scene.cards[person].toolTip() == page.scene.cards[person].face.spoken()
    page.scene.choose(people["示例网管"])
    settle()
    assert unnamed_controls(page) == []


def test_a_manager_builds_a_map_by_keyboard_alone(qtbot: QtBot, context: Context) -> None:
    customer = add_customer(context.database, "G9", "示例键盘客户")
    page = MapPage(context)
    page.show_target(customer)
    on_screen(qtbot, page)
    settle()
    assert page.frame.stack.currentWidget() is page.frame.empty
    for name in ("示例王总", "示例李工"):
        press(page, Qt.Key.Key_Insert)
        dialog = form_of(page)
        dialog.form.field("name").set_value(name)
        qtbot.keyClick(dialog.form.field("name").editor, Qt.Key.Key_Return)
        settle()
        page.canvas.setFocus()
    press(page, Qt.Key.Key_Home)
    boss = page.scene.people_chosen()[0]
    press(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(page, Qt.Key.Key_2)
    press(page, Qt.Key.Key_F6)
    press(page, Qt.Key.Key_F7)
    press(page, Qt.Key.Key_F8)
    press(page, Qt.Key.Key_F8)
    (made,) = shown(page).state.of(boss)
    assert (made.role, made.attitude, made.influence, made.coverage) == ("user", "supporter", "inner_circle", "none")
    press(page, Qt.Key.Key_Right)
    report = page.scene.people_chosen()[0]
    assert report != boss
    press(page, Qt.Key.Key_F3)
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_Return)
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert [(line.source, line.target, line.kind) for line in shown(page).lines] == [(report, boss, "solid")]
    page.scene.choose(report)
    qtbot.keyClicks(page.canvas, "x")
    assert page.canvas.editor.isVisible()
    page.canvas.editor.setText("示例新名")
    qtbot.keyClick(page.canvas.editor, Qt.Key.Key_Return)
    settle()
    assert shown(page).faces[report].name == "示例新名"
    press(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert kept(page).cards[report].by_hand
    press(page, Qt.Key.Key_Delete)
    assert report not in page.scene.cards
    undo(context.database)
    settle()
    assert report in page.scene.cards
    redo(context.database)
    settle()
    assert report not in page.scene.cards


def test_a_refused_loop_is_said_and_changes_nothing(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.do("link", (people["示例总经理"], people["示例网管"], "dotted"))
    with qtbot.waitSignal(page.context.message_wanted) as told:
        page.do("link", (people["示例总经理"], people["示例网管"], "solid"))
    assert "示例总经理 → 示例网管" in told.args[0]
    assert people["示例总经理"] not in {line.source for line in shown(page).lines if line.kind == "solid"}


def test_a_drag_keeps_the_place_and_repaints_only_what_moved(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.canvas.setFocus()
    mover = page.scene.cards[people["示例会计主管"]]
    page.scene.choose(mover.face.person)
    qtbot.wait(100)
    counts = {person: card.painted for person, card in page.scene.cards.items()}
    lines = {line_id: line.painted for line_id, line in page.scene.lines.items()}
    start = page.canvas.mapFromScene(mover.sceneBoundingRect().center())
    view = page.canvas.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(view, start + QPoint(-2 * step, 12 * step))
        settle()
    during = {person for person, card in page.scene.cards.items() if card.painted != counts[person]}
    area = mover.sceneBoundingRect().adjusted(-20, -80, 20, 20)
    own = [line for line in page.scene.lines.values() if mover.face.person in (line.face.source, line.face.target)]
    assert own
    assert all(line.shape().boundingRect().intersects(mover.sceneBoundingRect()) for line in own)
    for line in own:
        area = area.united(line.sceneBoundingRect())
    far = [line for line in page.scene.lines.values() if not line.sceneBoundingRect().intersects(area)]
    near_lines = {line.face.id for line in own}
    painted = {line_id for line_id, line in page.scene.lines.items() if line.painted != lines[line_id]}
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(-10, 60))
    settle()
    assert during <= {mover.face.person}
    assert near_lines <= painted
    assert far
    assert not painted & {line.face.id for line in far}
    card = kept(page).cards[mover.face.person]
    assert card.by_hand
    assert mover.place == card.place
    assert {person for person, card in kept(page).cards.items() if card.by_hand} == {mover.face.person}
    qtbot.wait(100)
    dropped = {person for person, card in page.scene.cards.items() if card.painted != counts[person]}
    assert dropped <= {mover.face.person}


def test_a_line_is_drawn_from_the_handle_of_a_card(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    source, target = page.scene.cards[people["示例网管"]], page.scene.cards[people["示例采购经理"]]
    page.scene.choose(source.face.person)
    settle()
    handle = page.canvas.mapFromScene(source.pos().x() + CARD_WIDTH / 2, source.pos().y() + CARD_HEIGHT)
    end = page.canvas.mapFromScene(target.sceneBoundingRect().center())
    with qtbot.waitSignal(page.scene.link_wanted) as wanted:
        qtbot.mousePress(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=handle)
        qtbot.mouseMove(page.canvas.viewport(), end)
        qtbot.mouseRelease(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert wanted.args == [source.face.person, target.face.person]
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    one, other = "示例网管", "示例采购经理"
    assert [action.text() for action in menu.actions() if action.text()] == [
        f"{one}汇报给{other}（实线）", f"{other}汇报给{one}（实线）", f"{one}汇报给{other}（虚线）",
        f"{other}汇报给{one}（虚线）", f"{one}影响{other}", f"{other}影响{one}", f"{one}对立于{other}",
    ]  # fmt: skip
    menu.close()


def test_who_has_just_been_added_is_chosen(opened: Opened, qtbot: QtBot) -> None:
    page, _people = opened
    page.do("add")
    dialog = page.findChildren(FormDialog)[-1]
    dialog.form.set_values({"name": "示例新同事"})
    dialog.submit()
    qtbot.waitUntil(lambda: len(page.scene.people_chosen()) == 1)
    (chosen,) = page.scene.people_chosen()
    assert page.scene.cards[chosen].face.name == "示例新同事"


def test_searching_fades_the_rest_and_enter_goes_there(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.frame.search.setText("财务总监")
    faded = {person for person, card in page.scene.cards.items() if card.faded_out}
    assert faded == set(people.values()) - {people["示例财务总监"]}
    qtbot.keyClick(page.frame.search, Qt.Key.Key_Return)
    assert page.scene.people_chosen() == [people["示例财务总监"]]
    page.frame.search.clear()
    assert not any(card.faded_out for card in page.scene.cards.values())


def test_a_click_on_a_chip_judges_and_gives_a_role(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.scene.choose(people["示例财务总监"])
    settle()
    qtbot.mouseClick(page.panel.person.rows["attitude"].chips["champion"], Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(page.panel.person.roles.chips["buyer"], Qt.MouseButton.LeftButton)
    settle()
    judgements = shown(page).state.of(people["示例财务总监"])
    assert {one.role for one in judgements} == {"approver", "buyer"}
    assert {one.attitude for one in judgements} == {"champion"}
    qtbot.mouseClick(page.panel.person.roles.chips["buyer"], Qt.MouseButton.LeftButton)
    settle()
    assert standing(page)[people["示例财务总监"]] == ("approver",)


def test_the_next_card_is_straight_ahead_before_aside() -> None:
    places = {"a": Place(0, 0), "b": Place(216, 0), "c": Place(0, 160), "d": Place(216, 160)}
    assert nearest(places, "a", (1, 0)) == "b"
    assert nearest(places, "a", (0, 1)) == "c"
    assert nearest(places, "d", (0, -1)) == "b"
    assert nearest(places, "a", (-1, 0)) is None


def test_tags_that_do_not_fit_are_counted() -> None:
    wide = lambda text: 13.0 * len(text)  # noqa: E731
    assert fitting_tags(("决策者", "批准者"), "支持", wide, 170) == ["决策者", "批准者", "支持"]
    assert fitting_tags(("决策者", "批准者", "使用者"), "坚定支持", wide, 170) == ["决策者", "+2", "坚定支持"]
    assert fitting_tags((), "", wide, 170) == []


def test_the_store_and_the_window_agree_after_all(opened: Opened) -> None:
    page, _people = opened
    with page.context.read() as session:
        sheet = map_sheet(session, page.target or "")
    assert set(map_on(sheet.history, TODAY).people) == set(page.scene.cards)
