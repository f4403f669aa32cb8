"""What a questionnaire may ask, which answers fit, what they come to, and what they say of a customer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

import msgspec

from model.errors import UserError
from model.store.kept_text import read_kept
from resources.i18n import N_, _

MOST_QUESTIONS: Final = 60
MOST_CHOICES: Final = 20
SCALE: Final = (1, 2, 3, 4, 5)
MOST_VALUES: Final = 8
"""Different numbers that are counted each by itself; more are counted in about so many ranges."""
_MOST: Final = Decimal(10) ** 12


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"


class Meaning(StrEnum):
    """What an answer says of the customer, where it says something that is kept of it."""

    NONE = ""
    SATISFACTION = "satisfaction"
    PERCEIVED_PRICE = "perceived_price"
    SWITCHING_BARRIER = "switching_barrier"


_FITS: Final[Mapping[Meaning, frozenset[QuestionKind]]] = {
    Meaning.NONE: frozenset(QuestionKind),
    Meaning.SATISFACTION: frozenset({QuestionKind.SCALE}),
    Meaning.PERCEIVED_PRICE: frozenset({QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.SINGLE}),
    Meaning.SWITCHING_BARRIER: frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TEXT}),
}


@dataclass(frozen=True)
class Question:
    """One question; `key` stays the same through revisions, so that answers find it."""

    key: str
    text: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    needed: bool = False
    meaning: Meaning = Meaning.NONE


Answers = Mapping[str, Any]
"""Question key → answer: a choice, a list of choices, 1 to 5, a decimal as text, or words."""


def read_questions(text: str) -> tuple[Question, ...]:
    """Questions from their JSON text; raises `UserError` for what is none."""
    try:
        return msgspec.json.decode(text, type=tuple[Question, ...])
    except (msgspec.MsgspecError, RecursionError):
        raise UserError(_("These are no questions of a questionnaire.")) from None


def write_questions(questions: Sequence[Question]) -> str:
    """Questions as canonical JSON text."""
    return msgspec.json.encode(list(questions), order="sorted").decode()


def read_answers(text: str) -> dict[str, Any]:
    """Answers from their JSON text; what is none counts as nothing answered."""
    return read_kept(text, dict[str, Any], {})


def write_answers(answers: Answers) -> str:
    """Answers as canonical JSON text."""
    return msgspec.json.encode(dict(answers), order="sorted").decode()


def answers_in_words(questions: Sequence[Question], answers: Answers) -> list[tuple[str, str]]:
    """Question and answer as a person reads them, in the questions' order; one that is gone is called by its key."""
    texts = {question.key: question.text for question in questions}
    keys = [key for key in texts if key in answers] + [key for key in answers if key not in texts]
    return [(texts.get(key, key), _said_in_words(answers[key])) for key in keys]


def _said_in_words(value: Any) -> str:
    return _(", ").join(str(one) for one in value) if isinstance(value, list) else str(value)


def question_fault(question: Question) -> str:
    """What is wrong with a question, in the reader's language; empty where it can be asked."""
    if not question.text.strip():
        return _("A question needs its words.")
    choices = [choice.strip() for choice in question.choices]
    if question.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        if len([one for one in choices if one]) < 2:
            return _("Give at least two answers to choose from, each on its own line.")
        if len(set(choices)) < len(choices):
            return _("Two of the answers are the same.")
        if len(choices) > MOST_CHOICES:
            return _("At most {most} answers can be chosen from.").format(most=MOST_CHOICES)
    if question.kind not in _FITS[question.meaning]:
        return _("This kind of answer cannot be kept as that; choose another kind or keep it as nothing.")
    return ""


def check_questions(questions: Sequence[Question]) -> None:
    """Raises `UserError` where these cannot be asked: none, too many, or one with a fault."""
    if not questions:
        raise UserError(_("A questionnaire needs a question."))
    if len(questions) > MOST_QUESTIONS:
        raise UserError(_("A questionnaire has at most {most} questions.").format(most=MOST_QUESTIONS))
    for number, question in enumerate(questions, 1):
        fault = question_fault(question)
        if fault:
            raise UserError(_("Question {number}: {fault}").format(number=number, fault=fault))


def cleaned(questions: Sequence[Question], answers: Answers) -> dict[str, Any]:
    """The answers that fit their question; what is empty, unknown or cannot be meant is left out."""
    found = {}
    for question in questions:
        value = _fitting(question, answers.get(question.key))
        if value is not None:
            found[question.key] = value
    return found


def unanswered(questions: Sequence[Question], answers: Answers) -> list[Question]:
    """The questions that need an answer and have none that fits."""
    kept = cleaned(questions, answers)
    return [question for question in questions if question.needed and question.key not in kept]


