"""The pre-visit brief: one page, whatever is on record."""

from datetime import timedelta

import pytest

from model.catalogue.records import InstalledProduct
from model.competition.records import CompetitorMove
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need
from model.needs.promise_actions import PromiseDraft, add_promise
from model.opportunities.actions import OpportunityDraft, add_opportunity
from model.opportunities.moving import close_opportunity
from model.store.base import new_id
from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from model.visits.brief import brief_of
from model.visits.brief_rules import opening_questions
from reports.imprint import Imprint
from reports.pdf import pdf_of
from reports.visit_brief import brief_document
from tests.builders import TODAY, add_contact, add_customer
from tests.papers.reading import pdf_pages

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


def pages_of(database: Database, customer: str) -> list[str]:
    with database.read() as session:
        brief = brief_of(session, customer, TODAY)
    return ["".join(page.split()) for page in pdf_pages(pdf_of(brief_document(brief, IMPRINT)))]


def test_it_says_who_what_was_said_what_is_owed_and_what_ends(store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例机械有限公司")
    person = add_contact(store, customer, "周总监（示例）", title="信息总监", communication_style="wants_evidence")
    with store.write("Add") as session:
        for days, note in ((40, "第一次"), (20, "第二次"), (10, "第三次"), (3, "谈割接窗口")):
            day = TODAY - timedelta(days=days)
            add_visit(session, VisitDraft(customer, day, note=note, next_step="送方案", met=(person,)))
        promise = PromiseDraft(customer, "书面割接方案", TODAY - timedelta(days=1), made_to_id=person)
        add_promise(session, promise, TODAY - timedelta(days=9))
        add_need(session, NeedDraft(customer, "夜班不能断网"))
        chance = OpportunityDraft(customer, "两厂区专线", 1_000_000, next_step="送报价", next_on=TODAY)
        add_opportunity(session, chance, TODAY)
        lost = add_opportunity(session, OpportunityDraft(customer, "彩铃"), TODAY)
        close_opportunity(session, lost, "lost", "价差", TODAY, "tariff")
        product = {"offering_name": "数据专线", "operator": "mobile"}
        for end in (30, 90):
            session.add(
                InstalledProduct(
                    id=new_id(), dossier_id=customer, customer_id=customer,
                    bundle_end=TODAY + timedelta(days=end), **product,
                )
            )  # fmt: skip
        session.add(
            CompetitorMove(
                id=new_id(), dossier_id=customer, customer_id=customer, operator="telecom", tactic="barter",
                seen_on=TODAY - timedelta(days=5), source="保安",
            )
        )  # fmt: skip
    (text,) = pages_of(store, customer)
    for words in ("周总监", "信息总监", "带上数据", "谈割接窗口", "书面割接方案", "已逾期", "夜班不能断网", "数据专线"):
        assert words in text
    assert f"两厂区专线·需求发现·10,000.00元；下一步：{TODAY:%m-%d}送报价" in text
    assert "彩铃" not in text
    assert "第一次" not in text
    assert str(TODAY + timedelta(days=90)) not in text
    assert "来源：保安" in text
    assert "应对（默认）" in text
    assert "决策流程" in text


def test_a_first_visit_has_a_page_too(store: Database) -> None:
    (text,) = pages_of(store, add_customer(store))
    assert "首次拜访" in text
    assert "还没有联系人" in text


def test_five_hundred_long_notes_and_names_fill_one_page(store: Database) -> None:
    customer = add_customer(store, "G001", "临江示例" * 50)
    people = [add_contact(store, customer, f"{'长名' * 20}{n}", title="总监" * 30) for n in range(30)]
    with store.write("Add") as session:
        for n in range(500):
            day = TODAY - timedelta(days=n % 300)
            add_visit(session, VisitDraft(customer, day, note="谈了很多，" * 200, met=tuple(people)))
            if n < 40:
                add_promise(session, PromiseDraft(customer, "答应" * 100, TODAY, made_to_id=people[0]), TODAY)
                add_need(session, NeedDraft(customer, "问题" * 100))
                add_opportunity(session, OpportunityDraft(customer, "商机" * 100, next_step="送报价" * 60), TODAY)
    assert len(pages_of(store, customer)) == 1


def test_a_customer_that_is_gone_is_said(store: Database) -> None:
    with store.read() as session, pytest.raises(UserError):
        brief_of(session, new_id(), TODAY)


def test_questions_fit_what_is_known_and_are_three() -> None:
    assert len(opening_questions([])) == 2
    assert opening_questions(["late", "ends", "rival", "needs"])[0].startswith("We owe you")
    assert len(opening_questions(["late", "ends", "rival", "needs", "visits", "people"])) == 3
