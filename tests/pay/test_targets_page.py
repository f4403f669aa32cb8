"""The targets page and the office's plan in five steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gui.context import Context
from gui.drafts import Drafts
from gui.preferences import Preferences
from gui.targets.page import TargetsPage
from gui.tasks import Tasks
from gui.widgets.conditions import Order
from gui.widgets.record_table import Query
from model.pay.records import KpiRule, KpiTarget
from model.store.database import Database
from model.store.opening import Owner
from tests.builders import make_store, still_clock
from tests.pay.test_targets import fill, target
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context, store: Database) -> TargetsPage:
    fill(store)
    target(store, "信息化收入", 300, 155)
    target(store, "满意度测评", 10, 3)
    return on_screen(qtbot, TargetsPage(context), 1000, 700)


@pytest.fixture
def office_page(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> Iterator[TargetsPage]:
    database = make_store(tmp_path, "office.db", owner=Owner("示例主管", "S009", "office"), device=tmp_path / "o")
    fill(database)
    target(database, "信息化收入", 300, 155, scope="district", subject="高新区")
    settings = Preferences(QSettings(str(tmp_path / "o.ini"), QSettings.Format.IniFormat))
    made = on_screen(qtbot, TargetsPage(Context(database, tasks, still_clock(), settings, Drafts(database))))
    yield made
    made.close()
    database.close()


def test_a_month_shows_how_each_item_stands_and_who_moved_it(page: TargetsPage, context: Context) -> None:
    opened: list[str] = []
    context.page_wanted.connect(lambda name, target, _within: opened.append(f"{name} {target}"))
    assert [figure.caption.text() for figure in page.figures if figure.isVisibleTo(page)] == [
        "信息化收入　示例经理",
        "满意度测评　示例经理",
    ]
    assert page.variance.heading.text() == "信息化收入"
    assert len(page.variance.table.model.rows) == 3
    page.variance.table.opened.emit("c1")
    assert opened == ["customer c1"]
    page.table.select(page.table.shown_ids()[1])
    assert page.variance.heading.text() == "满意度测评"
    assert page.variance.table.model.rows in ([], ())
    assert not page.plan_button.isVisibleTo(page)
    page.table.set_query(Query(order=Order("actual")))
    assert [row[1] for row in page.table.model.rows] == ["满意度测评", "信息化收入"]  # 3 before 155, whatever the words


def test_a_month_without_targets_offers_the_first_step(page: TargetsPage) -> None:
    page.month.step(1)
    page.refresh()
    assert page.empty.isVisibleTo(page)
    kept = page.state()
    page.month.step(-1)
    page.restore(kept)
    assert page.month.month() == 202612
    assert unnamed_controls(page) == []
    assert "工作日" in page.help_text()


def test_the_office_publishes_a_plan_in_five_steps(office_page: TargetsPage) -> None:
    assert office_page.plan_button.isVisibleTo(office_page)
    wizard = office_page.plan()
    wizard.next()
    assert wizard.place() == 0
    wizard.process.form.set_values({"name": "一季度考核（示例）", "scope": "district", "valid_to": 202612})
    wizard.next()
    wizard.next()
    assert wizard.error.text()
    wizard.indicators.list.set_value(("信息化收入",))
    wizard.indicators.more.set_values({"more": "新指标，信息化收入"})
    wizard.next()
    assert wizard.objects.remark.text()
    wizard.next()
    assert wizard.place() == 2
    wizard.process.form.set_values({"scope": "district"})
    wizard.back()
    assert wizard.place() == 1
    wizard.done(0)


def test_a_whole_plan_reaches_the_office_dossier(qtbot: QtBot, office_page: TargetsPage) -> None:
    from model.staff.records import Staff
    from model.store.ids import OFFICE_DOSSIER, new_id

    context = office_page.context
    with context.write("Staff") as session:
        session.add(Staff(id=new_id(), dossier_id=OFFICE_DOSSIER, employee_no="S001", name="示例甲", district="高新区"))
    wizard = office_page.plan()
    wizard.process.form.set_values({"name": "一季度考核（示例）"})
    wizard.next()
    wizard.indicators.list.set_value(("信息化收入",))
    wizard.next()
    wizard.next()
    wizard.next()
    assert wizard.place() == 3
    fields = wizard.standards.fields["信息化收入"]
    fields["target"].set_value(100.0)
    fields["bonus_fen"].set_value(30_000)
    wizard.next()
    assert "奖励" in wizard.error.text()
    fields["bonus_at"].set_value(100)
    wizard.next()
    assert [row[1:3] for row in wizard.results.table.model.rows] == [("示例甲　高新区", "信息化收入")]
    assert unnamed_controls(wizard) == []
    wizard.next()
    with context.read() as session:
        assert session.scalar(select(func.count()).select_from(KpiTarget).where(KpiTarget.scope == "manager")) == 3
        assert list(session.execute(select(KpiRule.bonus_at, KpiRule.bonus_fen))) == [(100, 30_000)]
    assert office_page.month.month() == 202612
    qtbot.waitUntil(lambda: [row[1:3] for row in office_page.table.model.rows] == [("信息化收入", "示例甲")])
