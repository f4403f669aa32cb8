"""What the words of a promise give away: reductions, amounts, prices, gifts and terms (`domain.md` rule 15 and § 4)."""

import re
from typing import Final

from model.proposals.rules import WHOLE

_DIGITS: Final = "零一二三四五六七八九"
_MONEY: Final = r"(\d[\d,]*(?:\.\d+)?)\s*(万)?\s*(?:元|yuan)"
_FOLD: Final = re.compile(rf"(\d+(?:\.\d+)?|[{_DIGITS}]{{1,2}})\s*折")
_PERCENT: Final = re.compile(
    r"(?:优惠|降价?|降低|减免?|让利|下浮|立减|discount|off|reduc\w*|cut)\D{0,8}?(\d+(?:\.\d+)?)\s*[%％]"
    r"|(\d+(?:\.\d+)?)\s*[%％]\s*(?:的)?(?:优惠|折扣|减免|off|discount)",
    re.IGNORECASE,
)
_HALF: Final = re.compile(r"半价|half price", re.IGNORECASE)
_FREE: Final = re.compile(
    r"(?<![以避难])免费(?!培训|上门|检测|巡检|咨询|演示|测试|勘察|讲座|指导)|免收|全免|不收费|白送|零元|(?<![\d.])0\s*元"
    r"|free of charge|for free"
    r"|(?<![以避难])免(?!费)(?:掉|交|缴|除)?[^，。；,;元%％]{0,6}?(?:月租|租金|费)"
    r"|(?:赠送|送)\s*[\d一二三四五六七八九十两半]+\s*个?(?:月|年)",
    re.IGNORECASE,
)
_AMOUNT: Final = re.compile(
    r"(?:减免|优惠|便宜|立减|返还|返|补贴|补偿|赔偿|赔付|让利|降价?|少收|refund|pay back)"
    rf"(?![^元\d]{{0,4}}[到至为成])[^\d元，。；]{{0,6}}?{_MONEY}",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    rf"(?:降到|降至|降为|调到|调至|优惠到|优惠至|只收|只要|仅收|仅需|统一价|一口价|包月|月租|月费|每月|按)[^\d，。；]{{0,12}}?{_MONEY}"
)
_GIFT: Final = re.compile(
    r"赠机|回扣|返点|返利|返现|佣金|好处费|购物卡|红包|礼金"
    r"|(?:送|赠)[^，。；,;]{0,6}?(?:手机|终端|平板|话费|流量|礼品|礼物|礼|卡)"
)
_BENEFITS: Final = {
    "vip_card": re.compile(r"VIP\s*卡|贵宾卡", re.IGNORECASE),
    "business_card": re.compile(r"彩信名片|电子名片"),
    "birthday_gift": re.compile(r"生日(?:礼|蛋糕)"),
    "club": re.compile(r"俱乐部"),
    "alliance": re.compile(r"联盟商[户家]"),
}
_TERMS: Final = re.compile(
    r"永久|终身|永不|(?:保证|承诺)不(?:涨|调)价|免(?:除|收|交|缴)?(?:押金|保证金|违约金|滞纳金|预存)|先用后付"
    r"|延期(?:付|缴)|缓缴|核销|全额退|无条件退|[双三]倍赔|退一赔|独家"
)
_COUNT: Final = re.compile(r"(\d+)\s*(?:部|个|条|端|户|台|线|路|张|套)(?!月)")
_EACH: Final = re.compile(r"每(?:部|个(?!月)|条|端|户|台|线|路|张|套|人)|/\s*(?:部|个|条|端|户|台|线|路|张|套|人)")


def discounts_named(text: str) -> list[int]:
    """Every price reduction a text names, as percent × 100: 八五折 is 1500, 优惠 20% is 2000, 免月租 is everything."""
    found = [_off(match.group(1)) for match in _FOLD.finditer(text)]
    found += [round(float(match.group(1) or match.group(2)) * 100) for match in _PERCENT.finditer(text)]
    found += [WHOLE // 2 for _match in _HALF.finditer(text)]
    found += [WHOLE for _match in _FREE.finditer(text)]
    return [one for one in found if 0 < one <= WHOLE]


def amounts_given(text: str) -> list[int]:
    """Every sum of money a text gives away, in fen: 减免 500 元."""
    return [_fen(match) for match in _AMOUNT.finditer(text)]


def prices_named(text: str) -> list[int]:
    """Every price a text fixes, in fen: 降到每月 300 元."""
    return [_fen(match) for match in _PRICE.finditer(text)]


def units_named(text: str) -> int:
    """For how many units together such a price is meant: one where it is said by the unit, or nothing is counted."""
    if _EACH.search(text):
        return 1
    return max((int(match.group(1)) for match in _COUNT.finditer(text)), default=1) or 1


def benefits_named(text: str) -> list[str]:
    """Codes of the benefits a text promises that a grade may be given (`model.benefits.rules`)."""
    return [kind for kind, words in _BENEFITS.items() if words.search(text)]


def gift_named(text: str) -> str:
    """The words that promise a person something of worth that no table of benefits holds; empty without any."""
    for words in _BENEFITS.values():
        text = words.sub("", text)
    found = _GIFT.search(text)
    return found.group() if found else ""


def terms_named(text: str) -> str:
    """The words that promise what only a contract may give: for ever, without deposit, on credit; empty without any."""
    found = _TERMS.search(text)
    return found.group() if found else ""


def _fen(match: re.Match[str]) -> int:
    return round(float(match.group(1).replace(",", "")) * (1_000_000 if match.group(2) else 100))


def _off(words: str) -> int:
    """八 and 8 are eight tenths of the price, 八五 and 85 eighty-five hundredths."""
    plain = "".join(str(_DIGITS.index(char)) if char in _DIGITS else char for char in words)
    value = float(plain)
    tenths = value / 10 if value > 10 else value
    return round((10 - tenths) * 1000)
