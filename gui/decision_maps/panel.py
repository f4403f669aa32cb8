"""The column beside the map: how complete it is, what is missing, and the chosen person with his judgement."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.decision_maps.chips import ChipRow
from gui.widgets.card import Card
from gui.widgets.flow import FlowRow
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, clear, in_column
from gui.widgets.tag_label import TagLabel
from gui.widgets.wrapped_link import WrappedLink
from model.decision_maps.graph import Person
from model.decision_maps.history import Change, MapState
from model.decision_maps.queries import CounterpartRow
from model.decision_maps.scores import MapScores
from model.decision_maps.sentences import (
    LIGHTS,
    STYLE_HINTS,
    change_sentence,
    gap_sentence,
    next_step,
    share_sentence,
    source_sentence,
)
from model.labels import label_of
from resources.i18n import N_, _

LIGHT_TONES = {"red": Tone.DANGER, "amber": Tone.WARNING, "green": Tone.DONE}
_FIELDS = {
    "attitude": N_("Attitude"),
    "influence": N_("Influence"),
    "coverage": N_("Coverage"),
    "evidence": N_("Evidence"),
}
WIDTH = 306
MOST_MET = 5


class ScoreCard(Card):
    """Completeness with its light in a word, coverage across and down, and every gap as a link to whom it concerns."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Completeness"))
        self.tag = TagLabel("", Tone.NEUTRAL)
        self.head.addWidget(self.tag)
        self.coverage = muted("", wrap=True)
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.body.addWidget(self.coverage)
        self.body.addLayout(self.list)

    def show_scores(self, scores: MapScores, state: MapState) -> None:
        """Show the light and its reasons."""
        self.tag.set_tag(f"{scores.completeness} % {_(LIGHTS[scores.light])}", LIGHT_TONES[scores.light])
        self.coverage.setText(
            _("Departments met {across}; levels met {down}").format(
                across=share_sentence(scores.horizontal), down=share_sentence(scores.vertical)
            )
        )
        clear(self.list)
        for gap in scores.gaps:
            words = gap_sentence(gap, state.people)
            line = WrappedLink(words, self._choose(gap.people))
            line.setToolTip(next_step(gap))
            line.setAccessibleDescription(next_step(gap))
            self.list.addWidget(line)
        if not scores.gaps:
            self.list.addWidget(muted(_("Nothing is missing.")))

    def _choose(self, people: Sequence[str]) -> Callable[[], None]:
        return lambda: self.chosen.emit(list(people))


