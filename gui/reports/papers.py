"""THE list of papers that the reports page offers: a paper is one function and one line here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from gui.account_plans.paper import paper_of_plan
from gui.campaigns.papers import report_paper
from gui.context import Context
from gui.papers.hand_over import pack_paper
from gui.papers.needs import needs_paper
from gui.papers.preview import Paper
from gui.papers.receipt import paper_of_receipt
from gui.papers.retention import statement_of
from gui.questionnaires.papers import results_paper_of, study_paper
from model.account_plans.queries import account_plan_of
from model.analysis.scopes import Scope, book_scope, customer_scope
from model.campaigns.queries import find_campaign_by_name
from model.decision_maps.picture import draw_map
from model.decision_maps.queries import map_sheet
from model.errors import UserError
from model.months import month_of
from model.questionnaires.queries import find_questionnaire_by_name
from model.questionnaires.studies import list_studies
from model.settings.queries import find_owner
from model.visits.brief import brief_of
from model.work_log.queries import work_log_of
from reports.analysis import analysis_document, analysis_paper, title_of, write_analysis
from reports.decision_maps import MapPaper, map_document, write_map
from reports.document import Document
from reports.imprint import VERSION, Imprint
from reports.pay import pay_document, pay_paper, write_pay
from reports.pdf import pdf_of
from reports.priority import priority_document, priority_paper, write_priorities
from reports.value import value_document, value_paper, write_value
from reports.visit_brief import brief_document
from reports.work_log import WorkLogPaper, work_log_document, write_work_log
from resources.i18n import N_, _


@dataclass(frozen=True)
class Asked:
    """What the page asks for: a customer's id, and a month as YYYYMM (None is the newest)."""

    customer: str | None = None
    month: int | None = None


@dataclass(frozen=True)
class PaperKind:
    """A paper: name and what it is for (N_() texts), icon, whether it is about one customer or one month, its maker."""

    name: str
    purpose: str
    glyph: str
    make: Callable[[Context, Asked], Paper]
    of_customer: bool = False
    of_month: bool = False


def _finished(name: str, about: str, document: Document, write: Callable[[Path], None] | None = None) -> Paper:
    return Paper(name, f"{name} {about}".strip(), pdf_of(document), write)


def _imprint(session: Session, context: Context) -> Imprint:
    return Imprint(context.today(), find_owner(session).name, VERSION)


def _customer(asked: Asked) -> str:
    if asked.customer is None:
        raise UserError(_("Choose the customer first."))
    return asked.customer


def _needs(context: Context, asked: Asked) -> Paper:
    return needs_paper(context, _customer(asked))


def _needs_for_customer(context: Context, asked: Asked) -> Paper:
    return needs_paper(context, _customer(asked), for_customer=True)


