"""One field set for many rows: by the rules of single edits, all or none, one undo."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.context import Context
from gui.editing import subjects
from gui.editing.bulk_dialog import BulkDialog
from gui.editing.subjects import EXPECTATIONS, NEEDS, OPPORTUNITIES, PROMISES, PROPOSALS, TARIFFS, Subject
from gui.needs.expectation_table import ExpectationTable
from gui.needs.need_table import NeedTable
from gui.widgets.record_fields import field_for
from model.editing.many import set_many, values_of_field
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need
from model.needs.expectations import ExpectationDraft, add_expectation
from model.needs.promise_actions import PromiseDraft, add_promise
from model.opportunities.actions import OpportunityDraft, add_opportunity
from model.opportunities.records import Opportunity
from model.proposals.actions import add_quote
from model.proposals.decisions import submit_quote
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.proposals.rivals import RivalPriceDraft, add_rival_price
from model.store.database import Database
from model.store.undo import undo
from tests.builders import TODAY, add_customer

SUBJECTS = [one for one in vars(subjects).values() if isinstance(one, Subject)]


def values(store: Database, subject: Subject, ids: list[str], field: str) -> list[Any]:
    with store.read() as session:
        return [value for *_row, value in values_of_field(session, subject.record, subject.title, ids, field)]


def change(store: Database, subject: Subject, ids: list[str], field: str, value: Any) -> None:
    with store.write("Many") as session:
        set_many(session, subject.record, subject.title, ids, field, value, TODAY)


def test_a_stage_that_one_may_not_enter_keeps_all_where_they_are_and_is_named(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        ids = [add_opportunity(session, OpportunityDraft(customer, name), TODAY) for name in ("甲商机", "乙商机")]
    with pytest.raises(UserError, match="“甲商机”"):
        change(store, OPPORTUNITIES, ids, "stage", "negotiation")
    assert values(store, OPPORTUNITIES, ids, "stage") == ["discovery", "discovery"]
    change(store, OPPORTUNITIES, ids, "expected_close", date(2027, 3, 1))
    assert values(store, OPPORTUNITIES, ids, "expected_close") == [date(2027, 3, 1)] * 2
    with pytest.raises(UserError):
        change(store, OPPORTUNITIES, ids, "probability", 101)
    with store.read() as session:
        assert set(session.scalars(select(Opportunity.probability))) <= {None, *range(101)}


def test_what_was_approved_is_not_changed_among_many(store: Database) -> None:
    customer = add_customer(store)
    draft = QuoteDraft(customer, "整合方案（示例）", (ItemDraft("A", "专线（示例）", 1, "条", 100_000, 0),))
    with store.write("Add") as session:
        ids = [add_quote(session, replace(draft, title=title), TODAY) for title in ("甲", "乙")]
        submit_quote(session, ids[1], TODAY)
    before = values(store, PROPOSALS, ids, "valid_for")
    with pytest.raises(UserError, match="新版本"):
        change(store, PROPOSALS, ids, "valid_for", date(2027, 1, 31))
    assert values(store, PROPOSALS, ids, "valid_for") == before
    change(store, PROPOSALS, ids[:1], "valid_for", date(2027, 1, 31))
    with pytest.raises(UserError, match="120"):
        change(store, PROPOSALS, ids[:1], "term_months", 121)


def test_promises_keep_a_day(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        ids = [add_promise(session, PromiseDraft(customer, "送发票", TODAY), TODAY)]
    with pytest.raises(UserError, match="“送发票”"):
        change(store, PROMISES, ids, "due_on", None)


def test_published_tariffs_keep_their_source_and_day_among_many(store: Database) -> None:
    draft = RivalPriceDraft("JC03", "telecom", "云专线（示例）", 860_000, "营业厅公示", TODAY)
    with store.write("Add") as session:
        ids = [add_rival_price(session, replace(draft, operator=rival), TODAY) for rival in ("telecom", "unicom")]
    for field, value in (("source", ""), ("seen_on", None), ("operator", "mobile"), ("monthly_fen", -1)):
        with pytest.raises(UserError, match="“云专线（示例）”"):
            change(store, TARIFFS, ids, field, value)
    change(store, TARIFFS, ids, "source", "官网公示")
    assert values(store, TARIFFS, ids, "source") == ["官网公示"] * 2
    undo(store)
    assert values(store, TARIFFS, ids, "source") == ["营业厅公示"] * 2


def test_expectations_are_judged_together_from_their_table(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        ids = [add_expectation(session, ExpectationDraft(customer, words)) for words in ("甲期望", "乙期望")]
    with pytest.raises(UserError, match="“甲期望”"):
        change(store, EXPECTATIONS, ids, "state", "")
    table = ExpectationTable(context)
    qtbot.addWidget(table)
    with store.read() as session:
        table.load(session)
    assert not table.bulk_button.isEnabled()
    table.table.view.selectAll()
    table.bulk_button.click()
    dialog = table.findChildren(BulkDialog)[-1]
    dialog.field.set_value("met")
    dialog.apply()
    assert values(store, EXPECTATIONS, ids, "state") == ["met"] * 2
    undo(store)
    assert values(store, EXPECTATIONS, ids, "state") == ["open"] * 2


def test_needs_are_edited_from_their_table_in_one_step(qtbot: QtBot, context: Context, store: Database) -> None:
    customer = add_customer(store)
    with store.write("Add") as session:
        ids = [add_need(session, NeedDraft(customer, words)) for words in ("甲问题", "乙问题")]
    table = NeedTable(context, of_customer=False)
    qtbot.addWidget(table)
    with store.read() as session:
        table.load(session)
    assert not table.bulk_button.isEnabled()
    table.table.view.selectAll()
    assert table.bulk_button.isEnabled()
    table.bulk_button.click()
    dialog = table.findChildren(BulkDialog)[-1]
    dialog.choice.setCurrentIndex(dialog.choice.findData("owner"))
    dialog.field.set_value("示例同事")
    assert {row[3] for row in dialog.table.model.rows} == {"示例同事"}
    assert dialog.apply_button.text() == "修改 2 行"
    dialog.field.set_value(None)
    assert ({row[3] for row in dialog.table.model.rows}, dialog.apply_button.text()) == ({"（空白）"}, "清空 2 行")
    dialog.field.committed.emit()  # Enter empties nothing
    assert values(store, NEEDS, ids, "owner") == ["", ""]
    dialog.field.set_value("示例同事")
    dialog.field.committed.emit()
    assert values(store, NEEDS, ids, "owner") == ["示例同事"] * 2
    undo(store)
    assert values(store, NEEDS, ids, "owner") == ["", ""]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.record.__tablename__)
def test_every_field_that_may_be_set_for_many_has_its_form_field(qtbot: QtBot, subject: Subject) -> None:
    assert subject.record.__table__.columns[subject.title].info["label"]
    for name in subject.fields:
        made = field_for(subject.record, name, TODAY)
        qtbot.addWidget(made)
        assert subject.record.__table__.columns[name].info["label"]
