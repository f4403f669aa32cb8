"""The sample month's proposals: what each worked-on customer uses today, put together at a small discount."""

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct
from model.proposals.actions import add_quote
from model.proposals.offering import draft_for
from model.proposals.queries import authority_of
from model.store.base import RowId

_LINES: Final = 5
_MOST: Final = 1000
"""Ten percent keeps every sample product above its floor."""


def add_sample_quote(session: Session, customer: RowId, today: date) -> RowId | None:
    """A proposal of the largest lines in use at a discount within the authority; None where there are none."""
    lines = session.execute(
        select(InstalledProduct.offering_code, InstalledProduct.quantity)
        .where(InstalledProduct.customer_id == customer, InstalledProduct.operator == "mobile")
        .order_by(InstalledProduct.monthly_fee_fen.desc(), InstalledProduct.id)
    ).all()
    wanted = {code: max(int(quantity or 1), 1) for code, quantity in lines[:_LINES] if code}
    if not wanted:
        return None
    discount = min(authority_of(session, customer, today)[1], _MOST)
    draft = draft_for(session, customer, list(wanted.items()), discount, today)
    # What is in place is not installed again.
    items = tuple(replace(item, one_off_fen=0) for item in draft.items)
    words = replace(
        draft,
        items=items,
        title="通信与信息化整合方案（示例）",
        concessions="各网点一张账单，按部门分摊\n专属客户经理，故障 4 小时内到场",
        benefits="财务部：一张账单，次月 3 日前送达电子明细\n信息中心：统一报障入口，进度可查",
        terms="签约后 20 个工作日内开通。期满前 60 天书面提示。",
    )
    return add_quote(session, words, today)
