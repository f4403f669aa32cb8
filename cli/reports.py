"""The `report` command: one paper into one file, whose ending chooses the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.orm import Session

from cli.running import Context, asked_month, choice_of, open_store, say, setup_of
from model.account_plans.queries import account_plan_of
from model.analysis.scopes import book_scope, customer_scope, segment_scope
from model.catalogue.queries import list_offerings
from model.customers.finding import customer_by_code
from model.decision_maps.queries import map_sheet
from model.errors import UserError
from model.months import month_of
from model.proposals.queries import find_quote, find_quote_by_number, list_quotes
from model.settings.queries import find_owner
from model.visits.brief import brief_of
from model.work_log.queries import work_log_of
from reports.account_plan import write_account_plan
from reports.analysis import analysis_paper, write_analysis
from reports.campaign import campaign_paper_by_name, write_campaign
from reports.decision_maps import MapPaper, write_map
from reports.hand_over import hand_over_paper, write_hand_over
from reports.imprint import VERSION, Imprint
from reports.leaflet import leaflet_of, write_leaflet
from reports.needs import needs_paper_of, write_needs
from reports.pay import pay_paper, write_pay
from reports.priority import priority_paper, write_priorities
from reports.proposal import issued_paper, write_proposal
from reports.questionnaire import results_paper_by_name, write_results
from reports.receipt import receipt_paper, write_receipt
from reports.retention import retention_paper, write_retention
from reports.value import value_paper, write_value
from reports.visit_brief import write_brief
from reports.work_log import WorkLogPaper, write_work_log
from reports.work_log_form import fill_work_log, guess_form
from resources.i18n import N_, _


@dataclass(frozen=True)
class Asked:
    """What was asked for: the file, the day, and what the options name."""

    out: Path
    today: date
    imprint: Imprint
    customer: str
    month: str
    quote: str
    template: Path | None
    for_customer: bool = False
    segment: str = ""
    campaign: str = ""
    questionnaire: str = ""
    product: str = ""

    def customer_code(self) -> str:
        """The customer's code. Raises `UserError` where none was given."""
        if not self.customer:
            raise UserError(_("This paper is about one customer: add --customer CODE."))
        return self.customer

    def month_number(self) -> int | None:
        """The month asked for as YYYYMM; `None` for the newest."""
        return asked_month(self.month) if self.month else None


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("report", help=_("Write a paper; the ending of the file chooses the form."))(report)


def report(
    ctx: Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE")],
    customer: Annotated[str, typer.Option("--customer", metavar="CODE")] = "",
    month: Annotated[str, typer.Option("--month", metavar="YYYY-MM")] = "",
    quote: Annotated[str, typer.Option("--quote", metavar="NUMBER")] = "",
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE.xlsx")] = None,
    for_customer: Annotated[bool, typer.Option("--for-customer")] = False,
    segment: Annotated[str, typer.Option("--segment", metavar="NAME")] = "",
    campaign: Annotated[str, typer.Option("--campaign", metavar="NAME")] = "",
    questionnaire: Annotated[str, typer.Option("--questionnaire", metavar="NAME")] = "",
    product: Annotated[str, typer.Option("--product", metavar="CODE")] = "",
) -> None:
    """Writes one paper."""
    writer = PAPERS[choice_of(kind, {name: paper[0] for name, paper in PAPERS.items()}, "KIND")][1]
    today = setup_of(ctx).today
    with open_store(ctx) as database, database.read() as session:
        imprint = Imprint(today, find_owner(session).name, VERSION)
        named = (segment, campaign, questionnaire, product)
        writer(session, Asked(out, today, imprint, customer, month, quote, template, for_customer, *named))
    say(str(out))


def _map(session: Session, asked: Asked) -> None:
    found = customer_by_code(session, asked.customer_code())
    write_map(asked.out, MapPaper(map_sheet(session, found.id), asked.today, asked.imprint))


def _value(session: Session, asked: Asked) -> None:
    write_value(asked.out, value_paper(session, asked.month_number(), asked.imprint))


def _retention(session: Session, asked: Asked) -> None:
    write_retention(asked.out, retention_paper(session, "", asked.month_number(), asked.imprint))


def _needs(session: Session, asked: Asked) -> None:
    found = customer_by_code(session, asked.customer_code())
    imprint, issuer = (None, asked.imprint.maker) if asked.for_customer else (asked.imprint, "")
    write_needs(asked.out, needs_paper_of(session, found.id, asked.today, imprint, issuer))


