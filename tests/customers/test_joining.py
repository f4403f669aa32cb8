"""Two contacts of one name at a customer merge: offered, made one, counted once everywhere, and two again later."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from model.customers.actions import delete_row
from model.customers.finding import contact_of
from model.customers.merging import merge_customers, merge_preview, part_customers
from model.customers.people import list_people
from model.customers.person_rules import PersonSide, SamePerson, pairs_of_people
from model.customers.queries import list_contacts
from model.customers.records import Contact
from model.customers.standing import standing_of
from model.customers.timeline import timeline_of
from model.decision_maps.judging import JudgementDraft, judge
from model.decision_maps.queries import map_sheet
from model.decision_maps.records import BuyingRole
from model.editing.queries import list_rows
from model.exchange.erasure import erase_row
from model.personal_data.queries import copy_of_person
from model.search.queries import find
from model.store.base import RowId
from model.store.checking import check_store
from model.store.database import Database
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit
from model.visits.brief import brief_of
from model.visits.records import VisitMet
from tests.builders import TODAY, add_contact, add_customer, dump

WANG = "王经理（示例）"


@pytest.fixture
def twice(store: Database) -> tuple[RowId, RowId, RowId, RowId]:
    """Two customers that are one, each with the same person, judged and met at both: customers, then contacts."""
    keep = add_customer(store, "G001", "示例机械有限公司")
    other = add_customer(store, "G002", "示例机械公司")
    ours = add_contact(store, keep, WANG, title="经理", mobile="13800005678")
    theirs = add_contact(store, other, WANG, title="采购经理", mobile="138 0000 5678", email="wang@example.cn")
    add_contact(store, other, "李主任（示例）")
    with store.write("work") as session:
        for customer, person, role in ((keep, ours, "user"), (other, theirs, "decider")):
            add_visit(session, VisitDraft(customer, TODAY, met=(person,), note="谈专线"), "示例经理")
            judge(session, JudgementDraft(person, {"attitude": "supporter"}, role), TODAY)
    return keep, other, ours, theirs


def merge(database: Database, keep: RowId, other: RowId, joined: set[RowId] | None = None) -> None:
    with database.write("Merge") as session:
        merge_customers(session, keep, other, TODAY, joined=joined)


def named(database: Database) -> tuple[set[RowId], set[RowId]]:
    """Whom judgements name, and whom visits met."""
    with database.read() as session:
        return set(session.scalars(select(BuyingRole.contact_id))), set(session.scalars(select(VisitMet.contact_id)))


def test_a_preview_offers_the_two_of_one_name_and_number(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, theirs = twice
    with store.read() as session:
        (pair,) = merge_preview(session, keep, other).people
    assert (pair.keep.id, pair.other.id, pair.reason, pair.likely) == (ours, theirs, SamePerson.NAME_AND_PHONE, True)


def test_a_joined_person_counts_once_on_map_list_timeline_brief_and_search(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, _theirs = twice
    merge(store, keep, other)
    assert named(store) == ({ours}, {ours})
    with store.read() as session:
        assert [(row.name, sorted(row.roles.split(","))) for row in list_people(session, keep, TODAY)] == [
            ("李主任（示例）", [""]),
            (WANG, ["decider", "user"]),
        ]
        assert [row.name for row in list_contacts(session, keep)].count(WANG) == 1
        assert [row["name"] for row in list_rows(session, "contact")].count(WANG) == 1
        assert contact_of(session, keep, WANG).id == ours
        kept = session.get_one(Contact, ours)
        assert (kept.title, kept.email, kept.mobile) == ("经理", "wang@example.cn", "13800005678")
        assert standing_of(session, keep, TODAY).counts["people"] == 2
        assert [person.name for person in map_sheet(session, keep).history.people].count(WANG) == 1
        judged = [entry.words[0] for entry in timeline_of(session, keep) if entry.entity == "buying_role"]
        assert judged == [WANG, WANG]
        assert [person.name for person in brief_of(session, keep, TODAY).people].count(WANG) == 1
        assert [hit.id for hit in find(session, "王经理") if hit.entity == "contact"] == [ours]
    assert not [finding for finding in check_store(store) if finding.kind == "dangling"]


def test_what_is_not_said_to_be_one_stays_two(store: Database, twice: tuple[RowId, RowId, RowId, RowId]) -> None:
    keep, other, ours, theirs = twice
    merge(store, keep, other, set())
    assert named(store) == ({ours, theirs}, {ours, theirs})


def test_parted_customers_have_their_own_person_again_with_what_was_his(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, theirs = twice
    with store.write("fill") as session:
        session.get_one(Contact, ours).email = "own@example.cn"
    before = dump(store, full=False)
    merge(store, keep, other)
    with store.write("Part") as session:
        part_customers(session, other)
    parted = [line for line in dump(store, full=False) if '"customer"' not in line]
    assert parted == [line for line in before if '"customer"' not in line]
    assert named(store) == ({ours, theirs}, {ours, theirs})


def test_a_merge_of_merges_joins_through_and_parts_each_for_itself(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, theirs = twice
    third = add_customer(store, "G003", "示例机械总公司")
    last = add_contact(store, third, WANG)
    merge(store, keep, other)
    merge(store, third, keep)
    assert named(store) == ({last}, {last})
    with store.write("Part") as session:
        part_customers(session, keep)
    assert named(store) == ({last, ours}, {last, ours})
    with store.write("Part") as session:
        part_customers(session, other)
    assert named(store) == ({theirs, ours}, {theirs, ours})
    with store.read() as session:
        assert set(session.scalars(select(Contact.merged_into))) == {None}


def test_a_kept_person_who_leaves_with_his_customer_leaves_nobody_hidden(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, theirs = twice
    third = add_customer(store, "G003", "示例机械总公司")
    merge(store, keep, other)
    merge(store, third, keep)
    with store.write("Part") as session:
        part_customers(session, keep)
    assert named(store) == ({ours, theirs}, {ours, theirs})
    with store.read() as session:
        assert [row.id for row in list_people(session, third, TODAY) if row.name == WANG] == [theirs]
        assert [row.id for row in list_people(session, keep, TODAY)] == [ours]


def test_a_joined_person_is_deleted_whole_and_comes_back_whole(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, _theirs = twice
    merge(store, keep, other)
    before = dump(store, full=False)
    with store.write("Delete") as session:
        delete_row(session, Contact, ours)
    with store.read() as session:
        assert [row.name for row in session.scalars(select(Contact))] == ["李主任（示例）"]
    undo(store)
    assert dump(store, full=False) == before


def test_a_person_s_copy_and_erasure_reach_the_joined_half(
    store: Database, twice: tuple[RowId, RowId, RowId, RowId]
) -> None:
    keep, other, ours, _theirs = twice
    merge(store, keep, other)
    with store.read() as session:
        told = [text for record in copy_of_person(session, ours).records for _label, text in record.fields]
    assert "138 0000 5678" in told
    with store.write() as session:
        erase_row(session, "contact", ours, "本人要求")
    assert not [line for line in dump(store, full=False) if "王经理" in line or "5678" in line]


sides = st.builds(
    PersonSide,
    st.uuids().map(str),
    st.sampled_from(["", "王", "王 ", "李", "Ｗang"]),
    st.just(""),
    st.just(""),
    st.sampled_from(["", "13800005678", "138-0000-5678", "13900001111"]),
    st.sampled_from(["", "025-88880000", "13800005678"]),
    st.sampled_from([frozenset("a"), frozenset("b"), frozenset("ab")]),
)


@given(st.lists(sides, max_size=5), st.lists(sides, max_size=5))
def test_nobody_is_paired_twice_nor_with_one_of_his_own_dossier(
    keep: list[PersonSide], other: list[PersonSide]
) -> None:
    pairs = pairs_of_people(keep, other)
    both = [side.id for pair in pairs for side in (pair.keep, pair.other)]
    assert len(both) == len(set(both))
    assert all(not pair.keep.dossiers & pair.other.dossiers for pair in pairs)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("王", "13800005678"), ("王", "13800005678"), (SamePerson.NAME_AND_PHONE, True)),
        (("王", "13800005678"), ("王 ", ""), (SamePerson.NAME, True)),
        (("王", "13800005678"), ("王", "13900001111"), (SamePerson.NAME, False)),
        (("王", "13800005678"), ("李", "138 0000 5678"), (SamePerson.PHONE, False)),
        (("王", "13800005678"), ("李", "13900001111"), None),
        (("", ""), ("", ""), None),
    ],
)
def test_a_name_is_likely_one_person_unless_two_mobiles_speak_against_it(
    ours: tuple[str, str], theirs: tuple[str, str], expected: tuple[SamePerson, bool] | None
) -> None:
    two = [
        PersonSide(id, name, "", "", mobile, "", frozenset({id})) for id, (name, mobile) in (("1", ours), ("2", theirs))
    ]
    found = [(pair.reason, pair.likely) for pair in pairs_of_people(two[:1], two[1:])]
    assert found == ([expected] if expected else [])


def test_the_surest_pair_comes_first_and_leaves_the_others_what_is_left() -> None:
    keep = [PersonSide("k1", "王", "", "", "", "", frozenset("k")), PersonSide("k2", "王", "", "", "138", "")]
    other = [PersonSide("o1", "王", "", "", "138", "")]
    assert [(pair.keep.id, pair.reason) for pair in pairs_of_people(keep, other)] == [("k2", SamePerson.NAME_AND_PHONE)]
