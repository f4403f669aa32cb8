"""Possible duplicates: customers that may be one twice, to compare, merge or keep apart; and merges to take back."""

from collections.abc import Mapping, Sequence
from typing import Final

from gui.colours import Tone
from gui.context import Context
from gui.customers.merge_dialog import MergeDialog
from gui.intake.busy import BusyStack
from gui.page import Page
from gui.papers.export import offer_papers
from gui.tasks import Progress
from gui.widgets.columns import Column, Kind
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.customers.duplicates import (
    REASON_TEXTS,
    VERDICT_TEXTS,
    DuplicatePair,
    find_duplicates,
    keep_separate,
    still_open,
)
from model.customers.merging import list_merged, part_customers
from model.customers.names import Verdict
from model.errors import UserError
from resources.i18n import N_, _

_TONES: Final[Mapping[str, Tone]] = {Verdict.SAME: Tone.ACCENT, Verdict.MAYBE: Tone.WARNING}
_VERDICTS: Final[Mapping[str, str]] = {str(verdict): words for verdict, words in VERDICT_TEXTS.items()}
_REASONS: Final[Mapping[str, str]] = {str(reason): words for reason, words in REASON_TEXTS.items()}
_KEPT = N_("Keep {first} and {second} separate")
_PARTED = N_("Take {other} out of {keep}")


def pair_columns() -> list[Column]:
    """Verdict, both customers, and why."""
    return [
        Column("verdict", N_("Judged"), Kind.TAG, 104, choices=_VERDICTS, tones=_TONES),
        Column("first_name", N_("One customer"), width=204, bold=True),
        Column("second_name", N_("The other"), width=204, bold=True),
        Column("reason", N_("Why"), Kind.CHOICE, 230, choices=_REASONS),
        Column("first_code", N_("Code of the one"), width=120, quiet=True),
        Column("second_code", N_("Code of the other"), width=120, quiet=True),
    ]


def merged_columns() -> list[Column]:
    """Who was merged into whom, and the way back."""
    return [
        Column("name", N_("Merged customer"), width=230, bold=True),
        Column("group_code", N_("Group code"), width=120, quiet=True),
        Column("into_name", N_("Now part of"), width=230),
        Column("into_code", N_("Its code"), width=120, quiet=True),
        Column("part", "", Kind.ACTION, 130),
    ]


