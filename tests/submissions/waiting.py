"""Proposals that a manager may not allow alone."""

from model.proposals.actions import add_quote
from model.proposals.decisions import submit_quote
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.store.database import Database
from model.store.ids import RowId
from tests.builders import TODAY

ITEM = ItemDraft("JC03", "数据专线（示例）", 2, "条", 320_000, 0, 3_000, 130_000, 240_000)
"""Thirty percent off: beyond every shipped authority, and below the floor."""


def a_waiting_proposal(store: Database, customer: RowId, *items: ItemDraft, reason: str = "竞争对手七折") -> RowId:
    """A proposal of these lines, handed in and waiting."""
    draft = QuoteDraft(customer, "专线续约（示例）", items or (ITEM,), reason=reason)
    with store.write("Proposal") as session:
        made = add_quote(session, draft, TODAY)
        assert submit_quote(session, made, TODAY) == "pending"
    return made
