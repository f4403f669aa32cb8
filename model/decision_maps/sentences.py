"""Gaps, scores and changes in the words that screen and paper say them with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from model.decision_maps.gaps import Gap, GapKind
from model.decision_maps.graph import Judgement, Person
from model.decision_maps.history import Change
from model.decision_maps.picture import LINE_WORDS
from model.decision_maps.scores import Share
from model.labels import label_of
from resources.i18n import N_, _

_SEVERAL: Final = 3
_GAPS: Final[Mapping[GapKind, str]] = {
    GapKind.NO_CONFIRMED_DECIDER: N_("No confirmed decider"),
    GapKind.EMPTY_ROLE: N_("Nobody known as {role}"),
    GapKind.PLACEHOLDER: N_("{role}: only a placeholder, {people}"),
    GapKind.NOT_COVERED: N_("{people}: no contact yet"),
    GapKind.AGAINST_US: N_("{attitude}: {people}"),
    GapKind.STALE: N_("Judgement is due again: {people}"),
    GapKind.UNMET_DEPARTMENT: N_("Departments where nobody is met: {what}"),
    GapKind.UNMET_LEVEL: N_("Levels where nobody is met: {what}"),
    GapKind.ALL_GREEN: N_("Everyone is for us: a true map also shows who is not"),
}
_NEXT: Final[Mapping[GapKind, str]] = {
    GapKind.NO_CONFIRMED_DECIDER: N_("Ask who signs, and confirm it at the next visit."),
    GapKind.EMPTY_ROLE: N_("Put a placeholder on the map and ask a supporter who it is."),
    GapKind.PLACEHOLDER: N_("Ask for the name at the next visit."),
    GapKind.NOT_COVERED: N_("Plan a first visit, best through someone who supports us."),
    GapKind.AGAINST_US: N_("Find out what this person would lose."),
    GapKind.STALE: N_("Judge again at the next contact."),
    GapKind.UNMET_DEPARTMENT: N_("Ask for an introduction to this department."),
    GapKind.UNMET_LEVEL: N_("Ask for an introduction at this level."),
    GapKind.ALL_GREEN: N_("Look for the person who gains nothing."),
}
LIGHTS: Final = {"red": N_("Incomplete"), "amber": N_("Has gaps"), "green": N_("Sound")}
_CHANGES: Final = {
    "person_came": N_("{name} is new on the map"),
    "person_left": N_("{name} left"),
    "role_gained": N_("{name} became {after}"),
    "role_lost": N_("{name} is no longer {before}"),
    "judged": N_("{name}: {what} {before} → {after}"),
    "line_added": N_("{name} {after} {other}"),
    "line_removed": N_("{name} no longer {before} {other}"),
}
_FIELDS: Final = {
    "attitude": N_("Attitude"),
    "influence": N_("Influence"),
    "coverage": N_("Coverage"),
    "evidence": N_("Evidence"),
}
STYLE_HINTS: Final = {
    "likes_jokes": N_("Begin lightly, then come to the point."),
    "wants_evidence": N_("Bring figures and a reference, few adjectives."),
    "wants_advice": N_("Offer two ways and say which you would take."),
    "likes_debate": N_("Bring an opinion and let it be questioned."),
    "expert": N_("Prepare the technical details, or bring a colleague who knows them."),
    "straightforward": N_("Say price, date and next step in the first five minutes."),
}
"""How to talk to whom; worded so that the person concerned may read it."""


def names_of(ids: Sequence[str], people: Mapping[str, Person]) -> str:
    """Up to three names, and how many more."""
    names = "、".join(people[person].name for person in ids[:_SEVERAL] if person in people)
    more = len(ids) - _SEVERAL
    return names if more <= 0 else _("{names} and {count} more").format(names=names, count=more)


def gap_sentence(gap: Gap, people: Mapping[str, Person]) -> str:
    """What is missing, in one line."""
    return _(_GAPS[gap.kind]).format(
        role=label_of("buying_role", gap.what) if gap.kind != GapKind.AGAINST_US else "",
        attitude=label_of("attitude", gap.what) if gap.kind == GapKind.AGAINST_US else "",
        people=names_of(gap.people, people),
        what=gap.what,
    )


def next_step(gap: Gap) -> str:
    """What to do about a gap."""
    return _(_NEXT[gap.kind])


def share_sentence(share: Share) -> str:
    """A share with both its numbers, since a percentage alone hides how few there are."""
    if share.percent is None:
        return "—"
    return _("{part} of {whole} ({percent} %)").format(part=share.part, whole=share.whole, percent=share.percent)


def change_sentence(change: Change, people: Mapping[str, Person]) -> str:
    """What changed on the map, in one line."""

    def said(value: str) -> str:
        if change.kind == "judged":
            return label_of(change.what, value) or _("Unknown")
        return _(LINE_WORDS[value]) if value in LINE_WORDS else label_of("buying_role", value)

    return _(_CHANGES[change.kind]).format(
        name=names_of([change.person], people) or "?",
        other=names_of([change.other], people) if change.other else "",
        what=_(_FIELDS.get(change.what, "")),
        before=said(change.before) if change.before or change.kind == "judged" else "",
        after=said(change.after) if change.after or change.kind == "judged" else "",
    )


def source_sentence(judgement: Judgement) -> str:
    """How sure a judgement is, when it was made, and which visit it came from."""
    sure = label_of("evidence", judgement.evidence)
    if judgement.visit_on is not None:
        return _("{evidence}, from the visit of {date}").format(evidence=sure, date=_day(judgement.visit_on))
    return _("{evidence}, judged on {date}").format(evidence=sure, date=_day(judgement.judged_on))


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"
