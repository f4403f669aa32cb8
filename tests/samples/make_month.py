"""Writes the sample office workbooks: `python -m tests.samples.make_month` (business date of the sample: 2026-11-22).

`month.xlsx` is the newest month, `last_month.xlsx` the one before, so that comparing them shows customers who are new,
missing, changed and members who left. Everybody in them is invented and marked as a sample.
"""

import random
import sys
from datetime import date
from pathlib import Path
from typing import Final

from tests.samples.book import Sheet, write_book
from tests.samples.layout import PLANS, SheetPlan
from tests.samples.mess import messed

TARGET: Final = Path(__file__).parents[2] / "resources" / "samples"
TODAY: Final = date(2026, 11, 22)
FILES: Final = {"month.xlsx": True, "last_month.xlsx": False}


def sheet_of(plan: SheetPlan, newest: bool) -> Sheet:
    """One sheet as office staff would send it: typed by several hands, with the mess of real files."""
    chance = random.Random(f"hands {plan.name} {newest}")
    hands = [hand for _heading, hand in plan.columns]
    rows = [[hand(chance, value) for hand, value in zip(hands, row, strict=True)] for row in plan.rows(newest)]
    made = "2026年11月3日" if newest else "2026年10月3日"
    titles = (f"{plan.title}（示例数据）", f"制表：示例市分公司　导出：{made}") if plan.title else ()
    headings = tuple(heading for heading, _hand in plan.columns)
    return Sheet(plan.name, headings, messed(plan.name, rows, newest), titles)


def write_samples(folder: Path) -> None:
    """Write both workbooks into a folder; the same bytes at every run."""
    for name, newest in FILES.items():
        write_book(folder / name, [sheet_of(plan, newest) for plan in PLANS])


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
