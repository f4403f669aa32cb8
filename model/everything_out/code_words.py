"""What codes without an enumeration of their own are called in open tables and on a person's copy."""

from collections.abc import Callable, Mapping
from typing import Final

from model.entity_words import ENTITIES
from model.enumerations import ENUMERATIONS
from model.knowledge.questions import QUESTIONS
from model.questionnaires.studies import STEPS
from model.retention.owed_visits import NEVER_RULES
from model.retention.warnings import WARNING_RULES
from resources.i18n import N_, _

_ACTS: Final = {
    "reveal": N_("Whole number shown"),
    "export_all": N_("Everything out"),
    "person_copy": N_("A person's own copy"),
    "call_list": N_("Call list"),
    "list": N_("List with whole numbers"),
    "dump": N_("Dump with whole numbers"),
    "exchange_refused": N_("Refused in the exchange"),
}
_RULES: Final = {
    **ENUMERATIONS["task_kind"],
    **{rule.code: rule.label for rule in WARNING_RULES},
    **dict.fromkeys(NEVER_RULES, N_("Never visited")),
}
_SETTINGS: Final = {
    "benefits/rewards": N_("Rewards by grade"),
    "business_card": N_("Business card"),
    "keeping_applied": N_("Month that the periods of keeping were last applied in"),
    "keeping_periods": N_("Periods of keeping"),
    "opportunities/pipelines": N_("Stages of opportunities"),
    "pay/joined": N_("Joined on"),
    "priority_weights": N_("Weights of the visiting order"),
    "proposals/discount_authority": N_("Discount authority"),
}
_WORDS: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    ("audit_entry", "action"): _ACTS,
    ("reminder_rule", "code"): _RULES,
    ("retention_task", "rule"): _RULES,
    ("self_test_answer", "question"): {question.code: question.words for question in QUESTIONS},
    ("setting", "name"): _SETTINGS,
    ("study_step", "step"): {code: step.words for code, step in STEPS.items()},
}
_NAMES_OF_RECORDS: Final = frozenset({"entity", "source_entity"})


def words_of_codes(entity: str, field: str) -> Callable[[str], str] | None:
    """What shows the codes of a field in words; one that is not known stays as it is. `None` where it holds none."""
    known = ENTITIES if field in _NAMES_OF_RECORDS else _WORDS.get((entity, field))
    return None if known is None else lambda code: _(known[code]) if code in known else code
