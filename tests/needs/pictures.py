"""What the pictures show of needs and promises."""

from PySide6.QtWidgets import QWidget

from gui.needs.need_dialog import open_need
from gui.needs.promise_dialog import open_promise
from gui.needs.ranking_dialogs import RankingsDialog, rank_with_team
from gui.needs.slip_dialog import open_slip
from gui.needs.votes_field import VotesField
from gui.papers.needs import needs_paper
from gui.papers.preview import PreviewDialog
from model.needs.expectations import ExpectationDraft, add_expectation, list_expectations
from model.needs.priority_tables import Vote, keep_table, list_tables, rankable_needs
from tests.samples.make_month import TODAY
from tests.studio import Shot, Studio, settle


def _needs_paper(studio: Studio) -> QWidget:
    dialog = PreviewDialog(studio.window, studio.window.context, needs_paper(studio.window.context, studio.customer()))
    dialog.show()
    return dialog


def _new_need(studio: Studio) -> QWidget:
    dialog = open_need(studio.window, studio.window.context, studio.customer())
    dialog.form.set_values({"statement": "专线太贵"})
    dialog.form.changed.emit()
    return dialog


def _new_promise(studio: Studio) -> QWidget:
    return open_promise(studio.window, studio.window.context, studio.customer(), "周五前给书面割接方案")


def _ranking(studio: Studio) -> QWidget:
    dialog = rank_with_team(studio.window, studio.window.context, studio.customer())
    if dialog is None:
        return studio.window
    votes = dialog.form.field("votes")
    if isinstance(votes, VotesField):
        for name, order in (("示例经理", "1 2 3 4"), ("网络支撑（示例）", "3 1 4 2"), ("行业经理（示例）", "1 3 2")):
            votes.name.setText(name)
            votes.order.setText(order)
            votes.enter()
    settle(400)
    return dialog


def _slip(studio: Studio) -> QWidget:
    context = studio.window.context
    with context.read() as session:
        need = rankable_needs(session, studio.customer())[2].id
    dialog = open_slip(studio.window, context, need)
    settle(400)
    return dialog or studio.window


def _rankings(studio: Studio) -> QWidget:
    context, customer = studio.window.context, studio.customer()
    with context.read() as session:
        kept = bool(list_tables(session, customer))
        needs = [need.id for need in rankable_needs(session, customer)]
    if not kept:
        with context.write("Ranking") as session:
            votes = [Vote("示例经理", tuple(needs)), Vote("网络支撑（示例）", tuple(reversed(needs)))]
            keep_table(session, customer, votes, "周会，信息中心列席（示例）", TODAY)
    dialog = RankingsDialog(studio.window, context, customer)
    dialog.show()
    settle(400)
    return dialog


def _ledger(studio: Studio) -> QWidget:
    context, customer = studio.window.context, studio.customer()
    with context.read() as session:
        kept = bool(list_expectations(session, TODAY))
    if not kept:
        with context.write("Ledger") as session:
            for text, state in (("故障四小时内到场（示例）", "met"), ("账单次月三日前到（示例）", "open")):
                add_expectation(session, ExpectationDraft(customer, text, None, TODAY, None, state))
    studio.sheet("needs", "expectations")
    settle(300)
    return studio.window


SHOTS = (
    Shot("needs-paper", _needs_paper),
    Shot("promises", lambda studio: studio.page("needs", "promises/open")),
    Shot("need-new", _new_need),
    Shot("promise-new", _new_promise),
    Shot("needs-ranking", _ranking),
    Shot("needs-rankings", _rankings),
    Shot("needs-slip", _slip),
    Shot("needs-expectations", _ledger),
)
