"""A random user at a map: whatever he does, takes back, does again or reopens, the map stays whole."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy.orm import Session

from model.decision_maps import actions, judging
from model.decision_maps.graph import loop_path
from model.decision_maps.history import MapState, map_on
from model.decision_maps.picture import draw_map
from model.decision_maps.places import Place, overlaps
from model.decision_maps.queries import MapSheet, map_sheet
from model.errors import UserError
from model.store.undo import redo, undo
from tests.builders import TODAY, add_customer, make_store, reopen

KINDS = ("solid", "dotted", "influences", "conflicts")
picks = st.integers(0, 1000)


class RandomUser(RuleBasedStateMachine):
    """Creates, links, judges, moves, deletes, undoes, redoes, saves and loads, and looks at past days."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = make_store(self.folder)
        self.today = TODAY
        self.made: list[str] = []
        """Everyone ever made, in that order: ids made within a millisecond sort by chance."""
        self.past: list[MapState] = []
        self.states: list[MapSheet] = []
        self.undone: list[MapSheet] = []

    @initialize()
    def begin(self) -> None:
        self.customer = add_customer(self.database)
        for name in ("示例甲", "示例乙", "示例丙"):
            with self.database.write("Add") as session:
                self.made.append(actions.add_person(session, actions.PersonDraft(self.customer, name)))

    def sheet(self) -> MapSheet:
        with self.database.read() as session:
            return map_sheet(session, self.customer)

    def someone(self, pick: int) -> str:
        there = map_on(self.sheet().history, self.today).people
        people = [person for person in self.made if person in there]
        return people[pick % len(people)] if people else ""

    def change(self, label: str, do: Callable[[Session], object]) -> None:
        """One gesture; a refused one changes nothing."""
        before = self.sheet()
        try:
            with self.database.write(label) as session:
                do(session)
        except UserError:
            assert self.sheet() == before
            return
        after = self.sheet()
        if after != before:
            self.states.append(before)
            self.undone.clear()

    @rule(name=st.sampled_from(["示例新人", "技术负责人?", "财务？"]))
    def create(self, name: str) -> None:
        draft = actions.PersonDraft(self.customer, name)
        self.change("Add", lambda s: self.made.append(actions.add_person(s, draft)))

    @rule(one=picks, other=picks, kind=st.sampled_from(KINDS))
    def link(self, one: int, other: int, kind: str) -> None:
        draft = actions.LinkDraft(self.customer, self.someone(one), self.someone(other), kind)
        self.change("Link", lambda s: actions.link_people(s, draft, self.today))

    @rule(pick=picks)
    def unlink(self, pick: int) -> None:
        standing = map_on(self.sheet().history, self.today).lines.standing
        lines = sorted(standing, key=lambda one: (self.made.index(one.source), self.made.index(one.target), one.kind))
        if lines:
            self.change("Unlink", lambda s: actions.end_link(s, lines[pick % len(lines)].id, self.today))

    @rule(pick=picks, attitude=st.sampled_from(["champion", "neutral", "opponent"]))
    def judge(self, pick: int, attitude: str) -> None:
        draft = judging.JudgementDraft(self.someone(pick), {"attitude": attitude})
        self.change("Judge", lambda s: judging.judge(s, draft, self.today))

    @rule(pick=picks, role=st.sampled_from(["decider", "user"]), end=st.booleans())
    def role(self, pick: int, role: str, end: bool) -> None:
        act = judging.end_role if end else judging.give_role
        self.change("Role", lambda s: act(s, self.someone(pick), role, self.today))

    @rule(pick=picks, x=st.integers(-500, 500), y=st.integers(-500, 500))
    def move(self, pick: int, x: int, y: int) -> None:
        person = self.someone(pick)
        if person:
            self.change("Move", lambda s: actions.place_cards(s, self.customer, None, {person: Place(x, y)}))

    @rule()
    def tidy(self) -> None:
        picture = draw_map(self.sheet(), self.today, tidy=True)
        self.change("Tidy", lambda s: actions.keep_new_places(s, self.customer, None, picture.places))

    @rule(pick=picks)
    def delete(self, pick: int) -> None:
        person = self.someone(pick)
        if person:
            placeholder = self.sheet().history.people
            known = {one.id: one.placeholder for one in placeholder}
            if known[person]:
                self.change("Delete", lambda s: actions.remove_placeholder(s, person))
            else:
                self.change("Off", lambda s: actions.take_off_map(s, self.customer, None, person))

    @rule(pick=picks)
    def put_back(self, pick: int) -> None:
        off = sorted(self.sheet().off_map, key=lambda person: self.made.index(person.id))
        if off:
            self.change("Back", lambda s: actions.put_on_map(s, self.customer, None, off[pick % len(off)].id))

    @precondition(lambda self: self.states)
    @rule()
    def take_back(self) -> None:
        now = self.sheet()
        undo(self.database)
        assert self.sheet() == self.states.pop()
        self.undone.append(now)

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self) -> None:
        now = self.sheet()
        redo(self.database)
        assert self.sheet() == self.undone.pop()
        self.states.append(now)

    @rule()
    def save_and_load(self) -> None:
        before = self.sheet()
        self.database = reopen(self.database)
        assert self.sheet() == before

    @rule()
    def sleep(self) -> None:
        """A new day; how the map looked yesterday is remembered."""
        self.past.append(map_on(self.sheet().history, self.today))
        self.today += timedelta(days=40)
        self.states.clear()
        self.undone.clear()

    @invariant()
    def the_map_is_whole(self) -> None:
        sheet = self.sheet()
        state = map_on(sheet.history, self.today)
        standing = state.lines.standing
        assert not state.lines.in_conflict
        for line in standing:
            assert line.source in state.people
            assert line.target in state.people
            assert not loop_path(
                [one for one in standing if one is not line and one.reports], line.source, line.target
            ) or (not line.reports)
        assert all(
            sum(one.kind == "solid" and one.source == person for one in standing) <= 1 for person in state.people
        )
        for before in self.past:
            assert_remembered(before, map_on(sheet.history, before.day))

    @invariant()
    def every_card_has_a_place_and_those_nobody_placed_overlap_none(self) -> None:
        sheet = self.sheet()
        picture = draw_map(sheet, self.today)
        assert set(picture.places) == set(picture.faces) == set(map_on(sheet.history, self.today).people)
        for one, other in combinations(picture.places, 2):
            by_hand = [person for person in (one, other) if person in sheet.cards]
            assert len(by_hand) == 2 or not overlaps(picture.places[one], picture.places[other])
        assert all(
            picture.places[person] == card.place for person, card in sheet.cards.items() if person in picture.places
        )

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)


def assert_remembered(before: MapState, now: MapState) -> None:
    """Whoever is still on the map stood on a past day as he stood then, whatever has been done since."""
    both = set(now.people) & set(before.people)
    assert {one: now.of(one) for one in both} == {one: before.of(one) for one in both}
    then, today = (
        {(one.id, one.kind) for one in state.lines.standing if {one.source, one.target} <= both}
        for state in (before, now)
    )
    assert then == today


RandomUser.TestCase.settings = settings(max_examples=6, stateful_step_count=25, deadline=None)
TestRandomUser = RandomUser.TestCase
