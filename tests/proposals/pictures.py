"""What the pictures show of proposals."""

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.proposals.page import ProposalPage
from gui.proposals.template_dialogs import TemplatesDialog
from model.practice.offers import add_sample_quote
from model.proposals.actions import add_version, change_quote
from model.proposals.queries import find_quote, list_quotes
from model.proposals.templates import save_template
from tests.studio import Shot, Studio


def _made(studio: Studio) -> str:
    """The first company's newest proposal, made where it has none."""
    with studio.database.write() as session:
        listed = list_quotes(session, studio.customer())
        if listed:
            return listed[0].id
        return add_sample_quote(session, studio.customer(), studio.window.context.today()) or ""


def _forget_edits(studio: Studio) -> None:
    """Read the editor anew, so that leaving it asks nothing."""
    page = studio.window.page()
    if isinstance(page, ProposalPage):
        page.drop_edits()


def proposal(studio: Studio) -> QWidget:
    """A proposal with a price beyond the authority, its paper beside it."""
    made = _made(studio)
    _forget_edits(studio)
    window = studio.page("proposal", made)
    QTest.qWait(300)
    page = studio.window.page()
    if isinstance(page, ProposalPage):
        page.items.lines[0].discount.set_value(2_500)
        QTest.qWait(900)
    return window


def proposals(studio: Studio) -> QWidget:
    """Everyone's proposals."""
    _forget_edits(studio)
    return studio.sheet("needs", "proposals")


def templates(studio: Studio) -> QWidget:
    """The templates to begin a proposal from."""
    quote = _made(studio)
    _forget_edits(studio)
    with studio.database.write() as session:
        for name in ("制造企业专线与应用（示例）", "连锁门店（示例）"):
            save_template(session, quote, name, studio.window.context.today())
    window = studio.page("needs")
    TemplatesDialog(window, studio.window.context, studio.customer()).open()
    return studio.dialog()


def versions(studio: Studio) -> QWidget:
    """Two versions side by side."""
    _made(studio)
    _forget_edits(studio)
    with studio.database.write() as session:
        quote = list_quotes(session, studio.customer())[0]
        today = studio.window.context.today()
        if quote.version == 1:
            made = add_version(session, quote.id, today)
            draft = find_quote(session, made).draft
            items = (replace(draft.items[0], discount=500, quantity=draft.items[0].quantity + 10), *draft.items[1:-1])
            words = "故障 4 小时内恢复；期满前 60 天书面提示；第 13 个月起可按阶梯退出。"
            change_quote(session, made, replace(draft, items=items, presents=(), terms=words, term_months=36))
            quote = list_quotes(session, studio.customer())[0]
    studio.page("proposal", quote.id)
    QTest.qWait(300)
    page = studio.window.page()
    if isinstance(page, ProposalPage):
        page.show_versions()
    return studio.dialog()


def bundle(studio: Studio) -> QWidget:
    """A bundle whose parts are too few, with the sentence under the lines."""
    window = proposal(studio)
    page = studio.window.page()
    if isinstance(page, ProposalPage):
        page.items.choice.set_value("TC02")
        page.items.add_chosen()
        page.items.lines[-1].quantity.set_value(3)
        QTest.qWait(900)
    return window


SHOTS = (
    Shot("proposal", proposal),
    Shot("proposals", proposals),
    Shot("proposal-bundle", bundle),
    Shot("proposal-templates", templates),
    Shot("proposal-versions", versions),
)
