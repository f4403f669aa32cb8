"""Which price holds on a day, and what a bundle asks of the lines chosen with it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.catalogue.bundles import Part, bundle_faults, fault_words, least_of
from model.catalogue.prices import EVERYONE, card_in_force, holds_on, overlapping
from model.catalogue.versions import changes_between

DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class PlainCard:
    id: str
    segment: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    offering_code: str = "JC03"


def test_a_segments_own_card_stands_before_everyones_and_the_latest_before_the_earlier() -> None:
    old = PlainCard("a", "全部客户", date(2026, 1, 1))
    new = PlainCard("b", "全部客户", date(2026, 6, 1), date(2026, 11, 22))
    own = PlainCard("c", "制造业", date(2026, 7, 1), date(2026, 12, 31))
    cards = [new, own, old]
    assert card_in_force(cards, DAY) is new
    assert card_in_force(cards, DAY, {"制造业"}) is own
    assert card_in_force(cards, DAY, {"政务"}) is new
    assert card_in_force(cards, date(2026, 11, 23)) is old
    assert card_in_force(cards, date(2027, 1, 1), {"制造业"}) is old
    assert card_in_force(cards, date(2025, 12, 31), {"制造业"}) is None
    assert card_in_force([], DAY) is None


def test_cards_that_meet_on_one_day_overlap_and_those_that_follow_do_not() -> None:
    first = PlainCard("a", "", date(2026, 1, 1), date(2026, 6, 30))
    follows = PlainCard("b", "全部客户", date(2026, 7, 1))
    meets = PlainCard("c", "all", date(2026, 6, 30), date(2026, 6, 30))
    own = PlainCard("d", "制造业")
    other = PlainCard("e", "", offering_code="JC04")
    assert overlapping([first, follows, own, other]) == set()
    assert overlapping([first, follows, meets, own, other]) == {"a", "c"}


days = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 12)))
cards_of = st.lists(
    st.builds(PlainCard, st.uuids().map(str), st.sampled_from(["", "全部客户", "制造业", "政务"]), days, days),
    max_size=6,
)


@given(cards_of, st.dates(date(2026, 1, 1), date(2026, 1, 12)), st.sets(st.sampled_from(["制造业", "政务"])))
def test_the_card_in_force_holds_that_day_and_does_not_depend_on_the_order(
    cards: list[PlainCard], day: date, segments: set[str]
) -> None:
    found = card_in_force(cards, day, segments)
    assert found == card_in_force(list(reversed(cards)), day, segments)
    if found is None:
        assert not any(holds_on(card, day) and card.segment in {*EVERYONE, *segments} for card in cards)
    else:
        assert holds_on(found, day)
        assert found.segment in {*EVERYONE, *segments}


@given(cards_of)
def test_without_an_overlap_no_day_has_two_prices_of_one_segment(cards: list[PlainCard]) -> None:
    plain = [card for card in cards if not (card.valid_from and card.valid_to and card.valid_to < card.valid_from)]
    flagged = overlapping(plain)
    for offset in range(14):
        day = date(2025, 12, 31) + timedelta(offset)
        for segment in ("制造业", "政务"):
            holding = [card for card in plain if card.segment == segment and holds_on(card, day)]
            if len(holding) > 1:
                assert {card.id for card in holding} <= flagged


VPN = Part("TC01", "企业畅联套餐", "JC01", "集团虚拟网", True, 5, 200)
LINE = Part("TC01", "企业畅联套餐", "JC04", "宽带接入", True, None, 2)
BOOK = Part("TC01", "企业畅联套餐", "JY01", "集团通讯助手", False, 2, 10)
PARTS = (VPN, LINE, BOOK)


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([("JC01", 1)], []),
        ([("TC01", 1), ("JC01", 5), ("JC04", 1)], []),
        ([("TC01", 1), ("JC01", 5), ("JC04", 2), ("JY01", 2)], []),
        ([("TC01", 1), ("JC04", 1)], [("JC01", "missing", 0, 5)]),
        ([("TC01", 1), ("JC01", 4), ("JC04", 3)], [("JC01", "few", 4, 5), ("JC04", "many", 3, 2)]),
        ([("TC01", 2), ("JC01", 6), ("JC01", 3), ("JC04", 4)], [("JC01", "few", 9, 10)]),
        ([("TC01", 1), ("JC01", 5), ("JC04", 1), ("JY01", 1)], [("JY01", "few", 1, 2)]),
        ([("TC01", 1), ("JC01", 5), ("JC04", 1), ("JY01", 11)], [("JY01", "many", 11, 10)]),
    ],
)
def test_a_bundle_names_what_is_missing_too_few_or_too_many(
    lines: list[tuple[str, int]], faults: list[tuple[str, str, int, int]]
) -> None:
    found = bundle_faults(lines, PARTS)
    assert [(one.part.offering_code, one.kind, one.count, one.bound) for one in found] == faults
    for one in found:
        assert "企业畅联套餐" in fault_words(one)


def test_a_required_part_is_there_at_least_once_and_an_optional_one_may_be_none() -> None:
    assert [least_of(part) for part in PARTS] == [5, 1, 0]


@given(st.integers(1, 5), st.integers(0, 1000), st.integers(0, 10), st.integers(0, 60))
def test_quantities_within_every_bound_have_no_fault(bundles: int, vpn: int, line: int, book: int) -> None:
    faults = bundle_faults([("TC01", bundles), ("JC01", vpn), ("JC04", line), ("JY01", book)], PARTS)
    fits = 5 * bundles <= vpn <= 200 * bundles and bundles <= line <= 2 * bundles
    fits = fits and (book == 0 or 2 * bundles <= book <= 10 * bundles)
    assert (not faults) is fits


def test_what_changed_between_two_versions_is_named_once_each() -> None:
    old = '{"name":"专线","monthly_fen":100,"floor_fen":80,"cards":[],"parts":[],"sla":""}'
    new = '{"name":"专线","monthly_fen":90,"floor_fen":80,"cards":[["",90,0,null,null]],"parts":[["x"]],"sla":"99.9%"}'
    assert [(one.what, one.before, one.after) for one in changes_between("A", old, new, DAY)] == [
        ("monthly_fen", 100, 90), ("cards", None, None), ("parts", None, None), ("words", None, None),
    ]  # fmt: skip
    assert [(one.what, one.before, one.after) for one in changes_between("A", "", new, DAY)] == [("new", None, 90)]
    assert [(one.what, one.name) for one in changes_between("A", old, "", DAY)] == [("gone", "专线")]
    for unreadable in ("not json", "[1]", "3"):
        assert [one.what for one in changes_between("A", unreadable, new, DAY)] == ["new"]
    assert changes_between("A", old, old, DAY) == []
