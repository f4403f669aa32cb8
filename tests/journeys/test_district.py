"""The story of a district: an office and two managers, every step through their windows, every word by files."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.exchange.conflict_dialog import ConflictDialog
from gui.exchange.held_sheet import HeldDialog
from gui.exchange.words_dialog import WordsDialog
from gui.tasks import Tasks
from gui.widgets.form import FormDialog
from model.exchange.resolving import Keep
from model.store.ids import natural_id, new_id
from tests.exchange.desks import Desk, carry, sit_down
from tests.exchange.forging import a_write, forge
from tests.exchange.sites import make_site

G1, G2, G3 = (natural_id("customer", code) for code in ("G1", "G2", "G3"))


@pytest.fixture
def desks(tmp_path: Path, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Desk]]:
    """The office with three customers of the company's list, and two managers who are not known to it yet."""
    office = make_site(tmp_path, "示例办公室", "O1", "office")
    for code, number in (("G1", "M1"), ("G2", "M1"), ("G3", "M2")):
        office.add_customer(code, f"示例公司{code}")
        office.sql("UPDATE customer SET manager_no = ? WHERE group_code = ?", number, code)
    sites = [office, make_site(tmp_path, "示例甲", "M1"), make_site(tmp_path, "示例乙", "M2")]
    made = [sit_down(site, tasks, qtbot, monkeypatch) for site in sites]
    yield made
    for desk in made:
        desk.close()


def enrol(office: Desk, laptop: Desk, folder: Path) -> None:
    """A laptop asks, the office compares the words it hears, the laptop compares the office's."""
    asked = folder / f"{laptop.number}.mbe"
    laptop.answers("getSaveFileName", asked)
    laptop.page.join_button.click()
    told = laptop.dialog(WordsDialog)
    words = told.words.text()
    told.accept()
    laptop.rest()
    assert words in laptop.page.nothing.text.text()
    office.answers("getOpenFileName", asked)
    office.answers("getExistingDirectory", folder / f"first-{laptop.number}")
    office.page.tabs.show_sheet("devices")
    office.page.devices.admit_button.click()
    dialog = office.dialog(FormDialog)
    dialog.form.set_values({"words": "一 二 三 四 五 六 七 八"})
    dialog.submit()
    assert "words" in dialog.form.error_words()
    dialog.form.set_values({"words": words})
    dialog.submit()
    told = office.dialog(WordsDialog)
    spoken = told.words.text()
    told.accept()
    office.rest()
    preview = laptop.drop(sorted((folder / f"first-{laptop.number}").glob("*.mbx")))
    assert not preview.take_button.isEnabled()
    assert any(spoken in shown.text() for shown in preview.findChildren(QLabel))
    preview.compared.setChecked(True)
    preview.take_button.click()
    laptop.rest()
    laptop.page.refresh()
    assert laptop.page.write_button.isVisibleTo(laptop.page)


def meet(desks: list[Desk], folder: Path, times: int = 2) -> None:
    """Everybody's files to the office and back, on sticks."""
    office, *laptops = desks
    for _turn in range(times):
        for laptop in laptops:
            carry(laptop, [office], folder / f"up-{laptop.number}")
        carry(office, laptops, folder / "down")


def test_a_district_enrols_works_decides_hands_over_lends_and_erases(desks: list[Desk], tmp_path: Path) -> None:
    office, first, second = desks
    for laptop in (first, second):
        enrol(office, laptop, tmp_path)
    _customers_are_assigned(office)
    meet(desks, tmp_path, 1)
    assert first.site.ask("SELECT group_code FROM customer ORDER BY 1") == [("G1",), ("G2",)]
    assert second.site.ask("SELECT group_code FROM customer") == [("G3",)]
    _conflicts_are_decided(desks, tmp_path)
    _a_strangers_write_is_held_and_refused(office, second)
    _a_customer_is_handed_over(desks, tmp_path)
    _a_customer_is_lent_and_comes_back(desks, tmp_path)
    _a_person_is_erased(desks, tmp_path)
    _a_lost_laptop_is_revoked(office, first, tmp_path)


def _customers_are_assigned(office: Desk) -> None:
    """Following the company's list: each customer to the manager it names."""
    sheet = office.page.assignments
    assert sheet is not None
    office.page.tabs.show_sheet("assignments")
    dialog = sheet.follow()
    assert dialog.save_button.isEnabled()
    dialog.submit()
    office.rest()
    assert not sheet.follow().save_button.isEnabled()
    office.dialog(type(dialog)).reject()


