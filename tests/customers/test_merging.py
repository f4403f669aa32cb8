"""Two customers made one, and taken apart again."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from model.billing.records import BillingMonth
from model.customers.duplicates import find_duplicates, keep_separate, still_open
from model.customers.finding import customer_by_code
from model.customers.merge_rules import choices_between, giving_way, names_besides, survivors
from model.customers.merging import list_merged, merge_customers, merge_preview, part_customers
from model.customers.queries import custom_values_of
from model.customers.records import Contact, Customer, CustomValue
from model.decision_maps.judging import JudgementDraft, judge
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need, link_needs
from model.schema import SCHEMA
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.facts import replace_slices
from model.store.undo import redo, undo
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY, add_contact, add_customer, dump


def owners(database: Database) -> dict[str, RowId]:
    """Contact's name → the customer it hangs on."""
    with database.read() as session:
        return {contact.name: contact.customer_id for contact in session.scalars(select(Contact))}


@pytest.fixture
def two(store: Database) -> tuple[RowId, RowId]:
    """A kept customer with little, another with a person, a visit, needs, a bill and a custom field."""
    keep = add_customer(store, "G001", "示例机械有限公司", grid="G01", address="一号路")
    other = add_customer(store, "G002", "示例机械公司", grid="G02", remarks="要发票", credit_code="91A")
    add_contact(store, keep, "李主任（示例）")
    person = add_contact(store, other, "王经理（示例）")
    with store.write("work") as session:
        add_visit(session, VisitDraft(other, TODAY, met=(person,), note="谈专线"), "示例经理")
        needs = [add_need(session, NeedDraft(other, words)) for words in ("稳定", "两条线路")]
        link_needs(session, *needs)
        judge(session, JudgementDraft(person, {"attitude": "supporter"}, "decider"), TODAY)
        session.add(
            CustomValue(
                id=natural_id("custom_value", other, "备注一"), dossier_id=other, customer_id=other,
                entity="customer", row_id=other, name="备注一", value="甲",
            )
        )  # fmt: skip
    return keep, other


def test_a_preview_says_what_differs_and_counts_what_comes_over(store: Database, two: tuple[RowId, RowId]) -> None:
    before = dump(store, full=False)
    with store.read() as session:
        preview = merge_preview(session, *two)
    assert (preview.keep.group_code, preview.other.group_code) == ("G001", "G002")
    assert {choice.group: (choice.keep, choice.other, choice.from_other) for choice in preview.choices} == {
        "group_code": (("G001",), ("G002",), False),
        "name": (("示例机械有限公司",), ("示例机械公司",), False),
        "credit_code": (("",), ("91A",), True),
        "address": (("", "G01", "一号路"), ("", "G02", ""), False),
        "remarks": (("",), ("要发票",), True),
    }
    assert dict(preview.moving) == {
        "contact": 1, "visit": 1, "visit_met": 1, "need": 2, "need_link": 1, "buying_role": 1, "custom_value": 1
    }  # fmt: skip
    assert dump(store, full=False) == before


def test_a_merge_moves_every_row_takes_what_was_chosen_and_keeps_dossiers(
    store: Database, two: tuple[RowId, RowId]
) -> None:
    keep, other = two
    with store.write("Merge") as session:
        merge_customers(session, keep, other, TODAY, {"address", "credit_code"})
    with store.read() as session:
        kept, merged = session.get_one(Customer, keep), session.get_one(Customer, other)
        assert (kept.credit_code, kept.grid, kept.address, kept.remarks) == ("91A", "G02", "", "")
        assert kept.former_names == "示例机械公司"
        assert (merged.merged_into, merged.grid) == (keep, "G02")
        assert customer_by_code(session, "G002").id == keep
        assert [(name, value) for _id, name, value in custom_values_of(session, keep)] == [("备注一", "甲")]
        assert {contact.dossier_id for contact in session.scalars(select(Contact))} == {keep, other}
        for name, table in SCHEMA.tables.items():
            if table.info.get("travels") and not table.info.get("fact") and "customer_id" in table.columns:
                left = session.execute(select(table.c.id).where(table.c.customer_id == other)).all()
                assert not left, name


def test_a_merge_is_taken_back_and_done_again_as_one_step(store: Database, two: tuple[RowId, RowId]) -> None:
    before = dump(store, full=False)
    with store.write("Merge") as session:
        merge_customers(session, *two, TODAY)
    after = dump(store, full=False)
    undo(store)
    assert dump(store, full=False) == before
    redo(store)
    assert dump(store, full=False) == after


def test_taken_apart_later_each_has_its_own_again_and_what_was_added_to_it(
    store: Database, two: tuple[RowId, RowId]
) -> None:
    keep, other = two
    with store.write("Merge") as session:
        merge_customers(session, keep, other, TODAY)
    with store.write("later") as session:
        person = session.scalars(select(Contact.id).where(Contact.dossier_id == other)).one()
        judge(session, JudgementDraft(person, {"attitude": "champion"}, "influencer"), TODAY)
        add_need(session, NeedDraft(keep, "后来的需求"))
    with store.read() as session:
        assert [(row.id, row.into_id) for row in list_merged(session)] == [(other, keep)]
    with store.write("Part") as session:
        part_customers(session, other)
    assert owners(store) == {"李主任（示例）": keep, "王经理（示例）": other}
    with store.read() as session:
        counts = {side: dict(merge_preview(session, *pair).moving) for side, pair in (("o", (keep, other)),)}
        assert counts["o"]["need"] == 2
        assert counts["o"]["buying_role"] == 2
        assert list_merged(session) == []
        assert session.get_one(Customer, other).merged_into is None


