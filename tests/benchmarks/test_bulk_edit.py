"""Setting one field of 5,000 customers, as the bulk edit dialog does, against the bare UPDATE with its stamps."""

import statistics
import time
from pathlib import Path

import pytest

from model.customers.actions import set_fields
from model.customers.records import Customer
from model.store.bulk import insert_rows
from model.store.ids import natural_id
from tests.builders import TODAY, make_store

CUSTOMERS = 36_000
CHANGED = 5_000
ROUNDS = 5


@pytest.mark.benchmark
def test_bulk_edit_of_five_thousand_customers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = make_store(tmp_path)
    ids = [natural_id("customer", number) for number in range(CUSTOMERS)]
    with database.write("Customers", bulk=True) as session:
        rows = [(row_id, row_id, f"G{number}", f"示例{number}公司") for number, row_id in enumerate(ids)]
        table = Customer.metadata.tables["customer"]
        insert_rows(session.connection(), table, ("id", "dossier_id", "group_code", "name"), rows)
    chosen = ids[:CHANGED]
    marks = ", ".join("?" * CHANGED)
    floors, ours, histories = [], [], []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        with database.write("Bare") as session:
            connection = session.connection()
            connection.exec_driver_sql(f"UPDATE customer SET grid = ? WHERE id IN ({marks})", (f"A{turn}", *chosen))
        floors.append(time.perf_counter() - start)
        start = time.perf_counter()
        with database.write("Edit many") as session:
            set_fields(session, Customer, chosen, {"grid": f"B{turn}"}, TODAY)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        with database.write("Edit many") as session:
            set_fields(session, Customer, chosen, {"manager_no": f"S{turn}", "manager_name": "示例经理"}, TODAY)
        histories.append(time.perf_counter() - start)
    with database.read() as session:
        assert session.get_one(Customer, chosen[-1]).grid == f"B{ROUNDS - 1}"
    database.close()
    floor, bulk, history = (statistics.median(times) for times in (floors, ours, histories))
    with capsys.disabled():
        print(f"\nbulk edit of {CHANGED:,} of {CUSTOMERS:,}: {bulk:.2f} s, {bulk / floor:.2f}× the bare UPDATE")
        print(f"with a manager's history beside it: {history:.2f} s, {history / floor:.2f}× (floor {floor:.2f} s)")