def _fitting(question: Question, value: Any) -> Any:
    match question.kind:
        case QuestionKind.SINGLE:
            return value if isinstance(value, str) and value in question.choices else None
        case QuestionKind.MULTIPLE:
            given = value if isinstance(value, (list, tuple)) else ()
            return [choice for choice in question.choices if choice in given] or None
        case QuestionKind.SCALE:
            return value if type(value) is int and value in SCALE else None
        case QuestionKind.NUMBER:
            return _decimal(value)
        case _:
            return value.strip()[:2000] or None if isinstance(value, str) else None


def _decimal(value: Any) -> str | None:
    """A number as canonical text with at most two places; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value))
        if not number.is_finite() or abs(number) >= _MOST:
            return None
        text = f"{number.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    except InvalidOperation:
        return None
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Tally:
    """What one question's answers come to: how many answered, each answer's count, mean and median of figures, texts.

    `rows` are choices (or 1 to 5) in the question's order; of a number question the values met, small to large, or
    ranges where there are many.
    """

    question: Question
    answered: int
    rows: tuple[tuple[str, int], ...] = ()
    mean: float | None = None
    median: float | None = None
    texts: tuple[str, ...] = ()


def tally(question: Question, sheets: Iterable[Answers]) -> Tally:
    """Count one question over the sheets, in whatever order they come."""
    values = [_fitting(question, sheet.get(question.key)) for sheet in sheets]
    given = [value for value in values if value is not None]
    match question.kind:
        case QuestionKind.SINGLE:
            return Tally(question, len(given), _counted(question.choices, given))
        case QuestionKind.MULTIPLE:
            flat = [choice for value in given for choice in value]
            return Tally(question, len(given), _counted(question.choices, flat))
        case QuestionKind.SCALE:
            rows = _counted([str(step) for step in SCALE], [str(value) for value in given])
            figures = [Fraction(value) for value in given]
            return Tally(question, len(given), rows, _mean(figures), _median(figures))
        case QuestionKind.NUMBER:
            figures = sorted(Fraction(value) for value in given)
            return Tally(question, len(given), _ranges(given), _mean(figures), _median(figures))
        case _:
            return Tally(question, len(given), texts=tuple(sorted(given)))


def _counted(names: Iterable[str], given: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(given)
    return tuple((name, counts[name]) for name in names)


def _ranges(given: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The values met, or ranges of 1, 2 or 5 times a power of ten, each with its lower end in it."""
    met = sorted(set(given), key=Fraction)
    if len(met) <= MOST_VALUES:
        return _counted(met, given)
    low, high = Decimal(met[0]), Decimal(met[-1])
    wanted = (high - low) / MOST_VALUES
    step = Decimal(1).scaleb(wanted.adjusted())
    step *= next(factor for factor in (1, 2, 5, 10) if step * factor >= wanted)
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    counts = Counter(int((Decimal(value) - start) // step) for value in given)
    return tuple(
        (f"{start + place * step:f} – {start + (place + 1) * step:f}", counts[place])
        for place in range(max(counts) + 1)
    )


def _mean(figures: Sequence[Fraction]) -> float | None:
    return float(sum(figures, Fraction(0)) / len(figures)) if figures else None


def _median(figures: Sequence[Fraction]) -> float | None:
    if not figures:
        return None
    ordered = sorted(figures)
    middle = len(ordered) // 2
    return float(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


@dataclass(frozen=True)
class Said:
    """What an answer says of the customer: its kind, in words, and the figure where it is one.

    A figure is 1 to 5 for a scale, fen for a price in yuan.
    """

    kind: str
    words: str
    figure: int | None = None


def said_of(questions: Sequence[Question], answers: Answers) -> list[Said]:
    """What these answers say of the customer, a line for each question that means something."""
    kept = cleaned(questions, answers)
    return [
        _said(question, kept[question.key])
        for question in questions
        if question.meaning is not Meaning.NONE and question.key in kept
    ]


def _said(question: Question, value: Any) -> Said:
    kind = question.meaning.value
    if question.kind is QuestionKind.SCALE:
        return Said(kind, f"{value} / {SCALE[-1]}", value)
    if question.kind is QuestionKind.NUMBER:
        return Said(kind, value, int(Decimal(value) * 100))
    return Said(kind, "、".join(value) if isinstance(value, list) else value)


def state_after(state: str, step: str) -> str:
    """The state after a step: a draft goes on trial or into the field, a trial into the field; a revision replaces.

    Raises `UserError` for a step that cannot be taken.
    """
    found = _STEPS.get((state, step))
    if found is None:
        raise UserError(_(_REFUSALS.get(step, N_("This step cannot be taken."))))
    return found


_STEPS: Final = {
    ("draft", "try"): "trial",
    ("draft", "use"): "live",
    ("trial", "use"): "live",
    ("trial", "revise"): "retired",
    ("live", "revise"): "retired",
}
_REFUSALS: Final = {
    "try": N_("Only what is being written can go on trial."),
    "use": N_("This version is in the field already, or was replaced."),
    "revise": N_("What is being written is changed as it is; a revision begins when it was used."),
}
