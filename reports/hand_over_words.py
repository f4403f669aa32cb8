"""How the hand-over pack says a step and an ending."""

from typing import Final

from model.catalogue.endings import Ending
from model.customers.records import Customer
from model.hand_over.rules import Step
from model.labels import label_of
from reports.words import cut
from resources.i18n import N_, _

_STEPS: Final = {
    "late_promise": N_("Keep the late promise: {what}"),
    "warning": N_("Look into the warning: {what}"),
    "introduction": N_("Be introduced to {what}"),
    "request": N_("Ask how far it is: {what}"),
    "ending": N_("Talk about renewal: {what}"),
    "opportunity": N_("Go on with the opportunity: {what}"),
    "decider": N_("Find out who decides; no decider is confirmed."),
    "promise": N_("Keep the promise: {what}"),
    "visit": N_("Make the planned visit: {what}"),
    "task": N_("Do the task: {what}"),
    "profile": N_("Fill in what nobody knows: {what}"),
}
_LONGEST: Final = 100


def step_words(step: Step) -> str:
    """A step as a sentence; unknown profile fields are named."""
    what = field_words(step.what) if step.kind == "profile" else step.what
    return _(_STEPS[step.kind]).format(what=cut(what, _LONGEST))


def field_words(names: str) -> str:
    """Profile fields by their labels."""
    columns = Customer.__table__.columns
    return _(", ").join(_(str(columns[name].info.get("label") or name)) for name in names.split(",") if name)


def ending_words(ending: Ending) -> str:
    """An ending with its day and whose it is."""
    whose = label_of("operator", ending.operator)
    return _("{day}: {what}").format(day=ending.on.isoformat(), what=f"{ending.what} {whose}".strip())
