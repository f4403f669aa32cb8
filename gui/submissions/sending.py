"""Handing a month in from the window: it is frozen, then its papers go into a folder the person names."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.files import show_place
from gui.widgets.fields import NoteField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.errors import UserError
from model.months import month_words
from model.submissions.actions import hand_in
from model.submissions.checking import OpenPoint
from model.submissions.rules import is_early
from reports.submission import Sent, send_submission
from resources.i18n import N_, _, _n

_HAND_IN = N_("Hand in {month}")


def open_hand_in(parent: QWidget, context: Context, month: int, points: list[OpenPoint]) -> FormDialog:
    """What will happen and what is still open; then the month is frozen and its papers are written."""
    form = Form()
    for words in _told(context, month, points):
        form.add_note(label(words, wrap=True))
    form.add("remarks", _("Remarks for the office"), NoteField(lines=3))

    def save(values: dict[str, Any]) -> None:
        folder = ask_folder(parent, context)
        if folder is None:
            raise UserError(_("Choose a folder for the papers; nothing is frozen yet."))
        with context.write(_HAND_IN, month=month_words(month)) as session:
            submission = hand_in(session, month, context.today(), values["remarks"] or "")
        write_papers(context, submission, folder)

    dialog = FormDialog(
        parent,
        _("Hand in {month}").format(month=month_words(month)),
        form,
        save,
        name=f"hand-in/{month}",
        drafts=context.drafts,
        save_words=_("Freeze and write"),
        width=520,
    )
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, context: Context) -> Path | None:
    """Where the papers go; the folder of last time is offered."""
    remembered = str(context.preferences.layout("hand-in").get("folder", ""))
    folder = QFileDialog.getExistingDirectory(parent, _("Where the papers of the hand-in go"), remembered)
    if not folder:
        return None
    context.preferences.keep_layout("hand-in", {"folder": folder})
    return Path(folder)


def write_papers(context: Context, submission: str, folder: Path) -> None:
    """Write the papers and the file for the office on the worker; the folder stands whole or not at all."""
    database, today = context.database, context.today()

    def told(sent: Sent) -> None:
        count, lies_in = len(sent.papers) + len(sent.files), sent.folder.name
        context.offer(
            _n(
                "{count} paper or file lies in “{folder}”.",
                "{count} papers and files lie in “{folder}”.",
                count,
                folder=lies_in,
            ),
            _("Open the folder"),
            lambda: show_place(sent.folder),
        )

    context.tasks.run(
        lambda progress: send_submission(database, submission, folder, today, progress.report),
        told,
        title=_("Writing the hand-in"),
        writes=True,
    )


def _told(context: Context, month: int, points: list[OpenPoint]) -> list[str]:
    words = [
        _(
            "The log of the month is frozen as it stands, and the pay estimate with it. The papers and the file for "
            "the office go into one folder. Undo, or opening it for amendment, lets the month follow the records again."
        )
    ]
    if points:
        words.append(
            _n(
                "{count} point is still open; the cover sheet says so.",
                "{count} points are still open; the cover sheet says so.",
                len(points),
            )
        )
    if is_early(month, context.today()):
        words.append(_("The month is not over yet: what comes later will not be in it."))
    return words
