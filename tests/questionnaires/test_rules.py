"""What a questionnaire may ask, what its answers come to, and what they say, as laws."""

from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.questionnaires.rules import (
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_VALUES,
    Meaning,
    Question,
    QuestionKind,
    Said,
    check_questions,
    cleaned,
    question_fault,
    read_answers,
    read_questions,
    said_of,
    state_after,
    tally,
    unanswered,
    write_answers,
    write_questions,
)

CHOICES = ("甲", "乙", "丙")
QUESTIONS = (
    Question("one", "一", QuestionKind.SINGLE, CHOICES, True),
    Question("many", "多", QuestionKind.MULTIPLE, CHOICES, False, Meaning.SWITCHING_BARRIER),
    Question("scale", "分", QuestionKind.SCALE, (), True, Meaning.SATISFACTION),
    Question("number", "数", QuestionKind.NUMBER, (), False, Meaning.PERCEIVED_PRICE),
    Question("text", "字", QuestionKind.TEXT),
)
anything = (
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=6) | st.sampled_from(CHOICES)
    | st.lists(st.sampled_from([*CHOICES, "丁"]), max_size=4)
)  # fmt: skip
sheets = st.lists(
    st.dictionaries(st.sampled_from(["one", "many", "scale", "number", "text", "gone"]), anything), max_size=12
)


@settings(max_examples=80)
@given(sheets, st.randoms())
def test_a_count_does_not_hang_on_the_order_and_adds_up(found: list[dict[str, Any]], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    for question in QUESTIONS:
        counted = tally(question, found)
        assert counted == tally(question, shuffled)
        assert counted.answered == sum(question.key in cleaned(QUESTIONS, sheet) for sheet in found)
        total = sum(count for _name, count in counted.rows)
        if question.kind in (QuestionKind.SINGLE, QuestionKind.SCALE, QuestionKind.NUMBER):
            assert total == counted.answered
        if question.kind is QuestionKind.MULTIPLE:
            assert counted.answered <= total <= counted.answered * len(CHOICES)
            assert all(count <= counted.answered for _name, count in counted.rows)
        if question.kind is QuestionKind.TEXT:
            assert len(counted.texts) == counted.answered


@settings(max_examples=80)
@given(sheets)
def test_what_is_cleaned_is_kept_whole_and_stays_clean(found: list[dict[str, Any]]) -> None:
    for sheet in found:
        once = cleaned(QUESTIONS, sheet)
        assert cleaned(QUESTIONS, once) == once
        assert read_answers(write_answers(once)) == once


@settings(max_examples=60)
@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=9))
def test_mean_and_median_are_those_of_the_figures(numbers: list[Any]) -> None:
    counted = tally(QUESTIONS[3], [{"number": str(one)} for one in numbers])
    figures = [Fraction(str(one)) for one in numbers]
    assert counted.mean == pytest.approx(float(sum(figures) / len(figures)))
    assert counted.median == pytest.approx(float(median(figures)))


@settings(max_examples=60)
@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=40, unique=True))
def test_many_numbers_are_counted_in_few_ranges_and_none_is_lost(numbers: list[Any]) -> None:
    counted = tally(QUESTIONS[3], [{"number": str(one)} for one in numbers])
    assert sum(count for _name, count in counted.rows) == len(numbers)
    assert len(counted.rows) <= MOST_VALUES + 2


def test_ranges_have_round_ends_and_hold_their_lower_one() -> None:
    values = ("0", "99.99", "100", "150", "250", "350", "450", "799", "800")
    rows = tally(QUESTIONS[3], [{"number": one} for one in values]).rows
    assert rows[0] == ("0 – 100", 2)
    assert rows[1] == ("100 – 200", 2)
    assert rows[-1] == ("800 – 900", 1)


