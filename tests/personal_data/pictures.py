"""What the pictures show of taking data out and letting it go."""

from PySide6.QtWidgets import QWidget

from gui.papers.preview import PreviewDialog
from gui.personal_data.dialogs import open_everything_out, open_periods, open_person_copy, person_paper
from model.customers.people import list_people
from tests.studio import Shot, Studio


def _everything(studio: Studio) -> QWidget:
    return open_everything_out(studio.page("settings"), studio.window.context)


def _copy(studio: Studio) -> QWidget:
    return open_person_copy(studio.page("settings"), studio.window.context)


def _periods(studio: Studio) -> QWidget:
    return open_periods(studio.page("settings"), studio.window.context)


def _paper(studio: Studio) -> QWidget:
    context = studio.window.context
    with context.read() as session:
        person = list_people(session, studio.customer(), context.today())[0].id
    dialog = PreviewDialog(studio.window, context, person_paper(context, person))
    dialog.show()
    return dialog


SHOTS = (
    Shot("everything-out", _everything),
    Shot("person-copy", _copy),
    Shot("person-paper", _paper),
    Shot("periods", _periods),
)
