"""What a map shows on one day, as plain shapes: window and paper draw the same picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from model.decision_maps.ages import fade, is_stale
from model.decision_maps.graph import Line, Person, tree_lines
from model.decision_maps.history import MapState, map_on
from model.decision_maps.layout import arrange
from model.decision_maps.places import CARD_HEIGHT, CARD_WIDTH, Place
from model.decision_maps.queries import MapSheet
from model.decision_maps.routes import link_routes, reporting_route
from model.decision_maps.ways import Route
from model.labels import label_of
from resources.i18n import N_, _

STANCES = {
    "champion": "for",
    "supporter": "for",
    "neutral": "between",
    "non_supporter": "against",
    "opponent": "against",
}
"""Where an attitude puts a card's edge: for us, between, against us; an unknown one has none."""
PUBLIC_KINDS = ("solid", "dotted")


@dataclass(frozen=True)
class CardFace:
    """What a card says: `roles` and `attitude` are labels, `fade` runs from 0 (fresh) to 1 (past its age limit)."""

    person: str
    name: str
    remark: str
    detail: str
    roles: tuple[str, ...]
    attitude: str
    influence: str
    stance: str
    fade: float
    stale: bool
    placeholder: bool

    def spoken(self) -> str:
        """The card as one sentence for a screen reader."""
        words = [self.name, self.remark, *self.roles, self.attitude, self.influence, self.detail]
        return "，".join(word for word in words if word)


@dataclass(frozen=True)
class LineFace:
    """A drawn line: its kind, the people it joins, its way, and whether it stands in conflict with an older one."""

    id: str
    kind: str
    source: str
    target: str
    route: Route
    strength: int = 2
    note: str = ""
    in_conflict: bool = False


@dataclass(frozen=True)
class Picture:
    """The whole map on its day."""

    state: MapState
    faces: dict[str, CardFace]
    places: dict[str, Place]
    lines: tuple[LineFace, ...]


def draw_map(
    sheet: MapSheet, day: date, before: Picture | None = None, public: bool = False, tidy: bool = False
) -> Picture:
    """The picture of a map on a day.

    A way that still fits is taken over from the picture `before`, so that little moves. `public` leaves out what a
    customer must not see: judgements and all lines but reporting lines. `tidy` lays all cards out anew, except those
    that were put by hand.
    """
    state = map_on(sheet.history, day)
    people = list(state.people)
    shown = [line for line in state.lines.standing if not public or line.kind in PUBLIC_KINDS]
    lines, links = tree_lines(people, shown)
    placed = {key: card.place for key, card in sheet.cards.items() if card.by_hand or not tidy}
    places = arrange(people, lines, links, placed)
    faces = {key: card_face(person, state, sheet.grade, public) for key, person in state.people.items()}
    conflicting = [] if public else [line for line in state.lines.in_conflict if line.source != line.target]
    return Picture(state, faces, places, _line_faces(lines, shown, conflicting, places, before))


def card_face(person: Person, state: MapState, grade: str, public: bool = False) -> CardFace:
    """What the card of a person says on the map's day."""
    if public:
        return CardFace(
            person.id, person.name, "", person.title or person.department, (), "", "", "", 0.0, False, False
        )
    judgements = state.of(person.id)
    roles = tuple(label_of("buying_role", one.role) for one in judgements if one.role)
    if not judgements:
        empty = _("Placeholder: not known yet") if person.placeholder else _("Not judged yet")
        remark = "" if person.placeholder else person.title or person.department
        return CardFace(person.id, person.name, remark, empty, (), "", "", "", 0.0, False, person.placeholder)
    latest = judgements[0]
    remark = person.title or person.department
    detail = _("Placeholder: not known yet") if person.placeholder else _detail(state, person, grade)
    attitude = (
        "" if person.placeholder and not latest.attitude else label_of("attitude", latest.attitude) or _("Unknown")
    )
    faded = 0.0 if person.placeholder else fade(judgements, state.day, grade)
    return CardFace(
        person.id,
        person.name,
        remark,
        detail,
        roles,
        attitude,
        label_of("influence", latest.influence),
        STANCES.get(latest.attitude, ""),
        faded,
        is_stale(latest, state.day, grade),
        person.placeholder,
    )


def _detail(state: MapState, person: Person, grade: str) -> str:
    """How often met, how sure, since when, and whether it is time to judge again."""
    latest = state.of(person.id)[0]
    judged = latest.judged_on
    when = f"{judged:%m-%d}" if judged.year == state.day.year else f"{judged:%Y-%m-%d}"
    parts = [
        label_of("coverage", latest.coverage),
        f"{label_of('evidence', latest.evidence)} {when}".strip(),
        _("to renew") if is_stale(latest, state.day, grade) else "",
    ]
    return " · ".join(part for part in parts if part)


def _line_faces(
    tree: list[tuple[str, str]],
    standing: list[Line],
    conflicting: list[Line],
    places: Mapping[str, Place],
    before: Picture | None,
) -> tuple[LineFace, ...]:
    carrying = set(tree)
    buses = [line for line in standing if line.reports and (line.source, line.target) in carrying]
    others = [line for line in standing if not (line.reports and (line.source, line.target) in carrying)] + conflicting
    kept = _kept_routes(others, places, before)
    routes = link_routes(places, tree, [(line.source, line.target) for line in others], kept)
    conflicts = {line.id for line in conflicting}
    faces = [_face(line, reporting_route(places[line.source], places[line.target]), False) for line in buses]
    faces += [_face(line, route, line.id in conflicts) for line, route in zip(others, routes, strict=True)]
    return tuple(faces)


def _face(line: Line, route: Route, in_conflict: bool) -> LineFace:
    return LineFace(line.id, line.kind, line.source, line.target, route, line.strength, line.note, in_conflict)


def _kept_routes(others: list[Line], places: Mapping[str, Place], before: Picture | None) -> dict[int, Route]:
    """The ways of lines whose ends have not moved and that no moved card has come to stand on."""
    if before is None:
        return {}
    moved = [place for person, place in places.items() if before.places.get(person) != place]
    still = {person for person, place in places.items() if before.places.get(person) == place}
    known = {line.id: line.route for line in before.lines}
    return {
        index: known[line.id]
        for index, line in enumerate(others)
        if line.id in known and line.source in still and line.target in still
        if not any(_runs_over(known[line.id], place) for place in moved)
    }


def _runs_over(route: Route, place: Place) -> bool:
    return any(
        max(x1, x2) > place.x
        and min(x1, x2) < place.x + CARD_WIDTH
        and max(y1, y2) > place.y
        and min(y1, y2) < place.y + CARD_HEIGHT
        for (x1, y1), (x2, y2) in pairwise(route)
    )


LINE_WORDS = {
    "solid": N_("reports to"),
    "dotted": N_("reports in part to"),
    "influences": N_("influences"),
    "conflicts": N_("is in conflict with"),
}
"""N_() words that read between the names of the two people of a line."""
