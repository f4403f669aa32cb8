"""The commands of worth and keeping, run as a person runs them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli.app import main
from resources import i18n
from tests.builders import PASSPHRASE
from tests.retention.portfolio import (
    add_bill,
    add_customer,
    add_member,
    add_member_month,
    add_product,
    customer_id,
    sample_store,
)

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    with sample_store(tmp_path) as database, database.write() as session:
        for n, code in enumerate(("A1", "A2", "A3")):
            add_customer(session, code)
            for month in (202609, 202610):
                add_bill(session, code, month, 100_000 * (n + 1), cost_fen=1_000)
                add_member(session, code, f"S{code}{month}", real_member=True)
                add_member_month(session, code, f"S{n}", month, 10_000, 100)
        add_product(session, "A1", "MAS", bundle_end=date(2026, 12, 10))
    monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(tmp_path / "device"))

    def command(*arguments: str, code: int = 0) -> Any:
        before = i18n.language()
        assert main(["--store", str(tmp_path / "sample.db"), "--today", "2026-11-22", *arguments]) == code
        i18n.set_language(before)
        printed = capsys.readouterr()
        if code:
            return printed.err
        return json.loads(printed.out) if "--json" in arguments else printed.out

    return command


def test_a_month_is_graded_and_a_closed_one_is_kept(run: Run) -> None:
    first = run("grade", "--month", "2026-09", "--json")
    assert first["grades"]["A"] == {"customers": 1, "revenue_fen": 300_000}
    latest = run("grade", "--json")
    assert (latest["month"], latest["kept"]) == ("2026-10", False)
    best = latest["customers"][0]
    assert (best["group_code"], best["grade"], best["grade_before"], best["value_class"]) == ("A3", "A", "A", "mvc")
    assert {factor["factor"] for factor in best["factors"]} == {
        "revenue",
        "stickiness",
        "new_business",
        "growth",
        "margin",
    }
    assert run("grade", "--month", "2026-09", "--json")["kept"]
    assert "2026-09" in run("grade", "--month", "2026-09")
    assert "2025-01" in run("grade", "--month", "2025-01", code=1)


def test_reminders_are_made_once_and_a_task_is_done(run: Run) -> None:
    first = run("remind", "--json")
    (bundle,) = [task for task in first["tasks"] if task["kind"] == "bundle_expiry"]
    assert (bundle["group_code"], bundle["due"], bundle["status"]) == ("A1", "2026-11-10", "open")
    assert first["made"] == first["open"] == len(first["tasks"])
    again = run("remind", "--json")
    assert (again["made"], again["closed"], again["open"]) == (0, 0, first["open"])
    assert run("task", "done", bundle["id"], "--result", "已续约", "--json") == {"id": bundle["id"]}
    assert run("task", "done", bundle["id"], code=1) != ""
    listed = run("list", "tasks", "--filter", "status=done", "--json")
    assert [(task["id"], task["result"]) for task in listed] == [(bundle["id"], "已续约")]
    assert "MAS" not in run("remind")


def test_a_snapshot_is_taken_compared_and_refused_twice(run: Run) -> None:
    assert run("snapshot", "take", "九月", "--month", "2026-09", "--json")["id"]
    found = run("snapshot", "compare", "九月", "--json")
    assert found["revenue"] == {"numerator_fen": 30_000, "denominator_fen": 30_000, "percent": 100.0}
    assert found["customers"]["percent"] == 100.0
    assert (found["month"], found["baseline_month"], found["own"], found["left"]) == ("2026-10", "2026-09", True, [])
    assert "100.00 %" in run("snapshot", "compare", "九月", "--month", "2026-09")
    assert "九月" in run("snapshot", "take", "九月", code=1)
    assert "十月" in run("snapshot", "compare", "十月", code=1)


def test_the_ids_of_tasks_are_made_from_what_they_are_about(run: Run) -> None:
    tasks = run("remind", "--json")["tasks"]
    assert {task["customer_id"] for task in tasks} <= {customer_id("A1"), customer_id("A2"), customer_id("A3"), None}
    assert all(task["id"][14] == "5" for task in tasks)
