"""Benefits by rule: the reward table and when a gift must wait for approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GIFTS: Final = ("birthday_gift", "vip_card", "alliance")
"""Benefits that are worth money to a person and so can be a compliance matter."""

PUBLIC_CATEGORIES: Final = ("government", "public_institution", "military")
STATE_OWNED: Final = ("central_soe", "local_soe")


@dataclass(frozen=True)
class Reward:
    """What a grade may be given."""

    grade: str
    kinds: tuple[str, ...]


REWARDS: Final = (
    Reward("A", ("vip_card", "business_card", "birthday_gift", "club", "lecture", "alliance")),
    Reward("B", ("vip_card", "business_card", "birthday_gift", "lecture", "alliance")),
    Reward("C", ("business_card", "lecture", "alliance")),
    Reward("D", ("business_card", "alliance")),
)
"""The higher the tier, the more benefits (`domain.md` rule 15); the table is ours until the office edits it.

The discount a manager may grant alone stands beside it: that is the authority of the proposals.
"""


def may_have(rewards: Mapping[str, tuple[str, ...]], grade: str, kind: str) -> bool:
    """Whether the table gives a kind of benefit to a grade; an unknown grade has what the lowest has."""
    return kind in rewards.get(grade, rewards.get(REWARDS[-1].grade, ()))


def needs_approval(kind: str, category: str, enterprise_type: str) -> bool:
    """Whether a benefit waits for 合规批准: a gift to someone at a 政府, 事业单位 or 国企."""
    return kind in GIFTS and (category in PUBLIC_CATEGORIES or enterprise_type in STATE_OWNED)
