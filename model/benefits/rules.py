"""Benefits by rule: the reward table and when a gift must wait for approval."""

from dataclasses import dataclass
from typing import Final

GIFTS: Final = ("birthday_gift", "vip_card", "alliance")
"""Benefits that are worth money to a person and so can be a compliance matter."""

PUBLIC_CATEGORIES: Final = ("government", "public_institution", "military")
STATE_OWNED: Final = ("central_soe", "local_soe")


@dataclass(frozen=True)
class Reward:
    """What a grade may be given: benefit kinds, and the discount (percent) a manager may grant alone."""

    grade: str
    kinds: tuple[str, ...]
    discount_percent: int


REWARDS: Final = (
    Reward("A", ("vip_card", "business_card", "birthday_gift", "club", "lecture", "alliance"), 15),
    Reward("B", ("vip_card", "business_card", "birthday_gift", "lecture", "alliance"), 10),
    Reward("C", ("business_card", "lecture", "alliance"), 5),
    Reward("D", ("business_card", "alliance"), 0),
)
"""The higher the tier, the more benefits and discount authority (`domain.md` rule 15); the table is ours."""


def reward_of(grade: str) -> Reward:
    """The reward of a grade; an unknown one has the lowest."""
    return next((reward for reward in REWARDS if reward.grade == grade), REWARDS[-1])


def needs_approval(kind: str, category: str, enterprise_type: str) -> bool:
    """Whether a benefit waits for 合规批准: a gift to someone at a 政府, 事业单位 or 国企."""
    return kind in GIFTS and (category in PUBLIC_CATEGORIES or enterprise_type in STATE_OWNED)
