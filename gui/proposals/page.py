"""The editor of one proposal with its paper beside it."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.knowledge.why_us import offer_cases
from gui.opportunities.offers import offer_win
from gui.page import Page
from gui.papers.proposal import preview_proposal
from gui.papers.refusal import open_authority
from gui.pay.offer import offer_piece
from gui.proposals.decision_dialog import open_decision, standing_words
from gui.proposals.dialogs import VersionsDialog
from gui.proposals.item_lines import ItemLines, percent_words
from gui.proposals.live_preview import LivePreview
from gui.proposals.opening import Opened, customer_of, open_proposal, opportunity_of
from gui.proposals.present_lines import PresentLines
from gui.proposals.state_buttons import StateButtons
from gui.proposals.table import NEW, STATE_TONES
from gui.proposals.template_dialogs import ask_template_name
from gui.proposals.words_form import draft_values, form_values, words_form
from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.confirm import confirm
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.splitter import Splitter
from gui.widgets.tag_label import TagLabel
from model.errors import UnconfirmedError, UserError
from model.labels import label_of
from model.opportunities.actions import assign_quote
from model.proposals.actions import add_quote, add_version, change_quote
from model.proposals.decisions import decide_quote, leaning, submit_quote
from model.proposals.drafts import PresentDraft, QuoteDraft
from model.proposals.queries import (
    QuoteSheet,
    list_versions,
)
from model.proposals.rules import breaches_of, totals_of
from model.proposals.states import EDITABLE
from reports.proposal import ProposalPaper
from resources.i18n import N_, _


class ProposalPage(Page):
    """`target` is a proposal's id, or `new/` and the customer of a new one, perhaps with `/` and its opportunity."""

    listens_to = frozenset(
        {"quote", "quote_item", "quote_present", "product_offering", "price_card", "bundle_item", "need", "setting"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.sheet: QuoteSheet | None = None
        self.draft = QuoteDraft("")
        self._paper: ProposalPaper | None = None
        self._authority, self._is_default = 0, False
        self._others: tuple[PresentDraft, ...] = ()
        self._kept = self.draft
        self._showing = False
        self.heading.setMinimumWidth(120)
        self.state_tag = TagLabel("", Tone.NEUTRAL)
        self.after_heading.addWidget(self.state_tag)
        self.state_buttons = StateButtons(
            self.buttons, versions=self.show_versions, version=self.new_version, submit=self.submit,
            judge=self.judge, decide=self.decide, print_it=self.print_here, save=self.save,
            template=self.keep_template,
        )  # fmt: skip
        self.items, self.presents = ItemLines(), PresentLines()
        self.form = words_form(context.today())
        self.offer_cases = offer_cases(self.form, context, lambda: self.draft.customer_id)
        self.preview = LivePreview(
            context, _("The paper as the customer gets it"), _("The paper appears here with the first product.")
        )
        self.authority_words, self.sums = muted("", wrap=True), label("", "strong", wrap=True)
        self.error = label("", "danger", wrap=True)
        self.confirm_button = button(_("Confirm it…"), self.confirm_authority, "link")
        self.standing = muted("", wrap=True)
        self.body.addLayout(self._fault_line())
        self.body.addWidget(self.standing)
        self.body.addWidget(self._split(), 1)
        self.items.reordered.connect(self.presents.follow)
        self.items.changed.connect(self._on_items)
        self.presents.changed.connect(self._on_edit)
        self.setFocusProxy(self.items.choice)
        self.form.changed.connect(self._on_edit)

    def refresh(self) -> None:
        """Read the proposal again; where an edit that is not saved stands in the editor, the authority alone."""
        if self.target is None:
            return
        edited = self.is_changed() and self._of_target()
        try:
            opened = open_proposal(self.context, self.target)
        except UserError as error:
            if not edited:
                self.heading.setText(error.sentence)
            return
        if edited:
            self._take_authority(opened)
            self._show_figures()
            return
        self._take(opened)
        self._show()

    def is_changed(self) -> bool:
        """Whether something in the editor is not saved."""
        return self.draft != self._kept

    def may_leave(self) -> bool:
        """Ask before an edit is lost."""
        if not self.is_changed():
            return True
        leave = confirm(self, _("Leave without saving?"), _("What you changed in this proposal is lost."), _("Leave"))
        if leave:
            self.drop_edits()
        return leave

    def drop_edits(self) -> None:
        """Forget what is not saved and read the proposal again."""
        self._kept = self.draft
        self.mark_stale()

    def save(self) -> bool:
        """Keep the proposal; what is wrong is said above the editor."""
        wrong = self.items.problem()
        if wrong or not self.form.check():
            self._complain(wrong)
            return False
        today = self.context.today()
        try:
            if self.sheet is None:
                with self.context.write(N_("New proposal for {customer}"), customer=self._name()) as session:
                    made = add_quote(session, self.draft, today)
                    if opportunity := opportunity_of(self.target or ""):
                        assign_quote(session, made, opportunity)
                self._kept = self.draft
                self.context.open_page("proposal", made)
            else:
                with self.context.write(N_("Proposal for {customer}"), customer=self._name()) as session:
                    change_quote(session, self.sheet.id, self.draft)
                self._kept = self.draft
        except UserError as error:
            self._complain(error.sentence)
            return False
        self._complain("")
        self.mark_stale()
        self.context.say(_("Saved"), undo=True)
        return True

    def submit(self) -> None:
        """Save and hand in: approved at once within the limits, else waiting for approval."""
        if self._is_kept() and self.sheet is not None:
            sheet = self.sheet
            self._act(lambda session: submit_quote(session, sheet.id, self.context.today()))

    def confirm_authority(self) -> None:
        """Open the table of discount authority, which is still the program's default."""
        open_authority(self, self.context)

    def judge(self, act: str) -> None:
        """Note who approved it or sent it back, when, and how or why."""
        if self.sheet is not None:
            open_decision(self, self.context, {self.sheet.id: self.sheet.number}, act)

    def decide(self, state: str) -> None:
        """Accepted, declined, void."""
        if self.sheet is not None:
            sheet = self.sheet
            done = self._act(lambda session: decide_quote(session, sheet.id, state, self.context.today()))
            if done and state == "accepted":
                offer_win(self, self.context, sheet.id)
                offer_piece(self.context, self.draft.customer_id, sheet.id)

    def new_version(self) -> None:
        """The next version, open for editing."""
        if self.sheet is not None and self.may_leave():
            with self.context.write(N_("New version of {number}"), number=self.sheet.number) as session:
                made = add_version(session, self.sheet.id, self.context.today())
            self.context.open_page("proposal", made)

    def keep_template(self) -> None:
        """Keep its lines and words to begin others from."""
        if self.sheet is not None and (not self.is_changed() or self.save()):
            ask_template_name(self, self.context, self.sheet.id, self.draft.title)

    def show_versions(self) -> None:
        """Every version with what differs."""
        if self.sheet is not None:
            with self.context.read() as session:
                versions = list_versions(session, self.sheet.number)
            VersionsDialog(self, versions, lambda row: self.context.open_page("proposal", row)).open()

    def print_here(self) -> bool:
        """Ctrl+P: save, then the paper for the customer."""
        if self._is_kept() and self.sheet is not None:
            preview_proposal(self, self.context, self.sheet.id)
        return True

    def customer_here(self) -> str | None:
        """Whose proposal it is."""
        return self.draft.customer_id or None

    def help_text(self) -> str:
        """What the editor does."""
        return _(
            "Choose products, set what becomes of each line in use today, and write what the paper says. The paper "
            "beside it is what the customer gets: never your authority, a cost or a floor.\n"
            "Below cost is never possible. Below the floor or beyond your authority needs a reason and an approval "
            "before the paper is given out. What was approved is changed by a new version.\n"
            "While the discount authority is the program's default, what takes something off is not handed in, and "
            "its paper is a draft: confirm it first."
        )

    def _is_editable(self) -> bool:
        return self.sheet is None or self.sheet.state in EDITABLE

    def _is_kept(self) -> bool:
        """Save what is not saved yet; whether the proposal stands in the store now."""
        if (self.is_changed() or self.sheet is None) and not self.save():
            return False
        if self.sheet is None:
            self.refresh()  # a new one has its id only now
        return self.sheet is not None

    def _fault_line(self) -> QHBoxLayout:
        """What is wrong, with the button that mends it."""
        self.mend_button = button(_("Confirm the discount authority…"), self.confirm_authority)
        self.mend_button.hide()
        return in_row((self.error, 1), self.mend_button)

    def _split(self) -> Splitter:
        """Editor and paper side by side, the same width each until the person moves the line between them."""
        known = not self.context.preferences.geometry("splitter/proposal").isEmpty()
        split = Splitter("proposal", self.context.preferences, self._editor(), self.preview)
        for part in (0, 1):
            split.setStretchFactor(part, 1)
        if not known:
            split.setSizes([5_000, 5_000])
        return split

    def _editor(self) -> QWidget:
        ground = QWidget()
        offered = Card(_("What we propose"))
        allowed = in_row((self.authority_words, 1), self.confirm_button)
        offered.body.addLayout(allowed)
        for part in (self.items, self.sums):
            offered.body.addWidget(part)
        today = Card(_("In use today"))
        today.body.addWidget(self.presents)
        words = Card(_("What the paper says"))
        words.body.addWidget(self.form)
        in_column(offered, today, words, STRETCH, gap=12, margins=(0, 0, 8, 0), within=ground)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Editor"))
        area.setMinimumWidth(444)
        area.setWidget(ground)
        return area

    def _of_target(self) -> bool:
        if self.target is None:
            return False
        if self.target.startswith(NEW):
            return self.sheet is None and self.draft.customer_id == customer_of(self.target)
        return self.sheet is not None and self.sheet.id == self.target

    def _take(self, opened: Opened) -> None:
        self.sheet, self.draft, self._paper = opened.sheet, opened.draft, opened.paper
        self._others = opened.others
        self._take_authority(opened)
        self.items.offer(opened.offerings, opened.parts)

    def _take_authority(self, opened: Opened) -> None:
        self._authority, self._is_default = opened.authority, opened.is_default
        self._say_authority(opened.grade, opened.is_default)

    def _show(self) -> None:
        self._showing = True
        editable = self._is_editable()
        self.heading.setText(self._name())
        self.sub_heading.setText(self._paper.reference if self._paper else "")
        self.items.show_items(self.draft.items, editable)
        self.presents.show_presents(self.draft.presents, self._others, self.draft.items, editable)
        self.form.set_values(form_values(self.draft))
        self.form.setEnabled(editable)
        self._kept = self.draft = self._collected()
        self._showing = False
        state = self.sheet.state if self.sheet else "in_progress"
        self.state_tag.set_tag(label_of("quote_state", state), STATE_TONES[state])
        words = standing_words(self.sheet) if self.sheet else ""
        self.standing.setText(words)
        self.standing.setVisible(bool(words))
        self.state_buttons.show_state(state, self.sheet is not None)
        self._complain("")
        self._show_figures()

    def _show_figures(self) -> None:
        breaches = breaches_of(self.draft.items, self._authority)
        self.items.show_breaches(breaches, self._authority)
        self.items.show_bundles()
        totals = totals_of(self.draft.items, self.draft.presents, self.draft.term_months)
        words = _("{monthly} yuan a month, {one_off} yuan once.")
        sums = words.format(monthly=money_words(totals.monthly_fen), one_off=money_words(totals.one_off_fen))
        if totals.saving_fen is not None:
            saved = _("The customer saves {amount} yuan a month.")
            more = _("The customer pays {amount} yuan more a month.")
            chosen = saved if totals.saving_fen >= 0 else more
            sums += " " + chosen.format(amount=money_words(abs(totals.saving_fen)))
        self.sums.setText(sums if self.draft.items else _("Add the first product below."))
        if not self.draft.items:
            self.preview.clear()
        elif self._paper is not None:
            leans = leaning(self.draft, self._is_default) if self._is_editable() else ""
            self.preview.show_paper(replace(self._paper, draft=self.draft, draft_because=leans))

    def _collected(self) -> QuoteDraft:
        return replace(
            self.draft,
            items=self.items.items(),
            presents=self.presents.presents(),
            **draft_values(self.form.values(), self.draft),
        )

    def _on_items(self) -> None:
        self.presents.offer(self.items.items())
        self._on_edit()

    def _on_edit(self) -> None:
        if not self._showing:
            self.draft = self._collected()
            self._show_figures()

    def _say_authority(self, grade: str, is_default: bool) -> None:
        words = _("You may take off up to {percent}% by yourself (grade {grade}).")
        text = words.format(percent=percent_words(self._authority), grade=grade or "—")
        self.authority_words.setText(f"{text} {_('Default of the program.')}" if is_default else text)
        self.confirm_button.setVisible(is_default)
        if not is_default and self.mend_button.isVisibleTo(self):
            self._complain("")

    def _act(self, change: Any) -> bool:
        number = self.sheet.number if self.sheet else ""
        try:
            with self.context.write(N_("State of {number}"), number=number) as session:
                change(session)
        except UserError as error:
            self._complain(error.sentence, isinstance(error, UnconfirmedError))
            return False
        self._complain("")
        self.context.say(_("Saved"), undo=True)
        return True

    def _complain(self, words: str, unconfirmed: bool = False) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.mend_button.setVisible(unconfirmed)

    def _name(self) -> str:
        return self._paper.customer_name if self._paper else ""
