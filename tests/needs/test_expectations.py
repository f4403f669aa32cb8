"""The expectation ledger: kept, promised for, judged, listed with its sums, undone."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.needs.expectation_table import ExpectationTable, open_expectation
from model.errors import UserError
from model.needs.expectations import (
    ExpectationDraft,
    Ledger,
    add_expectation,
    change_expectation,
    ledger_of,
    list_expectations,
)
from model.needs.promise_actions import PromiseDraft, add_promise
from model.store.base import RowId, new_id
from model.store.database import Database
from model.store.undo import undo
from tests.builders import TODAY, add_contact, add_customer


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer."""
    return add_customer(store, "G001", "临江示例精密机械有限公司")


def test_an_expectation_stands_beside_what_was_promised_for_it(store: Database, customer: RowId) -> None:
    person = add_contact(store, customer, "周总监（示例）")
    other = add_customer(store, "G002", "临江示例商贸有限公司")
    with store.write("Ledger") as session:
        promise = add_promise(session, PromiseDraft(customer, "四小时到场", TODAY), TODAY)
        kept = add_expectation(session, ExpectationDraft(customer, "故障半天内修好", person, TODAY, promise))
        add_expectation(session, ExpectationDraft(other, "每月来一次"))
        change_expectation(
            session, kept, ExpectationDraft(customer, "故障半天内修好", person, TODAY, promise, "partly")
        )
    with store.read() as session:
        rows = list_expectations(session, TODAY)
        told = [row for row in rows if row.customer_id == customer]
        assert [(row.text, row.said_by, row.promise, row.promise_state, row.state) for row in told] == [
            ("故障半天内修好", "周总监（示例）", "四小时到场", "open", "partly")
        ]
        assert ledger_of(rows) == Ledger(2, 1, 1, 0)


def test_what_cannot_be_meant_is_refused(store: Database, customer: RowId) -> None:
    other = add_customer(store, "G002", "临江示例商贸有限公司")
    with store.write("Wrong") as session:
        promise = add_promise(session, PromiseDraft(other, "四小时到场", TODAY), TODAY)
        for wrong in (
            ExpectationDraft(customer, " "),
            ExpectationDraft(customer, "x", state="z"),
            ExpectationDraft(customer, "x", promise_id=promise),
        ):
            with pytest.raises(UserError):
                add_expectation(session, wrong)
        with pytest.raises(UserError):
            change_expectation(session, new_id(), ExpectationDraft(customer, "x"))


def test_the_ledger_is_written_changed_and_taken_out_in_the_window(
    context: Context, store: Database, customer: RowId, qtbot: QtBot
) -> None:
    parent = QWidget()
    table = ExpectationTable(context)
    for made in (parent, table):
        qtbot.addWidget(made)

    def loaded() -> tuple[str, ...]:
        with store.read() as session:
            table.load(session)
        return table.table.shown_ids()

    dialog = open_expectation(parent, context)
    dialog.submit()
    assert set(dialog.form.error_words()) == {"customer_id", "text"}
    dialog.form.field("customer_id").set_value(customer)
    dialog.form.field("text").set_value("每月来一次")
    dialog.submit()
    (row,) = loaded()
    with store.read() as session:
        found = list_expectations(session, TODAY)[0]
    again = open_expectation(parent, context, found)
    again.form.field("state").set_value("met")
    again.submit()
    assert loaded() == (row,)
    assert table.sums.text() == "已承诺 0/1 · 已满足 1/1"
    table.table.select(row)
    table.delete()
    assert loaded() == ()
    undo(store)
    assert loaded() == (row,)
