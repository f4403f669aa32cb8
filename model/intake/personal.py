"""Personal data that is never taken in: identity numbers, bank cards, call records and places (`domain.md` rule 17)."""

import re
import unicodedata
from typing import Final

_FORBIDDEN: Final = re.compile(
    "身份证|证件号|证件编号|证件号码|护照号|居民证|银行卡|银行账|银行帐|卡号|开户行|通话记录|通话详单|详单|对端号码|主叫|被叫"
    "|位置|经纬度|经度|纬度|定位|基站|轨迹"
    "|id card|identity|passport|bank account|bank card|call record|location|latitude|longitude"
)
_ALLOWED: Final = re.compile("定位之星|人员定位|信用代码")
_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx])(?![0-9A-Za-z])")
_CARD: Final = re.compile(r"(?<![0-9A-Za-z])(\d{16,19}|\d{4}(?: \d{4}){3}(?: \d{1,3})?)(?![0-9A-Za-z])")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"
REMOVED: Final = "＊"


def forbidden_heading(text: str) -> bool:
    """Whether a column under this heading is dropped at import, whatever it holds."""
    words = unicodedata.normalize("NFKC", text).casefold()
    return _FORBIDDEN.search(words) is not None and _ALLOWED.search(words) is None


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are a resident identity number: a date of birth inside and a right check digit."""
    month, day = int(digits[10:12]), int(digits[12:14])
    if not ("1900" <= digits[6:10] <= "2099" and 1 <= month <= 12 and 1 <= day <= 31):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECK_DIGITS[total % 11] == digits[17].upper()


def is_bank_card(digits: str) -> bool:
    """Whether 16 to 19 digits are a bank card's number: a known first digit and a right Luhn sum."""
    if digits[0] not in "3456":
        return False
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def without_numbers(text: str) -> str:
    """The text with every identity number and bank card in it starred out; the same text where there is none."""
    if len(text) < 16:
        return text
    starred = _IDENTITY.sub(lambda found: _starred(found[1], is_identity_number(found[1])), text)
    return _CARD.sub(lambda found: _starred(found[1], is_bank_card(found[1].replace(" ", ""))), starred)


def _starred(number: str, dropped: bool) -> str:
    return REMOVED * len(number) if dropped else number
