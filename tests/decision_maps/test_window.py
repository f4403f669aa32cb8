"""The map page in a real window on a real store."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from gui.colours import DARK, LIGHT
from gui.context import Context
from gui.decision_maps.items import fitting_tags
from gui.decision_maps.matrix import MatrixDialog
from gui.decision_maps.page import MapPage
from gui.decision_maps.tools import nearest
from gui.widgets.form import FormDialog
from model.decision_maps.history import map_on
from model.decision_maps.picture import Picture
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, PITCH_X, Place
from model.decision_maps.queries import MapSheet, map_sheet
from model.store.undo import redo, undo
from tests.builders import TODAY, add_customer
from tests.decision_maps.sample import make_sample_map
from tests.shell.accessibility import unnamed_controls

Opened = tuple[MapPage, dict[str, str]]


@pytest.fixture
def opened(qtbot: QtBot, context: Context) -> Iterator[Opened]:
    """The sample map, open."""
    customer, people = make_sample_map(context.database)
    page = MapPage(context)
    qtbot.addWidget(page)
    page.resize(1270, 810)
    page.show_target(customer)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    yield page, people
    page.close()


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def press(page: MapPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(page.canvas, key, held)
    settle()


def dialog_of(page: MapPage) -> QDialog:
    settle()
    return next(found for found in page.findChildren(QDialog) if found.isVisible())


def form_of(page: MapPage) -> FormDialog:
    dialog = dialog_of(page)
    assert isinstance(dialog, FormDialog)
    return dialog


def shown(page: MapPage) -> Picture:
    assert page.picture is not None
    return page.picture


def kept(page: MapPage) -> MapSheet:
    assert page.sheet is not None
    return page.sheet


def standing(page: MapPage) -> dict[str, tuple[str, ...]]:
    state = shown(page).state
    return {person: tuple(one.role for one in state.of(person)) for person in state.people}


def test_the_page_shows_everyone_and_says_what_is_missing(opened: Opened) -> None:
    page, people = opened
    assert set(page.scene.cards) == set(people.values())
    assert page.heading.text() == "临江精密机械有限公司（示例）"
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
    qtbot.addWidget(page)
    page.show_target(customer)
    page.show()
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
    page._link(people["示例总经理"], people["示例网管"], "dotted")
    with qtbot.waitSignal(page.context.message_wanted) as told:
        page._link(people["示例总经理"], people["示例网管"], "solid")
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
    assert [action.text() for action in menu.actions()] == ["汇报给（实线）", "汇报给（虚线）", "影响", "冲突"]
    menu.close()


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


def test_the_slider_shows_the_past_which_cannot_be_changed(opened: Opened, qtbot: QtBot) -> None:
    page, _people = opened
    page.slider.slider.setValue(page.slider.slider.maximum() - 60)
    settle()
    assert page.panel.changes.isVisible()
    assert not page.add_button.isEnabled()
    with qtbot.waitSignal(page.context.message_wanted):
        page.do("add")
    assert page.panel.person.judge_button.isEnabled() is False or not page.panel.person.isVisible()
    page.slider.go_to_today()
    settle()
    assert page.add_button.isEnabled()
    assert not page.panel.changes.isVisible()


def test_petals_lead_to_people_and_to_the_next_step(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.show_petals(True)
    settle()
    assert page.frame.stack.currentWidget() is page.petals
    petals = page.petals._petals
    spot = page.petals._transform().map(QPoint(round(petals[2].seats[0].x), round(petals[2].seats[0].y)))
    qtbot.mouseClick(page.petals, Qt.MouseButton.LeftButton, pos=spot)
    assert page.scene.people_chosen() == [people["示例总经理"]]
    page.petals.setFocus()
    with qtbot.waitSignal(page.petals.chosen):
        qtbot.keyClick(page.petals, Qt.Key.Key_Right)
        qtbot.keyClick(page.petals, Qt.Key.Key_Return)
    assert "批准者" in page.petals.accessibleDescription()


def test_while_a_customer_looks_on_no_judgement_is_shown_anywhere(opened: Opened) -> None:
    page, _people = opened
    page.context.present(page.target)
    settle()
    assert not page.panel.isVisible()
    assert {line.kind for line in shown(page).lines} == {"solid"}
    for card in page.scene.cards.values():
        assert not card.face.roles
        assert not card.face.attitude
        assert "支持" not in card.toolTip()
    assert not page.editable
    page.context.present(None)
    settle()
    assert page.panel.isVisible()


def test_tidying_leaves_who_was_put_by_hand(opened: Opened) -> None:
    page, people = opened
    page.do("move", {people["示例网管"]: Place(900, 900)})
    settle()
    page.do("move", {people["示例会计主管"]: Place(-700, 40)})
    settle()
    page.scene.choose(people["示例会计主管"])
    page.do("loose")
    settle()
    page.tidy()
    settle()
    assert shown(page).places[people["示例网管"]] == Place(900, 900)
    assert shown(page).places[people["示例会计主管"]].x > -700


def test_aligned_cards_stand_side_by_side(opened: Opened) -> None:
    page, people = opened
    page.scene.choose(people["示例网管"], people["示例会计主管"])
    page.do("align", "row")
    settle()
    places = [shown(page).places[people[name]] for name in ("示例网管", "示例会计主管")]
    assert places[0].y == places[1].y
    assert abs(places[0].x - places[1].x) == PITCH_X


def test_menus_offer_everything_for_cards_lines_and_the_map(opened: Opened) -> None:
    page, people = opened
    words = lambda: [action.text() for action in page._menu().actions() if action.text()]  # noqa: E731
    assert words() == ["加人", "整理决策链", "显示全图"]
    page.scene.choose(people["示例网管"])
    assert {"改名", "购买角色", "态度", "已离职", "移出决策链"} <= set(words())
    page.scene.choose(people["示例网管"], people["示例会计主管"])
    assert "对齐" in words()
    page.scene.clearSelection()
    conflict = next(line for line in page.scene.lines.values() if line.face.kind == "conflicts")
    conflict.setSelected(True)
    assert {"影响", "冲突", "强", "删除连线"} <= set(words())
    page.do("line_strength", 3)
    settle()
    assert page.scene.lines[conflict.face.id].face.strength == 3
    page.do("line_kind", "influences")
    settle()
    assert page.scene.lines[conflict.face.id].face.kind == "influences"
    page.do("remove")
    settle()
    assert conflict.face.id not in page.scene.lines


def test_a_whole_judgement_a_counterpart_and_a_history_have_their_dialogs(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.scene.choose(people["示例财务总监"])
    page.do("open")
    dialog = form_of(page)
    dialog.form.field("coverage").set_value("multiple")
    dialog.submit()
    settle()
    assert shown(page).state.of(people["示例财务总监"])[0].coverage == "multiple"
    page.do("counterpart")
    dialog = form_of(page)
    dialog.form.set_values({"our_name": "示例行业经理", "present": "vendor", "wanted": "trusted_advisor"})
    dialog.submit()
    settle()
    assert len(kept(page).counterparts) == 2
    page.do("history")
    assert "的历史" in dialog_of(page).windowTitle()
    dialog_of(page).accept()
    page._open_matrix()
    matrix = dialog_of(page)
    assert isinstance(matrix, MatrixDialog)
    assert matrix.table.columnCount() == 2
    matrix.accept()


def test_who_left_is_gone_from_today_and_waits_nowhere(opened: Opened) -> None:
    page, people = opened
    page.scene.choose(people["示例总经理"])
    page.do("left", "left")
    settle()
    assert people["示例总经理"] not in page.scene.cards
    assert "没有已证实的决策者" in [made.text() for made in page.panel.scores.findChildren(QPushButton)]


def test_the_state_of_the_page_comes_back(opened: Opened) -> None:
    page, people = opened
    page.scene.choose(people["示例网管"])
    left = page.state()
    page.scene.clearSelection()
    page.restore(left)
    assert page.scene.people_chosen() == [people["示例网管"]]
    assert "F3" in page.help_text()


def test_colours_follow_the_theme(opened: Opened) -> None:
    page, _people = opened
    page.scene.set_colours(DARK)
    assert page.scene.colours is DARK
    page.scene.set_colours(LIGHT)


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
