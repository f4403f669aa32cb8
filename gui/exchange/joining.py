"""Becoming known, admitting, revoking, and writing files: the dialogs of the exchange's people."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.exchange.telling import look_again, offer, tell, why_stopped
from gui.exchange.words_dialog import WordsDialog
from gui.files import ask_source, ask_target
from gui.tasks import Cancelled, Progress
from gui.widgets.confirm import confirm
from gui.widgets.fields import TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.errors import UserError
from model.exchange.enrolment import (
    Admitted,
    NewDevice,
    add_device,
    differing,
    enrol,
    read_asked,
    revoke,
    write_first_files,
)
from model.exchange.export import Written
from model.exchange.files import ENROLMENT_ENDING
from model.exchange.sending import export
from resources.i18n import _, _n


def ask_to_join(parent: QWidget, context: Context) -> None:
    """Write the enrolment file; then the words to read aloud stand there until they are closed."""
    name = f"enrolment{ENROLMENT_ENDING}"
    path = ask_target(parent, context, _("Enrolment file"), name, _("Enrolment (*.mbe)"))
    if path is not None:
        context.tasks.run(
            lambda progress: enrol(context.database, path),
            lambda words: _tell_asked(parent, context, path, words),
            title=_("Enrolment file"),
            writes=True,
        )


def _tell_asked(parent: QWidget, context: Context, path: Path, words: str) -> None:
    steps = (
        _("Give {file} to the office: on a stick, in a mail or in a shared folder.").format(file=path.name),
        _("Call the office and read these eight words aloud. They also stand on this page."),
        _("The office gives you your first files. Take them in here, after the office has read its own words to you."),
    )
    WordsDialog(parent, _("Your words"), words, steps, path.parent).open()
    look_again(context)


def admit_device(parent: QWidget, context: Context, file: Path | None = None) -> FormDialog | None:
    """The office admits the device of an enrolment file whose words it has heard; without a file it asks for one."""
    if file is None:
        file = ask_source(parent, context, _("Enrolment file"), _("Enrolment (*.mbe)"))
        if file is None:
            return None
    path = file
    try:
        asked, said = read_asked(path)
    except UserError as error:
        context.say(error.sentence, "danger")
        return None
    form = Form()
    words = _("{name} ({employee_no}) asks to be admitted. Have the eight words read to you; do not read them out.")
    form.add_note(label(words.format(name=asked.person_name, employee_no=asked.employee_no), wrap=True))
    form.add("words", _("The words you hear"), TextField(), needed=True, check=lambda typed: differing(typed, said))
    only = _("Only if the device is another person's.")
    form.add("owner", _("Employee number"), TextField(asked.employee_no), help=only)

    def save(values: dict[str, Any]) -> None:
        folder = QFileDialog.getExistingDirectory(parent, _("Where to write the first files"))
        if not folder:
            raise UserError(_("Choose a folder for the first files."))
        _admit(parent, context, path, values, Path(folder))

    dialog = FormDialog(parent, _("Admit a device"), form, save, save_words=_("Admit"), height=380)
    dialog.open()
    return dialog


def _admit(parent: QWidget, context: Context, path: Path, values: dict[str, Any], folder: Path) -> None:
    """Admit on the worker; what keeps the first files from being written takes nothing of the admission back."""

    def work(progress: Progress) -> tuple[NewDevice, Admitted | None, str]:
        new = add_device(context.database, path, values["words"], values["owner"] or None)
        try:
            return new, write_first_files(context.database, new, folder, progress.report), ""
        except (Cancelled, UserError) as trouble:
            return new, None, why_stopped(trouble)

    def told(done: tuple[NewDevice, Admitted | None, str]) -> None:
        new, admitted, why = done
        keep_out_folder(context, folder)
        steps = [
            _("His first files are in {folder}: carry them to his laptop.").format(folder=folder.name or str(folder))
            if admitted
            else _("{why} His first files are not written yet: choose the device in the list and press Enter.").format(
                why=why
            ),
            _("When he takes them in, his program shows the office's words. Read him these."),
        ]
        WordsDialog(parent, _("{name} is admitted").format(name=new.device.name), new.office_fingerprint, steps,
                    folder if admitted else None).open()  # fmt: skip
        look_again(context)

    context.tasks.run(work, told, title=_("Admit a device"), writes=True)


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


def keep_out_folder(context: Context, folder: Path) -> None:
    """Remember where files were written: what lies there is shown as to be carried over."""
    kept = context.preferences.layout("exchange")
    context.preferences.keep_layout("exchange", {**kept, "out": str(folder)})


def write_files(parent: QWidget, context: Context, name: str | None = None) -> None:
    """Write the files for one device, or for all, into a folder the person names."""
    remembered = str(context.preferences.layout("exchange").get("out", ""))
    folder = QFileDialog.getExistingDirectory(parent, _("Where to write the files"), remembered)
    if not folder:
        return
    keep_out_folder(context, Path(folder))

    def work(progress: Progress) -> tuple[list[Written], str]:
        done: list[Written] = []
        try:
            export(context.database, Path(folder), name, progress.report, told=done.append)
        except (Cancelled, UserError) as trouble:
            if not done:
                raise
            return done, why_stopped(trouble)
        return done, ""

    def told(done: tuple[list[Written], str]) -> None:
        written, why = done
        count = sum(len(one.files) for one in written)
        where = Path(folder).name or folder
        said = _n("{count} file is in {folder}.", "{count} files are in {folder}.", count, folder=where)
        if why:
            said = _("{said} Then it stopped: {why} The others were not written.").format(said=said, why=why)
        if count:
            offer(context, said, _("Carry them over"), "outbox")
        else:
            tell(context, _("There is nobody to write for yet: no other device is admitted."), "news")

    context.tasks.run(work, told, title=_("Writing files"), writes=True)
