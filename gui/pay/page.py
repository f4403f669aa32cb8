"""The pay page: the estimate of a month, its pieces, the company's sheet beside them, and the prices."""

from typing import Any

from gui.colours import Tone
from gui.context import Context
from gui.page import Page
from gui.papers.preview import Paper, preview
from gui.pay.behind_dialog import open_key_people, open_process
from gui.pay.dialogs import open_deduction, open_marks, open_rate, open_scheme
from gui.pay.estimate_tab import EstimateTab
from gui.pay.piece_dialog import open_piece
from gui.pay.pieces_tab import PiecesTab
from gui.pay.rates_tab import RatesTab
from gui.pay.reconcile_tab import ReconcileTab
from gui.widgets.columns import money_words
from gui.widgets.confirm import confirm
from gui.widgets.labels import button
from gui.widgets.month_chooser import MonthChooser
from gui.widgets.tabs import Tabs
from gui.widgets.tag_label import TagLabel
from model.errors import UserError
from model.months import month_of, month_words
from model.pay.actions import delete_deduction, freeze_month, thaw_month
from model.pay.queries import RateRow, current_statement, has_scheme, list_hints, list_statements
from model.pay.statements import Statement
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.pay import pay_document, pay_paper, write_pay
from reports.pdf import pdf_of
from resources.i18n import N_, _, _n

_MONTHS = 6


