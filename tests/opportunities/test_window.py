"""Opportunities in the window: by keyboard and by mouse, with reasons asked for, undone, listed and opened."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.customers.opportunities_tab import OpportunitiesTab
from gui.opportunities.board import SHOWN, OpportunityCard
from gui.opportunities.dialogs import ask_end, ask_points, ask_quotes
from gui.opportunities.form import open_opportunity_form
from gui.opportunities.offers import offer_win
from gui.opportunities.page import OpportunitiesPage
from gui.opportunities.pipeline_dialog import ask_limits, ask_pipeline
from gui.opportunities.sheet_page import OpportunityPage
from gui.widgets.form import FormDialog
from model.opportunities.actions import OpportunityDraft, add_opportunity, assign_quote
from model.opportunities.queries import OpportunityRow, find_opportunity, list_opportunities
from model.opportunities.settings import pipelines_in_force
from model.proposals.records import Quote
from model.store.base import RowId, new_id
from model.store.database import Database
from model.store.undo import undo
from tests.builders import TODAY, add_customer
from tests.windows import form_of, on_screen

LONG = "临江示例精密机械两厂区数据专线与云桌面一体化改造" * 8 + "（示例）尾"


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer."""
    return add_customer(store, "G001", "临江示例精密机械有限公司")


@pytest.fixture
def page(context: Context, qtbot: QtBot, customer: RowId) -> OpportunitiesPage:
    """The page on a store with three opportunities, one of a name of 200 characters."""
    with context.write("Opportunities") as session:
        for name, amount in (("专线", 1_000_000), ("彩铃", 200_000), (LONG[:200], None)):
            add_opportunity(session, OpportunityDraft(customer, name, amount), TODAY)
    made = on_screen(qtbot, OpportunitiesPage(context), 1000, 600)
    qtbot.waitUntil(lambda: len(made.board.cards("discovery")) == 3)
    return made


def rows_of(database: Database) -> dict[str, OpportunityRow]:
    """Every opportunity by name."""
    with database.read() as session:
        return {row.name: row for row in list_opportunities(session, TODAY)}


def card_of(page: OpportunitiesPage, stage: str, name: str) -> OpportunityCard:
    """The card of this name in a stage."""
    return next(card for card in page.board.cards(stage) if card.row.name == name)


def test_a_key_sends_a_card_on_after_the_reason_and_ctrl_z_brings_it_back(
    page: OpportunitiesPage, store: Database, qtbot: QtBot
) -> None:
    card = card_of(page, "discovery", "专线")
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    dialog = form_of(page)
    dialog.submit()
    assert "reason" in dialog.form.error_words()
    dialog.form.field("reason").set_value("口头确认，需求单后补")
    dialog.submit()
    qtbot.waitUntil(lambda: len(page.board.cards("confirmation")) == 1)
    assert rows_of(store)["专线"].stage == "confirmation"
    undo(store)
    qtbot.waitUntil(lambda: len(page.board.cards("discovery")) == 3)


