"""What the log makes of the records: a line each, in its category, whose it is, and what a month handed in keeps."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.months import months_between
from model.needs.promise_actions import PromiseDraft, add_promise, close_promise
from model.pay.actions import PieceDraft, RateDraft, add_piece, set_rate
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.store.database import Database
from model.store.ids import new_id, person_id
from model.store.opening import Owner
from model.visits.actions import VisitDraft, add_visit
from model.work_log.actions import EntryDraft, add_entry, change_entry, delete_entry, leave_out
from model.work_log.lines import WorkLogLine, frozen_text, lines_from
from model.work_log.queries import WorkLog, list_people, work_log_between, work_log_of
from model.work_log.records import WorkLogEntry
from tests.builders import TODAY, add_customer, make_store

MONTH = 202611


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A manager's store with one record of each kind that makes a line, and some that make none."""
    store = make_store(tmp_path_factory.mktemp("worked"))
    existing = add_customer(store, "G001", "示例机械有限公司", status="existing", manager_no="S001")
    potential = add_customer(store, "G002", "示例茶业有限公司", status="potential", manager_no="S009")
    with store.write("Work") as session:
        set_rate(session, RateDraft("P1", "集团彩铃", "informatization", 500, MONTH), TODAY)
        visit = add_visit(session, VisitDraft(existing, TODAY, outcome="谈割接"))
        add_visit(session, VisitDraft(potential, TODAY, contact_mode="phone", purpose="约见"))
        promise = add_promise(session, PromiseDraft(existing, "书面割接方案", TODAY), TODAY)
        close_promise(session, promise, "kept", TODAY)
        add_promise(session, PromiseDraft(existing, "还没兑现", TODAY), TODAY)
        for kind, status in (("arrears", "done"), ("visit_due", "done"), ("birthday", "dismissed")):
            session.add(
                RetentionTask(
                    id=new_id(), dossier_id=existing, customer_id=existing, kind=kind, status=status, closed_on=TODAY,
                    result="已缴清",
                )
            )  # fmt: skip
        session.add(
            Quote(id=new_id(), dossier_id=existing, customer_id=existing, number="Q1", title="专线", made_on=TODAY)
        )
        add_piece(session, PieceDraft(TODAY, "P1", 3, existing))
        add_piece(session, PieceDraft(TODAY, "P1", 1, existing, "", "", "visit", visit))
    yield store
    store.close()


def log_of(store: Database, person: str = "", month: int = MONTH) -> WorkLog:
    with store.read() as session:
        return work_log_of(session, month, person)


def test_every_kind_of_work_makes_one_line_and_no_work_is_counted_twice(worked: Database) -> None:
    lines = {(line.source_entity, line.category, line.minutes, line.what) for line in log_of(worked).lines}
    assert lines == {
        ("visit", "retention", 90, "谈割接"),
        ("visit", "development", 15, "约见"),
        ("promise", "retention", 30, "兑现承诺：书面割接方案"),
        ("retention_task", "retention", 20, "欠费：已缴清"),
        ("quote", "development", 60, "编制方案 Q1 专线"),
        ("piece_entry", "development", 15, "办理 集团彩铃 × 3"),
    }
    assert log_of(worked).balance.minutes == {"retention": 140, "development": 90}
    assert {line.person for line in log_of(worked).lines} == {"S001"}, "all of a manager's own store is his work"
    assert log_of(worked, month=202610).lines == ()


def test_a_day_holds_its_own_lines_alone(worked: Database) -> None:
    with worked.read() as session:
        assert len(work_log_between(session, TODAY, TODAY + timedelta(days=1)).lines) == 6
        assert work_log_between(session, TODAY + timedelta(days=1), TODAY + timedelta(days=2)).lines == ()


def test_a_line_left_out_comes_back_and_a_corrected_one_cannot_be_left_out(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Work") as session:
        add_visit(session, VisitDraft(customer, TODAY, outcome="谈割接"))
    line = log_of(store).lines[0]
    with store.write("Leave out") as session:
        kept = leave_out(session, line)
    assert log_of(store).lines == ()
    assert [out.what for out in log_of(store).left_out] == ["谈割接"]
    with store.write("Bring back") as session:
        delete_entry(session, kept)
    assert log_of(store).lines == (line,)
    with store.write("Correct") as session:
        draft = EntryDraft(TODAY, 45, "谈割接", "retention", customer, "visit", line.source_id)
        entry = add_entry(session, draft)
    corrected = log_of(store).lines[0]
    assert (corrected.entry_id, corrected.minutes) == (entry, 45)
    with pytest.raises(UserError), store.write("Leave out") as session:
        leave_out(session, corrected)
    with store.write("Change") as session:
        change_entry(session, entry, EntryDraft(TODAY, 50, "谈割接", "other", customer, "visit", line.source_id))
    assert log_of(store).balance.minutes == {"other": 50}


def test_an_office_sees_everybody_s_log_and_each_alone(tmp_path: Path) -> None:
    office = make_store(tmp_path, "office.db", owner=Owner("示例主任", "H001", "office"), device=tmp_path / "d")
    for number in ("S001", "S002"):
        customer = add_customer(office, f"G{number}", manager_no=number, manager_name=f"示例{number}")
        with office.write("Work") as session:
            add_visit(session, VisitDraft(customer, TODAY, outcome=number))
            session.add(
                WorkLogEntry(
                    id=new_id(), dossier_id=person_id(number), work_date=TODAY, minutes=30, what=f"例会 {number}"
                )
            )
    assert sorted(line.person for line in log_of(office).lines) == ["S001", "S001", "S002", "S002"]
    assert {line.what for line in log_of(office, "S002").lines} == {"S002", "例会 S002"}
    with office.read() as session:
        assert [(one.employee_no, one.name) for one in list_people(session)] == [
            ("S001", "示例S001"), ("S002", "示例S002"),
        ]  # fmt: skip
    office.close()


LINES = st.builds(
    WorkLogLine,
    entry_id=st.none() | st.uuids().map(str),
    work_date=st.dates(date(2026, 11, 1), date(2026, 11, 30)),
    minutes=st.integers(1, 1440),
    category=st.sampled_from(["development", "retention", "other"]),
    what=st.text(max_size=20),
    group_code=st.text(max_size=5),
    customer_name=st.text(max_size=5),
    contact_mode=st.just(""),
    source_entity=st.sampled_from(["", "visit"]),
    source_id=st.none() | st.uuids().map(str),
    person=st.text(max_size=4),
)


@given(st.lists(LINES, max_size=8))
def test_a_frozen_text_gives_its_lines_back(lines: list[WorkLogLine]) -> None:
    text = frozen_text(lines)
    assert sorted(map(repr, lines_from(text))) == sorted(map(repr, lines))
    assert frozen_text(reversed(lines_from(text))) == text


@pytest.mark.parametrize(
    "text", ["", "no json", "{}", "[1]", '[{"minutes": "many"}]', '[{"minutes": 5, "work_date": "yesterday"}]']
)
def test_a_frozen_text_that_cannot_be_read_has_no_lines(text: str) -> None:
    assert lines_from(text) == []


def test_a_week_across_two_months_belongs_to_both() -> None:
    assert months_between(date(2026, 11, 30), date(2026, 12, 7)) == [202611, 202612]
    assert months_between(date(2026, 11, 30), date(2026, 11, 30)) == []
