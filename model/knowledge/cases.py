"""Success cases: what is asked of them, and what is done with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import case as sql_case
from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.errors import UserError
from model.knowledge.case_rules import names_told, sized
from model.knowledge.records import SuccessCase
from model.needs.records import Need
from model.opportunities.records import Opportunity, OpportunityNeed
from model.proposals.records import Quote, QuoteItem
from model.settings.queries import find_owner
from model.store.base import RowId, take_over
from model.store.ids import new_id, person_id
from resources.i18n import _

TEXTS: Final = ("name", "told_as", "industry", "products", "situation", "action", "result", "lesson")


@dataclass(frozen=True)
class CaseDraft:
    """A case as a form gives it; its origin is the customer and the opportunity it comes from."""

    name: str
    told_as: str = ""
    industry: str = ""
    products: str = ""
    situation: str = ""
    action: str = ""
    result: str = ""
    lesson: str = ""
    may_be_told: bool = False
    customer_id: RowId | None = None
    opportunity_id: RowId | None = None


@dataclass(frozen=True)
class CaseRow:
    """A case as a list shows it; `customer_name` is its origin's, "" where it came from elsewhere."""

    id: RowId
    name: str
    told_as: str
    industry: str
    products: str
    situation: str
    action: str
    result: str
    lesson: str
    author: str
    noted_on: date | None
    may_be_told: bool
    customer_id: RowId | None
    opportunity_id: RowId | None
    customer_name: str

    @property
    def text(self) -> str:
        """All its words, for looking through."""
        return "\n".join((self.told_as, self.situation, self.action, self.result, self.lesson, self.customer_name))


def list_cases(session: Session, ids: Iterable[RowId] | None = None) -> list[CaseRow]:
    """Cases, the newest first; of these ids alone where they are given."""
    query = _cases()
    if ids is not None:
        query = query.where(SuccessCase.id.in_(list(ids)))
    return [CaseRow(*row) for row in session.execute(query)]


def list_fitting_cases(session: Session, customer_id: RowId) -> list[CaseRow]:
    """Cases that may be told to a customer, those of its own industry first; never its own."""
    industry = session.scalar(select(Customer.industry).where(Customer.id == customer_id)) or ""
    case = SuccessCase
    same = sql_case((same_industry(literal(industry)), 0), else_=1)
    query = (
        _cases()
        .where(case.may_be_told.is_(True), or_(case.customer_id.is_(None), case.customer_id != customer_id))
        .order_by(None)
        .order_by(same, case.noted_on.desc(), case.id)
    )
    return [CaseRow(*row) for row in session.execute(query)]


def same_industry(industry: Any) -> Any:
    """Whether a case is of an industry, on either of its levels ("制造/机械")."""
    told = SuccessCase.industry
    return (told != "") & or_(told == industry, func.instr(industry, told + "/") == 1)


def _cases() -> Any:
    case = SuccessCase
    names = [getattr(case, name) for name in TEXTS]
    return (
        select(
            case.id, *names, case.author, case.noted_on, case.may_be_told, case.customer_id, case.opportunity_id,
            func.coalesce(Customer.name, ""),
        )
        .outerjoin(Customer, Customer.id == case.customer_id)
        .order_by(case.noted_on.desc(), case.id.desc())
    )  # fmt: skip


def save_case(session: Session, draft: CaseDraft, today: date, case_id: RowId | None = None) -> RowId:
    """Keep a case. Raises `UserError` without a name, or where one that may be told names its customer."""
    if not draft.name.strip():
        raise UserError(_("Give the case a name."))
    texts = {name: getattr(draft, name).strip() for name in TEXTS}
    if draft.may_be_told:
        check_anonymous(session, draft.customer_id, texts.values())
    row = session.get(SuccessCase, case_id) if case_id else None
    if case_id and row is None:
        raise UserError(_("This case is no longer here."))
    if row is None:
        owner = find_owner(session)
        row = SuccessCase(
            id=new_id(), dossier_id=person_id(owner.employee_no), author=owner.name, noted_on=today,
            customer_id=draft.customer_id, opportunity_id=draft.opportunity_id,
        )  # fmt: skip
        session.add(row)
    take_over(row, {**texts, "may_be_told": draft.may_be_told})
    session.flush()
    return row.id


def check_anonymous(session: Session, customer_id: RowId | None, texts: Iterable[str]) -> None:
    """Raises `UserError` where texts that leave the house name the customer they tell of."""
    found = None
    if customer_id:
        found = session.execute(
            select(Customer.name, Customer.short_name, Customer.former_names).where(Customer.id == customer_id)
        ).first()
    named = names_told(found, texts) if found else ""
    if named:
        raise UserError(
            _("The case names “{name}”. Write how the customer is to be called instead.").format(name=named)
        )


def draft_from_opportunity(session: Session, opportunity_id: RowId) -> CaseDraft:
    """A case prefilled from a won opportunity: its needs, what was offered, why it was won. Raises `UserError`."""
    won = session.get(Opportunity, opportunity_id)
    if won is None or won.outcome != "won":
        raise UserError(_("Only an opportunity that was won becomes a case."))
    customer = session.get(Customer, won.customer_id)
    industry = (customer.industry if customer else "").split("/")[0]
    needs = select(Need.statement).join(OpportunityNeed, OpportunityNeed.need_id == Need.id)
    statements = session.scalars(needs.where(OpportunityNeed.opportunity_id == won.id).order_by(Need.position, Need.id))
    offered = (
        select(QuoteItem.offering_name)
        .join(Quote, Quote.id == QuoteItem.quote_id)
        .where(Quote.opportunity_id == won.id, Quote.state.in_(("accepted", "approved")))
        .order_by(QuoteItem.position)
        .distinct()
    )
    products = "、".join(dict.fromkeys(name for name in session.scalars(offered) if name))
    answers = session.scalars(needs.with_only_columns(Need.our_answer).where(OpportunityNeed.opportunity_id == won.id))
    return CaseDraft(
        name=won.name,
        told_as=sized(industry, customer.employee_count if customer else None),
        industry=industry,
        products=products,
        situation="\n".join(text for text in statements if text),
        action="\n".join(text for text in answers if text),
        result=won.outcome_reason,
        customer_id=won.customer_id,
        opportunity_id=won.id,
    )
