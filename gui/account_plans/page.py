"""The account plan (客户计划) of one customer: eight chapters to write beside the paper they make."""

from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.account_plans.paper import imprint_of, paper_of_plan
from gui.context import Context
from gui.page import Page
from gui.papers.preview import preview
from gui.proposals.live_preview import LivePreview
from gui.widgets.card import Card
from gui.widgets.confirm import confirm
from gui.widgets.fields import NoteField
from gui.widgets.form import KEEP_MS, Form
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import STRETCH, in_column
from gui.widgets.splitter import Splitter
from model.account_plans.actions import save_plan
from model.account_plans.queries import AccountPlan, OwnText, account_plan_of
from model.account_plans.rules import CHAPTER_WORDS, CHAPTERS
from model.errors import UserError
from reports.account_plan import account_plan_document
from reports.account_plan_words import chapter_text, suggested_text
from resources.i18n import N_, _

_HELP: Final = {
    "profile": N_("Who they are, what they are worth to us, and what nobody knows yet."),
    "relations": N_("Who decides, who speaks for us, who is missing on the map."),
    "needs": N_("Their key problems in order, and our answers."),
    "products": N_("What they use, what they do not use yet, what to offer next."),
    "competition": N_("What others hold and try here, and our counter."),
    "goals": N_("What we want to win and keep here, with amounts and days."),
    "actions": N_("Who does what until when, and what we owe."),
    "support": N_("Whom and what we need: people, experts, money, cases; and the risks."),
}


