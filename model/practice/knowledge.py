"""The sample month's cases, experts and self-test answers, all invented and marked."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.account_plans.actions import save_plan
from model.catalogue.records import ProductOffering
from model.knowledge.actions import AnswerDraft, answer_question
from model.knowledge.cases import CaseDraft, save_case
from model.knowledge.experts import ExpertDraft, save_expert
from model.knowledge.quiz import A_ROUND, save_round
from model.store.base import RowId

CASES: Final = (
    CaseDraft(
        "两厂区一张账单（示例）", "一家两厂区的装备制造企业", "制造", "集团虚拟网、数据专线",
        "两个厂区各有一份账单，财务每月花两天核对，分摊总对不上。",
        "先请财务主管列出分摊规则，再由支撑经理配置统付分摊账单；第一个月人工核对一遍。",
        "对账由两天缩短到半天，合同续签三年。",
        "先解决财务的麻烦，价格就不再是第一个话题。", may_be_told=True,
    ),
    CaseDraft(
        "夜班割接不停诊（示例）", "一家千人以上的三级医院", "医疗", "数据专线、IDC",
        "医院担心换线影响夜间急诊，三次推迟签约。",
        "把割接拆成四个夜间窗口，每个窗口都写明回退步骤，信息科主任逐条签字。",
        "四个窗口全部按时完成，没有影响急诊。",
        "书面的回退步骤比口头保证管用。", may_be_told=True,
    ),
    CaseDraft(
        "校园卡换装（示例）", "一所职业院校", "教育", "企业一卡通",
        "学校原有门禁、食堂、借书三张卡，新生报到排长队。",
        "暑假先换教职工，请教务处的支持者在会上讲体验，再换新生。",
        "报到时间缩短一半；对手的赠机方案没有进入讨论。",
        "找到替我们说话的人，再谈方案。",
    ),
)  # fmt: skip
EXPERTS: Final = (
    ExpertDraft("数据专线与割接", "示例工程师甲", "网络支撑中心", "15400000101", "", "割接方案、书面回退步骤"),
    ExpertDraft("企业一卡通", "示例工程师乙", "行业方案室", "15400000102", "教育", "门禁与食堂系统对接"),
    ExpertDraft("招投标与合同", "示例法务丙", "法务室", "15400000103", "政务", "标书时限、合同条款"),
)
ANSWERS: Final = (
    ("minute_pitch", "yes", ""),
    ("authority", "yes", ""),
    ("budget", "partly", "示例市第一医院、示例职业技术学院的预算时间还没问到"),
    ("opponents", "no", "采购科一位同事态度不明"),
)
PLAN: Final = {
    "goals": "示例目标：明年上半年续签两厂区专线，带上统付分摊账单。\n车间定位升级列入客户二季度预算，由信息中心立项。",
    "support": "请网络支撑中心的示例工程师甲出书面割接方案。\n风险：电信若以宽带打折捆绑进入，先见财务主管。",
}


def add_sample_knowledge(session: Session, today: date) -> None:
    """Cases, experts, answers and quiz rounds of the weeks before."""
    for place, case in enumerate(CASES):
        save_case(session, case, today - timedelta(days=20 + 30 * place))
    for expert in EXPERTS:
        save_expert(session, expert)
    for place, (question, answer, gap) in enumerate(ANSWERS):
        day = today - timedelta(days=9 + 7 * place)
        answer_question(session, AnswerDraft(question, answer, gap, day + timedelta(days=14)), day)
    codes = list(session.scalars(select(ProductOffering.code).order_by(ProductOffering.code).limit(4)))
    for weeks, missed in ((4, codes), (2, codes[:2])):
        save_round(session, A_ROUND, missed, today - timedelta(weeks=weeks))


def add_sample_plan(session: Session, customer_id: RowId, today: date) -> None:
    """Two chapters that the manager wrote; the others follow the data."""
    save_plan(session, customer_id, PLAN, today - timedelta(days=5))
