"""The mess of real office files: empty and doubled rows anywhere, and a known few rows that an import must reject."""

import random
from typing import Final

from tests.samples.dirt import Typed

Row = list[Typed]

# sheet → rows typed by hand, put among the good ones, that cannot be meant; nothing else in the workbook is rejected.
BAD_ROWS: Final[dict[str, list[Row]]] = {
    "集团客户": [
        [None, "无编码待核实商行（示例）", "无编码商行", None, "企业", "商贸/其他"],
        ["2710019998", "日期有误商行（示例）", "日期有误", None, "企业", *[None] * 9, "2019-02-30"],
    ],
    "联系人": [
        ["2719999001", "未知客户的人（示例）", "男", "总经办", "经理"],
        ["2710010004", None, "女", "财务部", "出纳", 15400019999.0],
    ],
    "产品订购": [
        ["2719999002", "JC04", "宽带接入", "移动", 1, 399],
        ["2710010007", "JC03", "数据专线", "移动", 1, "3,200.00", 800, "客户经理", "2024年12月1日", "2026-11-31"],
    ],
    "月账单": [
        ["2719999003", 202610, 120.5, 88, 0, 0, 60, 400, 3, 3, 3, 0],
        ["2710010012", "2026-13", 1340.96, 1851.8, 2473.43, 36.02],
        ["合计", 202610, "12.6万", "21.3万", "11.2万", "0.2万"],
    ],
    "集团成员": [
        ["2719999004", "3100999001", 15400199001.0, "60001"],
        ["2710010009", None, None, "60099", None, "畅享套餐59元", 61.2],
    ],
    "成员月账": [["3100999002", "15400199002", "2719999005", 202610, 59, 180, 4000, "正常"]],
    "合同": [["2719999006", "HT2026-999A", "业务协议", "2026-01-05"]],
}
EXPECTED_REJECTS: Final = {sheet: len(rows) for sheet, rows in BAD_ROWS.items()}

# Sheets whose rows say what they are about: the same row twice there is the same thing, not two of a kind.
_DOUBLED: Final = {"集团客户": 2, "月账单": 6, "集团成员": 9, "成员月账": 12}
_EMPTY: Final = {"集团客户": 3, "联系人": 4, "产品订购": 3, "月账单": 5, "集团成员": 4}


def messed(sheet: str, rows: list[Row], newest: bool) -> list[Row]:
    """The rows with doubled and empty ones among them, and with the rows to be rejected in the newest month."""
    chance = random.Random(f"mess {sheet} {newest}")
    mixed = list(rows)
    for _ in range(_DOUBLED.get(sheet, 0)):
        place = chance.randrange(len(mixed))
        mixed.insert(place + 1, list(mixed[place]))
    for row in BAD_ROWS.get(sheet, []) if newest else []:
        mixed.insert(len(mixed) if row[0] == "合计" else chance.randrange(len(mixed) + 1), row)
    for _ in range(_EMPTY.get(sheet, 0)):
        mixed.insert(chance.randrange(1, len(mixed)), [])
    return mixed
