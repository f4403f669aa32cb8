"""Maps in a real store: people, lines, judgements, places, and taking each back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.customers.standing import standing_of
from model.decision_maps.actions import (
    LinkDraft,
    PersonDraft,
    add_person,
    change_link,
    end_link,
    link_people,
    person_left,
    place_cards,
    put_on_map,
    remove_placeholder,
    rename_person,
    take_off_map,
)
from model.decision_maps.history import map_on
from model.decision_maps.judging import JudgementDraft, confirm_met, end_role, face, give_role, judge
from model.decision_maps.places import Place
from model.decision_maps.queries import MapSheet, map_sheet
from model.errors import UserError
from model.grading.records import ValueGrade
from model.store.database import Database
from model.store.undo import redo, undo
from model.visits.records import Visit
from tests.builders import TODAY, add_contact, add_customer, make_store

TOMORROW = TODAY + timedelta(days=1)


World = tuple[Database, str, list[str]]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = make_store(tmp_path)
    customer = add_customer(database)
    yield database, customer, [add_contact(database, customer, f"示例{name}") for name in "甲乙丙丁"]
    database.close()


def sheet_of(database: Database, customer: str, opportunity: str | None = None) -> MapSheet:
    with database.read() as session:
        return map_sheet(session, customer, opportunity)


def link(database: Database, customer: str, source: str, target: str, kind: str = "solid", day: date = TODAY) -> str:
    with database.write("Link") as session:
        return link_people(session, LinkDraft(customer, source, target, kind), day)


def test_a_customer_that_is_gone_has_no_map(world: World) -> None:
    with pytest.raises(UserError):
        sheet_of(world[0], "00000000-0000-0000-0000-000000000000")


def test_a_person_added_with_a_question_mark_is_a_placeholder_until_renamed(world: World) -> None:
    database, customer, people = world
    with database.write("Add") as session:
        person = add_person(session, PersonDraft(customer, "技术负责人？"))
    assert map_on(sheet_of(database, customer).history, TODAY).people[person].placeholder
    with database.read() as session:
        assert standing_of(session, customer, TODAY).counts["people"] == len(people) == 4
    with database.write("Rename") as session:
        rename_person(session, person, " 示例戊 ")
    known = map_on(sheet_of(database, customer).history, TODAY).people[person]
    assert (known.name, known.placeholder) == ("示例戊", False)
    for wrong in (lambda s: add_person(s, PersonDraft(customer, " ")), lambda s: rename_person(s, person, "")):
        with pytest.raises(UserError), database.write("Nothing") as session:
            wrong(session)


def test_the_same_line_twice_is_one_and_a_loop_is_refused_by_name(world: World) -> None:
    database, customer, (one, two, three, _) = world
    assert link(database, customer, two, one) == link(database, customer, two, one)
    link(database, customer, three, two)
    with pytest.raises(UserError, match="示例甲 → 示例丙 → 示例乙 → 示例甲"):
        link(database, customer, one, three)
    assert len(sheet_of(database, customer).history.lines) == 2


def test_a_new_solid_manager_ends_the_former_line_and_yesterday_keeps_it(world: World) -> None:
    database, customer, (one, two, three, _) = world
    link(database, customer, three, one)
    link(database, customer, three, two, day=TOMORROW)
    history = sheet_of(database, customer).history
    assert [line.target for line in map_on(history, TODAY).lines.standing] == [one]
    assert [line.target for line in map_on(history, TOMORROW).lines.standing] == [two]
    link(database, customer, three, one, day=TOMORROW + timedelta(days=1))
    later = map_on(sheet_of(database, customer).history, TOMORROW + timedelta(days=1))
    assert [line.target for line in later.lines.standing] == [one]
    assert [line.target for line in map_on(sheet_of(database, customer).history, TODAY).lines.standing] == [one]


def test_a_line_can_be_changed_and_ended_and_a_missing_one_says_so(world: World) -> None:
    database, customer, (one, two, *_) = world
    solid = link(database, customer, two, one)
    conflict = link(database, customer, one, two, "influences")
    with database.write("Change") as session:
        change_link(session, solid, "dotted", 2)
        change_link(session, conflict, "conflicts", 3, "预算")
    kinds = {line.id: (line.kind, line.strength, line.note) for line in sheet_of(database, customer).history.lines}
    assert kinds == {solid: ("dotted", 2, ""), conflict: ("conflicts", 3, "预算")}
    with database.write("End") as session:
        end_link(session, solid, TODAY)
    assert [line.id for line in map_on(sheet_of(database, customer).history, TODAY).lines.standing] == [conflict]
    for wrong in (lambda s: end_link(s, "none", TODAY), lambda s: change_link(s, "none", "solid", 1)):
        with pytest.raises(UserError), database.write("Nothing") as session:
            wrong(session)


def test_relinking_lets_go_of_the_subtree_except_of_who_was_put_by_hand(world: World) -> None:
    database, customer, (one, two, three, four) = world
    link(database, customer, three, two)
    link(database, customer, four, three)
    with database.write("Place") as session:
        place_cards(session, customer, None, {one: Place(0, 0), two: Place(300, 0), three: Place(300, 160)}, False)
        place_cards(session, customer, None, {four: Place(9, 9)})
    link(database, customer, three, one)
    cards = sheet_of(database, customer).cards
    assert set(cards) == {one, two, four}
    assert cards[four].by_hand
    assert not cards[one].by_hand


def test_who_is_taken_off_the_map_waits_in_the_list_and_comes_back_without_a_place(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Move") as session:
        place_cards(session, customer, None, {one: Place(5, 6)})
        take_off_map(session, customer, None, one)
    sheet = sheet_of(database, customer)
    assert [person.id for person in sheet.off_map] == [one]
    assert one not in sheet.cards
    assert one not in map_on(sheet.history, TODAY).people
    with database.write("Back") as session:
        put_on_map(session, customer, None, one)
    sheet = sheet_of(database, customer)
    assert not sheet.off_map
    assert one not in sheet.cards


def test_a_placeholder_goes_with_all_that_hung_on_it_and_a_person_does_not(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Add") as session:
        person = add_person(session, PersonDraft(customer, "安全负责人?"))
        give_role(session, person, "influencer", TODAY)
        place_cards(session, customer, None, {person: Place(1, 1)})
    link(database, customer, person, one)
    with database.write("Delete") as session:
        remove_placeholder(session, person)
    sheet = sheet_of(database, customer)
    assert (sheet.history.lines, sheet.history.judgements, sheet.cards) == ((), (), {})
    with pytest.raises(UserError), database.write("Nothing") as session:
        remove_placeholder(session, one)


def test_who_left_is_on_the_map_of_the_days_before(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Left") as session:
        person_left(session, one, "left", TODAY)
    history = sheet_of(database, customer).history
    assert one not in map_on(history, TODAY).people
    assert one in map_on(history, TODAY - timedelta(days=1)).people


def test_judging_again_the_same_day_corrects_and_another_day_adds(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Judge") as session:
        judge(session, JudgementDraft(one, {"attitude": "neutral"}), TODAY)
        judge(session, JudgementDraft(one, {"attitude": "supporter"}, flags={"informant": True}), TODAY)
        give_role(session, one, "decider", TODAY)
    with database.write("Judge") as session:
        judge(session, JudgementDraft(one, {"coverage": "brief"}), TOMORROW)
    history = sheet_of(database, customer).history
    assert len(history.judgements) == 3
    today, later = map_on(history, TODAY).of(one)[0], map_on(history, TOMORROW).of(one)[0]
    assert (today.role, today.attitude, today.informant, today.coverage) == ("decider", "supporter", True, "")
    assert (later.role, later.attitude, later.coverage) == ("decider", "supporter", "brief")


def test_an_opportunity_has_its_own_judgement_and_the_customer_keeps_his(world: World) -> None:
    database, customer, (one, *_) = world
    chance = "11111111-1111-7111-8111-111111111111"
    with database.write("Judge") as session:
        give_role(session, one, "decider", TODAY)
        judge(session, JudgementDraft(one, {"attitude": "opponent"}, opportunity_id=chance), TODAY)
        link_people(session, LinkDraft(customer, one, world[2][1], "influences", chance), TODAY)
    of_customer = map_on(sheet_of(database, customer).history, TODAY)
    of_chance = map_on(sheet_of(database, customer, chance).history, TODAY)
    assert [one.attitude for one in of_customer.of(one)] == [""]
    assert [one.attitude for one in of_chance.of(one)] == ["opponent"]
    assert (len(of_customer.lines.standing), len(of_chance.lines.standing)) == (0, 1)


def test_a_role_ends_today_and_the_opinion_of_the_person_stays(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Judge") as session:
        give_role(session, one, "buyer", TODAY)
        judge(session, JudgementDraft(one, {"attitude": "champion"}), TODAY)
        give_role(session, one, "user", TODAY)
        end_role(session, one, "user", TODAY)
        end_role(session, one, "buyer", TODAY)
    (left,) = map_on(sheet_of(database, customer).history, TODAY).of(one)
    assert (left.role, left.attitude) == ("", "champion")
    with pytest.raises(UserError), database.write("Nothing") as session:
        end_role(session, one, "buyer", TODAY)


def test_values_that_are_no_choice_and_people_who_are_gone_are_refused(world: World) -> None:
    database, _, (one, *_) = world
    for wrong in (
        lambda s: judge(s, JudgementDraft(one, {"attitude": "furious"}), TODAY),
        lambda s: judge(s, JudgementDraft(one, {"name": "x"}), TODAY),
        lambda s: judge(s, JudgementDraft("none"), TODAY),
        lambda s: give_role(s, one, "king", TODAY),
        lambda s: face(s, one, " ", "", ""),
        lambda s: person_left(s, "none", "left", TODAY),
    ):
        with pytest.raises(UserError), database.write("Nothing") as session:
            wrong(session)


def test_a_visit_renews_the_judgement_of_the_people_met(world: World) -> None:
    database, customer, (one, *_) = world
    visit = "22222222-2222-7222-8222-222222222222"
    with database.write("Visit") as session:
        session.add(Visit(id=visit, dossier_id=customer, customer_id=customer, visit_date=TODAY))
        give_role(session, one, "user", TODAY - timedelta(days=400))
    for expected in ("brief", "multiple", "multiple"):
        with database.write("Met") as session:
            confirm_met(session, one, visit, TODAY)
        (found,) = map_on(sheet_of(database, customer).history, TODAY).of(one)
        assert (found.coverage, found.judged_on, found.visit, found.visit_on) == (expected, TODAY, visit, TODAY)


def test_counterparts_are_one_a_pair(world: World) -> None:
    database, customer, (one, *_) = world
    with database.write("Face") as session:
        face(session, one, "示例支撑经理", "vendor", "problem_solver")
        face(session, one, "示例支撑经理", "credible_source", "problem_solver")
    (row,) = sheet_of(database, customer).counterparts
    assert (row.person, row.our_name, row.present_level, row.wanted_level) == (
        one,
        "示例支撑经理",
        "credible_source",
        "problem_solver",
    )


def test_the_grade_is_the_companys_then_a_persons_override(world: World) -> None:
    database, customer, _ = world
    assert sheet_of(database, customer).grade == ""
    with database.write("Grade") as session:
        session.add(ValueGrade(id=customer, dossier_id=customer, customer_id=customer, grade="B", valid_from=TODAY))
    assert sheet_of(database, customer).grade == "B"
    other = add_customer(database, "G002", company_grade="A")
    assert sheet_of(database, other).grade == "A"


def test_each_gesture_is_taken_back_and_put_forth_whole(world: World) -> None:
    database, customer, (one, two, *_) = world
    before = sheet_of(database, customer)
    link(database, customer, two, one)
    after = sheet_of(database, customer)
    undo(database)
    assert sheet_of(database, customer) == before
    redo(database)
    assert sheet_of(database, customer) == after
