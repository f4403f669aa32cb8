"""Success cases and experts: written, found, made of a won opportunity, given on as a file, offered in a proposal."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from model.errors import UserError
from model.knowledge.case_rules import names_told, sized
from model.knowledge.cases import (
    CaseDraft,
    draft_from_opportunity,
    list_cases,
    list_fitting_cases,
    save_case,
)
from model.knowledge.experts import ExpertDraft, list_experts, save_expert
from model.knowledge.sharing import MOST_BYTES, read_shared, share_cases, take_cases
from model.needs.actions import NeedDraft, add_need
from model.opportunities.records import Opportunity, OpportunityNeed
from model.search.queries import find
from model.store.database import Database
from model.store.ids import new_id
from model.store.undo import undo
from reports.knowledge import read_file, write_shared
from resources.i18n import set_language
from tests.builders import TODAY, add_customer, make_store

TOLD = CaseDraft("账单合一", "一家装备企业", "制造", "集团虚拟网", "对账慢", "统付分摊", "半天对完", "先帮财务", True)


def save(database: Database, draft: CaseDraft, case_id: str | None = None) -> str:
    with database.write("case") as session:
        return save_case(session, draft, TODAY, case_id)


def test_a_case_is_found_by_any_of_its_words_and_an_expert_by_the_topic(store: Database) -> None:
    case = save(store, TOLD)
    with store.write() as session:
        expert = save_expert(session, ExpertDraft("招投标", "示例法务", phone="15400000001"))
    with store.read() as session:
        assert [(hit.entity, hit.id) for hit in find(session, "统付分摊", 5)] == [("success_case", case)]
        assert [(hit.entity, hit.id) for hit in find(session, "zdhy", 5)] == [("success_case", case)]
        assert [(hit.entity, hit.id) for hit in find(session, "招投标", 5)] == [("expert", expert)]
        assert [hit.id for hit in find(session, "slfw", 5)] == [expert]


def test_a_case_is_changed_and_the_change_taken_back(store: Database) -> None:
    case = save(store, TOLD)
    save(store, CaseDraft("账单合一", lesson="换个说法"), case)
    with store.read() as session:
        assert [row.lesson for row in list_cases(session)] == ["换个说法"]
    undo(store)
    with store.read() as session:
        assert [row.lesson for row in list_cases(session)] == ["先帮财务"]
    for wrong in (CaseDraft(" "), CaseDraft("甲")):
        with pytest.raises(UserError):
            save(store, wrong, "nothing")


def test_a_case_that_may_be_told_never_names_its_customer(store: Database) -> None:
    customer = add_customer(store, name="示例精密机械有限公司", short_name="示例精密")
    naming = CaseDraft("示例精密的账单", may_be_told=True, customer_id=customer)
    with pytest.raises(UserError, match="示例精密"):
        save(store, naming)
    case = save(store, CaseDraft("示例精密的账单", customer_id=customer))
    with store.read() as session, pytest.raises(UserError, match="示例精密"):
        share_cases(session, [case])
    assert names_told(["示例甲；示例乙、丙", None], ["讲到示例乙"]) == "示例乙"
    assert names_told(["示例甲；丙"], ["讲到丙和示例"]) == ""


@pytest.mark.parametrize(
    ("industry", "employees", "words"),
    [
        ("制造", 3999, "一家 3,000 人以上的制造客户"),
        ("", 100, "一家 100 人以上的客户"),
        ("医疗", 99, "一家医疗客户"),
        ("", None, "一家客户"),
    ],
)
def test_a_customer_is_told_of_by_industry_and_rough_size(industry: str, employees: int | None, words: str) -> None:
    set_language("zh_CN")
    assert sized(industry, employees) == words


def test_a_won_opportunity_becomes_a_case_with_what_was_known(store: Database) -> None:
    customer = add_customer(store, industry="医疗", employee_count=1200)
    with store.write() as session:
        need = add_need(session, NeedDraft(customer, "割接影响夜班", our_answer="四个夜间窗口"))
        for outcome in ("won", "open"):
            won = Opportunity(
                id=new_id(), dossier_id=customer, customer_id=customer, name=outcome, outcome=outcome,
                outcome_reason="按时完成",
            )  # fmt: skip
            session.add(won)
            session.add(
                OpportunityNeed(
                    id=new_id(), dossier_id=customer, customer_id=customer, opportunity_id=won.id, need_id=need
                )
            )
        session.flush()
        ids = {row.name: row.id for row in session.scalars(select(Opportunity))}
    with store.read() as session:
        draft = draft_from_opportunity(session, ids["won"])
        assert (draft.told_as, draft.industry) == ("一家 1,000 人以上的医疗客户", "医疗")
        assert (draft.situation, draft.action, draft.result) == ("割接影响夜班", "四个夜间窗口", "按时完成")
        with pytest.raises(UserError):
            draft_from_opportunity(session, ids["open"])
    case = save(store, draft)
    with store.read() as session:
        row = next(row for row in list_cases(session) if row.id == case)
        assert row.customer_id == customer
        assert row.opportunity_id == ids["won"]


def test_a_proposal_is_offered_cases_of_its_industry_first_and_never_the_customers_own(store: Database) -> None:
    customer = add_customer(store, industry="制造/机械")
    for draft in (
        CaseDraft("医院", industry="医疗", may_be_told=True),
        CaseDraft("工厂", industry="制造", may_be_told=True),
        CaseDraft("内部", industry="制造"),
        CaseDraft("自己", industry="制造", may_be_told=True, customer_id=customer),
    ):
        save(store, draft)
    with store.read() as session:
        assert [row.name for row in list_fitting_cases(session, customer)] == ["工厂", "医院"]


def test_cases_go_to_a_colleague_once_and_mine_stay_as_they_are(store: Database, tmp_path: Path) -> None:
    customer = add_customer(store, name="示例精密机械有限公司")
    first, second = save(store, TOLD), save(store, CaseDraft("二", customer_id=customer))
    file = tmp_path / "cases.mbk"
    with store.read() as session:
        write_shared(file, share_cases(session, [first, second]))
    assert "示例精密" not in file.read_text("utf-8")
    other = make_store(tmp_path, "other.db")
    shared = read_shared(read_file(file))
    with other.write() as session:
        taken = take_cases(session, shared)
    assert (taken.new, taken.known) == (2, 0)
    with other.write() as session:
        save_case(session, CaseDraft("我改过的"), TODAY + timedelta(days=1), first)
    with other.write() as session:
        taken = take_cases(session, shared)
    assert (taken.new, taken.known) == (0, 2)
    with other.read() as session:
        rows = {row.id: row for row in list_cases(session)}
        assert rows[first].name == "我改过的"
        assert rows[second].customer_id is None
    other.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"format": "other", "cases": []}',
        b'{"format": "meiban-cases-2", "cases": []}',
        b'{"format": "meiban-cases-1", "cases": [{"id": "x", "name": "a"}]}',
        b'{"format": "meiban-cases-1", "cases": [{"id": "0198f000-0000-7000-8000-000000000000", "name": " "}]}',
        b'{"format": "meiban-cases-1", "cases": ['
        + b",".join([b'{"id": "0198f000-0000-7000-8000-000000000000", "name": "a"}'] * 2001)
        + b"]}",
        b" " * (MOST_BYTES + 1),
    ],
)
def test_a_file_that_lies_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_shared(content)
    assert refused.value.sentence


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read_file(tmp_path / "nothing.mbk")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_a_damaged_file_is_refused_or_read_whole(store: Database, place: int, junk: bytes) -> None:
    with store.write() as session:
        if not list_cases(session):
            save_case(session, TOLD, TODAY)
    with store.read() as session:
        whole = share_cases(session, [row.id for row in list_cases(session)])
    damaged = whole[:place] + junk + whole[place + len(junk) :]
    said = ""
    try:
        count = len(read_shared(damaged))
    except UserError as error:
        count, said = 0, error.sentence
    assert count == 1 or said


def test_an_expert_needs_a_topic_and_a_name_and_keeps_the_number(store: Database) -> None:
    with store.write() as session:
        expert = save_expert(session, ExpertDraft("专线", "示例甲", phone="15400000001"))
    with store.write() as session:
        save_expert(session, ExpertDraft("专线", "示例甲", "网络部", None), expert)
    with store.read() as session:
        assert [(row.unit, row.phone) for row in list_experts(session)] == [("网络部", "15400000001")]
    for draft in (ExpertDraft("", "示例"), ExpertDraft("专线", " ")):
        with pytest.raises(UserError), store.write() as session:
            save_expert(session, draft)
    with pytest.raises(UserError), store.write() as session:
        save_expert(session, ExpertDraft("专线", "示例"), "nothing")
