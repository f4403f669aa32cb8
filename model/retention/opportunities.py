"""Opportunities that have stood in one stage longer than its limit: an alarm, one a stage entered."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.records import Customer
from model.opportunities.records import Opportunity, OpportunityStage
from model.opportunities.settings import pipelines_in_force
from model.retention.sources import facts_of, live_customer
from model.retention.tasks import Wanted


def stuck_opportunities(session: Session, today: date) -> Iterator[Wanted]:
    """Every opportunity in pursuit whose stage has reached its limit by a day."""
    pipelines = pipelines_in_force(session)
    rows = session.execute(
        select(
            Opportunity.id,
            Opportunity.customer_id,
            Opportunity.pipeline,
            Opportunity.stage,
            Opportunity.own_stage,
            func.max(OpportunityStage.valid_from),
        )
        .join(Customer, Customer.id == Opportunity.customer_id)
        .join(OpportunityStage, OpportunityStage.opportunity_id == Opportunity.id)
        .where(live_customer(), Opportunity.outcome == "open")
        .group_by(Opportunity.id)
    )
    for id, customer, pipeline, code, own, since in rows:
        stage = pipelines.stage_of(pipeline, code, own)
        if since is None or not stage.limit_days:
            continue
        due = since + timedelta(days=stage.limit_days + 1)
        if due <= today:
            facts = facts_of(stage=stage.key, since=since.isoformat(), limit=stage.limit_days)
            period = f"{stage.key}:{since.isoformat()}"
            yield Wanted("opportunity_stuck", "opportunity_stuck", customer, id, period, due, 2, facts)
