"""One customer's page: who they are, what they bring, what they want, what was done."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.credit.customer_tab import CreditTab
from gui.customers.agreements_tab import AgreementsTab
from gui.customers.columns import hint_tags
from gui.customers.members_tab import MembersTab
from gui.customers.needs_tab import NeedsTab
from gui.customers.opportunities_tab import OpportunitiesTab
from gui.customers.overview_tab import OverviewTab
from gui.customers.people_tab import PeopleTab
from gui.customers.products_tab import ProductsTab
from gui.customers.profile_tab import ProfileTab
from gui.customers.proposals_tab import ProposalsTab
from gui.customers.sites_tab import SitesTab
from gui.customers.tab import CustomerTab
from gui.page import Page
from gui.visits.brief import preview_brief
from gui.visits.visit_dialog import open_visit
from gui.widgets.labels import button, icon_button, plain_tip
from gui.widgets.pager import Pager
from gui.widgets.placing import clear
from gui.widgets.tabs import Tabs
from gui.widgets.tag_label import TagLabel
from model.customers.finding import customer_by_id
from model.customers.standing import Standing, standing_of
from model.errors import UserError
from resources.i18n import N_, _

SHEETS: Final[dict[str, tuple[str, type[CustomerTab]]]] = {
    "overview": (N_("Overview"), OverviewTab),
    "people": (N_("People and decisions"), PeopleTab),
    "products": (N_("Products in use"), ProductsTab),
    "members": (N_("Group members"), MembersTab),
    "needs": (N_("Needs"), NeedsTab),
    "opportunities": (N_("Sales opportunities"), OpportunitiesTab),
    "proposals": (N_("Proposals"), ProposalsTab),
    "agreements": (N_("Agreements"), AgreementsTab),
    "sites": (N_("Sites"), SitesTab),
    "credit": (N_("Credit"), CreditTab),
    "profile": (N_("Details"), ProfileTab),
}
"""Key, words and what makes the sheet, in their order."""


class CustomerPage(Page):
    """The customer `target`; previous and next stay inside the list it was opened from."""

    listens_to = frozenset(
        {
            "customer", "contact", "site", "installed_product", "agreement", "billing_month", "member", "need",
            "need_link", "visit", "promise", "buying_role", "reporting_line", "competitor_move", "custom_value",
            "value_score", "value_grade", "retention_task", "opportunity", "opportunity_stage", "service_request",
            "quote", "quote_item", "credit_review", "credit_event", "campaign_target", "answer_sheet",
            "customer_opinion",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self.shown: str | None = None
        self.heading.setMinimumWidth(120)
        self.before_heading.addWidget(button(_("Customers ›"), lambda: context.open_page("customers"), "link"))
        self.pager = Pager()
        self.pager.moved.connect(lambda record: context.open_page("customer", record, self.within))
        self.brief_button = button(_("Pre-visit brief"), self._print_brief)
        self.visit_button = button(_("Note a visit"), self.new_here, "primary")
        self.more_button = icon_button("ellipsis", _("More for this customer"), self.show_more)
        for made in (self.pager, self.more_button, self.brief_button, self.visit_button):
            self.buttons.addWidget(made)
        self.tabs = Tabs()
        self._sheets: dict[str, CustomerTab] = {}
        for key, (words, _kind) in SHEETS.items():
            self.tabs.add_later(key, _(words), partial(self._make, key))
        self.tabs.changed.connect(self._on_tab)
        self.body.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        """Read the header, the counts and the sheet that is shown; the other sheets when they are shown."""
        if self.target is None:
            return
        try:
            with self.context.read() as session:
                customer = customer_by_id(session, self.target).id
                standing = standing_of(session, customer, self.context.today())
        except UserError as error:
            self._show_gone(error.sentence)
            return
        self.shown = customer
        self.tabs.show()
        self._show_header(standing)
        for key, count in standing.counts.items():
            words = _(SHEETS[key][0])
            self.tabs.set_words(key, f"{words} {count:,}" if count else words)
        for sheet in self._sheets.values():
            sheet.show_customer(customer)
        self._on_tab(self.tabs.current())

    def sheet(self, key: str) -> CustomerTab:
        """A sheet, made by now."""
        self.tabs.sheet(key)
        return self._sheets[key]

    def state(self) -> dict[str, Any]:
        """Which sheet is shown."""
        return {"tab": self.tabs.current()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show it again."""
        self.tabs.show_sheet(str(state.get("tab", "overview")))

    def new_here(self) -> bool:
        """Ctrl+N: note a visit; on the sheets of people and sites a new one of these."""
        if self.shown is None:
            return False
        sheet = self.sheet(self.tabs.current())
        if not self.visit_button.isEnabled():
            self.context.say(_("This customer was handed over to a colleague and can only be read here."), "news")
            return True
        if not self.visit_button.hasFocus() and sheet.new_row():
            return True
        open_visit(self, self.context, self.shown)
        return True

    def print_here(self) -> bool:
        """Ctrl+P: the papers about this customer, that of the sheet shown first."""
        if self.shown is None:
            return False
        from gui.customers.more_menu import paper_menu  # every paper of the program

        self._drop(paper_menu(self, self.context, self.shown, self.tabs.current()))
        return True

    def customer_here(self) -> str | None:
        """The customer that is shown."""
        return self.shown

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Everything about one customer. The overview shows the bills by month (click a bar for its figures), what "
            "the customer needs, in order, and what happened. Numbers are masked; each reveal is written down. Every "
            "edit can be undone with Ctrl+Z. Ctrl+PageUp and Ctrl+PageDown go through the list you came from. "
            "Ctrl+P offers every paper about the customer; Enter takes the one of the sheet that is shown."
        )

    def show_more(self) -> None:
        """What else can be done for this customer: hand something off, its papers, its map."""
        from gui.customers.more_menu import more_menu  # every paper of the program

        self._drop(more_menu(self, self.context, self.shown or ""))

    def _drop(self, menu: QMenu) -> None:
        active = menu.activeAction()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))
        if active is not None:
            menu.setActiveAction(active)

    def _make(self, key: str) -> CustomerTab:
        _words, kind = SHEETS[key]
        made = self._sheets[key] = kind(self.context)
        made.go.connect(self.tabs.show_sheet)
        if self.shown is not None:
            made.show_customer(self.shown)
        return made

    def _show_header(self, standing: Standing) -> None:
        self.heading.setText(standing.name)
        self.heading.setToolTip(plain_tip(standing.name))
        clear(self.after_heading)
        for tag in _tags(standing):
            self.after_heading.addWidget(tag)
            tag.show()  # counted at once when the header is fitted
        self.pager.show_place(self.target, self.within)
        self.brief_button.setEnabled(True)
        self.more_button.setEnabled(True)
        self.visit_button.setEnabled(not standing.read_only)

    def _show_gone(self, words: str) -> None:
        self.shown = None
        clear(self.after_heading)
        self.heading.setText(words)
        self.tabs.hide()
        self.brief_button.setEnabled(False)
        self.more_button.setEnabled(False)
        self.visit_button.setEnabled(False)

    def _on_tab(self, key: str) -> None:
        if self.shown is not None:
            self.sheet(key).read_if_needed()

    def _print_brief(self) -> None:
        if self.shown is not None:
            preview_brief(self, self.context, self.shown)


def _tags(standing: Standing) -> list[QWidget]:
    tags: list[QWidget] = []
    if standing.read_only:
        tags.append(_read_only_tag())
    if standing.grade:
        tags.append(TagLabel(standing.grade, Tone.ACCENT))
    if standing.company_grade:
        tags.append(TagLabel(_("Company grade {grade}").format(grade=standing.company_grade)))
    if standing.status == "lost":
        tags.append(TagLabel(_("Lost"), Tone.DANGER))
    gravest = [tag for tag in hint_tags(",".join(standing.hints[:1])) if tag.tone in (Tone.DANGER, Tone.WARNING)]
    tags += [TagLabel(tag.text, tag.tone) for tag in gravest]
    return tags


def _read_only_tag() -> TagLabel:
    made = TagLabel(_("Handed over: read only"), Tone.WARNING)
    words = _(
        "The office gave this customer to a colleague. Nothing can be written here any more; it leaves this laptop "
        "once the office has all of your work."
    )
    made.setToolTip(words)
    made.setAccessibleDescription(words)
    return made
