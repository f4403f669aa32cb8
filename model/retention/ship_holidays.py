"""Writes the holiday table that ships, from the `holidays` library: `python -m model.retention.ship_holidays`.

The library takes a second to import, which the window's start need not pay; a test holds the table against it.
"""

import csv
from datetime import date
from io import StringIO
from typing import Final

import holidays

from model.retention.calendars import HOLIDAY_NAMES, SHIPPED, SHIPPED_YEARS

REST: Final = "rest"
WORK: Final = "work"


def table_text() -> str:
    """Every public holiday and make-up day of the shipped years: day, rest or work, name (empty where unknown)."""
    table = holidays.country_holidays("CN", years=SHIPPED_YEARS, language="en_US")
    rows: list[tuple[date, str, str]] = [(day, REST, _name(table.get_list(day))) for day in table]
    rows += [(day, WORK, "") for day in table.weekend_workdays if day.year in SHIPPED_YEARS]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("day", "kind", "name"))
    writer.writerows(sorted(rows))
    return out.getvalue()


def _name(names: list[str]) -> str:
    plain = (name.removesuffix(" (observed)").removesuffix(" (estimated)") for name in names)
    return next((name for name in plain if name in HOLIDAY_NAMES), "")


if __name__ == "__main__":
    SHIPPED.write_text(table_text(), "utf-8")
