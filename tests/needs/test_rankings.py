"""Dated rankings in a real store and in the window: kept, merged, taken over with undo, printed; receipts; loops."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.needs.need_table import NeedTable
from gui.needs.promise_table import PromiseTable
from gui.needs.ranking_dialogs import RankingsDialog, order_by_score, rank_with_team
from gui.needs.slip_dialog import open_slip, slip_paper
from gui.needs.votes_field import VotesField
from gui.papers.receipt import paper_of_receipt
from gui.widgets.form import FormDialog
from model.customers.merging import merge_customers
from model.errors import UserError
from model.needs.actions import NeedDraft, add_need, delete_need, link_needs
from model.needs.priority_tables import (
    Vote,
    delete_table,
    find_table,
    keep_table,
    list_tables,
    rankable_needs,
    take_over,
)
from model.needs.promise_actions import PromiseDraft, add_promise, close_promise
from model.needs.promise_claims import discounts_named
from model.needs.queries import list_needs
from model.proposals.decisions import save_authority
from model.store.base import RowId
from model.store.database import Database
from model.store.undo import undo
from reports.imprint import Imprint
from reports.needs import table_paper_of, write_needs
from reports.receipt import receipt_paper, write_receipt
from tests.builders import TODAY, add_contact, add_customer
from tests.papers.reading import pdf_text
from tests.windows import on_screen


@pytest.fixture
def customer(store: Database) -> RowId:
    """A customer."""
    return add_customer(store, "G001", "临江示例精密机械有限公司")


@pytest.fixture
def needs(store: Database, customer: RowId) -> list[RowId]:
    """Three needs of falling weight, the first raised by a person."""
    person = add_contact(store, customer, "周总监（示例）")
    with store.write("Needs") as session:
        return [
            add_need(session, NeedDraft(customer, words, importance=weight, urgency=weight, raised_by_id=raised))
            for words, weight, raised in (("账单分开", 5, person), ("带宽不足", 4, None), ("定位掉线", 3, None))
        ]


def statements(database: Database, customer: RowId) -> list[str]:
    """The needs in their order."""
    with database.read() as session:
        return [need.statement for need in list_needs(session, customer_id=customer)]


def keep(database: Database, customer: RowId, *votes: Vote) -> RowId:
    """Keep today's table."""
    with database.write("Table") as session:
        return keep_table(session, customer, votes, "周会", TODAY)


def test_votes_make_a_dated_order_that_is_taken_over_and_undone(
    store: Database, customer: RowId, needs: list[RowId]
) -> None:
    one, two, three = needs
    table = keep(store, customer, Vote("张三", (three, one, two)), Vote("李四", (three, two, one)))
    assert statements(store, customer)[0] == "账单分开"
    with store.write("Over") as session:
        assert take_over(session, table) == 3
    assert statements(store, customer)[0] == "定位掉线"
    undo(store)
    assert statements(store, customer) == ["账单分开", "带宽不足", "定位掉线"]


def test_a_kept_table_says_what_was_so_that_day_and_names_people_as_they_are_called_now(
    store: Database, customer: RowId, needs: list[RowId], tmp_path: Path
) -> None:
    table = keep(store, customer, Vote("张三", (needs[1],)))
    with store.write("Gone") as session:
        delete_need(session, needs[2])
    with store.read() as session:
        sheet = find_table(session, table)
        assert [need.statement for need in sheet.needs] == ["带宽不足", "账单分开", "定位掉线"]
        assert sheet.needs[1].raised_by == "周总监（示例）"
        assert (sheet.row.voters, sheet.row.count, sheet.votes[0].voter) == ("张三", 3, "张三")
        paper = table_paper_of(session, table, TODAY, Imprint(TODAY, "示例经理", "1"))
        theirs = table_paper_of(session, table, TODAY, None, "示例经理")
    write_needs(tmp_path / "a.pdf", paper)
    write_needs(tmp_path / "b.pdf", theirs)
    assert "重要度" in pdf_text(tmp_path / "a.pdf")
    for word in ("重要度", "解锁", "对手", "周总监"):
        assert word not in pdf_text(tmp_path / "b.pdf")
    with store.write("Over") as session:
        assert take_over(session, table) == 2


