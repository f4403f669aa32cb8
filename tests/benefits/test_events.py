"""Events with invitations by grade, alliance merchants, and the reward table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.benefits.page import BenefitsPage
from gui.context import Context
from gui.widgets.form import FormDialog
from model.benefits.actions import BenefitDraft, cancel_benefit, plan_benefit, receive_benefit, send_benefit
from model.benefits.events import EventDraft, delete_event, invite, list_events, save_event
from model.benefits.merchants import MerchantDraft, delete_merchant, list_merchants, save_merchant
from model.benefits.queries import list_benefits
from model.benefits.records import AllianceMerchant
from model.benefits.rewards import reward_table, save_reward
from model.errors import UserError
from model.proposals.decisions import save_authority
from model.snapshots.rules import Ratio
from model.store.database import Database
from tests.retention.portfolio import TODAY, add_customer, customer_id, sample_store
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

LECTURE = EventDraft("lecture", "示例讲座", TODAY + timedelta(days=9), "示例会堂", "示例讲师", 3, 80_000)


def customers(database: Database) -> None:
    with database.write() as session:
        for code, grade in (("A1", "A"), ("A2", "A"), ("B1", "B"), ("D1", "D")):
            add_customer(session, code, company_grade=grade)
        add_customer(session, "X", company_grade="A", status="lost")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        customers(database)
        yield database


def test_those_are_invited_once_whose_grade_the_reward_table_gives_it(book: Database) -> None:
    with book.write() as session:
        event = save_event(session, LECTURE)
        assert invite(session, event, "AD", TODAY) == 2
        assert invite(session, event, "AB", TODAY) == 1
        assert invite(session, event, "AB", TODAY) == 0
        with pytest.raises(UserError):
            invite(session, event, "D", TODAY)
        first, second, _third = (row.id for row in list_benefits(session))
        for one in (first, second):
            send_benefit(session, one, TODAY)
        receive_benefit(session, first, TODAY)
        (row,) = list_events(session)
    assert (row.planned, row.invited, row.came, row.rate) == (3, 2, 1, Ratio(1, 2))


def test_more_than_there_are_seats_for_are_not_invited(book: Database) -> None:
    with book.write() as session:
        event = save_event(session, EventDraft("club", "示例俱乐部", TODAY, seats=1))
        with pytest.raises(UserError, match="1"):
            invite(session, event, "A", TODAY)
        save_event(session, EventDraft("club", "示例俱乐部", TODAY, seats=2), event)
        assert invite(session, event, "ABCD", TODAY) == 2
        with pytest.raises(UserError):
            delete_event(session, event)
        for row in list_benefits(session):
            cancel_benefit(session, row.id)
        delete_event(session, event)
        assert list_events(session) == []


@pytest.mark.parametrize(
    "draft",
    [
        EventDraft("lecture", " ", TODAY),
        EventDraft("vip_card", "示例", TODAY),
        EventDraft("club", "示例", TODAY, seats=0),
        EventDraft("club", "示例", TODAY, cost_fen=-1),
    ],
)
def test_an_event_that_cannot_be_is_refused(book: Database, draft: EventDraft) -> None:
    with book.write() as session, pytest.raises(UserError):
        save_event(session, draft)


def test_merchants_say_what_was_given_and_whose_offer_is_over(book: Database) -> None:
    with book.write() as session:
        for bad in (
            MerchantDraft("", "八折"),
            MerchantDraft("示例酒店", " "),
            MerchantDraft("示例酒店", "八折", grades=()),
        ):
            with pytest.raises(UserError):
                save_merchant(session, bad)
        old = save_merchant(session, MerchantDraft("示例餐厅", "赠饮", valid_to=date(2026, 11, 21)))
        hotel = save_merchant(session, MerchantDraft("示例酒店", "八折", grades=("A", "B"), valid_to=TODAY))
        benefit = plan_benefit(session, BenefitDraft(customer_id("A1"), "alliance", "住宿", TODAY, merchant_id=hotel))
        send_benefit(session, benefit, TODAY)
        rows = list_merchants(session, TODAY)
        with pytest.raises(UserError):
            delete_merchant(session, hotel)
        delete_merchant(session, old)
        with pytest.raises(UserError):
            delete_merchant(session, old)
    assert [(row.name, row.grades, row.is_over, row.given, row.used) for row in rows] == [
        ("示例酒店", ("A", "B"), False, 1, 0),
        ("示例餐厅", tuple("ABCD"), True, 0, 0),
    ]


@pytest.mark.parametrize(
    ("code", "kind", "days", "said"),
    [
        ("D1", "alliance", 0, "D"), ("X", "alliance", 0, "D"), ("A1", "alliance", 1, "示例酒店"),
        ("A1", "vip_card", 0, "联盟商家"),
    ],
)  # fmt: skip
def test_a_merchant_gives_only_what_it_offers_and_to_the_grades_it_names(
    book: Database, code: str, kind: str, days: int, said: str
) -> None:
    with book.write() as session:
        hotel = save_merchant(session, MerchantDraft("示例酒店", "八折", grades=("A", "B"), valid_to=TODAY))
        day = TODAY + timedelta(days=days)
        with pytest.raises(UserError, match=said):
            plan_benefit(session, BenefitDraft(customer_id(code), kind, "住宿", day, merchant_id=hotel))
        with pytest.raises(UserError):
            plan_benefit(session, BenefitDraft(customer_id(code), "alliance", "住宿", TODAY, merchant_id="gone"))
        plan_benefit(session, BenefitDraft(customer_id("B1"), "alliance", "住宿", TODAY, merchant_id=hotel))
        session.get_one(AllianceMerchant, hotel).grades = ""
        plan_benefit(session, BenefitDraft(customer_id("D1"), "alliance", "住宿", TODAY, merchant_id=hotel))


def test_a_single_invitation_is_of_the_events_kind_and_takes_a_seat_that_is_left(book: Database) -> None:
    with book.write() as session:
        event = save_event(session, EventDraft("club", "示例俱乐部", TODAY, seats=1))
        one, other = (BenefitDraft(customer_id(code), "club", "请柬", TODAY, event_id=event) for code in ("A1", "B1"))
        with pytest.raises(UserError):
            plan_benefit(session, replace(one, kind="lecture"))
        with pytest.raises(UserError):
            plan_benefit(session, replace(one, event_id="gone"))
        first = plan_benefit(session, one)
        with pytest.raises(UserError, match="示例俱乐部"):
            plan_benefit(session, other)
        cancel_benefit(session, first)
        plan_benefit(session, other)


def test_the_reward_table_is_a_default_until_it_is_edited_and_has_the_authority_of_proposals(book: Database) -> None:
    with book.write() as session:
        assert all(row.is_default for row in reward_table(session))
        save_reward(session, "D", ("lecture",))
        save_authority(session, {"A": 3000, "B": 1500, "C": 1000, "D": 0})
        with pytest.raises(UserError):
            save_reward(session, "E", ())
        with pytest.raises(UserError):
            save_reward(session, "A", ("nonsense",))
        table = {row.grade: row for row in reward_table(session)}
        assert (table["D"].kinds, table["D"].is_default, table["C"].is_default) == (("lecture",), False, True)
        assert table["A"].discount == 3000
        event = save_event(session, LECTURE)
        assert invite(session, event, "D", TODAY) == 1


def fill(qtbot: QtBot, dialog: FormDialog | None, **values: Any) -> None:
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.form.set_values({**dialog.form.values(), **values})
    dialog.submit()
    assert not dialog.isVisible()


def test_an_event_a_merchant_and_a_reward_are_written_in_the_window(qtbot: QtBot, context: Context) -> None:
    customers(context.database)
    page = on_screen(qtbot, BenefitsPage(context), 1100, 700)
    qtbot.waitExposed(page)
    page.tabs.show_sheet("events")
    fill(qtbot, page.events.write(), title="示例讲座", held_on=TODAY)
    qtbot.waitUntil(lambda: len(page.events.table.shown_ids()) == 1)
    page.events.table.select(page.events.table.shown_ids()[0])
    fill(qtbot, page.events.invite_customers(), B=True)
    qtbot.waitUntil(lambda: len(page.table.shown_ids()) == 3)
    page.tabs.show_sheet("merchants")
    fill(qtbot, page.merchants.write(), name="示例酒店", offer="八折", D=False)
    qtbot.waitUntil(lambda: len(page.merchants.table.shown_ids()) == 1)
    page.tabs.show_sheet("rewards")
    fill(qtbot, page.rewards.change("D"), vip_card=True)
    qtbot.waitUntil(lambda: "VIP" in page.rewards.rewards.shown().rows[3][1])
    fill(qtbot, page.plan(), customer_id=customer_id("D1"), kind="club")
    qtbot.waitUntil(lambda: len(page.table.shown_ids()) == 4)
    assert unnamed_controls(page) == []