def test_the_mean_of_a_scale_and_nothing_answered() -> None:
    counted = tally(QUESTIONS[2], [{"scale": 5}, {"scale": 2}, {"scale": 6}, {"scale": True}, {}])
    assert (counted.answered, counted.mean, counted.median) == (2, 3.5, 3.5)
    assert counted.rows == (("1", 0), ("2", 1), ("3", 0), ("4", 0), ("5", 1))
    assert tally(QUESTIONS[2], []).mean is None


@pytest.mark.parametrize(
    ("given_number", "kept"),
    [("12.50", "12.5"), (0, "0"), ("-0.001", "0"), (1e30, None), (float("nan"), None), ("many", None), (True, None),
     ([], None), ("1e3", "1000")],
)  # fmt: skip
def test_a_number_is_kept_as_plain_digits(given_number: Any, kept: str | None) -> None:
    assert cleaned(QUESTIONS, {"number": given_number}).get("number") == kept


@pytest.mark.parametrize(
    "question",
    [
        Question("a", " ", QuestionKind.TEXT),
        Question("a", "问", QuestionKind.SINGLE, ("甲",)),
        Question("a", "问", QuestionKind.MULTIPLE, ("甲", "甲")),
        Question("a", "问", QuestionKind.SINGLE, tuple(str(one) for one in range(MOST_CHOICES + 1))),
        Question("a", "问", QuestionKind.TEXT, (), False, Meaning.SATISFACTION),
        Question("a", "问", QuestionKind.MULTIPLE, CHOICES, False, Meaning.PERCEIVED_PRICE),
        Question("a", "问", QuestionKind.NUMBER, (), False, Meaning.SWITCHING_BARRIER),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(question: Question) -> None:
    assert question_fault(question)
    with pytest.raises(UserError):
        check_questions([QUESTIONS[0], question])


def test_a_questionnaire_has_questions_and_not_too_many() -> None:
    check_questions(QUESTIONS)
    for wrong in ((), (QUESTIONS[0],) * (MOST_QUESTIONS + 1)):
        with pytest.raises(UserError):
            check_questions(wrong)


def test_questions_are_kept_whole_and_nonsense_is_refused() -> None:
    assert read_questions(write_questions(QUESTIONS)) == QUESTIONS
    with pytest.raises(UserError):
        read_questions('[{"key": 1}]')
    assert read_answers("[1]") == {}


def test_needed_questions_without_a_fitting_answer_are_named() -> None:
    assert [one.key for one in unanswered(QUESTIONS, {"one": "丁", "scale": 3})] == ["one"]
    assert unanswered(QUESTIONS, {"one": "甲", "scale": 3}) == []


def test_answers_say_of_the_customer_what_their_question_means() -> None:
    answers = {"one": "甲", "many": ["丙", "甲"], "scale": 4, "number": "1288.5", "text": "好"}
    assert said_of(QUESTIONS, answers) == [
        Said("switching_barrier", "甲、丙"),
        Said("satisfaction", "4 / 5", 4),
        Said("perceived_price", "1288.5", 128850),
    ]
    priced = Question("one", "一", QuestionKind.SINGLE, CHOICES, False, Meaning.PERCEIVED_PRICE)
    assert said_of([priced], answers) == [Said("perceived_price", "甲")]
    assert said_of(QUESTIONS, {}) == []


@pytest.mark.parametrize(
    ("state", "step", "after"),
    [("draft", "try", "trial"), ("draft", "use", "live"), ("trial", "use", "live"), ("trial", "revise", "retired"),
     ("live", "revise", "retired")],
)  # fmt: skip
def test_a_version_goes_its_way(state: str, step: str, after: str) -> None:
    assert state_after(state, step) == after


@pytest.mark.parametrize(
    ("state", "step"), [("live", "use"), ("retired", "revise"), ("draft", "revise"), ("trial", "try"), ("live", "fly")]
)
def test_a_step_that_cannot_be_taken_says_why(state: str, step: str) -> None:
    with pytest.raises(UserError):
        state_after(state, step)
