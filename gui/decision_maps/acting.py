"""What is done to the people and lines chosen on the page: each gesture by its name, its dialogs and its menus."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from gui.decision_maps.commands import Gestures
from gui.decision_maps.dialogs import HistoryDialog, counterpart_dialog, judge_dialog, person_dialog
from gui.decision_maps.matrix import MatrixDialog
from gui.decision_maps.menu import card_menu, line_menu, link_menu, map_menu
from model.decision_maps.queries import recent_visits
from model.errors import UserError
from resources.i18n import _

if TYPE_CHECKING:
    from gui.decision_maps.page import MapPage


class Acting:
    """Turns the names that keys, buttons and menus say into gestures on what is chosen."""

    def __init__(self, page: "MapPage", gestures: Gestures) -> None:
        self._page = page
        self._gestures = gestures
        self._on_named: dict[str, Callable[..., None]] = {
            "link": gestures.link,
            "named": gestures.rename,
            "renew": gestures.renew,
        }

    def do(self, name: str, value: Any = None) -> None:
        """One gesture on what is chosen; a refusal is said in words."""
        try:
            self._do_anywhere(name, value)
        except UserError as error:
            self._page.context.say(error.sentence, tone="danger")

    def open_matrix(self) -> None:
        """Who of us faces whom of them; a choice there is a choice on the map."""
        page = self._page
        if page.sheet is None or page.picture is None:
            return
        dialog = MatrixDialog(page, list(page.picture.state.people.values()), page.sheet.counterparts)
        dialog.wanted.connect(dialog.accept)
        dialog.wanted.connect(page.scene.choose)
        dialog.wanted.connect(lambda _person: self.do("counterpart"))
        dialog.open()

    def ask_link(self, source: str, target: str) -> None:
        """Which kind of line is meant between two people."""
        page = self._page
        if page.picture is None:
            return
        people = page.picture.state.people
        ends = ((source, people[source].name), (target, people[target].name))
        menu = link_menu(page, *ends, lambda one, other, kind: self.do("link", (one, other, kind)))
        menu.popup(page.canvas.viewport().mapToGlobal(page.canvas.mapFromScene(page.scene.cards[target].pos())))

    def judge_again(self, person: str) -> None:
        """The dialog of a judgement that is out of date."""
        self._page.scene.choose(person)
        self.do("open")

    def open_menu(self, spot: QPoint) -> None:
        """The menu of what is chosen."""
        if self._page.picture is not None:
            self.menu().popup(spot)

    def menu(self) -> QMenu:
        """What can be done to the people or the line chosen, or to the map where nothing is."""
        page = self._page
        people, line = page.scene.people_chosen(), page.scene.line_chosen()
        if people and page.picture is not None:
            state = page.picture.state
            style = state.people[people[0]].communication_style
            return card_menu(page, state.of(people[0]), style, len(people) > 1, self.do)
        if line is not None:
            return line_menu(page, page.scene.lines[line].face, self.do)
        return map_menu(page, self.do)

    def _do_anywhere(self, name: str, value: Any) -> None:
        page = self._page
        if name == "history":
            self._open_history()
        elif name == "fit":
            page.canvas.fit()
        elif not page.editable or page.sheet is None or page.picture is None:
            page.context.say(_("Only the map of today can be changed."), tone="warning")
        elif name in ("rename", "line"):
            page.canvas.begin_name(self._one()) if name == "rename" else page.canvas.begin_line()
        elif not self._do_to_map(name, value):
            self._do_to_people(name, value)

    def _do_to_map(self, name: str, value: Any) -> bool:
        """Gestures that need nobody chosen; False where the name is none of them."""
        line = self._page.scene.line_chosen()
        if name in ("add", "add_report"):
            manager = self._one() if name == "add_report" else ""
            person_dialog(self._page, self._gestures, self._page.choose_soon, value or "", manager).open()
        elif name == "tidy":
            self._page.tidy()
        elif name == "move":
            self._gestures.move(value)
        elif name in self._on_named:
            self._on_named[name](*value)
        elif name == "back":
            self._page.choose_soon(value)
            self._gestures.put_back(value)
        elif line is not None and name in ("remove", "line_kind", "line_strength"):
            self._gestures.do_to_line(self._page.scene.lines[line].face, name, value)
        else:
            return False
        return True

    def _do_to_people(self, name: str, value: Any) -> None:
        page, people = self._page, self._page.scene.people_chosen()
        if not people or page.picture is None or page.sheet is None:
            return
        state = page.picture.state
        if self._gestures.do_to_people(people, state, name, value) or len(people) > 1:
            return
        if name == "open":
            with page.context.read() as session:
                visits = recent_visits(session, page.sheet.customer_id)
            judge_dialog(page, self._gestures, state.people[people[0]], state.of(people[0]), visits).open()
        elif name == "counterpart":
            counterpart_dialog(page, self._gestures, state.people[people[0]]).open()

    def _one(self) -> str:
        chosen = self._page.scene.people_chosen()
        return chosen[0] if len(chosen) == 1 else ""

    def _open_history(self) -> None:
        page, one = self._page, self._one()
        if page.sheet is not None and page.picture is not None and one:
            judgements = [judgement for judgement in page.sheet.history.judgements if judgement.person == one]
            HistoryDialog(page, page.picture.state.people[one], judgements).open()
