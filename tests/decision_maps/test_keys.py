"""What the keyboard and one click do beside the journey: lines chosen by keys, and how to talk to a person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from model.store.undo import undo
from tests.decision_maps.at_window import Opened, press, settle, shown

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_line_is_chosen_changed_and_removed_by_keyboard(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    page.scene.choose(people["示例财务总监"])
    seen = []
    for _line in range(3):
        press(page, Qt.Key.Key_G, _CONTROL)
        seen.append(page.canvas.accessibleDescription())
    assert set(seen) == {
        "示例财务总监 对立于 示例信息主任",
        "示例会计主管 汇报给 示例财务总监",
        "示例财务总监 汇报给 示例总经理",
    }
    conflict = next(key for key, line in page.scene.lines.items() if line.face.kind == "conflicts")
    while page.scene.line_chosen() != conflict:
        press(page, Qt.Key.Key_G, _CONTROL)
    press(page, Qt.Key.Key_F10, _SHIFT)
    menu = next(found for found in page.findChildren(QMenu) if found.isVisible())
    strong = next(action for action in menu.actions() if action.text() == "强")
    menu.setActiveAction(strong)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    settle()
    assert next(line.strength for line in shown(page).lines if line.id == conflict) == 3
    press(page, Qt.Key.Key_Escape)
    assert page.scene.people_chosen() == [people["示例财务总监"]]
    press(page, Qt.Key.Key_G, _CONTROL)
    while page.scene.line_chosen() != conflict:
        press(page, Qt.Key.Key_G, _CONTROL)
    press(page, Qt.Key.Key_Delete)
    assert conflict not in page.scene.lines
    undo(page.context.database)
    settle()
    assert conflict in page.scene.lines


def test_how_to_talk_to_a_person_is_noted_by_a_key_and_by_a_click(opened: Opened, qtbot: QtBot) -> None:
    page, people = opened
    person = people["示例财务总监"]

    def style() -> str:
        return shown(page).state.people[person].communication_style

    page.scene.choose(person)
    press(page, Qt.Key.Key_F9)
    assert style() == "likes_jokes"
    press(page, Qt.Key.Key_F9)
    assert style() == "wants_evidence"
    chips = page.panel.person.style_row.chips
    qtbot.mouseClick(chips["expert"], Qt.MouseButton.LeftButton)
    settle()
    assert style() == "expert"
    qtbot.mouseClick(chips["expert"], Qt.MouseButton.LeftButton)
    settle()
    assert style() == ""
    undo(page.context.database)
    settle()
    assert style() == "expert"
    sub = next(found for found in page.acting.menu().findChildren(QMenu) if found.title() == "沟通方式")
    assert [action.text() for action in sub.actions() if action.isChecked()] == ["懂行"]
