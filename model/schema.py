"""Every record, gathered: the schema is what this module imports."""

import model.account_plans.records
import model.analysis.records
import model.benefits.records
import model.billing.records
import model.campaigns.records
import model.catalogue.records
import model.competition.records
import model.credit.records
import model.customers.records
import model.decision_maps.records
import model.exchange.records
import model.grading.records
import model.intake.records
import model.knowledge.records
import model.members.records
import model.needs.records
import model.opportunities.records
import model.pay.records
import model.proposals.records
import model.questionnaires.records
import model.retention.records
import model.security.records
import model.segments.records
import model.service_requests.records
import model.settings.records
import model.snapshots.records
import model.staff.records
import model.store.records
import model.submissions.records
import model.visits.records
import model.work_log.records  # noqa: F401  all are imported for what they declare
from model.store.base import Record

SCHEMA = Record.metadata
"""All tables, once every feature's records are imported."""
