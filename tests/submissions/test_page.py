"""The hand-in in the window: the checklist leads to its records, one button writes the folder, answers are recorded."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.submissions.page import SubmissionsPage
from model.pay.inputs import own_dossier
from model.store.database import Database
from model.submissions.queries import list_own
from model.submissions.records import Submission
from tests.builders import TODAY
from tests.shell.accessibility import unnamed_controls
from tests.submissions.month import EARLIER, MONTH, a_month
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context, store: Database) -> SubmissionsPage:
    a_month(store)
    return on_screen(qtbot, SubmissionsPage(context), 1000, 600)


def test_a_month_is_handed_in_sent_back_and_handed_in_again(
    qtbot: QtBot, page: SubmissionsPage, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    own, chosen = page.own, [""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: chosen[0])
    assert own.hand_in_button.isVisible()
    own.hand_in()
    form_of(page).submit()
    assert "什么都还没有冻结" in form_of(page).error.text()
    chosen[0] = str(out)
    form_of(page).submit()
    qtbot.waitUntil(lambda: own.papers_button.isVisible() and "没写出" not in own.advice.text(), timeout=30_000)
    assert [folder.name for folder in out.iterdir()] == ["月末上交 2026-11 示例经理 v1"]
    assert not own.hand_in_button.isVisible()
    own.decide("return")
    dialog = form_of(page)
    dialog.form.field("who").set_value("示例主任")
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.field("words").set_value("缺两条凭证")
    dialog.submit()
    qtbot.waitUntil(own.hand_in_button.isVisible)
    assert "缺两条凭证" in own.advice.text()
    own.hand_in()
    form_of(page).submit()
    qtbot.waitUntil(lambda: len(list(out.iterdir())) == 2, timeout=30_000)
    qtbot.waitUntil(lambda: not page.context.tasks.busy)
    with store.read() as session:
        assert [(row.version, row.state) for row in list_own(session, MONTH)] == [(2, "handed_in"), (1, "returned")]
    assert len(own.history.entries) == 3
    assert unnamed_controls(page) == []


@pytest.mark.parametrize("target", ["202613", "000005", "²²²²²²", "9" * 5000, "", "proposals"])
def test_a_target_that_is_no_month_leaves_the_month_that_is_shown(target: str, page: SubmissionsPage) -> None:
    page.show_target("202610")
    page.show_target(target)
    page.restore({"month": 202613})
    page.refresh()
    assert page.months.month() == 202610


def test_each_point_leads_to_its_record(page: SubmissionsPage, qtbot: QtBot) -> None:
    wanted: list[tuple[str, object]] = []
    page.context.page_wanted.connect(lambda name, target, _within: wanted.append((name, target)))
    for key in page.own.table.shown_ids():
        page.own.jump(key)
    kinds = [key.partition("/")[0] for key in page.own.table.shown_ids()]
    led = dict(zip(kinds, wanted, strict=True))
    assert led["visit_note"][0] == "visits"
    assert led["piece_evidence"][0] == "pay"
    assert led["promise_late"] == ("needs", "promises/late")
    assert led["task_late"][0] == "customer"
    assert led["quote_pending"][0] == "proposal"
    assert led["empty_day"][0] == "work_log"
    assert EARLIER.isoformat() not in {target for _name, target in wanted}


def test_a_frozen_month_whose_papers_are_not_out_says_so(page: SubmissionsPage, store: Database, qtbot: QtBot) -> None:
    with store.write("Hand in") as session:
        session.add(
            Submission(id="s1", dossier_id=own_dossier(session), month=MONTH, handed_in_on=TODAY, state="handed_in")
        )
    qtbot.waitUntil(lambda: "没写出" in page.own.advice.text())
    assert page.own.papers_button.isVisible()
    page.own.reopen()
    qtbot.waitUntil(page.own.hand_in_button.isVisible)