def test_a_table_needs_needs_and_named_voters(store: Database, customer: RowId, needs: list[RowId]) -> None:
    other = add_customer(store, "G002", "临江示例商贸有限公司")
    with store.write("Wrong") as session:
        for whose, votes in (
            (other, ()),
            (customer, (Vote(" ", (needs[0],)),)),
            (customer, (Vote("张三", ()), Vote("张三", ()))),
        ):
            with pytest.raises(UserError):
                keep_table(session, whose, votes, "", TODAY)


def test_a_table_is_taken_out_whole(store: Database, customer: RowId, needs: list[RowId]) -> None:
    table = keep(store, customer, Vote("张三", (needs[1],)))
    with store.write("Gone") as session:
        delete_table(session, table)
        assert list_tables(session, customer) == []
        with pytest.raises(UserError):
            find_table(session, table)


def test_a_loop_is_refused_with_its_path_also_where_two_customers_became_one(
    store: Database, customer: RowId, needs: list[RowId]
) -> None:
    other = add_customer(store, "G002", "临江示例精密机械有限责任公司")
    with store.write("Need") as session:
        fourth = add_need(session, NeedDraft(other, "无线死角"))
        link_needs(session, needs[0], needs[1])
    with store.write("Merge") as session:
        merge_customers(session, customer, other, TODAY)
    with store.write("Link") as session:
        link_needs(session, needs[1], fourth)
        with pytest.raises(UserError, match="无线死角 → 账单分开 → 带宽不足 → 无线死角"):
            link_needs(session, fourth, needs[0])


def test_a_team_ranks_by_keyboard_and_sees_where_it_differs(
    context: Context, store: Database, customer: RowId, needs: list[RowId], qtbot: QtBot
) -> None:
    parent = on_screen(qtbot, QWidget())
    dialog = rank_with_team(parent, context, customer)
    assert dialog is not None
    votes = dialog.form.field("votes")
    assert isinstance(votes, VotesField)
    for name, order in (("张三", "312"), ("李四", "1 2 3")):
        votes.name.setText(name)
        qtbot.keyClick(votes.name, Qt.Key.Key_Return)
        qtbot.keyClicks(votes.order, order)
        qtbot.keyClick(votes.order, Qt.Key.Key_Return)
    assert [vote.voter for vote in votes.value()] == ["张三", "李四"]
    qtbot.keyClicks(votes.order, "9")
    qtbot.keyClick(votes.order, Qt.Key.Key_Return)
    assert votes.fault.text()
    dialog.submit()
    assert "votes" in dialog.form.error_words()
    votes.order.clear()
    dialog.submit()
    with store.read() as session:
        assert [row.voters for row in list_tables(session, customer)] == ["张三、李四"]
    assert len(statements(store, customer)) == 3


def test_votes_survive_as_a_draft_and_a_name_ranks_anew(
    store: Database, customer: RowId, needs: list[RowId], qtbot: QtBot
) -> None:
    with store.read() as session:
        field = VotesField(rankable_needs(session, customer))
    qtbot.addWidget(field)
    field.set_typed([["张三", needs[2], "gone"]])
    assert field.value() == [Vote("张三", (needs[2],))]
    field.name.setText("张三")
    field.order.setText("2")
    field.enter()
    assert field.value() == [Vote("张三", (needs[1],))]
    assert field.typed() == [["张三", needs[1]]]


