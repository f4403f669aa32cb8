"""The value model editor in the window: scales, missing rules, scopes and several models, on a real store."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gui.context import Context
from gui.grading.bands_field import BandsField
from gui.grading.page import GradingPage
from model.grading.actions import grade_month
from model.grading.models import SHIPPED_MODEL, list_models
from model.grading.queries import explain_score
from model.grading.records import GradedMonth, ValueModel
from model.grading.rules import MissingRule, Scale
from model.segments.rules import Condition, Op
from model.store.undo import undo
from tests.retention.portfolio import add_bill, add_customer, customer_id
from tests.shell.accessibility import unnamed_controls
from tests.windows import fill, on_screen


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> GradingPage:
    """Twenty customers of two industries with two graded months; the editor is shown."""
    with context.database.write(bulk=True) as session:
        for n in range(20):
            code = f"G{n:02}"
            add_customer(session, code, industry="医疗" if n < 6 else "制造")
            for month in (202609, 202610):
                add_bill(session, code, month, 100_000 * (n + 1), cost_fen=None if n == 3 else 90_000)
        session.flush()
        for month in (202609, 202610):
            grade_month(session, month)
    page = on_screen(qtbot, GradingPage(context), 1200, 800)
    qtbot.waitExposed(page)
    page.tabs.show_sheet("models")
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: GradingPage) -> None:
    """Wait until the live result is that of what stands in the editor."""
    page.models.preview()
    qtbot.waitUntil(lambda: not page.models._asking and not page.models._soon.isActive())


def grades(page: GradingPage) -> list[tuple[Any, ...]]:
    """Each grade with its customers now and with the model in hand."""
    return [tuple(row[1:3]) for row in page.models.result.grades.shown().rows]


def definitions(context: Context, month: int) -> list[str]:
    with context.read() as session:
        return list(session.scalars(select(GradedMonth.definition).where(GradedMonth.month == month)))


def test_weights_show_their_result_at_once_and_nothing_is_kept_before_it_is_saved(
    qtbot: QtBot, page: GradingPage
) -> None:
    models = page.models
    assert models.default_tag.isVisible()
    for code, box in models.grid.weights.items():
        box.set_value(10 if code == "margin" else 0)
    settle(qtbot, page)
    assert models.result.point.text().startswith("20 ")
    assert models.edited_tag.isVisible()
    models.grid.weights["margin"].set_value(0)
    settle(qtbot, page)
    assert models.result.error.isVisible()
    models.discard()
    settle(qtbot, page)
    assert not models.edited_tag.isVisible()
    assert not models.result.error.isVisible()
    with page.context.read() as session:
        assert session.scalars(select(ValueModel)).all() == []
    assert unnamed_controls(page) == []


def test_a_factor_gets_bands_and_a_missing_rule_of_its_own_and_past_months_stay(
    qtbot: QtBot, page: GradingPage
) -> None:
    models, context = page.models, page.context
    before = definitions(context, 202609)
    dialog = models.edit_factor("margin")
    fill(qtbot, dialog, scale="bands", weight=40)
    assert dialog.isVisible()
    assert dialog.error.isVisible()
    fill(qtbot, dialog, bands=[(0, 20), (50, 100)], missing="zero")
    assert not dialog.isVisible()
    settle(qtbot, page)
    assert "1" in models.result.missing.text()
    models.save_and_grade()
    qtbot.waitUntil(lambda: definitions(context, 202610) != before)
    qtbot.waitUntil(lambda: not context.tasks.busy)
    assert definitions(context, 202609) == before
    with context.read() as session:
        (named,) = list_models(session)
        detail = explain_score(session, customer_id("G03"), 202610)
    one = named.model.factor("margin")
    assert (named.id, one.scale, one.bands) == (SHIPPED_MODEL, Scale.BANDS, ((0.0, 2_000), (0.5, 10_000)))
    assert one.missing is MissingRule.ZERO
    assert detail is not None
    assert next(part.points for part in detail.parts if part.factor == "margin") is None


def test_a_model_of_its_own_for_a_scope_takes_its_customers_from_the_shipped_one(
    qtbot: QtBot, page: GradingPage
) -> None:
    models, context = page.models, page.context
    asking_itself = models.add_model()
    scope = (Condition("industry", Op.ANY, ("医疗",)),)
    fill(qtbot, asking_itself, name="医疗", position=0, conditions=scope, least_a=90.0)
    assert asking_itself.error.isVisible()
    fill(qtbot, asking_itself, least_a=None)
    settle(qtbot, page)
    assert "医疗" in models.scope.text()
    assert sum(after for _before, after in grades(page)) == 6
    assert models.result.point.text().startswith("6 ")
    models.save()
    settle(qtbot, page)
    assert models.choice.count() == 2
    models.choice.setCurrentIndex(1)
    models.choice.activated.emit(1)
    settle(qtbot, page)
    assert sum(after for _before, after in grades(page)) == 14
    assert undo(context.database) is not None
    qtbot.waitUntil(lambda: models.choice.count() == 1)


def test_the_office_publishes_its_own_scale(qtbot: QtBot, page: GradingPage) -> None:
    fill(qtbot, page.models.edit_frame(), least_a=99.0, least_b=98.0, least_c=1.0)
    settle(qtbot, page)
    rows = page.models.result.grades.shown().rows
    assert [row[4] for row in rows] == ["≥ 99.00", "≥ 98.00", "≥ 1.00", ""]
    assert rows[2][2] >= 15


def test_bands_that_fall_or_lack_a_figure_are_said_beside_the_field(qtbot: QtBot) -> None:
    field = BandsField("%")
    qtbot.addWidget(field)
    field.set_value([(0, 10), (50, 100)])
    assert field.value() == [(0, 10), (50, 100)]
    for bad in ([["5", "10"], ["3", "20"]], [["1", "50"], ["2", "40"]], [["1", ""]], [["x", "1"]], [["1", "101"]]):
        field.set_typed(bad)
        assert field.problem()
        assert field.value() is None
    field.set_typed([["1,000", "10"], ["", ""]])
    assert field.value() == [(1000.0, 10)]
    assert field.typed() == [["1,000", "10"], ["", ""]]


def test_bands_are_proposed_from_the_months_values(qtbot: QtBot, page: GradingPage) -> None:
    dialog = page.models.edit_factor("revenue")
    qtbot.addWidget(dialog)
    next(made for made in dialog.findChildren(type(dialog.save_button)) if "当月" in made.text()).click()
    bands = dialog.form.values()["bands"]
    assert [points for _start, points in bands] == [0, 25, 50, 75, 100]
    assert bands[0][0] == 1000
    dialog.submit()
    settle(qtbot, page)
    assert page.models.grid.scales["revenue"].text().startswith("5")
