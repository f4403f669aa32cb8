"""Success cases and the self-test by commands."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.intake.books import CUSTOMERS, make_book


def test_cases_are_kept_shared_and_taken_in_once(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("import", make_book(tmp_path / "month.xlsx", {"集团客户": CUSTOMERS})).code == 0
    words = ("case", "add", "--name", "整合专线", "--situation", "三地分开付费", "--customer", "G001", "--may-be-told")
    made = run(*words, "--told-as", "某制造企业", "--json")
    assert made.code == 0
    (kept,) = run("list", "cases", "--json").json
    assert (kept["id"], kept["name"], kept["told_as"]) == (made.json["id"], "整合专线", "某制造企业")
    assert run("case", "add", "--name", " ").code == 1
    file = tmp_path / "cases.mbk"
    assert run("case", "share", file, "no-such-case").code == 1
    assert not file.exists()
    assert run("case", "share", file).code == 0
    assert run("case", "take", file, "--json").json == {"new": 0, "known": 1}
    assert run("delete", "success_case", kept["id"]).code == 0
    assert run("case", "take", file, "--json").json == {"new": 1, "known": 0}
    file.write_bytes(b"\x00 no cases")
    assert run("case", "take", file).code == 1


def test_the_self_test_is_listed_answered_and_its_gap_becomes_a_task(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("import", make_book(tmp_path / "month.xlsx", {"集团客户": CUSTOMERS})).code == 0
    rows = run("self-test", "list", "--json").json
    assert [row["number"] for row in rows] == list(range(1, 46))
    assert len(run("self-test", "list", "--week", "--json").json) == 3
    counted = next(row for row in rows if row["out_of"] and row["have"] < row["out_of"])
    missing = run("self-test", "missing", counted["number"], "--json").json
    assert len(missing) == counted["out_of"] - counted["have"]
    words = ("self-test", "answer", counted["number"], "no", "--gap", "补齐")
    assert run(*words, "--due", "2020-01-01").code == 1
    assert run(*words, "--due", "2026-12-01").code == 0
    assert run("self-test", "answer", "46", "yes").code == 1
    assert run("self-test", "answer", counted["code"], "perhaps").code == 2
    again = next(row for row in run("self-test", "list", "--json").json if row["code"] == counted["code"])
    assert (again["answer"], again["gap"]) == ("no", "补齐")
    assert [task["kind"] for task in run("list", "tasks", "--json").json].count("self_test") == 1
    assert run("self-test", "list").out.count("\n") == 45
