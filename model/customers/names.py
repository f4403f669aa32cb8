"""Whether two customers are one, judged by names and codes: what to compare, how alike, and why (`domain.md` §5).

A verdict never merges anything: it is shown to a person with its reason.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from model.customers.places import LEADING_PLACE, TRAILING_PLACE, bare_place
from model.search.pinyin import likeliest

ALIKE: Final = 85.0
"""Similarity of two cores, 0–100, from which they may be one company (ours)."""
ALIKE_BY_PHONE: Final = 60.0
"""The same where the two also share a person's number (ours)."""

_LEGAL_FORMS: Final = re.compile("(?:股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|集团|股份|总厂|厂)+$")
_INNER_FORMS: Final = re.compile(".{2,}?(?:股份有限公司|有限责任公司|有限公司|(?<!分)(?<!支)公司)")
_BRANCH: Final = re.compile(
    "(?:分公司|支公司|分行|支行|分店|分厂|分院|分校|分局|分部|营业部|营业厅|营业所|办事处|经营部|门市部|项目部)$"
)
_EMPTY_WORDS: Final = ("中国", "集团", "示例")
_BRACKETS: Final = re.compile("[(\\[【〔<《]([^)\\]】〕>》]*)[)\\]】〕>》]")
_INSTITUTION: Final = re.compile(
    "^(?:第?[一二三四五六七八九十百0-9]+|人民|市|省|县|区|中心|农村|农商|商业|中医|妇幼)*"
    "(?:银行|医院|保健院|大学|学院|学校|中学|小学|幼儿园|法院|检察院|政府|委员会|.{1,4}局|.{1,3}厅|.{1,4}中心|日报社|电视台)$"
)
_TRADES: Final = re.compile(
    "(?:科技|技术|电子|信息|网络|软件|通信|通讯|电气|电器|机械|装备|设备|制造|机电|精密|汽车|配件|零部件|商贸|贸易|工贸|经贸|物流|运输|仓储|"
    "供应链|食品|餐饮|农业|医药|药业|医疗|器械|化工|塑料|塑胶|橡胶|包装|印刷|纺织|服饰|服装|家居|家具|用品|日用品|建筑|建设|工程|装饰|装修|"
    "建材|材料|环境|环保|能源|电力|燃气|文化|传媒|广告|教育|培训|咨询|管理|服务|物业|房地产|置业|投资|控股|实业|发展|开发|连锁|超市|酒店|"
    "宾馆|旅游|劳务|人力资源|企业|国际|工业)+$"
)
_TELLING: Final = re.compile("[0-9]+|[一二三四五六七八九十甲乙丙丁东南西北]")


class Verdict(StrEnum):
    """What two customers are to each other, as far as names and codes can tell."""

    SAME = "same"
    MAYBE = "maybe"
    NO = "no"


class Reason(StrEnum):
    """Why; the screen has a sentence for each."""

    CREDIT_CODE = "credit_code"
    GROUP_CODE = "group_code"
    NAME = "name"
    FORMER_NAME = "former_name"
    OTHER_CREDIT_CODE = "other_credit_code"
    OTHER_PLACE = "other_place"
    BRANCH = "branch"
    ALIKE = "alike"
    PHONE = "phone"
    DIFFERENT = "different"


@dataclass(frozen=True)
class CompanyName:
    """A company's name taken apart: what it is called, where, and which branch this is (each "" where not named)."""

    core: str
    place: str
    branch: str


@dataclass(frozen=True)
class Identity:
    """What a customer is known by. `phones`: numbers of its people, digits only."""

    name: str
    group_code: str = ""
    credit_code: str = ""
    former_names: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """A verdict, its reason, and how alike the cores are (0–100; 0 where the verdict is no)."""

    verdict: Verdict
    reason: Reason
    score: float


_TWO: Final = Likeness(Verdict.NO, Reason.DIFFERENT, 0.0)


@lru_cache(maxsize=200_000)
def company_name(text: str) -> CompanyName:
    """Take a company's name apart: full-width and capital letters folded, legal form, place and branch set aside.

    A name that is only a place and a kind of institution (重庆市第一医院) keeps its place as part of the core.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    outside = _letters(_BRACKETS.sub("", plain))
    bracketed = _BRACKETS.findall(plain) if outside else []
    places = [bare_place(content) for content in bracketed if LEADING_PLACE.fullmatch(content)]
    spare = [content for content in bracketed if content not in _EMPTY_WORDS and not LEADING_PLACE.fullmatch(content)]
    whole = outside or _letters(plain)
    whole, branch = _without_branch(whole)
    core, place = _without_place(_LEGAL_FORMS.sub("", whole) or whole)
    return CompanyName(core + "".join(_letters(content) for content in spare), place or "".join(places[:1]), branch)


@lru_cache(maxsize=200_000)
def brand_of(core: str) -> str:
    """What is a company's own in its core (字号): the words of its trade taken from the end."""
    brand = _TRADES.sub("", core)
    return brand if len(brand) > 1 else core


