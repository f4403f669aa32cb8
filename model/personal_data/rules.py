"""How long personal data is kept (`domain.md` rule 17), and what is older."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from model.errors import UserError
from model.months import first_day, month_before, month_of
from resources.i18n import _

SHIPPED: Final = {"member_months": 24, "departed_contacts": 12, "lost_customers": 36}
"""Months that each kind is kept *(ours)*."""
LEAST, MOST = 1, 240


@dataclass(frozen=True)
class Periods:
    """Months that members' accounts, contacts who left, and the people of lost customers are kept."""

    member_months: int = SHIPPED["member_months"]
    departed_contacts: int = SHIPPED["departed_contacts"]
    lost_customers: int = SHIPPED["lost_customers"]


def periods_from(plain: Mapping[str, Any] | None) -> Periods:
    """Periods as they were kept; what is missing or cannot be meant is as shipped."""
    known = plain or {}
    return Periods(**{name: _months(known.get(name), shipped) for name, shipped in SHIPPED.items()})


def check_periods(periods: Periods) -> None:
    """Raises `UserError` for a period outside 1 to 240 months."""
    if not all(LEAST <= months <= MOST for months in vars(periods).values()):
        raise UserError(_("A period is {least} to {most} months.").format(least=LEAST, most=MOST))


def day_before(today: date, months: int) -> date:
    """The first day of the month so many before today's: what ended before it is older than the period."""
    return first_day(month_before(month_of(today), months))


def _months(value: Any, shipped: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and LEAST <= value <= MOST else shipped
