"""A person's copy holds all that is kept of them; what is older than its period goes, and nothing else."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from model.customers.actions import mark_contact
from model.customers.people import list_people
from model.customers.records import Contact
from model.decision_maps.actions import LinkDraft, link_people
from model.errors import UserError
from model.exchange.erased_marks import ERASED_NAME
from model.exchange.erasure import erase_row
from model.exchange.records import Erasure
from model.intake.batches import list_batches
from model.intake.records import ImportBatch
from model.members.records import Member, MemberMonth
from model.personal_data.keeping import is_due, keep_periods, let_go, overdue_of, read_periods
from model.personal_data.queries import copy_of_person
from model.personal_data.rules import SHIPPED, Periods, day_before, periods_from
from model.questionnaires.records import AnswerSheet, QuestionnaireVersion
from model.questionnaires.rules import Question, QuestionKind, write_answers, write_questions
from model.store.checking import check_store
from model.store.database import Database
from model.store.facts import known_hashes, replace_slices
from model.visits.actions import VisitDraft, add_visit
from reports.pdf import pdf_of
from reports.person_copy import person_copy_document
from tests.builders import TODAY, add_contact, add_customer, make_store
from tests.intake.books import bring_in, make_book
from tests.papers.reading import pdf_text
from tests.sample_store import add_field_work, make_sample_store


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = make_store(tmp_path)
    yield made
    made.close()


def test_a_copy_holds_the_person_and_what_refers_to_them_in_whole(tmp_path: Path) -> None:
    database = make_sample_store(tmp_path)
    customer = add_field_work(database)
    with database.read() as session:
        person = list_people(session, customer, TODAY)[0]
        copy = copy_of_person(session, person.id)
    own = dict(copy.records[0].fields)
    assert person.mobile in own.values()
    assert copy.records[0].kind == "联系人"
    assert {"判断", "会见的人"} <= {record.kind for record in copy.records}
    text = pdf_text(pdf_of(person_copy_document(copy, "示例经理", "2026-11-22")))
    assert person.mobile in text
    assert "内部资料" not in text
    labels = {label for record in copy.records for label, _value in record.fields}
    assert not labels & {"尚不认识", "横向位置", "集团客户", "重要度", "对手方案", "流失风险"}
    assert "图上位置" not in {record.kind for record in copy.records}
    assert not [words for record in copy.records for pair in record.fields for words in pair if "_" in words]
    with database.read() as session, pytest.raises(UserError):
        copy_of_person(session, "nobody")
    database.close()


def test_what_a_person_answered_and_whom_they_report_to_read_in_words(database: Database) -> None:
    customer = add_customer(database)
    boss, person = add_contact(database, customer, "王甲（示例）"), add_contact(database, customer, "王乙（示例）")
    questions = (
        Question("speed", "专线够快吗？", QuestionKind.SINGLE, ("够", "不够")),
        Question("more", "还缺什么？", QuestionKind.TEXT),
    )
    with database.write("Asked") as session:
        link_people(session, LinkDraft(customer, person, boss, "solid"), TODAY)
        version = QuestionnaireVersion(id="v" * 36, dossier_id=customer, questions=write_questions(questions))
        answers = write_answers({"speed": "不够", "old": ["甲", "乙"]})
        session.add_all(
            [
                version,
                AnswerSheet(
                    id="s" * 36, dossier_id=customer, customer_id=customer, version_id=version.id,
                    contact_id=person, answers=answers,
                ),
            ]
        )  # fmt: skip
    with database.read() as session:
        records = {record.kind: dict(record.fields) for record in copy_of_person(session, person).records}
        of_boss = {record.kind: dict(record.fields) for record in copy_of_person(session, boss).records}
    assert records["答卷"] == {"专线够快吗？": "不够", "old": "甲、乙"}
    assert (records["汇报关系"]["汇报对象"], of_boss["汇报关系"]["下级"]) == ("王甲（示例）", "王乙（示例）")


def test_a_persons_own_line_and_its_accounts_stand_on_the_copy_and_nobody_elses(database: Database) -> None:
    here, elsewhere = add_customer(database, "G001"), add_customer(database, "G002")
    person = add_contact(database, here, "王甲（示例）", mobile="15400000001")
    add_months(database, here, 202609, 202610)
    with database.write("Members") as session:
        for place, (customer, number) in enumerate(
            ((here, "15400000001"), (here, "15400000002"), (elsewhere, "15400000001"))
        ):
            session.add(
                Member(
                    id=f"{place}" * 36, dossier_id=customer, customer_id=customer, subscriber_code=f"S{place + 1}",
                    msisdn=number, plan=f"套餐{place}",
                )
            )  # fmt: skip
    with database.read() as session:
        records = copy_of_person(session, person).records
    own = [dict(record.fields) for record in records if record.kind == "集团成员"]
    assert [(fields["套餐"], fields["手机号"]) for fields in own] == [("套餐0", "15400000001")]
    months = [dict(record.fields) for record in records if record.kind == "成员月账"]
    assert [(fields["月份"], fields["收入"]) for fields in months] == [("2026-09", "1.00"), ("2026-10", "1.00")]


def test_a_person_called_like_a_part_of_the_report_is_taken_out_of_its_texts_alone(
    database: Database, tmp_path: Path
) -> None:
    people = [("集团编码", "姓名"), ("G1", "sheets")]
    book = make_book(
        tmp_path / "month.xlsx", {"集团客户": [("集团编码", "集团名称"), ("G1", "示例甲公司")], "联系人": people}
    )
    bring_in(database, book)
    with database.write() as session:
        batch = session.scalars(select(ImportBatch)).one()
        batch.report = json.dumps({**json.loads(batch.report), "notes": [{"value": "sheets", "row": 2}]})
    with database.write() as session:
        erase_row(session, "contact", session.scalars(select(Contact.id)).one(), "本人要求")
    with database.read() as session:
        assert [row.counts["contact"]["created"] for row in list_batches(session)] == [1]
        report = json.loads(session.scalars(select(ImportBatch.report)).one())
    assert report["notes"] == [{"value": "", "row": 2}]


def test_the_offices_file_never_brings_an_erased_person_back(database: Database, tmp_path: Path) -> None:
    book = make_book(
        tmp_path / "month.xlsx",
        {
            "集团客户": [("集团编码", "集团名称"), ("G1", "示例甲公司")],
            "联系人": [
                ("集团编码", "姓名", "手机"),
                ("G1", "王甲（示例）", "15400000001"),
                ("G1", "王乙（示例）", "15400000002"),
            ],
        },
    )
    bring_in(database, book)
    remark = '{"notes": ["王甲（示例） 15400000001 两人同名"]}'
    with database.write() as session:
        session.execute(update(ImportBatch).values(report=remark))
        person = session.scalar(select(Contact.id).where(Contact.name == "王甲（示例）"))
        assert person is not None
        customer = erase_row(session, "contact", person, "本人要求") and session.get_one(Contact, person).customer_id
    with database.read() as session:
        assert session.scalar(select(ImportBatch.report)) == '{"notes": ["  两人同名"]}'
    for store in (database, make_store(tmp_path, "other.db")):
        if store is not database:  # a store that hears of the erasure before it ever held the person
            with store.write() as session:
                session.add(
                    Erasure(id="e" * 36, dossier_id=customer, customer_id=customer, entity="contact", row_id=person)
                )
        report = bring_in(store, book)
        with store.read() as session:
            names = set(session.scalars(select(Contact.name)))
        assert names - {ERASED_NAME} == {"王乙（示例）"}
        assert [(remark.sheet, remark.value) for remark in report.rejects] == [("联系人", "")]
        assert "王甲" not in str(report)
        store.close()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_a_period_reaches_back_whole_months(today: date, months: int) -> None:
    day = day_before(today, months)
    assert ((today.year - day.year) * 12 + today.month - day.month, day.day) == (months, 1)


@pytest.mark.parametrize("wrong", [None, {}, {"member_months": 0}, {"member_months": "24"}, {"member_months": True}])
def test_periods_that_cannot_be_meant_are_as_shipped(wrong: dict[str, object] | None) -> None:
    assert vars(periods_from(wrong)) == SHIPPED


def test_periods_are_kept_and_checked(database: Database) -> None:
    with database.write("Periods") as session:
        keep_periods(session, Periods(12, 6, 24))
        with pytest.raises(UserError):
            keep_periods(session, Periods(0, 6, 24))
    with database.read() as session:
        assert read_periods(session) == Periods(12, 6, 24)


def add_months(database: Database, customer: str, *months: int) -> None:
    table = MemberMonth.metadata.tables["member_month"]
    rows = {(customer, month): [("S1", 100, 5, 1.0, "active"), ("S2", 200, 5, 1.0, "active")] for month in months}
    with database.write(bulk=True) as session:
        connection = session.connection()
        replace_slices(connection, table, rows, known_hashes(connection, "member_month"))


def test_old_accounts_departed_people_and_lost_customers_go_and_the_rest_stays(database: Database) -> None:
    here, lost = add_customer(database, "G001"), add_customer(database, "G002", status="lost")
    add_months(database, here, 202410, 202411, 202610)
    stays, left = (
        add_contact(database, here, "王甲（示例）"),
        add_contact(database, here, "王乙（示例）", mobile="15400000001"),
    )
    lately, gone = add_contact(database, here, "王丙（示例）"), add_contact(database, lost, "赵丁（示例）")
    with database.write("Left") as session:
        mark_contact(session, left, "left", date(2025, 10, 31))
        mark_contact(session, lately, "left", date(2025, 11, 1))
        add_visit(session, VisitDraft(lost, date(2023, 10, 31), outcome="停用"), "示例经理")
        session.add(Member(id="m" * 36, dossier_id=lost, customer_id=lost, subscriber_code="S9"))
    with database.read() as session:
        overdue = overdue_of(session, TODAY)
        assert is_due(session, TODAY)
    assert (overdue.account_months, overdue.accounts) == (((here, 202410),), 2)
    assert {contact[0] for contact in overdue.contacts} == {left, gone}
    assert (overdue.members, overdue.lost_customers) == (1, (lost,))
    with database.write(bulk=True) as session:
        let_go(session, overdue, TODAY)
    with database.read() as session:
        assert overdue_of(session, TODAY).nothing
        assert not is_due(session, TODAY)
        names = {row.id: row.name for row in list_people(session, here, TODAY)}
        names |= {row.id: row.name for row in list_people(session, lost, TODAY)}
    assert names[stays] == "王甲（示例）"
    assert names[lately] == "王丙（示例）"
    assert (names[left], names[gone]) == (ERASED_NAME, ERASED_NAME)
    assert check_store(database) == []


def test_a_lost_customer_without_a_day_is_left_alone(database: Database) -> None:
    lost = add_customer(database, status="lost")
    add_contact(database, lost)
    with database.read() as session:
        assert overdue_of(session, TODAY).nothing
