"""What is won, lost and worth: the bucket adds up and equals plain SQL; partners; sentences of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from model.analysis.partners import PartnerDraft, delete_partners, keep_partner
from model.analysis.queries import analysis_of
from model.analysis.rules import ACQUIRING_TIMES, lifetime_of
from model.analysis.scopes import book_scope, customer_scope
from model.analysis.texts import keep_text, read_texts
from model.errors import UserError
from model.store.database import Database
from reports.analysis import LEAD, AnalysisPaper, analysis_document, analysis_paper, every_chapter
from reports.imprint import VERSION, Imprint
from tests.analysis.test_report import text_of
from tests.retention.portfolio import TODAY, add_bill, add_customer, customer_id, sample_store

IMPRINT = Imprint(TODAY, "示例经理", VERSION)
MONTHS = (202608, 202609, 202610)
BILLS = {
    "A": (100_00, 150_00, 150_00),
    "B": (200_00, 80_00, None),
    "C": (None, 50_00, 70_00),
    "D": (30_00, None, 30_00),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with sample_store(tmp_path_factory.mktemp("book")) as made:
        with made.write() as session:
            for code, fens in BILLS.items():
                add_customer(session, code)
                for month, fen in zip(MONTHS, fens, strict=True):
                    if fen is not None:
                        add_bill(session, code, month, fen, cost_fen=fen // 2)
        yield made


def test_the_bucket_adds_up_and_equals_plain_sql(book: Database) -> None:
    with book.read() as session:
        leaks = analysis_of(session, book_scope(), TODAY).leaks
        sums = "SELECT sum(voice_fen + data_fen + new_business_fen + other_fen) FROM billing_month WHERE month = :month"
        revenue = {month: session.scalar(text(sums), {"month": month}) for month in MONTHS}
    assert [one.month for one in leaks] == [202609, 202610]
    for one in leaks:
        assert one.before_fen == revenue[one.month - 1]
        assert one.after_fen == revenue[one.month]
    (first, second) = leaks
    assert (first.won_fen, first.grown_fen, first.shrunk_fen, first.lost_fen) == (50_00, 50_00, 120_00, 30_00)
    assert (second.won_fen, second.grown_fen, second.shrunk_fen, second.lost_fen) == (30_00, 20_00, 0, 80_00)
    assert [(one.customers_before, one.customers_lost) for one in leaks] == [(3, 1), (3, 1)]


def test_a_month_never_imported_is_no_month_in_which_everybody_left(tmp_path: Path) -> None:
    with sample_store(tmp_path) as made:
        with made.write() as session:
            add_customer(session, "A")
            for month in (202512, 202601, 202603):
                add_bill(session, "A", month, 100_00)
        with made.read() as session:
            leaks = analysis_of(session, book_scope(), TODAY, 202603).leaks
    assert [(one.month, one.lost_fen) for one in leaks] == [(202601, 0)]


@given(
    st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(0, 10**8), st.integers(0, 5000),
    st.integers(0, 50), st.integers(0, 5000),
)  # fmt: skip
def test_a_lifetime_is_told_only_where_somebody_left(
    margin: int, revenue: int, serving: int, bills: int, lost: int, exposed: int
) -> None:
    worth = lifetime_of(margin, revenue, serving, bills, lost, exposed)
    assert (worth is None) == (bills == 0)
    if worth is None:
        return
    assert (worth.months is None) == (lost == 0 or exposed == 0) == (worth.worth_fen is None)
    assert worth.acquiring_fen == worth.keeping_fen * 12 * ACQUIRING_TIMES
    assert (worth.earned_back is None) == (worth.margin_fen <= worth.keeping_fen)


def test_a_known_lifetime() -> None:
    worth = lifetime_of(1_200_00, 2_400_00, 120_00, 12, 1, 20)
    assert worth is not None
    assert (worth.margin_fen, worth.keeping_fen, worth.months) == (100_00, 10_00, 20.0)
    assert (worth.worth_fen, worth.acquiring_fen, worth.premium_fen) == (1_800_00, 840_00, 240_00)


def test_partners_stand_in_the_report_and_one_of_ours_is_known(book: Database) -> None:
    with book.write("Partner") as session:
        draft = PartnerDraft(customer_id("A"), "supplier", "示例B公司", "包装材料", "年报", TODAY)
        first = keep_partner(session, draft)
        second = keep_partner(session, PartnerDraft(customer_id("A"), "buyer", "外地示例商贸"))
        keep_partner(session, PartnerDraft(customer_id("A"), "partner", "外地示例商贸"), second)
    with book.read() as session:
        paper = analysis_paper(session, customer_scope(session, customer_id("A")), None, IMPRINT)
        assert [(one.kind, one.name, one.known_id) for one in paper.found.partners] == [
            ("partner", "外地示例商贸", None), ("supplier", "示例B公司", customer_id("B")),
        ]  # fmt: skip
    assert "已知2家单位，其中1家是我们的客户。" in text_of(paper)
    for draft in (PartnerDraft(customer_id("A"), "supplier", " "), PartnerDraft(customer_id("A"), "lover", "甲")):
        with pytest.raises(UserError), book.write("Partner") as session:
            keep_partner(session, draft)
    with book.write("Delete") as session:
        delete_partners(session, [first, second])


def test_a_sentence_of_one_s_own_stands_in_its_report_alone_until_it_is_taken_back(book: Database) -> None:
    def of(session: Session, code: str = "A") -> AnalysisPaper:
        return analysis_paper(session, customer_scope(session, customer_id(code)), 202610, IMPRINT)

    with book.write("Sentence") as session:
        scope = customer_scope(session, customer_id("A"))
        keep_text(session, scope, 202610, "trend", "十月持平，十一月有大单（示例）")
        keep_text(session, scope, 202610, LEAD, "示例A公司值得多跑")
    with book.read() as session:
        own, other = text_of(of(session)), text_of(of(session, "C"))
        earlier = read_texts(session, customer_scope(session, customer_id("A")), 202609)
    assert "十月持平，十一月有大单（示例）" in own
    assert "示例A公司值得多跑" in own
    assert "十月持平" not in other
    assert earlier == {}
    with book.write("Back") as session:
        keep_text(session, customer_scope(session, customer_id("A")), 202610, "trend", "  ")
    with book.read() as session:
        assert read_texts(session, customer_scope(session, customer_id("A")), 202610).keys() == {LEAD}
    with pytest.raises(UserError, match="1000"), book.write("Long") as session:
        keep_text(session, book_scope(), 202610, "trend", "长" * 1001)


def test_a_chapter_that_is_off_is_not_printed(book: Database) -> None:
    with book.read() as session:
        paper = analysis_paper(session, book_scope(), 202610, IMPRINT)
    keys = [chapter.key for chapter in every_chapter(paper.found)]
    assert len(keys) == len(set(keys)) == 20
    short = AnalysisPaper(paper.found, IMPRINT, frozenset(keys) - {"leaks"})
    assert [chapter.key for chapter in short.chapters()] == ["leaks"]
    assert "漏桶分析" in text_of(short)
    assert "客户终身价值" not in text_of(short)
    assert len(analysis_document(short).blocks) < len(analysis_document(paper).blocks)
