"""The recycle bin: what was deleted within 90 days, and bringing it back."""

from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind, moment_words
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.editing.recycled import list_deleted, restore_with_links
from model.entity_words import entity_words
from model.errors import UserError
from model.schema import SCHEMA
from resources.i18n import N_, _


class RecycleBinPage(Page):
    """Deleted rows of every kind; Enter brings one back."""

    listens_to = frozenset(SCHEMA.tables)

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Recycle bin"))
        self.sub_heading.setText(_("Kept for 90 days"))
        columns = [
            Column("deleted", N_("Deleted"), width=130),
            Column("entity", N_("What"), width=110, words=entity_words),
            Column("title", N_("Name or text"), width=320, bold=True),
            Column("customer", N_("Customer"), width=220, quiet=True),
            Column("event", N_("By"), width=240, quiet=True),
            Column("restore", "", Kind.ACTION, 90),
        ]
        empty = Empty(
            _("Nothing was deleted"), _("What you delete can be brought back from here for 90 days."), glyph="trash-2"
        )
        self.table = RecordTable("recycle-bin", columns, context.preferences, context.today, empty=empty)
        self.body.addWidget(self.table, 1)
        self.restore_button = button(_("Bring back"), self.restore_chosen, "primary", "undo-2")
        self.buttons.addWidget(self.restore_button)
        self.setFocusProxy(self.table.view)
        self.table.opened.connect(lambda key: self._restore((key,)))
        offer_papers(self, context, self.table, _("Recycle bin"))
        self.table.acted.connect(lambda key, _column: self._restore((key,)))
        self.table.selection_changed.connect(self._on_selection)
        self._on_selection()

    def refresh(self) -> None:
        """Read what is gone."""
        with self.context.read() as session:
            found = list_deleted(session)
        words = _("Bring back")
        self.table.set_rows(
            [
                (
                    row.id, moment_words(row.deleted_at), row.entity, row.title,
                    row.customer_name, row.event, words,
                )
                for row in found
            ]
        )  # fmt: skip

    def restore_chosen(self) -> None:
        """Bring the chosen rows back."""
        self._restore(self.table.selected_ids())

    def help_text(self) -> str:
        """What the bin holds."""
        return _(
            "Everything you deleted in the last 90 days. Enter brings a row back as it was, with what hung on it. "
            "A person who was erased on request is not here: that cannot be undone."
        )

    def _restore(self, keys: tuple[str, ...]) -> None:
        if not keys:
            return
        try:
            with self.context.write(N_("Bring back {count} deleted rows"), count=len(keys)) as session:
                for key in keys:
                    entity, _colon, row_id = key.partition(":")
                    restore_with_links(session, entity, row_id)
        except UserError as error:
            self.context.say(error.sentence, "danger")
            return
        self.context.say(_("Brought back"), undo=True)

    def _on_selection(self) -> None:
        self.restore_button.setEnabled(bool(self.table.selected_ids()))
