"""What the pictures show of the work log."""

from PySide6.QtWidgets import QWidget

from gui.work_log.entry_dialog import open_entry
from gui.work_log.form_dialog import FormDialog
from gui.work_log.page import WorkLogPage
from model.work_log.queries import work_log_of
from reports.form_sheets import read_form
from reports.imprint import VERSION, Imprint
from reports.work_log import WorkLogPaper
from tests.lists import FORM, sheet_file
from tests.studio import Shot, Studio


def _log_line(studio: Studio) -> QWidget:
    return open_entry(studio.window, studio.window.context, studio.window.context.today())


def _work_form(studio: Studio) -> QWidget:
    context = studio.window.context
    form = sheet_file(studio.database.path.parent, "form", FORM)
    with studio.database.read() as session:
        log = work_log_of(session, context.today().year * 100 + context.today().month)
    imprint = Imprint(context.today(), "示例经理", VERSION)
    return FormDialog(studio.page("work_log"), context, read_form(form), WorkLogPaper(log, "示例经理", imprint))


def _week(studio: Studio) -> QWidget:
    studio.opened(WorkLogPage, "work_log").span.show_span("week")
    return studio.window


SHOTS = (
    Shot("work-log-week", _week),
    Shot("work-log-line", _log_line),
    Shot("work-form", _work_form),
)
