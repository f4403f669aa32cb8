"""The month's end by commands: pieces counted with what proves them, the checklist, the hand-in, the answer."""

from datetime import date
from pathlib import Path

import pytest

from model.pay.actions import RateDraft, set_rate
from model.store.opening import open_store
from tests.builders import PASSPHRASE, TODAY, still_clock
from tests.cli.conftest import Run
from tests.intake.books import CUSTOMERS, make_book


@pytest.fixture
def sold(run: Run, store: Path, tmp_path: Path) -> str:
    """A store with customers, an item that has a price, and a visit; the visit's id."""
    assert run("import", make_book(tmp_path / "month.xlsx", {"集团客户": CUSTOMERS})).code == 0
    database = open_store(store, PASSPHRASE, still_clock(), tmp_path / "device")
    with database.write("Rate") as session:
        set_rate(session, RateDraft("P1", "集团彩铃", "informatization", 500, 202601), date(2026, 1, 1))
    database.close()
    visit: str = run(
        "visit", "add", "--customer", "G001", "--date", TODAY, "--note", "开通", "--next", "送合同", "--json"
    ).json["id"]
    return visit


def test_a_piece_is_counted_with_the_visit_that_proves_it(run: Run, sold: str) -> None:
    words = ("piece", "add", "--item", "P1", "--date", TODAY, "--customer", "G001")
    counted = run(*words, "--quantity", 3, "--proof", sold, "--json")
    assert counted.code == 0
    (entry,) = run("list", "piece-entries", "--json").json
    assert (entry["item"], entry["quantity"], entry["group_code"]) == ("集团彩铃", 3, "G001")
    assert run(*words, "--proof", "no-such-record").code == 1
    assert run("piece", "add", "--item", "P9", "--date", TODAY).code == 1
    assert run("piece", "add", "--item", "P1", "--date", "2025-12-31").code == 1
    assert len(run("list", "piece-entries", "--json").json) == 1


def test_a_month_is_checked_handed_in_answered_and_written_again(run: Run, sold: str, tmp_path: Path) -> None:
    points = run("submission", "check", "--json").json
    assert [(one["kind"], one["id"]) for one in points if one["kind"] == "next_step"] == [("next_step", sold)]
    assert "没有日期的下一步" in run("submission", "check").out
    handed = run("submission", "hand-in", "--out", tmp_path, "--remarks", "已核对", "--json")
    assert handed.code == 0
    folder = Path(handed.json["folder"])
    assert sorted(path.name for path in folder.iterdir()) == sorted(handed.json["papers"])
    assert run("submission", "hand-in", "--out", tmp_path).code == 1
    (folder / handed.json["papers"][0]).unlink()
    assert run("submission", "hand-in", "--out", tmp_path, "--again").code == 0
    assert (folder / handed.json["papers"][0]).exists()
    assert run("submission", "answer", "return", "--who", "示例主任").code == 1
    assert run("submission", "answer", "return", "--who", "示例主任", "--words", "缺凭证").code == 0
    again = run("submission", "hand-in", "--out", tmp_path, "--json")
    assert again.json["folder"].endswith("v2")
    assert run("submission", "answer", "approve", "--who", "示例主任", "--how", "paper").code == 0
    (first, second) = sorted(run("list", "submissions", "--json").json, key=lambda row: row["version"])
    assert (first["state"], second["state"]) == ("returned", "approved")