def _receipt(session: Session, asked: Asked) -> None:
    found = customer_by_code(session, asked.customer_code())
    write_receipt(asked.out, receipt_paper(session, found.id, asked.today, asked.imprint.maker))


def _work_log(session: Session, asked: Asked) -> None:
    month = asked.month_number() or month_of(asked.today)
    paper = WorkLogPaper(work_log_of(session, month), asked.imprint.maker, asked.imprint)
    if asked.template is None:
        write_work_log(asked.out, paper)
    else:
        fill_work_log(asked.template, asked.out, paper, guess_form(asked.template))


def _pay(session: Session, asked: Asked) -> None:
    write_pay(asked.out, pay_paper(session, asked.month_number(), asked.imprint))


def _brief(session: Session, asked: Asked) -> None:
    found = customer_by_code(session, asked.customer_code())
    write_brief(asked.out, brief_of(session, found.id, asked.today), asked.imprint)


def _priority(session: Session, asked: Asked) -> None:
    write_priorities(asked.out, priority_paper(session, asked.imprint))


def _proposal(session: Session, asked: Asked) -> None:
    if asked.quote:
        sheet = find_quote_by_number(session, asked.quote)
    elif asked.customer:
        listed = list_quotes(session, customer_by_code(session, asked.customer).id)
        if not listed:
            raise UserError(_("This customer has no proposal yet."))
        sheet = find_quote(session, listed[0].id)
    else:
        raise UserError(_("This paper is about one proposal: add --quote NUMBER or --customer CODE."))
    paper = issued_paper(session, sheet, asked.today, asked.imprint.maker)
    write_proposal(asked.out, paper)
    if paper.draft_because:
        typer.echo(paper.draft_because, err=True)


def _hand_over(session: Session, asked: Asked) -> None:
    customer = customer_by_code(session, asked.customer).id if asked.customer else None
    write_hand_over(asked.out, hand_over_paper(session, customer, asked.imprint))


def _plan(session: Session, asked: Asked) -> None:
    found = customer_by_code(session, asked.customer_code())
    write_account_plan(asked.out, account_plan_of(session, found.id, asked.today), asked.imprint)


def _analysis(session: Session, asked: Asked) -> None:
    if asked.customer and asked.segment:
        raise UserError(_("Choose either --customer or --segment."))
    if asked.customer:
        scope = customer_scope(session, customer_by_code(session, asked.customer).id)
    else:
        scope = segment_scope(session, asked.segment) if asked.segment else book_scope()
    write_analysis(asked.out, analysis_paper(session, scope, asked.month_number(), asked.imprint))


def _campaign(session: Session, asked: Asked) -> None:
    write_campaign(asked.out, campaign_paper_by_name(session, asked.campaign, asked.imprint))


def _questionnaire(session: Session, asked: Asked) -> None:
    write_results(asked.out, results_paper_by_name(session, asked.questionnaire, asked.imprint))


def _leaflet(session: Session, asked: Asked) -> None:
    if not asked.product:
        raise UserError(_("This paper is about one product: add --product CODE."))
    found = next((row for row in list_offerings(session, asked.today) if row.code == asked.product), None)
    if found is None:
        raise UserError(_("The catalogue has no product with the code {code}.").format(code=asked.product))
    write_leaflet(asked.out, leaflet_of(session, found, asked.today, asked.imprint.maker))


PAPERS: Final[Mapping[str, tuple[str, Callable[[Session, Asked], None]]]] = {
    "map": (N_("Decision-maker map"), _map),
    "needs": (N_("Priority table of key problems"), _needs),
    "receipt": (N_("Confirmation of what was discussed"), _receipt),
    "brief": (N_("Pre-visit brief"), _brief),
    "work-log": (N_("Work log"), _work_log),
    "value": (N_("Customer value"), _value),
    "retention": (N_("Retention statement"), _retention),
    "priority": (N_("Priority table of customers"), _priority),
    "proposal": (N_("Proposal"), _proposal),
    "hand-over": (N_("Hand-over pack"), _hand_over),
    "plan": (N_("Account plan"), _plan),
    "pay": (N_("Pay estimate"), _pay),
    "analysis": (N_("Customer analysis report"), _analysis),
    "campaign": (N_("Campaign report"), _campaign),
    "questionnaire": (N_("Results of a questionnaire"), _questionnaire),
    "leaflet": (N_("Product leaflet"), _leaflet),
}
"""Kind of paper → its N_() name and what writes it."""
