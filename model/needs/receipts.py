"""What may stand on the receipt of promises a customer gets (沟通事项确认单), and what keeps it back."""

import re
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.needs.promise_queries import PromiseRow
from model.proposals.queries import authority_of, authority_table
from model.proposals.rules import WHOLE
from model.store.base import RowId
from resources.i18n import _

_DIGITS: Final = "零一二三四五六七八九"
_FOLD: Final = re.compile(rf"(\d+(?:\.\d+)?|[{_DIGITS}]{{1,2}})\s*折")
_PERCENT: Final = re.compile(
    r"(?:优惠|降价?|降低|减免?|让利|下浮|立减|discount|off|reduc\w*|cut)\D{0,8}?(\d+(?:\.\d+)?)\s*[%％]"
    r"|(\d+(?:\.\d+)?)\s*[%％]\s*(?:的)?(?:优惠|折扣|减免|off|discount)",
    re.IGNORECASE,
)


def discounts_named(text: str) -> list[int]:
    """Every price reduction a text names, as percent × 100: 八五折 is 1500, 优惠 20% is 2000."""
    found = [_off(match.group(1)) for match in _FOLD.finditer(text)]
    found += [round(float(match.group(1) or match.group(2)) * 100) for match in _PERCENT.finditer(text)]
    return [one for one in found if 0 < one <= WHOLE]


def check_receipt(session: Session, customer_id: RowId, promises: list[PromiseRow], today: date) -> None:
    """Raises `UserError` where there is nothing to confirm, or a promise exceeds what the manager may promise alone.

    A reduction is also kept back while the table of discount authority is the program's default (`domain.md` § 4).
    """
    if not promises:
        raise UserError(_("There is no open promise to confirm."))
    named = [(one, most) for one in promises if (most := max(discounts_named(one.text), default=0))]
    if not named:
        return
    if authority_table(session)[1]:
        default = _(
            "A promise names a price reduction, but your authority is still the program's default: set it first."
        )
        raise UserError(default)
    authority = authority_of(session, customer_id, today)[1]
    for one, most in named:
        if most > authority:
            template = _("“{text}” promises {percent}% off; you may promise {authority}% by yourself.")
            raise UserError(template.format(text=one.text[:40], percent=most / 100, authority=authority / 100))


def _off(words: str) -> int:
    """八 and 8 are eight tenths of the price, 八五 and 85 eighty-five hundredths."""
    plain = "".join(str(_DIGITS.index(char)) if char in _DIGITS else char for char in words)
    value = float(plain)
    tenths = value / 10 if value > 10 else value
    return round((10 - tenths) * 1000)
