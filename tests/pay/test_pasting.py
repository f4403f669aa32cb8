"""Items found as people type them, and pieces pasted from Excel."""

import pytest

from model.errors import UserError
from model.pay.behind import find_item, find_items
from model.pay.pasting import MOST_ROWS, add_pasted, plan_pieces
from model.pay.queries import find_statement, list_entries, list_hints
from model.store.database import Database
from tests.builders import TODAY
from tests.pay.world import MONTH


def test_items_are_found_by_code_name_and_initials(store: Database, customer: str) -> None:
    with store.read() as session:
        found = [
            [rate.item_code for rate in find_items(session, MONTH, text)]
            for text in ("", "jj12", "专线", "zxxz", "没有")
        ]
        assert found == [["JJ02", "JJ12"], ["JJ12"], ["JJ02"], ["JJ02"], []]
        assert find_item(session, 202512, "JJ02") is None
        assert [hint.gain_fen for hint in list_hints(session, find_statement(session, MONTH, TODAY))] == [36_000, 800]


def test_rows_from_excel_are_read_as_people_write_them(store: Database, customer: str) -> None:
    rows = [
        ["日期", "项目", "数量", "客户", "受理单", "手机号"],
        ["2026年11月3日", "专线新装", "２", "G001", "单 1", "154 0000 1234"],
        ["2026/11/4", "JJ12", "", "临江示例", "", ""],
        ["", "", "", "", "", ""],
        ["2026-11-05", "没有", "1", "谁", "", ""],
        ["13月", "JJ12", "多", "", "", ""],
    ]
    with store.read() as session:
        pieces = plan_pieces(session, rows, TODAY)
    assert [bool(piece.problem) for piece in pieces] == [False, False, True, True]
    assert pieces[0].number == "154****1234"
    with store.write("Paste") as session:
        assert add_pasted(session, pieces) == 2
    with store.read() as session:
        entries = list_entries(session, MONTH)
    assert [(row.item_code, row.quantity, row.group_code) for row in entries] == [
        ("JJ02", 2, "G001"),
        ("JJ12", 1, "G001"),
    ]


def test_rows_without_a_heading_are_read_in_order_and_nothing_is_said(store: Database, customer: str) -> None:
    with store.read() as session:
        piece = plan_pieces(session, [["2026-11-03", "JJ02", "1", "G001", "单"]], TODAY)[0]
        assert (piece.draft.item_code, piece.draft.evidence, piece.problem) == ("JJ02", "单", "")
        for rows in ([], [["", ""]], [["日期", "项目"]], [["2026-11-03", "JJ02"]] * (MOST_ROWS + 1)):
            with pytest.raises(UserError):
                plan_pieces(session, rows, TODAY)
