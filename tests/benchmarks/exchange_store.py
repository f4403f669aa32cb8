"""One manager's whole store for the measurements: 240 customers, 20,000 members, two years of months."""

import random
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from model.exchange.forms import fact_forms, forms
from model.schema import SCHEMA
from model.store.bulk import insert_rows
from model.store.database import Database
from model.store.facts import replace_slices
from model.store.ids import natural_id, new_id

MONTHS = [year * 100 + month for year in (2024, 2025) for month in range(1, 13)]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
WORDS = [
    "设备", "采购", "计划", "专线", "宽带", "报价", "续约", "合同", "价格", "服务", "响应", "时限",
    "机房", "搬迁", "财务", "审批", "领导", "会议", "技术", "方案", "测试", "验收", "年底", "预算",
    "员工", "短号", "流量", "套餐", "优惠", "对手", "回访", "需求", "确认", "资料", "下周", "电话",
    "安排", "演示", "网络", "覆盖",
]  # fmt: skip
_NAMES = {
    "customer": ("id", "group_code", "name"),
    "contact": ("id", "customer_id", "name", "mobile", "title"),
    "visit": ("id", "customer_id", "visit_date", "note", "next_step"),
    "need": ("id", "customer_id", "statement", "importance"),
    "promise": ("id", "customer_id", "text", "due_on"),
}


def fill(database: Database, customers: int = 240, members: int = 20_000) -> None:
    """About 240 cells a customer beside its members and their months."""
    chance = random.Random(20261122)
    with database.write("Fill", bulk=True) as session:
        connection = session.connection()
        ids = [natural_id("customer", f"G{number:05d}") for number in range(customers)]
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _NAMES}
        for number, customer in enumerate(ids):
            for table, own in _rows_of_customer(chance, number, customer):
                rows[table] += [(customer, *row) for row in own]
        for table, names in _NAMES.items():
            insert_rows(connection, SCHEMA.tables[table], ("dossier_id", *names), rows[table])
        _fill_members(connection, chance, ids, members)


def _text(chance: random.Random, words: int) -> str:
    return "，".join("".join(chance.choices(WORDS, k=3)) for _part in range(words)) + "。"


def _rows_of_customer(chance: random.Random, number: int, customer: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    person = lambda: chance.choice(SURNAMES) + chance.choice(WORDS)[0] + "（示例）"  # noqa: E731
    yield "customer", [(customer, f"G{number:05d}", f"示例{_text(chance, 1)}公司{number}")]
    yield "contact", [(natural_id("contact", customer, "c", n), customer, person(),
                       f"1380000{chance.randrange(10_000):04d}", chance.choice(["经理", "主任", "总监"]))
                      for n in range(3)]  # fmt: skip
    yield "visit", [(new_id(), customer, f"2026-{chance.randrange(1, 12):02d}-{chance.randrange(1, 29):02d}",
                     _text(chance, 4), _text(chance, 1)) for _n in range(5)]  # fmt: skip
    yield "need", [(new_id(), customer, _text(chance, 1), chance.randrange(1, 6)) for _n in range(3)]
    yield "promise", [(new_id(), customer, _text(chance, 1), f"2026-12-{chance.randrange(1, 29):02d}")]


def _between(chance: random.Random, low: int, high: int) -> int:
    """A number from `low` up to before `high`; millions are drawn, and `randrange` takes four times as long."""
    return low + int(chance.random() * (high - low))


def _fill_members(connection: Connection, chance: random.Random, ids: list[str], members: int) -> None:
    rows: list[tuple[Any, ...]] = []
    slices: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    bills: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    for number in range(members):
        customer = ids[number % len(ids)]
        code = f"S{number:08d}"
        revenue = _between(chance, 1_000, 20_000)
        rows.append((customer, natural_id("member", customer, code), customer, code, f"139{number:08d}", "示例套餐",
                     revenue, 1, "2020-05-01"))  # fmt: skip
        for month in MONTHS:
            month_revenue = revenue + chance.choice((0, 0, 0, 500, 1_000, -500))
            minutes = _between(chance, 50, 700)
            row = (code, month_revenue, minutes, float(_between(chance, 1, 30) * 512), "active")
            slices.setdefault((customer, month), []).append(row)
    for customer in ids:
        for month in MONTHS:
            columns = fact_forms()["billing_month"].columns
            bills[(customer, month)] = [tuple(_between(chance, 1_000, 900_000) for _column in columns)]
    names = (
        "dossier_id",
        "id",
        "customer_id",
        "subscriber_code",
        "msisdn",
        "plan",
        "monthly_revenue_fen",
        "real_member",
        "joined",
    )
    insert_rows(connection, SCHEMA.tables["member"], names, rows)
    replace_slices(connection, SCHEMA.tables["member_month"], slices, {})
    replace_slices(connection, SCHEMA.tables["billing_month"], bills, {})


def cells_beside_members(connection: Connection) -> Iterator[int]:
    """How many cells each table but members holds: some 240 a customer, a few more with every column a table gets."""
    for name, form in forms().items():
        if name != "member":
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            yield int(count) * len(form.columns)
