"""A visit noted with 36,000 customers and 100,000 visits: opening the form, saving it, the timeline showing it."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.customer_page import CustomerPage
from gui.drafts import Drafts
from gui.preferences import Preferences
from gui.tasks import Tasks
from gui.visits.visit_dialog import open_visit
from gui.widgets.form import FormDialog
from model.store.base import natural_id
from model.store.database import Database
from tests.builders import TODAY, make_store, still_clock

CUSTOMERS, VISITS, ROUNDS = 36_000, 100_000, 12


def fill(database: Database) -> list[str]:
    """A whole city company with its visits; returns the customers' ids."""
    ids = [natural_id("customer", f"G{n:05}") for n in range(CUSTOMERS)]
    with database.write() as session:
        run = session.connection().exec_driver_sql
        run(
            "INSERT INTO customer (id, dossier_id, group_code, name, status) VALUES (?, ?, ?, ?, 'existing')",
            [(row, row, f"G{n:05}", f"示例{n:05}有限公司") for n, row in enumerate(ids)],
        )
        run(
            "INSERT INTO contact (id, dossier_id, customer_id, name, status) VALUES (?, ?, ?, ?, 'active')",
            [(f"k{n}", ids[n // 2], ids[n // 2], f"示例人{n}") for n in range(CUSTOMERS * 2)],
        )
        run(
            "INSERT INTO visit (id, dossier_id, customer_id, status, visit_date, note, outcome)"
            " VALUES (?, ?, ?, 'done', ?, '谈了割接窗口和账单', '回访')",
            [
                (f"v{n}", ids[n * 7 % CUSTOMERS], ids[n * 7 % CUSTOMERS], str(TODAY - timedelta(days=n % 900)))
                for n in range(VISITS)
            ],
        )
    return ids


def took(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def bare_insert(database: Database, customer: str, number: int) -> None:
    """The floor of saving: one row and its commit, stamped as every row is."""
    with database.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO visit (id, dossier_id, customer_id, status, visit_date) VALUES (?, ?, ?, 'done', ?)",
            (f"bare{number}", customer, customer, str(TODAY)),
        )


def bare_read(database: Database, customer: str) -> None:
    """The floor of the timeline: the customer's visits."""
    with database.read() as session:
        session.connection().exec_driver_sql("SELECT * FROM visit WHERE customer_id = ?", (customer,)).all()


def open_form(context: Context, parent: QWidget, customer: str, dialogs: list[FormDialog]) -> None:
    """The form on the screen."""
    dialogs.append(open_visit(parent, context, customer))
    QApplication.sendPostedEvents()


@pytest.mark.benchmark
def test_a_visit_is_opened_saved_and_shown(
    qtbot: QtBot, tmp_path: Path, preferences: Preferences, tasks: Tasks, capsys: pytest.CaptureFixture[str]
) -> None:
    database = make_store(tmp_path)
    ids = fill(database)
    context = Context(database, tasks, still_clock(), preferences, Drafts(database))
    page = CustomerPage(context)
    qtbot.addWidget(page)
    parent = QWidget()
    qtbot.addWidget(parent)
    times: dict[str, list[float]] = {"open": [], "save": [], "show": [], "bare insert": [], "bare read": []}
    for number in range(ROUNDS):
        customer = ids[number * 2999]
        page.show_target(customer)
        page.show()
        qtbot.wait(10)
        dialogs: list[FormDialog] = []
        times["open"].append(took(partial(open_form, context, parent, customer, dialogs)))
        (dialog,) = dialogs
        dialog.form.set_values({"note": f"记录 {number}", "outcome": "谈妥"})
        page.hide()
        times["save"].append(took(dialog.submit))
        page.mark_stale()
        times["show"].append(took(page.show))
        assert page.sheet("overview").timeline.entries[0].key.startswith("visit:")  # type: ignore[attr-defined]
        page.hide()
        times["bare insert"].append(took(partial(bare_insert, database, customer, number)))
        times["bare read"].append(took(partial(bare_read, database, customer)))
    middle = {name: statistics.median(found) for name, found in times.items()}
    with capsys.disabled():
        print(f"\nA visit with {CUSTOMERS:,} customers and {VISITS:,} visits (median of {ROUNDS}, worst):")
        for name, found in times.items():
            print(f"  {name:12} {middle[name]:7.1f} ms   worst {max(found):7.1f} ms")
        print(f"  save / bare insert {middle['save'] / middle['bare insert']:.1f}×")
        print(f"  show / bare read {middle['show'] / middle['bare read']:.1f}×")
    database.close()
