"""Everything out, a person's copy, and periods of keeping: what rule 17 asks for stands before each."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.customer_field import customer_field, offer_people
from gui.files import ask_target
from gui.papers.preview import Paper, preview
from gui.tasks import Progress
from gui.unlock import PassphraseForm
from gui.widgets.confirm import confirm
from gui.widgets.fields import ChoiceField, IntegerField, SecretField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label, muted
from model.errors import UserError
from model.personal_data.keeping import Overdue, keep_periods, let_go, note_looked_at, overdue_of, read_periods
from model.personal_data.queries import copy_of_person
from model.personal_data.rules import LEAST, MOST, Periods
from model.security.full_access import note_full_access
from model.settings.queries import find_owner
from model.store.keys import unwrap_key
from reports.everything_out import write_everything
from reports.pdf import pdf_of
from reports.person_copy import person_copy_document
from resources.i18n import N_, _, _n

MOST_NAMES: Final = 8
"""Contacts that the preview names."""


def open_everything_out(parent: QWidget, context: Context) -> FormDialog:
    """Ask for the store's passphrase, a reason and a passphrase for the file; then where to, and write it."""
    form = PassphraseForm()
    form.add("old", _("Passphrase of the store"), SecretField(), needed=True)
    form.add("reason", _("Reason"), TextField(limit=300), needed=True, help=_("It is kept and reaches the office."))
    form.add_passphrases()
    form.add_note(form.strength)
    form.add_note(
        muted(
            _("One zip file, encrypted under a passphrase of its own, with whole numbers: two workbooks and the "
              "attachments. 7-Zip and WinRAR open it."),
            wrap=True,
        )
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        unwrap_key(context.database.path, values["old"])
        name = f"{_('Meiban everything')} {context.today().isoformat()}.zip"
        target = ask_target(parent, context, _("Everything out"), name, _("Encrypted zip (*.zip)"))
        if target is None:
            raise UserError(_("No file was chosen; nothing was written."))
        note_full_access(context.database, "export_all", values["reason"])
        write_out(context, target, values["passphrase"])

    dialog = FormDialog(parent, _("Everything out"), form, save, save_words=_("Write…"), width=460)
    dialog.open()
    return dialog


def write_out(context: Context, target: Path, secret: str) -> None:
    """Write everything into the file on the worker, with progress and cancel."""

    def job(progress: Progress) -> int:
        with context.read() as session:
            return write_everything(target, session, secret, progress.report)

    context.tasks.run(
        job,
        lambda rows: context.say(
            _n("{count} row is in {file}.", "{count} rows are in {file}.", rows, file=target.name)
        ),
        title=_("Everything out"),
    )


def open_person_copy(parent: QWidget, context: Context) -> FormDialog:
    """Ask for whom and why, and show the copy."""
    form = Form()
    customer = customer_field(context)
    person = ChoiceField({}, optional=True)
    form.add("customer", _("Customer"), customer, needed=True)
    form.add("person", _("Person"), person, needed=True)
    form.add("reason", _("Reason"), TextField(limit=300), needed=True, help=_("It is kept and reaches the office."))

    def save(values: dict[str, Any]) -> None:
        note_full_access(context.database, "person_copy", values["reason"])
        preview(parent, context, lambda: person_paper(context, values["person"]))

    customer.changed.connect(lambda: offer_people(person, context, customer.value()))
    dialog = FormDialog(parent, _("A person's own copy"), form, save, save_words=_("Show"), width=460)
    dialog.open()
    return dialog


def person_paper(context: Context, contact_id: str) -> Paper:
    """The copy of one contact. Raises `UserError` where it is gone."""
    with context.read() as session:
        copy, owner = copy_of_person(session, contact_id), find_owner(session).name
    heading = _("Copy of personal data")
    document = person_copy_document(copy, owner, context.today().isoformat())
    return Paper(heading, f"{heading} {copy.name[:40]}", pdf_of(document))


def open_periods(parent: QWidget | None, context: Context) -> FormDialog:
    """The periods, what is older now, and letting it go."""
    with context.read() as session:
        periods, overdue = read_periods(session), overdue_of(session, context.today())
    form = Form(columns=3)
    for key, words in (
        ("member_months", _("Members' accounts (months)")),
        ("departed_contacts", _("Contacts who left (months)")),
        ("lost_customers", _("People of lost customers (months)")),
    ):
        form.add(key, words, IntegerField(), needed=True, check=_in_range)
    form.set_values(vars(periods))
    form.add_note(muted(_("24, 12 and 36 months are the program's defaults."), wrap=True))
    form.add_note(label(overdue_words(overdue), wrap=True))

    def save(values: dict[str, Any]) -> None:
        wanted = Periods(**values)
        if wanted != periods:
            with context.write(N_("Periods of keeping")) as session:
                keep_periods(session, wanted)
        with context.read() as session:
            now = overdue_of(session, context.today())
        if now.nothing:
            with context.database.write() as session:
                note_looked_at(session, context.today())
            context.say(_("Everything is within its period."))
            return
        if confirm(
            parent, _("Let go of it?"), f"{overdue_words(now)} {_('It cannot be undone.')}", _("Let go"), danger=True
        ):
            let_it_go(context, now)

    dialog = FormDialog(parent, _("Periods of keeping"), form, save, save_words=_("Keep and check…"), width=620)
    dialog.open()
    return dialog


def let_it_go(context: Context, overdue: Overdue) -> None:
    """Let go of it on the worker: a lost customer may have hundreds of people."""
    today = context.today()

    def job(progress: Progress) -> None:
        with context.database.write(bulk=True) as session:
            let_go(session, overdue, today)

    context.tasks.run(
        job,
        lambda _done: context.say(_("It is gone here; the others follow with their next files.")),
        title=_("Letting go of what is old"),
        writes=True,
    )


def overdue_words(overdue: Overdue) -> str:
    """What is older than its period, in a sentence; the contacts by name as far as they fit, the others counted."""
    if overdue.nothing:
        return _("Everything is within its period.")
    names = _(", ").join(name for _id, name, _customer in overdue.contacts[:MOST_NAMES])
    left = len(overdue.contacts) - MOST_NAMES
    more = _n("and {count} other person", "and {count} other people", left) if left > 0 else ""
    return " ".join(part for part in (count_words(overdue), names, more) if part)


def count_words(overdue: Overdue) -> str:
    """How much is older than its period, without a name."""
    words = _("Older than their period: members' accounts {member_months}, contacts {contacts}, members {members}.")
    return words.format(
        member_months=f"{overdue.accounts:,}", contacts=len(overdue.contacts), members=f"{overdue.members:,}"
    )


def _in_range(value: int) -> str:
    return "" if LEAST <= value <= MOST else _("A period is {least} to {most} months.").format(least=LEAST, most=MOST)
