"""5,000 opportunities: read from the store against bare SQL of the same rows, and put on the board and the list."""

import time
from collections.abc import Callable
from statistics import median

import pytest
from sqlalchemy import text

from gui.context import Context
from gui.opportunities.page import OpportunitiesPage
from model.opportunities.pipelines import STAGES
from model.opportunities.queries import list_opportunities
from model.opportunities.records import Opportunity, OpportunityStage
from model.store.base import natural_id
from model.store.database import Database
from tests.builders import TODAY, add_customer

COUNT = 5_000
BARE = (
    "SELECT o.*, c.group_code, c.name, s.since FROM opportunity o LEFT JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN (SELECT opportunity_id, max(valid_from) AS since FROM opportunity_stage GROUP BY opportunity_id) s "
    "ON s.opportunity_id = o.id ORDER BY o.expected_close, o.id"
)


def fill(database: Database) -> None:
    """5,000 opportunities of one customer, spread over the stages."""
    customer = add_customer(database, "G001", "临江示例精密机械有限公司")
    with database.write("Opportunities", bulk=True) as session:
        for number in range(COUNT):
            row = natural_id("opportunity", str(number))
            stage = STAGES[number % len(STAGES)]
            session.add(
                Opportunity(
                    id=row, dossier_id=customer, customer_id=customer, name=f"示例商机{number}", stage=stage,
                    amount_fen=number * 100, expected_close=TODAY,
                )
            )  # fmt: skip
            session.add(
                OpportunityStage(
                    id=natural_id("opportunity_stage", row), dossier_id=customer, customer_id=customer,
                    opportunity_id=row, stage=stage, valid_from=TODAY,
                )
            )  # fmt: skip


def timed(work: Callable[[], object], times: int = 5) -> float:
    """Median seconds of processor time."""
    spent = []
    for _turn in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return median(spent)


@pytest.mark.benchmark
def test_a_board_of_5000_opportunities(
    store: Database, context: Context, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    fill(store)
    with store.read() as session:
        floor = timed(lambda: session.execute(text(BARE)).all())
        read = timed(lambda: list_opportunities(session, TODAY))
    page = OpportunitiesPage(context)
    page.refresh()
    shown = timed(page.refresh)
    assert sum(len(page.board.cards(stage)) for stage in STAGES) == 7 * 40
    with capsys.disabled():
        print(
            f"\n5,000 opportunities: bare SQL {floor * 1000:.0f} ms, read {read * 1000:.0f} ms ({read / floor:.1f}x), "
            f"board, list and funnel anew {shown * 1000:.0f} ms"
        )
    page.deleteLater()
