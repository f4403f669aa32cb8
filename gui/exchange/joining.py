"""Becoming known, admitting, assigning, revoking: the dialogs of the exchange's people."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.widgets.confirm import confirm
from gui.widgets.fields import TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.errors import UserError
from model.exchange.assigning import assign
from model.exchange.enrolment import Admitted, admit, enrol, read_asked, revoke
from model.exchange.sending import export
from resources.i18n import _


def ask_to_join(parent: QWidget, context: Context) -> None:
    """Write the enrolment file and say the words to read aloud."""
    name, _kind = QFileDialog.getSaveFileName(parent, _("Enrolment file"), "enrolment.mbe", _("Enrolment (*.mbe)"))
    if name:
        context.tasks.run(
            lambda progress: enrol(context.database, Path(name).with_suffix(".mbe")),
            lambda words: context.say(
                _("Give {file} to the office and read these words aloud: {words}").format(
                    file=Path(name).name, words=words
                ),
                "news",
            ),
            title=_("Enrolment file"),
            writes=True,
        )


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
    context.say(
        _("{name} was admitted; {count} files were written. Read your own words to them: {words}").format(
            name=admitted.name, count=len(admitted.written.files), words=admitted.office_fingerprint
        )
    )


def assign_customers(parent: QWidget, context: Context) -> FormDialog:
    """The office hands customers to a manager."""
    form = Form()
    form.add("codes", _("Group codes"), TextField(_("one or more, parted by spaces"), limit=20_000), needed=True)
    form.add("to", _("Employee number of the new manager"), TextField(), needed=True)

    def save(values: dict[str, Any]) -> None:
        codes = values["codes"].replace("，", " ").replace(",", " ").split()
        with context.write("") as session:
            done = assign(session.connection(), codes, values["to"])
        context.say(
            _("{count} customers were assigned to {employee_no}.").format(count=len(done), employee_no=values["to"])
        )

    dialog = FormDialog(parent, _("Assign customers"), form, save, save_words=_("Assign"))
    dialog.open()
    return dialog


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
            lambda _none: context.say(_("{name} is revoked.").format(name=name)),
            title=_("Revoke"),
            writes=True,
        )


def write_files(parent: QWidget, context: Context, name: str | None = None) -> None:
    """Write the files for one device, or for all, into a folder the person names."""
    remembered = str(context.preferences.layout("exchange").get("out", ""))
    folder = QFileDialog.getExistingDirectory(parent, _("Where to write the files"), remembered)
    if not folder:
        return
    context.preferences.keep_layout("exchange", {**context.preferences.layout("exchange"), "out": folder})

    def tell(written: Any) -> None:
        count = sum(len(one.files) for one in written)
        context.say(_("{count} files are in {folder}.").format(count=count, folder=Path(folder).name))
        context.data_changed.emit(frozenset({"exchange_file"}))

    context.tasks.run(
        lambda progress: export(context.database, Path(folder), name), tell, title=_("Writing files"), writes=True
    )
