"""What may stand on the receipt of promises a customer gets (沟通事项确认单), and what keeps it back."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.benefits.rewards import RewardRow, reward_of
from model.benefits.rules import needs_approval
from model.catalogue.queries import OfferingRow, list_offerings, segments_of
from model.catalogue.records import InstalledProduct
from model.customers.records import Customer
from model.errors import UnconfirmedError, UserError
from model.needs.promise_claims import (
    amounts_given,
    benefits_named,
    discounts_named,
    gift_named,
    prices_named,
    terms_named,
    units_named,
)
from model.needs.promise_queries import PromiseRow
from model.proposals.queries import authority_of, authority_table
from model.proposals.rules import WHOLE
from model.store.base import RowId
from resources.i18n import _


@dataclass(frozen=True)
class Bounds:
    """What a manager may promise a customer alone: the discount (percent × 100), of what the customer pays us a month
    (fen, 0 where nothing is known), at the list prices of the day, and the benefits its grade may be given.
    """

    authority: int
    monthly_fen: int
    offerings: tuple[OfferingRow, ...]
    reward: RewardRow
    held: tuple[str, ...]


def check_receipt(session: Session, customer_id: RowId, promises: list[PromiseRow], today: date) -> None:
    """Raises `UserError` where there is nothing to confirm, or a promise exceeds what the manager may promise alone.

    What is measured by the tables of authority and rewards is also kept back while they are the program's defaults
    (`domain.md` § 4).
    """
    if not promises:
        raise UserError(_("There is no open promise to confirm."))
    bounds: Bounds | None = None
    for one in promises:
        terms = terms_named(one.text) or gift_named(one.text)
        if terms:
            template = _("“{text}”: only the formal contract or an approval may give “{words}”. Leave it out.")
            raise UserError(template.format(text=one.text[:40], words=terms))
        if not _is_measured(one.text):
            continue
        bounds = bounds or bounds_of(session, customer_id, today)
        _check_benefits(one.text, bounds)
        _check_reductions(one.text, bounds)
        _check_prices(one.text, bounds)


def bounds_of(session: Session, customer_id: RowId, today: date) -> Bounds:
    """What the manager may promise this customer alone; raises `UnconfirmedError` while that is the default."""
    if authority_table(session)[1]:
        default = _(
            "A promise leans on the discount authority, but that is still the program's default: confirm it first."
        )
        raise UnconfirmedError(default)
    grade, authority = authority_of(session, customer_id, today)
    customer = session.get_one(Customer, customer_id)
    paid = session.scalar(
        select(func.sum(InstalledProduct.monthly_fee_fen)).where(
            InstalledProduct.customer_id == customer_id, InstalledProduct.operator == "mobile"
        )
    )
    offerings = tuple(list_offerings(session, today, segments_of(session, customer_id)))
    reward = reward_of(session, grade)
    held = tuple(
        kind for kind in reward.kinds if needs_approval(kind, customer.customer_category, customer.enterprise_type)
    )
    return Bounds(authority, paid or 0, offerings, reward, held)


def _is_measured(text: str) -> bool:
    return bool(discounts_named(text) or amounts_given(text) or prices_named(text) or benefits_named(text))


def _check_benefits(text: str, bounds: Bounds) -> None:
    for kind in benefits_named(text):
        if kind in bounds.held:
            raise UserError(_("“{text}” promises a gift that waits for compliance approval.").format(text=text[:40]))
        if kind not in bounds.reward.kinds:
            template = _("“{text}” promises a benefit that is above this customer's grade.")
            raise UserError(template.format(text=text[:40]))
        if bounds.reward.is_default:
            template = _("“{text}” leans on the rewards of its grade, still the program's default: save them first.")
            raise UserError(template.format(text=text[:40]))


def _check_reductions(text: str, bounds: Bounds) -> None:
    most = max(discounts_named(text), default=0)
    if most > bounds.authority:
        template = _("“{text}” promises {percent}% off; you may promise {authority}% by yourself.")
        raise UserError(template.format(text=text[:40], percent=most / 100, authority=bounds.authority / 100))
    if any(fen * WHOLE > bounds.monthly_fen * bounds.authority for fen in amounts_given(text)):
        template = _("“{text}” gives money away; you may give {authority}% of the monthly fee by yourself.")
        raise UserError(template.format(text=text[:40], authority=bounds.authority / 100))


def _check_prices(text: str, bounds: Bounds) -> None:
    """A price must be that of a product on record, within the authority and never under floor or cost."""
    for fen in prices_named(text):
        named = [one for one in bounds.offerings if one.name and one.name in text]
        meant = max(named, key=lambda one: len(one.name), default=None)
        if meant is None or meant.monthly_fen is None:
            template = _("“{text}” names a price that the catalogue does not confirm. Put it into a proposal.")
            raise UserError(template.format(text=text[:40]))
        units = units_named(text)
        least = max(meant.cost_fen or 0, meant.floor_fen or 0) * units
        if fen * WHOLE < meant.monthly_fen * units * (WHOLE - bounds.authority) or fen < least:
            template = _("“{text}” names a price below what you may promise by yourself. Put it into a proposal.")
            raise UserError(template.format(text=text[:40]))
