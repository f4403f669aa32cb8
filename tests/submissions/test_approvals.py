"""The district head's queue in the office's store: what waits, what it goes beyond, approved or sent back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.drafts import Drafts
from gui.preferences import Preferences
from gui.submissions.page import SubmissionsPage
from gui.tasks import Tasks
from model.proposals.queries import find_quote
from model.proposals.waiting import list_waiting
from model.staff.records import Staff
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.store.opening import Owner, create_store
from model.store.undo import undo
from tests.builders import CHEAP, PASSPHRASE, TODAY, add_customer, still_clock
from tests.shell.accessibility import unnamed_controls
from tests.submissions.waiting import ITEM, a_waiting_proposal
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> Iterator[SubmissionsPage]:
    """The office's hand-in page, with three proposals waiting."""
    owner = Owner("示例负责人", "H001", "office")
    database = create_store(tmp_path / "office.db", PASSPHRASE, owner, still_clock(), tmp_path / "o", CHEAP)[0]
    customer = add_customer(database, manager_no="S001", manager_name="示例经理", company_grade="A")
    with database.write("Staff") as session:
        session.add(
            Staff(id=natural_id("person", "S001"), dossier_id=OFFICE_DOSSIER, employee_no="S001", name="示例经理",
                  district="示例区")
        )  # fmt: skip
    for discount in (3_000, 2_400, 2_500):
        a_waiting_proposal(database, customer, replace(ITEM, discount=discount), replace(ITEM, discount=0))
    settings = Preferences(QSettings(str(tmp_path / "o.ini"), QSettings.Format.IniFormat))
    made = on_screen(
        qtbot, SubmissionsPage(Context(database, tasks, still_clock(), settings, Drafts(database))), 1100, 600
    )
    made.show_target("proposals")
    yield made
    made.close()
    database.close()


def decided(page: SubmissionsPage, act: str, words: str) -> None:
    """Decide on what is chosen, in the dialog."""
    page.approvals.acts[act].click()
    dialog = form_of(page.approvals)
    assert dialog.form.field("who").value() == "示例负责人"
    dialog.form.field("words").set_value("")
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.field("words").set_value(words)
    dialog.submit()


def test_the_district_head_sees_what_waits_and_what_each_goes_beyond(page: SubmissionsPage) -> None:
    sheet, database = page.approvals, page.context.database
    assert page.tabs.current() == "proposals"
    with database.read() as session:
        rows = list_waiting(session)
    assert [(row.district, row.manager, row.discount, row.below_floor) for row in rows] == [
        ("示例区", "示例经理", 3_000, True),
        ("示例区", "示例经理", 2_400, False),
        ("示例区", "示例经理", 2_500, False),
    ]
    assert not sheet.acts["approve"].isEnabled()
    sheet.table.select(rows[0].id)
    assert [(entry.tag, entry.quiet) for entry in sheet.lines.entries] == [("低于底价", "超出授权"), ("未超限", "")]
    assert "竞争对手七折" in sheet.standing.text()
    sheet.table.select(rows[1].id)
    assert sheet.lines.entries[0].tag == "超出授权"
    assert unnamed_controls(page) == []


def test_many_are_approved_with_one_note_and_another_sent_back_with_the_reason(
    page: SubmissionsPage, qtbot: QtBot
) -> None:
    sheet, database = page.approvals, page.context.database
    ids = sheet.table.shown_ids()
    sheet.table.view.selectAll()
    decided(page, "approve", "周例会")
    qtbot.waitUntil(lambda: sheet.table.shown_ids() == ())
    with database.read() as session:
        found = [find_quote(session, row) for row in ids]
    assert {(one.state, one.approved_by, one.approved_on, one.approval_note) for one in found} == {
        ("approved", "示例负责人", TODAY, "周例会")
    }
    undo(database)
    qtbot.waitUntil(lambda: len(sheet.table.shown_ids()) == 3)
    sheet.table.select(ids[0])
    decided(page, "return", "折扣压到 10%")
    qtbot.waitUntil(lambda: len(sheet.table.shown_ids()) == 2)
    with database.read() as session:
        returned = find_quote(session, ids[0])
    assert (returned.state, returned.return_reason, returned.returned_on) == ("rejected", "折扣压到 10%", TODAY)
