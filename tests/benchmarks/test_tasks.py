"""Making a month's tasks for 36,000 customers and 720,000 members, against the bare queries of their sources."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.retention.actions import make_tasks
from model.store.database import Database
from tests.retention.portfolio import TODAY, customer_id, sample_store

CUSTOMERS, MEMBERS = 36_000, 720_000

SOURCES = (
    "SELECT id, customer_id, offering_name, bundle_end FROM installed_product WHERE bundle_end <= '2027-01-26'",
    "SELECT customer_id, bundle_end, count(*) FROM member WHERE bundle_end BETWEEN '2026-08-24' AND '2027-01-26'"
    " GROUP BY customer_id, bundle_end",
    "SELECT id, customer_id, number, valid_to FROM agreement WHERE valid_to <= '2027-05-26'",
    "SELECT id, customer_id, birthday FROM contact WHERE birthday != ''",
    "SELECT customer_id, contact_mode, max(visit_date) FROM visit GROUP BY customer_id, contact_mode",
    "SELECT id, company_grade FROM customer",
    "SELECT customer_id, sum(status = 'left'), count(*) FROM member GROUP BY customer_id",
    "SELECT customer_id, max(new_business_fen), max(minutes), max(arrears_fen) FROM billing_month"
    " WHERE month >= 202607 GROUP BY customer_id",
    "SELECT id, customer_id FROM installed_product WHERE monthly_usage = 0",
    "SELECT customer_id, count(*) FROM buying_role GROUP BY customer_id",
)


def day(n: int) -> str:
    """A day within the year before or the year after the business date."""
    return (TODAY + timedelta(days=n % 730 - 365)).isoformat()


def fill(database: Database) -> None:
    """A whole city company, by number."""
    ids = [customer_id(f"G{n:05}") for n in range(CUSTOMERS)]
    with database.write() as session:
        run = session.connection().exec_driver_sql
        run(
            "INSERT INTO customer (id, dossier_id, group_code, name, company_grade) VALUES (?, ?, ?, ?, ?)",
            [(id, id, f"G{n:05}", f"示例{n}", "ABCDDDDDDD"[n % 10]) for n, id in enumerate(ids)],
        )
        run(
            "INSERT INTO member (id, dossier_id, customer_id, subscriber_code, bundle_end, status, status_since)"
            " VALUES (?, ?, ?, ?, ?, ?, '2026-11-10')",
            [
                (f"m{n}", ids[n // 20], ids[n // 20], f"S{n}", day(n * 7), "left" if n % 211 == 0 else "active")
                for n in range(MEMBERS)
            ],
        )
        run(
            "INSERT INTO installed_product (id, dossier_id, customer_id, offering_code, offering_name, bundle_end,"
            " monthly_usage) VALUES (?, ?, ?, 'P', 'P', ?, ?)",
            [(f"p{n}", ids[n % CUSTOMERS], ids[n % CUSTOMERS], day(n * 11), n % 300) for n in range(90_000)],
        )
        run(
            "INSERT INTO agreement (id, dossier_id, customer_id, number, valid_to) VALUES (?, ?, ?, ?, ?)",
            [(f"a{n}", id, id, f"HT{n}", day(n * 13)) for n, id in enumerate(ids[:20_000])],
        )
        run(
            "INSERT INTO contact (id, dossier_id, customer_id, name, birthday, birthday_calendar)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (f"k{n}", id, id, "示例", f"1980-{n % 12 + 1:02}-{n % 28 + 1:02}", "lunar" if n % 5 == 0 else "solar")
                for n, id in enumerate((*ids, *ids))
            ],
        )
        run(
            "INSERT INTO visit (id, dossier_id, customer_id, status, visit_date, contact_mode)"
            " VALUES (?, ?, ?, 'done', ?, ?)",
            [
                (
                    f"v{n}",
                    id,
                    id,
                    (date(2026, 11, 21) - timedelta(days=n % 90)).isoformat(),
                    ("on_site", "phone")[n % 2],
                )
                for n, id in enumerate((*ids, *ids))
            ],
        )
        run(
            "INSERT INTO billing_month (customer_id, month, voice_fen, new_business_fen, minutes, arrears_fen)"
            " VALUES (?, ?, 1000, ?, ?, ?)",
            [
                (id, month, 5_000 + (n * month) % 3_000, 500 + (n * month) % 300, 20_000 if n % 500 == 0 else 0)
                for n, id in enumerate(ids)
                for month in range(202605, 202611)
            ],
        )


@pytest.mark.benchmark
def test_making_the_tasks_of_a_city_company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sample_store(tmp_path) as database:
        fill(database)
        with database.read() as session:
            bare = []
            for _attempt in range(2):
                began = time.process_time()
                for query in SOURCES:
                    session.connection().exec_driver_sql(query).all()
                bare.append(time.process_time() - began)
        times = []
        for _attempt in range(3):
            began = time.process_time()
            with database.write() as session:
                run = make_tasks(session, TODAY)
            times.append(time.process_time() - began)
    assert (run.made, run.changed, run.closed) == (0, 0, 0)
    with capsys.disabled():
        print(
            f"\ntasks (processor time): first run {times[0]:.2f} s (ratio {times[0] / min(bare):.2f}),"
            f" again {times[1]:.2f} s (ratio {times[1] / min(bare):.2f}), floor {min(bare):.2f} s, open {run.open}"
        )
