"""Commands about the store itself: making, opening, copying, checking, and any row as the window would change it."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cli.running import AsJson, Context, new_passphrase, open_store, print_json, read_passphrase, say, setup_of
from model.customers.finding import customer_by_code
from model.errors import UserError
from model.security.full_access import note_full_access
from model.store import backup as backups
from model.store import undo as events
from model.store.checking import check_store
from model.store.dump import dump_lines
from model.store.failures import file_failures
from model.store.opening import ROLES, Owner, change_passphrase, create_store, open_with_recovery
from model.store.replica import device_folder
from resources.i18n import _


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("init", help=_("Make a new encrypted store."))(init)
    app.command("unlock-with-recovery", help=_("Give the store a new passphrase by its recovery code."))(recover)
    app.command("rekey", help=_("Change the passphrase."))(rekey)
    app.command("backup", help=_("Write a safe copy of the store."))(backup)
    app.command("restore", help=_("Put a safe copy in the store's place."))(restore)
    app.command("check", help=_("Check that the store is whole."))(check)
    app.command("dump", help=_("Print every row that travels as sorted JSON lines."))(dump)
    app.command("undo", help=_("Take the last change back."))(undo)
    app.command("redo", help=_("Do the last undone change again."))(redo)


def init(
    ctx: Context,
    name: Annotated[str, typer.Option("--name")],
    employee_no: Annotated[str, typer.Option("--employee-no")],
    role: Annotated[str, typer.Option("--role", metavar="|".join(ROLES))] = "manager",
) -> None:
    """A new encrypted store; prints the recovery code once."""
    if role not in ROLES:
        raise typer.BadParameter(_("{option} wants one of: {words}.").format(option="--role", words=", ".join(ROLES)))
    setup = setup_of(ctx)
    words = new_passphrase(setup)
    database, code = create_store(setup.store, words, Owner(name, employee_no, role), setup.clock, device_folder())
    database.close()
    say(_("The store was made. Print this recovery code and lock it away; it is shown once:"))
    say(code)


def recover(
    ctx: Context,
    code: Annotated[str, typer.Argument()],
    new_passphrase_file: Annotated[Path, typer.Option("--new-passphrase-file")],
) -> None:
    """Opens the store by its recovery code and gives it a new passphrase."""
    setup = setup_of(ctx)
    words = read_passphrase(new_passphrase_file)
    open_with_recovery(setup.store, code, words, setup.clock, device_folder()).close()
    say(_("The store has its new passphrase."))


def rekey(ctx: Context, new_passphrase_file: Annotated[Path, typer.Option("--new-passphrase-file")]) -> None:
    """Changes the passphrase; the recovery code stays good."""
    words = read_passphrase(new_passphrase_file)
    with open_store(ctx) as database:
        change_passphrase(database, words)
    say(_("The store has its new passphrase."))


def backup(ctx: Context, file: Path) -> None:
    """A safe copy of the store and its key in one archive."""
    with open_store(ctx) as database:
        backups.backup(database, file)
    say(_("The backup was written to {file}.").format(file=file.name))


def restore(ctx: Context, file: Path) -> None:
    """Puts a backup in the store's place; what stood there is set aside."""
    backups.restore(file, setup_of(ctx).store)
    say(_("The store was restored from {file}.").format(file=file.name))
    say(_("Whoever was erased since stands in it again until the office's next file, or until you erase them again."))


def check(ctx: Context, as_json: AsJson = False) -> None:
    """Checks that the store is whole; a damaged one ends with code 1."""
    with open_store(ctx) as database:
        findings = check_store(database)
    damaged = any(finding.kind in ("damage", "slice") for finding in findings)
    if as_json:
        print_json({"sound": not damaged, "findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            say(finding.sentence)
        if not damaged:
            say(_("The store is whole."))
    if damaged:
        raise UserError(_("The store is damaged."))


def dump(
    ctx: Context,
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE")] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    reason: Annotated[str, typer.Option("--reason")] = "",
    out: Annotated[Path | None, typer.Option("--out")] = None,
) -> None:
    """Every row that travels as sorted JSON lines; whole numbers only with a reason, which is kept."""
    with open_store(ctx) as database:
        if full:
            note_full_access(database, "dump", reason)
        with database.read() as session:
            root = customer_by_code(session, customer).dossier_id if customer else None
            lines = dump_lines(session, root, full=full)
            if out is None:
                for line in lines:
                    typer.echo(line)
            else:
                _write_lines(out, lines)


def _write_lines(out: Path, lines: Iterator[str]) -> None:
    part = out.with_name(out.name + ".part")
    with file_failures(out.name):
        try:
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(line + "\n" for line in lines)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)


def undo(ctx: Context, as_json: AsJson = False) -> None:
    """Takes the last change back."""
    with open_store(ctx) as database:
        _tell(
            events.undo(database), as_json, _("There is nothing to undo."), _("Taken back: {title} (changes: {count}).")
        )


def redo(ctx: Context, as_json: AsJson = False) -> None:
    """Does the last undone change again."""
    with open_store(ctx) as database:
        _tell(
            events.redo(database), as_json, _("There is nothing to redo."), _("Done again: {title} (changes: {count}).")
        )


def _tell(result: events.UndoResult | None, as_json: bool, nothing: str, done: str) -> None:
    if result is None:
        raise UserError(nothing)
    tell_undo(result, as_json, done)


def tell_undo(result: events.UndoResult, as_json: bool, done: str) -> None:
    """Print what an undo or redo put back (`done`, with {title} and {count}) and what a later edit kept it from."""
    left = [{"entity": entity, "id": row_id, "field": group} for entity, row_id, group in result.left]
    if as_json:
        print_json({"title": result.title, "restored": result.restored, "left": left})
        return
    say(done.format(title=result.title, count=result.restored))
    for entity, row_id, group in result.left:
        say(_("A later edit stands in the way: {entity} {id} {field}").format(entity=entity, id=row_id, field=group))
