"""The page of needs and promises of all customers."""

from typing import Any

from gui.context import Context
from gui.needs.expectation_table import ExpectationTable
from gui.needs.need_table import NeedTable
from gui.needs.promise_table import PromiseTable
from gui.page import Page
from gui.proposals.table import ProposalTable
from gui.widgets.conditions import Condition
from gui.widgets.labels import button
from gui.widgets.tabs import Tabs
from resources.i18n import _

LATE = "promises/late"
OPEN = "promises/open"
"""Targets that lead to the promises, filtered."""


class NeedsPage(Page):
    """Everyone's needs, and everyone's promises beside them."""

    listens_to = frozenset(
        {"need", "need_link", "promise", "expectation", "customer", "contact", "quote", "quote_item"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Needs, proposals"))
        self.needs = NeedTable(context, of_customer=False)
        self.promises = PromiseTable(context, of_customer=False)
        self.proposals = ProposalTable(context, of_customer=False)
        self.expectations = ExpectationTable(context)
        self.tabs = Tabs()
        self.tabs.add("needs", _("Needs"), self.needs)
        self.tabs.add("promises", _("Promises"), self.promises)
        self.tabs.add("expectations", _("Expectations"), self.expectations)
        self.tabs.add("proposals", _("Proposals"), self.proposals)
        self.body.addWidget(self.tabs, 1)
        self.promise_button = button(_("New promise"), self.promises.new_promise)
        self.need_button = button(_("New need"), self.needs.new_need, "primary")
        self.buttons.addWidget(self.promise_button)
        self.buttons.addWidget(self.need_button)
        self.setFocusProxy(self.needs.table.view)

    def refresh(self) -> None:
        """Read both lists."""
        with self.context.read() as session:
            self.needs.load(session)
            self.promises.load(session)
            self.expectations.load(session)
            self.proposals.load(session)
        self.tabs.set_words("needs", _("Needs {count}").format(count=len(self.needs.table.shown_ids())))
        self.tabs.set_words("promises", _("Promises {count}").format(count=len(self.promises.table.shown_ids())))

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """`promises/late` and `promises/open` lead to those promises."""
        super().show_target(target, within)
        if target in (LATE, OPEN):
            self.tabs.show_sheet("promises")
            states = ("late",) if target == LATE else ("late", "open")
            self.promises.table.filter_by(Condition("state", "any", states))

    def state(self) -> dict[str, Any]:
        """The sheet that is shown, and both tables'."""
        return {
            "tab": self.tabs.current(),
            "needs": self.needs.table.state(),
            "promises": self.promises.table.state(),
            "proposals": self.proposals.table.state(),
            "expectations": self.expectations.table.state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "needs")))
        self.needs.table.restore(state.get("needs", {}))
        self.promises.table.restore(state.get("promises", {}))
        self.proposals.table.restore(state.get("proposals", {}))
        self.expectations.table.restore(state.get("expectations", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a new need, or a new promise on its sheet."""
        if self.tabs.current() == "proposals":
            self.proposals.new_proposal()
        elif self.tabs.current() == "expectations":
            self.expectations.new()
        elif self.tabs.current() == "promises":
            self.promises.new_promise()
        else:
            self.needs.new_need()
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the priority table of the chosen need's customer."""
        if self.tabs.current() == "proposals":
            self.proposals.print_chosen()
        else:
            self.needs.print_paper()
        return True

    def help_text(self) -> str:
        """What needs and promises are."""
        return _(
            "A need is what hinders a customer, in their words. Importance × urgency weighs it; what it unlocks counts "
            "with it. On a customer's own page needs are put in order by dragging or with Alt+↑ and Alt+↓.\n"
            "“Too expensive” is never the whole need: the form asks for the problem behind it.\n"
            "A promise has a day. Kept, broken (say why) or substituted (say what was done instead): an open one whose "
            "day has passed is late and comes up on Today."
        ) + _(
            "\nThe team ranks needs under “…”: each types the numbers in order, they merge by Borda count into a dated "
            "table. Expectations are what a customer takes for granted: beside each stands what was promised for it."
        )
