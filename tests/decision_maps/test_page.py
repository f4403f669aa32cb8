"""The rest of the map page: past days, petals, menus, dialogs, presenting, opportunities."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from gui.colours import DARK, LIGHT
from gui.decision_maps.matrix import MatrixDialog
from gui.decision_maps.page import MapPage
from gui.widgets.wrapped_link import WrappedLink
from model.customers.records import Customer
from model.decision_maps.places import PITCH_X, Place
from model.decision_maps.scores import scores_of
from model.opportunities.records import Opportunity
from model.store.base import new_id
from model.visits.records import Visit, VisitMet
from tests.builders import TODAY
from tests.decision_maps.at_window import Opened, dialog_of, form_of, kept, settle, shown


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


def test_a_petal_out_of_date_offers_to_judge_again_and_an_empty_one_to_add_somebody(
    opened: Opened, qtbot: QtBot
) -> None:
    page, people = opened
    page.do("link", (people["示例网管"], people["示例采购经理"], "solid"))
    page.scene.choose(people["示例网管"])
    page.do("role", "user")
    page.show_petals(True)
    settle()
    user, gatekeeper = page.petals._petals[0], page.petals._petals[5]
    assert (user.state, gatekeeper.state) == ("empty", "stale")
    aside = QPoint(round(gatekeeper.x), round(gatekeeper.seats[0].y + 40))
    qtbot.mouseClick(page.petals, Qt.MouseButton.LeftButton, pos=page.petals._transform().map(aside))
    dialog = form_of(page)
    assert page.scene.people_chosen() == [people["示例会计主管"]]
    assert "示例会计主管" in dialog.windowTitle()
    dialog.reject()
    inside = QPoint(round(user.x), round(user.y))
    qtbot.mouseClick(page.petals, Qt.MouseButton.LeftButton, pos=page.petals._transform().map(inside))
    form = form_of(page).form
    form.field("name").set_value("示例操作员")
    qtbot.keyClick(form.field("name").editor, Qt.Key.Key_Return)
    settle()
    assert [page.picture.faces[seat.person].name for seat in page.petals._petals[0].seats if page.picture] == [
        "示例操作员"
    ]


def test_a_single_decider_customer_is_marked_and_three_of_its_petals_glow(opened: Opened) -> None:
    page, _people = opened
    assert not page.boss.isVisible()
    with page.context.write("Boss") as session:
        session.execute(update(Customer).values(boss_project=True))
    page.show_petals(True)
    settle()
    assert page.boss.isVisible()
    wanted = [petal.role for petal in page.petals._petals if petal.wanted]
    assert wanted == ["influencer", "decider", "gatekeeper"]


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
    words = lambda: [action.text() for action in page.acting.menu().actions() if action.text()]  # noqa: E731
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
    page.acting.open_matrix()
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
    page.canvas.zoom(2)
    page.canvas.centerOn(page.scene.cards[people["示例网管"]])
    zoom, x, y = page.canvas.view() or (0.0, 0.0, 0.0)
    looked = page.state()
    page.canvas.show_start()
    page.restore(looked)
    assert page.canvas.view() == pytest.approx((zoom, x, y), abs=2)


def test_beside_a_narrow_map_the_column_is_folded_until_it_is_asked_for(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    assert page.panel.isVisible()
    page.resize(780, 560)
    settle()
    assert not page.panel.isVisible()
    scores = scores_of(shown(page).state, kept(page).grade)
    assert page.side_button.accessibleName() == f"完整度 {scores.completeness} %"
    assert all(page.canvas.viewport().rect().contains(spot) for spot in _corners(page))
    page.slider.slider.setValue(page.slider.slider.maximum() - 60)
    settle()
    assert page.panel.changes.isVisible()
    page.slider.go_to_today()
    settle()
    assert not page.panel.isVisible()
    qtbot.mouseClick(page.side_button, Qt.MouseButton.LeftButton)
    page.resize(760, 560)
    settle()
    assert page.panel.isVisible()
    page.scene.choose(people["示例网管"])
    assert page.panel.person.isVisible()


def _corners(page: MapPage) -> list[QPoint]:
    cards = page.scene.cards_rect()
    return [page.canvas.mapFromScene(corner) for corner in (cards.topLeft(), cards.bottomRight())]


def test_a_long_gap_goes_on_in_the_next_line_and_ends_after_the_third(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    name = "示例" + "很长的名字" * 38
    page.do("named", (people["示例财务总监"], name))

    def link(begin: str) -> WrappedLink:
        found = page.panel.scores.findChildren(WrappedLink)
        return next((one for one in found if one.isVisible() and one.text().startswith(begin)), WrappedLink("", list))

    opponent = f"不支持：{name}"
    qtbot.waitUntil(lambda: 1 < link(opponent).height() == link(opponent).heightForWidth(link(opponent).width()))
    line = link(opponent).fontMetrics().height()
    assert 3 * line <= link(opponent).height() < 4 * line
    assert line < link("还没接触").height() < 2 * line
    assert page.panel.scores.width() <= page.panel.viewport().width()


def test_colours_follow_the_theme(opened: Opened) -> None:
    page, _people = opened
    page.scene.set_colours(DARK)
    assert page.scene.colours is DARK
    page.scene.set_colours(LIGHT)


def test_an_opportunity_has_a_map_of_its_own_to_choose(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    customer = page.target or ""
    assert not page.chooser.isVisible()
    deal = new_id()
    with page.context.write("Add") as session:
        session.add(Opportunity(id=deal, dossier_id=customer, customer_id=customer, name="示例专线"))
    settle()
    assert page.chooser.isVisible()
    with qtbot.waitSignal(page.context.page_wanted) as wanted:
        page.chooser.activated.emit(1)
    assert wanted.args[1] == f"{customer}/{deal}"
    page.show_target(f"{customer}/{deal}")
    settle()
    page.scene.choose(people["示例总经理"])
    page.do("attitude", "opponent")
    settle()
    assert shown(page).state.of(people["示例总经理"])[0].attitude == "opponent"
    page.show_target(customer)
    settle()
    assert shown(page).state.of(people["示例总经理"])[0].attitude == "supporter"


def test_who_was_met_since_the_last_judgement_is_offered_for_renewal(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    customer, person, visit = page.target or "", people["示例财务总监"], new_id()
    assert not page.panel.met.isVisible()
    with page.context.write("Visit") as session:
        common = {"dossier_id": customer, "customer_id": customer}
        session.add(Visit(id=visit, visit_date=TODAY, **common))
        session.add(VisitMet(id=new_id(), visit_id=visit, contact_id=person, **common))
        session.add(VisitMet(id=new_id(), visit_id=visit, contact_id=people["示例网管"], **common))
    settle()
    offered = page.panel.met.findChildren(QPushButton)
    assert [made.text() for made in offered] == [
        "示例财务总监（2026-11-22）：判断不变",
        "示例网管（2026-11-22）：判断不变",
    ]
    qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    settle()
    latest = shown(page).state.of(person)[0]
    assert (latest.judged_on, latest.visit, latest.coverage) == (TODAY, visit, "multiple")

    def still_offered() -> list[str]:
        return [made.text() for made in page.panel.met.findChildren(QPushButton) if made.isVisible()]

    qtbot.waitUntil(lambda: still_offered() == ["示例网管（2026-11-22）：判断不变"])
