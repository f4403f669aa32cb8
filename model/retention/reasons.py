"""为什么: the one sentence behind every task, made from its rule and its figures."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from model.labels import label_of
from model.store.kept_text import read_kept
from resources.i18n import N_, _, _n

_REASONS: Final = {
    "bundle_expiry": N_("The bundle of “{product}” ends on {end}; renew {months} ahead, before a rival calls."),
    "member_bundles": N_("Bundles of {count} end in {month}; renew {months} ahead."),
    "agreement_expiry": N_("Agreement {number} ends on {end}; begin {months} ahead, tenders take that long."),
    "birthday": N_("A key person's birthday is on {day} ({calendar}); {lead} ahead, moved off rest days."),
    "holiday_payment": N_("{holiday} begins on {first}: {count} paying together must settle before."),
    "holiday_payment_preliminary": N_(
        "{holiday} begins on {first} (preliminary: make-up days not published): {count} must settle before."
    ),
    "promise_due": N_("A promise falls due on {due} and is still open."),
    "visit_due": N_("Grade {grade} is met ({mode}) every {months}; the last contact was on {last}."),
    "visit_never": N_("Grade {grade} is met ({mode}) every {months}; no contact is on record yet."),
    "visit_never_many": N_("No contact is on record yet with {count} of grades C and D."),
    "grade_drop": N_("The grade fell from {before} to {after} in {month} and has stayed there: {factors}."),
    "usage_stopped": N_("“{product}” is in use no more: its usage this month is nil."),
    "new_business_fall": N_("New-business revenue fell {months} running, from {before} to {now} yuan."),
    "traffic_fall": N_("Call minutes fell {months} running, from {before} to {now}."),
    "members_leaving": N_("{left} of {members} left within {days}: {where}."),
    "arrears": N_("{amount} yuan are unpaid as of {month}."),
    "broken_promise": N_("A promise due on {due} was not kept."),
    "whole_move": N_("{operator} was seen on {seen} working for a whole move: {tactic}."),
    "sighting_run": N_("{operator}: {tactic}, seen {count} within {days} in {area} at {customers}, last {seen}."),
    "decider_left": N_("The person who decided has left or moved."),
    "decider_changed": N_("Somebody new is said to decide since {day}; it is not confirmed yet."),
    "decider_ceased": N_("Since {day} the person who decided does so no more, and nobody else is named."),
    "person_left": N_("A person on the map has left or moved; nobody is known in the role: {roles}."),
    "credit_review": N_("The credit review was due on {due}."),
    "credit_event": N_("{event} on {day}, after the newest credit review."),
    "opportunity_stuck": N_("The opportunity has stood in “{stage}” since {since}; its limit is {limit}."),
    "stale_role": N_("{count} out of date: older than {days}, the limit for grade {grade}."),
    "missing_role": N_("Grade {grade}, but nobody is confirmed as decider."),
    "folded": N_("Long overdue when first met: {count}. Look through them once."),
}

_GISTS: Final = {
    "bundle_expiry": N_("{end}, “{product}”"),
    "member_bundles": N_("{month}, {count}"),
    "agreement_expiry": N_("{end}, {number}"),
    "promise_due": N_("due {due}"),
    "broken_promise": N_("due {due}"),
    "credit_review": N_("due {due}"),
    "visit_due": N_("last seen {last}"),
    "visit_never": N_("no contact on record"),
    "grade_drop": N_("{before} to {after} in {month}"),
    "usage_stopped": N_("no use of “{product}”"),
    "new_business_fall": N_("down {months} running"),
    "traffic_fall": N_("call minutes down {months} running"),
    "members_leaving": N_("{left} of {members}"),
    "arrears": N_("{amount} yuan"),
    "opportunity_stuck": N_("“{stage}” since {since}"),
    "stale_role": N_("{count} out of date"),
    "missing_role": N_("no decider confirmed"),
}
"""The same in a few words, beside the name of the kind of task."""

STEPS: Final = {
    "bundle_expiry": N_("Call about renewal and bring an offer"),
    "agreement_expiry": N_("Ask who signs and when the tender starts"),
    "birthday": N_("Prepare a greeting"),
    "holiday_payment": N_("Open the list and call"),
    "promise_due": N_("Keep it, or say today that it will be late"),
    "visit_due": N_("Make an appointment"),
    "grade_drop": N_("Find out what moved the factors, then visit"),
    "member_loss": N_("Ask those who left where they went, then see the decider"),
    "arrears": N_("Settle the bill with the finance office"),
    "credit_review": N_("Review the credit rating"),
    "opportunity_stuck": N_("Agree the next step with the customer, or shelve it"),
    "stale_role": N_("Renew the judgements on the map"),
    "missing_role": N_("Find out who decides"),
    "usage_stopped": N_("Ask the user why the product stands still"),
    "self_test": N_("Close the gap, then answer the question again"),
}
"""The suggested next step of each kind of task, where its rule names none."""

_ENUMERATED: Final = {
    "mode": "contact_mode",
    "operator": "operator",
    "tactic": "competitor_tactic",
    "calendar": "calendar",
    "stage": "opportunity_stage",
    "event": "credit_event_kind",
}


_UNKNOWN: Final = N_("A rule that this version does not know made this task.")


_UNITS: Final[Mapping[str, Callable[[int], str]]] = {
    "months": lambda count: _n("{count} month", "{count} months", count),
    "days": lambda count: _n("{count} day", "{count} days", count),
    "customers": lambda count: _n("{count} customer", "{count} customers", count),
    "members": lambda count: _n("{count} member", "{count} members", count),
    "judgements": lambda count: _n("{count} judgement", "{count} judgements", count),
    "items": lambda count: _n("{count} item", "{count} items", count),
    "times": lambda count: _n("{count} time", "{count} times", count),
}
_IN_UNITS: Final = {"months": "months", "days": "days", "lead": "days", "limit": "days", "members": "members",
                    "customers": "customers"}  # fmt: skip
"""The figures that are said with what they count."""
_COUNTED: Final = {
    "member_bundles": "members",
    "holiday_payment": "customers",
    "holiday_payment_preliminary": "customers",
    "visit_never_many": "customers",
    "sighting_run": "times",
    "stale_role": "judgements",
    "folded": "items",
}
"""What the figure `count` of a sentence counts."""


class _Figures(dict[str, Any]):
    """The figures of a sentence; what a damaged text lacks is shown as such."""

    def __missing__(self, name: str) -> str:
        return "—"


def why_and_gist(rule: str, facts: str) -> tuple[str, str]:
    """The sentence, and the reason in a few words beside the name of the kind of task: the sentence without any."""
    figures = _figures(facts)
    said = figures.get("said", rule)
    _say_units(figures, _IN_UNITS | ({"count": _COUNTED[said]} if said in _COUNTED else {}))
    sentence, few = _(_REASONS.get(said, _UNKNOWN)).format_map(figures), _GISTS.get(said)
    return sentence, _(few).format_map(figures) if few else sentence


def _say_units(figures: _Figures, units: Mapping[str, str]) -> None:
    for name, unit in units.items():
        if isinstance(figures.get(name), int):
            figures[name] = _UNITS[unit](figures[name])


def _figures(facts: str) -> _Figures:
    figures = read_kept(facts, dict[str, Any], {})
    for name, enumeration in _ENUMERATED.items():
        if name in figures:
            figures[name] = label_of(enumeration, figures[name])
    if "holiday" in figures:
        figures["holiday"] = _(figures["holiday"])
    for name in ("factors", "where"):
        if name in figures:
            figures[name] = _list(figures[name])
    if "roles" in figures:
        figures["roles"] = _(", ").join(_(role) for role in figures["roles"])
    return _Figures(figures)


def _list(parts: list[list[str | int]]) -> str:
    """Pairs of a label and a figure as one phrase."""
    return _(", ").join(f"{_(str(label))} {figure}" for label, figure in parts) or _("cause unknown")
