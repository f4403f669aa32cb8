"""Columns of JSON text read in words wherever they go out; what is damaged still goes out and stops nothing."""

import json
import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from model.everything_out.cells import Cell
from model.everything_out.kept_words import KEPT, kept_words
from model.everything_out.queries import every_sheet, rows_of
from model.everything_out.told import told
from model.schema import SCHEMA
from model.store.base import is_travelling
from model.store.database import Database
from model.work_log.lines import WorkLogLine, frozen_text
from tests.builders import add_customer

LOG = WorkLogLine("e1", date(2026, 11, 3), 90, "development", "谈专线", "G001", "示例机械", "on_site", "visit", "v1")
TRACE = {
    "month": 202610, "marks": [], "score": None, "newcomer": False, "breach": "", "frozen_on": None,
    "lines": [{"part": "piecework", "key": "KD", "amount_fen": 123_450, "words": "宽带（示例）", "measures": []}],
}  # fmt: skip
NAMED = {"name": "数据专线", "monthly_fen": 320_000}
RANKED = [{"statement": "信号有死角"}, {"statement": "要短号"}]
SAID: dict[tuple[str, str], tuple[dict[str, Any], Any, tuple[str, ...]]] = {
    ("answer_sheet", "answers"): ({}, {"q1": ["甲", "乙"], "q2": 4}, ("q1：甲、乙", "q2：4")),
    ("campaign", "pick"): ({}, {"held_percent": 20, "conditions": [{"field": "industry", "op": "any",
                           "values": ["教育"]}]}, ("行业", "教育", "20%")),
    ("offering_version", "content"): ({}, NAMED, ("产品名称：数据专线", "3,200.00")),
    ("pay_estimate", "trace"): ({}, TRACE, ("计件", "宽带（示例）", "1,234.50")),
    ("priority_table", "needs"): ({}, RANKED, ("1. 信号有死角", "2. 要短号")),
    ("priority_vote", "ranks"): ({}, ["n1"], ("1. 换线路",)),
    ("questionnaire_version", "questions"): ({}, [{"key": "q1", "text": "满意吗？", "kind": "single",
                                             "choices": ["是", "否"]}], ("1. 满意吗？（是、否）",)),
    ("quiz_round", "missed"): ({}, ["JC03", "XX"], ("数据专线、XX",)),
    ("quote_template", "content"): ({}, {"items": [{"offering_name": "数据专线", "quantity": 2, "unit": "条"}],
                                    "lead": "先稳后升", "shows_needs": True}, ("数据专线 × 2条", "先稳后升")),
    ("reminder_rule", "params"): ({}, {"percent": 5, "least_fen": 10_000}, ("百分比", "100.00")),
    ("retention_task", "facts"): ({"rule": "visit_never"}, {"grade": "A", "mode": "on_site", "months": 1},
                                  ("A 级客户每 1 个月上门一次",)),
    ("segment", "rule"): ({}, [{"field": "revenue_fen", "op": "between", "values": [10_000, None]}], ("100 ~",)),
    ("setting", "value"): ({}, {"A": 20, "B": [1, True]}, ("A：20", "B：1、是")),
    ("submission", "checklist"): ({}, {"visit_note": 3}, ("3",)),
    ("submission", "frozen"): ({}, frozen_text([LOG]), ("2026-11-03  发展  示例机械  谈专线  1.5 小时",)),
    ("value_model", "definition"): ({}, {"name": "甲", "factors": []}, ()),
    ("value_score", "detail"): ({"model_id": "m"}, [[1, 1025], [None, None]], ("1 10.25、2 缺失",)),
}  # fmt: skip
DAMAGED = ("{", "[[[", '{"a": ' * 300, '{"x": 1}', "[1, null]", '"示例"', "null", "words", "[" * 2000 + "]" * 2000)


