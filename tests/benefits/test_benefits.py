"""Benefits: planned, approved, sent, received."""

import itertools
from pathlib import Path

import pytest

from model.benefits.actions import (
    BenefitDraft,
    approve_benefit,
    cancel_benefit,
    plan_benefit,
    receive_benefit,
    send_benefit,
)
from model.benefits.queries import arrival_rates, list_benefits
from model.benefits.rules import REWARDS, may_have, needs_approval
from model.errors import UserError
from model.snapshots.rules import Ratio
from tests.retention.portfolio import TODAY, add_contact, add_customer, customer_id, sample_store


def test_a_gift_to_a_public_body_waits_for_approval(tmp_path: Path) -> None:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            add_customer(session, "GOV", customer_category="government")
            contact = add_contact(session, "GOV", "示例甲")
            gift = plan_benefit(
                session, BenefitDraft(customer_id("GOV"), "birthday_gift", "挂历", TODAY, contact, 5_000)
            )
            with pytest.raises(UserError):
                send_benefit(session, gift, TODAY)
            with pytest.raises(UserError):
                approve_benefit(session, gift, " ", TODAY)
        with database.read() as session:
            (row,) = list_benefits(session)
            assert (row.held, row.contact, row.cost_fen) == (True, "示例甲", 5_000)
        with database.write() as session:
            approve_benefit(session, gift, "示例合规", TODAY)
            send_benefit(session, gift, TODAY)
            with pytest.raises(UserError):
                cancel_benefit(session, gift)
            receive_benefit(session, gift, TODAY)
            (row,) = list_benefits(session)
            assert (row.held, row.state, row.received_on) == (False, "received", TODAY)


def test_the_arrival_rate_is_received_over_sent(tmp_path: Path) -> None:
    with sample_store(tmp_path) as database, database.write() as session:
        add_customer(session, "A", customer_category="enterprise", enterprise_type="private")
        made = [
            plan_benefit(session, BenefitDraft(customer_id("A"), "business_card", "", TODAY)) for _number in range(4)
        ]
        cancel_benefit(session, made[3])
        for benefit in made[:3]:
            send_benefit(session, benefit, TODAY)
        receive_benefit(session, made[0], TODAY)
        with pytest.raises(UserError):
            receive_benefit(session, made[0], TODAY)
        with pytest.raises(UserError):
            send_benefit(session, made[0], TODAY)
        session.flush()
        assert arrival_rates(session) == {"business_card": Ratio(1, 3)}


def test_what_cannot_be_planned_is_refused_in_words(tmp_path: Path) -> None:
    with sample_store(tmp_path) as database, database.write() as session:
        id = add_customer(session, "A")
        for draft in (
            BenefitDraft("nobody", "club", "", TODAY),
            BenefitDraft(id, "nonsense", "", TODAY),
            BenefitDraft(id, "club", "", TODAY, cost_fen=-1),
        ):
            with pytest.raises(UserError):
                plan_benefit(session, draft)
        with pytest.raises(UserError):
            send_benefit(session, "none", TODAY)


def test_the_higher_the_grade_the_more_benefits() -> None:
    for better, worse in itertools.pairwise(REWARDS):
        assert set(worse.kinds) <= set(better.kinds)
    table = {one.grade: one.kinds for one in REWARDS}
    assert may_have(table, "A", "club")
    assert not may_have(table, "D", "club")
    assert may_have(table, "?", "alliance")
    assert not may_have({}, "A", "alliance")
    assert needs_approval("vip_card", "enterprise", "central_soe")
    assert not needs_approval("lecture", "government", "")
    assert not needs_approval("vip_card", "enterprise", "private")
