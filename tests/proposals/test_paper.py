"""The proposal as its customer gets it: what was typed, nothing of ours, sums that stay live in the workbook."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from model.proposals.drafts import ItemDraft, PresentDraft, QuoteDraft
from model.proposals.rules import price_of, totals_of
from reports.pdf import pdf_of
from reports.proposal import ProposalPaper, proposal_document, write_proposal
from resources.i18n import set_language
from tests.papers.reading import pdf_text
from tests.proposals.sample import CUSTOMER, DRAFT, PAPER, RIVALS

PROTECTED = ("默认", "内部", "防守性", "defensive", "成本", "底价", "授权", "等级", "工号", "内部原因甲", "Internal")


def text_of(paper: ProposalPaper) -> str:
    return pdf_text(pdf_of(proposal_document(paper)))


def test_the_paper_says_what_was_typed_and_the_sums_that_follow() -> None:
    text = text_of(PAPER)
    for words in (
        CUSTOMER, PAPER.number, "每月少付4,860.00元", "24个月共省104,640.00元", "第3个月收回一次性费用",
        "人民币壹万肆仟柒佰叁拾陆元整", "两厂区账单分开，月底对不上", "意向确认", "以正式合同为准",
        "一次性费用12,000.00元", "−1,900.00", "财务部", "示例市分公司",
    ):  # fmt: skip
        assert words in text, words
    assert "公开资费" not in text
    assert "8,600.00" not in text


def test_what_costs_no_discount_stands_before_what_does() -> None:
    text = text_of(PAPER)
    assert text.index("专属客户经理与7×24小时响应") < text.index("月费优惠25%，每月少412.00元")


def test_rare_characters_long_names_and_a_hundred_lines_come_out_whole() -> None:
    name = "㙱" + "临江经济技术开发区示例精密机械制造与智能装备股份有限公司" * 3
    items = tuple(ItemDraft("X", f"第{number}项专线𣲗", number + 1, monthly_fen=101) for number in range(100))
    text = text_of(replace(PAPER, customer_name=name, draft=replace(DRAFT, items=items, presents=())))
    assert text.count("第57项专线𣲗") == 2
    assert text.count("𣲗") == 200
    assert name in text
    monthly = sum(price_of(item).monthly_fen for item in items)
    assert f"{monthly / 100:,.2f}" in text


def test_a_character_the_face_does_not_have_is_seen_to_be_missing() -> None:
    assert "示例〓有限公司" in text_of(replace(PAPER, customer_name="示例𠮷有限公司"))


def test_a_proposal_with_nothing_but_a_product_is_whole_too() -> None:
    text = text_of(ProposalPaper("示例", "N-1", 1, PAPER.made_on, QuoteDraft("x", items=DRAFT.items[:1])))
    assert "1项服务，每月4,800.00元" in text
    assert "它解决什么" not in text


def test_more_than_today_is_never_called_a_saving() -> None:
    dearer = replace(DRAFT, presents=(PresentDraft("旧", 100, 0),))
    text = text_of(replace(PAPER, draft=dearer))
    assert "少付" not in text
    unknown = text_of(replace(PAPER, draft=replace(DRAFT, presents=(PresentDraft("旧", None, 0),))))
    assert "未知" in unknown
    assert "少付" not in unknown


def test_rivals_stand_only_where_asked_for_with_source_and_day_or_as_unknown() -> None:
    text = text_of(replace(PAPER, draft=replace(DRAFT, shows_rivals=True)))
    assert "8,600.00云专线200M营业厅公示2026-10-08" in text
    assert text.count("未知") >= 7
    unsourced = replace(RIVALS[0], source="")
    judging = replace(RIVALS[0], product="信号差的云专线")
    for kept_back in (unsourced, judging):
        draft = replace(DRAFT, shows_rivals=True)
        assert "8,600.00" not in text_of(replace(PAPER, draft=draft, rivals=(kept_back,)))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_protected_word_is_in_the_file(language: str, tmp_path: Path) -> None:
    set_language(language)
    paper = replace(PAPER, draft=replace(DRAFT, shows_rivals=True))
    write_proposal(tmp_path / "a.pdf", paper)
    write_proposal(tmp_path / "a.xlsx", paper)
    reader = PdfReader(tmp_path / "a.pdf")
    texts = ["".join(page.extract_text() for page in reader.pages), str(reader.metadata)]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        texts += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    for text in texts:
        for word in PROTECTED:
            assert word not in text, word
    assert reader.metadata is not None
    assert reader.metadata.author == PAPER.issuer


def evaluated(path: Path) -> dict[str, dict[str, Any]]:
    """Every cell of a workbook with its formulas worked out by a reader of our own: sheet → cell → value."""
    book = openpyxl.load_workbook(path)
    known: dict[tuple[str, str], Any] = {}

    def value(sheet: str, cell: str) -> Any:
        if (sheet, cell) not in known:
            content = book[sheet][cell].value
            is_formula = isinstance(content, str) and content.startswith("=") and book[sheet][cell].data_type == "f"
            known[sheet, cell] = work_out(sheet, content[1:]) if is_formula else content
        return known[sheet, cell]

    def cells(sheet: str, first: str, last: str) -> list[Any]:
        return [value(sheet, cell.coordinate) for row in book[sheet][f"{first}:{last}"] for cell in row]

    def work_out(sheet: str, formula: str) -> Any:
        quoted = re.split(r'("[^"]*")', formula)
        for place in range(0, len(quoted), 2):
            part = re.sub(r"'([^']+)'!([A-Z]+\d+)", r"V(\1§\2)", quoted[place])
            part = re.sub(r"(?<![§A-Z])([A-Z]+\d+):([A-Z]+\d+)", r"R(§\1,§\2)", part)
            part = re.sub(r"(?<![§A-Z\d])([A-Z]+\d+)\b", rf"V({sheet}§\1)", part)
            part = re.sub(r"V\(([^§()]+)§([A-Z]+\d+)\)", r"V('\1','\2')", part)
            quoted[place] = re.sub(r"R\(§(\w+),§(\w+)\)", rf"R('{sheet}','\1','\2')", part).replace("IF(", "IF_(")
        names = {
            "V": lambda s, c: value(s, c) or 0,
            "R": cells,
            "SUM": lambda found: sum(one for one in found if isinstance(one, int | float)),
            "COUNT": lambda found: sum(isinstance(one, int | float) for one in found),
            "ISNUMBER": lambda one: isinstance(one, int | float),
            "ROUND": lambda one, places: int(abs(one) * 10**places + 0.5) / 10**places * (1 if one >= 0 else -1),
            "ROUNDUP": lambda one, places: -(-one * 10**places // 1) / 10**places,
            "IF_": lambda condition, then, otherwise: then if condition else otherwise,
        }
        return eval("".join(quoted), {"__builtins__": {}}, names)

    return {
        sheet.title: {cell.coordinate: value(sheet.title, cell.coordinate) for row in sheet.iter_rows() for cell in row}
        for sheet in book
    }


def test_the_formulas_of_the_workbook_come_to_our_sums(tmp_path: Path) -> None:
    write_proposal(tmp_path / "a.xlsx", PAPER)
    sheets = evaluated(tmp_path / "a.xlsx")
    totals = totals_of(DRAFT.items, DRAFT.presents, DRAFT.term_months)
    prices, compared = sheets["报价"], sheets["现在与方案"]
    assert round(prices["F9"] * 100) == totals.monthly_fen
    assert round(prices["H9"] * 100) == totals.one_off_fen
    assert (round(compared["B10"] * 100), round(compared["E10"] * 100)) == (totals.present_fen, -486_000)
    by_words = {compared[f"A{row}"]: compared[f"B{row}"] for row in range(11, 18)}
    assert round(by_words["每月节省（元）"] * 100) == totals.saving_fen
    assert round(by_words["合约期共省（元）"] * 100) == totals.term_saving_fen
    assert by_words["收回一次性费用的月份"] == totals.payback_month


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    items = (replace(DRAFT.items[0], offering_name="=1+1"),)
    write_proposal(tmp_path / "a.xlsx", replace(PAPER, draft=replace(DRAFT, items=items, presents=())))
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A5"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def worked_out(folder: Path, paper: ProposalPaper) -> list[dict[str, Any]]:
    """The sheets of a proposal's workbook, cell → value, as LibreOffice works them out."""
    write_proposal(folder / "a.xlsx", paper)
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    subprocess.run([*command, str(folder / "a.xlsx")], check=True, capture_output=True, timeout=240)
    book = openpyxl.load_workbook(folder / "out" / "a.xlsx", data_only=True)
    return [{cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row} for sheet in book]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same_sums_to_the_fen(tmp_path: Path) -> None:
    """200 lines whose discounts leave half fens, and what they replace: every line, the sums, the saving, the month."""
    items = tuple(
        ItemDraft("X", f"产品{n}", n % 7 + 1, "条", n * 37 + 5, n % 3 * 1_050, n * 49 % 10_001) for n in range(200)
    )
    presents = tuple(PresentDraft(f"旧{n}", n * 211 + 13, n if n % 3 else None) for n in range(200))
    draft = replace(DRAFT, items=items, presents=presents)
    prices, compared = worked_out(tmp_path, replace(PAPER, draft=draft))[:2]
    totals = totals_of(items, presents, draft.term_months)
    rows = {prices[f"A{row}"]: row for row in range(1, 210) if prices.get(f"A{row}")}
    for item in items:
        assert round(prices[f"F{rows[item.offering_name]}"] * 100) == price_of(item).monthly_fen, item
    by_words = {compared[cell]: compared[f"B{cell[1:]}"] for cell in compared if cell.startswith("A")}
    assert totals.saving_fen is not None
    assert totals.saving_fen > 0
    assert round(by_words["每月节省（元）"] * 100) == totals.saving_fen
    assert round(by_words["合约期共省（元）"] * 100) == totals.term_saving_fen
    assert by_words["收回一次性费用的月份"] == totals.payback_month
    last = rows["合计"]
    assert (round(prices[f"F{last}"] * 100), round(prices[f"H{last}"] * 100)) == (
        totals.monthly_fen,
        totals.one_off_fen,
    )
