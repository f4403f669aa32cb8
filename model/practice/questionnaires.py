"""The sample month's questionnaire: tried on two customers, revised, in the field with a dozen sheets; and a study."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.questionnaires.actions import (
    QuestionnaireDraft,
    SheetDraft,
    add_sheet,
    revise,
    save_questionnaire,
    start_trial,
    use_version,
    write_version,
)
from model.questionnaires.queries import find_questionnaire, list_sample
from model.questionnaires.records import StudyStep
from model.questionnaires.rules import Meaning, Question, QuestionKind
from model.questionnaires.studies import STEPS, StepDraft, change_step, save_study
from model.store.base import RowId

_BARRIERS: Final = ("合同未到期", "更换号码麻烦", "设备与布线已投入", "内部流程长", "没有障碍")
_SATISFIED = Question(
    "satisfied", "总体上，您对我公司服务的满意程度？", QuestionKind.SCALE, (), True, Meaning.SATISFACTION
)
_SPEED = Question("speed", "故障报修的处理速度如何？", QuestionKind.SCALE)
_PRICE = Question(
    "price", "同样的业务，您觉得每月合理的费用是多少元？", QuestionKind.NUMBER, (), False, Meaning.PERCEIVED_PRICE
)
_BARRIER = Question(
    "barrier", "如果更换运营商，主要的顾虑是什么？", QuestionKind.MULTIPLE, _BARRIERS, False, Meaning.SWITCHING_BARRIER
)
_CHANNEL = Question(
    "channel",
    "您最希望通过什么方式得到服务？",
    QuestionKind.SINGLE,
    ("客户经理上门", "电话", "微信群", "网上自助"),
    True,
)
_WISH = Question("wish", "还有什么希望我们改进的？", QuestionKind.TEXT)
FIRST: Final = (_SATISFIED, _PRICE, _BARRIER, _WISH)
SECOND: Final = (_SATISFIED, _SPEED, _PRICE, _BARRIER, _CHANNEL, _WISH)
_WISHES: Final = ("账单希望能按部门分开", "", "报修后请主动回电", "", "", "会议室信号不好", "", "希望有专人驻点培训")


def add_sample_questionnaire(session: Session, today: date) -> RowId:
    """Write it into a store that holds the sample customers; the questionnaire's id."""
    draft = QuestionnaireDraft(
        "政企客户满意度调查（示例）",
        "了解满意度、印象价格和转换障碍，决定下季度的保有重点",
        "您好！占用您三分钟，听听您的真实看法。答案没有对错，只用于改进服务。",
        None,
        16,
        27,
    )
    questionnaire = save_questionnaire(session, draft, today - timedelta(days=30))
    first = find_questionnaire(session, questionnaire).newest.id
    write_version(session, first, FIRST)
    start_trial(session, first)
    sample = [row.id for row in list_sample(session, questionnaire)]
    for place, customer in enumerate(sample[:2]):
        answers = {"satisfied": 4 - place, "price": "1200", "barrier": ["没有障碍"]}
        add_sheet(session, first, SheetDraft(customer, answers, today - timedelta(days=26)), today)
    why = "“服务”一词被理解成网络，另问报修速度；补问服务方式"
    second = revise(session, first, why, today - timedelta(days=24))
    write_version(session, second, SECOND)
    use_version(session, second)
    for place, customer in enumerate(sample[:12]):
        answers = {
            "satisfied": (4, 5, 3, 4, 2, 4, 5, 3, 4, 4, 5, 1)[place],
            "speed": (3, 4, 3, 2, 2, 4, 5, 3, 3, 4, 4, 1)[place],
            "price": str(600 + 150 * (place * 5 % 9)) if place % 4 else None,
            "barrier": [_BARRIERS[place % 5], _BARRIERS[(place * 2 + 1) % 5]],
            "channel": _CHANNEL.choices[(0, 0, 2, 1, 0, 2, 3, 0, 2, 0, 1, 0)[place]],
            "wish": _WISHES[place % len(_WISHES)],
        }
        add_sheet(session, second, SheetDraft(customer, answers, today - timedelta(days=20 - place)), today)
    return questionnaire


def add_sample_study(session: Session, today: date) -> RowId:
    """A market study half way: seven of its steps are done, the eighth is due."""
    name, question = "城区制造业专线需求调研（示例）", "专线客户为什么流失，明年一季度该给谁什么优惠？"
    study = save_study(session, name, question, today - timedelta(days=35))
    owners = ("示例经理", "支撑经理（示例）")
    for place, key in enumerate(STEPS):
        row_id = session.scalars(select(StudyStep.id).where(StudyStep.study_id == study, StudyStep.step == key)).one()
        due = today - timedelta(days=32 - place * 4)
        done = due - timedelta(days=1) if place < 7 else None
        note = {0: "区县负责人已同意", 5: "两家试调查", 6: "种子 27，16 家"}.get(place, "")
        change_step(session, row_id, StepDraft(owners[place in (2, 8)], due, done, note))
    return study
