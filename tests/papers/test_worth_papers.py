"""The papers of worth and keeping: read back from the files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from model.errors import UserError
from model.grading.actions import grade_month
from model.retention.refresh import refresh
from model.snapshots.actions import take_snapshot
from model.store.database import Database
from reports.imprint import Imprint
from reports.pdf import pdf_of
from reports.priority import priority_document, priority_paper, write_priorities
from reports.pyramid import migration_matrix, pyramid
from reports.retention import retention_document, retention_paper, write_retention
from reports.value import value_document, value_paper, write_value
from tests.papers.reading import pdf_text
from tests.retention.portfolio import (
    TODAY,
    add_bill,
    add_customer,
    add_member,
    add_member_month,
    add_product,
    sample_store,
)

IMPRINT = Imprint(TODAY, "示例经理", "0.1.0")


@pytest.fixture
def worth(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write(bulk=True) as session:
            for n in range(20):
                code = f"G{n:02}"
                add_customer(session, code, company_grade="B", grid=f"G{n}")
                for month in (202609, 202610):
                    add_bill(session, code, month, 100_000 * (n + 1 if month == 202609 else 21 - n), cost_fen=10)
            for n in range(3):
                add_member(session, "G00", f"139000000{n}", msisdn=f"1390000000{n}", real_member=True)
                add_member_month(session, "G00", f"139000000{n}", 202609, 10_000, 60)
            add_member_month(session, "G00", "1390000000", 202610, 9_000, 60)
            add_product(session, "G01", "MAS", bundle_end=TODAY)
            session.flush()
            take_snapshot(session, "=示例拍照", TODAY, 202609)
            grade_month(session, 202609)
            refresh(session, TODAY)
        yield database


def test_the_value_paper_says_the_point_and_marks_its_defaults(worth: Database, tmp_path: Path) -> None:
    with worth.read() as session:
        paper = value_paper(session, None, IMPRINT)
        with pytest.raises(UserError):
            value_paper(session, 202501, IMPRINT)
    text = pdf_text(pdf_of(value_document(paper)))
    assert "已定级20家" in text
    assert "默认值" in text
    assert "从2026-09到2026-10" in text
    write_value(tmp_path / "value.xlsx", paper)
    write_value(tmp_path / "value.pdf", paper)
    book = load_workbook(tmp_path / "value.xlsx")
    assert book.sheetnames == ["得分", "价值金字塔", "等级迁移"]
    assert "示例G00公司" in {cell.value for row in book["得分"].iter_rows() for cell in row}


def test_the_drawings_carry_a_key_for_every_step_and_cell(worth: Database) -> None:
    with worth.read() as session:
        paper = value_paper(session, 202610, IMPRINT)
    assert [hit.key for hit in pyramid(paper.tiers, 400).hits] == ["A", "B", "C", "D"]
    matrix = migration_matrix(paper.moves, 400)
    assert len(matrix.hits) == 24
    assert any(hit.key == "A>D" and hit.hover.endswith(": 1") for hit in matrix.hits)


def test_the_retention_statement_shows_both_sides_of_each_ratio(worth: Database, tmp_path: Path) -> None:
    with worth.read() as session:
        paper = retention_paper(session, "", None, IMPRINT)
    text = pdf_text(pdf_of(retention_document(paper)))
    assert "90.00÷300.00" in text
    assert "30.00%" in text
    assert "自建" in text
    assert "13900000001" not in text
    write_retention(tmp_path / "kept.xlsx", paper)
    write_retention(tmp_path / "kept.pdf", paper)
    (customers, left) = load_workbook(tmp_path / "kept.xlsx").worksheets
    assert any(cell.value == 0.3 for row in customers.iter_rows() for cell in row)
    assert not any("13900000001" in str(cell.value) for row in left.iter_rows() for cell in row)


def test_the_priority_table_says_whom_to_see_first(worth: Database, tmp_path: Path) -> None:
    with worth.read() as session:
        paper = priority_paper(session, IMPRINT)
    text = pdf_text(pdf_of(priority_document(paper)))
    assert f"先见{paper.rows[0].customer}" in text
    assert "捆绑到期1项" in text
    write_priorities(tmp_path / "priority.xlsx", paper)
    write_priorities(tmp_path / "priority.pdf", paper)
    rows = list(load_workbook(tmp_path / "priority.xlsx").worksheets[0].iter_rows(values_only=True))
    assert sum("示例G01公司" in row for row in rows) == 1


def test_without_a_snapshot_the_statement_is_refused_in_words(tmp_path: Path) -> None:
    with sample_store(tmp_path) as database, database.read() as session, pytest.raises(UserError):
        retention_paper(session, "", None, IMPRINT)
