"""The customer table over the office's book against bare reading of the same columns, and sorting and filtering it."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import text

from gui.customers.columns import customer_columns
from gui.widgets.columns import rows_of
from gui.widgets.conditions import Condition, Order, filtered, haystack, ordered, quickly_filtered
from model.customers.listing import list_customers
from model.intake.apply import run_import
from model.intake.job import Options
from reports.workbook import open_workbook
from tests.benchmarks.make_office import cached_office
from tests.builders import TODAY, make_store

FLOOR = """
SELECT c.*, b.voice_fen + b.data_fen + b.new_business_fen + b.other_fen
FROM customer c LEFT JOIN billing_month b ON b.customer_id = c.id AND b.month = (SELECT max(month) FROM billing_month)
"""


def milliseconds(job: Callable[[], object], runs: int = 5) -> float:
    taken = []
    for _run in range(runs):
        begun = time.perf_counter()
        job()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


@pytest.mark.benchmark
def test_the_table_of_36000_customers(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    with open_workbook(cached_office()) as office:
        run_import(database, [office], Options(), TODAY)
    columns = customer_columns(TODAY)
    with database.read() as session:
        floor = milliseconds(lambda: session.execute(text(FLOOR)).all())
        ours = milliseconds(lambda: rows_of(list_customers(session, TODAY), columns))
        rows = rows_of(list_customers(session, TODAY), columns)
    database.close()
    by_revenue = milliseconds(lambda: ordered(rows, columns, Order("revenue_fen", descending=True)))
    by_name = milliseconds(lambda: ordered(rows, columns, Order("name")))
    condition = Condition("industry", "any", (rows[0][2],))
    narrowed = milliseconds(lambda: filtered(rows, columns, [condition]))
    hay = haystack(rows, columns)
    typed = milliseconds(lambda: quickly_filtered(rows, hay, "sl"))
    print(
        f"\n{len(rows):,} customers read: {ours:.0f} ms, bare join of customers and one month {floor:.0f} ms, "
        f"ratio {ours / floor:.2f}; sort by revenue {by_revenue:.0f} ms, by name {by_name:.0f} ms, "
        f"filter {narrowed:.0f} ms, a typed word {typed:.0f} ms (each at most 100)"
    )