class DuplicatesPage(Page):
    """Pairs to decide, and customers that were merged."""

    listens_to = frozenset({"customer", "kept_separate"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Possible duplicates"))
        self.pairs: list[DuplicatePair] | None = None
        self.found: list[DuplicatePair] = []
        none = Empty(
            _("No pair looks like one customer"),
            _("Names, former names, codes and the numbers of contacts were compared. Look again after an import."),
            glyph="circle-check",
        )
        self.table = RecordTable("duplicates", pair_columns(), context.preferences, context.today, empty=none)
        self.busy = BusyStack(context, self.table)
        nothing = Empty(_("No customer was merged"), _("A merge can be taken back here at any time."))
        self.merged = RecordTable("merged", merged_columns(), context.preferences, context.today, empty=nothing)
        self.tabs = Tabs()
        self.tabs.add("pairs", _("To decide"), self.busy)
        self.tabs.add("merged", _("Merged"), self.merged)
        self.body.addWidget(self.tabs, 1)
        self.again_button = button(_("Look again"), self.look, glyph="refresh-cw")
        self.separate_button = button(_("Keep separate"), self.separate)
        self.merge_button = button(_("Compare and merge"), self.compare, "primary")
        for made in (self.again_button, self.separate_button, self.merge_button):
            self.buttons.addWidget(made)
        self.table.opened.connect(lambda _id: self.compare())
        offer_papers(self, context, self.table, _("Possible duplicates"))
        offer_papers(self, context, self.merged, _("Merged"))
        self.table.selection_changed.connect(self._enable)
        self.merged.acted.connect(lambda id, _key: self.part(id))
        self.merged.opened.connect(self.part)
        self.setFocusProxy(self.table.view)
        self._enable()

    def refresh(self) -> None:
        """Look once; afterwards only leave out what was decided, for looking takes seconds."""
        self._show_merged()
        if self.pairs is None:
            self.look()
        elif not self.busy.busy:
            self._show_pairs()

    def look(self) -> None:
        """Compare all customers, on the worker."""
        if self.busy.busy:
            return
        self.pairs = self.pairs or []
        self.again_button.setEnabled(False)
        task = self.context.tasks.run(self._find, self._on_found, title=_("Comparing customers"))
        self.busy.follow(task, _("Comparing names, codes and numbers"), self._on_stopped)

    def compare(self) -> None:
        """Open the chosen pair side by side."""
        chosen = self._chosen()
        if not chosen:
            return
        pair = chosen[0]
        try:
            dialog = MergeDialog(self, self.context, pair.first_id, pair.second_id, _(REASON_TEXTS[pair.reason]))
        except UserError as error:
            self.context.say(error.sentence, "warning")
            return
        dialog.separate_wanted.connect(lambda: self._keep_apart([pair]))
        dialog.open()

    def separate(self) -> None:
        """Say that each chosen pair is two customers; they are not shown again."""
        self._keep_apart(self._chosen())

    def part(self, customer: str) -> None:
        """Take a merged customer out again, after a question."""
        with self.context.read() as session:
            row = next((row for row in list_merged(session) if row.id == customer), None)
        if row is None:
            return
        words = _(
            "{other} gets back what came from it, with what was added to its people, visits and needs since. "
            "Values that {keep} took over stay there."
        ).format(other=row.name, keep=row.into_name)
        if not confirm(self, _("Undo this merge?"), words, _("Undo merge")):
            return

        def job(_progress: Progress) -> str:
            with self.context.write(_PARTED, other=row.name, keep=row.into_name) as session:
                return part_customers(session, customer)

        said = _("{other} stands on its own again.").format(other=row.name)
        self.context.tasks.run(
            job, lambda _done: self.context.say(said, undo=True), title=_("Undoing a merge"), writes=True
        )

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Company names repeat with small differences. Meiban compares names without city and legal form, former "
            "names, codes and the numbers of contacts. It never merges by itself: Enter opens a pair side by side. A "
            "merge moves everything to the customer that stays; later imports follow it, and it can be undone here. "
            "Keep separate is remembered."
        )

    def _keep_apart(self, pairs: Sequence[DuplicatePair]) -> None:
        if not pairs:
            return
        with self.context.write(_KEPT, first=pairs[0].first_name, second=pairs[0].second_name) as session:
            for pair in pairs:
                keep_separate(session, pair.first_id, pair.second_id)
        self.context.say(_("Kept separate: {count}").format(count=len(pairs)), undo=True)

    def _find(self, progress: Progress) -> list[DuplicatePair]:
        with self.context.read() as session:
            return find_duplicates(session, tell=progress.report)

    def _on_found(self, pairs: list[DuplicatePair]) -> None:
        self.pairs = pairs
        self.busy.finish()
        self.again_button.setEnabled(True)
        self._show_pairs()

    def _on_stopped(self) -> None:
        self.again_button.setEnabled(True)
        self._show_pairs()

    def _show_pairs(self) -> None:
        with self.context.read() as session:
            self.found = still_open(session, self.pairs or [])
        self.table.set_rows(
            [
                (_key(p), str(p.verdict), p.first_name, p.second_name, str(p.reason), p.first_code, p.second_code)
                for p in self.found
            ]
        )
        self.tabs.set_words("pairs", _("To decide {count}").format(count=len(self.found)))
        self._enable()

    def _show_merged(self) -> None:
        with self.context.read() as session:
            rows = list_merged(session)
        words = _("Undo merge")
        self.merged.set_rows([(row.id, row.name, row.group_code, row.into_name, row.into_code, words) for row in rows])
        self.tabs.set_words("merged", _("Merged {count}").format(count=len(rows)))

    def _chosen(self) -> list[DuplicatePair]:
        ids = set(self.table.selected_ids())
        return [pair for pair in self.found if _key(pair) in ids]

    def _enable(self) -> None:
        chosen = bool(self._chosen())
        self.merge_button.setEnabled(chosen)
        self.separate_button.setEnabled(chosen)


def _key(pair: DuplicatePair) -> str:
    return f"{pair.first_id}:{pair.second_id}"
