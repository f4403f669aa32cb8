"""What was changed lately, and taking one thing back that lies behind others."""

from typing import Final

from gui.changes.telling import tell_taken_back
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind, moment_words
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.schema import SCHEMA
from model.store.undo import KEPT_DAYS, list_events, undo_event
from resources.i18n import N_, _

_MOST: Final = 500


class ChangesPage(Page):
    """The latest changes, the newest first; each can be taken back by itself."""

    listens_to = frozenset(SCHEMA.tables)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Recent changes"))
        self.sub_heading.setText(_("Kept for {count} days").format(count=KEPT_DAYS))
        columns = [
            Column("made", N_("When"), width=140, whole=True),
            Column("title", N_("What was done"), width=640, bold=True),
            Column("undo", "", Kind.ACTION, 90),
        ]
        empty = Empty(
            _("Nothing was changed yet"),
            _("Every change of yours stands here and can be taken back, even when others came after it."),
            glyph="undo-2",
        )
        self.table = RecordTable("changes", columns, context.preferences, context.today, empty=empty)
        self.body.addWidget(self.table, 1)
        self.undo_button = button(_("Undo"), lambda: self.take_back(self.table.current_id()), "primary", "undo-2")
        self.buttons.addWidget(self.undo_button)
        self.setFocusProxy(self.table.view)
        self.table.opened.connect(self.take_back)
        self.table.acted.connect(lambda key, _column: self.take_back(key))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Recent changes"))
        self._on_selection()

    def refresh(self) -> None:
        """Read the latest changes."""
        with self.context.read() as session:
            found = list_events(session, _MOST)
        words = _("Undo")
        self.table.set_rows([(str(one.id), moment_words(one.made_at), one.title, words) for one in found])
        self._on_selection()

    def take_back(self, event: str | None) -> None:
        """Take this change back, after a question; what was changed again since stays as it is."""
        titles = {row[0]: row[2] for row in self.table.model.rows}
        if event is None or event not in titles:
            return
        words = _("{event}: what was changed again since then stays as it is. Ctrl+Y puts it forth again.")
        if not confirm(self, _("Take this change back?"), words.format(event=titles[event]), _("Undo")):
            return
        database = self.context.database
        self.context.tasks.run(
            lambda _progress: undo_event(database, int(event)),
            lambda result: tell_taken_back(self.context, result, _("Undone: {event}")),
            title=_("Undo"),
            writes=True,
        )

    def help_text(self) -> str:
        """What the list is for."""
        return _(
            "Your changes, the newest first: edits, imports, merges, deleted rows. Ctrl+Z takes back the last one; "
            "here one that lies further back is taken back by itself. Values that were changed again since then stay."
        )

    def _on_selection(self) -> None:
        self.undo_button.setEnabled(self.table.current_id() is not None)
