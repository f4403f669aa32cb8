"""What the pictures show of questionnaires and market studies."""

from PySide6.QtWidgets import QWidget

from gui.questionnaires.dialogs import ask_question, ask_revision, open_questionnaire
from gui.questionnaires.fill_dialog import fill_in
from gui.questionnaires.page import QuestionnairesPage
from gui.questionnaires.sheet_page import QuestionnairePage
from model.questionnaires.queries import list_questionnaires, list_sheets
from tests.studio import Shot, Show, Studio, settle


def _list(studio: Studio) -> QuestionnairesPage:
    page = studio.opened(QuestionnairesPage, "questionnaires")
    settle()
    page.tabs.show_sheet("questionnaires")
    return page


def _sheet(studio: Studio, tab: str = "questions") -> QuestionnairePage:
    with studio.database.read() as session:
        found = list_questionnaires(session)[0]
    page = studio.opened(QuestionnairePage, "questionnaire", found.id)
    settle()
    page.tabs.show_sheet(tab)
    settle()
    return page


def _studies(studio: Studio) -> QWidget:
    _list(studio).tabs.show_sheet("studies")
    return studio.window


def _step(studio: Studio) -> QWidget:
    page = _list(studio)
    page.tabs.show_sheet("studies")
    dialog = page.studies.change(page.studies.studies[0].steps[7].id)
    assert dialog is not None
    return dialog


def _study(studio: Studio) -> QWidget:
    return _list(studio).studies.write()


def _tab(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        _sheet(studio, key)
        return studio.window

    return show


def _edit(studio: Studio) -> QWidget:
    page = _sheet(studio)
    return open_questionnaire(page, page.context, page.sheet)


def _question(studio: Studio) -> QWidget:
    page = _sheet(studio)
    return ask_question(page, lambda _made: None, page.questions.questions[3])


def _revise(studio: Studio) -> QWidget:
    page = _sheet(studio)
    assert page.sheet is not None
    return ask_revision(page, page.context, page.sheet)


def _fill(studio: Studio) -> QWidget:
    page = _sheet(studio)
    assert page.sheet is not None
    return fill_in(page, page.context, page.sheet.newest.id, studio.customer())


def _opinions(studio: Studio) -> QWidget:
    with studio.database.read() as session:
        customer = list_sheets(session, list_questionnaires(session)[0].id)[0].customer_id
    return studio.sheet("customer", "profile", customer)


SHOTS = (
    Shot("studies", _studies),
    Shot("study-step", _step),
    Shot("study-new", _study),
    Shot("questionnaire", _tab("questions")),
    Shot("questionnaire-sample", _tab("sample")),
    Shot("questionnaire-sheets", _tab("sheets")),
    Shot("questionnaire-results", _tab("results")),
    Shot("questionnaire-edit", _edit),
    Shot("questionnaire-question", _question),
    Shot("questionnaire-revise", _revise),
    Shot("questionnaire-fill", _fill),
    Shot("customer-opinions", _opinions),
)
