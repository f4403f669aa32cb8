"""The hand-over pack: what must be done first, what the paper says, and how it bears much and nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue.endings import count_member_endings, list_endings
from model.errors import UserError
from model.hand_over.queries import hand_over_of, list_handed_over
from model.hand_over.rules import FIRST_DAYS, WITHIN, Cause, Step, first_steps
from model.needs.promise_actions import PromiseDraft, add_promise
from model.store.database import Database
from reports.hand_over import HandOverPaper, hand_over_document, hand_over_paper
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from tests.builders import TODAY, add_contact, make_store
from tests.builders import add_customer as add_to_store
from tests.papers.reading import pdf_text
from tests.retention.portfolio import add_bill, add_customer, add_member, add_product, customer_id
from tests.sample_store import add_field_work, make_sample_store

IMPRINT = Imprint(TODAY, "示例经理", VERSION)
CAUSES = st.lists(
    st.builds(
        Cause,
        st.sampled_from(sorted(WITHIN)),
        st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90)),
        st.text(max_size=5),
    )
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = make_store(tmp_path)
    yield made
    made.close()


def text_of(paper: HandOverPaper) -> str:
    return pdf_text(pdf_of(hand_over_document(paper)))


@given(CAUSES, st.randoms())
def test_steps_lie_in_the_first_days_and_do_not_depend_on_the_order_of_causes(
    causes: list[Cause], random: object
) -> None:
    steps = first_steps(causes, TODAY)
    assert [step.by for step in steps] == sorted(step.by for step in steps)
    assert all(TODAY <= step.by <= TODAY + timedelta(days=FIRST_DAYS) for step in steps)
    random.shuffle(causes)  # type: ignore[attr-defined]
    assert first_steps(causes, TODAY) == steps


def test_what_is_late_comes_first_and_what_falls_due_later_is_left_out() -> None:
    day = date(2026, 11, 22)
    causes = [
        Cause("promise", date(2027, 1, 30), "later"),
        Cause("promise", date(2026, 12, 1), "soon"),
        Cause("late_promise", date(2026, 11, 1), "late"),
        Cause("ending", date(2027, 1, 10), "line"),
        Cause("introduction", None, "head"),
        Cause("task", date(2026, 9, 1), "overdue"),
    ]
    assert first_steps(causes, day) == [
        Step(day, "late_promise", "late"),
        Step(date(2026, 11, 25), "introduction", "head"),
        Step(date(2026, 11, 29), "task", "overdue"),
        Step(date(2026, 12, 1), "promise", "soon"),
        Step(date(2026, 12, 6), "ending", "line"),
    ]


def test_members_bundles_are_counted_by_the_month_in_which_they_end(database: Database) -> None:
    with database.write() as session:
        add_customer(session, "A")
        for number, days in enumerate((5, 6, 40, 400, -3)):
            end = TODAY + timedelta(days=days)
            add_member(session, "A", f"S{number}", bundle_end=end, status="active")
        add_member(session, "A", "S9", bundle_end=TODAY, status="left")
        add_product(session, "A", "IDC", bundle_end=TODAY + timedelta(days=20))
        session.flush()
        assert count_member_endings(session, customer_id("A"), TODAY, 365) == {202611: 2, 202701: 1}
        assert [one.on for one in list_endings(session, customer_id("A"), TODAY, 365)] == [TODAY + timedelta(days=20)]


def test_the_pack_of_the_sample_tells_people_promises_and_the_first_days(tmp_path: Path) -> None:
    database = make_sample_store(tmp_path)
    customer = add_field_work(database)
    with database.read() as session:
        paper = hand_over_paper(session, customer, IMPRINT)
        everyone = hand_over_paper(session, None, IMPRINT)
    (pack,) = paper.packs
    text = text_of(paper)
    for person in pack.people:
        assert person.name.replace(" ", "") in text
        if person.mobile:
            assert person.mobile not in text
    assert "书面割接方案" in text
    assert "前30天" in text
    assert len(everyone.packs) == len({one.customer_id for one in everyone.packs}) > 30
    assert "客户交接" in text_of(replace(everyone, packs=everyone.packs[:3]))
    database.close()


def test_a_customer_of_whom_nothing_is_known_has_a_pack_that_says_so(database: Database) -> None:
    customer = add_to_store(database)
    with database.read() as session:
        pack = hand_over_of(session, customer, TODAY)
        text = text_of(HandOverPaper([pack], TODAY, IMPRINT))
    assert {step.kind for step in pack.steps} == {"decider", "profile"}
    assert "没有欠客户的承诺" in text
    assert "从一次自我介绍的拜访开始" in text


def test_long_names_and_many_promises_stay_within_the_page(database: Database) -> None:
    customer = add_to_store(database, name="示" * 200)
    add_contact(database, customer, "王" * 200, title="主任" * 60)
    with database.write("Promises") as session:
        for number in range(40):
            due = TODAY + timedelta(days=number)
            add_promise(session, PromiseDraft(customer, f"第{number}项" + "诺" * 300, due), TODAY)
        add_bill(session, "G001", 202610, 100_000, arrears_fen=5_000)
    with database.read() as session:
        paper = hand_over_paper(session, customer, IMPRINT)
    text = text_of(paper)
    assert "另有10条" in text
    assert "欠费50.00元" in text


def test_lost_and_merged_customers_are_not_handed_over(database: Database) -> None:
    with database.read() as session, pytest.raises(UserError):
        hand_over_paper(session, None, IMPRINT)
    mine = add_to_store(database, "G001", manager_no="S001")
    add_to_store(database, "G002", manager_no="S002")
    add_to_store(database, "G003", status="lost", manager_no="S001")
    add_to_store(database, "G004", merged_into=mine, manager_no="S001")
    with database.read() as session:
        assert list_handed_over(session, "S001") == [mine]
        assert len(list_handed_over(session)) == 2
