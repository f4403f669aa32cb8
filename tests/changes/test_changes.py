"""The list of changes: one that lies behind others is taken back by itself."""

import pytest
from pytestqt.qtbot import QtBot

from gui.changes.page import ChangesPage
from gui.context import Context
from model.customers.records import Customer
from model.store.database import Database
from tests.builders import add_customer
from tests.shell.accessibility import unnamed_controls, unreachable_controls
from tests.windows import on_screen


def rename(store: Database, customer: str, field: str, value: str) -> None:
    with store.write(f"Set {field}") as session:
        row = session.get(Customer, customer)
        assert row is not None
        setattr(row, field, value)


def values(store: Database, customer: str) -> tuple[str, str]:
    with store.read() as session:
        row = session.get(Customer, customer)
        assert row is not None
        return row.short_name, row.address


def test_a_change_behind_others_is_taken_back_by_itself(
    qtbot: QtBot, context: Context, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = add_customer(store)
    rename(store, customer, "short_name", "旧示例")
    rename(store, customer, "address", "示例路1号")
    page = on_screen(qtbot, ChangesPage(context))
    page.refresh()
    assert [row[2] for row in page.table.model.rows][:2] == ["Set address", "Set short_name"]
    assert unnamed_controls(page) == unreachable_controls(page) == []
    answers = iter((False, True))
    monkeypatch.setattr("gui.changes.page.confirm", lambda *_asked: next(answers))
    event = page.table.model.rows[1][0]
    page.take_back(event)
    assert values(store, customer) == ("旧示例", "示例路1号")
    with qtbot.waitSignal(context.message_wanted, timeout=20_000) as said:
        page.take_back(event)
    assert said.args[0] == "已撤销：Set short_name"
    assert values(store, customer) == ("", "示例路1号")
    qtbot.waitUntil(lambda: event not in page.table.shown_ids(), timeout=20_000)


def test_what_was_changed_again_stays_and_is_counted(
    qtbot: QtBot, context: Context, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = add_customer(store)
    rename(store, customer, "short_name", "旧示例")
    rename(store, customer, "short_name", "新示例")
    page = on_screen(qtbot, ChangesPage(context))
    page.refresh()
    monkeypatch.setattr("gui.changes.page.confirm", lambda *_asked: True)
    with qtbot.waitSignal(context.message_wanted, timeout=20_000) as said:
        page.take_back(page.table.model.rows[1][0])
    assert said.args[1] == "warning"
    assert values(store, customer)[0] == "新示例"
