"""A typed text stands for a value of its field, or is refused in a sentence."""

from datetime import UTC, date, datetime, time

import pytest

from model.editing.actions import record_of
from model.editing.queries import entity_of
from model.editing.rules import Typed, value_of
from model.errors import UserError
from model.schema import SCHEMA


@pytest.mark.parametrize(
    ("entity", "field", "text", "value"),
    [
        ("customer", "name", "示例机械", "示例机械"),
        ("customer", "name", "", ""),
        ("customer", "status", "", "existing"),
        ("customer", "employee_count", "12", 12),
        ("customer", "employee_count", "", None),
        ("customer", "boss_project", "是", True),
        ("customer", "boss_project", "no", False),
        ("customer", "our_share_percent", "12.5", 12.5),
        ("customer", "status", "lost", "lost"),
        ("customer", "status", "流失", "lost"),
        ("need", "importance", "5", 5),
        ("opportunity", "man_money", "0", 0),
        ("visit", "visit_date", "2026-11-22", date(2026, 11, 22)),
        ("visit", "start_time", "09:30", time(9, 30)),
        ("kpi_target", "month", "2026-11", 202611),
        ("kpi_target", "month", "202611", 202611),
        ("audit_entry", "made_at", "2026-11-22T01:30:00+00:00", datetime(2026, 11, 22, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_text_is_read_by_the_kind_of_its_field(entity: str, field: str, text: str, value: Typed) -> None:
    assert value_of(SCHEMA.tables[entity].c[field], text) == value


@pytest.mark.parametrize(
    ("entity", "field", "text"),
    [
        ("customer", "employee_count", "many"),
        ("customer", "employee_count", "9" * 30),
        ("customer", "boss_project", "perhaps"),
        ("customer", "network_since", "2026-02-30"),
        ("customer", "our_share_percent", "half"),
        ("customer", "our_share_percent", "nan"),
        ("customer", "our_share_percent", "inf"),
        ("kpi_target", "month", "2026-13"),
        ("kpi_target", "month", "202613"),
        ("piece_rate", "valid_from", "-1"),
        ("attachment", "content", "abc"),
    ],
)
def test_a_text_that_cannot_be_meant_is_refused(entity: str, field: str, text: str) -> None:
    with pytest.raises(UserError):
        value_of(SCHEMA.tables[entity].c[field], text)


def test_only_rows_that_travel_one_by_one_can_be_changed() -> None:
    assert record_of("contact").__tablename__ == "contact"
    for name in ("billing_month", "fact_slice", "nothing"):
        with pytest.raises(UserError):
            record_of(name)


def test_a_list_is_named_by_its_entity_or_the_plural() -> None:
    pairs = {"customers": "customer", "tasks": "retention_task", "visit": "visit", "billing-months": "billing_month"}
    assert {name: entity_of(name) for name in pairs} == pairs
    for name in ("nothing", "fact_slice", "import_batch"):
        with pytest.raises(UserError):
            entity_of(name)
