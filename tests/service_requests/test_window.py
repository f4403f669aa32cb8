"""The page of service requests in a window."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.more_menu import more_menu
from gui.service_requests.page import ServiceRequestsPage
from model.service_requests.actions import RequestDraft, add_request
from model.service_requests.queries import list_requests
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from reports.service_request import slip_document
from tests.builders import TODAY, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> ServiceRequestsPage:
    customer = add_customer(context.database)
    with context.database.write("Hand off") as session:
        for number, waits in enumerate(("网络部", "网络部", "")):
            deadline = TODAY + timedelta(days=number * 10 - 5)
            add_request(
                session, RequestDraft(customer, "billing", f"账单{number}", None, deadline, waiting_on=waits), TODAY
            )
    return on_screen(qtbot, ServiceRequestsPage(context), 1024, 640)


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_requests_are_moved_on_and_closed_many_at_once(qtbot: QtBot, page: ServiceRequestsPage) -> None:
    assert page.sub_heading.text() == "未办结 3 张，逾期 1 张"
    page.table.view.selectAll()
    qtbot.mouseClick(page.move_button, Qt.MouseButton.LeftButton)
    form = form_of(page)
    form.form.set_typed({"stage": "复核", "waiting_on": "计费中心"})
    form.submit()
    with page.context.read() as session:
        assert {(row.stage, row.waiting_on) for row in list_requests(session, TODAY)} == {("复核", "计费中心")}
    qtbot.waitUntil(lambda: page.table.model.rows[0][6] == "计费中心")
    page.table.view.selectAll()
    qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    form = form_of(page)
    form.submit()
    assert form.form.error_words()
    form.form.set_typed({"result": "已更正"})
    form.submit()
    qtbot.waitUntil(lambda: page.table.shown_ids() == ())
    page.table.clear()
    page.table.view.selectAll()
    page.reopen()
    qtbot.waitUntil(lambda: page.sub_heading.text() == "未办结 3 张，逾期 1 张")


def test_a_bar_of_the_bottlenecks_leads_to_its_requests(qtbot: QtBot, page: ServiceRequestsPage) -> None:
    page.tabs.show_sheet("bottlenecks")
    assert [row[1:4] for row in page.bottlenecks.table.model.rows] == [("网络部", 2, 1), ("", 1, 0)]
    page.bottlenecks.chart.clicked.emit("网络部")
    assert page.tabs.current() == "list"
    assert len(page.table.shown_ids()) == 2
    page.bottlenecks.chart.clicked.emit("-")
    assert len(page.table.shown_ids()) == 1


def test_a_new_request_needs_its_words(qtbot: QtBot, page: ServiceRequestsPage) -> None:
    page.new_here()
    form = form_of(page)
    form.submit()
    assert set(form.form.error_words()) == {"customer_id", "content"}
    assert not unnamed_controls(form)
    form.reject()


def test_the_slip_says_what_is_to_be_done_and_by_when(page: ServiceRequestsPage) -> None:
    with page.context.read() as session:
        late, soon, _last = list_requests(session, TODAY)
    imprint = Imprint(TODAY, "示例经理", VERSION)
    text = text_of(pdf_of(slip_document(late, imprint)))
    assert "已逾期" in text
    assert late.content in text
    assert "网络部" in text
    assert "须在此前办结" in text_of(pdf_of(slip_document(soon, imprint)))


def test_the_customers_menu_hands_off_and_offers_every_paper_about_one_customer(
    qtbot: QtBot, page: ServiceRequestsPage
) -> None:
    with page.context.read() as session:
        customer = list_requests(session, TODAY)[0].customer_id
    menu = more_menu(page, page.context, customer)
    words = [action.text() for action in menu.actions()]
    assert words[0] == "交办工单…"
    assert {"交接包", "访前一页纸"} <= set(words)
    menu.actions()[0].trigger()
    form = form_of(page)
    form.form.set_typed({"content": "开通专线"})
    form.submit()
    with page.context.read() as session:
        assert [row.content for row in list_requests(session, TODAY, customer_id=customer)].count("开通专线") == 1
