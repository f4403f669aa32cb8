"""What the store can count of the self-test: each probe lists what it looks at and whether that is in order.

A probe is a SELECT of `id`, `customer_id`, `subject` (what it looks at in words, "" is the customer itself) and `ok`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from model.catalogue.records import Agreement, InstalledProduct, ProductOffering
from model.competition.records import CompetitorMove
from model.customers.records import Contact, Customer, Site
from model.decision_maps.records import BuyingRole, Counterpart, ReportingLine
from model.knowledge.cases import same_industry
from model.needs.records import Need, Promise
from model.opportunities.records import Opportunity
from model.retention.records import RetentionTask
from model.store.base import RowId
from model.visits.records import Visit, VisitMet
from resources.i18n import N_

ROLE_DAYS: Final = 90
ENDING_DAYS: Final = 60
LATE_DAYS: Final = 14
MOVE_DAYS: Final = 183


@dataclass(frozen=True)
class Asked:
    """Of whom a probe asks, and when: the customers of grade A and of grade B."""

    today: date
    grade_a: Sequence[RowId]
    grade_b: Sequence[RowId]

    @property
    def both(self) -> list[RowId]:
        """The customers of grades A and B."""
        return [*self.grade_a, *self.grade_b]

    def ago(self, days: int) -> date:
        """The day so many days before."""
        return self.today - timedelta(days=days)


Rows = Select[Any]


@dataclass(frozen=True)
class Probe:
    """What is counted, as an N_() text ("customers of grade A"), and the SELECT that counts it."""

    counted: str
    rows: Callable[[Asked], Rows]


def _listed(id_: Any, customer_id: Any, subject: Any, ok: ColumnElement[bool]) -> Rows:
    return select(
        id_.label("id"), customer_id.label("customer_id"), subject.label("subject"), case((ok, 1), else_=0).label("ok")
    )


def _customers(ids: Sequence[RowId], ok: ColumnElement[bool]) -> Rows:
    return _listed(Customer.id, Customer.id, literal(""), ok).where(Customer.id.in_(ids))


def _living(ok: ColumnElement[bool]) -> Rows:
    return _listed(Customer.id, Customer.id, literal(""), ok).where(
        Customer.merged_into.is_(None), Customer.status == "existing"
    )


def _known(*columns: Any) -> ColumnElement[bool]:
    return and_(*(func.trim(func.coalesce(column, "")) != "" for column in columns))


def _roles(*where: ColumnElement[bool]) -> Select[Any]:
    """Judgements in force of people who are still there, at the customer the outer statement asks about."""
    return (
        select(BuyingRole.id)
        .join(Contact, Contact.id == BuyingRole.contact_id)
        .where(
            BuyingRole.customer_id == Customer.id,
            BuyingRole.valid_to.is_(None),
            Contact.status == "active",
            Contact.placeholder.is_(False),
            *where,
        )
        .correlate(Customer)
    )


def _six_roles(asked: Asked) -> Rows:
    filled = _roles().with_only_columns(func.count(BuyingRole.role.distinct())).scalar_subquery()
    short = _roles(BuyingRole.role.in_(("decider", "influencer", "gatekeeper")))
    three = short.with_only_columns(func.count(BuyingRole.role.distinct())).scalar_subquery()
    return _customers(asked.grade_a, or_(filled >= 6, and_(Customer.boss_project.is_(True), three >= 3)))


def _fresh(asked: Asked) -> Rows:
    later = aliased(BuyingRole)
    superseded = exists().where(
        later.contact_id == BuyingRole.contact_id,
        later.role == BuyingRole.role,
        later.valid_from > BuyingRole.valid_from,
    )
    return (
        _listed(
            BuyingRole.id, BuyingRole.customer_id, Contact.name, BuyingRole.valid_from >= asked.ago(ROLE_DAYS)
        )
        .join(Contact, Contact.id == BuyingRole.contact_id)
        .where(BuyingRole.customer_id.in_(asked.grade_a), BuyingRole.valid_to.is_(None))
        .where(Contact.status == "active", ~superseded)
    )  # fmt: skip


def _met_decider(asked: Asked) -> Rows:
    met = (
        _roles(BuyingRole.role == "decider", Visit.status == "done", Visit.visit_date >= asked.ago(ROLE_DAYS))
        .join(VisitMet, VisitMet.contact_id == BuyingRole.contact_id)
        .join(Visit, Visit.id == VisitMet.visit_id)
    )
    return _customers(asked.grade_a, met.exists())


def _people(ids: Sequence[RowId], ok: ColumnElement[bool], *role: ColumnElement[bool]) -> Rows:
    """People with a role in force."""
    judged = exists().where(BuyingRole.contact_id == Contact.id, BuyingRole.valid_to.is_(None), *role)
    return _listed(Contact.id, Contact.customer_id, Contact.name, ok).where(
        Contact.customer_id.in_(ids), Contact.status == "active", Contact.placeholder.is_(False), judged
    )


def _seen(ids: Sequence[RowId], since: date) -> Rows:
    seen = exists().where(
        Visit.customer_id == Customer.id,
        Visit.status == "done",
        Visit.contact_mode == "on_site",
        Visit.visit_date >= since,
    )
    return _customers(ids, seen)


def _rivals_inside(asked: Asked) -> Rows:
    used = exists().where(InstalledProduct.customer_id == Customer.id, InstalledProduct.operator.not_in(("mobile", "")))
    return _customers(asked.grade_a, or_(used, Customer.our_share_percent >= 100))


def _sites(_asked: Asked) -> Rows:
    noted = exists().where(Site.customer_id == Customer.id, or_(_known(Site.address), _known(Site.contact_name)))
    return _living(noted).where(Customer.branch_count > 0)


def _on_paper(asked: Asked) -> Rows:
    product = InstalledProduct
    return _listed(product.id, product.customer_id, product.offering_name, _known(product.agreement_number)).where(
        product.customer_id.in_(asked.both), product.operator == "mobile"
    )


def _ends(asked: Asked) -> Rows:
    last = asked.today + timedelta(days=ENDING_DAYS)
    product = exists().where(
        InstalledProduct.customer_id == Customer.id,
        InstalledProduct.operator == "mobile",
        InstalledProduct.bundle_end.between(asked.today, last),
    )
    agreement = exists().where(Agreement.customer_id == Customer.id, Agreement.valid_to.between(asked.today, last))
    spoken = exists().where(
        Visit.customer_id == Customer.id, Visit.status == "done", Visit.visit_date >= asked.ago(ENDING_DAYS)
    )
    return _living(spoken).where(or_(product, agreement))


def _opportunities(ok: ColumnElement[bool]) -> Rows:
    return _listed(Opportunity.id, Opportunity.customer_id, Opportunity.name, ok).where(Opportunity.outcome == "open")


def _promises(asked: Asked) -> Rows:
    in_time = or_(Promise.due_on.is_(None), Promise.due_on >= asked.today)
    return _listed(Promise.id, Promise.customer_id, Promise.text, in_time).where(Promise.state.in_(("open", "late")))


def _late_tasks(asked: Asked) -> Rows:
    task = RetentionTask
    due = func.coalesce(task.postponed_to, task.due)
    return _listed(task.id, task.customer_id, task.title, due >= asked.ago(LATE_DAYS)).where(
        task.status == "open", due.is_not(None)
    )


def _visits(asked: Asked) -> Rows:
    written = or_(_known(Visit.outcome), _known(Visit.note))
    return _listed(Visit.id, Visit.customer_id, Visit.purpose, written).where(
        Visit.status == "done", Visit.visit_date.between(asked.ago(30), asked.today)
    )


def _moves(asked: Asked) -> Rows:
    move = CompetitorMove
    return _listed(move.id, move.customer_id, move.remarks, _known(move.counter)).where(
        move.seen_on >= asked.ago(MOVE_DAYS)
    )


def _answers(_asked: Asked) -> Rows:
    return _listed(Need.id, Need.customer_id, Need.statement, _known(Need.our_answer)).where(
        Need.status.in_(("open", "in_progress")), Need.importance >= 4
    )


def _needs(asked: Asked) -> Rows:
    return _customers(
        asked.both, exists().where(Need.customer_id == Customer.id, Need.status.in_(("open", "in_progress")))
    )


def _stories(asked: Asked) -> Rows:
    told = exists().where(same_industry(Customer.industry))
    return _customers(asked.both, told)


def _counterparts(asked: Asked) -> Rows:
    return _customers(asked.grade_a, exists().where(Counterpart.customer_id == Customer.id))


def _lines(asked: Asked) -> Rows:
    drawn = exists().where(ReportingLine.customer_id == Customer.id, ReportingLine.valid_to.is_(None))
    return _customers(asked.grade_a, drawn)


def _buying_points(_asked: Asked) -> Rows:
    offering = ProductOffering
    return _listed(offering.id, literal(None), offering.name, _known(offering.buying_point))


_A: Final = N_("customers of grade A")
_B: Final = N_("customers of grade B")
_AB: Final = N_("customers of grades A and B")
_PEOPLE: Final = N_("people with a role")
_MAN: Final = (Opportunity.man_money, Opportunity.man_authority, Opportunity.man_need)

PROBES: Final[Mapping[str, Probe]] = {
    "buying_points": Probe(N_("products of the catalogue"), _buying_points),
    "visits_written": Probe(N_("visits"), _visits),
    "basics": Probe(
        _AB,
        lambda a: _customers(
            a.both, and_(_known(Customer.industry, Customer.address), Customer.employee_count.is_not(None))
        ),
    ),
    "decision_process": Probe(_A, lambda a: _customers(a.grade_a, _known(Customer.decision_process))),
    "spend": Probe(_AB, lambda a: _customers(a.both, Customer.monthly_telecom_spend_fen.is_not(None))),
    "our_share": Probe(_AB, lambda a: _customers(a.both, Customer.our_share_percent.is_not(None))),
    "network": Probe(_AB, lambda a: _customers(a.both, _known(Customer.network_situation))),
    "innovation": Probe(_A, lambda a: _customers(a.grade_a, _known(Customer.innovation_goal))),
    "payer": Probe(N_("existing customers"), lambda _a: _living(_known(Customer.payer_type))),
    "motive": Probe(_AB, lambda a: _customers(a.both, _known(Customer.purchase_motive))),
    "price_feeling": Probe(_AB, lambda a: _customers(a.both, _known(Customer.price_sensitivity))),
    "sites": Probe(N_("customers with branches"), _sites),
    "rivals_inside": Probe(_A, _rivals_inside),
    "on_paper": Probe(N_("products in use"), _on_paper),
    "decider": Probe(
        _A,
        lambda a: _customers(
            a.grade_a, _roles(BuyingRole.role == "decider", BuyingRole.evidence == "confirmed").exists()
        ),
    ),
    "decider_b": Probe(_B, lambda a: _customers(a.grade_b, _roles(BuyingRole.role == "decider").exists())),
    "six_roles": Probe(_A, _six_roles),
    "fresh": Probe(N_("judgements"), _fresh),
    "met_decider": Probe(_A, _met_decider),
    "supporter": Probe(
        _A, lambda a: _customers(a.grade_a, _roles(BuyingRole.attitude.in_(("champion", "supporter"))).exists())
    ),
    "style": Probe(_PEOPLE, lambda a: _people(a.both, _known(Contact.communication_style))),
    "wins_fears": Probe(
        N_("deciders"),
        lambda a: _people(a.both, _known(Contact.wins, Contact.fears), BuyingRole.role == "decider"),
    ),
    "birthdays": Probe(_PEOPLE, lambda a: _people(a.both, _known(Contact.birthday))),
    "counterparts": Probe(_A, _counterparts),
    "lines": Probe(_A, _lines),
    "needs": Probe(_AB, _needs),
    "answers": Probe(N_("important needs"), _answers),
    "next_steps": Probe(
        N_("opportunities in pursuit"),
        lambda a: _opportunities(and_(_known(Opportunity.next_step), Opportunity.next_on >= a.today)),
    ),
    "man": Probe(
        N_("opportunities in pursuit"), lambda _a: _opportunities(and_(*(score.is_not(None) for score in _MAN)))
    ),
    "seen_a": Probe(_A, lambda a: _seen(a.grade_a, a.ago(31))),
    "seen_b": Probe(_B, lambda a: _seen(a.grade_b, a.ago(92))),
    "promises": Probe(N_("promises not yet kept"), _promises),
    "ends": Probe(N_("customers of whom something ends"), _ends),
    "late_tasks": Probe(N_("open tasks"), _late_tasks),
    "counters": Probe(N_("rivals' moves"), _moves),
    "stories": Probe(_AB, _stories),
}
"""Question → its probe: 36 of the 45."""
