"""The table of customers: figures, dates, roles and hints, read off a real store."""

from datetime import date, timedelta

from model.billing.records import BillingMonth
from model.customers.hints import GRAVITY, Facts, hints_of
from model.customers.listing import count_customers, list_customers
from model.customers.records import Customer
from model.customers.standing import standing_of
from model.customers.trends import falling_months
from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY, add_customer


def test_the_gravest_two_hints_stand_and_in_their_order() -> None:
    facts = Facts(rules=("birthday", "arrears", "broken_promise"), change=-0.2, last_contact=TODAY - timedelta(days=90))
    assert hints_of(facts, TODAY) == ("broken_promise", "arrears")


def test_every_hint_that_is_read_off_the_figures_is_found_alone() -> None:
    cases = {
        "revenue_fall": Facts(change=-0.1),
        "arrears": Facts(arrears_fen=1),
        "no_decider": Facts(roles=frozenset({"user"})),
        "long_unseen": Facts(last_contact=TODAY - timedelta(days=60)),
        "ends_soon": Facts(next_expiry=TODAY + timedelta(days=30)),
    }
    for hint, facts in cases.items():
        assert hints_of(facts, TODAY) == (hint,)


def test_a_customer_without_anything_known_is_not_blamed() -> None:
    assert hints_of(Facts(), TODAY) == ()
    assert hints_of(Facts(rules=("holiday_payment",), change=-0.09, next_expiry=TODAY - timedelta(days=1)), TODAY) == ()


def test_hints_know_nothing_that_no_column_names() -> None:
    from gui.customers.columns import hint_tags

    assert all(len(hint_tags(code)) == 1 for code in GRAVITY)
    assert [tag.text for tag in hint_tags("well")] == ["正常"]


def test_figures_that_fall_are_counted_up_to_the_last() -> None:
    assert falling_months([5, 4, 3]) == 2
    assert falling_months([3, 5, 4]) == 1
    assert falling_months([3, 4, 4]) == 0
    assert falling_months([]) == 0


def test_a_customer_stands_in_the_table_with_its_last_contact(store: Database) -> None:
    customer = add_customer(store, "G001", "示例机械有限公司")
    with store.write() as session:
        add_visit(session, VisitDraft(customer, TODAY - timedelta(days=70)))
        add_visit(session, VisitDraft(customer, TODAY + timedelta(days=3), status="planned"))
    with store.read() as session:
        (row,) = list_customers(session, TODAY)
        assert count_customers(session) == 1
        assert standing_of(session, customer, TODAY).hints == ("long_unseen",)
    assert row.last_contact == date(2026, 9, 13)
    assert row.hints == "long_unseen"
    assert row.sound.startswith("sljxyxgs shilijixie")


def test_a_merged_customer_is_not_in_the_table(store: Database) -> None:
    kept = add_customer(store, "G001", "示例机械有限公司")
    add_customer(store, "G002", "示例机械有限责任公司", merged_into=kept)
    with store.read() as session:
        assert [row.id for row in list_customers(session, TODAY)] == [kept]
        assert count_customers(session) == 1


def test_the_bills_of_a_merged_customer_count_for_the_one_that_stays(store: Database) -> None:
    kept = add_customer(store, "G001", "示例机械有限公司")
    gone = add_customer(store, "G002", "示例机械有限责任公司", merged_into=kept)
    bills = {(kept, 202609): 1000, (kept, 202610): 800, (gone, 202609): 1000, (gone, 202610): 700}
    with store.write() as session:
        for (customer, month), fen in bills.items():
            session.add(BillingMonth(customer_id=customer, month=month, voice_fen=fen, arrears_fen=None))
    with store.read() as session:
        (row,) = list_customers(session, TODAY)
    assert (row.revenue_fen, row.arrears_fen) == (1500, None)
    assert row.change == -0.25
    assert row.hints == "revenue_fall"
    last = add_customer(store, "G003", "示例机械集团")
    with store.write() as session:
        session.get_one(Customer, kept).merged_into = last
    with store.read() as session:
        (row,) = list_customers(session, TODAY)
    assert (row.id, row.revenue_fen) == (last, 1500)
