"""The customer analysis from the command line: of one customer, of a segment, of all."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.intake.books import make_book


def test_an_analysis_is_written_of_one_customer_or_of_all_and_refuses_what_it_cannot_find(
    run: Run, tmp_path: Path
) -> None:
    rows = [("集团编码", "集团名称"), ("G001", "临江机械有限公司（示例）")]
    assert run("import", make_book(tmp_path / "book.xlsx", {"集团客户": rows})).code == 0
    one, whole = tmp_path / "one.pdf", tmp_path / "all.xlsx"
    assert run("report", "analysis", "--customer", "G001", "--out", one).code == 0
    assert one.read_bytes().startswith(b"%PDF")
    assert run("report", "analysis", "--month", "2026-10", "--out", whole).code == 0
    title = load_workbook(whole).worksheets[0]["A1"].value
    assert title is not None
    for wrong in (("--segment", "没有的（示例）"), ("--customer", "G001", "--segment", "甲"), ("--customer", "G404")):
        ended = run("report", "analysis", *wrong, "--out", tmp_path / "no.pdf")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err
    assert not (tmp_path / "no.pdf").exists()
