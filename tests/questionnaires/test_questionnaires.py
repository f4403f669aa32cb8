"""Questionnaires on a real store: written, tried, revised, answered, counted; and plans of market studies."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from model.customers.timeline import timeline_of
from model.errors import UserError
from model.questionnaires.actions import (
    QuestionnaireDraft,
    SheetDraft,
    add_sheet,
    close_questionnaire,
    delete_questionnaire,
    delete_sheet,
    revise,
    save_questionnaire,
    start_trial,
    use_version,
    write_version,
)
from model.questionnaires.queries import (
    count_sample,
    find_questionnaire,
    find_questionnaire_by_name,
    find_version,
    list_asked,
    list_opinions,
    list_questionnaires,
    list_sample,
    list_sheets,
    results_of,
)
from model.questionnaires.records import AnswerSheet, CustomerOpinion, QuestionnaireVersion
from model.questionnaires.rules import Meaning, Question, QuestionKind
from model.questionnaires.studies import (
    STEPS,
    StepDraft,
    change_step,
    delete_study,
    find_study,
    list_studies,
    save_study,
    tick_step,
)
from model.segments.actions import SegmentDraft, delete_segment, save_segment
from model.segments.records import Segment
from model.segments.rules import Condition, Op
from model.store.base import RowId, natural_id
from model.store.database import Database
from tests.builders import TODAY, add_contact, add_customer, make_store

DAMAGED = ("", "{", "null", "[" * 5_000, '{"a":' * 5_000, '[{"key": 1')
SATISFIED = Question("satisfied", "满意吗", QuestionKind.SCALE, (), True, Meaning.SATISFACTION)
BARRIER = Question("barrier", "顾虑", QuestionKind.TEXT, (), False, Meaning.SWITCHING_BARRIER)
G1 = natural_id("customer", "G1")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = make_store(tmp_path_factory.mktemp("questionnaires"))
    for number in range(1, 9):
        add_customer(database, f"G{number}", f"示例公司{number}", industry="教育" if number > 4 else "制造")
    add_contact(database, G1)
    yield database
    database.close()


@pytest.fixture
def asked(world: Database) -> Iterator[RowId]:
    """A questionnaire whose first version is being written, with one question."""
    with world.write("Questionnaire") as session:
        made = save_questionnaire(session, QuestionnaireDraft("示例问卷", sample_size=3, sample_seed=5), TODAY)
        write_version(session, find_questionnaire(session, made).newest.id, [SATISFIED])
    yield made
    with world.write("Out") as session:
        for row in list_sheets(session, made):
            delete_sheet(session, row.id)
        delete_questionnaire(session, made)


def do(world: Database, act: Callable[[Session], Any]) -> Any:
    with world.write("Act") as session:
        return act(session)


def newest(world: Database, row_id: RowId) -> RowId:
    with world.read() as session:
        return find_questionnaire(session, row_id).newest.id


def sheet(answers: dict[str, Any], customer: RowId = G1, days: int = 0) -> SheetDraft:
    return SheetDraft(customer, answers, TODAY - timedelta(days=days), natural_id("contact", G1, "王经理（示例）", 1))


def test_answers_keep_their_version_and_a_trial_is_not_counted(world: Database, asked: RowId) -> None:
    first = newest(world, asked)
    do(world, lambda session: start_trial(session, first))
    do(world, lambda session: add_sheet(session, first, sheet({"satisfied": 1}), TODAY))
    with world.read() as session:
        assert results_of(session, asked, find_version(session, first)).trial
        assert list_opinions(session, G1) == []
        assert list_questionnaires(session)[0].sheets == 0
    second = do(world, lambda session: revise(session, first, "看不懂", TODAY))
    do(world, lambda session: write_version(session, second, [SATISFIED, BARRIER]))
    do(world, lambda session: use_version(session, second))
    do(world, lambda session: add_sheet(session, second, sheet({"satisfied": 5, "barrier": "合同", "x": 1}), TODAY))
    with world.read() as session:
        found = find_questionnaire(session, asked)
        row = list_questionnaires(session)[0]
        tallies = results_of(session, asked, found.newest).tallies
        old = results_of(session, asked, found.versions[1])
        assert [words for _id, words in list_asked(session)] == ["示例问卷 第 2 版"]
        sheets = list_sheets(session, asked)
    assert [(one.number, one.state, one.sheets) for one in found.versions] == [(2, "live", 1), (1, "retired", 1)]
    assert (row.sheets, row.state, row.version, row.last_on) == (1, "live", 2, TODAY)
    assert (tallies[0].mean, tallies[1].texts) == (5.0, ("合同",))
    assert old.tallies[0].mean == 1.0
    assert {one.contact for one in sheets} == {"王经理（示例）"}
    with pytest.raises(UserError):
        do(world, lambda session: write_version(session, second, [BARRIER]))


def test_what_was_said_stands_at_the_customer_with_date_and_source_and_goes_with_its_sheet(
    world: Database, asked: RowId
) -> None:
    version = newest(world, asked)
    do(world, lambda session: write_version(session, version, [SATISFIED, BARRIER]))
    do(world, lambda session: use_version(session, version))
    do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 2}, days=9), TODAY))
    last = do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 4}, days=1), TODAY))
    with world.read() as session:
        (said,) = list_opinions(session, G1)
        entities = [entry.entity for entry in timeline_of(session, G1)]
    assert (said.kind, said.words, said.figure) == ("satisfaction", "4 / 5", 4)
    assert (said.said_on, said.source) == (TODAY - timedelta(days=1), "示例问卷 V1")
    assert entities.count("customer_opinion") == entities.count("answer_sheet") == 2
    do(world, lambda session: delete_sheet(session, last))
    with world.read() as session:
        assert [one.figure for one in list_opinions(session, G1)] == [2]
        assert len(session.scalars(select(CustomerOpinion.id)).all()) == 1


def test_the_sample_is_drawn_again_from_its_seed_and_knows_who_answered(world: Database, asked: RowId) -> None:
    version = newest(world, asked)
    with world.read() as session:
        drawn = list_sample(session, asked)
        assert [row.id for row in list_sample(session, asked)] == [row.id for row in drawn]
    assert len(drawn) == 3
    do(world, lambda session: use_version(session, version))
    do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 3}, drawn[0].id), TODAY))
    segment = do(
        world,
        lambda session: save_segment(session, SegmentDraft("教育", (Condition("industry", Op.ANY, ("教育",)),))),
    )
    with world.read() as session:
        assert [row.answered_on for row in list_sample(session, asked)] == [TODAY, None, None]
    draft = QuestionnaireDraft("示例问卷", segment_id=segment, sample_size=99)
    do(world, lambda session: save_questionnaire(session, draft, TODAY, asked))
    with world.read() as session:
        assert {row.group_code for row in list_sample(session, asked)} == {"G5", "G6", "G7", "G8"}
    with world.read() as session:
        assert count_sample(session, asked) == (4, 0)
    do(world, lambda session: session.execute(update(Segment).values(rule="[")))
    with world.read() as session:
        assert count_sample(session, asked) == (0, 0)
    do(world, lambda session: delete_segment(session, segment))
    with pytest.raises(UserError), world.read() as session:
        list_sample(session, asked)
    with world.read() as session:
        assert count_sample(session, asked) == (0, 0)


def test_what_cannot_be_meant_is_refused_in_words(world: Database, asked: RowId) -> None:
    version = newest(world, asked)
    wrong: list[Callable[[Session], Any]] = [
        lambda s: save_questionnaire(s, QuestionnaireDraft(" "), TODAY),
        lambda s: save_questionnaire(s, QuestionnaireDraft("a", sample_size=0), TODAY),
        lambda s: add_sheet(s, version, sheet({"satisfied": 3}), TODAY),
        lambda s: revise(s, version, " ", TODAY),
        lambda s: revise(s, version, "warum", TODAY),
        lambda s: write_version(s, version, [Question("a", "", QuestionKind.TEXT)]),
        lambda s: find_questionnaire(s, "gone"),
        lambda s: find_version(s, "gone"),
        lambda s: delete_sheet(s, "gone"),
        lambda s: find_questionnaire_by_name(s, "gone"),
    ]
    for act in wrong:
        with pytest.raises(UserError):
            do(world, act)
    do(world, lambda session: use_version(session, version))
    late: list[Callable[[Session], Any]] = [
        lambda s: add_sheet(s, version, sheet({"satisfied": 3}, days=-1), TODAY),
        lambda s: add_sheet(s, version, sheet({}), TODAY),
    ]
    for act in late:
        with pytest.raises(UserError):
            do(world, act)
    do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 3}), TODAY))
    with pytest.raises(UserError):
        do(world, lambda session: delete_questionnaire(session, asked))
    do(world, lambda session: close_questionnaire(session, asked, TODAY))
    with pytest.raises(UserError):
        do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 3}), TODAY))
    with world.read() as session:
        assert list_questionnaires(session)[0].state == "closed"
        assert list_asked(session) == []
        assert find_questionnaire_by_name(session, "") == asked


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_questions_and_answers_say_nothing_and_no_list_stops_at_them(
    world: Database, asked: RowId, text: str
) -> None:
    version = newest(world, asked)
    do(world, lambda session: use_version(session, version))
    do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 3}), TODAY))
    do(world, lambda session: session.execute(update(QuestionnaireVersion).values(questions=text)))
    do(world, lambda session: session.execute(update(AnswerSheet).values(answers=text)))
    with world.read() as session:
        assert [row.questions for row in list_questionnaires(session)] == [0]
        found = find_questionnaire(session, asked)
        assert results_of(session, asked, found.newest).tallies == ()
        assert [dict(row.answers) for row in list_sheets(session, asked)] == [{}]
    with pytest.raises(UserError):
        do(world, lambda session: add_sheet(session, version, sheet({"satisfied": 3}), TODAY))


def test_an_empty_questionnaire_cannot_be_asked(world: Database) -> None:
    made = do(world, lambda session: save_questionnaire(session, QuestionnaireDraft("空"), TODAY))
    with pytest.raises(UserError):
        do(world, lambda session: start_trial(session, newest(world, made)))
    do(world, lambda session: delete_questionnaire(session, made))


def test_a_market_study_has_every_step_of_the_field_and_ours_are_marked(world: Database) -> None:
    made = do(world, lambda session: save_study(session, "调研", "为什么？", TODAY))
    with world.read() as session:
        (study,) = list_studies(session, TODAY)
    assert [one.step for one in study.steps] == list(STEPS)
    assert {step for step, about in STEPS.items() if about.ours} == {"consent", "back"}
    first, second = study.steps[0].id, study.steps[1].id
    do(world, lambda session: tick_step(session, first, TODAY))
    draft = StepDraft("支撑经理", TODAY - timedelta(days=1), None, "等数据")
    do(world, lambda session: change_step(session, second, draft))
    with world.read() as session:
        study = find_study(session, made, TODAY)
    assert study.done == 1
    assert [one.late for one in study.steps[:3]] == [False, True, False]
    do(world, lambda session: tick_step(session, first, TODAY))
    do(world, lambda session: save_study(session, "调研二", "怎么办？", TODAY, made))
    with world.read() as session:
        assert (find_study(session, made, TODAY).done, find_study(session, made, TODAY).name) == (0, "调研二")
    do(world, lambda session: delete_study(session, made))
    refused: list[Callable[[Session], Any]] = [
        lambda s: find_study(s, made, TODAY),
        lambda s: save_study(s, "", "", TODAY),
        lambda s: tick_step(s, first, TODAY),
        lambda s: delete_study(s, made),
    ]
    for act in refused:
        with pytest.raises(UserError):
            do(world, act)
