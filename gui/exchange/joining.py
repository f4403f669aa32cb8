"""Becoming known, admitting, assigning, revoking: the dialogs of the exchange's people."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.exchange.telling import tell
from gui.widgets.confirm import confirm
from gui.widgets.fields import TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.errors import UserError
from model.exchange.enrolment import Admitted, admit, enrol, read_asked, revoke
from model.exchange.sending import export
from resources.i18n import _, _n


def ask_to_join(parent: QWidget, context: Context) -> None:
    """Write the enrolment file and say the words to read aloud."""
    name, _kind = QFileDialog.getSaveFileName(parent, _("Enrolment file"), "enrolment.mbe", _("Enrolment (*.mbe)"))
    if name:
        context.tasks.run(
            lambda progress: enrol(context.database, Path(name).with_suffix(".mbe")),
            lambda words: _tell_asked(context, Path(name).name, words),
            title=_("Enrolment file"),
            writes=True,
        )


def _tell_asked(context: Context, name: str, words: str) -> None:
    said = _("Give {file} to the office and read these words aloud: {words}")
    tell(context, said.format(file=name, words=words), "news")


def admit_device(parent: QWidget, context: Context) -> FormDialog | None:
    """The office admits the device of an enrolment file whose words it has heard."""
    name, _kind = QFileDialog.getOpenFileName(parent, _("Enrolment file"), "", _("Enrolment (*.mbe)"))
    if not name:
        return None
    try:
        asked, _words = read_asked(Path(name))
    except UserError as error:
        context.say(error.sentence, "danger")
        return None
    form = Form()
    words = _("{name} ({employee_no}) asks to be admitted. Have the eight words read to you; do not read them out.")
    form.add_note(label(words.format(name=asked.person_name, employee_no=asked.employee_no), wrap=True))
    form.add("words", _("The words you hear"), TextField(), needed=True)
    only = _("Only if the device is another person's.")
    form.add("owner", _("Employee number"), TextField(asked.employee_no), help=only)

    def save(values: dict[str, Any]) -> None:
        folder = QFileDialog.getExistingDirectory(parent, _("Where to write the first files"))
        if not folder:
            raise UserError(_("Choose a folder for the first files."))
        admitted = admit(context.database, Path(name), values["words"], Path(folder), values["owner"] or None)
        _tell_admitted(context, admitted)

    dialog = FormDialog(parent, _("Admit a device"), form, save, save_words=_("Admit"))
    dialog.open()
    return dialog


def _tell_admitted(context: Context, admitted: Admitted) -> None:
    tell(
        context,
        _("{name} was admitted (files written: {count}). Read your own words to them: {words}").format(
            name=admitted.name, count=len(admitted.written.files), words=admitted.office_fingerprint
        ),
    )


def revoke_device(parent: QWidget, context: Context, name: str) -> None:
    """The office accepts no more files of a device."""
    if confirm(
        parent,
        _("Revoke {name}?").format(name=name),
        _("No file of this device counts any more, and it must be admitted anew with new keys. For a lost laptop."),
        _("Revoke"),
        danger=True,
    ):
        context.tasks.run(
            lambda progress: revoke(context.database, name),
            lambda _none: _tell_revoked(context, name),
            title=_("Revoke"),
            writes=True,
        )


def _tell_revoked(context: Context, name: str) -> None:
    tell(context, _("{name} is revoked.").format(name=name))


def write_files(parent: QWidget, context: Context, name: str | None = None) -> None:
    """Write the files for one device, or for all, into a folder the person names."""
    remembered = str(context.preferences.layout("exchange").get("out", ""))
    folder = QFileDialog.getExistingDirectory(parent, _("Where to write the files"), remembered)
    if not folder:
        return
    context.preferences.keep_layout("exchange", {**context.preferences.layout("exchange"), "out": folder})

    def told(written: Any) -> None:
        count = sum(len(one.files) for one in written)
        tell(
            context,
            _n("{count} file is in {folder}.", "{count} files are in {folder}.", count, folder=Path(folder).name),
        )

    context.tasks.run(
        lambda progress: export(context.database, Path(folder), name, progress.report),
        told,
        title=_("Writing files"),
        writes=True,
    )
