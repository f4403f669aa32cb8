"""Slips for needs no standard product meets: the sum, the verdict, what is kept, the paper."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.needs.actions import NeedDraft, add_need
from model.needs.slip_rules import LOSS, ONE_OFF, STANDARD, STANDARDISE, benefit_of, verdict_of
from model.needs.slips import SlipDraft, find_slip, save_slip
from model.store.base import RowId
from model.store.database import Database
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.slip import slip_document
from tests.builders import TODAY, add_customer
from tests.papers.reading import pdf_text

FEN = st.integers(0, 10**9)


@given(FEN, FEN, FEN, FEN, st.integers(1, 120))
def test_the_payback_month_is_the_first_that_covers_the_one_off_cost(
    a: int, b: int, c: int, d: int, months: int
) -> None:
    found = benefit_of(a, b, c, d, months)
    assert found.gain_fen == (a - c) + months * (b - d)

    def covered(month: int) -> bool:
        return a + month * (b - d) >= c

    if found.payback_month is None:
        assert not any(covered(month) for month in range(months + 1))
    else:
        assert covered(found.payback_month)
        assert found.payback_month == 0 or not covered(found.payback_month - 1)


@pytest.mark.parametrize(
    ("by_settings", "reusable", "alike", "gain", "verdict"),
    [
        (True, True, 9, 1, STANDARD),
        (False, True, 1, -1, STANDARDISE),
        (False, False, 3, -1, STANDARDISE),
        (False, False, 2, 0, ONE_OFF),
        (False, False, 1, -1, LOSS),
    ],
)
def test_each_finding_has_its_verdict(by_settings: bool, reusable: bool, alike: int, gain: int, verdict: str) -> None:
    assert verdict_of(by_settings, reusable, alike, gain) == verdict


@pytest.fixture
def need(store: Database) -> RowId:
    """A need of a customer."""
    customer = add_customer(store, "G001", "临江示例精密机械有限公司")
    with store.write("Need") as session:
        return add_need(session, NeedDraft(customer, "车间定位要接入自有排产系统"))


def test_a_slip_is_kept_escalated_and_changed_in_place(store: Database, need: RowId) -> None:
    draft = SlipDraft("定位数据推送到排产系统", one_off_cost_fen=600_000, monthly_income_fen=50_000)
    with store.write("Slip") as session:
        first = save_slip(session, need, draft, date(2026, 11, 1))
    escalated = SlipDraft("定位数据推送到排产系统", state="escalated", escalated_to="产品部", alike_count=4)
    with store.write("Slip") as session:
        assert save_slip(session, need, escalated, TODAY) == first
    with store.read() as session:
        slip = find_slip(session, need)
        assert slip is not None
        assert (slip.made_on, slip.escalated_on, slip.verdict) == (date(2026, 11, 1), TODAY, STANDARDISE)


@pytest.mark.parametrize(
    "wrong",
    [
        SlipDraft(" "),
        SlipDraft("x", one_off_cost_fen=-1),
        SlipDraft("x", term_months=0),
        SlipDraft("x", alike_count=0),
        SlipDraft("x", state="escalated"),
    ],
)
def test_a_slip_that_cannot_be_meant_is_refused(store: Database, need: RowId, wrong: SlipDraft) -> None:
    with store.write("Slip") as session, pytest.raises(UserError):
        save_slip(session, need, wrong, TODAY)


def test_the_slip_prints_its_sum_and_its_verdict(store: Database, need: RowId, tmp_path: Path) -> None:
    draft = SlipDraft("定位数据推送", one_off_cost_fen=600_000, monthly_income_fen=50_000, wanted_by=TODAY)
    with store.write("Slip") as session:
        save_slip(session, need, draft, TODAY)
        slip = find_slip(session, need)
    assert slip is not None
    write_pdf(tmp_path / "a.pdf", slip_document(slip, Imprint(TODAY, "示例经理", "1")))
    text = pdf_text(tmp_path / "a.pdf")
    for words in ("临江示例精密机械有限公司", "定位数据推送", "12,000.00", "6,000.00", "示例经理"):
        assert words in text
