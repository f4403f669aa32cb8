"""The segments page: segments, their members, profile card and sample, and the white-space matrix."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.segments.profile_tab import ProfileTab
from gui.segments.rule_form import form_values, rule_form
from gui.segments.space_cells import block_words, cell_tags, cell_value
from gui.tasks import Progress
from gui.widgets.columns import Column, Kind
from gui.widgets.conditions import Row
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import DateField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, elided
from gui.widgets.placing import in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.enumerations import ENUMERATIONS
from model.segments.actions import SegmentDraft, block_cell, delete_segment, reopen_cell, save_segment
from model.segments.queries import (
    SegmentRow,
    SegmentSheet,
    SpaceRow,
    list_segments,
    read_segment,
)
from resources.i18n import N_, _


class SegmentsPage(Page):
    """Segments (细分客户群)."""

    listens_to = frozenset({"segment", "customer", "installed_product", "product_offering", "value_score"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Segments"))
        self._segments: list[SegmentRow] = []
        self._space: list[SpaceRow] = []
        self._names: dict[str, str] = {}
        nothing = Empty(
            _("No segment yet"),
            _("A segment is a rule over customers, such as data revenue between 1,000 and 5,000 yuan."),
            _("New segment"),
            self.write,
            "layers",
        )
        self.list = self._table("segments", [
            Column("name", N_("Segment"), Kind.TEXT, 126, bold=True),
            Column("members", N_("Members"), Kind.INTEGER, 70),
        ], empty=nothing)  # fmt: skip
        self.members = RecordTable(
            "segment-members", _member_columns(), context.preferences, context.today, empty=Empty(_("Nobody is in it"))
        )
        self.profile = ProfileTab(context)
        self.space = self._table("white-space-none", [Column("name", N_("Customer"), Kind.TEXT, 200, bold=True)])
        self.space_place = QVBoxLayout()
        self.list.selection_changed.connect(self._show_chosen)
        self.list.opened.connect(self.write)
        self.members.opened.connect(self._open)
        offer_papers(self, context, self.members, _("Members"))
        self._arrange()

    def refresh(self) -> None:
        """Read the segments and show the chosen one."""
        with self.context.read() as session:
            self._segments = list_segments(session)
        self.list.set_rows([(row.id, row.name, row.members) for row in self._segments])
        if self._segments and self.list.current_id() is None:
            self.list.select(self._segments[0].id)
        self._show_chosen()

    def new_here(self) -> bool:
        """Ctrl+N: a new segment."""
        self.write()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "A segment is a named rule over any field of customers, usage bands first. Its members follow the data; "
            "the sample is drawn with a kept seed and comes out the same again. The matrix shows which product who "
            "has, what rivals have, and what to offer next by what others of the industry use."
        )

    def write(self, segment_id: str = "") -> FormDialog:
        """A new segment, or the one that stands."""
        form = rule_form()
        known = next((row for row in self._segments if row.id == segment_id), None)
        if known is not None:
            form.set_values({**form.values(), **form_values(known)})

        def save(values: dict[str, Any]) -> None:
            draft = SegmentDraft(
                values["name"],
                values["conditions"],
                values["needs"] or "",
                values["profile"] or "",
                values["seed"] or 0,
            )
            with self.context.write(N_("Segment {name}"), name=draft.name) as session:
                save_segment(session, draft, known.id if known else None)
            self.context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, known.name if known else _("New segment"), form, save, width=760)
        dialog.open()
        return dialog

    def take_out(self) -> None:
        """Delete the chosen segment."""
        chosen = self._chosen()
        if chosen and confirm(self, _("Delete {name}?").format(name=chosen.name), _("Undo brings it back."),
                              _("Delete"), danger=True):  # fmt: skip
            with self.context.write(N_("Delete segment {name}"), name=chosen.name) as session:
                delete_segment(session, chosen.id)

    def block(self, customer: str, code: str) -> FormDialog | None:
        """Block a cell with its reason; a blocked one shows its reason and may be opened again."""
        row = next((row for row in self._space if row.customer_id == customer), None)
        if row is None or code not in row.cells:
            return None
        form, known = Form(), row.blocks.get(code)
        form.add("reason", _("Reason"), TextField(), needed=True)
        form.add("reopen", _("Ask again on"), DateField(self.context.today()))
        if known is not None:
            form.set_values({"reason": known.reason, "reopen": known.reopen_on})

        def save(values: dict[str, Any]) -> None:
            with self.context.write(N_("Block {code} for {customer}"), code=code, customer=row.name) as session:
                block_cell(session, customer, code, values["reason"], values["reopen"])
            self.context.say(_("Saved"), undo=True)

        product = self._names.get(code) or code
        dialog = FormDialog(self, _("{customer}: {code}").format(customer=row.name, code=product), form, save)
        if known is not None:
            again = button(_("Offer it again"), partial(self._reopen, dialog, row, code))
            dialog.add_button(again)
        dialog.open()
        return dialog

    def _reopen(self, dialog: FormDialog, row: SpaceRow, code: str) -> None:
        with self.context.write(N_("Reopen {code} for {customer}"), code=code, customer=row.name) as session:
            reopen_cell(session, row.customer_id, code)
        self.context.say(_("Saved"), undo=True)
        dialog.accept()

    def _chosen(self) -> SegmentRow | None:
        current = self.list.current_id()
        return next((row for row in self._segments if row.id == current), None)

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.delete_button.setEnabled(chosen is not None)
        if chosen is None:
            self.members.set_rows([])
            self.profile.clear()
            self._space = []
            self._show_space()
            return
        today, database = self.context.today(), self.context.database

        def job(progress: Progress) -> SegmentSheet:
            with database.read() as session:
                return read_segment(session, chosen, today)

        self.context.tasks.run(job, lambda sheet: self._show_sheet(chosen, sheet))

    def _show_sheet(self, segment: SegmentRow, sheet: SegmentSheet) -> None:
        """Show what was read, unless another segment was chosen meanwhile."""
        if segment != self._chosen():
            return
        self._space, self._names = sheet.space, sheet.names
        self.members.set_rows(
            [(m.customer_id, m.name, m.grade or None, m.industry, m.region, m.revenue_fen) for m in sheet.members]
        )
        self.profile.show_card(segment, sheet.members, sheet.card)
        self._show_space()

    def _show_space(self) -> None:
        codes = list(self._space[0].cells) if self._space else []
        columns = [
            Column("name", N_("Customer"), Kind.TEXT, 150, bold=True),
            Column("offer", N_("Offer next"), Kind.TEXT, 150),
            *(Column(code, self._names.get(code) or code, Kind.TAG, 104, tags=cell_tags) for code in codes),
        ]
        table = self._table("white-space", columns)
        table.acted.connect(self.block)
        rows: list[Row] = [
            (row.customer_id, row.name, self._offer(row), *(cell_value(row, code) for code in codes))
            for row in self._space
        ]
        table.set_rows(rows)
        table.opened.connect(self._block_next)
        table.selection_changed.connect(self._say_blocks)
        self.space_place.replaceWidget(self.space, table)
        self.space.deleteLater()
        self.space = table
        self._say_blocks()

    def _say_blocks(self) -> None:
        """Above the matrix: why products of the chosen customer are not offered, or what can be done."""
        row = next((row for row in self._space if row.customer_id == self.space.current_id()), None)
        parts = [
            _("{product}: {reason}").format(product=self._names.get(code) or code, reason=block_words(block))
            for code, block in (row.blocks if row else {}).items()
        ]
        hint = _("Enter on a line says why the proposed product need not be offered.")
        self.space_note.setText(_("; ").join(parts) or hint)

    def _offer(self, row: SpaceRow) -> str:
        if row.offer is None:
            return ""
        name = self._names.get(row.offer.code) or row.offer.code
        words = _("{product} ({share}% of {count})")
        return words.format(product=name, share=row.offer.share, count=row.offer.similar)

    def _block_next(self, customer: str) -> None:
        """Enter on a line: say why what is proposed need not be offered."""
        row = next((row for row in self._space if row.customer_id == customer), None)
        if row is not None and row.offer is not None:
            self.block(customer, row.offer.code)

    def _open(self, customer: str) -> None:
        self.context.open_page("customer", customer, within=self.members.shown_ids())

    def _table(self, name: str, columns: list[Column], empty: Empty | None = None) -> RecordTable:
        table = RecordTable(
            name, columns, self.context.preferences, self.context.today, empty=empty, bar=False, footer=False
        )
        table.view.hideColumn(0)
        return table

    def _arrange(self) -> None:
        self.delete_button = button(_("Delete"), self.take_out)
        self.buttons.addWidget(self.delete_button)
        self.buttons.addWidget(button(_("New segment"), self.write, "primary"))
        sheet = QWidget()
        self.space_place = QVBoxLayout(sheet)
        self.space_place.setContentsMargins(0, 0, 0, 0)
        self.space_note = elided("", "muted")
        self.space_place.addWidget(self.space_note)
        self.space_place.addWidget(self.space, 1)
        self.tabs = Tabs()
        self.tabs.add("members", _("Customers"), self.members)
        self.tabs.add("profile", _("Profile"), self.profile)
        self.tabs.add("space", _("White space"), sheet)
        self.list.setMinimumWidth(200)
        self.list.setMaximumWidth(260)
        row = in_row((self.list, 1), (self.tabs, 3), gap=16)
        self.body.addLayout(row, 1)


def _member_columns() -> list[Column]:
    return [
        Column("name", N_("Customer"), Kind.TEXT, 260, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 60, choices=dict(ENUMERATIONS["grade"])),
        Column("industry", N_("Industry"), Kind.TEXT, 100),
        Column("region", N_("Region"), Kind.TEXT, 100),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 130, total=True),
    ]
