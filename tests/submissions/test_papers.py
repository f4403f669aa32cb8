"""The folder of a hand-in: whole or not at all, the same when it is written again, with the file for the office."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from model.customers.records import Customer
from model.errors import UserError
from model.proposals.decisions import approve_quote
from model.proposals.queries import find_quote
from model.proposals.waiting import list_waiting
from model.store.database import Database
from model.store.ids import natural_id
from model.store.opening import open_store
from model.submissions.actions import Decision, approve, hand_in, send_back
from model.submissions.queries import list_missing, list_own, list_submissions
from model.visits.actions import VisitDraft, add_visit
from model.work_log.queries import work_log_of
from reports.saving import saving_folder
from reports.submission import Sent, send_submission
from tests.builders import PASSPHRASE, TODAY, add_customer, still_clock
from tests.exchange.sites import Site, give, join, make_site, meet
from tests.papers.reading import pdf_text
from tests.store.mounts import small_disk
from tests.submissions.month import EARLIER, MONTH, a_month
from tests.submissions.waiting import a_waiting_proposal

NAME = "月末上交 2026-11 示例经理 v1"
PAPERS = [
    "01 上交单.pdf",
    *("02 工作日志.pdf", "02 工作日志.xlsx"),
    "03 客户优先次序表.pdf",
    *("04 收入测算.pdf", "04 收入测算.xlsx"),
]


def silent(_done: int, _total: int, _words: str) -> None:
    """Nobody listens."""


def handed(store: Database) -> str:
    with store.write("Hand in") as session:
        return hand_in(session, MONTH, TODAY, "请尽快批方案")


def sent(store: Database, submission: str, folder: Path) -> Sent:
    return send_submission(store, submission, folder, TODAY, silent)


def test_one_folder_holds_every_paper_and_a_cover_that_names_them(store: Database, tmp_path: Path) -> None:
    customer = a_month(store)
    submission = handed(store)
    with store.write("Later") as session:
        add_visit(session, VisitDraft(customer, EARLIER, outcome="后来补记"))
    made = sent(store, submission, tmp_path)
    assert made.folder == tmp_path / NAME
    assert sorted(path.name for path in made.folder.iterdir()) == PAPERS == sorted(made.papers)
    assert made.files == ()
    cover = pdf_text(made.folder / PAPERS[0])
    for part in ("月末上交2026-11", "没有凭证的计件", "请尽快批方案", "02工作日志.xlsx", "签", "S001"):
        assert part in cover
    book = openpyxl.load_workbook(made.folder / "02 工作日志.xlsx")
    told = {str(row[6].value) for row in book.worksheets[0].iter_rows(min_row=5)}
    assert any("谈账单" in one for one in told)
    assert not any("后来补记" in one for one in told)
    with store.read() as session:
        assert list_own(session, MONTH)[0].sent_on == TODAY
    again = sent(store, submission, tmp_path)
    assert again == made
    assert [path.name for path in tmp_path.iterdir() if path.is_dir() and path.name != "device"] == [NAME]


def test_a_full_disk_leaves_no_folder_and_the_month_stays_to_be_written(store: Database, tmp_path: Path) -> None:
    a_month(store)
    submission = handed(store)
    with small_disk(tmp_path / "stick", megabytes=2) as disk:
        disk.fill(leave=20_000)
        with pytest.raises(UserError, match="磁盘已满"):
            sent(store, submission, disk.folder)
        assert [path.name for path in disk.folder.iterdir()] == ["filler"]
        with store.read() as session:
            assert list_own(session, MONTH)[0].sent_on is None
        disk.free()
        assert sent(store, submission, disk.folder).folder.name == NAME


_KILLED = """
import os, sys
from pathlib import Path
from model.store.opening import open_store
from reports.saving import saving_folder
from reports.submission import send_submission
from tests.builders import PASSPHRASE, TODAY, still_clock
store = open_store(Path(sys.argv[1]), PASSPHRASE, still_clock(), Path(sys.argv[2]))
def die(done, total, words):
    if done == 2:
        os._exit(9)
