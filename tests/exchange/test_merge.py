"""The merge rules as laws, apart from any store."""

import itertools
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from model.exchange.forms import MisfitError, fact_forms
from model.exchange.knowledge import beyond, covers, knows
from model.exchange.merge import Verdict, conflict_id, is_dead, unseen, verdict_on
from model.exchange.stamps import Stamp

REPLICAS = ("a", "b", "c")
vectors = st.dictionaries(st.sampled_from(REPLICAS), st.integers(0, 5))
stamps = st.builds(Stamp, st.integers(1, 4), st.integers(0, 3), st.sampled_from(REPLICAS), st.integers(1, 5))


@given(vectors, vectors)
def test_what_is_beyond_is_empty_exactly_when_it_is_covered(one: dict[str, int], two: dict[str, int]) -> None:
    assert covers(two, one) == (not beyond(one, two))


@given(stamps, stamps, vectors, vectors, st.booleans())
def test_two_stores_that_meet_choose_the_same_value(
    mine: Stamp, theirs: Stamp, base: dict[str, int], other: dict[str, int], equal: bool
) -> None:
    if mine.dot == theirs.dot:
        return
    my_vector = {**base, mine.replica: max(base.get(mine.replica, 0), mine.seq)}
    their_vector = {**other, theirs.replica: max(other.get(theirs.replica, 0), theirs.seq)}
    if knows(my_vector, theirs.dot) or knows(their_vector, mine.dot):
        return
    here = verdict_on(mine, theirs, my_vector, their_vector, equal=equal)
    there = verdict_on(theirs, mine, their_vector, my_vector, equal=equal)
    assert {here, there} == ({Verdict.TAKE, Verdict.KEEP} if equal else {Verdict.TAKE_AND_TELL, Verdict.KEEP_AND_TELL})


@given(stamps, stamps)
def test_of_two_writes_that_did_not_know_of_each_other_the_greater_stamp_stands(one: Stamp, two: Stamp) -> None:
    if one.dot == two.dot:
        return
    taken = verdict_on(one, two, {one.replica: 0}, {two.replica: 0}, equal=False) is Verdict.TAKE_AND_TELL
    assert taken == (two > one)


def test_a_write_already_known_changes_nothing() -> None:
    assert verdict_on(None, Stamp(9, 9, "a", 1), {"a": 1}, {}, equal=False) is Verdict.KNOWN


def test_a_write_made_after_seeing_mine_is_taken_without_a_conflict() -> None:
    mine = Stamp(1, 50, "a", 3)
    assert verdict_on(mine, Stamp(2, 0, "b", 1), {"a": 3}, {"a": 3, "b": 1}, equal=False) is Verdict.TAKE


def test_a_row_is_dead_only_when_every_cell_was_seen_by_a_deleter() -> None:
    cells = [Stamp(1, 0, "a", 1), Stamp(2, 0, "b", 4)]
    assert not is_dead(cells, {("a", 1)})
    assert unseen(cells, {("a", 1)}) == [cells[1]]
    assert is_dead(cells, {("a", 1), ("b", 4)})
    assert is_dead([], set())


@given(stamps, stamps)
def test_a_conflict_has_one_id_whoever_finds_it(one: Stamp, other: Stamp) -> None:
    assert conflict_id("visit", "row", "note", one.dot, other.dot) == conflict_id(
        "visit", "row", "note", other.dot, one.dot
    )


def test_the_order_of_stamps_is_total_and_never_before_the_value_replaced() -> None:
    written = [Stamp(rev, t, replica, 7) for rev in (1, 2) for t in (5, 900) for replica in REPLICAS]
    shuffled = random.Random(3).sample(written, len(written))
    assert sorted(shuffled) == sorted(written)
    assert all(a < b for a, b in itertools.product(written, written) if a.rev < b.rev)


whole = st.integers(-(2**63), 2**63 - 1)
texts = st.text("a梅\0", max_size=80)
columns = st.one_of([st.lists(one, max_size=4) for one in (whole, texts, st.floats(), whole | texts | st.none())])


@given(columns)
def test_a_whole_column_is_taken_as_its_values_would_be_one_by_one(values: list[Any]) -> None:
    for form in fact_forms().values():
        for check in form.checks.values():
            try:
                alone: object = [check(value) for value in values]
            except MisfitError:
                alone = MisfitError
            try:
                together: object = list(check.column(values))
            except MisfitError:
                together = MisfitError
            assert together == alone
