"""What a map is made of, what may be linked to what, and how the lines of two stores settle into one map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from model.errors import UserError
from resources.i18n import _


@dataclass(frozen=True)
class Person:
    """A contact as a map shows it; `left_on` is the day from which the person is gone (moved or left)."""

    id: str
    name: str
    title: str = ""
    department: str = ""
    level: str = ""
    placeholder: bool = False
    status: str = "active"
    left_on: date | None = None
    communication_style: str = ""
    wins: str = ""
    fears: str = ""


@dataclass(frozen=True)
class Judgement:
    """One dated judgement of a person's part; an empty role is a judgement of a person without one."""

    id: str
    person: str
    role: str
    attitude: str
    influence: str
    coverage: str
    evidence: str
    judged_on: date
    ended_on: date | None = None
    visit: str | None = None
    visit_on: date | None = None
    opportunity: str | None = None
    beneficiary: bool = False
    informant: bool = False


@dataclass(frozen=True)
class Line:
    """A person reports to another (solid, dotted), influences or conflicts with him (`strength` 1 to 3)."""

    id: str
    source: str
    target: str
    kind: str
    since: date
    until: date | None = None
    strength: int = 2
    note: str = ""

    @property
    def reports(self) -> bool:
        """Whether this is a reporting line."""
        return self.kind in ("solid", "dotted")


@dataclass(frozen=True)
class SettledLines:
    """The lines that stand together without a loop, and the newer ones that do not fit among them."""

    standing: tuple[Line, ...]
    in_conflict: tuple[Line, ...]


def loop_path(lines: Iterable[Line], source: str, target: str) -> tuple[str, ...]:
    """The people from `target` up to `source`, when one more line source → target would close a loop; else nothing."""
    above: dict[str, list[str]] = {}
    for line in lines:
        if line.reports:
            above.setdefault(line.source, []).append(line.target)
    return _path_up(above, source, target)


def _path_up(above: Mapping[str, Sequence[str]], source: str, target: str) -> tuple[str, ...]:
    """The people from `target` up to `source` by whom they report to; nothing where no way leads there."""
    came_from: dict[str, str] = {target: ""}
    waiting = [target]
    for person in waiting:
        if person == source:
            return _walk(came_from, person)
        for manager in above.get(person, ()):
            if manager not in came_from:
                came_from[manager] = person
                waiting.append(manager)
    return ()


def _walk(came_from: Mapping[str, str], person: str) -> tuple[str, ...]:
    path = [person]
    while came_from[path[-1]]:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))


def check_link(people: Mapping[str, Person], lines: Iterable[Line], source: str, target: str, kind: str) -> None:
    """Raises `UserError` where a person may not be linked to another by a line of this kind.

    Nobody is linked to himself, both are on the map, and a reporting line closes no loop (`domain.md` rule 12): the
    sentence names the path.
    """
    if source not in people or target not in people:
        raise UserError(_("This person is no longer on the map."))
    if source == target:
        raise UserError(_("{name} cannot be linked to the same person.").format(name=people[source].name))
    if kind not in ("solid", "dotted"):
        return
    path = loop_path(lines, source, target)
    if path:
        sentence = _("{name} cannot report to {manager}: that closes a loop, {path}.")
        names = names_along(people, (source, *path))
        raise UserError(sentence.format(name=people[source].name, manager=people[target].name, path=names))


def names_along(people: Mapping[str, Person], path: Iterable[str]) -> str:
    """The names of the people along a path; one who is not on the map has none."""
    return " → ".join(people[person].name if person in people else "?" for person in path)


def settled(lines: Iterable[Line]) -> SettledLines:
    """The lines as one map, whatever order they came in.

    Older lines stand; a newer reporting line that would close a loop, or give a person a second solid manager, is in
    conflict and is shown as such: after two stores' lines have met nothing vanishes.
    """
    standing: list[Line] = []
    conflict: list[Line] = []
    above: dict[str, list[str]] = {}
    solid: set[str] = set()
    for line in sorted(lines, key=lambda line: (line.since, line.id)):
        second = line.kind == "solid" and line.source in solid
        if line.source == line.target or (line.reports and (second or _path_up(above, line.source, line.target))):
            conflict.append(line)
            continue
        standing.append(line)
        if line.reports:
            above.setdefault(line.source, []).append(line.target)
        if line.kind == "solid":
            solid.add(line.source)
    return SettledLines(tuple(standing), tuple(conflict))


def tree_lines(people: Sequence[str], lines: Iterable[Line]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(report, manager) pairs the layout hangs people by, and the other links.

    The solid line carries a person; who has none hangs by the oldest dotted line.
    """
    known = set(people)
    ours = [line for line in lines if line.source in known and line.target in known]
    carrying: dict[str, str] = {}
    for kind in ("solid", "dotted"):
        for line in ours:
            if line.kind == kind:
                carrying.setdefault(line.source, line.target)
    links = [
        (line.source, line.target) for line in ours if carrying.get(line.source) != line.target or not line.reports
    ]
    return list(carrying.items()), links


def depths(people: Sequence[str], lines: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many managers stand over each person along (report, manager) pairs."""
    manager = dict(lines)
    found: dict[str, int] = {}
    for person in people:
        depth, above = 0, person
        while above in manager:
            depth, above = depth + 1, manager[above]
        found[person] = depth
    return found
