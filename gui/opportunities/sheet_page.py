"""One opportunity whole: where it stands, what it brings, who decides, what is planned and what was agreed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.knowledge.case_form import open_case_of
from gui.opportunities.columns import OUTCOME_TONES, late_words
from gui.opportunities.dialogs import ask_end, ask_points, ask_quotes, move_to, reopen
from gui.opportunities.form import open_opportunity_form
from gui.opportunities.sheet_cards import Facts, Lines, facts_of, man_lines, point_lines, stage_lines
from gui.page import Page
from gui.retention.task_dialogs import write_own
from gui.visits.visit_dialog import open_visit
from gui.widgets.card import Card
from gui.widgets.flow import Flow
from gui.widgets.labels import button, label, plain_tip, set_look
from gui.widgets.pager import Pager
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.tag_label import TagLabel
from model.customers.people import PersonRow, list_people
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.labels import label_of
from model.needs.queries import NeedRow, list_needs
from model.opportunities.pipelines import Pipeline
from model.opportunities.queries import OpportunitySheet, find_opportunity
from model.opportunities.settings import pipelines_in_force
from model.proposals.queries import QuoteRow, list_quotes
from resources.i18n import _, _n

_ROLES: Final = ("decider", "approver", "buyer", "influencer", "gatekeeper", "user")


class OpportunityPage(Page):
    """The opportunity `target`; previous and next stay inside the list it was opened from."""

    listens_to = frozenset(
        {"opportunity", "opportunity_stage", "opportunity_point", "opportunity_need", "need", "need_link", "quote",
         "quote_item", "buying_role", "contact", "customer", "setting"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.sheet: OpportunitySheet | None = None
        self.heading.setMinimumWidth(120)
        self.before_heading.addWidget(
            button(_("Sales opportunities ›"), lambda: context.open_page("opportunities"), "link")
        )
        self.tag = TagLabel("", Tone.NEWS)
        self.after_heading.addWidget(self.tag)
        self.pager = Pager()
        self.pager.moved.connect(lambda row: context.open_page("opportunity", row, self.within))
        self.edit_button = button(_("Edit"), self.edit)
        self.visit_button = button(_("Note a visit"), self.note_visit)
        self.task_button = button(_("New task"), self.new_task)
        self.case_button = button(_("Make a case of it"), self.write_case)
        self.case_button.hide()
        self.piece_button = button(_("Count a piece"), self.count_piece)
        self.piece_button.hide()
        self.end_button = button(_("End it"), self.end)
        self.next_button = button(_("Next stage"), self.go_on, "primary")
        for made in (
            self.pager, self.visit_button, self.task_button, self.edit_button, self.case_button, self.piece_button,
            self.end_button, self.next_button,
        ):  # fmt: skip
            self.buttons.addWidget(made)
        self.stages = Flow(gap=8)
        self.stage_note = label("", "danger", wrap=True)
        self.facts, self.man, self.points, self.history = Facts(), Lines(), Lines(), Lines()
        self.needs, self.quotes, self.people = Lines(), Lines(), Lines()
        self.whole = self._lay_out_cards()
        self.body.addWidget(self.whole, 1)

    def refresh(self) -> None:
        """Read it again; one that is gone says so."""
        if self.target is None:
            return
        try:
            with self.context.read() as session:
                sheet = find_opportunity(session, self.target, self.context.today())
                pipeline = pipelines_in_force(session).of(sheet.row.pipeline)
                needs = list_needs(session, customer_id=sheet.row.customer_id)
                quotes = [
                    one for one in list_quotes(session, sheet.row.customer_id) if one.opportunity_id == self.target
                ]
                people = list_people(session, sheet.row.customer_id, self.context.today())
        except UserError as error:
            self.sheet = None
            self.heading.setText(error.sentence)
            self.whole.hide()
            return
        self.sheet = sheet
        self.whole.show()
        self._show_header(sheet, pipeline)
        self._show_cards(sheet, needs, quotes, people)

    def edit(self) -> None:
        """Change it."""
        if self.sheet is not None:
            open_opportunity_form(self, self.context, self.sheet.row.id)

    def go_on(self) -> None:
        """To the next stage of its pipeline."""
        if self.sheet is not None:
            keys = [stage.key for stage in self._pipeline.stages]
            place = keys.index(self.sheet.row.stage_key) + 1 if self.sheet.row.stage_key in keys else 0
            if place < len(keys):
                self.go_to(keys[place])

    def go_to(self, key: str) -> None:
        """To a stage."""
        if self.sheet is not None:
            try:
                move_to(self, self.context, self.sheet.row, key)
            except UserError as error:
                self.context.say(error.sentence, tone="danger")

    def end(self) -> None:
        """Say how it ended; pursue it again where it has."""
        if self.sheet is not None and self.sheet.row.outcome == "open":
            ask_end(self, self.context, self.sheet.row)
        elif self.sheet is not None:
            reopen(self.context, self.sheet.row)

    def note_visit(self) -> None:
        """Note a visit about it."""
        if self.sheet is not None:
            open_visit(self, self.context, self.sheet.row.customer_id, {"purpose": self.sheet.row.name})

    def new_task(self) -> None:
        """Write a task about it."""
        if self.sheet is not None:
            start = {"title": self.sheet.row.name, "code": self.sheet.row.group_code, "kind": "opportunity_stuck"}
            write_own(self, self.context, start)

    def write_case(self) -> None:
        """A case worth telling, prefilled from what was won."""
        if self.sheet is not None:
            open_case_of(self, self.context, self.sheet.row.id)

    def count_piece(self) -> None:
        """Count a piece that the won opportunity proves."""
        if self.sheet is not None:
            self.context.open_page("pay", "count", (self.sheet.row.customer_id, "opportunity", self.sheet.row.id))

    def new_here(self) -> bool:
        """Ctrl+N: note a visit about it."""
        self.note_visit()
        return True

    def customer_here(self) -> str | None:
        """Whose it is."""
        return self.sheet.row.customer_id if self.sheet else None

    def help_text(self) -> str:
        """What the page shows."""
        return _(
            "One opportunity: its stages and how long it has stood in this one, money, authority and need with their "
            "evidence, the needs it answers, its proposals, who decides (from the map), and the project's control "
            "points. Click a stage to go there. Every change can be undone with Ctrl+Z."
        )

    def _lay_out_cards(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._add_card(left, _("What it brings"), self.facts)
        self._add_card(left, _("Money · authority · need"), self.man, _("0 nothing known, 3 proven on paper"))
        self._add_card(left, _("Needs it answers"), self.needs)
        self._add_card(left, _("Proposals"), self.quotes, "", (
            (_("New proposal"), self._new_quote), (_("Choose"), self._choose_quotes)))  # fmt: skip
        self._add_card(right, _("Who decides"), self.people, "", ((_("Open its map"), self._open_map),))
        self._add_card(right, _("Project control points"), self.points, "", ((_("Set the days"), self._set_points),))
        self._add_card(right, _("Stage history"), self.history)
        ground = QWidget()
        ground.setProperty("look", "ground")
        columns = in_row((left, 5), (right, 4), gap=16)
        steps = QWidget()
        steps.setLayout(self.stages)
        in_column(steps, self.stage_note, columns, STRETCH, gap=12, margins=(0, 0, 8, 0), within=ground)
        for column in (left, right):
            column.setSpacing(16)
            column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(ground)
        return area

    def _add_card(
        self,
        column: QVBoxLayout,
        heading: str,
        content: QWidget,
        remark: str = "",
        acts: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        card = Card(heading, remark)
        for words, act in acts:
            card.head.addWidget(button(words, act, "link"))
        card.body.addWidget(content)
        column.addWidget(card)

    def _show_header(self, sheet: OpportunitySheet, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        row = sheet.row
        self.heading.setText(row.name)
        self.heading.setToolTip(plain_tip(row.name))
        self.sub_heading.setText(row.customer_name)
        self.tag.set_tag(label_of("opportunity_outcome", row.outcome), OUTCOME_TONES[row.outcome])
        self.pager.show_place(self.target, self.within)
        is_open = row.outcome == "open"
        self.case_button.setVisible(row.outcome == "won")
        self.piece_button.setVisible(row.outcome == "won")
        self.end_button.setText(_("End it") if is_open else _("Pursue it again"))
        self.next_button.setEnabled(row.outcome in ("open", "won") and row.stage_key != pipeline.stages[-1].key)
        self._show_stages(sheet, pipeline)
        self.stage_note.setText(_standing(sheet))
        set_look(self.stage_note, "look", "danger" if row.days_late else "muted")

    def _show_stages(self, sheet: OpportunitySheet, pipeline: Pipeline) -> None:
        self.stages.clear()
        keys = [stage.key for stage in pipeline.stages]
        here = keys.index(sheet.row.stage_key) if sheet.row.stage_key in keys else -1
        for place, stage in enumerate(pipeline.stages):
            made = button(stage.words, partial(self.go_to, stage.key), "chip", "check" if place < here else "")
            made.setProperty("on", "true" if place == here else "false")
            self.stages.addWidget(made)

    def _show_cards(
        self,
        sheet: OpportunitySheet,
        needs: Sequence[NeedRow],
        quotes: Sequence[QuoteRow],
        people: Sequence[PersonRow],
    ) -> None:
        self.facts.show_facts(facts_of(sheet), lambda: self.context.open_page("customer", sheet.row.customer_id))
        self.man.show_lines(man_lines(sheet))
        mine = [(f"{one.order}. {one.statement}", one.our_answer, None) for one in needs if one.id in sheet.need_ids]
        self.needs.show_lines(mine, _("No need is linked yet: choose one under Edit."))
        states = ENUMERATIONS["quote_state"]
        lines = [(f"{one.number} {one.title}".strip(), _(states[one.state]), self._opener(one.id)) for one in quotes]
        self.quotes.show_lines(lines, _("No proposal belongs to it yet."))
        self.points.show_lines(point_lines(sheet))
        self.history.show_lines(stage_lines(sheet))
        self._show_people(sheet, people)

    def _show_people(self, sheet: OpportunitySheet, people: Sequence[PersonRow]) -> None:
        labels = ENUMERATIONS["buying_role"]
        lines = [
            (_(", ").join(_(labels[role]) for role in _ROLES if role in one.roles.split(",")),
             f"{one.name} {one.title}".strip(), None)
            for one in sorted(people, key=_first_role)
            if one.roles
        ]  # fmt: skip
        if not sheet.has_decider:
            lines.insert(0, (_("No decider is confirmed."), "", None))
        self.people.show_lines(lines)

    def _opener(self, quote: str) -> Callable[[], object]:
        return lambda: self.context.open_page("proposal", quote)

    def _open_map(self) -> None:
        if self.sheet is not None:
            self.context.open_page("map", f"{self.sheet.row.customer_id}/{self.sheet.row.id}")

    def _set_points(self) -> None:
        if self.sheet is not None:
            ask_points(self, self.context, self.sheet)

    def _choose_quotes(self) -> None:
        if self.sheet is not None:
            ask_quotes(self, self.context, self.sheet.row)

    def _new_quote(self) -> None:
        if self.sheet is not None:
            self.context.open_page("proposal", f"new/{self.sheet.row.customer_id}/{self.sheet.row.id}")


def _first_role(person: PersonRow) -> int:
    held = person.roles.split(",")
    return min((place for place, role in enumerate(_ROLES) if role in held), default=len(_ROLES))


def _standing(sheet: OpportunitySheet) -> str:
    row = sheet.row
    if row.outcome != "open":
        day = row.closed_on.isoformat() if row.closed_on else ""
        return " · ".join(filter(None, (day, row.outcome_reason)))
    words = _n("In “{stage}” for {count} day", "In “{stage}” for {count} days", row.days, stage=row.stage_words)
    return f"{words} · {late_words(row.days_late)}" if row.days_late else words
