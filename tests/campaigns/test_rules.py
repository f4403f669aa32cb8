"""Whom a campaign means and what it was worth, as laws."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.campaigns.rules import (
    Candidate,
    Order,
    PickPlan,
    Reachable,
    Reason,
    Told,
    barrier_of,
    best_contact,
    held_of,
    kept_of,
    outcome_of,
    pick_targets,
    read_plan,
    roi_of,
    standing_of,
    step_of,
    write_plan,
)
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.segments.rules import Condition, Op

CODES = tuple(ENUMERATIONS["campaign_response"])
people = st.builds(
    Candidate,
    customer_id=st.uuids().map(str),
    group_code=st.sampled_from([f"G{number:03d}" for number in range(30)]),
    figure=st.none() | st.integers(-10, 10),
    has_number=st.booleans(),
    consent=st.none() | st.booleans(),
    recent=st.booleans(),
)
crowds = st.lists(people, max_size=25, unique_by=lambda one: one.customer_id)
plans = st.builds(
    PickPlan,
    order=st.sampled_from(Order),
    held_percent=st.integers(-5, 120),
    seed=st.integers(0, 9),
    spare_recent=st.booleans(),
)
targets = st.lists(
    st.builds(Told, st.booleans(), st.sampled_from(["", *CODES]), st.none() | st.integers(0, 10**9)), max_size=30
)


@settings(max_examples=60)
@given(crowds, plans, st.sampled_from(["phone", "sms", "on_site"]), st.integers(0, 30), st.randoms())
def test_a_pick_does_not_hang_on_the_order_the_customers_come_in(
    crowd: list[Candidate], plan: PickPlan, channel: str, quota: int, random: Random
) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert pick_targets(crowd, plan, channel, quota) == pick_targets(shuffled, plan, channel, quota)


@settings(max_examples=60)
@given(crowds, plans, st.sampled_from(["phone", "sms", "event"]), st.integers(0, 30))
def test_a_pick_keeps_the_quota_loses_nobody_and_tells_nobody_who_must_not_be(
    crowd: list[Candidate], plan: PickPlan, channel: str, quota: int
) -> None:
    pick = pick_targets(crowd, plan, channel, quota)
    by_id = {one.customer_id: one for one in crowd}
    left = dict(pick.left_out)
    assert len(pick.chosen) <= quota
    assert sorted([*pick.chosen, *left]) == sorted(by_id)
    assert pick.held <= set(pick.chosen)
    assert len(pick.held) == held_of(len(pick.chosen), plan.held_percent) <= len(pick.chosen) // 2
    for one in pick.chosen:
        assert barrier_of(channel, by_id[one].has_number, by_id[one].consent) is None
        assert channel != "sms" or by_id[one].consent is True
    figures = [by_id[one].figure for one in pick.chosen]
    known = [figure for figure in figures if figure is not None]
    assert known == sorted(known, reverse=plan.order is not Order.LOW_REVENUE)
    assert figures == [*known, *[None] * (len(figures) - len(known))]


def test_each_reason_to_leave_somebody_out_is_named() -> None:
    crowd = [
        Candidate("a", "G1", 9, recent=True),
        Candidate("b", "G2", 8, consent=False),
        Candidate("c", "G3", 7, has_number=False),
        Candidate("d", "G4", 6),
        Candidate("e", "G5", 5),
    ]
    pick = pick_targets(crowd, PickPlan(), "phone", 1)
    assert pick.chosen == ("d",)
    assert dict(pick.left_out) == {
        "a": Reason.RECENT, "b": Reason.NO_CONSENT, "c": Reason.NO_NUMBER, "e": Reason.OVER_QUOTA,
    }  # fmt: skip
    assert "a" in pick_targets(crowd, PickPlan(spare_recent=False), "phone", 5).chosen


def test_the_person_to_tell_may_be_told_and_has_agreed_if_anybody_has() -> None:
    refused, unasked, agreed = (
        Reachable(name, name, name != "c", consent) for name, consent in (("a", False), ("b", None), ("c", True))
    )
    assert best_contact([refused, unasked, agreed], "phone") == unasked
    assert best_contact([refused, unasked], "on_site") == refused
    assert best_contact([refused, agreed], "event") == agreed
    assert best_contact([], "sms") is None


@settings(max_examples=80)
@given(targets, st.integers(0, 100), st.none() | st.integers(0, 10**10))
def test_the_matrix_adds_up_and_the_worth_follows_its_formula(rows: list[Told], margin: int, cost: int | None) -> None:
    found = outcome_of(rows, CODES, margin, cost)
    assert found.told.customers + found.untold.customers == len(rows)
    assert found.told.bought + found.told.not_bought == found.told.customers
    assert found.told.bought + found.untold.bought == sum(one.bought_fen is not None for one in rows)
    assert found.told.bought_fen + found.untold.bought_fen == sum(one.bought_fen or 0 for one in rows)
    assert found.told.bought <= found.interested <= found.responded <= found.told.customers
    assert sum(count for _code, count in found.answers) == sum(one.told and one.response != "" for one in rows)
    assert 0 <= found.kept_fen <= found.told.bought_fen
    assert found.gain_fen == (None if cost is None else found.kept_fen - cost)
    assert (found.roi is None) == (not cost)
    if cost and found.gain_fen is not None and found.roi is not None:
        assert found.roi == pytest.approx(found.gain_fen / cost)
        assert found.roi >= -1
    if found.lift is not None and found.extra_buyers is not None:
        assert abs(found.extra_buyers - found.lift * found.told.customers) <= 0.5 + 1e-9


def test_nothing_told_has_no_share_and_no_lift() -> None:
    found = outcome_of([Told(False)], CODES, 100, None)
    assert (found.response_share, found.lift, found.extra_buyers, found.roi) == (None, None, None, None)
    full = outcome_of([Told(True, "interested", 300_00), Told(True), Told(False), Told(False)], CODES, 50, 100_00)
    assert (full.response_share, full.lift, full.extra_buyers) == (0.5, 0.5, 1)
    assert (full.kept_fen, full.roi) == (150_00, 0.5)


def test_worth_is_counted_in_whole_fen() -> None:
    assert kept_of(199, 50) == 99
    assert roi_of(99, 0) is None
    assert roi_of(99, 33) == 2.0


@pytest.mark.parametrize(
    ("starts", "ends", "closed", "standing"),
    [
        (None, None, date(2026, 1, 1), "closed"),
        (date(2026, 12, 1), None, None, "planned"),
        (date(2026, 11, 1), date(2026, 11, 21), None, "over"),
        (date(2026, 11, 1), date(2026, 11, 22), None, "running"),
        (None, None, None, "running"),
    ],
)
def test_a_campaign_stands_by_its_days(
    starts: date | None, ends: date | None, closed: date | None, standing: str
) -> None:
    assert standing_of(starts, ends, closed, date(2026, 11, 22)) == standing


def test_a_target_is_as_far_as_its_last_step() -> None:
    day = date(2026, 11, 1)
    assert step_of(False, day, "refused", 1) == "bought"
    assert step_of(False, day, "refused", None) == "answered"
    assert step_of(True, day, "unreached", None) == "told"
    assert step_of(True, None, "", None) == "held"
    assert step_of(False, None, "", None) == "waiting"


@given(targets)
def test_targets_counted_together_come_to_what_each_does(found: list[Told]) -> None:
    alike: dict[tuple[bool, str, bool], list[Told]] = {}
    for one in found:
        alike.setdefault((one.told, one.response, one.bought_fen is None), []).append(one)
    together = [
        Told(told, response, None if nothing else sum(one.bought_fen or 0 for one in group), len(group))
        for (told, response, nothing), group in alike.items()
    ]
    assert outcome_of(together, CODES, 60, 100) == outcome_of(found, CODES, 60, 100)


def test_a_plan_of_picking_is_kept_whole_and_nonsense_is_refused() -> None:
    plan = PickPlan("s", (Condition("revenue_fen", Op.BETWEEN, (100, None)),), Order.REVENUE, 10, 7, False)
    assert read_plan(write_plan(plan)) == plan
    assert read_plan("{}") == PickPlan()
    with pytest.raises(UserError):
        read_plan('{"order": "nonsense"}')
