"""Columns that hold JSON text, as a person reads them: in open tables and on a person's copy no brace is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.campaigns.rules import ORDERS, read_plan
from model.catalogue.records import ProductOffering
from model.customers.records import Customer
from model.errors import UserError
from model.everything_out.told import DEEPEST, told, yuan
from model.grading.factors import FACTOR_BY_CODE
from model.grading.models import decode_model
from model.grading.records import GradedMonth
from model.labels import label_of
from model.needs.records import Need
from model.opportunities.settings import PIPELINES
from model.pay.statements import Line, statement_from
from model.proposals.queries import AUTHORITY
from model.questionnaires.records import QuestionnaireVersion
from model.questionnaires.rules import answers_in_words, read_answers, read_questions
from model.retention.reasons import why_and_gist
from model.segments.records import Segment
from model.segments.rules import MEASURED, Condition, read_rule
from model.segments.wording import OPS, typed_words
from model.store.kept_text import read_kept, take_kept
from model.work_log.lines import WorkLogLine, lines_from
from resources.i18n import _

Words = Callable[[str, str], str]
"""The words of a JSON text, from the field beside it (empty where none is wanted) and the text."""


@dataclass(frozen=True)
class KeptWords:
    """How a column of JSON text is read; `beside` is the other field of its row that it takes."""

    words: Words
    beside: str = ""


def kept_words(session: Session, entity: str, field: str) -> KeptWords | None:
    """How a column's JSON text is read; `None` for one that holds none."""
    plain = _PLAIN.get((entity, field))
    if plain is not None:
        return KeptWords(lambda _beside, text: _or_any(plain, text))
    beside, make = _LED.get((entity, field), ("", None))
    return None if make is None else KeptWords(make(session), beside)


def _or_any(plain: Callable[[str], str], text: str) -> str:
    """What cannot be read as what it should be still goes out."""
    try:
        return plain(text)
    except UserError:
        return _any(text)


def _any(text: str, home: str = "") -> str:
    return told(read_kept(text, object, text), home)


def _log_lines(text: str) -> str:
    return "\n".join(map(_log_line, lines_from(text))) or _any(text)


def _log_line(line: WorkLogLine) -> str:
    hours = _("{hours} hours").format(hours=f"{round(line.minutes / 60, 2):g}")
    category = label_of("log_category", line.category)
    parts = (line.work_date.isoformat(), category, line.customer_name, line.what, hours)
    return "  ".join(part for part in parts if part)


def _questions(text: str) -> str:
    lines = []
    for number, one in enumerate(read_questions(text), 1):
        choices = _(", ").join(one.choices)
        lines.append(f"{number}. {one.text}" + (_(" ({text})").format(text=choices) if choices else ""))
    return "\n".join(lines)


def _conditions(text: str) -> str:
    return "\n".join(map(_condition, read_rule(text)))


def _condition(one: Condition) -> str:
    column = Customer.__table__.columns.get(one.field)
    label = MEASURED.get(one.field) or (column.info.get("label") if column is not None else "") or one.field
    return f"{_(str(label))} {_(OPS[one.op])} {typed_words(one)}".strip()


def _definition(text: str) -> str:
    model = decode_model(text)
    if model is None:
        return _any(text)
    factors = [f"{_(FACTOR_BY_CODE[one.factor].label)} {one.weight}" for one in model.factors if one.weight]
    return _(", ").join(factors)


def _statement(text: str) -> str:
    if not text:
        return ""
    try:
        lines = statement_from(text, None).lines
    except ValueError:
        return _any(text)
    return "\n".join(map(_statement_line, lines))


def _statement_line(line: Line) -> str:
    what = label_of("retention_bonus_item", line.key) if line.part == "retention" else line.words
    parts = (label_of("pay_part", line.part), line.day, what, line.customer, yuan(line.amount_fen))
    return "  ".join(part for part in parts if part)


def _picks(session: Session) -> Words:
    names = dict(session.execute(select(Segment.id, Segment.name)).all())

    def words(_beside: str, text: str) -> str:
        try:
            plan = read_plan(text)
        except UserError:
            return _any(text)
        segment = names.get(plan.segment_id, "")
        lines = [_("{field}: {value}").format(field=_("Segment"), value=segment)] if segment else []
        lines += [_condition(one) for one in plan.conditions]
        held = _("{field}: {value}").format(field=_("Not told, to compare"), value=f"{plan.held_percent}%")
        return "\n".join([*lines, _(ORDERS[plan.order]), held])

    return words


def _template(text: str) -> str:
    said = read_kept(text, dict[str, Any], {})
    items = said.pop("items", [])
    said.pop("free", None)
    lines = [
        f"{item.get('offering_name', '')} × {item.get('quantity', '')}{item.get('unit', '')}"
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    ]
    return "\n".join([*lines, *([told(said, "quote")] if said else [])])


