"""The subscribers in the sample companies: who they are, what they pay, who left, and the frozen baseline."""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from tests.samples.companies import COMPANIES, Company

PLANS: Final = (
    ("畅享套餐59元", 59),
    ("畅享套餐89元", 89),
    ("全球通129元", 129),
    ("全球通199元", 199),
    ("流量王39元", 39),
)
SNAPSHOT: Final = "2026年度拍照（示例）"
BASELINE: Final = 202512
_LEFT_IN_NOVEMBER: Final = ((10, 26, "电信"), (11, 3, "电信"), (11, 10, "电信"), (11, 17, ""))


@dataclass(frozen=True)
class Member:
    """One subscriber; `base` is what they pay in an ordinary month, in yuan."""

    code: str
    subscriber: str
    msisdn: str
    masked: bool
    short_number: str
    plan: str
    base: float
    real: bool
    joined: date
    bundle_end: date | None
    status: str
    since: date | None
    left_to: str

    @property
    def high_value(self) -> bool:
        """Whether an ordinary month brings at least 120 yuan."""
        return self.base >= 120

    def paid(self, month: int) -> float:
        """Yuan paid in a month `YYYYMM`; nothing before joining, and nothing in months after leaving."""
        if month < self.joined.year * 100 + self.joined.month:
            return 0.0
        if self.status == "离网" and self.since is not None and month > self.since.year * 100 + self.since.month:
            return 0.0
        chance = random.Random(f"{self.subscriber} {month}")
        paid = self.base * (0.82 + 0.36 * chance.random())
        return round(paid * (0.3 if self.status == "停机" and month >= 202610 else 1), 2)

    def minutes(self, month: int) -> int:
        """Minutes of calls in a month, in step with what was paid."""
        return int(self.paid(month) * 3.1)

    def status_in(self, newest: bool) -> tuple[str, date | None, str]:
        """Status, since when and where to, in the newest list or in the one of the month before."""
        if not newest and self.since is not None and self.since >= date(2026, 10, 23):
            return "在网", None, ""
        return self.status, self.since, self.left_to


@cache
def members_of(company: Company) -> tuple[Member, ...]:
    """The subscribers of a company, the same at every call."""
    chance = random.Random(f"members {company.code}")
    first = int(company.code[-3:]) * 200
    return tuple(_member(chance, company, first + place, place) for place in range(company.members))


def _member(chance: random.Random, company: Company, serial: int, place: int) -> Member:
    plan, price = chance.choice(PLANS)
    joined = date(
        chance.randrange(max(2012, company.since.year), 2027), chance.randrange(1, 13), chance.randrange(1, 29)
    )
    joined = max(min(joined, date(2026, 8, 20)), company.since)
    status, since, left_to = _status(chance, company, place)
    if since is not None and since <= joined:
        status, since, left_to = "在网", None, ""
    bundle = date(2026 + chance.randrange(0, 2), chance.randrange(1, 13), 28) if chance.random() < 0.4 else None
    return Member(
        code=company.code,
        subscriber=str(3_100_000_000 + serial),
        msisdn=str(15_400_100_000 + serial * 7 % 90_000),
        masked=place % 25 == 24,
        short_number=str(60_001 + place),
        plan=plan,
        base=round(price * (0.85 + 0.5 * chance.random()), 2),
        real=chance.random() < 0.95,
        joined=joined,
        bundle_end=bundle if bundle is None or bundle >= date(2026, 10, 1) else bundle.replace(year=2027),
        status=status,
        since=since,
        left_to=left_to,
    )


def _status(chance: random.Random, company: Company, place: int) -> tuple[str, date | None, str]:
    if company.story == "losing_members" and 0 < place <= len(_LEFT_IN_NOVEMBER):
        month, day, where = _LEFT_IN_NOVEMBER[place - 1]
        return "离网", date(2026, month, day), where
    drawn = chance.random()
    if drawn < 0.03:
        return "离网", date(2026, chance.randrange(2, 12), chance.randrange(1, 21)), chance.choice(("电信", "联通", ""))
    if drawn < 0.05:
        return "停机", date(2026, 10, chance.randrange(1, 28)), ""
    return "在网", None, ""


def member_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 集团成员; where the office masks a number, the subscriber code is the key."""
    rows: list[list[object]] = []
    for each in _all(newest):
        number = f"{each.msisdn[:3]}****{each.msisdn[7:]}" if each.masked else each.msisdn
        name = f"示例成员{each.subscriber[-5:]}"
        kept = [each.code, each.subscriber, number, each.short_number, name, each.plan, each.base, each.real]
        rows.append([*kept, each.high_value, each.joined, each.bundle_end, *each.status_in(newest)])
    return rows


def member_month_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 成员月账: the last three months of everybody who paid."""
    months = (202608, 202609, 202610) if newest else (202607, 202608, 202609)
    rows: list[list[object]] = []
    for month in months:
        for each in _all(newest):
            paid = each.paid(month)
            if paid:
                data_mb = int(paid * 137)
                number = "" if each.masked else each.msisdn
                rows.append([each.subscriber, number, each.code, month, paid, each.minutes(month), data_mb, "正常"])
    return rows


def snapshot_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 拍照清单: who was there at the end of 2025 and paid at least 60 yuan."""
    rows: list[list[object]] = []
    for each in _all(newest):
        paid = each.paid(BASELINE)
        if paid >= 60 and not each.masked:
            key = [SNAPSHOT, BASELINE, each.subscriber, each.msisdn, each.code]
            rows.append([*key, paid, each.minutes(BASELINE), each.real, each.high_value])
    return rows


def _all(newest: bool) -> list[Member]:
    return [each for company in COMPANIES if company.in_month(newest) for each in members_of(company)]
