"""The customer analysis (客户分析): whom, which months, which chapters, in which words; the paper stands beside."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.analysis.chapter_panel import ChapterPanel
from gui.analysis.partners_dialog import PartnersDialog
from gui.analysis.scope_panel import ScopePanel
from gui.context import Context
from gui.page import Page
from gui.papers.preview import Paper, preview
from gui.proposals.live_preview import LivePreview
from gui.widgets.labels import button, label
from gui.widgets.placing import in_column
from gui.widgets.splitter import Splitter
from model.analysis.scopes import Scope
from model.analysis.texts import keep_text
from model.errors import UserError
from model.settings.queries import find_owner
from reports.analysis import (
    AnalysisPaper,
    analysis_document,
    analysis_paper,
    every_chapter,
    lead_of,
    title_of,
    write_analysis,
)
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import N_, _

_LAYOUT = "analysis"


class AnalysisPage(Page):
    """A report of a customer, a segment or the whole book; a target is a customer's id."""

    listens_to = frozenset(
        {"customer", "billing_month", "segment", "business_partner", "analysis_text", "value_score", "visit"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Customer analysis"))
        self._paper: AnalysisPaper | None = None
        self._scope: Scope | None = None
        self._asked = 0
        self.scope = ScopePanel(context)
        self.chapters = ChapterPanel()
        self.error = label("", "danger", wrap=True)
        self.preview = LivePreview(
            context, _("The report as it is printed"), _("Choose a customer or a segment; the report appears here.")
        )
        self.partners_button = button(_("Partners and suppliers"), self.open_partners)
        self.print_button = button(_("Save or print"), self.print_here, "primary", "printer")
        self.buttons.addWidget(self.partners_button)
        self.buttons.addWidget(self.print_button)
        self._arrange()
        self.scope.changed.connect(self.mark_stale)
        self.chapters.toggled.connect(self._on_toggle)
        self.chapters.written.connect(self._keep)
        self.setFocusProxy(self.scope.kind)

    def refresh(self) -> None:
        """Read the figures of the scope on the worker, then draw the report."""
        try:
            with self.context.read() as session:
                self.scope.load(session)
                scope = self.scope.scope_in(session)
        except UserError as error:
            self._show_nothing(error.sentence)
            return
        if scope is None:
            self._show_nothing("")
            return
        last, months = self.scope.period()
        today = self.context.today()

        def read(_progress: object) -> AnalysisPaper:
            with self.context.read() as session:
                imprint = Imprint(today, find_owner(session).name, VERSION)
                return analysis_paper(session, scope, last, imprint, months)

        self._asked += 1
        asked = self._asked

        def show(paper: AnalysisPaper) -> None:
            if asked == self._asked:  # an answer to an earlier question comes too late
                self._show(scope, paper)

        self.context.tasks.run(read, show, title=_("Reading the figures"))

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """Look at this customer."""
        super().show_target(target, within)
        if target:
            self.scope.show_customer(target)

    def state(self) -> dict[str, Any]:
        """What is chosen."""
        return {"scope": self.scope.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        self.scope.restore(state.get("scope", {}))
        self.mark_stale()

    def customer_here(self) -> str | None:
        """The one customer that is looked at."""
        return self._scope.customer_id or None if self._scope else None

    def print_here(self) -> bool:
        """Ctrl+P: the report, to print or to save as PDF or workbook."""
        paper = self._shown()
        if paper is None:
            return False

        def write(path: Path) -> None:
            write_analysis(path, paper)

        name = f"{_('Customer analysis report')} {title_of(paper.found)[:40]}"
        preview(
            self,
            self.context,
            lambda: Paper(_("Customer analysis report"), name, pdf_of(analysis_document(paper)), write),
        )
        return True

    def open_partners(self) -> None:
        """The firms around the customer that is looked at."""
        customer = self.customer_here()
        if customer is not None:
            PartnersDialog(self, self.context, customer).open()

    def help_text(self) -> str:
        """How the report is made."""
        return _(
            "Choose one customer, a segment or all customers, and up to which month. Every chapter picks what data "
            "there is and says what is missing. Take the tick away to leave a chapter out; write over its sentence to "
            "say it in your own words: it is kept for this report and travels with the file. Ctrl+P saves the report "
            "as PDF or workbook. Partners and suppliers of a customer are noted with the button of that name."
        )

    def _show(self, scope: Scope, paper: AnalysisPaper) -> None:
        self._scope, self._paper = scope, paper
        kept = self.context.preferences.layout(_LAYOUT).get("left_out", [])
        left_out = frozenset(str(key) for key in kept) if isinstance(kept, list) else frozenset()
        self.error.hide()
        self.chapters.setEnabled(True)
        self.chapters.show_chapters(lead_of(paper.found), every_chapter(paper.found), left_out, paper.texts)
        self.sub_heading.setText(title_of(paper.found))
        self.partners_button.setVisible(self.customer_here() is not None)
        self.print_button.setEnabled(True)
        self._draw()

    def _draw(self) -> None:
        paper = self._shown()
        if paper is not None:
            self.preview.show_document(lambda: analysis_document(paper))

    def _shown(self) -> AnalysisPaper | None:
        """The report with the chapters that are on."""
        found = self._paper
        if found is None:
            return None
        return AnalysisPaper(found.found, found.imprint, self.chapters.left_out(), found.texts)

    def _on_toggle(self) -> None:
        self.context.preferences.keep_layout(_LAYOUT, {"left_out": sorted(self.chapters.left_out())})
        self._draw()

    def _keep(self, part: str, text: str) -> None:
        """Keep a sentence for this report."""
        scope, paper = self._scope, self._paper
        if scope is None or paper is None:
            return
        try:
            with self.context.write(N_("Sentence of an analysis")) as session:
                keep_text(session, scope, paper.found.last, part, text)
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()
            return
        self.context.say(_("Saved"), undo=True)

    def _show_nothing(self, sentence: str) -> None:
        self._asked += 1
        self._paper = self._scope = None
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.chapters.setEnabled(False)
        self.partners_button.hide()
        self.print_button.setEnabled(False)
        self.sub_heading.setText("")
        self.preview.clear()

    def _arrange(self) -> None:
        left = QWidget()
        left.setMinimumWidth(330)
        in_column(self.scope, self.error, (self.chapters, 1), gap=12, within=left)
        self.error.hide()
        split = Splitter("analysis", self.context.preferences, left, self.preview)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.body.addWidget(split, 1)
