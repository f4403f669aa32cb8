"""Templates, copies, bundles and versions in a real window on a real store."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from gui.proposals.dialogs import VersionsDialog, side_words
from gui.proposals.page import ProposalPage
from gui.proposals.table import ProposalTable
from gui.proposals.template_dialogs import TemplatesDialog, ask_template_name
from model.proposals.actions import add_quote, add_version, change_quote
from model.proposals.drafts import Difference
from model.proposals.offering import draft_for
from model.proposals.queries import find_quote, list_quotes, list_versions
from model.proposals.templates import list_templates
from model.store.base import RowId
from model.store.database import Database
from tests.builders import TODAY, add_customer
from tests.proposals.bundle import offer_a_bundle
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.context import Context


@pytest.fixture
def customer(store: Database) -> RowId:
    """A line, a network, a bundle of both, and a customer."""
    return offer_a_bundle(store, 0)


@pytest.fixture
def quote(store: Database, customer: RowId) -> RowId:
    """A proposal that is kept."""
    with store.write("Quote") as session:
        draft = draft_for(session, customer, [("JC03", 1), ("JC01", 20)], 300, TODAY)
        return add_quote(session, replace(draft, title="专线方案"), TODAY)


@pytest.fixture
def opened(context: "Context") -> list[tuple[str, str | None]]:
    """What pages were asked for."""
    asked: list[tuple[str, str | None]] = []
    context.page_wanted.connect(lambda page, target, within: asked.append((page, target)))
    return asked


def test_a_proposal_becomes_a_template_and_a_template_a_proposal(
    qtbot: "QtBot", context: "Context", store: Database, quote: RowId, opened: list[tuple[str, str | None]]
) -> None:
    page = ProposalPage(context)
    page.show_target(quote)
    on_screen(qtbot, page)
    qtbot.waitUntil(lambda: bool(page.heading.text()))
    assert page.state_buttons.template.isVisible()
    form = ask_template_name(page, context, quote, "专线方案")
    form.submit()
    other = add_customer(store, "G002", "示例乙有限公司")
    dialog = TemplatesDialog(page, context, other)
    qtbot.addWidget(dialog)
    assert unnamed_controls(dialog) == []
    dialog.use_button.click()
    with store.read() as session:
        (made,) = list_quotes(session, other)
        assert find_quote(session, made.id).draft.title == "专线方案"
    assert opened[-1] == ("proposal", made.id)
    again = TemplatesDialog(page, context, other)
    qtbot.addWidget(again)
    again.delete_button.click()
    with store.read() as session:
        assert list_templates(session) == []
    assert not again.use_button.isEnabled()


def test_a_copy_for_another_customer_is_made_at_once_where_nothing_moved(
    qtbot: "QtBot", context: "Context", store: Database, quote: RowId, opened: list[tuple[str, str | None]]
) -> None:
    other = add_customer(store, "G002", "示例乙有限公司")
    table = ProposalTable(context, of_customer=False)
    qtbot.addWidget(table)
    with context.read() as session:
        table.load(session)
    table.table.select(quote)
    table._clone(quote, other)
    with store.read() as session:
        (made,) = list_quotes(session, other)
    assert opened == [("proposal", made.id)]


def test_a_bundle_chosen_in_the_editor_brings_its_parts_and_says_when_they_are_too_few(
    qtbot: "QtBot", context: "Context", quote: RowId
) -> None:
    page = ProposalPage(context)
    page.show_target(quote)
    on_screen(qtbot, page)
    qtbot.waitUntil(lambda: len(page.items.lines) == 2)
    page.items.choice.set_value("TC01")
    page.items.add_chosen()
    assert [line.item.offering_code for line in page.items.lines] == ["JC03", "JC01", "TC01"]
    assert page.items.bundle_words.isHidden()
    page.items.lines[1].quantity.set_value(4)
    assert "至少 5" in page.items.bundle_words.text()
    assert not page.save()
    assert "至少 5" in page.error.text()
    page.items.lines[1].quantity.set_value(5)
    assert page.items.bundle_words.isHidden()
    assert page.save()


def test_versions_stand_side_by_side_with_both_texts(
    qtbot: "QtBot", context: "Context", store: Database, quote: RowId
) -> None:
    with store.write("Version") as session:
        second = add_version(session, quote, TODAY)
        draft = find_quote(session, second).draft
        items = (replace(draft.items[0], quantity=3),)
        change_quote(session, second, replace(draft, items=items, title="两条专线", term_months=36))
        versions = list_versions(session, find_quote(session, quote).number)
    dialog = VersionsDialog(None, versions, lambda row: None)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    words = [one.text() for one in dialog.findChildren(QLabel)]
    for text in ("专线方案", "两条专线", "24", "36", "已取消", "1", "3"):
        assert text in words, text
    assert isinstance(dialog, QDialog)
    assert side_words(Difference("added", "x", None, 12_300)) == ("", "每月 123.00 元")
