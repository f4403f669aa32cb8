"""What may be linked, how lines settle, what a map lacks, how it scores, and how it was on another day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.decision_maps.ages import fade, is_stale, stale_after
from model.decision_maps.gaps import Gap, GapKind, find_gaps, has_confirmed_decider, is_met
from model.decision_maps.graph import Judgement, Line, Person, check_link, depths, loop_path, settled, tree_lines
from model.decision_maps.history import Change, MapHistory, MapState, changes_between, decider_changed, map_on
from model.decision_maps.petals import SHOWN, petals_of
from model.decision_maps.scores import Share, scores_of
from model.decision_maps.sentences import (
    change_sentence,
    gap_sentence,
    names_of,
    next_step,
    share_sentence,
    source_sentence,
)
from model.errors import UserError
from resources.i18n import set_language

DAY = date(2026, 11, 22)
OLD = date(2026, 1, 1)


def person(name: str, **fields: object) -> Person:
    return Person(name, f"示例{name}", **fields)  # type: ignore[arg-type]


def judged(name: str, role: str = "user", day: date = DAY, **fields: object) -> Judgement:
    values = {"attitude": "supporter", "influence": "inside", "coverage": "brief", "evidence": "confirmed"} | fields
    return Judgement(f"{name}-{role}-{day}", name, role, judged_on=day, **values)  # type: ignore[arg-type]


def line(source: str, target: str, kind: str = "solid", since: date = OLD, until: date | None = None) -> Line:
    return Line(f"{source}{target}{kind}", source, target, kind, since, until)


def state(people: list[Person], judgements: list[Judgement], *lines: Line, day: date = DAY) -> MapState:
    return map_on(MapHistory(tuple(people), tuple(judgements), lines), day)


FULL = [
    judged("a", "decider"),
    judged("b", "user"),
    judged("c", "influencer"),
    judged("d", "approver"),
    judged("e", "buyer"),
    judged("f", "gatekeeper", attitude="opponent"),
]


def full_state(**fields: object) -> MapState:
    return state([person(name, department="财务部", level="经理") for name in "abcdef"], FULL)


def test_the_path_of_a_loop_is_named_from_manager_back_to_the_person() -> None:
    lines = [line("b", "a"), line("c", "b", "dotted"), line("a", "c", "influences")]
    assert loop_path(lines, "a", "c") == ("c", "b", "a")
    assert loop_path(lines, "c", "a") == ()
    assert loop_path([], "a", "a") == ("a",)


def test_links_that_make_no_sense_are_refused_in_words() -> None:
    people = {name: person(name) for name in "abc"}
    lines = [line("b", "a"), line("c", "b")]
    check_link(people, lines, "c", "a", "dotted")
    check_link(people, lines, "a", "c", "influences")
    for source, target, kind, words in (
        ("a", "x", "solid", "不在决策链"),
        ("a", "a", "influences", "示例a不能与自己连线"),
        ("a", "c", "solid", "示例a → 示例c → 示例b → 示例a"),
    ):
        with pytest.raises(UserError, match=words):
            check_link(people, lines, source, target, kind)
    with pytest.raises(UserError, match="示例a → 示例c → \\? → 示例a"):
        check_link({name: people[name] for name in "ac"}, lines, "a", "c", "solid")


LINES = [
    line("b", "a", since=date(2026, 1, 1)),
    line("c", "b", since=date(2026, 2, 1)),
    line("a", "c", since=date(2026, 3, 1)),
    line("b", "c", since=date(2026, 4, 1)),
    line("c", "c", "influences"),
    line("a", "b", "conflicts"),
]


@given(st.permutations(LINES))
def test_lines_of_two_stores_settle_the_same_in_any_order_and_none_vanishes(lines: list[Line]) -> None:
    found = settled(lines)
    assert found == settled(LINES)
    assert {one.id for one in (*found.standing, *found.in_conflict)} == {one.id for one in LINES}
    assert {one.id for one in found.in_conflict} == {"acsolid", "bcsolid", "ccinfluences"}


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(["solid", "dotted"])),
        max_size=14,
    )
)
def test_what_stands_never_holds_a_loop(drawn: list[tuple[str, str, str]]) -> None:
    lines = [
        line(source, target, kind, OLD + timedelta(days=number)) for number, (source, target, kind) in enumerate(drawn)
    ]
    standing = settled(lines).standing
    for one in standing:
        rest = [other for other in standing if other is not one]
        assert not loop_path(rest, one.source, one.target)


def test_a_person_hangs_by_the_solid_line_else_by_the_oldest_dotted_one() -> None:
    lines = [
        line("a", "b", "dotted"),
        line("a", "c"),
        line("d", "b", "dotted"),
        line("d", "c", "dotted"),
        line("a", "d", "conflicts"),
    ]
    tree, links = tree_lines(list("abcd"), [*lines, line("x", "a")])
    assert tree == [("a", "c"), ("d", "b")]
    assert links == [("a", "b"), ("d", "c"), ("a", "d")]
    assert depths(list("abcd"), tree) == {"a": 1, "b": 0, "c": 0, "d": 1}


def test_a_judgement_holds_as_long_as_its_grade_says() -> None:
    assert [stale_after(grade) for grade in ("A", "B", "C", "D", "")] == [90, 180, 365, 365, 365]
    made = judged("a", day=DAY - timedelta(days=90))
    assert not is_stale(made, DAY, "A")
    assert is_stale(made, DAY + timedelta(days=1), "A")
    assert fade([], DAY, "A") == 1.0
    assert fade([judged("a")], DAY, "A") == 0.0
    assert fade([judged("a", day=DAY - timedelta(days=68))], DAY, "A") == pytest.approx(46 / 90)
    assert fade([made, judged("a", day=DAY - timedelta(days=900))], DAY, "A") == 1.0


def test_an_empty_map_lacks_all_six_roles_and_a_single_decider_customer_three() -> None:
    empty = state([], [])
    assert [gap.kind for gap in find_gaps(empty, "A")] == [GapKind.NO_CONFIRMED_DECIDER] + [GapKind.EMPTY_ROLE] * 6
    assert [gap.what for gap in find_gaps(empty, "A", boss_project=True)] == [
        "decider",
        "decider",
        "influencer",
        "gatekeeper",
    ]


def test_a_complete_map_that_also_shows_an_opponent_lacks_only_him() -> None:
    assert find_gaps(full_state(), "A") == [Gap(GapKind.AGAINST_US, "opponent", ("f",))]


def test_each_gap_is_found() -> None:
    people = [
        person("a", department="财务部", level="总监"),
        person("b", department="生产部"),
        person("q", placeholder=True),
        person("n"),
        person("m"),
    ]
    judgements = [
        judged("a", "decider", DAY - timedelta(days=100), coverage="none", evidence="assumed"),
        judged("q", "buyer"),
        judged("n", ""),
    ]
    found = find_gaps(state(people, judgements), "A")
    kinds = {(gap.kind, gap.what, gap.people) for gap in found}
    assert (GapKind.NO_CONFIRMED_DECIDER, "decider", ("a",)) in kinds
    assert (GapKind.PLACEHOLDER, "buyer", ("q",)) in kinds
    assert (GapKind.NOT_COVERED, "", ("a",)) in kinds
    assert (GapKind.STALE, "", ("a",)) in kinds
    assert (GapKind.UNMET_DEPARTMENT, "财务部、生产部", ("a", "b")) in kinds
    assert (GapKind.UNMET_LEVEL, "总监", ("a",)) in kinds
    assert (GapKind.ALL_GREEN, "", ()) in kinds
    assert [gap.kind for gap in found] == sorted((gap.kind for gap in found), key=list(GapKind).index)
    assert is_met(state(people, judgements), "n")
    assert not is_met(state(people, judgements), "m")


def test_two_supporters_are_no_reason_to_doubt_the_map() -> None:
    found = find_gaps(state([person("a"), person("b")], [judged("a"), judged("b")]), "A")
    assert GapKind.ALL_GREEN not in {gap.kind for gap in found}


def test_only_a_known_and_confirmed_decider_counts() -> None:
    assert has_confirmed_decider(full_state())
    assert not has_confirmed_decider(state([person("a", placeholder=True)], [judged("a", "decider")]))
    assert not has_confirmed_decider(state([person("a")], [judged("a", "decider", evidence="assumed")]))


def test_scores_of_a_full_an_empty_and_a_half_map() -> None:
    full = scores_of(full_state(), "A")
    assert (full.completeness, full.light, full.horizontal, full.vertical) == (100, "green", Share(1, 1), Share(1, 1))
    empty = scores_of(state([], []), "A")
    assert (empty.completeness, empty.light, empty.horizontal.percent) == (0, "red", None)
    doubted = [replace(one, evidence="assumed") for one in FULL]
    half = scores_of(state([person(name) for name in "abcdef"], doubted, line("b", "a")), "A")
    assert (half.completeness, half.light, half.vertical) == (80, "amber", Share(2, 2))


def test_boss_mode_asks_for_three_roles() -> None:
    people, judgements = [person(name) for name in "acf"], [FULL[0], FULL[2], FULL[5]]
    assert scores_of(state(people, judgements), "A", boss_project=True).light == "green"
    assert scores_of(state(people, judgements), "A").completeness == 85


@given(st.lists(st.sampled_from(range(6)), unique=True))
def test_one_more_judged_person_never_lowers_what_is_filled(numbers: list[int]) -> None:
    people = [person(name) for name in "abcdef"]
    chosen = [FULL[number] for number in numbers]
    for count in range(len(chosen)):
        less = scores_of(state(people, chosen[:count]), "A").parts["roles"].part
        assert scores_of(state(people, chosen[: count + 1]), "A").parts["roles"].part == less + 1


def test_petals_stand_clockwise_with_several_people_and_tell_their_state() -> None:
    people = [person("a"), person("b"), person("q", placeholder=True), *(person(f"u{n}") for n in range(6))]
    judgements = [
        judged("a", "decider", evidence="assumed"),
        judged("a", "approver"),
        judged("b", "buyer", DAY - timedelta(days=200)),
        judged("q", "gatekeeper"),
        *(judged(f"u{n}", "user") for n in range(6)),
    ]
    petals = {petal.role: petal for petal in petals_of(state(people, judgements), "A", boss_project=True)}
    assert [petal.angle for petal in petals.values()] == [0, 60, 120, 180, 240, 300]
    assert petals["user"].y < 0
    assert abs(petals["user"].x) < 1e-9
    states = {role: petal.state for role, petal in petals.items()}
    assert states == {
        "user": "held",
        "influencer": "empty",
        "decider": "assumed",
        "approver": "held",
        "buyer": "stale",
        "gatekeeper": "assumed",
    }
    assert (len(petals["user"].seats), petals["user"].more) == (SHOWN - 1, 3)
    assert [petal.role for petal in petals.values() if petal.wanted] == ["influencer", "decider", "gatekeeper"]


HISTORY = MapHistory(
    (person("a"), person("b"), person("gone", status="left", left_on=date(2026, 6, 1)), person("quiet")),
    (
        judged("a", "decider", date(2026, 2, 1), attitude="neutral"),
        judged("a", "decider", date(2026, 8, 1)),
        judged("b", "user", date(2026, 3, 1), ended_on=date(2026, 9, 1)),
        judged("b", "buyer", date(2026, 9, 1)),
        judged("gone", "approver", date(2026, 1, 1)),
        judged("a", "decider", date(2026, 5, 1), opportunity="deal", attitude="opponent"),
        judged("b", "", date(2026, 3, 1)),
    ),
    (
        line("b", "a", since=date(2026, 3, 1)),
        line("gone", "a", until=date(2026, 4, 1)),
        line("b", "a", "conflicts", date(2026, 9, 9)),
    ),
)


def test_the_map_of_a_day_shows_who_was_there_and_what_was_thought() -> None:
    early, spring, now = (map_on(HISTORY, day) for day in (date(2026, 1, 15), date(2026, 3, 15), DAY))
    assert set(early.people) == {"gone", "quiet", "a"}
    assert [one.role for one in spring.of("b")] == ["user"]
    assert spring.of("a")[0].attitude == "neutral"
    assert set(now.people) == {"a", "b", "quiet"}
    assert now.of("a")[0].attitude == "supporter"
    assert [one.role for one in now.of("b")] == ["buyer"]
    assert [one.id for one in spring.lines.standing] == ["goneasolid", "basolid"]
    deal = map_on(replace(HISTORY, opportunity="deal"), DAY)
    assert [one.attitude for one in deal.of("a")] == ["opponent"]


def test_what_changed_since_is_listed_once_and_in_words() -> None:
    changes = changes_between(map_on(HISTORY, date(2026, 3, 15)), map_on(HISTORY, DAY))
    assert changes == [
        Change("person_left", "gone"),
        Change("judged", "a", what="attitude", before="neutral", after="supporter"),
        Change("role_gained", "b", after="buyer"),
        Change("role_lost", "b", before="user"),
        Change("line_added", "b", "a", after="conflicts"),
        Change("line_removed", "gone", "a", before="solid"),
    ]
    people = {one.id: one for one in HISTORY.people}
    assert [change_sentence(change, people) for change in changes] == [
        "示例gone已离开",
        "示例a：态度由中立变为支持",
        "示例b成为采购者",
        "示例b不再是使用者",
        "示例b对立于示例a",
        "示例gone不再汇报给示例a",
    ]
    back = changes_between(map_on(HISTORY, DAY), map_on(HISTORY, date(2026, 1, 15)))
    assert Change("person_came", "gone") in back
    blank = Change("judged", "a", what="attitude", before="", after="neutral")
    assert change_sentence(blank, people) == "示例a：态度由未知变为中立"


def test_a_decider_who_came_or_went_is_an_event() -> None:
    changes = [
        Change("role_gained", "a", after="decider"),
        Change("role_lost", "b", before="decider"),
        Change("role_lost", "c", before="user"),
    ]
    assert decider_changed(changes) == ["a", "b"]


def test_every_gap_reads_well_in_both_languages() -> None:
    people = {name: person(name) for name in "abcd"}
    for language in ("zh_CN", "en"):
        set_language(language)
        for kind in GapKind:
            what = (
                "opponent"
                if kind is GapKind.AGAINST_US
                else "decider"
                if "role" in kind or kind in ("placeholder", "not_covered")
                else "财务部"
            )
            words = gap_sentence(Gap(kind, what, ("a", "b", "c", "d")), people)
            assert words
            assert "{" not in words + next_step(Gap(kind))
    set_language("zh_CN")
    assert names_of(["a", "b", "c", "d"], people) == "示例a、示例b、示例c等（另 1 人）"
    assert share_sentence(Share(0, 0)) == "—"
    assert share_sentence(Share(1, 3)) == "1/3（33%）"


def test_where_a_judgement_comes_from_is_said() -> None:
    made = judged("a")
    assert source_sentence(made) == "已证实，2026-11-22 判断"
    assert source_sentence(replace(made, visit_on=OLD)) == "已证实，来自 2026-01-01 拜访"


def test_the_order_of_rows_in_the_store_does_not_matter() -> None:
    for order in list(permutations(HISTORY.judgements))[::500]:
        assert map_on(replace(HISTORY, judgements=order), DAY) == map_on(HISTORY, DAY)
