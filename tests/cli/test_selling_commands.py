"""Proposals and opportunities on the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from model.catalogue.records import ProductOffering
from model.store.base import natural_id
from model.store.ids import OFFICE_DOSSIER
from model.store.opening import open_store
from tests.builders import PASSPHRASE, add_customer, still_clock
from tests.cli.conftest import Run
from tests.papers.reading import pdf_text


@pytest.fixture
def selling(store: Path, run: Run) -> Run:
    """The command line, on a store with a customer and two products."""
    database = open_store(store, PASSPHRASE, still_clock(), store.parent / "device")
    add_customer(database, "G001", "临江示例精密机械有限公司")
    with database.write("Catalogue") as session:
        for code, monthly in (("JC03", 320_000), ("JC01", 500)):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=f"产品{code}",
                    monthly_fen=monthly, one_off_fen=1_000, cost_fen=monthly // 2, floor_fen=monthly * 4 // 5,
                )
            )  # fmt: skip
    database.close()
    return run


def test_a_proposal_is_made_listed_and_printed(selling: Run, tmp_path: Path) -> None:
    made = selling(
        "quote", "new", "--customer", "G001", "--item", "JC03:1", "--item", "JC01:20", "--discount", "2.5", "--json"
    )
    assert made.code == 0, made.err
    assert set(made.json) == {"id", "number"}
    listed = selling("list", "quotes", "--json").json
    assert [(row["id"], row["number"], row["group_code"], row["state"]) for row in listed] == [
        (made.json["id"], made.json["number"], "G001", "in_progress")
    ]
    lines = selling("list", "quote_items", "--json").json
    assert [(row["quantity"], row["discount"], row["monthly_fen"]) for row in lines] == [
        (1, 250, 320_000),
        (20, 250, 500),
    ]
    draft = selling("report", "proposal", "--quote", made.json["number"], "--out", tmp_path / "a.pdf")
    assert (draft.code, "默认值" in draft.err) == (0, True)
    words = pdf_text(tmp_path / "a.pdf")
    assert "草稿" in words
    assert "意向确认" not in words
    assert selling("report", "proposal", "--quote", made.json["number"], "--out", tmp_path / "a.xlsx").code == 0
    assert "（草稿）" in str(load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"].value)
    assert selling("quote", "authority", "--json").json["confirmed"] is False
    confirmed = selling("quote", "authority", "--set", "A:25", "--json").json
    assert (confirmed["confirmed"], confirmed["percent"]["A"], confirmed["percent"]["B"]) == (True, 25, 15)
    assert selling("quote", "authority", "--set", "E:25").code == 2
    for ending in ("pdf", "xlsx"):
        out = tmp_path / f"a.{ending}"
        printed = selling("report", "proposal", "--quote", made.json["number"], "--out", out)
        assert (printed.code, printed.err) == (0, "")
        assert out.stat().st_size > 1_000
    words = pdf_text(tmp_path / "a.pdf")
    assert "草稿" not in words
    assert "意向确认" in words


def test_a_price_beyond_authority_is_refused_without_a_reason(selling: Run, tmp_path: Path) -> None:
    beyond = ("quote", "new", "--customer", "G001", "--item", "JC03:1", "--discount", "15")
    refused = selling(*beyond)
    assert (refused.code, selling("list", "quotes", "--json").json) == (1, [])
    waiting = selling(*beyond, "--reason", "三年合约", "--json")
    assert waiting.code == 0
    assert selling("list", "quotes", "--json").json[0]["state"] == "pending"
    assert selling("report", "proposal", "--quote", waiting.json["number"], "--out", tmp_path / "a.pdf").code == 1
    assert not (tmp_path / "a.pdf").exists()


def test_below_cost_is_refused_with_any_reason(selling: Run) -> None:
    refused = selling("quote", "new", "--customer", "G001", "--item", "JC03:1", "--discount", "60", "--reason", "同意")
    assert refused.code == 1
    assert "成本" in refused.err


@pytest.mark.parametrize(
    ("item", "discount", "code"),
    [
        ("JC03", "0", 2),
        ("JC03:0", "0", 2),
        ("JC03:1", "x", 2),
        ("JC03:1", "101", 2),
        ("JC03:1", "1.234", 2),
        ("NO:1", "0", 1),
    ],
)
def test_what_cannot_be_meant_is_said(selling: Run, item: str, discount: str, code: int) -> None:
    assert selling("quote", "new", "--customer", "G001", "--item", item, "--discount", discount).code == code


def test_an_opportunity_is_added_and_listed(selling: Run) -> None:
    made = selling("opportunity", "add", "--customer", "G001", "--name", "两厂区专线", "--amount", "1000000", "--json")
    listed = selling("list", "opportunities", "--json").json
    assert [(row["id"], row["amount_fen"], row["stage"]) for row in listed] == [
        (made.json["id"], 1_000_000, "discovery")
    ]


def test_an_opportunity_goes_on_with_a_reason_and_ends_with_one(selling: Run) -> None:
    made = selling("opportunity", "add", "--customer", "G001", "--name", "专线", "--amount", "100", "--json").json["id"]
    assert selling("opportunity", "stage", made, "solution").code == 1
    assert selling("opportunity", "stage", made, "solution", "--reason", "等任命文件").code == 0
    assert selling("opportunity", "stage", made, "solution").code == 0
    assert selling("opportunity", "stage", made, "nowhere").code == 1
    assert selling("opportunity", "close", made, "open", "--reason", "x").code == 2
    assert selling("opportunity", "close", made, "lost", "--cause", "z", "--reason", "x").code == 2
    assert selling("opportunity", "close", made, "lost").code == 1
    assert selling("opportunity", "close", made, "lost", "--cause", "tariff", "--reason", "价差两成").code == 0
    row = selling("list", "opportunities", "--json").json[0]
    assert (row["stage"], row["outcome"], row["lost_reason"]) == ("solution", "lost", "tariff")


def test_a_stage_set_as_a_field_obeys_what_the_stage_asks_for_and_is_kept_with_its_day(selling: Run) -> None:
    made = selling("opportunity", "add", "--customer", "G001", "--name", "专线", "--amount", "100", "--json").json["id"]
    refused = selling("set", "opportunity", made, "stage=negotiation", "name=两厂区专线")
    assert refused.code == 1
    assert "决策者" in refused.err
    assert "need" not in refused.err
    row = selling("list", "opportunities", "--json").json[0]
    assert (row["stage"], row["name"]) == ("discovery", "专线")
    need = selling("need", "add", "--customer", "G001", "--statement", "月底对账", "--json").json["id"]
    assert selling("opportunity", "stage", made, "confirmation", "--reason", "先记").code == 0
    assert selling("set", "opportunity", made, "stage=discovery", "name=两厂区专线").code == 0
    row = selling("list", "opportunities", "--json").json[0]
    assert (row["stage"], row["name"]) == ("discovery", "两厂区专线")
    entries = selling("list", "opportunity_stage", "--json").json
    assert [entry["stage"] for entry in entries] == ["discovery"]
    assert need


def test_an_end_set_as_a_field_asks_for_its_reason(selling: Run) -> None:
    made = selling("opportunity", "add", "--customer", "G001", "--name", "专线", "--amount", "100", "--json").json["id"]
    assert selling("set", "opportunity", made, "outcome=lost").code == 1
    assert selling("set", "opportunity", made, "outcome=lost", "outcome_reason=价差两成").code == 1
    assert (
        selling("set", "opportunity", made, "outcome=lost", "outcome_reason=价差两成", "lost_reason=tariff").code == 0
    )
    row = selling("list", "opportunities", "--json").json[0]
    assert (row["outcome"], row["lost_reason"], row["closed_on"]) == ("lost", "tariff", "2026-11-22")
    assert selling("set", "opportunity", made, "stage=confirmation").code == 1
    assert selling("set", "opportunity", made, "outcome=open").code == 0
    row = selling("list", "opportunities", "--json").json[0]
    assert (row["outcome"], row["outcome_reason"], row["closed_on"]) == ("open", "", None)


def test_a_proposal_set_as_fields_is_not_approved_unseen_nor_priced_below_cost(selling: Run) -> None:
    made = selling("quote", "new", "--customer", "G001", "--item", "JC03:1", "--json").json["id"]
    line = selling("list", "quote_item", "--json").json[0]["id"]
    assert selling("set", "quote_item", line, "monthly_fen=100000").code == 1
    assert selling("set", "quote_item", line, "cost_fen=1").code == 1
    assert selling("set", "quote_item", line, "quantity=2", "discount=4000").code == 0
    assert selling("set", "quote", made, "state=pending").code == 1
    assert selling("set", "quote", made, "state=approved").code == 1
    assert selling("set", "quote", made, "state=accepted").code == 1
    assert selling("set", "quote", made, "number=1").code == 1
    assert selling("set", "quote", made, "approved_by=王经理").code == 1
    assert selling("set", "quote", made, "state=pending", "reason=友商进场").code == 0
    assert selling("set", "quote_item", line, "quantity=3").code == 1
    assert selling("set", "quote", made, "title=新标题").code == 1
    assert selling("set", "quote", made, "state=approved", "approved_by=王经理", "approval_note=电话").code == 0
    row = selling("list", "quotes", "--json").json[0]
    assert (row["state"], row["approved_by"], row["reason"]) == ("approved", "王经理", "友商进场")


def test_a_promise_set_as_broken_says_why(selling: Run) -> None:
    made = selling("promise", "add", "--customer", "G001", "--text", "书面方案", "--due", "2026-12-01", "--json").json[
        "id"
    ]
    assert selling("set", "promise", made, "state=broken").code == 1
    assert selling("set", "promise", made, "state=broken", "reason=缺货").code == 0
    row = selling("list", "promises", "--json").json[0]
    assert (row["state"], row["reason"], row["closed_on"]) == ("broken", "缺货", "2026-11-22")
    assert selling("set", "promise", made, "state=open").code == 0
    assert selling("list", "promises", "--json").json[0]["closed_on"] is None


def test_a_receipt_of_promises_and_the_customers_table_are_printed(selling: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert selling("report", "receipt", "--customer", "G001", "--out", out).code == 1
    assert selling("promise", "add", "--customer", "G001", "--text", "书面方案", "--due", "2026-12-01").code == 0
    assert selling("report", "receipt", "--customer", "G001", "--out", out).code == 0
    assert "以正式合同为准" in pdf_text(out)
    assert selling("need", "add", "--customer", "G001", "--statement", "月底对账").code == 0
    assert selling("report", "needs", "--customer", "G001", "--for-customer", "--out", out).code == 0
    assert "重要度" not in pdf_text(out)


def test_a_leaflet_names_its_product_and_says_nothing_of_cost(selling: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert selling("report", "leaflet", "--out", out).code == 1
    assert "NO" in selling("report", "leaflet", "--product", "NO", "--out", out).err
    assert selling("report", "leaflet", "--product", "JC03", "--out", out).code == 0
    words = pdf_text(out)
    assert "产品JC03" in words
    assert "3,200.00" in words
    assert "1,600.00" not in words
    assert "2,560.00" not in words


def test_a_paper_needs_to_know_which_proposal(selling: Run, tmp_path: Path) -> None:
    assert selling("report", "proposal", "--out", tmp_path / "a.pdf").code == 1
    assert selling("report", "proposal", "--customer", "G001", "--out", tmp_path / "a.pdf").code == 1
