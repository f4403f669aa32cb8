"""The receipt refuses what a manager may not promise alone, whatever words it comes in, and passes what he may."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from model.benefits.rewards import reward_kinds, save_reward
from model.catalogue.records import InstalledProduct, ProductOffering
from model.errors import UserError
from model.needs.promise_actions import PromiseDraft, add_promise
from model.needs.promise_claims import amounts_given, prices_named
from model.proposals.decisions import save_authority
from model.settings.records import Setting
from model.store.base import RowId
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, natural_id
from reports.receipt import receipt_paper
from tests.builders import TODAY, add_customer


@pytest.fixture
def customer(store: Database) -> RowId:
    """An ungraded government customer that pays us 1,000 yuan a month; a manager may give it 10 %."""
    made = add_customer(store, customer_category="government")
    with store.write("Facts") as session:
        save_authority(session, {"A": 2000, "B": 1500, "C": 1000, "D": 1000, "": 1000})
        save_reward(session, "D", reward_kinds(session)["D"])
        session.add(
            ProductOffering(
                id=natural_id("product_offering", "P1"), dossier_id=OFFICE_DOSSIER, code="P1", name="数据专线",
                monthly_fen=100_000, cost_fen=50_000, floor_fen=95_000,
            )
        )  # fmt: skip
        for operator in ("mobile", "telecom"):
            session.add(
                InstalledProduct(
                    id=natural_id("installed_product", operator), dossier_id=made, customer_id=made,
                    offering_code="P1", operator=operator, monthly_fee_fen=100_000,
                )
            )  # fmt: skip
    return made


@pytest.mark.parametrize(
    "text",
    [
        "专线打 89 折",
        "免收安装费",
        "开通后减免 101 元",
        "补偿 1 万元",
        "数据专线降到每月 949 元",
        "数据专线 3 条，每月只收 2,700 元",
        "全包，一口价 5000 元",
        "给主任送一部手机",
        "签约后返点",
        "送一份生日礼物",
        "参加俱乐部活动",
        "永不涨价",
        "免押金，先用后付",
        "先优惠 5%，再免三个月月租",
    ],
)
def test_a_promise_beyond_authority_is_refused(store: Database, customer: RowId, text: str) -> None:
    with store.write("Promise") as session:
        add_promise(session, PromiseDraft(customer, "书面割接方案", TODAY + timedelta(days=3)), TODAY)
        add_promise(session, PromiseDraft(customer, text, TODAY + timedelta(days=3)), TODAY)
        with pytest.raises(UserError, match=text[:4]):
            receipt_paper(session, customer, TODAY, "示例经理")


@pytest.mark.parametrize(
    "text",
    [
        "书面割接方案，月底前给",
        "专线打 9 折",
        "开通后减免 100 元",
        "数据专线降到每月 950 元",
        "数据专线 3 条，每条每月 960 元",
        "办理彩信名片",
        "免费培训两次",
        "每月 5 日前给账单说明",
        "说明 300 元差额的来由",
        "7×24 小时两小时到场",
    ],
)
def test_a_promise_within_authority_is_confirmed(store: Database, customer: RowId, text: str) -> None:
    with store.write("Promise") as session:
        add_promise(session, PromiseDraft(customer, text, TODAY + timedelta(days=3)), TODAY)
        assert len(receipt_paper(session, customer, TODAY, "示例经理").promises) == 1


def test_a_benefit_is_kept_back_while_the_rewards_of_its_grade_are_the_program_s_default(
    store: Database, customer: RowId
) -> None:
    with store.write("Promise") as session:
        add_promise(session, PromiseDraft(customer, "办理彩信名片", TODAY), TODAY)
        session.execute(delete(Setting).where(Setting.name == "benefits/rewards"))
        with pytest.raises(UserError, match="默认值"):
            receipt_paper(session, customer, TODAY, "示例经理")
        save_reward(session, "D", reward_kinds(session)["D"])
        assert len(receipt_paper(session, customer, TODAY, "示例经理").promises) == 1


def test_a_sum_is_refused_where_nothing_is_known_of_what_the_customer_pays(store: Database, customer: RowId) -> None:
    other = add_customer(store, "G002", "示例乙有限公司")
    with store.write("Promise") as session:
        add_promise(session, PromiseDraft(other, "减免 1 元", TODAY), TODAY)
        with pytest.raises(UserError, match="减免"):
            receipt_paper(session, other, TODAY, "示例经理")


def test_sums_and_prices_are_told_apart() -> None:
    assert (amounts_given("优惠 1,200.50 元"), prices_named("优惠 1,200.50 元")) == ([120_050], [])
    assert (amounts_given("优惠到 1.2 万元"), prices_named("优惠到 1.2 万元")) == ([], [1_200_000])
