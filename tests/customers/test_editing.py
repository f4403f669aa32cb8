"""Pasting rows into customers: found by code or name, read as the office's sheets are, said before it is done."""

import pytest

from model.customers.editing import apply_paste, plan_paste, row_of
from model.customers.records import Customer
from model.errors import UserError
from model.security.actions import reveal
from model.security.records import AuditEntry
from model.store.database import Database
from model.store.undo import undo
from tests.builders import NOW, TODAY, add_contact, add_customer


def test_pasted_rows_find_their_customer_by_code_and_change_only_what_differs(store: Database) -> None:
    first = add_customer(store, "G001", grid="G01")
    add_customer(store, "G002", "示例二厂", grid="G02")
    rows = [["集团编码", "网格", "注册资本（万元）"], ["G001", "G09", "1,200"], ["G002", "G02", ""]]
    with store.write("Paste") as session:
        cells, unknown = plan_paste(session, rows, ())
        assert [(cell.customer_id, cell.field, cell.new) for cell in cells] == [
            (first, "grid", "G09"),
            (first, "registered_capital_fen", 1_200_000_000),
        ]
        assert unknown == []
        assert apply_paste(session, cells, TODAY) == 1
    undo(store)
    with store.read() as session:
        assert row_of(session, Customer, first)["grid"] == "G01"


def test_what_cannot_be_pasted_is_said_and_left_out(store: Database) -> None:
    customer = add_customer(store, "G001")
    rows = [["集团编码", "建网日期", "备忘"], ["G001", "2019-02-30", "x"], ["G777", "2019-02-03", "x"]]
    with store.write("Paste") as session:
        cells, unknown = plan_paste(session, rows, ())
        assert unknown == ["备忘"]
        assert [bool(cell.problem) for cell in cells] == [True, True]
        assert apply_paste(session, cells, TODAY) == 0
    with store.read() as session:
        assert row_of(session, Customer, customer)["network_since"] is None


def test_rows_without_a_key_go_to_the_selected_customers_in_order(store: Database) -> None:
    first, second = add_customer(store, "G001"), add_customer(store, "G002", "示例二厂")
    with store.read() as session:
        cells, _unknown = plan_paste(session, [["客户类别"], ["政府"], ["企业"]], (second, first))
    assert [(cell.customer_id, cell.new) for cell in cells] == [(second, "government"), (first, "enterprise")]


@pytest.mark.parametrize("rows", [[], [["集团编码"]], [["天气"], ["晴"]]])
def test_rows_that_mean_nothing_are_refused_in_words(store: Database, rows: list[list[str]]) -> None:
    with store.read() as session, pytest.raises(UserError):
        plan_paste(session, rows, ())


def test_a_number_shown_in_full_is_written_down(store: Database) -> None:
    contact = add_contact(store, add_customer(store), mobile="13800005678")
    with store.write() as session:
        assert reveal(session, "contact", contact, "mobile", NOW) == "13800005678"
    with store.read() as session:
        (entry,) = session.query(AuditEntry).all()
        assert (entry.action, entry.entity, entry.row_id, entry.field) == ("reveal", "contact", contact, "mobile")


def test_only_what_is_personal_is_revealed(store: Database) -> None:
    contact = add_contact(store, add_customer(store))
    with store.write() as session, pytest.raises(KeyError):
        reveal(session, "contact", contact, "title", NOW)
    with store.write() as session, pytest.raises(UserError):
        reveal(session, "contact", "00000000-0000-0000-0000-000000000000", "mobile", NOW)