send_submission(store, sys.argv[3], Path(sys.argv[4]), TODAY, die)
"""


def test_a_kill_while_writing_leaves_no_half_folder_under_the_name_and_the_next_run_heals(
    store: Database, tmp_path: Path
) -> None:
    a_month(store)
    submission = handed(store)
    store.close()
    out = tmp_path / "out"
    out.mkdir()
    died = subprocess.run(
        [sys.executable, "-c", _KILLED, str(store.path), str(tmp_path / "device"), submission, str(out)], check=False
    )
    assert died.returncode == 9
    assert [path.name for path in out.iterdir()] == [f".{NAME}.part"]
    again = open_store(store.path, PASSPHRASE, still_clock(), tmp_path / "device")
    assert sorted(sent(again, submission, out).papers) == PAPERS
    assert [path.name for path in out.iterdir()] == [NAME]
    again.close()


def test_a_folder_that_cannot_take_its_place_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, rename = tmp_path / "out", Path.rename
    with saving_folder(out) as place:
        (place / "paper").write_text("first")

    def held(path: Path, target: Path) -> Path:
        if path.suffix == ".part":
            raise PermissionError(13, "a scanner holds it", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(UserError), saving_folder(out) as place:
        (place / "paper").write_text("second")
    assert (out / "paper").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_folder_a_killed_run_had_put_aside_has_its_name_again(tmp_path: Path) -> None:
    out, aside = tmp_path / "out", tmp_path / ".out.old"
    aside.mkdir()
    (aside / "paper").write_text("first")
    with pytest.raises(UserError), saving_folder(out):
        raise UserError("The second is not made.")
    assert (out / "paper").read_text() == "first"
    assert not aside.exists()


def test_only_the_newest_version_has_papers_to_write(store: Database, tmp_path: Path) -> None:
    add_customer(store)
    first = handed(store)
    with store.write("Return") as session:
        send_back(session, first, Decision("示例主任", TODAY, words="缺凭证"))
    second = handed(store)
    with pytest.raises(UserError, match="最新"):
        sent(store, first, tmp_path)
    assert sent(store, second, tmp_path).folder.name.endswith("v2")


def test_the_office_reads_the_hand_in_from_the_file_and_its_answer_comes_back(tmp_path: Path) -> None:
    office, laptop = make_site(tmp_path, "示例区县", "H001", "office"), make_site(tmp_path, "示例经理", "S001")
    with closing(office.database), closing(laptop.database):
        _hand_in_and_answer(office, laptop, tmp_path)


def _hand_in_and_answer(office: Site, laptop: Site, folder: Path) -> None:
    customer = natural_id("customer", "G001")
    with office.database.write("Customer") as session:
        session.add(Customer(id=customer, dossier_id=customer, group_code="G001", name="示例机械", manager_no="S001"))
    join(office, laptop)
    give(office, ["G001"], "S001")
    meet(office, laptop)
    with laptop.database.write("Work") as session:
        add_visit(session, VisitDraft(customer, EARLIER, outcome="谈账单"))
    waiting = a_waiting_proposal(laptop.database, customer)
    with office.database.read() as session:
        assert [one.employee_no for one in list_missing(session, MONTH)] == ["S001"]
    made = sent(laptop.database, handed(laptop.database), folder)
    assert [Path(name).suffix for name in made.files] == [".mbx"]
    report = office.take(made.folder / made.files[0])
    assert report.is_well, report.outcomes
    with office.database.write("Approve") as session:
        (row,) = list_submissions(session, MONTH)
        assert (row.person, row.lines, row.minutes) == ("示例经理", 2, 150)
        visited, proposed = (line.what for line in work_log_of(session, MONTH, "S001").lines)
        assert (visited, proposed[-9:]) == ("谈账单", " 专线续约（示例）")
        approve(session, row.id, Decision("示例区县", TODAY))
        assert [one.id for one in list_waiting(session)] == [waiting]
        approve_quote(session, waiting, "示例区县", "随上交批准", TODAY)
        assert list_missing(session, MONTH) == []
    report = laptop.take(*office.send("示例经理"))
    assert report.is_well, report.outcomes
    with laptop.database.read() as session:
        answered = list_own(session, MONTH)[0]
        allowed = find_quote(session, waiting)
    assert (answered.state, answered.steps[-1].who, answered.sent_on) == ("approved", "示例区县", TODAY)
    assert (allowed.state, allowed.approved_by) == ("approved", "示例区县")
