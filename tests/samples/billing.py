"""Twelve months of bills that add up: what members paid and products cost, by part of the bill."""

import random
from datetime import date
from typing import Final

from tests.samples.companies import COMPANIES, Company
from tests.samples.installed import Installed, products_of
from tests.samples.members import Member, members_of

NEWEST: Final = 202610


def months_until(last: int, count: int) -> list[int]:
    """`count` months `YYYYMM` up to and with `last`, oldest first."""
    year, month0 = divmod(last, 100)
    ends = range(year * 12 + month0 - count, year * 12 + month0)
    return [end // 12 * 100 + end % 12 + 1 for end in ends]


def bill_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 月度收入, newest month last, amounts in yuan."""
    last = NEWEST if newest else months_until(NEWEST, 2)[0]
    return [
        _bill(company, month)
        for month in months_until(last, 12)
        for company in COMPANIES
        if company.in_month(newest) and month >= company.since.year * 100 + company.since.month
    ]


def _bill(company: Company, month: int) -> list[object]:
    chance = random.Random(f"bill {company.code} {month}")
    members = members_of(company)
    paid = sum(each.paid(month) for each in members)
    fees = {"voice": paid * 0.42, "data": paid * 0.58, "new_business": 0.0}
    for each in products_of(company):
        if _runs(each, month):
            fees[each.offering.pays_into] += (each.fee or 0) * (0.97 + 0.06 * chance.random())
    fees["new_business"] *= _story(company, month)
    if company.story == "growing":
        fees["data"] *= 1 + 0.015 * _age(month)
    if company.story == "falling":
        fees["voice"] *= 1 - 0.02 * _age(month)
        fees["data"] *= 1 - 0.012 * _age(month)
    other = round(20 + 0.01 * paid * chance.random(), 2)
    total = sum(fees.values()) + other
    cost = total * (1.18 if company.story == "costly" else 0.44 + 0.12 * chance.random())
    here = [each for each in members if _is_here(each, month)]
    active = [each for each in here if each.paid(month) > 0]
    arrears = round(total * 0.6, 2) if company.story == "arrears" and month >= 202609 else 0.0
    amounts = [round(amount, 2) for amount in (*fees.values(), other, cost)]
    minutes = sum(each.minutes(month) for each in members)
    return [company.code, month, *amounts, minutes, len(here), sum(each.real for each in here), len(active), arrears]


def _runs(product: Installed, month: int) -> bool:
    return product.operator == "移动" and product.start <= date(month // 100, month % 100, 28)


def _is_here(member: Member, month: int) -> bool:
    return member.joined <= date(month // 100, month % 100, 28)


def _age(month: int) -> int:
    """Months since 2025-10."""
    return (month // 100 - 2025) * 12 + month % 100 - 10


def _story(company: Company, month: int) -> float:
    """What becomes of new-business income: two falling months in one company, one stopped usage in another."""
    if company.story == "falling_new_business":
        return {202609: 0.81, 202610: 0.57}.get(month, 1.0)
    if company.story == "usage_stopped" and month == NEWEST:
        return 0.35
    return 1 + 0.012 * _age(month) if company.story == "growing" else 1.0
