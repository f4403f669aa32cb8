"""The snapshot page: freeze a month, compare another with it, see who left, overlap two lists."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.export import offer_papers
from gui.papers.preview import preview
from gui.papers.retention import statement_of
from gui.snapshots.columns import customer_columns, customer_row, lost_columns, lost_row, ratio_words
from gui.widgets.card import Card, Figure
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, MonthField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, elided
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tag_label import TagLabel
from model.enumerations import ENUMERATIONS
from model.months import month_words
from model.snapshots.actions import note_loss, take_snapshot
from model.snapshots.queries import (
    Against,
    Comparison,
    LostMember,
    SnapshotRow,
    account_months,
    compare_snapshot,
    kept_by_customer,
    list_snapshots,
    lost_members,
    overlap_of,
)
from resources.i18n import N_, _

_LISTENS: Final = frozenset({"snapshot", "snapshot_member", "snapshot_customer", "member_month", "member"})


class SnapshotsPage(Page):
    """What is kept of a snapshot (拍照保有)."""

    listens_to = _LISTENS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Snapshots"))
        self._snapshots: list[SnapshotRow] = []
        self._lost: dict[str, LostMember] = {}
        self._against: Against | None = None
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Snapshot"))
        self.choice.activated.connect(lambda _place: self.mark_stale())
        self.month_choice, self.other_choice = QComboBox(), QComboBox()
        self.month_choice.setAccessibleName(_("Compare with a month or another snapshot"))
        self.other_choice.setAccessibleName(_("Overlap with"))
        for box in (self.month_choice, self.other_choice):
            box.activated.connect(lambda _place: self.mark_stale())
        self.own_tag = TagLabel(_("made by ourselves"), Tone.WARNING)
        self.heads, self.revenue = Figure(_("Real members kept")), Figure(_("Revenue kept"))
        self.minutes, self.overlap = Figure(_("Traffic kept")), Figure(_("Overlap with"))
        self.reason_button = button(_("Why they left"), self.say_why, "quiet")
        self.customers = RecordTable("snapshot-customers", customer_columns(), context.preferences, context.today)
        self.lost = RecordTable(
            "snapshot-lost",
            lost_columns(),
            context.preferences,
            context.today,
            empty=Empty(_("Nobody left."), "", "", None, "circle-check"),
            bar=False,
            frame=False,
        )
        for table in (self.lost, self.customers):
            table.view.hideColumn(0)
        self.whose = elided("", "muted")
        self.customers.selection_changed.connect(self._show_lost)
        self.customers.opened.connect(
            lambda customer: context.open_page("customer", customer, within=self.customers.shown_ids())
        )
        offer_papers(self, context, self.customers, _("Snapshots"))
        self._arrange()

    def refresh(self) -> None:
        """Read the snapshots, then compare the chosen one with the newest month."""
        with self.context.read() as session:
            self._snapshots = list_snapshots(session)
            months = account_months(session, self.context.today())
            names = [row.name for row in self._snapshots]
            _offer(self.choice, [(name, name) for name in names])
            others = [(name, name) for name in names if name != self.choice.currentData()]
            _offer(self.month_choice, [*((month_words(month), month) for month in months), *others])
            _offer(self.other_choice, others)
            self._against = self.month_choice.currentData()
            shown = bool(names) and self._against is not None
            if shown:
                self._compare(session)
        self._stack.setCurrentIndex(0 if shown else 1)
        for part in (self.choice, self.month_choice, self.paper_button):
            part.setVisible(shown)
        self.own_tag.setVisible(shown and self._chosen().own)

    def new_here(self) -> bool:
        """Ctrl+N: freeze a month."""
        self.take()
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "A snapshot freezes members with their revenue and traffic of a month. Kept % is the current revenue of "
            "its real members ÷ their revenue then; both are always shown. The company's own list outranks one made "
            "by ourselves. Choose a customer to see who left and where to. A snapshot "
            "may be compared with any month of accounts, or with another snapshot."
        )

    def take(self) -> FormDialog:
        """Freeze customers and members of a month under a name."""
        form = Form()
        form.add("name", _("Name of the snapshot"), TextField(_("e.g. 2026 year-end")), needed=True)
        form.add("month", _("Baseline month"), MonthField(), help=_("Empty: the newest month with members' accounts."))

        def save(values: dict[str, Any]) -> None:
            name = values["name"]
            with self.context.write(N_("Snapshot {name}"), bulk=True, name=name) as session:
                take_snapshot(session, name, self.context.today(), values["month"])
            self.context.say(_("Snapshot “{name}” is taken.").format(name=name), undo=True)

        dialog = FormDialog(self, _("Take a snapshot"), form, save)
        dialog.open()
        return dialog

    def print_here(self) -> bool:
        """Ctrl+P: the statement of the snapshot that is shown, in the month it is compared with."""
        if not self._snapshots or self._against is None:
            return False
        name, against = self._chosen().name, self._against
        preview(self, self.context, lambda: statement_of(self.context, name, against))
        return True

    def say_why(self) -> FormDialog | None:
        """Note why the chosen members left."""
        chosen = [one.member_id for key in self.lost.selected_ids() if (one := self._lost[key]).member_id]
        if not chosen:
            self.context.say(
                _("These members are in the snapshot's list only: there is no record to note it on."), "news"
            )
            return None
        form = Form()
        form.add("because", _("Why they left"), ChoiceField(ENUMERATIONS["loss_reason"]), needed=True)

        def save(values: dict[str, Any]) -> None:
            with self.context.write(N_("Why {count} members left"), count=len(chosen)) as session:
                note_loss(session, chosen, values["because"])
            self.context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, _("Why they left"), form, save)
        dialog.open()
        return dialog

    def _on_lost(self) -> None:
        self.reason_button.setEnabled(bool(self.lost.selected_ids()))

    def _chosen(self) -> SnapshotRow:
        return self._snapshots[max(0, self.choice.currentIndex())]

    def _compare(self, session: Session) -> None:
        name, against = self._chosen().name, self._against or 0
        found = compare_snapshot(session, name, against)
        self._show_figures(found)
        other = self.other_choice.currentData()
        self.overlap.setVisible(other is not None)
        if other is not None:
            share, both = ratio_words(overlap_of(session, name, other))
            self.overlap.show_value(share, "", both)
        rows = kept_by_customer(session, name, against)
        self.customers.set_rows([customer_row(row) for row in rows])
        self.sub_heading.setText(
            _("Baseline {baseline}, compared with {month}").format(
                baseline=month_words(found.baseline_month), month=found.other or month_words(found.month)
            )
        )
        self._show_lost()

    def _show_figures(self, found: Comparison) -> None:
        for figure, ratio, money in (
            (self.heads, found.kept.heads, False),
            (self.revenue, found.kept.revenue, True),
            (self.minutes, found.kept.minutes, False),
        ):
            share, both = ratio_words(ratio, money)
            figure.show_value(share, "", both)

    def _show_lost(self) -> None:
        if self._against is None or not self._snapshots:
            return
        customer = self.customers.current_id()
        with self.context.read() as session:
            lost = lost_members(session, self._chosen().name, self._against, customer)
        self._lost = {one.key: one for one in lost}
        self.lost.set_rows([lost_row(one) for one in lost])
        self._on_lost()
        words = lost[0].customer if lost and customer else _("all customers") if not customer else ""
        self.whose.setText(_("{whose}  {count}").format(whose=words, count=len(lost)))

    def _arrange(self) -> None:
        self.after_heading.addWidget(self.own_tag)
        self.paper_button = button(_("Statement"), self.print_here, glyph="printer")
        for part in (self.choice, self.month_choice, self.paper_button):
            self.buttons.addWidget(part)
        self.buttons.addWidget(button(_("Take a snapshot"), self.take, "primary"))
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.revenue, self.heads, self.minutes, self.overlap):
            figures.addWidget(figure, 1)
        left = Card(_("Members who left"), margins=1)
        left.head.replaceWidget(left.remark, self.whose)
        left.remark.deleteLater()
        left.head.addWidget(self.reason_button)
        self.lost.selection_changed.connect(self._on_lost)
        self.overlap.body.insertWidget(1, self.other_choice)
        left.body.addWidget(self.lost, 1)
        inside = QWidget()
        in_column(figures, (in_row((self.customers, 3), (left, 2), gap=16), 1), gap=16, within=inside)
        nothing = Empty(
            _("No snapshot yet"),
            _("Import the company's list and the members' accounts, or freeze a month yourself."),
            _("Take a snapshot"),
            self.take,
            "bookmark",
        )
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(inside)
        self._stack.addWidget(nothing)


def _offer(box: QComboBox, choices: Sequence[tuple[str, Any]]) -> None:
    """What can be chosen; what was chosen stays where it still can be."""
    chosen = box.currentData()
    box.clear()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if choices else -1)
