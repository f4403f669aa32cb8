"""Credit in the window: the page and the sheet of a customer."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.credit.customer_tab import CreditTab
from gui.credit.dialogs import take_out_event
from gui.credit.page import CreditPage
from gui.widgets.form import FormDialog
from model.credit.queries import credit_of
from model.store.undo import undo
from tests.retention.portfolio import TODAY, add_bill, add_customer, customer_id
from tests.shell.accessibility import unnamed_controls
from tests.windows import fill, on_screen


@pytest.fixture
def owing(context: Context) -> Context:
    with context.database.write() as session:
        for n, code in enumerate("AB"):
            add_customer(session, code)
            add_bill(session, code, 202610, 50_000, arrears_fen=9_000 * n)
    return context


def test_credit_is_reviewed_from_the_list_of_arrears(qtbot: QtBot, owing: Context) -> None:
    page = on_screen(qtbot, CreditPage(owing), 1100, 700)
    assert unnamed_controls(page) == []
    assert page.help_text()
    assert page.arrears.shown_ids() == (customer_id("B"),)
    assert "90.00" in page.sub_heading.text()
    page.arrears.select(customer_id("B"))
    page.new_here()
    (dialog,) = page.findChildren(FormDialog)
    fill(qtbot, dialog, rating="B", limit_fen=5_000)
    assert dialog.form.error_words()
    fill(qtbot, dialog, sources="账单、法院公告")
    qtbot.waitUntil(lambda: len(page.reviews.shown_ids()) == 1)
    assert page.arrears.shown().rows[0][4] == "over_limit"
    page.tabs.show_sheet("reviews")
    page.reviews.select(page.reviews.shown_ids()[0])
    assert page.delete_button.isEnabled()
    assert undo(owing.database) is not None
    qtbot.waitUntil(lambda: page.reviews.shown_ids() == ())


def test_a_customers_sheet_shows_its_credit_and_notes_events(
    qtbot: QtBot, owing: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = on_screen(qtbot, CreditTab(owing), 1100, 700)
    sheet.show_customer(customer_id("B"))
    sheet.read_if_needed()
    assert "90.00" in sheet.arrears.value.text()
    sheet._note_event()
    fill(qtbot, sheet.findChild(FormDialog), kind="broken", happened_on=date(2026, 11, 3), note="承诺月底付清未付")
    sheet.show_customer(customer_id("B"))
    sheet.read_if_needed()
    assert len(sheet.events.shown_ids()) == 1
    assert "违约" in sheet.standing.note.text()
    monkeypatch.setattr("gui.credit.dialogs.confirm", lambda *_args, **_more: True)
    take_out_event(sheet, owing, sheet.events.shown_ids()[0])
    with owing.read() as session:
        assert credit_of(session, customer_id("B"), TODAY).events == []