class PersonCard(Card):
    """The chosen person: roles, four judgements by one click each, evidence and source, how to talk, who faces him.

    `judged`: a field and its new value. `role_toggled`: a role code. `wanted`: judge, history, counterpart, left.
    """

    judged = Signal(str, str)
    role_toggled = Signal(str)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self.heading.setText("")
        self.source = muted("", wrap=True)
        self.roles = ChipRow("buying_role")
        self.roles.toggled.connect(self.role_toggled)
        self.rows = {field: ChipRow(field) for field in _FIELDS}
        self.style_row = ChipRow("communication_style")
        self.style_row.toggled.connect(self._toggle_style)
        self._style = ""
        self.words = QGridLayout()
        self.words.setColumnStretch(1, 1)
        self.words.setVerticalSpacing(6)
        self.body.addWidget(self.source)
        self.body.addWidget(muted(_("Buying role")))
        self.body.addWidget(self.roles)
        for field, row in self.rows.items():
            row.toggled.connect(lambda value, field=field: self.judged.emit(field, value))
            self.body.addWidget(muted(_(_FIELDS[field])))
            self.body.addWidget(row)
        self.body.addWidget(muted(_("Communication style")))
        self.body.addWidget(self.style_row)
        self.body.addLayout(self.words)
        buttons = FlowRow(gap=6)
        self.judge_button = button(_("Judge"), lambda: self.wanted.emit("judge"), "primary")
        self.history_button = button(_("History"), lambda: self.wanted.emit("history"))
        self.face_button = button(_("Counterpart"), lambda: self.wanted.emit("counterpart"))
        for made in (self.judge_button, self.history_button, self.face_button):
            buttons.flow.addWidget(made)
        self.body.addWidget(buttons)

    def show_person(
        self, person: Person, state: MapState, counterparts: Sequence[CounterpartRow], editable: bool
    ) -> None:
        """Show who is chosen."""
        judgements = state.of(person.id)
        self.heading.setText(person.name)
        place = " · ".join(part for part in (person.department, person.title) if part)
        made = source_sentence(judgements[0]) if judgements else _("Not judged yet")
        self.source.setText("\n".join(part for part in (place, made) if part))
        self.roles.set_chosen({judgement.role for judgement in judgements})
        for field, row in self.rows.items():
            row.set_chosen({getattr(judgements[0], field)} if judgements else set())
        self._style = person.communication_style
        self.style_row.set_chosen({self._style})
        for part in (self.roles, *self.rows.values(), self.style_row, self.judge_button, self.face_button):
            part.setEnabled(editable)
        self._show_words(person, counterparts)

    def _toggle_style(self, style: str) -> None:
        self.judged.emit("communication_style", "" if style == self._style else style)

    def _show_words(self, person: Person, counterparts: Sequence[CounterpartRow]) -> None:
        style = person.communication_style
        lines = [(_("Cares about"), person.fears), (_("Wants"), person.wins)]
        if style:
            lines.append((_("Style"), f"{label_of('communication_style', style)}：{_(STYLE_HINTS[style])}"))
        for row in counterparts:
            levels = [label_of("relationship_level", level) for level in (row.present_level, row.wanted_level) if level]
            lines.append((_("Counterpart"), " · ".join((row.our_name, " → ".join(levels)))))
        clear(self.words)
        for number, (what, text) in enumerate([line for line in lines if line[1]]):
            self.words.addWidget(muted(what), number, 0, Qt.AlignmentFlag.AlignTop)
            self.words.addWidget(label(text, wrap=True), number, 1)


class _Column(QWidget):
    """A column as high as its wrapped texts and chips need."""

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        found = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and found is not None:
            self.setMinimumHeight(max(0, found.totalHeightForWidth(self.width())))
        return done


class MapPanel(QScrollArea):
    """The whole column."""

    person_back = Signal(str)
    renewed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.scores = ScoreCard()
        self.person = PersonCard()
        self.met = Card(_("Met since the last judgement"))
        self.changes = Card(_("Changed since then"))
        self.off_map = Card(_("Not on the map"))
        for hidden in (self.met, self.person, self.changes, self.off_map):
            hidden.hide()
        ground = _Column()
        ground.setProperty("look", "ground")
        in_column(self.changes, self.person, self.scores, self.met, self.off_map, STRETCH, gap=16, within=ground)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH + 12)

    def show_met(self, met: Sequence[tuple[str, str, date]], people: dict[str, Person], editable: bool) -> None:
        """Who was met on a visit after he was last judged: one click says that the judgement still holds."""
        known = [(person, visit, day) for person, visit, day in met if person in people]
        self.met.setVisible(bool(known) and editable)
        clear(self.met.body)
        for person, visit, day in known[:MOST_MET]:
            words = _("{name}, {date}: still holds").format(name=people[person].name, date=f"{day:%Y-%m-%d}")
            made = WrappedLink(words, partial(self.renewed.emit, person, visit))
            made.setToolTip(_("Choose the person to judge anew instead."))
            self.met.body.addWidget(made)

    def show_changes(self, changes: Sequence[Change], people: dict[str, Person], past: bool) -> None:
        """On a past day: what has changed since."""
        self.changes.setVisible(past)
        clear(self.changes.body)
        for change in changes if past else ():
            self.changes.body.addWidget(label(change_sentence(change, people), wrap=True))
        if past and not changes:
            self.changes.body.addWidget(muted(_("Nothing has changed.")))

    def show_off_map(self, people: Sequence[Person], editable: bool) -> None:
        """Who was taken off, each with the way back."""
        self.off_map.setVisible(bool(people) and editable)
        clear(self.off_map.body)
        for person in people:
            words = _("{name}: put back").format(name=person.name)
            self.off_map.body.addWidget(WrappedLink(words, self._back(person.id)))

    def _back(self, person: str) -> Callable[[], None]:
        return lambda: self.person_back.emit(person)
