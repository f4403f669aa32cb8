"""The segments and benefits pages in the window, on a real store."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from gui.benefits.page import BenefitsPage
from gui.context import Context
from gui.segments.conditions_field import ConditionsField, add_conditions
from gui.segments.page import SegmentsPage
from gui.segments.rule_form import form_values, rule_form
from gui.segments.space_cells import cell_tags
from gui.widgets.form import Form, FormDialog
from model.benefits.queries import list_benefits
from model.catalogue.records import ProductOffering
from model.segments.queries import SegmentRow, list_segments
from model.segments.rules import Cell, Condition, Op
from tests.retention.portfolio import TODAY, add_bill, add_customer, add_product, customer_id
from tests.shell.accessibility import unnamed_controls
from tests.windows import fill, on_screen


@pytest.fixture
def field(context: Context) -> Context:
    """Four customers of one industry and two products."""
    with context.database.write() as session:
        for n, code in enumerate("ABCD"):
            add_customer(session, code, industry="制造", customer_category="government" if n else "enterprise")
            add_bill(session, code, 202610, 100_000 * (n + 1))
        for code in ("MAS", "IDC"):
            session.add(ProductOffering(id=f"offering-{code}", dossier_id="office", code=code, name=code))
        for code in "AB":
            add_product(session, code, "MAS")
    return context


def test_a_segment_is_written_shown_and_changed(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, SegmentsPage(field), 1200, 800)
    wrong = page.write()
    wrong.form.set_typed({"name": "中等收入", "conditions": [["revenue_fen", "between", "oops"]]})
    qtbot.addWidget(wrong)
    wrong.submit()
    assert "100 ~ 500" in wrong.form.error_words()["conditions"]
    wrong.form.set_typed({"conditions": [["revenue_fen", "between", "2000 ~ 3000"]]})
    wrong.submit()
    qtbot.waitUntil(lambda: len(page.list.shown_ids()) == 1)
    qtbot.waitUntil(lambda: len(page.members.shown_ids()) == 2)
    with field.read() as session:
        (segment,) = list_segments(session)
    assert segment.conditions == (Condition("revenue_fen", Op.BETWEEN, (200_000, 300_000)),)
    assert "2000 ~ 3000" in page.profile.rule.text()
    again = page.write(segment.id)
    qtbot.addWidget(again)
    again.form.set_typed({"conditions": [["revenue_fen", "between", "2000 ~"]]})
    again.submit()
    qtbot.waitUntil(lambda: len(page.members.shown_ids()) == 3)


def test_a_cell_of_the_white_space_is_blocked_and_opened_again(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, SegmentsPage(field), 1200, 800)
    fill(qtbot, page.write(), name="全部")
    qtbot.waitUntil(lambda: len(page.space.shown_ids()) == 4)
    dialog = page.block(customer_id("C"), "MAS")
    assert dialog is not None
    fill(qtbot, dialog, reason="自建系统", reopen=date(2027, 3, 1))
    place = next(n for n, row in enumerate(page._space) if row.customer_id == customer_id("C"))
    qtbot.waitUntil(lambda: page._space[place].cells["MAS"] is Cell.BLOCKED)
    assert [tag.text for tag in cell_tags(page.space.shown().rows[place][-1])] == ["暂不推", "2027-03"]
    page.space.select(customer_id("C"))
    assert page.space_note.text() == "MAS：自建系统（2027-03-01 再问）"
    again = page.block(customer_id("C"), "MAS")
    assert again is not None
    qtbot.addWidget(again)
    assert again.form.values() == {"reason": "自建系统", "reopen": date(2027, 3, 1)}
    next(made for made in again.findChildren(QPushButton) if made.text() == "重新推荐").click()
    qtbot.waitUntil(lambda: page._space[place].cells["MAS"] is Cell.OPEN)


RULE = (
    Condition("grade", Op.ANY, ("A", "B")),
    Condition("network_since", Op.BETWEEN, (None, "2021-06-01")),
    Condition("address", Op.EMPTY),
    Condition("revenue_fen", Op.BETWEEN, (123_456_789_05, None)),
    Condition("boss_project", Op.ANY, ("yes",)),
    Condition("name", Op.CONTAINS, ("甲，乙",)),
    Condition("employee_count", Op.ANY, (10, 20)),
)


def test_a_rule_of_any_length_survives_the_way_through_its_form(qtbot: QtBot) -> None:
    form = rule_form()
    qtbot.addWidget(form)
    strange = Condition("of_a_newer_program", Op.ANY, ("1, 2",))
    form.set_values(form_values(SegmentRow("id", "名", "", 0, "", "", 3, (*RULE, strange))))
    assert form.values()["conditions"] == (*RULE, strange)
    draft = rule_form()
    qtbot.addWidget(draft)
    draft.set_typed(form.typed())
    assert draft.values()["conditions"][:-1] == RULE
    field = form.field("conditions")
    assert isinstance(field, ConditionsField)
    field.lines()[2].words.committed.emit()
    next(cross for cross in field.findChildren(QToolButton) if cross.toolTip().endswith("3 行")).click()
    field.add_button.click()
    assert field.value() == (*RULE[:2], *RULE[3:-1], RULE[-1], Condition(strange.field, Op.ANY, ("1", "2")))


def test_a_dialog_makes_room_for_the_lines_that_are_added(qtbot: QtBot) -> None:
    form = Form(columns=3)
    add_conditions(form, {"name": "Name"})
    dialog = on_screen(qtbot, FormDialog(None, "", form, lambda values: None))
    height, field = dialog.height(), form.field("conditions")
    assert isinstance(field, ConditionsField)
    for _more in range(3):
        field.add_button.click()
    qtbot.waitUntil(lambda: dialog.height() >= height + 60)
    form.set_values({"conditions": ()})


@pytest.mark.parametrize(
    ("field", "op", "text", "said"),
    [
        ("revenue_fen", "between", "", "两端"), ("revenue_fen", "between", "100", "两端"),
        ("revenue_fen", "between", " ~ ", "两端"), ("revenue_fen", "between", "x ~ 5", "“x”"),
        ("revenue_fen", "any", "2000, 1e400", "1e400"), ("network_since", "between", "2026-13-01 ~", "2026-13-01"),
        ("network_since", "any", "5", "“5”"), ("boss_project", "any", "也许", "是"), ("name", "any", " ", "填写"),
        (None, "any", "医疗", "医疗"),
    ],
)  # fmt: skip
def test_a_value_that_a_field_cannot_be_compared_with_is_said_beside_it(
    qtbot: QtBot, field: str | None, op: str, text: str, said: str
) -> None:
    form = rule_form()
    qtbot.addWidget(form)
    form.set_typed({"name": "名", "conditions": [["name", "contains", "示例"], [field, op, text]]})
    assert not form.check()
    assert said in form.error_words()["conditions"]
    assert form.values()["conditions"] is None


def test_a_benefit_goes_from_plan_to_arrival_and_a_gift_is_held(qtbot: QtBot, field: Context) -> None:
    page = on_screen(qtbot, BenefitsPage(field), 1200, 800)
    fill(qtbot, page.plan(), customer_id=customer_id("B"), kind="birthday_gift", text="挂历", cost=5_000)
    qtbot.waitUntil(lambda: len(page.table.shown_ids()) == 1)
    page.table.select(page.table.shown_ids()[0])
    page.send()
    assert states(field) == ["planned"]
    dialog = page.approve()
    assert dialog is not None
    fill(qtbot, dialog, by="示例合规")
    qtbot.waitUntil(lambda: page.table.selected_ids() == page.table.shown_ids())
    page.send()
    assert states(field) == ["sent"]
    page.receive()
    assert states(field) == ["received"]
    qtbot.waitUntil(lambda: [row[3] for row in page.rewards.rates.shown().rows] == [1.0])
    page.cancel()
    assert states(field) == ["received"]


def states(context: Context) -> list[str]:
    with context.read() as session:
        return [row.state for row in list_benefits(session)]


@pytest.mark.parametrize("make", [SegmentsPage, BenefitsPage])
def test_an_empty_store_and_every_control_say_what_they_are(
    qtbot: QtBot, context: Context, make: Callable[[Context], Any]
) -> None:
    page = on_screen(qtbot, make(context), 1200, 800)
    assert unnamed_controls(page) == []
    assert page.help_text()
    assert context.today() == TODAY