def put(store: Database, entity: str, field: str, text: str, beside: dict[str, Any], number: int) -> None:
    table = SCHEMA.tables[entity]
    row: dict[str, Any] = {field: text, **beside}
    for name, value in (("id", f"{number:036}"), ("dossier_id", "1" * 36), ("customer_id", f"c{number}"),
                        ("month", 202610), ("model_id", "m")):  # fmt: skip
        if name in table.c and not table.c[name].nullable:
            row.setdefault(name, value)
    if entity == "value_score":
        row |= {"total": 0, "grade": "A", "value_class": "lvc", "revenue_fen": 0, "new_business_fen": 0}
    with store.write("Put") as session:
        session.execute(insert(table).values(row))


def cells_of(store: Database, entity: str, field: str) -> list[Cell]:
    with store.read() as session:
        sheet = next(one for one in every_sheet(session) if one.entity == entity)
        place = [column.field for column in sheet.columns].index(field)
        return [row[place] for row in rows_of(session, sheet)]


def test_every_column_of_json_text_has_its_words() -> None:
    assert set(SAID) == KEPT
    starts = {"{}", "[]", "null"}
    for table in SCHEMA.tables.values():
        for column in table.columns if is_travelling(table) else ():
            if getattr(column.default, "arg", None) in starts:
                assert (table.name, column.name) in KEPT


def test_what_stands_as_json_goes_out_in_words(store: Database) -> None:
    customer = add_customer(store)
    with store.write("Names") as session:
        for entity, values in (
            ("product_offering", {"id": "o" * 36, "code": "JC03", "name": "数据专线"}),
            ("need", {"id": "n1", "customer_id": customer, "statement": "换线路"}),
        ):
            session.execute(insert(SCHEMA.tables[entity]).values({"dossier_id": customer, **values}))
    for number, ((entity, field), (beside, value, _words)) in enumerate(SAID.items()):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        put(store, entity, field, text, beside, number)
    for (entity, field), (_beside, _value, words) in SAID.items():
        shown = "\n".join(str(cell) for cell in cells_of(store, entity, field))
        assert not set(shown) & set('{}[]"'), (entity, field, shown)
        for part in words:
            assert part in shown, (entity, field, shown)


SETTINGS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("benefits/rewards", {"A": ["club", "lecture"]}, ("A：",)),
    ("business_card", {"name": "示例", "company": "示例", "email": "a@示例", "address": "示例路"}, ("姓名：示例",)),
    ("keeping_periods", {"member_months": 24, "departed_contacts": 12, "lost_customers": 36}, ("24", "12", "36")),
    ("opportunities/pipelines",
     {"default": [["discovery", 10, 30]], "own": [{"name": "示例", "stages": [["立项", "solution", 40, 20]]}]},
     ("默认流程：需求发现、10、30", "示例：立项、方案制定、40、20")),
    ("priority_weights", {"value": 30, "risk": 30, "contact": 20, "expiry": 20}, ("价值：30",)),
    ("proposals/discount_authority", {"A": 1_550}, ("A：15.5%",)),
)  # fmt: skip


def test_a_setting_goes_out_without_a_word_of_the_program(store: Database) -> None:
    for number, (name, value, _words) in enumerate(SETTINGS):
        put(store, "setting", "value", json.dumps(value), {"name": name}, number)
    shown = "\n".join(map(str, cells_of(store, "setting", "value")))
    assert not re.search("[a-z]{2}", shown), shown
    for _name, _value, words in SETTINGS:
        for part in words:
            assert part in shown, shown


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_text_stops_nothing(store: Database, text: str) -> None:
    with store.read() as session:
        for entity, field in sorted(KEPT):
            kept = kept_words(session, entity, field)
            assert kept is not None
            assert isinstance(kept.words("m", text), str)
        words = kept_words(session, "setting", "value")
        assert words is not None
        for name, _value, _words in SETTINGS:
            assert isinstance(words.words(name, text), str)


def test_what_is_nested_too_deeply_is_hinted_at() -> None:
    deep: Any = "x"
    for _step in range(50):
        deep = {"a": deep}
    assert told(deep).endswith("…")
    assert told([]) == told({}) == told(None) == ""
