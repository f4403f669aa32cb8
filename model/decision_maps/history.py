"""The map as it was on any day, and what has changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from model.decision_maps.graph import Judgement, Line, Person, SettledLines, settled

JUDGED = ("attitude", "influence", "coverage", "evidence")


@dataclass(frozen=True)
class MapHistory:
    """Everything ever kept of one map: people, judgements and lines with the days they hold from and to."""

    people: tuple[Person, ...]
    judgements: tuple[Judgement, ...]
    lines: tuple[Line, ...]
    opportunity: str | None = None


@dataclass(frozen=True)
class MapState:
    """The map on one day: who is there, what is thought of each, and the lines that stand."""

    day: date
    people: dict[str, Person]
    judgements: dict[str, tuple[Judgement, ...]]
    lines: SettledLines = field(default_factory=lambda: SettledLines((), ()))

    def of(self, person: str) -> tuple[Judgement, ...]:
        """The standing judgements of a person, the latest first."""
        return self.judgements.get(person, ())


@dataclass(frozen=True)
class Change:
    """One difference between two days: what kind, whom it concerns, and the value before and after."""

    kind: str
    person: str
    other: str = ""
    what: str = ""
    before: str = ""
    after: str = ""


def map_on(history: MapHistory, day: date) -> MapState:
    """The map at the end of a day.

    A person counts from the first day anything is kept of him (always, where nothing is) until he left; a judgement
    until a later one of the same role, or until it was ended; an opportunity's judgement stands before the customer's.
    """
    first = _first_days(history)
    people = {
        person.id: person
        for person in history.people
        if first.get(person.id, day) <= day and (person.left_on is None or person.left_on > day)
    }
    lines = [
        line
        for line in history.lines
        if line.since <= day and (line.until is None or line.until > day)
        if line.source in people and line.target in people
    ]
    return MapState(day, people, _standing(history, people, day), settled(lines))


def _first_days(history: MapHistory) -> dict[str, date]:
    first: dict[str, date] = {}
    for judgement in history.judgements:
        first[judgement.person] = min(judgement.judged_on, first.get(judgement.person, judgement.judged_on))
    for line in history.lines:
        for person in (line.source, line.target):
            first[person] = min(line.since, first.get(person, line.since))
    return first


def _standing(history: MapHistory, people: Iterable[str], day: date) -> dict[str, tuple[Judgement, ...]]:
    latest: dict[tuple[str, str, str | None], Judgement] = {}
    for judgement in sorted(history.judgements, key=lambda one: (one.judged_on, one.id)):
        if judgement.judged_on <= day and judgement.opportunity in (None, history.opportunity):
            latest[judgement.person, judgement.role, judgement.opportunity] = judgement
    known = set(people)
    found: dict[str, list[Judgement]] = {}
    for (person, role, opportunity), judgement in latest.items():
        overruled = opportunity is None and history.opportunity and (person, role, history.opportunity) in latest
        ended = judgement.ended_on is not None and judgement.ended_on <= day
        if person in known and not overruled and not ended:
            found.setdefault(person, []).append(judgement)
    return {person: tuple(_newest_first(judgements)) for person, judgements in found.items()}


def _newest_first(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Newest first; a judgement without a role only counts where there is no other."""
    with_role = [judgement for judgement in judgements if judgement.role] or list(judgements)
    return sorted(with_role, key=lambda one: (one.judged_on, one.role), reverse=True)


def changes_between(before: MapState, after: MapState) -> list[Change]:
    """What is different on the later day: people, roles, judgements and lines, in a fixed order."""
    return [
        *(Change("person_came", person) for person in after.people if person not in before.people),
        *(Change("person_left", person) for person in before.people if person not in after.people),
        *_judgement_changes(before, after),
        *_line_changes(before, after),
    ]


def _judgement_changes(before: MapState, after: MapState) -> list[Change]:
    found: list[Change] = []
    for person in after.people:
        old = {judgement.role: judgement for judgement in before.of(person)}
        new = {judgement.role: judgement for judgement in after.of(person)}
        found += [Change("role_gained", person, after=role) for role in new if role not in old and role]
        if person in before.people:
            found += [Change("role_lost", person, before=role) for role in old if role not in new and role]
        for role in new:
            if role in old:
                found += [
                    Change("judged", person, what=what, before=was, after=now)
                    for what in JUDGED
                    if (was := getattr(old[role], what)) != (now := getattr(new[role], what))
                ]
    return list(dict.fromkeys(found))


def _line_changes(before: MapState, after: MapState) -> list[Change]:
    def shown(state: MapState) -> dict[tuple[str, str, str], Line]:
        return {(line.source, line.target, line.kind): line for line in state.lines.standing}

    old, new = shown(before), shown(after)
    came = [
        Change("line_added", source, target, after=kind)
        for source, target, kind in new
        if (source, target, kind) not in old
    ]
    gone = [
        Change("line_removed", source, target, before=kind)
        for source, target, kind in old
        if (source, target, kind) not in new
    ]
    return came + gone


def decider_changed(changes: Sequence[Change]) -> list[str]:
    """The people who became or ceased to be a decider: an event that makes a task (`domain.md` rule 7)."""
    return [
        change.person
        for change in changes
        if (change.kind == "role_gained" and change.after == "decider")
        or (change.kind == "role_lost" and change.before == "decider")
    ]


@dataclass(frozen=True)
class DeciderChange:
    """A person who became (`became`) or ceased to be a decider on a day."""

    person: str
    day: date
    became: bool


def unanswered_deciders(history: MapHistory, since: date, today: date) -> list[DeciderChange]:
    """The changes of decider from a day on that nobody has answered yet, the oldest first.

    A first decider is no change. A new decider is answered when the judgement is confirmed, one who ceased when
    anybody is named. Who left is an event of its own.
    """
    deciding = [one for one in history.judgements if one.role == "decider"]
    first = min((one.judged_on for one in deciding), default=today)
    days = {day for one in deciding for day in (one.judged_on, one.ended_on) if day and since <= day <= today}
    latest: dict[str, date] = {}
    for day in sorted(days - {first}):
        changes = changes_between(map_on(history, day - timedelta(days=1)), map_on(history, day))
        latest |= dict.fromkeys(decider_changed(changes), day)
    now = map_on(history, today)
    standing = {one.person: one.evidence for of in now.judgements.values() for one in of if one.role == "decider"}
    found = [
        DeciderChange(person, day, person in standing)
        for person, day in latest.items()
        if (standing[person] != "confirmed" if person in standing else not standing and person in now.people)
    ]
    return sorted(found, key=lambda one: (one.day, one.person))