def likeness(first: Identity, second: Identity) -> Likeness:
    """Whether two customers are one. Codes outweigh names; places, branches and numbers in names tell apart."""
    a, b = company_name(first.name), company_name(second.name)
    by_code = _by_codes(first, second)
    if by_code:
        return Likeness(Verdict.SAME, by_code, fuzz.ratio(a.core, b.core))
    if a.core == b.core:
        return _same_core(first, second, a, b)
    if (first.former_names or second.former_names) and (_former(first, b) or _former(second, a)):
        return Likeness(Verdict.SAME, Reason.FORMER_NAME, fuzz.ratio(a.core, b.core))
    return _different_core(first, second, a, b)


def _by_codes(first: Identity, second: Identity) -> Reason | None:
    if first.credit_code and first.credit_code.strip().upper() == second.credit_code.strip().upper():
        return Reason.CREDIT_CODE
    if first.group_code and first.group_code.strip() == second.group_code.strip():
        return Reason.GROUP_CODE
    return None


def _same_core(first: Identity, second: Identity, a: CompanyName, b: CompanyName) -> Likeness:
    if a.branch != b.branch:
        return Likeness(Verdict.MAYBE, Reason.BRANCH, 100.0)
    if a.place and b.place and a.place != b.place:
        return Likeness(Verdict.MAYBE, Reason.OTHER_PLACE, 100.0)
    if first.credit_code and second.credit_code:
        return Likeness(Verdict.MAYBE, Reason.OTHER_CREDIT_CODE, 100.0)
    return Likeness(Verdict.SAME, Reason.NAME, 100.0)


def _different_core(first: Identity, second: Identity, a: CompanyName, b: CompanyName) -> Likeness:
    """What tells two companies apart is asked first: it costs little, and most pairs that are compared are two."""
    told_apart = (first.credit_code and second.credit_code) or (a.place and b.place and a.place != b.place)
    if told_apart:
        return _TWO
    score = fuzz.ratio(a.core, b.core, score_cutoff=ALIKE_BY_PHONE)
    if score == 0 or _telling(a.core) != _telling(b.core):
        return _TWO
    if first.phones & second.phones:
        return Likeness(Verdict.MAYBE, Reason.PHONE, score)
    if score >= ALIKE and min(len(a.core), len(b.core)) > 3 and _brands_alike(brand_of(a.core), brand_of(b.core)):
        return Likeness(Verdict.MAYBE, Reason.ALIKE, score)
    return _TWO


def _brands_alike(first: str, second: str) -> bool:
    """Whether two brands are one, written or typed otherwise: slips of an input method sound the same."""
    if first.startswith(second) or second.startswith(first):
        return True
    return fuzz.ratio(first, second) >= ALIKE or _sound(first) == _sound(second)


@lru_cache(maxsize=200_000)
def _sound(brand: str) -> str:
    return " ".join(likeliest(brand))


@lru_cache(maxsize=200_000)
def _telling(core: str) -> tuple[str, ...]:
    """Numbers, ordinals and directions in a core: what tells 第一 from 第二."""
    return tuple(_TELLING.findall(core))


def _former(one: Identity, other: CompanyName) -> bool:
    return any(
        (earlier.core, earlier.branch) == (other.core, other.branch)
        and (not earlier.place or not other.place or earlier.place == other.place)
        for earlier in map(company_name, one.former_names)
    )


def _without_branch(name: str) -> tuple[str, str]:
    """The head office's name, and the branch: what stands after the legal form or, for a bank, after its kind."""
    inner = _INNER_FORMS.match(name)
    if inner and inner.end() < len(name):
        return name[: inner.end()], name[inner.end() :]
    if not _BRANCH.search(name):
        return name, ""
    end = name.find("银行") + 2 if "银行" in name else 0
    return (name[:end], name[end:]) if end else (_BRANCH.sub("", name), "分支")


def _without_place(core: str) -> tuple[str, str]:
    """The core without the places it begins with, the last of which is the narrowest and is kept as the place."""
    rest, place = core, ""
    if after := TRAILING_PLACE.search(core):
        rest, place = core[: after.start()], bare_place(after.group())
    while match := LEADING_PLACE.match(rest):
        if len(rest) - match.end() < 2:
            break
        rest, place = rest[match.end() :], bare_place(match.group())
    if not place or _INSTITUTION.match(rest):
        return core, ""
    return rest, place


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