class PayPage(Page):
    """What a month brings, as an estimate before tax."""

    listens_to = frozenset(
        {"piece_entry", "piece_rate", "piece_item", "pay_scheme", "performance_mark", "pay_deduction", "pay_estimate",
         "official_pay", "kpi_target", "kpi_rule", "staff", "member_month", "snapshot_member", "visit",
         "retention_task", "contact", "buying_role", "setting"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Pay estimate"))
        self._statement: Statement | None = None
        self.month = MonthChooser(context.today(), self)
        self.month.changed.connect(self.mark_stale)
        self.state_tag = TagLabel("", Tone.DONE)
        self.after_heading.addWidget(self.month)
        self.after_heading.addWidget(self.state_tag)
        self.freeze_button = button(_("Freeze the month"), self.freeze, glyph="lock")
        self.print_button = button(_("Print"), self.print_here, glyph="printer")
        self.new_button = button(_("Count a piece"), self.new_here, "primary")
        for made in (self.freeze_button, self.print_button, self.new_button):
            self.buttons.addWidget(made)
        self.tabs = Tabs()
        self.estimate = EstimateTab(context)
        self.pieces = PiecesTab(context)
        self.reconcile = ReconcileTab(context)
        self.rates = RatesTab(context)
        for key, words, sheet in (
            ("estimate", _("Estimate"), self.estimate),
            ("pieces", _("Pieces"), self.pieces),
            ("reconcile", _("Company's sheet"), self.reconcile),
            ("rates", _("Piece rates"), self.rates),
        ):
            self.tabs.add(key, words, sheet)
        self.body.addWidget(self.tabs, 1)
        self._connect()

    def refresh(self) -> None:
        """Read the month."""
        month, today = self.month.month(), self.context.today()
        with self.context.read() as session:
            statements = list_statements(session, month, _MONTHS, today)
            hints = list_hints(session, statements[-1])
            note = self._note(statements[-1], current_statement(session, month, today), has_scheme(session))
            self.pieces.load(session, month)
            self.reconcile.load(session, month)
            self.rates.load(session, month)
        self._statement = statements[-1]
        self.estimate.show_month(statements, hints, note)
        self._show_state(statements[-1])

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """A sheet to open (estimate, pieces, reconcile, rates); `count` a new piece, an id the form of that one.

        A new piece comes with its customer, and the entity and id of the record that proves it, in `within`.
        """
        super().show_target(target, within)
        if target in ("estimate", "pieces", "reconcile", "rates"):
            self.tabs.show_sheet(target)
        elif target == "count":
            customer, *proof = within
            start = {"customer_id": customer, "proof": tuple(proof)}
            open_piece(self, self.context, self.context.today(), start=start)
        elif target is not None:
            self.tabs.show_sheet("pieces")
            open_piece(self, self.context, self.context.today(), target)

    def state(self) -> dict[str, Any]:
        """The month, the sheet and the tables' states."""
        return {"month": self.month.month(), "tab": self.tabs.current(), "pieces": self.pieces.table.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.month.set_month(state.get("month", self.month.month()))
        self.tabs.show_sheet(state.get("tab", "estimate"))
        self.pieces.table.restore(state.get("pieces", {}))
        self.mark_stale()

    def new_here(self) -> bool:
        """Ctrl+N: count a piece."""
        today, month = self.context.today(), self.month.month()
        this_month = month == month_of(today)
        open_piece(self, self.context, today if this_month else today.replace(month // 100, month % 100, 1))
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the statement as a paper."""
        month, context = self.month.month(), self.context

        def make() -> Paper:
            with context.read() as session:
                paper = pay_paper(session, month, Imprint(context.today(), find_owner(session).name, VERSION))
            heading = _("Pay estimate")
            name = f"{heading} {month_words(month)} {paper.person}"
            return Paper(heading, name, pdf_of(pay_document(paper)), lambda path: write_pay(path, paper))

        preview(self, context, make)
        return True

    def help_text(self) -> str:
        """What the page is for and what its words mean."""
        return _(
            "Monthly income = base salary + performance bonus + development piecework + retention bonus − deductions. "
            "It is an estimate before tax; the company's own sheet decides, and stands beside yours when it comes in.\n"
            "Pieces (计件) are what you sold, each at the price of its month; a later price changes no earlier month. "
            "The score has four parts: results from your targets, retention from the snapshot, process work, and "
            "points added or taken. Managers join the whole appraisal after their first three months.\n"
            "Freeze a month when it is settled: its statement stays as it is. Alt+Page Up and Alt+Page Down change the "
            "month; Ctrl+N counts a piece; Ctrl+V in the pieces pastes rows from Excel."
        )

    def freeze(self) -> None:
        """Freeze the month, or open it again."""
        month = self.month.month()
        frozen = self._statement is not None and self._statement.frozen_on is not None
        if frozen and not confirm(
            self, _("Open the month again?"), _("Its statement then follows the records once more."), _("Open it")
        ):
            return
        try:
            with self.context.write(N_("Open a month again") if frozen else N_("Freeze a month")) as session:
                thaw_month(session, month) if frozen else freeze_month(session, month, self.context.today())
        except UserError as error:
            self.context.say(error.sentence, "warning")
            return
        self.context.say(_("The month follows its records again.") if frozen else _("The month is frozen."), undo=True)

    def _connect(self) -> None:
        self.estimate.opened.connect(self._open)
        self.estimate.month_wanted.connect(self._go_to)
        self.estimate.scheme_wanted.connect(lambda: open_scheme(self, self.context, self.month.month()))
        self.estimate.deduction_wanted.connect(lambda: open_deduction(self, self.context, self.month.month()))
        self.pieces.faults_changed.connect(self._show_faults)
        self.reconcile.item_wanted.connect(self._show_item)
        self.reconcile.month_wanted.connect(self._go_to)
        self.rates.rate_wanted.connect(self._open_rate)
        self.setFocusProxy(self.estimate.table.view)

    def _open(self, part: str, key: str, record: str) -> None:
        """Open what stands behind a line."""
        month = self.month.month()
        if key == "mark" and self._statement is not None:
            open_marks(self, self.context, self._statement, record)
        elif key == "pieces":
            self._show_item(record)
        elif key == "threshold":
            self.context.open_page("targets", record)
        elif part == "deduction":
            self._take_back(record)
        elif key == "key_person":
            open_key_people(self, self.context, month)
        elif key == "process":
            open_process(self, self.context, month)
        elif key == "snapshot_member":
            self.context.open_page("snapshots")
        else:
            open_scheme(self, self.context, month)

    def _take_back(self, record: str) -> None:
        words = _("It is taken out of the month; undo brings it back.")
        if confirm(self, _("Take the deduction back?"), words, _("Take back")):
            with self.context.write(N_("Take a deduction back")) as session:
                delete_deduction(session, record)
            self.context.say(_("Taken back"), undo=True)

    def _open_rate(self, row: RateRow | None) -> None:
        open_rate(self, self.context, row)

    def _show_item(self, code: str) -> None:
        self.tabs.show_sheet("pieces")
        self.pieces.show_item(code)

    def _go_to(self, month: int) -> None:
        self.month.set_month(month)
        self.mark_stale()

    def _show_faults(self, count: int) -> None:
        words = _("Pieces ({count} to check)").format(count=count) if count else _("Pieces")
        self.tabs.set_words("pieces", words)

    def _show_state(self, statement: Statement) -> None:
        frozen = statement.frozen_on
        self.state_tag.setVisible(frozen is not None)
        if frozen is not None:
            self.state_tag.set_tag(_("Frozen on {day}").format(day=frozen.isoformat()), Tone.DONE)
        words = _("Freeze the month") if frozen is None else _("Open it again")
        self.freeze_button.setText(f" {words}")
        self.freeze_button.setAccessibleName(words)

    def _note(self, shown: Statement, now: Statement, has_own_scheme: bool) -> str:
        if shown.frozen_on is not None and shown.total_fen != now.total_fen:
            words = _("Records were changed since it was frozen: as they stand now the month would be {total} yuan.")
            return words.format(total=money_words(now.total_fen))
        if shown.breach:
            return _("Zero-tolerance breach: {reason}. The bonuses of this month are nil.").format(reason=shown.breach)
        if shown.unpriced:
            return _n(
                "{count} piece has no price in this month and counts nothing: add the rate.",
                "{count} pieces have no price in this month and count nothing: add the rate.",
                shown.unpriced,
            )
        if not has_own_scheme:
            return _("Say once how you are paid; until then only pieces count.")
        return ""
