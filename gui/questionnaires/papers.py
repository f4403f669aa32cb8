"""The papers of a questionnaire and of a market study, previewed."""

from gui.context import Context
from gui.papers.preview import Paper
from model.questionnaires.queries import find_questionnaire
from model.questionnaires.studies import find_study
from model.settings.queries import find_owner
from reports.imprint import VERSION, Imprint
from reports.market_study import study_document
from reports.pdf import pdf_of
from reports.questionnaire import blank_document, results_document, results_paper, write_results
from resources.i18n import _


def blank_paper(context: Context, row_id: str) -> Paper:
    """The newest version's blank form. Raises `UserError` where it is gone."""
    with context.read() as session:
        sheet = find_questionnaire(session, row_id)
        owner = find_owner(session).name
    heading = _("Blank form")
    name = f"{heading} {sheet.name[:40]}"
    return Paper(heading, name, pdf_of(blank_document(sheet, sheet.newest, owner)))


def results_paper_of(context: Context, row_id: str, version_id: str | None) -> Paper:
    """The results of a version. Raises `UserError` where it is gone."""
    with context.read() as session:
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
        paper = results_paper(session, row_id, imprint, version_id)
    heading = _("Results of a questionnaire")
    name = f"{heading} {paper.sheet.name[:40]}"
    return Paper(heading, name, pdf_of(results_document(paper)), lambda path: write_results(path, paper))


def study_paper(context: Context, study_id: str) -> Paper:
    """The checklist as it stands now. Raises `UserError` where the study is gone."""
    with context.read() as session:
        study = find_study(session, study_id, context.today())
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
    heading = _("Plan of a market study")
    return Paper(heading, f"{heading} {study.name[:40]}", pdf_of(study_document(study, imprint)))
