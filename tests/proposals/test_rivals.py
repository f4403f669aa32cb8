"""A rival's published price: sourced, dated and without a word that judges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from model.errors import UserError
from model.proposals.queries import list_rival_prices
from model.proposals.rivals import RivalPriceDraft, add_rival_price, judging_word
from model.store.database import Database
from tests.builders import TODAY

DRAFT = RivalPriceDraft("JC03", "telecom", "云专线 200M", 860_000, "营业厅公示", TODAY)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("全市最贵的专线", "最"), ("信号差的云专线", "信号差"), ("不如我们的套餐", "不如"), ("第一大运营商", "第一"),
        ("忽悠人的低价", "忽悠"), ("The worst line", "worst"), ("Cheapest plan", "Cheapest"),
    ],
)  # fmt: skip
def test_a_word_that_judges_is_found(text: str, word: str) -> None:
    assert judging_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "云专线 200M",
        "差旅云",
        "优惠套餐 59 元档",
        "最低消费 59 元",
        "官网最新公示",
        "慢直播",
        "5G 商务快线",
        "Fibre 200M",
    ],
)
def test_a_name_is_only_a_name(text: str) -> None:
    assert judging_word(text) == ""


def test_a_price_is_kept_with_its_source_and_day_and_nothing_else(store: Database) -> None:
    wrong = (
        replace(DRAFT, operator="mobile"), replace(DRAFT, source=" "), replace(DRAFT, seen_on=None),
        replace(DRAFT, seen_on=TODAY + timedelta(days=1)), replace(DRAFT, monthly_fen=-1),
        replace(DRAFT, product="最差的专线"), replace(DRAFT, source="听说质量差"),
    )  # fmt: skip
    with store.write("Tariffs") as session:
        for one in wrong:
            with pytest.raises(UserError):
                add_rival_price(session, one, TODAY)
        add_rival_price(session, DRAFT, TODAY)
        add_rival_price(session, replace(DRAFT, monthly_fen=None), TODAY)
    with store.read() as session:
        assert sorted(str(row.monthly_fen) for row in list_rival_prices(session)) == ["860000", "None"]
