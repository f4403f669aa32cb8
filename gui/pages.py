"""THE list of pages: a page is one function and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from gui.context import Context
from gui.page import Page
from resources.i18n import N_


class Place(Enum):
    """Where a page is reached from."""

    RAIL = "rail"
    MORE = "more"
    INSIDE = "inside"


@dataclass(frozen=True)
class PageSpec:
    """A page: its name for `open_page`, N_() title, icon, maker and place.

    One opened from inside lights up `rail`; one under More stands there under the N_() words of its `section`.
    """

    name: str
    title: str
    glyph: str
    make: Callable[[Context], Page]
    place: Place
    rail: str = ""
    section: str = ""


def _settings(context: Context) -> Page:
    from gui.settings.page import SettingsPage

    return SettingsPage(context)


def _customers(context: Context) -> Page:
    from gui.customers.page import CustomersPage

    return CustomersPage(context)


def _customer(context: Context) -> Page:
    from gui.customers.customer_page import CustomerPage

    return CustomerPage(context)


def _map(context: Context) -> Page:
    from gui.decision_maps.page import MapPage

    return MapPage(context)


def _today(context: Context) -> Page:
    from gui.today.page import TodayPage

    return TodayPage(context)


def _visits(context: Context) -> Page:
    from gui.visits.page import VisitsPage

    return VisitsPage(context)


def _work_log(context: Context) -> Page:
    from gui.work_log.page import WorkLogPage

    return WorkLogPage(context)


def _analysis(context: Context) -> Page:
    from gui.analysis.page import AnalysisPage

    return AnalysisPage(context)


def _submissions(context: Context) -> Page:
    from gui.submissions.page import SubmissionsPage

    return SubmissionsPage(context)


def _changes(context: Context) -> Page:
    from gui.changes.page import ChangesPage

    return ChangesPage(context)


def _recycle_bin(context: Context) -> Page:
    from gui.recycle_bin.page import RecycleBinPage

    return RecycleBinPage(context)


def _needs(context: Context) -> Page:
    from gui.needs.page import NeedsPage

    return NeedsPage(context)


def _retention(context: Context) -> Page:
    from gui.retention.page import RetentionPage

    return RetentionPage(context)


def _exchange(context: Context) -> Page:
    from gui.exchange.page import ExchangePage

    return ExchangePage(context)


def _grading(context: Context) -> Page:
    from gui.grading.page import GradingPage

    return GradingPage(context)


def _snapshots(context: Context) -> Page:
    from gui.snapshots.page import SnapshotsPage

    return SnapshotsPage(context)


def _reports(context: Context) -> Page:
    from gui.reports.page import ReportsPage

    return ReportsPage(context)


def _segments(context: Context) -> Page:
    from gui.segments.page import SegmentsPage

    return SegmentsPage(context)


def _credit(context: Context) -> Page:
    from gui.credit.page import CreditPage

    return CreditPage(context)


def _benefits(context: Context) -> Page:
    from gui.benefits.page import BenefitsPage

    return BenefitsPage(context)


def _duplicates(context: Context) -> Page:
    from gui.customers.duplicates_page import DuplicatesPage

    return DuplicatesPage(context)


def _filling(context: Context) -> Page:
    from gui.filling.page import FillingPage

    return FillingPage(context)


def _proposal(context: Context) -> Page:
    from gui.proposals.page import ProposalPage

    return ProposalPage(context)


def _catalogue(context: Context) -> Page:
    from gui.catalogue.page import CataloguePage

    return CataloguePage(context)


def _competition(context: Context) -> Page:
    from gui.competition.page import CompetitionPage

    return CompetitionPage(context)


def _service_requests(context: Context) -> Page:
    from gui.service_requests.page import ServiceRequestsPage

    return ServiceRequestsPage(context)


def _opportunities(context: Context) -> Page:
    from gui.opportunities.page import OpportunitiesPage

    return OpportunitiesPage(context)


def _opportunity(context: Context) -> Page:
    from gui.opportunities.sheet_page import OpportunityPage

    return OpportunityPage(context)


def _pay(context: Context) -> Page:
    from gui.pay.page import PayPage

    return PayPage(context)


def _targets(context: Context) -> Page:
    from gui.targets.page import TargetsPage

    return TargetsPage(context)


def _account_plan(context: Context) -> Page:
    from gui.account_plans.page import AccountPlanPage

    return AccountPlanPage(context)


def _knowledge(context: Context) -> Page:
    from gui.knowledge.page import KnowledgePage

    return KnowledgePage(context)


def _self_test(context: Context) -> Page:
    from gui.knowledge.self_test_page import SelfTestPage

    return SelfTestPage(context)


def _campaigns(context: Context) -> Page:
    from gui.campaigns.page import CampaignsPage

    return CampaignsPage(context)


def _campaign(context: Context) -> Page:
    from gui.campaigns.sheet_page import CampaignPage

    return CampaignPage(context)


def _questionnaires(context: Context) -> Page:
    from gui.questionnaires.page import QuestionnairesPage

    return QuestionnairesPage(context)


def _questionnaire(context: Context) -> Page:
    from gui.questionnaires.sheet_page import QuestionnairePage

    return QuestionnairePage(context)


PAGES: Final[tuple[PageSpec, ...]] = (
    # Rail, in the order of the day: today, customers, visits, retention, needs, reports, exchange.
    PageSpec("today", N_("Today's work"), "sun", _today, Place.RAIL),
    PageSpec("customers", N_("Customers"), "building-2", _customers, Place.RAIL),
    PageSpec("customer", N_("Customer"), "building-2", _customer, Place.INSIDE, rail="customers"),
    PageSpec("visits", N_("Visits"), "map-pin", _visits, Place.RAIL),
    PageSpec("retention", N_("Retention"), "shield-check", _retention, Place.RAIL),
    PageSpec("needs", N_("Needs, proposals"), "lightbulb", _needs, Place.RAIL),
    PageSpec("reports", N_("Papers and reports"), "chart-column", _reports, Place.RAIL),
    PageSpec("proposal", N_("Proposal"), "file-text", _proposal, Place.INSIDE, "needs"),
    PageSpec("exchange", N_("Exchange"), "arrow-left-right", _exchange, Place.RAIL),
    PageSpec("map", N_("Decision-maker map"), "network", _map, Place.INSIDE, "customers"),
    PageSpec("account_plan", N_("Account plan"), "book-open", _account_plan, Place.INSIDE, "customers"),
    PageSpec("opportunity", N_("Opportunity"), "target", _opportunity, Place.INSIDE, "opportunities"),
    PageSpec("campaign", N_("Campaign"), "presentation", _campaign, Place.INSIDE, "campaigns"),
    PageSpec("questionnaire", N_("Questionnaire"), "messages-square", _questionnaire, Place.INSIDE, "questionnaires"),
    # More: selling.
    PageSpec("opportunities", N_("Sales opportunities"), "target", _opportunities, Place.MORE, section=N_("Selling")),
    PageSpec("competition", N_("Competition"), "swords", _competition, Place.MORE, section=N_("Selling")),
    PageSpec("catalogue", N_("Products"), "package", _catalogue, Place.MORE, section=N_("Selling")),
    PageSpec("service_requests", N_("Service requests"), "inbox", _service_requests, Place.MORE, section=N_("Selling")),
    PageSpec("campaigns", N_("Campaigns"), "presentation", _campaigns, Place.MORE, section=N_("Selling")),
    # More: keeping.
    PageSpec("grading", N_("Customer value"), "gem", _grading, Place.MORE, section=N_("Keeping")),
    PageSpec("analysis", N_("Customer analysis"), "chart-column", _analysis, Place.MORE, section=N_("Keeping")),
    PageSpec("snapshots", N_("Snapshots"), "bookmark", _snapshots, Place.MORE, section=N_("Keeping")),
    PageSpec("segments", N_("Segments"), "layers", _segments, Place.MORE, section=N_("Keeping")),
    PageSpec("credit", N_("Credit and arrears"), "triangle-alert", _credit, Place.MORE, section=N_("Keeping")),
    PageSpec("benefits", N_("Benefits"), "star", _benefits, Place.MORE, section=N_("Keeping")),
    PageSpec(
        "questionnaires",
        N_("Questionnaires and studies"),
        "messages-square",
        _questionnaires,
        Place.MORE,
        section=N_("Keeping"),
    ),
    # More: the month.
    PageSpec("work_log", N_("Work log"), "clipboard-list", _work_log, Place.MORE, section=N_("The month")),
    PageSpec("submissions", N_("Month's hand-in"), "file-up", _submissions, Place.MORE, section=N_("The month")),
    PageSpec("targets", N_("Targets"), "target", _targets, Place.MORE, section=N_("The month")),
    PageSpec("pay", N_("Pay estimate"), "wallet", _pay, Place.MORE, section=N_("The month")),
    # More: learning.
    PageSpec("knowledge", N_("Cases and experts"), "trophy", _knowledge, Place.MORE, section=N_("Learning")),
    PageSpec("self_test", N_("Self-test"), "graduation-cap", _self_test, Place.MORE, section=N_("Learning")),
    # More: data and settings.
    PageSpec("filling", N_("Fill in a list"), "file-down", _filling, Place.MORE, section=N_("Data and settings")),
    PageSpec("duplicates", N_("Possible duplicates"), "copy", _duplicates, Place.MORE, section=N_("Data and settings")),
    PageSpec("changes", N_("Recent changes"), "undo-2", _changes, Place.MORE, section=N_("Data and settings")),
    PageSpec("recycle_bin", N_("Recycle bin"), "trash-2", _recycle_bin, Place.MORE, section=N_("Data and settings")),
    PageSpec("settings", N_("Settings"), "settings", _settings, Place.MORE, section=N_("Data and settings")),
)

RECORD_PAGES: Final = {
    "customer": "customer",
    "visit": "visits",
    "service_request": "service_requests",
    "opportunity": "opportunity",
    "success_case": "knowledge",
    "expert": "knowledge",
    "campaign": "campaign",
    "questionnaire": "questionnaire",
}
"""Entity → the page that shows one record of it; the search box leads there, and to the customer's page for others."""