class AccountPlanPage(Page):
    """The plan of the customer `target`."""

    listens_to = frozenset(
        {"account_plan_chapter", "customer", "contact", "buying_role", "need", "installed_product", "competitor_move",
         "opportunity", "promise", "retention_task", "visit", "expert", "success_case", "service_request"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.plan: AccountPlan | None = None
        self._asked = ""
        self._again = self._showing = False
        self.before_heading.addWidget(button(_("Customer ›"), self._back, "link"))
        self.form = Form()
        for number, chapter in enumerate(CHAPTERS, 1):
            words = f"{number}  {_(CHAPTER_WORDS[chapter])}"
            field = self.form.add(chapter, words, NoteField(lines=4), help=_(_HELP[chapter]))
            again = icon_button(
                "refresh-cw", _("Take the data's words for “{chapter}”").format(chapter=_(CHAPTER_WORDS[chapter])),
                partial(self.take_data, chapter),
            )  # fmt: skip
            field.row.addWidget(again)
        self.form.changed.connect(self._on_edit)
        self.preview = LivePreview(context, _("The paper as it is printed"))
        self.draft_note = muted(_("What you had typed before was kept and stands here again."), wrap=True)
        self.draft_note.hide()
        self.body.addWidget(self.draft_note)
        self.body.addWidget(self._split(), 1)
        self.save_button = button(_("Save"), self.save, "primary")
        self.buttons.addWidget(button(_("Print"), self.print_here, glyph="printer"))
        self.buttons.addWidget(self.save_button)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self._keep_draft)

    def refresh(self) -> None:
        """Read the plan on the worker, unless words that are not saved stand in the editor."""
        if self.target is None or (self.is_changed() and self.plan and self.plan.customer_id == self.target):
            return
        if self._asked:
            self._again = True
            return
        customer = self._asked = self.target
        self._again = False
        self.context.tasks.run(lambda progress: self._read(customer), self._on_read, self._on_failure)

    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return self.form.is_changed()

    def may_leave(self) -> bool:
        """Ask before words are lost."""
        if not self.is_changed():
            return True
        leave = confirm(
            self, _("Leave without saving?"), _("What you typed here would be lost."), _("Don't save"), danger=True
        )
        if leave:
            self._soon.stop()
            self.context.drafts.drop(self._draft_name())
            self._show(self.plan)
        return leave

    def save(self) -> None:
        """Keep the words that are not the data's own."""
        plan = self.plan
        if plan is None:
            return
        with self.context.write(N_("Account plan of {customer}"), customer=plan.pack.standing.name) as session:
            save_plan(session, plan.customer_id, self._own_texts(plan), self.context.today())
        self._soon.stop()
        self.context.drafts.drop(self._draft_name())
        self.form.set_values(self.form.values())
        self.context.say(_("Saved"), undo=True)
        self.mark_stale()

    def take_data(self, chapter: str) -> None:
        """Put the data's words back into a chapter."""
        if self.plan is not None:
            self.form.field(chapter).set_typed(suggested_text(self.plan, chapter))

    def print_here(self) -> bool:
        """Ctrl+P: the paper with what stands in the editor."""
        plan = self._edited()
        if plan is not None:
            preview(self, self.context, lambda: paper_of_plan(self.context, plan))
        return True

    def customer_here(self) -> str | None:
        """Whose plan it is."""
        return self.plan.customer_id if self.plan else None

    def help_text(self) -> str:
        """What the page is for and what its words mean."""
        return _(
            "The account plan sums one customer up in eight chapters: five elements (who they are, who decides, what "
            "they need, what they use, who else is there) and three supports (goals, actions, support). The names and "
            "their order are ours.\n"
            "Each chapter begins with what the data says and follows it as long as you write nothing. What you write "
            "over it is kept with the customer and handed over with it; the arrows beside a chapter bring the data's "
            "words back. The paper beside the editor adds the tables."
        )

    def _split(self) -> Splitter:
        ground = QWidget()
        ground.setProperty("look", "ground")
        card = Card(_("Chapters"), _("the data's words until you write your own"))
        card.body.addWidget(self.form)
        in_column(card, STRETCH, margins=(0, 0, 8, 0), within=ground)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Editor"))
        area.setMinimumWidth(360)
        area.setWidget(ground)
        known = not self.context.preferences.geometry("splitter/account-plan").isEmpty()
        split = Splitter("account-plan", self.context.preferences, area, self.preview)
        for part in (0, 1):
            split.setStretchFactor(part, 1)
        if not known:
            split.setSizes([5_000, 5_000])
        return split

    def _read(self, customer: str) -> AccountPlan:
        with self.context.read() as session:
            return account_plan_of(session, customer, self.context.today())

    def _on_read(self, plan: AccountPlan) -> None:
        asked, self._asked = self._asked, ""
        if self._again or asked != self.target:
            self.refresh()
            return
        if self.is_changed() and self.plan is not None and self.plan.customer_id == plan.customer_id:
            return
        self._show(plan)
        typed = self.context.drafts.find(self._draft_name())
        self.draft_note.setVisible(bool(typed))
        if typed:
            self.form.set_typed(typed)

    def _on_failure(self, error: UserError) -> None:
        self._asked = ""
        self.plan = None
        self.heading.setText(error.sentence)

    def _show(self, plan: AccountPlan | None) -> None:
        self.plan = plan
        if plan is None:
            return
        self._showing = True
        self.heading.setText(_("Account plan"))
        self.sub_heading.setText(plan.pack.standing.name)
        self.form.set_values({chapter: chapter_text(plan, chapter) for chapter in CHAPTERS})
        self._showing = False
        self._draw()

    def _edited(self) -> AccountPlan | None:
        """The plan with what stands in the editor."""
        if self.plan is None:
            return None
        own = self._own_texts(self.plan)
        today = self.context.today()
        texts = {
            chapter: kept if (kept := self.plan.texts.get(chapter)) and kept.text == text else OwnText(text, today)
            for chapter, text in own.items()
            if text
        }
        return replace(self.plan, texts=texts)

    def _own_texts(self, plan: AccountPlan) -> dict[str, str]:
        """What was written by chapter; empty where the data's words stand."""
        typed = {chapter: str(value or "").strip() for chapter, value in self.form.values().items()}
        return {chapter: "" if text == suggested_text(plan, chapter) else text for chapter, text in typed.items()}

    def _draw(self) -> None:
        plan = self._edited()
        if plan is not None:
            imprint = imprint_of(self.context)
            self.preview.show_document(lambda: account_plan_document(plan, imprint))

    def _on_edit(self) -> None:
        if not self._showing:
            self._draw()
            if not self._soon.isActive():
                self._soon.start()

    def _keep_draft(self) -> None:
        if self.is_changed():
            typed: dict[str, Any] = self.form.typed()
            self.context.drafts.keep(self._draft_name(), typed)

    def _draft_name(self) -> str:
        return f"account-plan/{self.plan.customer_id if self.plan else ''}"

    def _back(self) -> None:
        if self.plan is not None:
            self.context.open_page("customer", self.plan.customer_id)