def test_a_customer_that_others_were_merged_into_takes_them_along(store: Database) -> None:
    first, second, third = (add_customer(store, code, f"示例{code}") for code in ("G1", "G2", "G3"))
    add_contact(store, first, "甲（示例）")
    for keep, other in ((second, first), (third, second)):
        with store.write("Merge") as session:
            merge_customers(session, keep, other, TODAY)
    assert owners(store) == {"甲（示例）": third}
    with store.read() as session:
        assert {row.id: row.into_id for row in list_merged(session)} == {first: third, second: third}
    with store.write("Part") as session:
        part_customers(session, first)
    assert owners(store) == {"甲（示例）": first}


def test_what_is_one_already_is_neither_merged_nor_parted(store: Database, two: tuple[RowId, RowId]) -> None:
    keep, other = two
    with store.write("Merge") as session:
        merge_customers(session, keep, other, TODAY)
    with store.read() as session:
        for pair in ((keep, keep), (keep, other), (other, keep)):
            with pytest.raises(UserError):
                merge_preview(session, *pair)
        with pytest.raises(UserError):
            part_customers(session, keep)


def test_bills_stay_where_they_were_measured(store: Database, two: tuple[RowId, RowId]) -> None:
    keep, other = two
    table = SCHEMA.tables["billing_month"]
    with store.write("Bills", bulk=True) as session:
        row = [0] * (len(table.columns) - 2)
        replace_slices(session.connection(), table, {(keep, 202610): [row], (other, 202610): [row]}, {})
    with store.read() as session:
        assert merge_preview(session, keep, other).months == 1
    with store.write("Merge") as session:
        merge_customers(session, keep, other, TODAY)
    with store.read() as session:
        assert set(session.scalars(select(BillingMonth.customer_id))) == {keep, other}


def test_a_merged_pair_is_open_no_more_and_what_was_kept_separate_stays_so(store: Database) -> None:
    ids = [
        add_customer(store, f"G{number}", name)
        for number, name in enumerate(("示例甲乙", "示例甲乙公司", "示例甲乙厂"))
    ]
    with store.read() as session:
        pairs = find_duplicates(session)
        assert len(still_open(session, pairs)) == 3
    with store.write("Keep separate") as session:
        keep_separate(session, ids[1], ids[2])
    with store.write("Merge") as session:
        merge_customers(session, ids[0], ids[1], TODAY)
    with store.read() as session:
        assert still_open(session, pairs) == []
        assert find_duplicates(session) == []


def test_a_search_that_is_stopped_ends_at_once(store: Database) -> None:
    add_customer(store, "G1", "示例甲乙")
    add_customer(store, "G2", "示例甲乙公司")

    class StoppedError(Exception):
        """What a cancelled task raises."""

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with store.read() as session, pytest.raises(StoppedError):
        find_duplicates(session, tell=stop)


texts = st.sampled_from(["", "甲", "乙", "丙"])


@given(texts, texts, texts, texts)
def test_no_name_is_lost_and_none_stands_twice(name: str, former: str, other: str, other_former: str) -> None:
    said = names_besides(name, ((name, former), (other, other_former))).split("；")
    assert {part for part in said if part} == {former, other, other_former} - {"", name}
    assert len(said) == len(set(said))


@given(texts, texts)
def test_the_other_s_value_stands_only_where_nothing_stood(ours: str, theirs: str) -> None:
    choices = choices_between({"field": ["field"]}, {"field": ours}, {"field": theirs})
    assert bool(choices) == (theirs != "" and ours != theirs)
    assert all(choice.from_other == (ours == "") for choice in choices)


@pytest.mark.parametrize(
    ("owners_of_both", "released", "words"),
    [(("a", "a"), (0, 1), "移交"), (("a", "a"), (1, 0), "移交"), (("a", "b"), (0, 0), "两位客户经理")],
)
def test_a_customer_handed_over_or_of_another_manager_is_not_merged_and_says_why(
    store: Database, two: tuple[RowId, RowId], owners_of_both: tuple[str, str], released: tuple[int, int], words: str
) -> None:
    before = dump(store, full=False)
    with store.write() as session:
        for customer, owner, gone in zip(two, owners_of_both, released, strict=True):
            session.execute(
                SCHEMA.tables["dossier"].insert().values(id=customer, owner=owner, former="[]", released=gone)
            )
    with store.read() as session, pytest.raises(UserError, match=words):
        merge_preview(session, *two)
    with pytest.raises(UserError, match=words), store.write() as session:
        merge_customers(session, *two, TODAY)
    assert dump(store, full=False) == before


def test_two_customers_of_one_manager_merge(store: Database, two: tuple[RowId, RowId]) -> None:
    with store.write() as session:
        for customer in two:
            session.execute(SCHEMA.tables["dossier"].insert().values(id=customer, owner="a", former="[]", released=0))
    with store.write("merge") as session:
        assert merge_customers(session, *two, TODAY) == two[0]


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 9), max_size=9), st.randoms())
def test_broken_loops_leave_every_merged_row_somebody_who_stands_whatever_the_order(
    ways: dict[int, int], chance: Random
) -> None:
    merged = {str(row): str(into) for row, into in ways.items()}
    ages = {row: (chance.random(), row) for row in merged}
    turned = dict(chance.sample(sorted(merged.items()), len(merged)))
    found = giving_way(merged, ages)
    assert {row: set(loop) for row, loop in found.items()} == {
        row: set(loop) for row, loop in giving_way(turned, ages).items()
    }
    for row, loop in found.items():
        assert row in loop
        assert {merged[other] for other in loop} == set(loop)
        assert ages[row] == min(ages[other] for other in loop)
    left = {row: into for row, into in merged.items() if row not in found}
    assert survivors(left).keys() == left.keys()
    assert not left.keys() & set(survivors(left).values())
