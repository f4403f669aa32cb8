"""What tests of several papers share: a month with a few lines of work."""

from datetime import date, time

import pytest

from model.store.database import Database
from model.visits.actions import VisitDraft, add_visit
from model.work_log.actions import EntryDraft, add_entry
from model.work_log.queries import WorkLog, work_log_of
from tests.builders import add_customer


@pytest.fixture
def log(store: Database) -> WorkLog:
    """November 2026: a visit, an hour at the desk, a proposal written."""
    customer = add_customer(store, "G001", "临江示例精密机械有限公司")
    with store.write("Add visits") as session:
        add_visit(
            session,
            VisitDraft(
                customer, date(2026, 11, 3), purpose="对账", start_time=time(9), end_time=time(10, 30), note="谈账单"
            ),
        )
        add_entry(session, EntryDraft(date(2026, 11, 3), 45, "整理资料", "other"))
        add_entry(session, EntryDraft(date(2026, 11, 4), 30, "=写方案", "development", customer))
    with store.read() as session:
        return work_log_of(session, 202611)
