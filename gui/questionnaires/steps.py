"""What is done with a questionnaire by one click: tried, used, ended, taken out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.confirm import confirm
from model.errors import UserError
from model.questionnaires.actions import (
    close_questionnaire,
    delete_questionnaire,
    delete_sheet,
    start_trial,
    use_version,
)
from model.questionnaires.queries import QuestionnaireSheet
from resources.i18n import N_, _, _n


def act_on_version(context: Context, sheet: QuestionnaireSheet, step: str) -> None:
    """The newest version goes on trial ("try") or into the field ("use"); what cannot be asked says why."""
    try:
        with context.write(N_("Questionnaire {name}"), name=sheet.name[:60]) as session:
            (start_trial if step == "try" else use_version)(session, sheet.newest.id)
    except UserError as error:
        context.say(error.sentence, "danger")
        return
    said = _("It is on trial: these answers are not counted.") if step == "try" else _("It is in the field.")
    context.say(said, undo=True)


def close_or_reopen(context: Context, sheet: QuestionnaireSheet) -> None:
    """End the asking today; one that has ended goes on."""
    with context.write(N_("Questionnaire {name}"), name=sheet.name[:60]) as session:
        close_questionnaire(session, sheet.id, None if sheet.closed_on else context.today())
    context.say(_("Saved"), undo=True)


def delete_whole(parent: QWidget, context: Context, sheet: QuestionnaireSheet) -> None:
    """Delete it with its versions, where nobody has answered."""
    if not confirm(parent, _("Delete {name}?").format(name=sheet.name), _("Undo brings it back."), _("Delete"),
                   danger=True):  # fmt: skip
        return
    try:
        with context.write(N_("Delete questionnaire {name}"), name=sheet.name[:60]) as session:
            delete_questionnaire(session, sheet.id)
    except UserError as error:
        context.say(error.sentence, "danger")
        return
    context.open_page("questionnaires")


def take_out_sheets(parent: QWidget, context: Context, ids: Sequence[str]) -> None:
    """Take these answer sheets out, with what they said of their customers."""
    heading = _n("Take {count} answer sheet out?", "Take {count} answer sheets out?", len(ids))
    if ids and confirm(parent, heading, _("Undo brings it back."), _("Take out"), danger=True):
        with context.write(N_("{count} answer sheets taken out"), count=len(ids)) as session:
            for one in ids:
                delete_sheet(session, one)