def _conflicts_are_decided(desks: list[Desk], folder: Path) -> None:
    """Three fields changed on both sides: one is kept, one taken, one written anew; nobody is asked twice."""
    office, first, _second = desks
    visits = [first.site.add_visit(G1, f"第{number}次") for number in range(3)]
    meet(desks, folder, 1)
    for visit in visits:
        office.site.sql("UPDATE visit SET note = '办公室写' WHERE id = ?", visit)
        first.site.sql("UPDATE visit SET note = '经理写' WHERE id = ?", visit)
    meet(desks, folder, 1)
    assert first.badges["exchange"] == 3
    page = first.page
    page.tabs.show_sheet("conflicts")
    by_row = {row[1]: row[6] for row in first.site.conflicts()}
    for visit, decide in zip(visits, (_keep, _take, _write), strict=True):
        dialog = page.open_conflict(by_row[visit])
        assert dialog is not None
        decide(dialog)
    first.rest()
    assert first.site.conflicts() == []
    meet(desks, folder)
    assert office.site.conflicts() == []
    notes = [office.site.ask("SELECT note FROM visit WHERE id = ?", visit)[0][0] for visit in visits]
    assert {notes[0], notes[1]} == {"办公室写", "经理写"}
    assert notes[2] == "第三种写法"
    assert office.site.dump_of([G1]) == first.site.dump_of([G1])
    assert first.badges["exchange"] == 0


def _keep(dialog: ConflictDialog) -> None:
    dialog.close_by(Keep.STANDING)


def _take(dialog: ConflictDialog) -> None:
    dialog.close_by(Keep.OTHER)


def _write(dialog: ConflictDialog) -> None:
    dialog.write_button.click()
    dialog.form.field("note").set_value("第三种写法")
    dialog.write_button.click()


def _a_strangers_write_is_held_and_refused(office: Desk, second: Desk) -> None:
    """The second manager's program is made to write in a customer that was never his."""
    line = a_write(second.site, G1, "visit", new_id(), {"customer_id": G1, "note": "不该写的"})
    office.take([forge(second.site, office.site, [line])])
    page = office.page
    page.tabs.show_sheet("held")
    (held,) = page.held.table.shown_ids()
    page.held.look(held)
    dialog = office.dialog(HeldDialog)
    dialog.form.field("reason").set_value("不是他的客户")
    dialog.refuse_button.click()
    office.rest()
    assert page.held.table.shown_ids() == ()
    assert office.site.ask("SELECT 1 FROM visit WHERE note = '不该写的'") == []


def _a_customer_is_handed_over(desks: list[Desk], folder: Path) -> None:
    """G2 goes to the second manager; the first one's unsent note goes with it, and then it leaves his laptop."""
    office, first, second = desks
    sheet = office.page.assignments
    assert sheet is not None
    dialog = sheet.hand_over(("G2",))
    assert dialog is not None
    dialog.manager.set_value("M2")
    assert "G2" in dialog.plan.text()
    dialog.submit()
    first.site.add_visit(G2, "移交前没交上去的")
    carry(office, [first], folder / "down")
    assert first.site.ask("SELECT released FROM dossier WHERE id = ?", G2) == [(1,)]
    meet(desks, folder)
    assert not first.site.holds(G2)
    assert second.site.ask("SELECT note FROM visit WHERE dossier_id = ?", G2) == [("移交前没交上去的",)]
    assert second.site.dump_of([G2]) == office.site.dump_of([G2])


def _a_customer_is_lent_and_comes_back(desks: list[Desk], folder: Path) -> None:
    """代管: G1 is with the second manager for two days."""
    office, first, second = desks
    sheet = office.page.assignments
    assert sheet is not None
    office.page.tabs.show_sheet("assignments")
    sheet.table.select("G1")
    dialog = sheet.cover()
    assert dialog is not None
    today = office.context.today()
    dialog.form.set_values({"by": "M2", "from": today, "to": today + timedelta(days=1)})
    dialog.submit()
    meet(desks, folder, 1)
    assert second.site.holds(G1)
    second.site.add_visit(G1, "代管期间")
    for desk in desks:
        desk.site.offset += timedelta(days=3)
    meet(desks, folder)
    assert not second.site.holds(G1)
    assert ("代管期间",) in first.site.ask("SELECT note FROM visit WHERE dossier_id = ?", G1)


def _a_person_is_erased(desks: list[Desk], folder: Path) -> None:
    """The first manager is asked for it; nothing of the person is left at the office."""
    office, first, _second = desks
    person = first.site.add_contact(G1, "示例丁某", mobile="15400001234")
    meet(desks, folder, 1)
    page = first.page
    page.tabs.show_sheet("erased")
    dialog = page.erased.ask()
    dialog.customer.set_value(G1)
    dialog.person.set_value(person)
    dialog.form.field("reason").set_value("本人书面提出")
    first.agrees(dialog.submit)
    meet(desks, folder)
    for desk in (office, first):
        assert all("示例丁某" not in line and "15400001234" not in line for line in desk.site.dump())


def _a_lost_laptop_is_revoked(office: Desk, first: Desk, folder: Path) -> None:
    """What a lost laptop still writes is refused in a sentence."""
    page = office.page
    page.tabs.show_sheet("devices")
    page.devices.table.select("示例甲")
    office.agrees(page.devices.revoke_button.click)
    office.said("示例甲")
    office.rest()
    files = first.write(folder / "lost")
    preview = office.drop(files)
    assert not preview.take_button.isEnabled()
    preview.reject()