def _brief(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        brief = brief_of(session, _customer(asked), context.today())
        imprint = _imprint(session, context)
    return _finished(_("Pre-visit brief"), brief.name[:40], brief_document(brief, imprint))


def _map(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        paper = MapPaper(map_sheet(session, _customer(asked)), context.today(), _imprint(session, context))
    picture = draw_map(paper.sheet, paper.day, public=False)
    if not picture.faces:
        raise UserError(_("Nobody is on this map yet; there is nothing to print."))
    name = paper.sheet.customer_name[:40]
    return _finished(_("Decision-maker map"), name, map_document(paper, picture), lambda path: write_map(path, paper))


def _priority(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        paper = priority_paper(session, _imprint(session, context))
    about = context.today().isoformat()
    return _finished(
        _("Priority table of customers"), about, priority_document(paper), lambda path: write_priorities(path, paper)
    )


def _value(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        paper = value_paper(session, asked.month, _imprint(session, context))
    return _finished(
        _("Customer value"), str(paper.month), value_document(paper), lambda path: write_value(path, paper)
    )


def _retention(context: Context, asked: Asked) -> Paper:
    return statement_of(context, "", asked.month)


def _work_log(context: Context, asked: Asked) -> Paper:
    month = asked.month or month_of(context.today())
    with context.read() as session:
        imprint = _imprint(session, context)
        paper = WorkLogPaper(work_log_of(session, month), imprint.maker, imprint)
    return _finished(_("Work log"), str(month), work_log_document(paper), lambda path: write_work_log(path, paper))


def _hand_over(context: Context, asked: Asked) -> Paper:
    return pack_paper(context, asked.customer)


def _hand_over_all(context: Context, asked: Asked) -> Paper:
    return _hand_over(context, replace(asked, customer=None))


def _account_plan(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        plan = account_plan_of(session, _customer(asked), context.today())
    return paper_of_plan(context, plan)


def _pay(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        paper = pay_paper(session, asked.month, _imprint(session, context))
    about = str(paper.statement.month)
    return _finished(_("Pay estimate"), about, pay_document(paper), lambda path: write_pay(path, paper))


def _analysis_of(context: Context, month: int | None, scope_in: Callable[[Session], Scope]) -> Paper:
    with context.read() as session:
        paper = analysis_paper(session, scope_in(session), month, _imprint(session, context))
    about = title_of(paper.found)[:40]
    document = analysis_document(paper)
    return _finished(_("Customer analysis report"), about, document, lambda path: write_analysis(path, paper))


def _analysis(context: Context, asked: Asked) -> Paper:
    customer = _customer(asked)
    return _analysis_of(context, asked.month, lambda session: customer_scope(session, customer))


def _analysis_of_all(context: Context, asked: Asked) -> Paper:
    return _analysis_of(context, asked.month, lambda _session: book_scope())


def _campaign(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        newest = find_campaign_by_name(session, "")
    return report_paper(context, newest)


def _questionnaire(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        answered_last = find_questionnaire_by_name(session, "")
    return results_paper_of(context, answered_last, None)


def _study(context: Context, asked: Asked) -> Paper:
    with context.read() as session:
        studies = list_studies(session, context.today())
    if not studies:
        raise UserError(_("No market study yet"))
    return study_paper(context, studies[0].id)


PAPERS: Final[tuple[PaperKind, ...]] = (
    PaperKind(N_("Pre-visit brief"), N_("One page to read before the door."), "file-text", _brief, of_customer=True),
    PaperKind(
        N_("Priority table of key problems"), N_("What the customer wants solved, in order: our own edition."),
        "lightbulb", _needs, of_customer=True,
    ),
    PaperKind(
        N_("Priority table, customer's edition"), N_("Without weights, names and rivals: may be handed over."),
        "handshake", _needs_for_customer, of_customer=True,
    ),
    PaperKind(
        N_("Confirmation of what was discussed"), N_("The promises to a customer, to be signed by both."),
        "handshake", lambda context, asked: paper_of_receipt(context, _customer(asked)), of_customer=True,
    ),
    PaperKind(N_("Decision-maker map"), N_("Who decides, who speaks for us."), "network", _map, of_customer=True),
    PaperKind(
        N_("Hand-over pack"), N_("For the successor: people, promises, what ends, risks, the first 30 days."),
        "users", _hand_over, of_customer=True,
    ),
    PaperKind(
        N_("Customer analysis report"), N_("What the customer brings, asks for and costs, over twelve months."),
        "chart-column", _analysis, of_customer=True,
    ),
    PaperKind(
        N_("Account plan"), N_("One customer in eight chapters: five elements, three supports."), "book-open",
        _account_plan, of_customer=True,
    ),
    PaperKind(N_("Priority table of customers"), N_("Whom to see first, and why."), "route", _priority),
    PaperKind(N_("Work log"), N_("The month's work by day and customer."), "clipboard-list", _work_log, of_month=True),
    PaperKind(N_("Pay estimate"), N_("What the month brings before tax."), "wallet", _pay, of_month=True),
    PaperKind(N_("Customer value"), N_("The pyramid, and who moved between grades."), "gem", _value, of_month=True),
    PaperKind(
        N_("Retention statement"), N_("What the snapshot's customers still bring."), "shield-check", _retention,
        of_month=True,
    ),
    PaperKind(
        N_("Analysis of all customers"), N_("What the whole book brings, asks for and costs, over twelve months."),
        "chart-column", _analysis_of_all, of_month=True,
    ),
    PaperKind(
        N_("Campaign report"), N_("The newest campaign: told and not told, answers, what it was worth."),
        "presentation", _campaign,
    ),
    PaperKind(
        N_("Results of a questionnaire"), N_("The questionnaire answered last, question by question."),
        "chart-column", _questionnaire,
    ),
    PaperKind(
        N_("Plan of a market study"), N_("The newest study's steps, to be ticked off on paper."), "clipboard-list",
        _study,
    ),
    PaperKind(
        N_("Hand-over of all customers"), N_("An overview, then a pack of each customer."), "users", _hand_over_all
    ),
)  # fmt: skip
