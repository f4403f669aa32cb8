"""The competition desk: whose contracts end, what rivals do, what they are, who went where, how we answer."""

from typing import Any

from gui.competition.columns import move_columns
from gui.competition.flow_tab import FlowTab
from gui.competition.rivals_tab import RivalsTab, ScriptsTab
from gui.competition.sighting import edit_sighting, note_sighting
from gui.competition.windows_tab import WindowsTab
from gui.context import Context
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import SIGHTINGS
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.competition.queries import list_moves
from resources.i18n import _


class CompetitionPage(Page):
    """Competition (竞争)."""

    listens_to = frozenset(
        {"competitor_move", "rival_fact", "counter_script", "installed_product", "customer", "member", "opportunity"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Competition"))
        self._columns = move_columns()
        self.windows = WindowsTab(context)
        self.moves = self._moves_table()
        self.rivals = RivalsTab(context)
        self.flow = FlowTab(context)
        self.scripts = ScriptsTab(context)
        self.tabs = Tabs()
        for key, words, sheet in (
            ("windows", _("Attack windows"), self.windows),
            ("moves", _("Sightings"), self.moves),
            ("rivals", _("Rivals"), self.rivals),
            ("flow", _("Who went where"), self.flow),
            ("scripts", _("Our answers"), self.scripts),
        ):
            self.tabs.add(key, words, sheet)
        self.body.addWidget(self.tabs, 1)
        self.sighting_button = button(_("A rival was seen"), self.new_here, "primary")
        self.bulk_button = bulk_button(self, context, SIGHTINGS, self.moves)
        self.bulk_button.hide()
        self.tabs.changed.connect(lambda key: self.bulk_button.setVisible(key == "moves"))
        self.buttons.addWidget(self.bulk_button)
        self.buttons.addWidget(self.sighting_button)
        self.setFocusProxy(self.windows.table.view)

    def refresh(self) -> None:
        """Read every sheet."""
        today = self.context.today()
        with self.context.read() as session:
            ending = self.windows.load(session, today)
            moves = list_moves(session)
            self.rivals.load(session)
            self.flow.load(session, today)
            self.scripts.load(session)
        self.moves.set_rows(rows_of(moves, self._columns))
        self.tabs.set_words("windows", _with_count(_("Attack windows"), ending))
        self.tabs.set_words("moves", _with_count(_("Sightings"), len(moves)))

    def state(self) -> dict[str, Any]:
        """The sheet that is shown, and the tables' filter, order and selection."""
        return {"tab": self.tabs.current(), "windows": self.windows.table.state(), "moves": self.moves.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "windows")))
        self.windows.table.restore(state.get("windows", {}))
        self.moves.restore(state.get("moves", {}))

    def new_here(self) -> bool:
        """Ctrl+N: note a sighting."""
        note_sighting(self, self.context)
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Attack windows are rivals' contracts at our customers that end soon: make a task, a visit or an "
            "opportunity of one. A sighting needs customer, operator and tactic. A whole move warns at once; the same "
            "rival and tactic seen three times within 30 days in a district make one warning (the figures are ours and "
            "stand under Retention, Rules). Unknown prices print as unknown; every figure has a source and a day."
        )

    def _moves_table(self) -> RecordTable:
        empty = Empty(
            _("No sighting yet"),
            _("Note what a rival does at a customer: which operator, which tactic. The rest may follow."),
            _("A rival was seen"), self.new_here, "swords",
        )  # fmt: skip
        table = RecordTable("sightings", self._columns, self.context.preferences, self.context.today, empty=empty)
        table.opened.connect(lambda row: edit_sighting(self, self.context, row))
        offer_papers(self, self.context, table, _("Sightings"))
        return table


def _with_count(words: str, count: int) -> str:
    return f"{words} {count:,}" if count else words
