"""What is begun from a rival's contract that ends: a task, a visit's purpose, an opportunity."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from model.competition.queries import AttackWindow
from model.labels import label_of
from model.months import months_after
from model.opportunities.actions import OpportunityDraft, add_opportunity
from model.retention.actions import TaskDraft, add_task
from model.store.ids import RowId
from resources.i18n import _

LEAD_MONTHS: Final = 2
"""As with our own bundles (`domain.md` rule 1): whoever calls later comes second."""


def attack_day(ends_on: date, today: date) -> date:
    """When to begin: two calendar months before the contract ends, and no earlier than today."""
    return max(today, months_after(ends_on, -LEAD_MONTHS))


def purpose_of(window: AttackWindow) -> str:
    """What the visit or task is for, in a sentence."""
    rival = label_of("operator", window.operator)
    sentence = _("Win {product} from {operator}: its contract ends on {day}")
    return sentence.format(product=window.product, operator=rival, day=window.ends_on.isoformat())


def plan_task(session: Session, window: AttackWindow, today: date) -> RowId:
    """A task of one's own for this contract."""
    due = attack_day(window.ends_on, today)
    return add_task(session, TaskDraft("agreement_expiry", window.customer_id, purpose_of(window), due, "product"))


def begin_opportunity(session: Session, window: AttackWindow, today: date) -> RowId:
    """An opportunity that closes with the contract; its amount stays open, since a rival's fee is not our price."""
    rival = label_of("operator", window.operator)
    name = _("{product} from {operator}").format(product=window.product, operator=rival)
    return add_opportunity(session, OpportunityDraft(window.customer_id, name, expected_close=window.ends_on), today)
