"""The editor of proposals in the window: lines, warnings, the paper beside it, states, and the catalogue."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from model.catalogue.records import InstalledProduct, ProductOffering
from model.proposals.queries import find_quote, list_quotes, list_rival_prices
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER
from tests.builders import add_customer
from tests.papers.reading import pdf_text
from tests.shell.accessibility import unnamed_controls
from tests.windows import form_of, on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.context import Context
    from gui.proposals.page import ProposalPage


@pytest.fixture
def customer(store: Database) -> RowId:
    row = add_customer(store, "G001", "临江示例精密机械有限公司")
    with store.write("Catalogue") as session:
        for code, name, monthly in (("JC03", "数据专线", 320_000), ("JC01", "集团虚拟网", 500)):
            session.add(
                ProductOffering(
                    id=natural_id("product_offering", code), dossier_id=OFFICE_DOSSIER, code=code, name=name,
                    monthly_fen=monthly, one_off_fen=0, cost_fen=monthly // 2, floor_fen=monthly * 4 // 5, unit="条",
                )
            )  # fmt: skip
        session.add(
            InstalledProduct(
                id=natural_id("installed_product", "G001", 1), dossier_id=row, customer_id=row, offering_code="JC03",
                offering_name="数据专线 50M", quantity=1, monthly_fee_fen=440_000,
            )
        )  # fmt: skip
    return row


@pytest.fixture
def page(qtbot: "QtBot", context: "Context", customer: RowId) -> "ProposalPage":
    """The editor with a new proposal in it, shown."""
    from gui.proposals.page import ProposalPage

    made = ProposalPage(context)
    qtbot.addWidget(made)
    context.page_wanted.connect(lambda _name, target, within: made.show_target(target, within))
    made.resize(1200, 800)
    made.show_target(f"new/{customer}")
    made.show()
    qtbot.waitUntil(lambda: bool(made.heading.text()))
    return made


def add(page: "ProposalPage", code: str) -> None:
    page.items.choice.set_value(code)
    page.items.add_chosen()


def drawn(qtbot: "QtBot", page: "ProposalPage", change: Callable[[], object]) -> str:
    with qtbot.waitSignal(page.preview.drawn):
        change()
    return beside(page)


def beside(page: "ProposalPage") -> str:
    """The words of the paper beside the editor, without blanks; none where none was drawn yet."""
    return pdf_text(page.preview.pdf) if page.preview.pdf else ""


def test_the_paper_beside_the_editor_follows_each_edit(qtbot: "QtBot", page: "ProposalPage") -> None:
    assert page.preview.nothing.isVisible()
    assert "数据专线" in drawn(qtbot, page, lambda: add(page, "JC03"))
    text = drawn(qtbot, page, lambda: page.presents.lines[0].choice.set_value(0))
    assert "每月少付1,200.00元" in text.replace("\n", "")
    assert "3,040.00" in drawn(qtbot, page, lambda: page.items.lines[0].discount.set_value(500))


def test_warnings_stand_beside_the_line_and_below_cost_is_not_saved(
    qtbot: "QtBot", page: "ProposalPage", store: Database
) -> None:
    add(page, "JC03")
    line = page.items.lines[0]
    line.discount.set_value(1_000)
    assert "授权 5%" in line.warning.text()
    line.discount.set_value(2_500)
    assert "底价" in line.warning.text()
    line.discount.set_value(6_000)
    assert "成本" in line.warning.text()
    assert not page.save()
    assert "成本" in page.error.text()
    with store.read() as session:
        assert list_quotes(session) == []


def test_a_refusal_for_the_default_authority_has_the_button_that_confirms_it(
    qtbot: "QtBot", page: "ProposalPage", store: Database
) -> None:

    add(page, "JC03")
    page.items.lines[0].discount.set_value(500)
    qtbot.waitUntil(lambda: "草稿" in beside(page))
    assert page.confirm_button.isVisible()
    page.submit()
    qtbot.waitUntil(lambda: "默认值" in page.error.text())
    qtbot.mouseClick(page.mend_button, Qt.MouseButton.LeftButton)
    form_of(page).submit()
    qtbot.waitUntil(lambda: not page.mend_button.isVisible() and not page.confirm_button.isVisible())
    assert not page.error.isVisible()
    qtbot.waitUntil(lambda: "草稿" not in beside(page))
    page.submit()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.state == "approved")


def test_a_paper_that_leans_on_the_default_authority_is_shown_as_a_draft_and_says_why(
    qtbot: "QtBot", page: "ProposalPage"
) -> None:
    from gui.papers.preview import PreviewDialog

    add(page, "JC03")
    page.items.lines[0].discount.set_value(500)
    page.print_here()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    (shown,) = page.findChildren(PreviewDialog)
    assert "默认值" in shown.paper.draft_because
    assert any("默认值" in one.text() and one.isVisible() for one in shown.findChildren(QLabel))
    shown.close()


def test_a_proposal_is_saved_handed_in_approved_and_gets_a_new_version(
    qtbot: "QtBot", page: "ProposalPage", store: Database
) -> None:

    add(page, "JC03")
    page.items.lines[0].discount.set_value(1_000)
    page.form.set_values({"title": "整合方案", "terms": "签约后 20 个工作日"})
    page.form.changed.emit()
    assert page.save()
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.submit()
    assert "原因" in page.error.text()
    page.form.set_values({"reason": "三年合约"})
    page.form.changed.emit()
    page.submit()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.state == "pending")
    page.judge("return")
    asked = form_of(page)
    asked.form.field("who").set_value("示例负责人")
    asked.submit()
    assert asked.isVisible()
    asked.form.field("words").set_value("折扣压到 8%")
    asked.submit()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.state == "rejected")
    assert "折扣压到 8%" in page.standing.text()
    assert page.state_buttons.submit.isVisible()
    page.submit()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.state == "pending")
    page.judge("approve")
    asked = form_of(page)
    asked.form.field("who").set_value("示例负责人")
    asked.form.field("words").set_value("11 月 22 日电话")
    asked.submit()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.state == "approved")
    assert "11 月 22 日电话" in page.standing.text()
    assert not page.state_buttons.save.isVisible()
    page.new_version()
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.version == 2)
    assert page.state_buttons.save.isVisible()
    with store.read() as session:
        kept = find_quote(session, list_quotes(session)[0].id)
    assert (kept.version, kept.draft.title, kept.draft.terms) == (2, "整合方案", "签约后 20 个工作日")


def test_taking_a_line_out_leaves_the_others_where_they_were(qtbot: "QtBot", page: "ProposalPage") -> None:
    add(page, "JC01")
    add(page, "JC03")
    page.presents.lines[0].choice.set_value(1)
    page.items.lines[0].removed.emit(page.items.lines[0])
    assert [item.offering_code for item in page.draft.items] == ["JC03"]
    assert [present.item for present in page.draft.presents] == [0]
    page.items.lines[0].removed.emit(page.items.lines[0])
    assert page.draft.presents == ()


def test_every_control_of_the_editor_and_the_catalogue_has_a_name(
    qtbot: "QtBot", page: "ProposalPage", context: "Context"
) -> None:
    from gui.catalogue.page import CataloguePage

    add(page, "JC03")
    catalogue = on_screen(qtbot, CataloguePage(context))
    assert not unnamed_controls(page)
    assert not unnamed_controls(catalogue)
    assert len(catalogue.tables["offerings"].shown_ids()) == 2


def test_a_published_tariff_needs_a_source(
    qtbot: "QtBot", context: "Context", customer: RowId, store: Database
) -> None:
    from PySide6.QtWidgets import QWidget

    from gui.catalogue.dialogs import ask_authority, ask_rival_price

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ask_rival_price(parent, context)
    dialog.form.set_values({"offering_code": "JC03", "operator": "telecom", "monthly_fen": 290_000, "source": None})
    dialog.submit()
    assert dialog.isVisible()
    dialog.form.set_values({"source": "营业厅公示", "seen_on": date(2026, 11, 1)})
    dialog.submit()
    with store.read() as session:
        assert [(row.operator, row.monthly_fen) for row in list_rival_prices(session)] == [("telecom", 290_000)]
    authority = ask_authority(parent, context)
    authority.form.set_values({"A": 3_000})
    authority.submit()
    assert not authority.isVisible()


def test_a_proposal_begun_from_an_opportunity_belongs_to_it(
    qtbot: "QtBot", page: "ProposalPage", store: Database, customer: RowId
) -> None:
    from model.opportunities.actions import OpportunityDraft, add_opportunity
    from tests.builders import TODAY

    with store.write("Opportunity") as session:
        opportunity = add_opportunity(session, OpportunityDraft(customer, "专线扩容"), TODAY)
    page.show_target(f"new/{customer}/{opportunity}")
    qtbot.waitUntil(lambda: page.target == f"new/{customer}/{opportunity}")
    add(page, "JC03")
    assert page.save()
    qtbot.waitUntil(lambda: page.sheet is not None)
    with store.read() as session:
        assert [one.opportunity_id for one in list_quotes(session, customer)] == [opportunity]
