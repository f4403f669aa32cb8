"""Rivals' published prices: only what has a source and a day may stand beside ours (`domain.md` rule 11)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.proposals.records import RivalPrice
from model.settings.queries import find_owner
from model.store.base import RowId, new_id, take_over
from model.store.ids import person_id
from model.store.rows import existing_row
from resources.i18n import _

_JUDGING: Final = re.compile(
    r"最(?!近|新|低消费)|第一|唯一|顶级|首选|(?:很|太|较|更|质量|网络|信号|服务|口碑)(?:差|慢|贵|弱)|差劲|劣|烂|坑人|骗|忽悠|垃圾"
    r"|落后|不稳|不如|糟|虚假|低端|\b(?:best|worst|worse|poor|slow|overpriced|unreliable|cheap\w*)\b",
    re.IGNORECASE,
)
"""Words that praise or run down: a comparison with others may hold none (Advertising Law, article 13)."""


@dataclass(frozen=True)
class RivalPriceDraft:
    """A rival's price of one unit a month in fen, None where it is not published."""

    offering_code: str
    operator: str
    product: str
    monthly_fen: int | None
    source: str
    seen_on: date | None


def judging_word(text: str) -> str:
    """The first word of a text that praises or runs down; empty where it only names."""
    found = _JUDGING.search(text)
    return found.group() if found else ""


def add_rival_price(session: Session, draft: RivalPriceDraft, today: date) -> RowId:
    """Keep a published price. Raises `UserError` without source or day, for a day to come, or for words that judge."""
    _check(draft, today)
    row_id = new_id()
    session.add(RivalPrice(id=row_id, dossier_id=person_id(find_owner(session).employee_no), **_content(draft)))
    session.flush()
    return row_id


def change_rival_price(session: Session, price_id: RowId, draft: RivalPriceDraft, today: date) -> None:
    """Make a published price say what the draft says. Raises `UserError` for what would not be kept anew."""
    row = existing_row(session, RivalPrice, price_id, _("This row is no longer here."))
    _check(draft, today)
    take_over(row, _content(draft))


def set_rival_price(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of a published price as its form would, and give them back to be set."""
    row = session.get_one(RivalPrice, row_id)
    standing = {field.name: getattr(row, field.name) for field in fields(RivalPriceDraft)}
    _check(RivalPriceDraft(**{**standing, **values}), today)
    return dict(values)


def _check(draft: RivalPriceDraft, today: date) -> None:
    if draft.operator not in ENUMERATIONS["operator"] or draft.operator == "mobile":
        raise UserError(_("Choose the rival."))
    if not draft.source.strip() or draft.seen_on is None:
        raise UserError(_("A rival's figure needs its source and the day it was seen."))
    if draft.seen_on > today:
        raise UserError(_("The day it was seen lies ahead."))
    judging = judging_word(f"{draft.product} {draft.source}")
    if judging:
        raise UserError(_("A published price stands without judgement: leave out “{word}”.").format(word=judging))
    if draft.monthly_fen is not None and draft.monthly_fen < 0:
        raise UserError(_("An amount is nil or more."))


def _content(draft: RivalPriceDraft) -> dict[str, Any]:
    return {**asdict(draft), "product": draft.product.strip(), "source": draft.source.strip()}
