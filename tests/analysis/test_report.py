"""The customer analysis: figures as independent SQL has them, shares that add up, and what it says of nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.orm import Session

from model.analysis.queries import Standing, analysis_of
from model.analysis.rules import HOUR_FEN, WHOLE, change_of, contact_cost, days_of, shares_of, top_share
from model.analysis.scopes import book_scope, customer_scope, segment_scope
from model.customers.records import Customer
from model.errors import UserError
from model.months import month_before
from model.opportunities.records import Opportunity
from model.retention.records import BenefitGrant, RetentionTask
from model.segments.records import Segment
from model.service_requests.records import ServiceRequest
from model.store.database import Database
from model.store.ids import new_id
from model.visits.records import Visit
from reports.analysis import AnalysisPaper, analysis_document, analysis_paper, write_analysis
from reports.analysis_chapters import chapters_of
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from tests.papers.reading import pdf_text
from tests.retention.portfolio import (
    TODAY,
    add_agreement,
    add_bill,
    add_customer,
    add_product,
    customer_id,
    sample_store,
)

IMPRINT = Imprint(TODAY, "示例经理", VERSION)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as made:
        yield made


def text_of(paper: AnalysisPaper) -> str:
    return pdf_text(pdf_of(analysis_document(paper)))


def a_book(session: Session) -> None:
    """Three customers, of whom the third was merged into the first."""
    add_customer(session, "A", region="东区", industry="制造")
    add_customer(session, "B", region="西区", industry="教育")
    add_customer(session, "C", region="南区", merged_into=customer_id("A"))
    for month in (202609, 202610):
        add_bill(session, "A", month, 100_01, data_fen=33_33, cost_fen=40_00)
        add_bill(session, "B", month, 50_00, new_business_fen=20_00)
    add_bill(session, "C", 202610, 7_77)


@given(st.lists(st.integers(-(10**9), 10**12), max_size=40))
def test_shares_add_up_to_the_whole_and_lie_within_one_hundredth_of_the_exact_ones(amounts: list[int]) -> None:
    shares = shares_of(amounts)
    if sum(amounts) <= 0:
        assert shares is None
        return
    assert shares is not None
    assert sum(shares) == WHOLE
    assert all(
        abs(share * sum(amounts) - amount * WHOLE) < sum(amounts) for share, amount in zip(shares, amounts, strict=True)
    )


def test_months_and_ratios_are_counted_across_a_years_end() -> None:
    assert month_before(202602, 3) == 202511
    assert month_before(202612, -1) == 202701
    assert days_of(202602, 202612) == (date(2026, 2, 1), date(2026, 12, 31))
    assert change_of(0, 5) is None
    assert change_of(200, 150) == -0.25
    assert top_share([]) is None
    assert top_share([50, 10, 10, 10, 20]) == 0.5
    assert contact_cost({"on_site": 2, "phone": 4}, HOUR_FEN) == 50_000


def test_figures_are_those_that_independent_sql_finds(database: Database) -> None:
    with database.write() as session:
        a_book(session)
        add_bill(session, "B", 202608, 6_06, other_fen=6_06)
    with database.read() as session:
        found = analysis_of(session, book_scope(), TODAY)
        plain = session.execute(
            text(
                "SELECT month, SUM(voice_fen), SUM(data_fen), SUM(new_business_fen), SUM(other_fen)"
                " FROM billing_month GROUP BY month ORDER BY month"
            )
        ).all()
    assert [
        (line.month, line.voice_fen, line.data_fen, line.new_business_fen, line.other_fen) for line in found.months
    ] == [tuple(row) for row in plain]
    assert (found.first, found.last) == (202511, 202610)
    whole = sum(sum(row[1:]) for row in plain)
    for lines in (found.regions, found.industries, found.grades, found.projects):
        assert sum(line.amount_fen for line in lines) == whole
    assert [(line.code, line.amount_fen) for line in found.regions] == [("东区", 207_79), ("西区", 106_06)]


def test_a_merged_customer_counts_once_and_brings_its_bills_along(database: Database) -> None:
    with database.write() as session:
        a_book(session)
        session.add(Customer(id="grand", dossier_id="grand", group_code="D", name="示例", merged_into=customer_id("C")))
        add_bill(session, "B", 202608, 1)
    with database.read() as session:
        book = analysis_of(session, book_scope(), TODAY)
        one = analysis_of(session, customer_scope(session, customer_id("A")), TODAY)
    assert sum(line.count for line in book.statuses) == 2
    assert book.months[-1].customers == 2
    assert [(line.group_code, line.revenue_fen) for line in one.ranks] == [("A", 207_79)]
    assert one.standing == Standing(1, 2, 307_80)
    assert (one.ranks[0].costed_fen, one.ranks[0].margin_fen) == (200_02, 120_02)


def test_a_segment_looks_at_its_members_alone_and_an_unknown_one_says_so(database: Database) -> None:
    with database.write() as session:
        a_book(session)
        rule = '[{"field": "region", "op": "any", "values": ["西区"]}]'
        id = new_id()
        session.add(Segment(id=id, dossier_id="office", name="西边（示例）", rule=rule))
    with database.read() as session:
        found = analysis_of(session, segment_scope(session, "西边（示例）"), TODAY)
        with pytest.raises(UserError):
            segment_scope(session, "东边")
    assert [line.group_code for line in found.ranks] == ["B"]


def test_one_month_says_that_there_is_nothing_to_compare_with(database: Database) -> None:
    with database.write() as session:
        add_customer(session, "A")
        add_bill(session, "A", 202610, 1_00)
    with database.read() as session:
        sentences = [one.sentence for one in chapters_of(analysis_of(session, book_scope(), TODAY))]
    assert "2026-10 收入 1.00 元，没有更早月份可比。" in sentences


def test_a_boss_project_is_told_from_none_and_from_one_not_stated(database: Database) -> None:
    with database.write() as session:
        for code, boss in (("A", True), ("B", False), ("C", None)):
            add_customer(session, code, boss_project=boss)
            add_bill(session, code, 202610, 3_00)
    with database.read() as session:
        found = analysis_of(session, book_scope(), TODAY)
    assert {line.code: line.count for line in found.projects} == {"1": 1, "0": 1, "-1": 1}


def test_cost_to_serve_counts_contacts_keeping_and_benefits_of_the_period(database: Database) -> None:
    with database.write() as session:
        a_book(session)
        own = {"dossier_id": customer_id("C"), "customer_id": customer_id("C")}
        for day in (date(2026, 10, 1), date(2026, 10, 31), date(2025, 10, 31)):
            session.add(Visit(id=new_id(), status="done", visit_date=day, contact_mode="on_site", **own))
        session.add(RetentionTask(id=new_id(), status="done", closed_on=date(2026, 10, 5), cost_fen=12_34, **own))
        session.add(RetentionTask(id=new_id(), status="open", cost_fen=99_99, **own))
        session.add(BenefitGrant(id=new_id(), state="sent", sent_on=date(2026, 9, 5), cost_fen=1, **own))
    with database.read() as session:
        served = analysis_of(session, customer_scope(session, customer_id("A")), TODAY).served
    assert (served.contacts, served.contacts_fen) == ({"on_site": 2}, 40_000)
    assert (served.keeping_fen, served.benefits_fen, served.total_fen) == (12_34, 1, 412_35)


def test_a_store_without_any_contact_says_that_the_cost_is_not_recorded_and_never_nil(database: Database) -> None:
    with database.write() as session:
        a_book(session)
    with database.read() as session:
        paper = analysis_paper(session, book_scope(), None, IMPRINT)
    assert not paper.found.served.is_known
    said = text_of(paper)
    assert "服务成本没有记录" in said
    assert "本期没有联系、保有费用和权益的记录" in said
    assert "服务成本0.00" not in said


def test_requests_opportunities_agreements_and_products_stand_in_their_chapters(database: Database) -> None:
    with database.write() as session:
        a_book(session)
        own = {"dossier_id": customer_id("A"), "customer_id": customer_id("A")}
        accepted = {"accepted_on": date(2026, 10, 1), "deadline": date(2026, 10, 5)}
        session.add(ServiceRequest(id=new_id(), closed_on=date(2026, 10, 4), **accepted, **own))
        session.add(ServiceRequest(id=new_id(), **accepted, **own))
        session.add(Opportunity(id=new_id(), outcome="open", amount_fen=5_00, **own))
        session.add(Opportunity(id=new_id(), outcome="lost", closed_on=date(2020, 1, 1), amount_fen=9_00, **own))
        add_agreement(session, "A", "示例-1", date(2026, 10, 1))
        add_agreement(session, "A", "示例-2", date(2024, 10, 1))
        add_product(session, "A", "专线", channel="direct", monthly_fee_fen=30_00)
        add_product(session, "A", "云桌面", operator="unicom", monthly_fee_fen=10_00)
    with database.read() as session:
        found = analysis_of(session, book_scope(), TODAY)
    assert [(line.count, line.closed, line.late) for line in found.requests] == [(2, 1, 1)]
    assert [(line.code, line.amount_fen) for line in found.opportunities] == [("open", 5_00)]
    assert [line.count for line in found.agreements] == [1]
    assert [(line.code, line.amount_fen) for line in found.channels] == [("direct", 30_00)]
    assert [(line.code, line.amount_fen) for line in found.operators] == [("mobile", 30_00), ("unicom", 10_00)]


def test_an_empty_book_says_in_every_chapter_what_is_missing(database: Database, tmp_path: Path) -> None:
    with database.read() as session:
        paper = analysis_paper(session, book_scope(), None, IMPRINT)
    chapters = list(chapters_of(paper.found))
    assert all(chapter.sentence for chapter in chapters)
    assert not any(chapter.drawing for chapter in chapters)
    assert "缺少：本期账单" in text_of(paper)
    write_analysis(tmp_path / "空.xlsx", paper)
    assert len(load_workbook(tmp_path / "空.xlsx").sheetnames) == len(chapters) + 1


def test_a_long_name_and_a_formula_stand_in_both_forms(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        id = add_customer(session, "A", region="=1+1", industry="业" * 200)
        session.flush()
        session.get_one(Customer, id).name = "长" * 200
        add_customer(session, "B", region="东区")
        add_bill(session, "A", 202610, 1_00)
        add_bill(session, "B", 202610, 2_00)
    with database.read() as session:
        paper = analysis_paper(session, book_scope(), None, IMPRINT)
    assert "长" * 20 in text_of(paper)
    write_analysis(tmp_path / "长.xlsx", paper)
    book = load_workbook(tmp_path / "长.xlsx")
    cells = [cell for row in book["按区域"].iter_rows() for cell in row if cell.value is not None]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