def test_going_back_asks_for_nothing_and_the_card_keeps_the_focus(
    page: OpportunitiesPage, store: Database, qtbot: QtBot
) -> None:
    page.send(rows_of(store)["专线"].id, "confirmation")
    form_of(page).form.field("reason").set_value("口头")
    form_of(page).submit()
    qtbot.waitUntil(lambda: len(page.board.cards("confirmation")) == 1)
    card = card_of(page, "confirmation", "专线")
    qtbot.keyClick(card, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.board.cards("discovery")) == 3)
    assert not [one for one in page.findChildren(FormDialog) if one.isVisible()]
    qtbot.keyClick(card_of(page, "discovery", "专线"), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(store)["专线"].stage == "discovery"


def drag(qtbot: QtBot, card: OpportunityCard, *points: QPoint) -> None:
    """Press a card and move the mouse over these points of the screen, holding it."""
    qtbot.mousePress(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    for point in points:
        at = card.mapFromGlobal(point)
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(point), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(card, event)


def drop(card: OpportunityCard, point: QPoint) -> None:
    """Let the mouse go over a point of the screen."""
    event = QMouseEvent(
        QEvent.Type.MouseButtonRelease, QPointF(card.mapFromGlobal(point)), QPointF(point), Qt.MouseButton.LeftButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(card, event)


def middle_of(widget: QWidget) -> QPoint:
    """The middle of a widget on the screen."""
    return widget.mapToGlobal(widget.rect().center())


def test_a_card_is_dragged_to_another_stage(page: OpportunitiesPage, store: Database, qtbot: QtBot) -> None:
    card = card_of(page, "discovery", "彩铃")
    column = page.board.board._columns["confirmation"]
    target = middle_of(column)
    drag(qtbot, card, middle_of(card) + QPoint(30, 0), target)
    assert column.property("target") == "true"
    drop(card, target)
    assert column.property("target") == "false"
    form_of(page).form.field("reason").set_value("拖过去")
    form_of(page).submit()
    qtbot.waitUntil(lambda: len(page.board.cards("confirmation")) == 1)
    assert rows_of(store)["彩铃"].stage == "confirmation"


def test_a_card_held_at_the_edge_draws_along_the_stages_beyond_it(
    page: OpportunitiesPage, store: Database, qtbot: QtBot
) -> None:
    board = page.board.board
    last = board._columns["after_sale"]
    card = card_of(page, "discovery", "彩铃")
    page.resize(900, 600)
    qtbot.waitUntil(lambda: board.horizontalScrollBar().maximum() > 0)
    edge = board.viewport().mapToGlobal(QPoint(board.viewport().width() - 4, 200))
    assert board.horizontalScrollBar().value() == 0
    assert board.column_at(middle_of(last)) == ""
    drag(qtbot, card, middle_of(card) + QPoint(30, 0), edge)
    qtbot.waitUntil(lambda: board.horizontalScrollBar().value() == board.horizontalScrollBar().maximum())
    assert last.property("target") == "true"
    drop(card, edge)
    form_of(page).form.field("reason").set_value("早已签约，补记")
    form_of(page).submit()
    qtbot.waitUntil(lambda: len(page.board.cards("after_sale")) == 1)
    assert rows_of(store)["彩铃"].stage == "after_sale"


def test_a_long_column_goes_along_and_escape_gives_a_drag_up(
    page: OpportunitiesPage, context: Context, store: Database, customer: RowId, qtbot: QtBot
) -> None:
    with context.write("Opportunities") as session:
        for number in range(12):
            add_opportunity(session, OpportunityDraft(customer, f"商机{number}"), TODAY)
    qtbot.waitUntil(lambda: len(page.board.cards("discovery")) == 15)
    board = page.board.board
    scroll = board._columns["discovery"].area
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    card = page.board.cards("discovery")[0]
    bottom = scroll.viewport().mapToGlobal(QPoint(80, scroll.viewport().height() - 4))
    drag(qtbot, card, middle_of(card) + QPoint(30, 0), bottom)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() == scroll.verticalScrollBar().maximum())
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert board._columns["discovery"].property("target") == "false"
    drop(card, middle_of(board._columns["confirmation"]))
    assert not [one for one in page.findChildren(FormDialog) if one.isVisible()]
    assert all(row.stage == "discovery" for row in rows_of(store).values())


def test_arrows_walk_between_cards_and_enter_opens(page: OpportunitiesPage, context: Context, qtbot: QtBot) -> None:
    page.activateWindow()
    cards = page.board.cards("discovery")
    walked = []
    cards[0].walked.connect(lambda row, across, down: walked.append((across, down)))
    qtbot.keyClick(cards[0], Qt.Key.Key_Down)
    qtbot.keyClick(cards[0], Qt.Key.Key_Right)
    assert walked == [(0, 1), (1, 0)]
    with qtbot.waitSignal(context.page_wanted) as opened:
        qtbot.keyClick(cards[1], Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[:2] == ["opportunity", cards[1].row.id]


def test_the_filter_and_the_outcome_choose_the_cards(page: OpportunitiesPage, store: Database, qtbot: QtBot) -> None:
    page.filter.setText("彩")
    assert [card.row.name for card in page.board.cards("discovery")] == ["彩铃"]
    page.filter.clear()
    page.outcome.setCurrentIndex(page.outcome.findData("won"))
    assert page.board.cards("discovery") == []


def test_a_bar_of_the_funnel_and_of_the_forecast_opens_the_list_behind_it(
    page: OpportunitiesPage, context: Context, customer: RowId, qtbot: QtBot
) -> None:
    with context.write("One more") as session:
        add_opportunity(session, OpportunityDraft(customer, "十二月", 5, expected_close=TODAY.replace(month=12)), TODAY)
    qtbot.waitUntil(lambda: len(page.board.cards("discovery")) == 4)
    page.outlook.stage_wanted.emit("confirmation")
    assert page.tabs.current() == "list"
    assert page.list.table.shown_ids() == ()
    page.outlook.month_wanted.emit(202612)
    assert len(page.list.table.shown_ids()) == 1
    page.outlook.month_wanted.emit(202611)
    assert len(page.list.table.shown_ids()) == 0
    state = page.state()
    page.restore({"tab": "outlook"})
    page.restore(state)
    assert page.tabs.current() == "list"


def test_beyond_forty_cards_the_rest_stands_in_the_list(
    page: OpportunitiesPage, context: Context, customer: RowId, qtbot: QtBot
) -> None:
    with context.write("Many") as session:
        for number in range(SHOWN):
            add_opportunity(session, OpportunityDraft(customer, f"商机{number}"), TODAY)
    qtbot.waitUntil(lambda: len(page.board.cards("discovery")) == SHOWN)
    assert page.board.board.heading("discovery").endswith(str(SHOWN + 3))
    page.board.rest_wanted.emit("discovery")
    assert len(page.list.table.shown_ids()) == SHOWN + 3


def test_without_opportunities_the_page_says_what_it_is_for(context: Context, qtbot: QtBot) -> None:
    made = on_screen(qtbot, OpportunitiesPage(context))
    qtbot.waitUntil(made.nothing.isVisible)
    assert not made.tabs.isVisible()


def test_the_form_says_what_is_wrong_beside_the_field_and_keeps_what_is_right(
    page: OpportunitiesPage, context: Context, store: Database, customer: RowId
) -> None:
    dialog = open_opportunity_form(page, context, None, customer)
    dialog.submit()
    assert set(dialog.form.error_words()) == {"name"}
    for key, value in (("name", "云桌面"), ("amount_fen", 5_000), ("man_money", "3"), ("man_money_evidence", "批文")):
        dialog.form.field(key).set_value(value)
    dialog.submit()
    row = rows_of(store)["云桌面"]
    assert (row.amount_fen, row.man) == (5_000, (3, None, None))
    again = open_opportunity_form(page, context, row.id)
    again.form.field("name").set_value("云桌面二期")
    again.submit()
    assert "云桌面二期" in rows_of(store)


def test_the_page_of_one_shows_it_and_ends_it_and_opens_it_again(
    page: OpportunitiesPage, context: Context, store: Database, qtbot: QtBot
) -> None:
    one = OpportunityPage(context)
    one.show_target(rows_of(store)["专线"].id)
    on_screen(qtbot, one)
    qtbot.waitUntil(lambda: one.sheet is not None)
    assert one.heading.text() == "专线"
    one.end()
    dialog = form_of(one)
    dialog.form.field("outcome").set_value("lost")
    dialog.form.field("reason").set_value("价差两成")
    dialog.submit()
    assert dialog.error.text()
    dialog.form.field("lost_reason").set_value("tariff")
    dialog.submit()
    qtbot.waitUntil(lambda: rows_of(store)["专线"].outcome == "lost")
    qtbot.waitUntil(lambda: not one.next_button.isEnabled())
    one.end()
    qtbot.waitUntil(one.next_button.isEnabled)
    one.go_on()
    assert form_of(one).isVisible()
    form_of(one).reject()
    with qtbot.waitSignal(context.page_wanted) as opened:
        one._open_map()
    assert opened.args is not None
    assert opened.args[:2] == ["map", f"{one.customer_here()}/{one.target}"]


def test_one_that_is_gone_says_so(context: Context, qtbot: QtBot) -> None:
    one = OpportunityPage(context)
    one.show_target(new_id())
    on_screen(qtbot, one)
    qtbot.waitUntil(lambda: one.heading.text() != "")
    assert not one.whole.isVisible()


def test_control_points_and_proposals_are_chosen_in_their_dialogs(
    page: OpportunitiesPage, context: Context, store: Database, customer: RowId
) -> None:
    row = rows_of(store)["专线"]
    quote = new_id()
    with store.write("Quote") as session:
        session.add(Quote(id=quote, dossier_id=customer, customer_id=customer, number="1", title="方案"))
    with store.read() as session:
        sheet = find_opportunity(session, row.id, TODAY)
    points = ask_points(page, context, sheet)
    points.form.field("collecting.planned").set_value(TODAY)
    points.submit()
    quotes = ask_quotes(page, context, row)
    quotes.form.field("quotes").set_value((quote,))
    quotes.submit()
    with store.read() as session:
        assert find_opportunity(session, row.id, TODAY).points[0].planned_on == TODAY
        found = session.get(Quote, quote)
        assert found is not None
        assert found.opportunity_id == row.id


def test_an_accepted_proposal_offers_to_win_its_opportunity(
    page: OpportunitiesPage, context: Context, store: Database, customer: RowId, qtbot: QtBot
) -> None:
    row, quote = rows_of(store)["专线"], new_id()
    with store.write("Quote") as session:
        session.add(Quote(id=quote, dossier_id=customer, customer_id=customer, number="1", state="accepted"))
        session.flush()
        assign_quote(session, quote, row.id)
    with qtbot.waitSignal(context.offer_wanted) as offered:
        offer_win(page, context, quote)
    assert offered.args is not None
    offered.args[2]()
    form_of(page).form.field("reason").set_value("客户接受方案")
    form_of(page).submit()
    assert rows_of(store)["专线"].outcome == "won"
    with qtbot.assertNotEmitted(context.offer_wanted):
        offer_win(page, context, quote)


def test_limits_are_called_defaults_until_they_are_changed(
    page: OpportunitiesPage, context: Context, store: Database
) -> None:
    dialog = ask_limits(page, context)
    dialog.form.field("discovery.days").set_value(20)
    dialog.submit()
    with store.read() as session:
        pipeline = pipelines_in_force(session).of("")
    assert not pipeline.shipped
    assert pipeline.stages[0].limit_days == 20


def test_a_pipeline_of_ones_own_is_written_and_chosen(
    page: OpportunitiesPage, context: Context, store: Database, qtbot: QtBot
) -> None:
    dialog = ask_pipeline(page, context)
    dialog.form.field("name").set_value("招投标")
    dialog.form.field("name0").set_value("挂网")
    dialog.submit()
    assert dialog.error.text()
    for key, value in (("code0", "discovery"), ("name1", "投标"), ("code1", "solution"), ("chance1", 40)):
        dialog.form.field(key).set_value(value)
    dialog.submit()
    qtbot.waitUntil(lambda: page.pipeline.count() == 2)
    page.pipeline.setCurrentIndex(1)
    assert page.board.cards("挂网") == []
    with store.read() as session:
        assert [stage.words for stage in pipelines_in_force(session).of("招投标").stages] == ["挂网", "投标"]


def test_a_customers_tab_lists_its_own_and_ends_the_chosen_one(
    page: OpportunitiesPage, context: Context, store: Database, customer: RowId, qtbot: QtBot
) -> None:
    other = add_customer(store, "G002", "临江示例商贸有限公司")
    tab = OpportunitiesTab(context)
    qtbot.addWidget(tab)
    for whose, count in ((customer, 3), (other, 0)):
        tab.show_customer(whose)
        tab.read_if_needed()
        assert len(tab.opportunities.table.shown_ids()) == count
    dialog = ask_end(tab, context, rows_of(store)["彩铃"], "shelved")
    dialog.form.field("reason").set_value("明年再谈")
    dialog.submit()
    assert rows_of(store)["彩铃"].outcome == "shelved"
