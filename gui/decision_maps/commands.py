"""Every gesture on a map as one change of the store, with the words that undo names it by."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gui.context import Context
from model.decision_maps import actions, judging
from model.decision_maps.aligning import aligned
from model.decision_maps.history import MapState
from model.decision_maps.picture import LINE_WORDS, LineFace, Picture
from model.decision_maps.places import Place
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from resources.i18n import N_, _

STYLE = "communication_style"


class Gestures:
    """What a person does to one map; the map itself comes back through the store's news of the change."""

    def __init__(self, context: Context, customer_id: str, opportunity_id: str | None) -> None:
        self.context = context
        self.customer_id = customer_id
        self.opportunity_id = opportunity_id
        self.picture: Picture | None = None
        self.by_hand: frozenset[str] = frozenset()

    @property
    def today(self) -> date:
        """The business date, from which every judgement and line holds."""
        return self.context.today()

    def add_person(self, draft: actions.PersonDraft, role: str = "", manager: str = "") -> str:
        """Put a person on the map, perhaps with a role or under a manager."""
        with self._change(N_("Add {name} to the map"), name=draft.name.strip()) as session:
            person = actions.add_person(session, draft)
            session.flush()
            if role:
                judging.give_role(session, person, role, self.today, self.opportunity_id)
            if manager:
                actions.link_people(session, self._link(person, manager, "solid"), self.today)
            return person

    def rename(self, person: str, name: str) -> None:
        """Give a person another name."""
        with self._change(N_("Rename {name}"), name=self._name(person)) as session:
            actions.rename_person(session, person, name)

    def link(self, source: str, target: str, kind: str, strength: int = 2) -> None:
        """Draw a line."""
        words = _("{name} {does} {other}").format(
            name=self._name(source), does=_(LINE_WORDS[kind]), other=self._name(target)
        )
        with self._change(N_("Line: {line}"), line=words) as session:
            actions.link_people(session, self._link(source, target, kind, strength), self.today)

    def change_line(self, line_id: str, kind: str, strength: int, note: str = "") -> None:
        """Change what a line means, how strong it is, and its note."""
        with self._change(N_("Change a line of the map")) as session:
            actions.change_link(session, line_id, kind, strength, note)

    def end_line(self, line_id: str) -> None:
        """Take a line off."""
        with self._change(N_("Remove a line from the map")) as session:
            actions.end_link(session, line_id, self.today)

    def move(self, places: Mapping[str, Place]) -> None:
        """Keep where cards were put by hand."""
        with self._change(N_("Move cards: {count}"), count=len(places)) as session:
            actions.place_cards(session, self.customer_id, self.opportunity_id, places)

    def align(self, people: Sequence[str], how: str) -> None:
        """Line the chosen cards up: left, top, or spread evenly in a row or a column."""
        if self.picture is not None and len(people) > 1:
            places = {person: self.picture.places[person] for person in people}
            self.move(aligned(places, how))

    def tidy(self, picture: Picture) -> None:
        """Keep the places of a picture that was laid out anew."""
        by_hand = self.by_hand
        places = {person: place for person, place in picture.places.items() if person not in by_hand}
        with self._change(N_("Tidy the map")) as session:
            actions.place_cards(session, self.customer_id, self.opportunity_id, places, by_hand=False)

    def let_loose(self, people: Sequence[str]) -> None:
        """Let cards that were put by hand be tidied again."""
        if self.picture is not None:
            places = {person: self.picture.places[person] for person in people}
            with self._change(N_("Let cards be tidied: {count}"), count=len(people)) as session:
                actions.place_cards(session, self.customer_id, self.opportunity_id, places, by_hand=False)

    def take_off(self, people: Sequence[str]) -> None:
        """Take people off the map; placeholders are deleted."""
        faces = self.picture.faces if self.picture is not None else {}
        with self._change(N_("Take off the map: {count}"), count=len(people)) as session:
            for person in people:
                if person in faces and faces[person].placeholder:
                    actions.remove_placeholder(session, person)
                else:
                    actions.take_off_map(session, self.customer_id, self.opportunity_id, person)

    def put_back(self, person: str) -> None:
        """Put a person back on the map."""
        with self._change(N_("Put a person back on the map")) as session:
            actions.put_on_map(session, self.customer_id, self.opportunity_id, person)

    def left(self, person: str, status: str) -> None:
        """Note that a person moved on or left."""
        with self._change(N_("{name} left"), name=self._name(person)) as session:
            actions.person_left(session, person, status, self.today)

    def judge(self, people: Sequence[str], field: str, value: str) -> None:
        """Judge people by one field from today."""
        names = "、".join(self._name(person) for person in people)
        with self._change(N_("Judge {name}: {value}"), name=names, value=label_of(field, value)) as session:
            for person in people:
                draft = judging.JudgementDraft(person, {field: value}, opportunity_id=self.opportunity_id)
                judging.judge(session, draft, self.today)

    def judge_whole(self, draft: judging.JudgementDraft) -> None:
        """Judge a person by several fields at once, with the visit it came from."""
        with self._change(N_("Judge {name}"), name=self._name(draft.contact_id)) as session:
            judging.judge(session, draft, self.today)

    def renew(self, person: str, visit: str) -> None:
        """After a visit: the person was met, what was thought of him holds on with the visit as its source."""
        with self._change(N_("Renew the judgement of {name}"), name=self._name(person)) as session:
            judging.confirm_met(session, person, visit, self.today)

    def step(self, people: Sequence[str], field: str, current: Mapping[str, str]) -> None:
        """Judge each person by the choice after his present one."""
        codes = list(ENUMERATIONS[field])
        for person in people:
            code = current.get(person, "")
            following = codes[(codes.index(code) + 1) % len(codes)] if code in codes else codes[0]
            self.set_style([person], following) if field == STYLE else self.judge([person], field, following)

    def set_style(self, people: Sequence[str], style: str) -> None:
        """Note how to talk to people; an empty style takes that back."""
        names = "、".join(self._name(person) for person in people)
        words = label_of(STYLE, style) or "—"
        with self._change(N_("Communication style of {name}: {value}"), name=names, value=words) as session:
            for person in people:
                judging.set_style(session, person, style)

    def toggle_role(self, people: Sequence[str], role: str, holders: frozenset[str]) -> None:
        """Give people a role, or take it away where all of them have it."""
        ending = all(person in holders for person in people)
        label = N_("Take role {role} from {name}") if ending else N_("Give role {role} to {name}")
        names = "、".join(self._name(person) for person in people)
        with self._change(label, role=label_of("buying_role", role), name=names) as session:
            for person in people:
                if ending:
                    judging.end_role(session, person, role, self.today, self.opportunity_id)
                elif person not in holders:
                    judging.give_role(session, person, role, self.today, self.opportunity_id)

    def do_to_line(self, line: LineFace, name: str, value: Any) -> None:
        """A gesture on a line by its name: remove, line_kind or line_strength."""
        if name == "remove":
            self.end_line(line.id)
        elif name == "line_kind":
            self.change_line(line.id, value, line.strength, line.note)
        else:
            self.change_line(line.id, line.kind, value, line.note)

    def do_to_people(self, people: Sequence[str], state: MapState, name: str, value: Any) -> bool:
        """A gesture on people by its name; False for one that is not done at once."""
        if name in judging.JUDGED:
            self.judge(people, name, value)
        elif name == STYLE:
            self.set_style(people, value)
        elif name == "step":
            self.step(people, value, _present(people, state, value))
        elif name == "role":
            holders = frozenset(one.person for person in people for one in state.of(person) if one.role == value)
            self.toggle_role(people, value, holders)
        elif name == "left":
            self.left(people[0], value)
        else:
            return self._do_to_cards(people, name, value)
        return True

    def _do_to_cards(self, people: Sequence[str], name: str, value: Any) -> bool:
        if name == "remove":
            self.take_off(people)
        elif name == "align":
            self.align(people, value)
        elif name == "loose":
            self.let_loose(people)
        else:
            return False
        return True

    def face(self, person: str, our_name: str, present: str, wanted: str) -> None:
        """Set who of ours faces a person."""
        with self._change(N_("Counterpart of {name}"), name=self._name(person)) as session:
            judging.face(session, person, our_name, present, wanted)

    def _link(self, source: str, target: str, kind: str, strength: int = 2) -> actions.LinkDraft:
        return actions.LinkDraft(self.customer_id, source, target, kind, self.opportunity_id, strength)

    def _name(self, person: str) -> str:
        known = self.picture.faces.get(person) if self.picture is not None else None
        return known.name if known is not None else "?"

    @contextmanager
    def _change(self, label: str, **params: Any) -> Iterator[Session]:
        """One change; with it, cards that only the layout had placed keep their places, so that nothing else moves."""
        with self.context.write(label, **params) as session:
            yield session
            session.flush()
            self._keep_places(session)

    def _keep_places(self, session: Session) -> None:
        if self.picture is not None and self.picture.state.day == self.today:
            actions.keep_new_places(session, self.customer_id, self.opportunity_id, self.picture.places)


def _present(people: Sequence[str], state: MapState, field: str) -> dict[str, str]:
    """What holds of each person now, by one field."""
    if field == STYLE:
        return {person: state.people[person].communication_style for person in people}
    return {person: getattr(state.of(person)[0], field) for person in people if state.of(person)}
