"""What stands in a call-back list: its headings and the words of answers, in both languages and as teams write them."""

from collections.abc import Mapping, Sequence
from typing import Final

from model.enumerations import ENUMERATIONS
from model.intake.cells import narrow
from resources.i18n import N_

HEADINGS: Final[Mapping[str, str]] = {
    "group_code": N_("Group code"),
    "customer_name": N_("Customer"),
    "contact": N_("Contact"),
    "title": N_("Title"),
    "number": N_("Number to call"),
    "offer": N_("Offer"),
    "response": N_("Call result"),
    "told_on": N_("Called on"),
    "bought_on": N_("Bought on"),
    "bought_fen": N_("Bought for (yuan)"),
    "note": N_("Remark"),
    "key": N_("Line key"),
}
"""Field → N_() heading, in the order of the list."""

_ALIASES: Final[Mapping[str, Sequence[str]]] = {
    "key": ("回访编号", "行编号", "编号", "line key", "key"),
    "group_code": ("集团编码", "集团编号", "客户编码", "group code"),
    "response": ("回访结果", "结果", "响应", "反馈", "答复", "call result", "answer", "response", "result"),
    "told_on": ("回访日期", "外呼日期", "联系日期", "告知日期", "日期", "called on", "told on", "date"),
    "bought_on": ("购买日期", "办理日期", "成交日期", "bought on"),
    "bought_fen": ("购买金额(元)", "购买金额", "办理金额", "成交金额", "金额", "bought for (yuan)", "amount"),
    "note": ("备注", "说明", "remark", "note"),
}
_ANSWERS: Final[Mapping[str, Sequence[str]]] = {
    "interested": ("有意向", "感兴趣", "愿意", "同意", "有意", "interested", "yes"),
    "considering": ("再考虑", "考虑", "考虑中", "考虑一下", "待定", "thinking about it", "considering"),
    "refused": ("不需要", "拒绝", "不感兴趣", "无意向", "不办", "does not want it", "refused", "no"),
    "unreached": ("未接通", "未联系上", "无人接听", "关机", "忙", "停机", "not reached", "unreached", "no answer"),
    "wrong_number": ("号码有误", "空号", "错号", "号码错误", "wrong number"),
}


def _plain(words: str) -> str:
    return narrow(words).casefold().replace(" (", "(")


def _read_as(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {_plain(name): meant for meant, names in words.items() for name in names}


_FIELDS: Final = _read_as(_ALIASES)
_CODES: Final = {code: code for code in ENUMERATIONS["campaign_response"]} | _read_as(_ANSWERS)


def field_of(heading: str) -> str | None:
    """The field that a heading means; None for one that is not read back."""
    return _FIELDS.get(_plain(heading).replace("*", ""))


def answer_of(words: str) -> str | None:
    """The answer that a team's words mean, the label or the code too; None for words that mean none."""
    return _CODES.get(_plain(words))
