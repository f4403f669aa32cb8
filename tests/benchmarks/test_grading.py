"""Grading a month of 36,000 customers with twelve months of bills, against bare reading and writing."""

import resource
import time
from pathlib import Path

import pytest

from model.grading.actions import grade_month
from model.store.database import Database
from tests.retention.portfolio import customer_id, sample_store

CUSTOMERS = 36_000
MONTHS = (*range(202511, 202513), *range(202601, 202611))


def fill(database: Database) -> None:
    """Customers, bills, products, agreements and roles of a whole city company, by number."""
    ids = [customer_id(f"G{n:05}") for n in range(CUSTOMERS)]
    industries = ("制造", "医疗", "教育", "商贸", "政务")
    with database.write() as session:
        run = session.connection().exec_driver_sql
        run(
            "INSERT INTO customer (id, dossier_id, group_code, name, industry, employee_count, network_since)"
            " VALUES (?, ?, ?, ?, ?, ?, '2015-06-01')",
            [(id, id, f"G{n:05}", f"示例{n}", industries[n % 5], 20 + n % 400) for n, id in enumerate(ids)],
        )
        run(
            "INSERT INTO billing_month (customer_id, month, voice_fen, data_fen, new_business_fen, other_fen, cost_fen,"
            " minutes, registered_members, real_members, on_network_members, arrears_fen)"
            " VALUES (?, ?, ?, ?, ?, 0, ?, ?, 30, 25, 20, 0)",
            [
                (
                    id,
                    month,
                    10_000 + n * 37 % 90_000,
                    n * 11 % 70_000,
                    n * 7 % 30_000,
                    20_000 + n % 9_000,
                    n * 13 % 5_000,
                )
                for n, id in enumerate(ids)
                for month in MONTHS
            ],
        )
        run(
            "INSERT INTO product_offering (id, dossier_id, code, product_layer) VALUES (?, ?, ?, ?)",
            [(f"offering-{n}", "office", f"P{n}", ("basic", "application", "industry")[n % 3]) for n in range(15)],
        )
        run(
            "INSERT INTO installed_product (id, dossier_id, customer_id, offering_code, bundle_end)"
            " VALUES (?, ?, ?, ?, '2027-03-31')",
            [(f"product-{n}", ids[n % CUSTOMERS], ids[n % CUSTOMERS], f"P{n % 15}") for n in range(90_000)],
        )


def floor(database: Database) -> float:
    """Reading every input row and writing as many result rows, with the bare driver."""
    with database.write() as session:
        run = session.connection().exec_driver_sql
        run("CREATE TEMP TABLE IF NOT EXISTS result (a, b, c, d, e, f, g, h, i)")
        began = time.perf_counter()
        run("SELECT * FROM customer").all()
        run("SELECT * FROM billing_month").all()
        run("SELECT * FROM installed_product").all()
        rows = [(202610, "x" * 36, "y" * 36, 5_000, "A", "mvc", n, n, "[[1, 2], [3, 4]]" * 4) for n in range(CUSTOMERS)]
        run("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return time.perf_counter() - began


@pytest.mark.benchmark
def test_grading_a_month_of_36000_customers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sample_store(tmp_path) as database:
        fill(database)
        grading = []
        for _attempt in range(3):
            began = time.perf_counter()
            with database.write() as session:
                run = grade_month(session, 202610)
            grading.append(time.perf_counter() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        bare = min(floor(database) for _attempt in range(2))
    assert run.customers == CUSTOMERS
    with capsys.disabled():
        print(
            f"\ngrading {CUSTOMERS} customers: {min(grading):.2f} s, floor {bare:.2f} s,"
            f" ratio {min(grading) / bare:.2f}, peak {peak} MB"
        )
