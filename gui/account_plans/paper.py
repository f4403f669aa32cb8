"""The account plan as a paper to look at, print and save."""

from gui.context import Context
from gui.papers.preview import Paper
from model.account_plans.queries import AccountPlan
from model.settings.queries import find_owner
from reports.account_plan import account_plan_document
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import _


def imprint_of(context: Context) -> Imprint:
    """Who makes papers here, today."""
    with context.read() as session:
        return Imprint(context.today(), find_owner(session).name, VERSION)


def paper_of_plan(context: Context, plan: AccountPlan) -> Paper:
    """The paper of a plan."""
    heading = _("Account plan")
    name = plan.pack.standing.name[:40]
    return Paper(heading, f"{name} {heading}", pdf_of(account_plan_document(plan, imprint_of(context))))
