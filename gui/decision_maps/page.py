"""The page of one decision-maker map."""

from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut

from gui.colours import Tone, colours_of
from gui.context import Context
from gui.decision_maps.acting import Acting
from gui.decision_maps.chooser import MapChooser
from gui.decision_maps.commands import Gestures
from gui.decision_maps.frame import MapFrame
from gui.decision_maps.panel import MapPanel
from gui.decision_maps.printing import print_menu
from gui.decision_maps.scene import MapScene
from gui.decision_maps.tools import MAP_KEYS
from gui.page import Page
from gui.widgets.labels import button
from gui.widgets.placing import in_row
from gui.widgets.tag_label import TagLabel
from model.decision_maps.history import changes_between, map_on
from model.decision_maps.petals import petals_of
from model.decision_maps.picture import Picture, draw_map
from model.decision_maps.queries import MapSheet, list_maps, map_sheet, met_since_judged
from model.decision_maps.scores import scores_of
from model.errors import UserError
from model.settings.queries import find_owner
from reports.decision_maps import MapPaper
from reports.imprint import VERSION, Imprint
from resources.i18n import _

NARROW = 900
"""Under this width of the page the map needs all of it."""


class MapPage(Page):
    """Draws, judges and reads one customer's map, or one opportunity's; its target is `customer[/opportunity]`."""

    listens_to: ClassVar = frozenset(
        {
            "contact",
            "buying_role",
            "reporting_line",
            "influence_line",
            "counterpart",
            "map_position",
            "customer",
            "visit",
            "opportunity",
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Decision-maker map"))
        self.sheet: MapSheet | None = None
        self.picture: Picture | None = None
        self.gestures = Gestures(context, "", None)
        self.acting = Acting(self, self.gestures)
        self._fitted = ""
        self._choose_after: str | None = None
        self._side_chosen = False
        self._met: list[tuple[str, str, date]] = []
        self.scene = MapScene()
        self.frame = MapFrame(self.scene, lambda: self.do("add"))
        self.canvas, self.petals, self.slider = self.frame.canvas, self.frame.petals, self.frame.slider
        self.panel = MapPanel()
        self._make_header()
        self._lay_out_body()
        self._connect()

    def refresh(self) -> None:
        """Read the map and show it; a map that is gone says so."""
        if not self.target:
            return
        customer, _slash, opportunity = self.target.partition("/")
        try:
            with self.context.read() as session:
                self.sheet = map_sheet(session, customer, opportunity or None)
                self._met = met_since_judged(session, customer)
                self.chooser.show_maps(customer, list_maps(session, customer), opportunity)
        except UserError as error:
            self.sheet = None
            self.frame.say_gone(error.sentence)
            return
        self.gestures.customer_id, self.gestures.opportunity_id = customer, opportunity or None
        self.gestures.by_hand = frozenset(key for key, card in self.sheet.cards.items() if card.by_hand)
        self.heading.setText(self.sheet.customer_name)
        self.grade.set_tag(self.sheet.grade or "—", Tone.ACCENT)
        self.grade.setToolTip(_("The grade that sets how long a judgement holds: the company's own where it is known."))
        self.boss.setVisible(self.sheet.boss_project)
        days = [
            *(one.judged_on for one in self.sheet.history.judgements),
            *(one.since for one in self.sheet.history.lines),
        ]
        today = self.context.today()
        self.slider.set_days(min((day for day in days if day.year > 1900), default=today), today)
        self._show()

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """A map; `within` are people just met: the first is chosen, ready to be judged, the others stand beside."""
        super().show_target(target, within)
        if within:
            self._choose_after = within[0]
            self.mark_stale()

    def show_petals(self, shown: bool) -> None:
        """The petals instead of the tree, or back."""
        self.petal_button.setChecked(shown)
        self._show()

    def tidy(self) -> None:
        """Lay all cards out anew, except those put by hand."""
        if self.sheet is not None and self.editable:
            self.gestures.tidy(draw_map(self.sheet, self.context.today(), tidy=True))
            self._fitted = ""

    @property
    def editable(self) -> bool:
        """Only today's map can be changed."""
        return self.slider.day == self.context.today()

    def do(self, name: str, value: Any = None) -> None:
        """One gesture, by its name, on what is chosen."""
        self.acting.do(name, value)

    def choose_soon(self, person: str) -> None:
        """Choose who comes on the map with the next change, or with the last one."""
        self._choose_after = person
        self.mark_stale()

    def new_here(self) -> bool:
        """Ctrl+N: a new person."""
        self.do("add")
        return True

    def customer_here(self) -> str | None:
        """The customer whose map it is."""
        return self.gestures.customer_id if self.sheet is not None else None

    def state(self) -> dict[str, Any]:
        """Petals or tree, who is chosen, and where the canvas stands."""
        return {
            "petals": self.petal_button.isChecked(),
            "side": self.side_button.isChecked() if self._side_chosen else None,
            "chosen": self.scene.people_chosen(),
            "view": self.canvas.view(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring that back."""
        self.petal_button.setChecked(bool(state.get("petals")))
        if state.get("side") is not None:
            self._side_chosen = True
            self.side_button.setChecked(bool(state["side"]))
        self.scene.choose(*state.get("chosen", []))
        view = state.get("view")
        if view:
            self._fitted = self.target or ""
            self.canvas.look(*view)

    def print_here(self) -> bool:
        """Ctrl+P: the forms the map, as it stood on the day shown, can be printed and given away in."""
        if self.sheet is None:
            return False
        with self.context.read() as session:
            owner = find_owner(session)
        imprint = Imprint(self.context.today(), owner.name, VERSION)
        menu = print_menu(self, self.context, MapPaper(self.sheet, self.slider.day, imprint))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))
        return True

    def help_text(self) -> str:
        """What the map is for, its words and its keys."""
        keys = "\n".join(f"{key}：{_(words)}" for key, words in MAP_KEYS)
        return (
            _(
                "The map shows who decides, who influences whom and whom we do not know yet. Every judgement has a "
                "day, a source and an age limit (grade A 90, B 180, C and D 365 days; defaults); then the card fades "
                "and is to be judged again. A true map also contains people who are not for us."
            )
            + "\n\n"
            + keys
        )

    def _make_header(self) -> None:
        self.grade = TagLabel("", Tone.ACCENT)
        self.after_heading.addWidget(self.grade)
        self.boss = TagLabel(_("Single decider"), Tone.NEWS)
        self.after_heading.addWidget(self.boss)
        self.chooser = MapChooser(lambda target: self.context.open_page("map", target))
        self.after_heading.addWidget(self.chooser)
        self.petal_button = button(_("Plum petals"), glyph="flower")
        self.petal_button.setCheckable(True)
        self.side_button = button("", glyph="info")
        self.side_button.setCheckable(True)
        self.side_button.setToolTip(_("What is missing, and the person chosen, beside the map"))
        self.tidy_button = button(_("Tidy"), self.tidy)
        self.matrix_button = button(_("Matrix"), self.acting.open_matrix)
        self.print_button = button(_("Print"), self.print_here)
        self.add_button = button(_("Add a person"), lambda: self.do("add"), "primary")
        looks = (self.side_button, self.petal_button, self.matrix_button)
        for made in (*looks, self.tidy_button, self.print_button, self.add_button):
            self.buttons.addWidget(made)

    def _lay_out_body(self) -> None:
        row = in_row((self.frame, 1), self.panel, gap=16)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.canvas)

    def _connect(self) -> None:
        self.scene.moved.connect(lambda places: self.do("move", places))
        self.scene.link_wanted.connect(self.acting.ask_link)
        self.scene.chosen.connect(self._show_chosen)
        self.canvas.wanted.connect(self.do)
        self.canvas.renamed.connect(lambda person, name: self.do("named", (person, name)))
        self.canvas.menu_wanted.connect(self.acting.open_menu)
        self.petals.chosen.connect(self.scene.choose)
        self.petals.role_wanted.connect(lambda role: self.do("add", role))
        self.petals.judge_wanted.connect(self.acting.judge_again)
        self.petal_button.toggled.connect(lambda _on: self._show())
        self.side_button.toggled.connect(self.panel.setVisible)
        self.side_button.clicked.connect(lambda _on: setattr(self, "_side_chosen", True))
        self.slider.changed.connect(lambda _day: self._show())
        self.frame.search.textChanged.connect(self._find)
        self.frame.search.returnPressed.connect(self._go_to_found)
        self.panel.scores.chosen.connect(lambda people: self.scene.choose(*people))
        self.panel.person.judged.connect(self.do)
        self.panel.person.role_toggled.connect(lambda role: self.do("role", role))
        self.panel.person.wanted.connect(lambda what: self.do("open" if what == "judge" else what))
        self.panel.renewed.connect(lambda person, visit: self.do("renew", (person, visit)))
        self.panel.person_back.connect(lambda person: self.do("back", person))
        QShortcut(QKeySequence.StandardKey.Find, self, self.frame.search.setFocus)

    def _show(self) -> None:
        if self.sheet is None:
            return
        day, today = self.slider.day, self.context.today()
        self.picture = draw_map(self.sheet, day, self.picture)
        self.gestures.picture = self.picture
        self.scene.set_colours(colours_of(self.palette()))
        self.scene.set_editable(self.editable)
        self.scene.show_picture(self.picture)
        scores = scores_of(self.picture.state, self.sheet.grade, self.sheet.boss_project)
        self.panel.scores.show_scores(scores, self.picture.state)
        words = _("Completeness {percent} %").format(percent=scores.completeness)
        self.side_button.setText(f" {words}")
        self.side_button.setAccessibleName(words)
        self._settle_side()
        self._show_changes(day, today)
        self.panel.show_met(self._met, self.picture.state.people, self.editable)
        self.panel.show_off_map(self.sheet.off_map, self.editable)
        words = _("Decision-maker map · {date}").format(date=f"{day:%Y-%m-%d}")
        self.sub_heading.setText(_("Decision-maker map") if day == today else words)
        for made in (self.tidy_button, self.add_button):
            made.setEnabled(self.editable)
        petals_shown = self.petal_button.isChecked()
        if petals_shown:
            petals = petals_of(self.picture.state, self.sheet.grade, self.sheet.boss_project)
            self.petals.show_petals(petals, self.picture.faces, self.sheet.customer_name)
        self.frame.show_sheet(petals_shown, bool(self.picture.faces))
        self._settle_view()

    def _show_changes(self, day: date, today: date) -> None:
        if self.sheet is None or self.picture is None:
            return
        now = map_on(self.sheet.history, today) if day != today else self.picture.state
        changes = changes_between(self.picture.state, now) if day != today else []
        self.panel.show_changes(changes, now.people | self.picture.state.people, day != today)

    def _settle_view(self) -> None:
        """Choose who has just been added, keep who was chosen, and fit a map that is shown for the first time."""
        if self._choose_after and self._choose_after in self.scene.cards:
            self.scene.choose(self._choose_after)
            self.canvas.ensureVisible(self.scene.cards[self._choose_after])
            self._choose_after = None
        self._show_chosen(self.scene.people_chosen())
        if self._fitted != self.target and self.scene.cards:
            self._fitted = self.target or ""
            self.canvas.show_start()
            self.canvas.setFocus()
        self._find(self.frame.search.text())

    def _show_chosen(self, people: list[str]) -> None:
        state = self.picture.state if self.picture is not None else None
        one = state.people.get(people[0]) if state is not None and len(people) == 1 else None
        self.panel.person.setVisible(one is not None)
        if one is not None and state is not None and self.sheet is not None:
            facing = [row for row in self.sheet.counterparts if row.person == one.id]
            self.panel.person.show_person(one, state, facing, self.editable)

    def _find(self, text: str) -> None:
        self._found = self.scene.find(text)

    def _go_to_found(self) -> None:
        if self._found:
            self.scene.choose(self._found[0])
            self.canvas.centerOn(self.scene.cards[self._found[0]])
            self.canvas.setFocus()

    def _settle_side(self) -> None:
        """Beside a narrow map the column is folded until a person says otherwise, or asks what has changed since."""
        if not self._side_chosen:
            self.side_button.setChecked(self.width() >= NARROW or not self.editable)
        self.panel.setVisible(self.side_button.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_side()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "scene"):
            self.scene.set_colours(colours_of(self.palette()))
