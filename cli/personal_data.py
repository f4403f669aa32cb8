"""The commands of rule 17: a person's copy, erasing a person, everything out, and periods of keeping."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from cli.adding import Customer
from cli.running import AsJson, Context, open_store, passphrase, print_json, read_passphrase, say, setup_of, tell_id
from model.customers.finding import contact_of, customer_by_code
from model.customers.records import Contact
from model.errors import UserError
from model.exchange.erasure import erase_row
from model.personal_data.keeping import let_go, overdue_of
from model.personal_data.queries import copy_of_person
from model.security.full_access import note_full_access
from model.settings.queries import find_owner
from model.store.base import RowId
from reports.everything_out import write_everything
from reports.person_copy import write_person_copy
from resources.i18n import _, _n

Person = Annotated[str, typer.Argument(metavar="NAME_OR_ID")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(rich_markup_mode=None, help=_("What is kept of a person."))
    group.command("copy", help=_("A person's own copy of what is kept of them."))(person_copy)
    group.command("erase", help=_("Take a person out, here and with the next files everywhere."))(person_erase)
    app.add_typer(group, name="person")
    app.command("export-all", help=_("Write the whole store as open workbooks into an encrypted zip."))(export_all)
    app.command("retention-periods", help=_("What is kept longer than its period; with --yes let it go."))(periods)


def person_copy(
    ctx: Context,
    person: Person,
    customer: Customer,
    reason: Reason,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.pdf")] = None,
) -> None:
    """Everything kept of a person, as JSON or as a paper; the reason is kept in the audit trail."""
    with open_store(ctx) as database:
        with database.read() as session:
            found = _contact(session, customer, person)
        note_full_access(database, "person_copy", reason)
        with database.read() as session:
            copy, owner = copy_of_person(session, found), find_owner(session).name
    if out is not None:
        write_person_copy(out, copy, owner, setup_of(ctx).today.isoformat())
        say(str(out))
        return
    records = [{"kind": record.kind, "fields": dict(record.fields)} for record in copy.records]
    print_json({"id": copy.contact_id, "name": copy.name, "customer": copy.customer, "records": records})


def person_erase(ctx: Context, person: Person, customer: Customer, reason: Reason, as_json: AsJson = False) -> None:
    """Takes a person out of this store and, with the next files, out of every other."""
    with open_store(ctx) as database, database.write() as session:
        erasure = erase_row(session, "contact", _contact(session, customer, person), reason)
    tell_id(erasure, as_json)


def export_all(
    ctx: Context,
    out: Annotated[Path, typer.Argument(metavar="FILE.zip")],
    reason: Reason,
    file_passphrase: Annotated[Path | None, typer.Option("--file-passphrase", metavar="FILE")] = None,
) -> None:
    """Writes everything into one AES zip under a passphrase of its own, or the store's where none is given."""
    secret = read_passphrase(file_passphrase) if file_passphrase else passphrase(setup_of(ctx))
    with open_store(ctx) as database:
        note_full_access(database, "export_all", reason)
        with database.read() as session:
            rows = write_everything(out, session, secret, lambda _done, _total, _sheet: None)
    say(_n("{count} row is in {file}.", "{count} rows are in {file}.", rows, file=out.name))


def periods(ctx: Context, yes: Annotated[bool, typer.Option("--yes")] = False, as_json: AsJson = False) -> None:
    """Shows what is older than its period and, with --yes, lets it go for good."""
    today = setup_of(ctx).today
    with open_store(ctx) as database:
        with database.read() as session:
            overdue = overdue_of(session, today)
        if yes and not overdue.nothing:
            with database.write(bulk=True) as session:
                let_go(session, overdue, today)
    counts = {"member_months": overdue.accounts, "contacts": len(overdue.contacts), "members": overdue.members}
    if as_json:
        print_json({**counts, "let_go": yes})
        return
    words = _("Older than their period: members' accounts {member_months}, contacts {contacts}, members {members}.")
    say(words.format(**counts))


def _contact(session: Session, customer: str, person: str) -> RowId:
    """The contact by id or by name. Raises `UserError` where there is none."""
    owner = customer_by_code(session, customer)
    by_id = session.get(Contact, person)
    if by_id is not None:
        if by_id.customer_id != owner.id:
            raise UserError(_("This person belongs to another customer."))
        return by_id.id
    return contact_of(session, owner.id, person).id
