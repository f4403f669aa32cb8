"""What a map shows on a day: faces, places and the ways of its lines."""

from dataclasses import replace
from datetime import date

from model.decision_maps.graph import Judgement, Line, Person
from model.decision_maps.history import MapHistory
from model.decision_maps.picture import draw_map
from model.decision_maps.places import Place
from model.decision_maps.queries import Card, MapSheet
from model.labels import label_of

DAY = date(2026, 11, 22)
OLD = date(2026, 1, 1)


def sheet_of(*lines: Line, cards: dict[str, Card] | None = None, judgements: tuple[Judgement, ...] = ()) -> MapSheet:
    people = (
        Person("a", "示例甲", "总经理"), Person("b", "示例乙", "", "财务部"), Person("c", "谁？", placeholder=True),
        Person("d", "示例丁"), Person("e", "示例戊", "主任"),
    )  # fmt: skip
    return MapSheet("k", "示例客户", "G1", "A", False, MapHistory(people, judgements, lines), cards or {}, (), ())


def line(source: str, target: str, kind: str = "solid", since: date = OLD) -> Line:
    return Line(f"{source}{target}{kind}", source, target, kind, since)


def judged(
    person: str, role: str = "user", day: date = DAY, attitude: str = "neutral", evidence: str = "assumed"
) -> Judgement:
    return Judgement(f"{person}{role}", person, role, attitude, "inside", "brief", evidence, day)


def test_a_card_says_how_sure_how_old_and_whether_it_is_time_to_judge_again() -> None:
    sheet = sheet_of(
        judgements=(
            judged("a", "decider"),
            judged("a", "user"),
            judged("b", day=date(2025, 12, 1)),
            judged("c", "buyer", attitude=""),
        )
    )
    faces = draw_map(sheet, DAY).faces
    assert (faces["a"].remark, faces["a"].detail, faces["a"].influence) == ("总经理", "初步接触 · 推测 11-22", "影响层")
    assert set(faces["a"].roles) == {"决策者", "使用者"}
    assert faces["b"].detail == "初步接触 · 推测 2025-12-01 · 待更新"
    assert (faces["b"].stale, faces["b"].fade) == (True, 1.0)
    assert (faces["c"].detail, faces["c"].attitude, faces["c"].fade) == ("占位：还不认识", "", 0.0)
    assert (faces["d"].detail, faces["d"].roles) == ("尚未判断", ())
    assert faces["a"].spoken().startswith("示例甲，总经理")


def test_what_a_customer_may_see_is_names_and_reporting_lines() -> None:
    sheet = sheet_of(line("b", "a"), line("d", "a", "conflicts"), judgements=(judged("a", "decider"),))
    picture = draw_map(sheet, DAY, public=True)
    assert picture.faces["a"].spoken() == "示例甲，总经理"
    assert [one.kind for one in picture.lines] == ["solid"]


def test_a_newer_line_that_closes_a_loop_is_shown_as_in_conflict() -> None:
    sheet = sheet_of(line("b", "a"), line("d", "b"), line("a", "d", since=DAY))
    drawn = {one.id: one.in_conflict for one in draw_map(sheet, DAY).lines}
    assert drawn == {"basolid": False, "dbsolid": False, "adsolid": True}


def test_a_way_is_kept_until_one_of_its_ends_moves_or_a_card_stands_on_it() -> None:
    cards = {key: Card(Place(300 * number, 0), False) for number, key in enumerate("abcde")}
    sheet = sheet_of(line("a", "c", "influences"), line("b", "e", "influences"), cards=cards)
    before = draw_map(sheet, DAY)
    again = draw_map(sheet, DAY, before)
    assert again.lines == before.lines
    moved = replace(sheet, cards={**cards, "a": Card(Place(0, 400), True)})
    after = {one.id: one.route for one in draw_map(moved, DAY, before).lines}
    kept = {one.id: one.route for one in before.lines}
    assert after["beinfluences"] == kept["beinfluences"]
    assert after["acinfluences"] != kept["acinfluences"]
    height = kept["beinfluences"][1][1]
    onto = replace(sheet, cards={**cards, "d": Card(Place(900, height - 40), True)})
    assert {one.id: one.route for one in draw_map(onto, DAY, before).lines}["beinfluences"] != kept["beinfluences"]


def test_tidying_keeps_only_hand_placed_cards() -> None:
    cards = {"a": Card(Place(5, 5), False), "b": Card(Place(900, 700), True)}
    sheet = sheet_of(line("b", "a"), cards=cards)
    assert draw_map(sheet, DAY).places["a"] == Place(5, 5)
    tidied = draw_map(sheet, DAY, tidy=True).places
    assert tidied["b"] == Place(900, 700)
    assert tidied["a"] != Place(5, 5)


def test_unknown_codes_are_shown_as_they_are() -> None:
    assert (label_of("attitude", ""), label_of("attitude", "odd"), label_of("attitude", "neutral")) == (
        "",
        "odd",
        "中立",
    )