def _setting(name: str, text: str) -> str:
    value = read_kept(text, object, text)
    if name == AUTHORITY and isinstance(value, dict):
        value = {grade: f"{most / 100:g}%" if isinstance(most, int) else most for grade, most in value.items()}
    if name == PIPELINES and isinstance(value, dict):
        value = _by_name(value)
    return told(_labelled(value, _CODED[name]) if name in _CODED else value, _HOMES.get(name, ""))


def _by_name(parts: dict[str, Any]) -> dict[str, Any]:
    """Pipelines as they are kept: the stages of the default one and of each own one by its name."""
    own = take_kept(parts.pop("own", []), list[dict[str, Any]]) or []
    return parts | {str(one.get("name", "")): one.get("stages") for one in own}


def _labelled(value: object, enumeration: str, depth: int = 0) -> object:
    """The value with its codes in words."""
    if isinstance(value, dict) and depth < DEEPEST:
        return {name: _labelled(one, enumeration, depth + 1) for name, one in value.items()}
    if isinstance(value, list) and depth < DEEPEST:
        return [_labelled(one, enumeration, depth + 1) for one in value]
    return label_of(enumeration, value) if isinstance(value, str) else value


def _reasons(_session: Session) -> Words:
    return lambda rule, facts: why_and_gist(rule, facts)[0] if rule else _any(facts)


def _answers(session: Session) -> Words:
    versions = dict(session.execute(select(QuestionnaireVersion.id, QuestionnaireVersion.questions)).all())

    def words(version: str, text: str) -> str:
        try:
            questions = read_questions(versions.get(version, "[]"))
        except UserError:
            questions = ()
        return "\n".join(_("{field}: {value}").format(field=one, value=said)
                         for one, said in answers_in_words(questions, read_answers(text)))  # fmt: skip

    return words


def _points(session: Session) -> Words:
    """Factors with their points, in the order of the model as it was when it made the score."""
    factors: dict[tuple[str, int], list[str]] = {}
    graded = select(GradedMonth.model_id, GradedMonth.definition).order_by(GradedMonth.month)
    for model_id, definition in session.execute(graded):
        model = decode_model(definition)
        codes = [one.factor for one in model.factors if one.weight] if model else []
        factors[model_id, len(codes)] = codes

    def words(model_id: str, text: str) -> str:
        pairs = read_kept(text, list[tuple[float | None, int | None]], [])
        codes = factors.get((model_id, len(pairs)))
        labels = [_(FACTOR_BY_CODE[one].label) for one in codes] if codes else map(str, range(1, len(pairs) + 1))
        return _(", ").join(
            f"{label} {_('missing') if points is None else f'{points / 100:g}'}"
            for label, (_raw, points) in zip(labels, pairs, strict=True)
        )

    return words


def _need_order(session: Session) -> Words:
    statements = dict(session.execute(select(Need.id, Need.statement)).all())

    def words(_beside: str, text: str) -> str:
        found = read_kept(text, list[object], [])
        named = [
            str(one.get("statement", "")) if isinstance(one, dict) else statements.get(str(one), "—") for one in found
        ]
        return "\n".join(f"{number}. {name}" for number, name in enumerate(named, 1))

    return words


def _product_names(session: Session) -> Words:
    names = dict(session.execute(select(ProductOffering.code, ProductOffering.name)).all())
    return lambda _beside, text: _(", ").join(
        names.get(str(code), str(code)) for code in read_kept(text, list[object], [])
    )


_CODED: Final = {"benefits/rewards": "benefit_kind", PIPELINES: "opportunity_stage"}
"""Settings that hold codes, and of which enumeration."""
_HOMES: Final = {"business_card": "contact"}
"""Settings whose fields are called as those of a record."""
_PLAIN: Final[Mapping[tuple[str, str], Callable[[str], str]]] = {
    ("offering_version", "content"): partial(_any, home="product_offering"),
    ("pay_estimate", "trace"): _statement,
    ("questionnaire_version", "questions"): _questions,
    ("quote_template", "content"): _template,
    ("reminder_rule", "params"): _any,
    ("segment", "rule"): _conditions,
    ("submission", "checklist"): _any,
    ("submission", "frozen"): _log_lines,
    ("value_model", "definition"): _definition,
}
_LED: Final[Mapping[tuple[str, str], tuple[str, Callable[[Session], Words]]]] = {
    ("answer_sheet", "answers"): ("version_id", _answers),
    ("campaign", "pick"): ("", _picks),
    ("priority_table", "needs"): ("", _need_order),
    ("priority_vote", "ranks"): ("", _need_order),
    ("quiz_round", "missed"): ("", _product_names),
    ("retention_task", "facts"): ("rule", _reasons),
    ("setting", "value"): ("name", lambda _session: _setting),
    ("value_score", "detail"): ("model_id", _points),
}
"""Those that need another field of their row, or names from the store."""
KEPT: Final = frozenset(_PLAIN) | frozenset(_LED)
