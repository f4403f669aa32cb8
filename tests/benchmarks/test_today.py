"""What Today asks of the retention rules: 500 customers with 20,000 members, against the bare rows."""

import time
from datetime import timedelta
from pathlib import Path

import pytest

from model.retention.queries import today_lines
from model.retention.refresh import refresh
from model.retention.rounds import load_of, stops_to_make
from model.store.database import Database
from tests.retention.portfolio import TODAY, customer_id, sample_store

CUSTOMERS, MEMBERS = 500, 20_000


def fill(database: Database) -> None:
    """A manager's book, twice as thick as usual."""
    ids = [customer_id(f"G{n:03}") for n in range(CUSTOMERS)]
    with database.write() as session:
        run = session.connection().exec_driver_sql
        run(
            "INSERT INTO customer (id, dossier_id, group_code, name, company_grade, grid) VALUES (?, ?, ?, ?, ?, ?)",
            [(id, id, f"G{n:03}", f"示例{n}", "ABBCCCDDDD"[n % 10], f"G{n % 20}") for n, id in enumerate(ids)],
        )
        run(
            "INSERT INTO member (id, dossier_id, customer_id, subscriber_code, bundle_end) VALUES (?, ?, ?, ?, ?)",
            [
                (
                    f"m{n}",
                    ids[n % CUSTOMERS],
                    ids[n % CUSTOMERS],
                    f"S{n}",
                    (TODAY + timedelta(days=n % 700)).isoformat(),
                )
                for n in range(MEMBERS)
            ],
        )
        run(
            "INSERT INTO installed_product (id, dossier_id, customer_id, offering_name, bundle_end)"
            " VALUES (?, ?, ?, 'P', ?)",
            [
                (f"p{n}", ids[n % CUSTOMERS], ids[n % CUSTOMERS], (TODAY + timedelta(days=n % 500)).isoformat())
                for n in range(3 * CUSTOMERS)
            ],
        )
        run(
            "INSERT INTO visit (id, dossier_id, customer_id, status, visit_date, contact_mode)"
            " VALUES (?, ?, ?, 'done', ?, 'on_site')",
            [(f"v{n}", id, id, (TODAY - timedelta(days=n % 60)).isoformat()) for n, id in enumerate(ids)],
        )


@pytest.mark.benchmark
def test_what_today_shows_of_500_customers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sample_store(tmp_path) as database:
        fill(database)
        with database.write() as session:
            refresh(session, TODAY)
        times, bare = [], []
        for _attempt in range(5):
            with database.read() as session:
                began = time.perf_counter()
                lines = today_lines(session, TODAY)
                stops = stops_to_make(lines)
                load_of(session, TODAY)
                times.append(time.perf_counter() - began)
                began = time.perf_counter()
                session.connection().exec_driver_sql("SELECT * FROM retention_task WHERE status = 'open'").all()
                session.connection().exec_driver_sql("SELECT * FROM customer").all()
                session.connection().exec_driver_sql("SELECT customer_id, bundle_end FROM member").all()
                bare.append(time.perf_counter() - began)
    assert lines
    assert stops
    with capsys.disabled():
        print(
            f"\ntoday: {min(times) * 1000:.0f} ms for {len(lines)} lines, bare rows {min(bare) * 1000:.0f} ms,"
            f" ratio {min(times) / min(bare):.1f}"
        )
