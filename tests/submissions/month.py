"""A month of a manager's work in which one thing of each kind is open."""

from datetime import date, timedelta

from model.needs.promise_actions import PromiseDraft, add_promise
from model.pay.actions import PieceDraft, RateDraft, add_piece, set_rate, set_scheme
from model.pay.rules import Scheme
from model.proposals.records import Quote
from model.retention.records import RetentionTask
from model.store.database import Database
from model.store.ids import RowId, new_id
from model.visits.actions import VisitDraft, add_visit
from tests.builders import TODAY, add_customer

MONTH = 202611
EARLIER = TODAY - timedelta(days=5)


def a_month(store: Database) -> RowId:
    """The customer of a month with an open point of every kind but a missing price."""
    customer = add_customer(store, manager_no="S001", manager_name="示例经理")
    with store.write("Month") as session:
        set_rate(session, RateDraft("P1", "集团彩铃", "informatization", 500, MONTH), TODAY)
        set_scheme(session, Scheme(MONTH, 380_000), TODAY)
        add_visit(session, VisitDraft(customer, EARLIER, outcome="谈账单", next_step="送方案"))
        add_visit(session, VisitDraft(customer, EARLIER, purpose="例行"))
        add_visit(session, VisitDraft(customer, EARLIER, status="planned", purpose="复测"))
        add_piece(session, PieceDraft(EARLIER, "P1", 2, customer))
        add_piece(session, PieceDraft(EARLIER, "P1", 1, customer, "订单 7"))
        add_promise(session, PromiseDraft(customer, "书面方案", date(2026, 11, 10)), date(2026, 11, 2))
        add_promise(session, PromiseDraft(customer, "下月的", date(2026, 12, 10)), date(2026, 11, 2))
        session.add(
            RetentionTask(
                id=new_id(), dossier_id=customer, customer_id=customer, kind="arrears", due=date(2026, 11, 12)
            )
        )
        session.add(
            Quote(
                id=new_id(), dossier_id=customer, customer_id=customer, number="Q1", title="专线", state="pending",
                made_on=EARLIER,
            )
        )  # fmt: skip
    return customer
