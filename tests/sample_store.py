"""The sample month in a store, ready for pictures and journeys."""

from datetime import timedelta
from pathlib import Path

from model.customers.people import list_people
from model.intake.apply import run_import
from model.intake.job import Options
from model.needs.actions import NeedDraft, add_need, link_needs
from model.needs.promise_actions import PromiseDraft, add_promise
from model.practice.campaigns import add_sample_campaign
from model.practice.knowledge import add_sample_knowledge, add_sample_plan
from model.practice.maps import add_sample_map
from model.practice.opportunities import add_sample_opportunities
from model.practice.questionnaires import add_sample_questionnaire, add_sample_study
from model.practice.rivals import add_sample_rivals
from model.retention.refresh import refresh
from model.store.database import Database
from model.store.ids import natural_id
from model.visits.actions import VisitDraft, add_visit
from reports.workbook import open_workbook
from tests.builders import make_store
from tests.samples.make_month import TARGET, TODAY

FIRST_CODE = "2710010001"
VISITS = (
    (2, "on_site", "信息中心：割接窗口", "主任担心割接影响夜班，要书面窗口期"),
    (16, "phone", "财务：分摊账单", "两厂区要分开的电子明细"),
    (41, "on_site", "车间：定位终端", "三号车间信号弱，约好复测"),
)
NEEDS = (
    ("两厂区账单分开、月底对不上", (5, 5), "统付分摊账单"),
    ("三年合同没有退出条款", (5, 4), "阶梯违约"),
    ("车间定位掉线", (4, 4), "人员定位升级"),
    ("专线带宽不足", (4, 3), "数据专线 200M"),
)


def make_sample_store(folder: Path) -> Database:
    """A fresh store with last month's and this month's sample files imported, graded, and the tasks made."""
    database = make_store(folder)
    for name in ("last_month.xlsx", "month.xlsx"):
        run_import(database, [open_workbook(TARGET / name)], Options(), TODAY)
        with database.write() as session:
            refresh(session, TODAY)
    return database


def add_field_work(database: Database) -> str:
    """What a manager did with the first company: visits, needs that unlock each other, promises; returns its id."""
    customer = natural_id("customer", FIRST_CODE)
    with database.write() as session:
        refresh(session, TODAY)
        add_sample_rivals(session, TODAY)
        people = list_people(session, customer, TODAY)
        for days, mode, purpose, outcome in VISITS:
            met = tuple(person.id for person in people[:2])
            draft = VisitDraft(
                customer, TODAY - timedelta(days=days), contact_mode=mode, purpose=purpose, outcome=outcome, met=met
            )
            add_visit(session, draft, "示例经理")
        add_sample_map(session, TODAY)
        needs = [
            add_need(
                session,
                NeedDraft(
                    customer, statement, raised_by_id=people[place % len(people)].id, importance=weight[0],
                    urgency=weight[1], our_answer=answer, owner="示例经理", due=TODAY + timedelta(days=13 + 7 * place),
                ),
            )
            for place, (statement, weight, answer) in enumerate(NEEDS)
        ]  # fmt: skip
        for first, then in ((0, 1), (0, 3), (1, 3)):
            link_needs(session, needs[first], needs[then])
        add_promise(
            session, PromiseDraft(customer, "书面割接方案", TODAY + timedelta(days=2), made_to="信息中心主任"), TODAY
        )
        add_sample_opportunities(session, TODAY)
        add_sample_campaign(session, TODAY)
        add_sample_questionnaire(session, TODAY)
        add_sample_study(session, TODAY)
        add_sample_knowledge(session, TODAY)
        add_sample_plan(session, customer, TODAY)
        refresh(session, TODAY)
    return customer
