"""The account plan: prefilled from data, written over, kept with the customer, printed, and its page."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.account_plans.page import AccountPlanPage
from gui.context import Context
from gui.customers.more_menu import more_menu
from gui.drafts import Drafts
from gui.papers.preview import PreviewDialog
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.account_plans.actions import save_plan
from model.account_plans.queries import AccountPlan, account_plan_of
from model.account_plans.records import AccountPlanChapter
from model.account_plans.rules import CHAPTERS, ELEMENTS, SUPPORTS, Action, in_order
from model.customers.merging import merge_customers
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.store.database import Database
from model.store.ids import new_id
from model.store.undo import undo
from reports.account_plan import account_plan_document, write_account_plan
from reports.account_plan_words import chapter_text, suggested_text
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import set_language
from tests.builders import TODAY, add_customer, still_clock
from tests.sample_store import add_field_work, make_sample_store
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

IMPRINT = Imprint(TODAY, "示例经理", VERSION)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, str]]:
    """The sample month, with the work done at its first company."""
    database = make_sample_store(tmp_path_factory.mktemp("plans"))
    yield database, add_field_work(database)
    database.close()


def plan_of(database: Database, customer: str) -> AccountPlan:
    with database.read() as session:
        return account_plan_of(session, customer, TODAY)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_plan_has_five_elements_and_three_supports() -> None:
    assert (len(ELEMENTS), len(SUPPORTS)) == (5, 3)
    assert set(CHAPTERS) == set(ENUMERATIONS["plan_chapter"])


def test_steps_stand_in_the_order_of_their_days() -> None:
    steps = [Action(None, "task", "x"), Action(date(2026, 12, 2), "visit", "b"), Action(date(2026, 12, 1), "task", "a")]
    assert [step.what for step in in_order(steps)] == ["a", "b", "x"]


def test_every_chapter_begins_with_what_the_data_says(sample: tuple[Database, str]) -> None:
    plan = plan_of(*sample)
    words = {chapter: suggested_text(plan, chapter) for chapter in CHAPTERS}
    assert all(words.values())
    assert "186 人" in words["profile"]
    assert "赵志明（示例）（已证实）" in words["relations"]
    assert "排第一的是“两厂区账单分开、月底对不上”" in words["needs"]
    assert "下一步推荐" in words["products"]
    assert "中国电信" in words["competition"]
    assert sum(one.kind == "promise" for one in plan.actions) == 1


def test_a_customer_of_whom_nothing_is_known_has_a_plan_that_says_what_to_ask(store: Database) -> None:
    plan = plan_of(store, add_customer(store, name="示例" * 100))
    text = text_of(pdf_of(account_plan_document(plan, IMPRINT)))
    for words in ("还没有记录决策者", "还没有账单数据", "没有跟进中的商机", "没有竞争动向", "没有安排"):
        assert words in text
    set_language("en")
    assert "Nobody is noted as the decider yet" in text_of(pdf_of(account_plan_document(plan, IMPRINT)))


def test_what_the_manager_writes_stands_until_given_back_to_the_data(store: Database) -> None:
    customer = add_customer(store)
    with store.write("plan") as session:
        assert save_plan(session, customer, {"goals": " 续签三年 ", "needs": ""}, TODAY) == 1
    with store.write("plan") as session:
        assert save_plan(session, customer, {"goals": "续签三年"}, TODAY + timedelta(days=1)) == 0
    plan = plan_of(store, customer)
    assert chapter_text(plan, "goals") == "续签三年"
    assert plan.texts["goals"].written_on == TODAY
    undo(store)
    assert plan_of(store, customer).texts == {}
    with store.write("plan") as session:
        save_plan(session, customer, {"goals": "续签三年"}, TODAY)
    with store.write("plan") as session:
        assert save_plan(session, customer, {"goals": ""}, TODAY) == 1
    plan = plan_of(store, customer)
    assert chapter_text(plan, "goals") == suggested_text(plan, "goals")
    with pytest.raises(UserError), store.write("plan") as session:
        save_plan(session, customer, {"ninth": "x"}, TODAY)


def test_a_chapter_that_came_with_a_merged_customer_gives_way_when_the_plan_is_saved(store: Database) -> None:
    customer = add_customer(store)
    with store.write() as session:
        session.add(
            AccountPlanChapter(
                id=new_id(), dossier_id=customer, customer_id=customer, chapter="goals", text="并入的", written_on=TODAY
            )
        )
    assert chapter_text(plan_of(store, customer), "goals") == "并入的"
    with store.write() as session:
        save_plan(session, customer, {"goals": "并入的，再加一条"}, TODAY)
    assert chapter_text(plan_of(store, customer), "goals") == "并入的，再加一条"
    with store.write() as session:
        save_plan(session, customer, {"goals": ""}, TODAY)
    assert plan_of(store, customer).texts == {}


def test_the_paper_holds_eight_chapters_with_words_and_tables(sample: tuple[Database, str], tmp_path: Path) -> None:
    database, customer = sample
    plan = plan_of(database, customer)
    write_account_plan(tmp_path / "plan.pdf", plan, IMPRINT)
    text = text_of((tmp_path / "plan.pdf").read_bytes())
    for chapter in CHAPTERS:
        assert ENUMERATIONS["plan_chapter"][chapter]
        assert chapter_text(plan, chapter).split("\n")[0][:12] in text
    assert "154****0000" in text
    assert "15400000000" not in text
    assert "9,941.30" in text


def test_the_page_keeps_what_is_written_beside_its_paper(
    qtbot: QtBot, sample: tuple[Database, str], tasks: Tasks, preferences: Preferences
) -> None:
    database, customer = sample
    context = Context(database, tasks, still_clock(), preferences, Drafts(database))
    page = AccountPlanPage(context)
    page.show_target(customer)
    on_screen(qtbot, page, 1024, 640)
    qtbot.waitUntil(lambda: bool(page.preview.pages))
    assert not unnamed_controls(page)
    assert not page.is_changed()
    before = plan_of(database, customer).texts
    page.form.set_typed({"needs": "先解决账单"})
    assert page.is_changed()
    qtbot.waitUntil(lambda: "先解决账单" in str(context.drafts.find(f"account-plan/{customer}")))
    page.print_here()
    qtbot.waitUntil(lambda: any(found.isVisible() for found in page.findChildren(PreviewDialog)))
    dialog = page.findChildren(PreviewDialog)[0]
    assert "先解决账单" in text_of(dialog.paper.pdf)
    dialog.close()
    qtbot.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    assert not page.is_changed()
    assert plan_of(database, customer).texts["needs"].text == "先解决账单"
    page.take_data("needs")
    page.save()
    assert plan_of(database, customer).texts == before
    assert context.drafts.find(f"account-plan/{customer}") == {}
    assert page.customer_here() == customer
    assert any("客户计划" in action.text() for action in more_menu(page, context, customer).actions())
    context.let_go()


def test_the_page_of_a_merged_customer_shows_the_plan_of_the_one_that_stays(
    qtbot: QtBot, store: Database, tasks: Tasks, preferences: Preferences
) -> None:
    stays, gone = add_customer(store), add_customer(store, code="G002")
    with store.write() as session:
        merge_customers(session, stays, gone, TODAY)
    page = AccountPlanPage(context := Context(store, tasks, still_clock(), preferences, Drafts(store)))
    page.show_target(gone)
    on_screen(qtbot, page)
    qtbot.waitUntil(lambda: page.customer_here() == stays)
    context.let_go()
