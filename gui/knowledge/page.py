"""The page of cases and experts (案例与专家): what worked before, and whom to ask."""

from typing import Any

from gui.context import Context
from gui.knowledge.cases_tab import CasesTab
from gui.knowledge.experts_tab import ExpertsTab
from gui.page import Page
from gui.widgets.labels import button
from gui.widgets.tabs import Tabs
from model.knowledge.cases import list_cases
from model.knowledge.experts import list_experts
from resources.i18n import _


class KnowledgePage(Page):
    """Cases and experts; a target is the id of one of either."""

    listens_to = frozenset({"success_case", "expert", "customer"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Cases and experts"))
        self.cases, self.experts = CasesTab(context), ExpertsTab(context)
        self.tabs = Tabs()
        self.tabs.add("cases", _("Cases"), self.cases)
        self.tabs.add("experts", _("Experts"), self.experts)
        self.body.addWidget(self.tabs, 1)
        self.new_button = button(_("New case"), self.new_here, "primary")
        self.buttons.addWidget(self.new_button)
        self.tabs.changed.connect(self._on_sheet)
        self.setFocusProxy(self.cases.table.view)

    def refresh(self) -> None:
        """Read both."""
        with self.context.read() as session:
            cases, experts = list_cases(session), list_experts(session)
        self.cases.show_cases(cases, self.target)
        self.experts.show_experts(experts, self.target)
        self.tabs.set_words("cases", _("Cases {count}").format(count=len(cases)))
        self.tabs.set_words("experts", _("Experts {count}").format(count=len(experts)))
        if any(expert.id == self.target for expert in experts):
            self.tabs.show_sheet("experts")
        elif self.target:
            self.tabs.show_sheet("cases")
        self.target = None

    def state(self) -> dict[str, Any]:
        """The sheet shown and the tables' filters, orders and places."""
        return {
            "tab": self.tabs.current(), "cases": self.cases.table.state(), "experts": self.experts.table.state()
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back."""
        self.tabs.show_sheet(str(state.get("tab", "cases")))
        self.cases.table.restore(state.get("cases", {}))
        self.experts.table.restore(state.get("experts", {}))

    def new_here(self) -> bool:
        """Ctrl+N: a case or an expert, as the sheet shown is."""
        (self.cases if self.tabs.current() == "cases" else self.experts).new_row()
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the chosen case as a page; the experts are a list."""
        if self.tabs.current() != "cases":
            return False
        self.cases.print_it()
        return True

    def help_text(self) -> str:
        """What the page is for and what its words mean."""
        return _(
            "A case is a success worth telling: the situation, what was done, what came of it, the lesson. “Told as” "
            "is how the customer is called in it; its name never stands in a case that leaves this store. Cases that "
            "may be told are offered in a proposal under “Why us”, those of the customer's industry first. The "
            "filter looks through every word, and so does the search box (Ctrl+K).\n"
            "“Give on as a file” writes the selected cases for colleagues; “Take in a file” adds those that are new "
            "here and leaves the others alone. A won opportunity becomes a case from its own page.\n"
            "An expert is a colleague who knows a topic. Numbers are masked; each reveal is written down."
        )

    def _on_sheet(self, sheet: str) -> None:
        self.new_button.setText(_("New case") if sheet == "cases" else _("New expert"))
        self.new_button.setAccessibleName(self.new_button.text())
