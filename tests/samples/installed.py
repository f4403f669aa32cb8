"""What the sample companies use: products in use with their bundle ends, and the agreements they stand on."""

import random
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from tests.samples.catalogue import SOLD, Offering
from tests.samples.companies import COMPANIES, Company

_CHANNELS: Final = ("客户经理", "客户经理", "客户经理", "营业厅", "电话销售", "网站/自助", "代理(SA)")
_ENDS: Final = (
    *(date(2026, 10, 31), date(2026, 11, 28), date(2026, 12, 10), date(2026, 12, 20), date(2026, 12, 31)),
    *(
        date(2027, 1, 15),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 6, 30),
        date(2027, 12, 31),
        date(2028, 3, 31),
    ),
)
# Which products a rival sells to whom, and at what fee where somebody saw the bill.
_RIVALS: Final = {
    "临江精密": (("JC04", "电信", 389.0),),
    "南岭物流": (("HY03", "联通", None),),
    "东澜装备": (("JC03", "电信", 2980.0),),
    "百洄商贸": (("JC04", "联通", 299.0), ("JY05", "电信", None)),
    "示例公交": (("HY06", "电信", 6800.0),),
    "西陵纺织": (("JC02", "电信", 990.0),),
    "湖湾汽配": (("JC03", "电信", None),),
    "示例农商银行": (("JC05", "联通", 4500.0),),
    "汀洲港务": (("JC04", "广电", 260.0),),
}


@dataclass(frozen=True)
class Installed:
    """One product in use; the fee is yuan a month, None where a rival's is not known."""

    code: str
    offering: Offering
    operator: str
    quantity: int
    fee: float | None
    usage: int
    channel: str
    start: date
    bundle_end: date | None
    agreement: str


@cache
def products_of(company: Company) -> tuple[Installed, ...]:
    """The products in use at a company, ours first, the same at every call."""
    chance = random.Random(f"products {company.code}")
    wanted = 2 + min(7, company.members // 11)
    fitting = sorted(SOLD, key=lambda offering: (company.trade not in offering.industries, chance.random()))
    ours = [_ours(chance, company, offering, place) for place, offering in enumerate(fitting[:wanted])]
    rivals = [
        replace(_ours(chance, company, offering, 9), operator=operator, fee=fee, quantity=1, agreement="")
        for code, operator, fee in _RIVALS.get(company.short, ())
        for offering in SOLD
        if offering.code == code
    ]
    return tuple(ours + rivals)


def product_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 产品订购; a usage that stopped was still there a month ago."""
    rows: list[list[object]] = []
    for company in COMPANIES:
        if not company.in_month(newest):
            continue
        for place, each in enumerate(products_of(company)):
            stopped = newest and company.story == "usage_stopped" and place < 2
            row = [each.code, each.offering.code, each.offering.name, each.operator, each.quantity, each.fee]
            usage = 0 if stopped else each.usage
            rows.append([*row, usage, each.channel, each.start, each.bundle_end, each.agreement])
    return rows


def agreement_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 合同: every number that a product in use names, once."""
    rows: list[list[object]] = []
    for company in COMPANIES:
        numbers = sorted({each.agreement for each in products_of(company) if each.agreement})
        for number in numbers if company.in_month(newest) else ():
            covered = [each for each in products_of(company) if each.agreement == number]
            begin = min(each.start for each in covered)
            end = max(each.bundle_end or date(2027, 12, 31) for each in covered)
            kind = "框架协议" if len(covered) > 2 else "业务协议"
            names = "、".join(each.offering.name for each in covered)
            rows.append([company.code, number, kind, begin.replace(day=1), begin, end, names])
    return rows


def _ours(chance: random.Random, company: Company, offering: Offering, place: int) -> Installed:
    quantity = _quantity(chance, company, offering)
    discount = chance.choice((1.0, 1.0, 0.95, 0.9, 0.85))
    years = chance.choice((1, 2, 2, 3))
    end = company.next_end if place == 0 else _end(chance, company)
    start = date((end or date(2027, 6, 30)).year - years, chance.randrange(1, 13), chance.randrange(1, 28))
    latest = date(2025, 9, 1) if company.story == "falling_new_business" else date(2026, 9, 20)
    start = max(min(start, latest), company.since)
    agreement = f"HT{start.year}-{company.code[-3:]}{'A' if place < 4 else 'B'}" if chance.random() < 0.82 else ""
    return Installed(
        code=company.code,
        offering=offering,
        operator="移动",
        quantity=quantity,
        fee=round(offering.monthly * quantity * discount, 2),
        usage=quantity * chance.randrange(40, 900),
        channel=chance.choice(_CHANNELS),
        start=start,
        bundle_end=end,
        agreement=agreement,
    )


def _quantity(chance: random.Random, company: Company, offering: Offering) -> int:
    if offering.unit in {"户", "卡", "车"}:
        share = 0.25 if offering.unit == "车" else 0.9
        return max(2, int(company.members * share * (0.5 + chance.random() / 2)))
    return 1 + (chance.randrange(0, 3) if company.members > 40 and offering.unit in {"条", "机柜"} else 0)


def _end(chance: random.Random, company: Company) -> date | None:
    """No end before the one the company's page shows as next, but for what is already overdue."""
    if chance.random() < 0.2:
        return None
    end = chance.choice(_ENDS)
    return end if company.next_end is None or end > company.next_end or end < date(2026, 11, 22) else company.next_end
