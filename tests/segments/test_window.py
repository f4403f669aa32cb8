"""The segments and benefits pages in the window, on a real store."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.benefits.page import BenefitsPage
from gui.context import Context
from gui.segments.page import SegmentsPage
from gui.segments.rule_form import conditions_of, form_values, rule_form
from gui.widgets.form import FormDialog
from model.benefits.queries import list_benefits
from model.catalogue.records import ProductOffering
from model.errors import UserError
from model.segments.queries import SegmentRow, list_segments
from model.segments.rules import Cell, Condition, Op
from tests.retention.portfolio import TODAY, add_bill, add_customer, add_product, customer_id
from tests.shell.accessibility import unnamed_controls


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


def shown(qtbot: QtBot, page: Any) -> Any:
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitExposed(page)
    return page


def fill(qtbot: QtBot, dialog: FormDialog, **values: Any) -> None:
    qtbot.addWidget(dialog)
    dialog.form.set_values({**dialog.form.values(), **values})
    dialog.submit()


def test_a_segment_is_written_shown_and_changed(qtbot: QtBot, field: Context) -> None:
    page = shown(qtbot, SegmentsPage(field))
    wrong = page.write()
    fill(qtbot, wrong, name="中等收入", field0="revenue_fen", op0="between", value0="oops")
    assert wrong.error.isVisible()
    fill(qtbot, wrong, value0="2000 ~ 3000")
    qtbot.waitUntil(lambda: len(page.list.shown_ids()) == 1)
    qtbot.waitUntil(lambda: len(page.members.shown_ids()) == 2)
    with field.read() as session:
        (segment,) = list_segments(session)
    assert segment.conditions == (Condition("revenue_fen", Op.BETWEEN, (200_000, 300_000)),)
    assert "2000 ~ 3000" in page.profile.rule.text()
    fill(qtbot, page.write(segment.id), value0="2000 ~")
    qtbot.waitUntil(lambda: len(page.members.shown_ids()) == 3)


def test_a_cell_of_the_white_space_is_blocked_and_opened_again(qtbot: QtBot, field: Context) -> None:
    page = shown(qtbot, SegmentsPage(field))
    fill(qtbot, page.write(), name="全部")
    qtbot.waitUntil(lambda: len(page.space.shown_ids()) == 4)
    dialog = page.block(customer_id("C"), "MAS")
    assert dialog is not None
    fill(qtbot, dialog, reason="自建系统")
    place = next(n for n, row in enumerate(page._space) if row.customer_id == customer_id("C"))
    qtbot.waitUntil(lambda: page._space[place].cells["MAS"] is Cell.BLOCKED)
    assert page.block(customer_id("C"), "MAS") is None
    qtbot.waitUntil(lambda: page._space[place].cells["MAS"] is Cell.OPEN)


def test_a_rule_survives_the_way_through_its_form(qtbot: QtBot) -> None:
    rule = (
        Condition("grade", Op.ANY, ("A", "B")),
        Condition("network_since", Op.BETWEEN, (None, "2021-06-01")),
        Condition("address", Op.EMPTY),
    )
    form = rule_form()
    qtbot.addWidget(form)
    form.set_values({**form.values(), **form_values(SegmentRow("id", "名", "", 0, "", "", 3, rule))})
    assert conditions_of(form.values()) == rule
    for bad in ("", "100", "x ~ 5", "2026-13-01 ~"):
        form.set_values({**form.values(), "op0": "between", "value0": bad})
        with pytest.raises(UserError):
            conditions_of(form.values())


def test_a_benefit_goes_from_plan_to_arrival_and_a_gift_is_held(qtbot: QtBot, field: Context) -> None:
    page = shown(qtbot, BenefitsPage(field))
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
    page = shown(qtbot, make(context))
    assert unnamed_controls(page) == []
    assert page.help_text()
    assert context.today() == TODAY