def test_the_menu_of_needs_ranks_escalates_and_puts_back_in_order(
    context: Context, store: Database, customer: RowId, needs: list[RowId], qtbot: QtBot
) -> None:
    table = NeedTable(context, customer)
    qtbot.addWidget(table)
    with store.read() as session:
        table.load(session)
    assert len([one for one in table.more_menu().actions() if not one.isSeparator()]) == 4
    table.table.select(needs[0])
    assert len([one for one in table.more_menu().actions() if not one.isSeparator()]) == 6
    with pytest.raises(UserError):
        slip_paper(context, needs[0])
    slip = open_slip(table, context, needs[0])
    assert isinstance(slip, FormDialog)
    slip.form.field("state").set_value("escalated")
    slip.submit()
    assert slip.error.text()
    slip.form.field("escalated_to").set_value("产品部")
    slip.submit()
    assert slip_paper(context, needs[0]).pdf.startswith(b"%PDF")
    keep(store, customer, Vote("张三", (needs[2],)))
    rankings = RankingsDialog(table, context, customer)
    rankings.take_over(rankings.rows[0])
    assert statements(store, customer)[0] == "定位掉线"
    order_by_score(context, customer)
    assert statements(store, customer)[0] == "账单分开"
    rankings.delete(rankings.rows[0])
    with store.read() as session:
        assert list_tables(session, customer) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("专线打八折", [2000]),
        ("按 85 折签三年", [1500]),
        ("八五折", [1500]),
        ("月租优惠 30%", [3000]),
        ("给 12.5% 的折扣", [1250]),
        ("a 20% discount", [2000]),
        ("专线半价", [5000]),
        ("免三个月月租", [10_000]),
        ("免费使用彩铃", [10_000]),
        ("送 3 个月", [10_000]),
        ("免费培训一次", []),
        ("以免费用再对不上", []),
        ("打折的事再谈", []),
        ("完成率 30%", []),
        ("十一月底前给方案", []),
    ],
)
def test_reductions_are_read_out_of_a_promise(text: str, found: list[int]) -> None:
    assert discounts_named(text) == found


def test_a_receipt_says_what_was_agreed_and_that_the_contract_prevails(
    context: Context, store: Database, customer: RowId, tmp_path: Path
) -> None:
    with store.write("Promises") as session:
        with pytest.raises(UserError):
            receipt_paper(session, customer, TODAY, "示例经理")
        draft = PromiseDraft(customer, "书面割接方案" * 30, TODAY + timedelta(days=2), owner="示例经理")
        first = add_promise(session, draft, TODAY)
        done = add_promise(session, PromiseDraft(customer, "送试用方案", TODAY), TODAY)
        close_promise(session, done, "kept", TODAY)
        paper = receipt_paper(session, customer, TODAY, "示例经理", [first])
    write_receipt(tmp_path / "a.pdf", paper)
    text = pdf_text(tmp_path / "a.pdf")
    for words in ("沟通事项确认单", "以正式合同为准", "书面割接方案" * 3, "示例经理"):
        assert words in text
    for words in ("送试用方案", "内部", "流失"):
        assert words not in text
    assert paper_of_receipt(context, customer).pdf.startswith(b"%PDF")


def test_a_receipt_refuses_what_exceeds_authority_and_a_default_nobody_confirmed(
    store: Database, customer: RowId
) -> None:
    with store.write("Promise") as session:
        add_promise(session, PromiseDraft(customer, "专线打七折", TODAY + timedelta(days=9)), TODAY)
        with pytest.raises(UserError, match="默认值"):
            receipt_paper(session, customer, TODAY, "示例经理")
        save_authority(session, {"A": 2000, "B": 1500, "C": 1000, "D": 500, "": 500})
        with pytest.raises(UserError, match="30"):
            receipt_paper(session, customer, TODAY, "示例经理")
        save_authority(session, {"A": 4000, "B": 4000, "C": 4000, "D": 4000, "": 4000})
        assert len(receipt_paper(session, customer, TODAY, "示例经理").promises) == 1


def test_the_list_of_promises_shows_how_many_were_kept(
    context: Context, store: Database, customer: RowId, qtbot: QtBot
) -> None:
    with store.write("Promises") as session:
        for text, state in (("甲", "kept"), ("乙", "broken"), ("丙", "")):
            row = add_promise(session, PromiseDraft(customer, text, TODAY + timedelta(days=3)), TODAY)
            if state:
                close_promise(session, row, state, TODAY, reason="没做")
    table = PromiseTable(context, customer)
    qtbot.addWidget(table)
    with store.read() as session:
        table.load(session)
    assert table.rate.text() == "兑现率 1/2"
