"""The invented people of the sample month: contacts with their roles, attitudes, birthdays and who they report to."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.samples.companies import COMPANIES, MARK, Company
from tests.samples.tables import table, words

_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严魏陶姜谢邹喻柏章云苏潘葛范彭鲁单仇曾解区"
_GIVEN_MEN = words("志明 建国 文博 立新 海涛 春生 国栋 少华 卫东 思源 子谦 守义 一鸣 长林 克勤 承志")
_GIVEN_WOMEN = words("晓燕 丽华 雪梅 婉清 静怡 秀兰 若楠 佳慧 慧敏 素芬 书瑶 春桃 玉洁 明霞 海燕 可心")

# department | title | role | attitude | influence | reports to row n (1 = the first), most important first
_FIRM = table("""
总经办|总经理|决策者|支持|核心层|
财务部|财务总监|批准者|中立|影响层|1
信息中心|信息中心主任|影响者|支持|核心层|1
采购部|采购部经理|采购者|中立|影响层|1
信息中心|网管工程师|使用者|支持|外围|3
财务部|会计主管|信息控制者|中立|外围|2
总经办|办公室主任|信息控制者|支持|影响层|1
生产部|生产部经理|使用者|中立|外围|1
""")
_OFFICE = table("""
领导班子|主任|决策者|支持|核心层|
领导班子|分管副主任|批准者|中立|核心层|1
信息科|信息科科长|影响者|支持|影响层|2
财务科|财务科科长|采购者|中立|影响层|2
信息科|信息科科员|使用者|支持|外围|3
办公室|办公室主任|信息控制者|中立|外围|1
业务科|业务科科长|使用者|中立|外围|2
""")
_SMALL = table("""
总经办|负责人|决策者、批准者|支持|核心层|
综合部|综合部主管|采购者|中立|影响层|1
综合部|文员|使用者|支持|外围|2
""")
# The first company's people are those of the map that shows what a well-kept one looks like.
_FIRST = table("""
总经办|总经理|决策者|支持|核心层|
财务部|财务总监|批准者|不支持|影响层|1
信息中心|信息中心主任|影响者|中立|核心层|1
采购部|采购部经理|采购者|坚定支持|影响层|1
财务部|会计主管|信息控制者||外围|2
信息中心|网管工程师|使用者|支持|外围|3
生产部|生产部经理|||外围|1
""")
# Roles that nobody is known to hold, so that the map has gaps to show.
_UNKNOWN: Final = {"示例市一院": "批准者", "南岭物流": "决策者", "长亭建筑": "采购者", "西陵纺织": "决策者"}
_ATTITUDES: Final = ("坚定支持", "支持", "支持", "中立", "中立", "不支持", "反对")


@dataclass(frozen=True)
class Person:
    """One contact; `boss` is the name of the person reported to, the birthday is of the calendar named."""

    code: str
    name: str
    gender: str
    department: str
    title: str
    mobile: str
    born: date | None
    calendar: str
    role: str
    attitude: str
    influence: str
    boss: str


def people_of(company: Company, number: int) -> list[Person]:
    """The contacts of the n-th company, three to eight of them, the same at every call."""
    chance = random.Random(f"people {company.code}")
    rows = _chart_of(company)
    names = _names(number, len(rows))
    people = []
    for place, (department, title, role, attitude, influence, boss) in enumerate(rows):
        woman = place % 2 == 1
        born, calendar = _birthday(chance, company, place)
        shaken = chance.random() < 0.3 and company.short != "临江精密"
        people.append(
            Person(
                code=company.code,
                name=names[place],
                gender="女" if woman else "男",
                department=department,
                title=title,
                mobile=str(15_400_010_000 + number * 10 + place) if chance.random() < 0.92 else "",
                born=born,
                calendar=calendar,
                role="" if role == _UNKNOWN.get(company.short) else role,
                attitude=chance.choice(_ATTITUDES) if shaken else attitude,
                influence=influence,
                boss=names[int(boss) - 1] if boss else "",
            )
        )
    return people


def contact_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 联系人 in the order of `formats.md`; a month ago one person had another title."""
    rows: list[list[object]] = []
    for number, company in enumerate(COMPANIES):
        if not company.in_month(newest):
            continue
        for person in people_of(company, number):
            title = (
                "采购部副经理"
                if person.title == "采购部经理" and company.short == "云帆软件" and not newest
                else person.title
            )
            row = [person.code, person.name, person.gender, person.department, title, person.mobile, person.born]
            rows.append([*row, person.calendar, person.role, person.attitude, person.influence, person.boss])
    return rows


def _chart_of(company: Company) -> tuple[tuple[str, ...], ...]:
    if company.short == "临江精密":
        return _FIRST
    if company.members < 15:
        return _SMALL
    chart = _OFFICE if company.category in {"政府", "事业单位"} else _FIRM
    return chart[: min(len(chart), 3 + company.members // 8)]


def _names(number: int, count: int) -> list[str]:
    """Names that no two people of the sample share: surname and given name step at different paces."""
    names = []
    for place in range(count):
        serial = number * 8 + place
        given = _GIVEN_WOMEN if place % 2 else _GIVEN_MEN
        names.append(
            _SURNAMES[serial % len(_SURNAMES)] + given[(serial * 7 + serial // len(_SURNAMES) * 3) % 16] + MARK
        )
    return names


def _birthday(chance: random.Random, company: Company, place: int) -> tuple[date | None, str]:
    if company.short == "青禾农业" and place == 1:
        return date(1979, 10, 20), "农历"  # falls on 2026-11-28 of our calendar
    calendar = "农历" if chance.random() < 0.25 else "公历"
    year = chance.randrange(1966, 1984 if place < 2 else 1999)
    near = chance.random() < 0.1
    born = date(year, chance.choice((11, 12)), chance.randrange(1, 29)) if near else _any_day(chance, year)
    return (born if chance.random() < 0.75 else None), calendar if born.day < 29 else "公历"


def _any_day(chance: random.Random, year: int) -> date:
    return date(year, chance.randrange(1, 13), chance.randrange(1, 29))
