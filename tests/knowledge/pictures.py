"""What the pictures show of the self-test, cases and experts."""

from PySide6.QtWidgets import QScrollArea, QWidget

from gui.knowledge.answer_dialog import open_answer, open_missing
from gui.knowledge.case_form import open_case, open_expert
from gui.knowledge.cases_tab import paper_of_case
from gui.knowledge.page import KnowledgePage
from gui.knowledge.self_test_page import SelfTestPage
from gui.papers.preview import PreviewDialog
from gui.proposals.page import ProposalPage
from model.knowledge.self_test import find_question
from model.practice.offers import add_sample_quote
from model.proposals.queries import list_quotes
from tests.studio import Shot, Studio, settle, sheet


def _self_test(studio: Studio) -> SelfTestPage:
    page = studio.opened(SelfTestPage, "self_test")
    while not page.table.has_rows():
        settle(20)
    return page


def _questions(studio: Studio) -> QWidget:
    _self_test(studio)
    return studio.window


def _answer(studio: Studio) -> QWidget:
    _self_test(studio)
    dialog = open_answer(studio.window, studio.window.context, "decider")
    assert dialog is not None
    return dialog


def _missing(studio: Studio) -> QWidget:
    _self_test(studio)
    context = studio.window.context
    with context.read() as session:
        row = find_question(session, "birthdays", context.today())
    assert row is not None
    return open_missing(studio.window, context, row)


def _case(studio: Studio) -> QWidget:
    case = studio.opened(KnowledgePage, "knowledge").cases.chosen()
    return open_case(studio.window, studio.window.context, case)


def _expert(studio: Studio) -> QWidget:
    studio.page("knowledge")
    return open_expert(studio.window, studio.window.context)


def _case_paper(studio: Studio) -> QWidget:
    case = studio.opened(KnowledgePage, "knowledge").cases.chosen()
    assert case is not None
    dialog = PreviewDialog(studio.window, studio.window.context, paper_of_case(studio.window.context, case))
    dialog.show()
    return dialog


def _quiz_question(studio: Studio) -> QWidget:
    page = _self_test(studio)
    page.tabs.show_sheet("quiz")
    page.quiz.begin()
    page.quiz.card.choose(0)
    return studio.window


def _certificates(studio: Studio) -> QWidget:
    return _self_test(studio).offer_certificates()


def _why_us(studio: Studio) -> QWidget:
    context = studio.window.context
    with context.database.write() as session:
        add_sample_quote(session, studio.customer(), context.today())
    with context.read() as session:
        quote = list_quotes(session, studio.customer())[0].id
    page = studio.opened(ProposalPage, "proposal", quote)
    area = next(found for found in page.findChildren(QScrollArea) if found.isAncestorOf(page.form))
    while not page.preview.pages:
        settle(20)
    area.ensureWidgetVisible(page.form.field("why_us"))
    settle(200)
    return studio.window


SHOTS = (
    Shot("proposal-cases", _why_us),
    Shot("self-test-quiz", sheet("self_test", "quiz")),
    Shot("self-test-quiz-question", _quiz_question),
    Shot("knowledge-cases", lambda studio: studio.page("knowledge")),
    Shot("knowledge-experts", sheet("knowledge", "experts")),
    Shot("knowledge-case", _case),
    Shot("knowledge-expert", _expert),
    Shot("knowledge-case-paper", _case_paper),
    Shot("self-test-full", _questions),
    Shot("self-test-answer", _answer),
    Shot("self-test-certificates", _certificates),
    Shot("self-test-missing", _missing),
)
