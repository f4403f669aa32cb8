"""The page of today as it is opened: 500 customers with 20,000 members, against the bare rows (processor time)."""

import time
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.today.page import TodayPage
from gui.today.stops_table import MOST
from model.retention.refresh import refresh
from model.store.database import Database
from tests.retention.portfolio import TODAY, customer_id
from tests.windows import on_screen

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
def test_what_today_shows_of_500_customers(
    qtbot: QtBot, context: Context, store: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(store)
    with store.write() as session:
        refresh(session, TODAY)
    page = on_screen(qtbot, TodayPage(context), 1000, 640)
    times, bare = [], []
    for _attempt in range(7):
        began = time.process_time()
        page.refresh()
        times.append(time.process_time() - began)
        began = time.process_time()
        with store.read() as session:
            run = session.connection().exec_driver_sql
            run("SELECT * FROM retention_task WHERE status = 'open'").all()
            run("SELECT * FROM customer").all()
            run("SELECT customer_id, bundle_end FROM member").all()
        bare.append(time.process_time() - began)
    assert len(page.stops.shown_ids()) == MOST
    with capsys.disabled():
        print(
            f"\ntoday: {min(times) * 1000:.0f} ms of the processor, bare rows {min(bare) * 1000:.0f} ms,"
            f" ratio {min(times) / min(bare):.1f}"
        )
