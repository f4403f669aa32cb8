"""What a person does with tasks and with the rules that make them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.errors import UserError
from model.retention.actions import (
    TaskDraft,
    add_task,
    dismiss_tasks,
    finish_tasks,
    postpone_tasks,
)
from model.retention.settings import rule_settings, save_cycle, save_rule
from model.retention.visit_cycles import Cycle
from model.retention.warnings import RuleSetting
from model.store.database import Database
from model.store.ids import natural_id
from tests.retention.portfolio import TODAY, add_product, quiet, sample_store, tasks


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        yield database


def test_a_person_finishes_postpones_dismisses_and_adds(store: Database) -> None:
    with store.write() as session:
        id = quiet(session)
        product = add_product(session, "Q", "MAS", bundle_end=date(2026, 12, 31))
        own = add_task(session, TaskDraft("visit_due", id, "送节日挂历", TODAY))
        with pytest.raises(UserError):
            add_task(session, TaskDraft("visit_due", id, " ", TODAY))
        with pytest.raises(UserError):
            add_task(session, TaskDraft("nonsense", id, "x", TODAY))
    assert len(tasks(store)) == 2
    made = natural_id("retention_task", "bundle_expiry", product, "2026-12:2")
    with store.write() as session:
        with pytest.raises(UserError):
            postpone_tasks(session, [made], TODAY, TODAY)
        assert postpone_tasks(session, [made], TODAY + timedelta(days=3), TODAY) == 1
        with pytest.raises(UserError):
            finish_tasks(session, [made], TODAY, cost_fen=-1)
        assert finish_tasks(session, [made, own], TODAY, "已续约", 20_000) == 2
        assert finish_tasks(session, [made], TODAY) == 0
    assert tasks(store) == []
    with store.write() as session:
        other = add_task(session, TaskDraft("visit_due", None, "x", TODAY))
        with pytest.raises(UserError):
            dismiss_tasks(session, [other], TODAY, "")
        assert dismiss_tasks(session, [other], TODAY, "客户已停业") == 1


def test_rules_and_cycles_are_checked_before_they_are_kept(store: Database) -> None:
    with store.write() as session:
        with pytest.raises(UserError):
            save_rule(session, RuleSetting("nonsense"))
        with pytest.raises(UserError):
            save_rule(session, RuleSetting("birthday", params={"lead_days": -1}))
        with pytest.raises(UserError):
            save_cycle(session, Cycle("A", "phone", -1))
        save_rule(session, RuleSetting("birthday", params={"lead_days": 3}))
        assert rule_settings(session)["birthday"].params == {"lead_days": 3}
        assert rule_settings(session)["bundle_expiry"].params == {"first_months": 2, "second_months": 1}
