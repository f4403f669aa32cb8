"""The analysis of 500 customers over 24 months against its sums in plain SQL and bare reportlab drawing its texts."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from model.analysis.queries import analysis_of
from model.analysis.scopes import book_scope
from model.months import month_before
from reports.analysis import AnalysisPaper, analysis_document
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.pdf_page import page_size
from tests.benchmarks.test_papers import bare, drawn_texts
from tests.retention.portfolio import TODAY, add_bill, add_customer, add_product, sample_store

CUSTOMERS, MONTHS = 500, 24
BILLED = "FROM billing_month b JOIN customer c ON c.id = b.customer_id"
SUMS = "COUNT(DISTINCT c.id), SUM(b.voice_fen + b.data_fen + b.new_business_fen + b.other_fen)"
PRODUCTS = "FROM installed_product p JOIN customer c ON c.id = p.customer_id"
BUCKET = (
    "SELECT m, SUM(a), SUM(b), SUM(CASE WHEN b > a THEN b - a ELSE 0 END), SUM(CASE WHEN a > b THEN a - b ELSE 0 END)"
    " FROM (SELECT c, m, SUM(a) a, SUM(b) b FROM (SELECT customer_id c, month m, 0 a, voice_fen + data_fen b"
    " FROM billing_month UNION ALL SELECT customer_id, month + 1, voice_fen + data_fen, 0 FROM billing_month)"
    " GROUP BY c, m) GROUP BY m"
)
QUESTIONS = (
    BUCKET,
    *(f"SELECT {by}, {SUMS} {BILLED} GROUP BY {by}" for by in ("month", "region", "industry", "boss_project", "c.id")),
    f"SELECT grade, {SUMS} {BILLED} LEFT JOIN value_score v ON v.customer_id = c.id GROUP BY grade",
    *(
        f"SELECT {by}, COUNT(*), SUM(monthly_fee_fen) {PRODUCTS} GROUP BY {by}"
        for by in ("channel", "offering_name", "operator")
    ),
)


def a_book(session: Session) -> None:
    for number in range(CUSTOMERS):
        code = f"G{number:04}"
        add_customer(session, code, region=f"示例{number % 9}区", industry=f"示例{number % 20}业")
        add_product(session, code, f"示例产品{number % 12}", channel="direct", monthly_fee_fen=number)
        for back in range(MONTHS):
            add_bill(session, code, month_before(202610, back), 100_00 + number, data_fen=20_00, cost_fen=40_00)


def seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


@pytest.mark.benchmark
def test_a_report_of_five_hundred_customers_over_two_years(tmp_path: Path) -> None:
    imprint = Imprint(TODAY, "示例经理", VERSION)
    with sample_store(tmp_path) as database:
        with database.write() as session:
            a_book(session)
        with database.read() as session:

            def made() -> AnalysisPaper:
                return AnalysisPaper(analysis_of(session, book_scope(), TODAY, months=MONTHS), imprint)

            def plainly() -> None:
                for question in QUESTIONS:
                    session.execute(text(question)).all()
                bare(pages, size)

            document = analysis_document(made())
            pages, size = drawn_texts(document), page_size(document)
            bare(pages, size)
            ours = median(seconds(lambda: pdf_of(analysis_document(made()))) for _run in range(5))
            floor = median(seconds(plainly) for _run in range(5))
    print(
        f"\nanalysis of {CUSTOMERS} customers × {MONTHS} months: {ours * 1000:.0f} ms, plain SQL and bare reportlab "
        f"{floor * 1000:.0f} ms, ratio {ours / floor:.2f} (at most 3); {len(pages)} pages"
    )
