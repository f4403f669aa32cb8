"""A damaged JSON text says nothing, and no page stops at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from model.grading.actions import grade_month
from model.grading.models import SHIPPED_MODEL, list_models
from model.grading.queries import explain_score, explain_scores, list_scores, points_by_factor
from model.grading.records import GradedMonth, ValueModel, ValueScore
from model.retention.priorities import PriorityWeights
from model.retention.priority_table import read_weights
from model.retention.reasons import why_and_gist
from model.retention.records import ReminderRule
from model.retention.settings import rule_settings
from model.segments.queries import list_segments
from model.segments.records import Segment
from model.settings.records import Setting
from model.store.database import Database
from model.store.kept_text import read_kept
from tests.retention.portfolio import TODAY, add_bill, add_customer, customer_id, sample_store

DAMAGED = ("", "{", "null", '"text"', "[1,", "[" * 5_000, '{"a": [')


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with sample_store(tmp_path) as database:
        with database.write() as session:
            add_customer(session, "A")
            add_bill(session, "A", 202610, 1_000)
        with database.write() as session:
            grade_month(session, 202610)
        yield database


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_text_says_nothing(text: str) -> None:
    assert read_kept(text, dict[str, int], {"a": 1}) == {"a": 1}
    assert read_kept(None, list[Any], []) == []


@pytest.mark.parametrize("text", DAMAGED)
def test_pages_of_value_and_keeping_read_on(store: Database, text: str) -> None:
    with store.write() as session:
        session.add(ValueModel(id="damaged", dossier_id="office", name="坏", definition=text))
        session.add(ReminderRule(id="damaged", dossier_id="office", code="arrears", params=text))
        session.add(Segment(id="damaged", dossier_id="office", name="坏", rule=text))
        session.add(Setting(id="damaged", dossier_id="office", name="priority_weights", value=text))
        session.execute(update(ValueScore).values(detail=text))
    with store.read() as session:
        assert [named.id for named in list_models(session)] == [SHIPPED_MODEL]
        assert rule_settings(session)["arrears"].params
        assert read_weights(session) == PriorityWeights()
        assert [row.readable for row in list_segments(session)] == [False]
        assert len(list_scores(session, 202610, TODAY)) == 1
        detail = explain_score(session, customer_id("A"), 202610)
        assert detail is not None
        assert detail.parts == []
        assert explain_scores(session, 202610) == {customer_id("A"): []}
        assert points_by_factor(session, [customer_id("A")], 202610) == {customer_id("A"): {}}
    with store.write() as session:
        session.execute(update(GradedMonth).values(definition=text))
    with store.read() as session:
        assert explain_score(session, customer_id("A"), 202610) is None
    assert why_and_gist("arrears", text)[0]
    assert "{" not in why_and_gist("of a newer program", text)[0]
