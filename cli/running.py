"""What every command shares: the options before it, the open store, what it prints."""

import getpass
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from model.clock import Clock
from model.errors import UserError
from model.months import is_month, month_of, month_words
from model.store import opening
from model.store.database import Database
from model.store.replica import device_folder
from resources.i18n import _

AsJson = Annotated[bool, typer.Option("--json", help="one JSON document on standard output")]
"""The `--json` option of a command."""

Context = typer.Context
_VARIABLE = "MEIBAN_PASSPHRASE"
_LONGEST_FILE = 8192


@dataclass(frozen=True)
class Setup:
    """The options before the command: the store, where its passphrase is, the clock, and whether its day was set."""

    store: Path
    passphrase_file: Path | None
    clock: Clock
    day_given: bool = False

    @property
    def today(self) -> date:
        """The business date of this run."""
        return self.clock.today()


def setup_of(ctx: Context) -> Setup:
    """The options before the command of this run."""
    found = ctx.find_object(Setup)
    if found is None:
        raise TypeError("the command was started without its options")
    return found


@contextmanager
def open_store(ctx: Context) -> Iterator[Database]:
    """The store of this run, open for one command and closed after it. Raises `UserError` where it cannot be opened."""
    setup = setup_of(ctx)
    database = opening.open_store(setup.store, passphrase(setup), setup.clock, device_folder())
    try:
        yield database
    finally:
        database.close()


def given_passphrase(setup: Setup) -> str | None:
    """The passphrase from its file or the environment, `None` where neither gives one."""
    if setup.passphrase_file is not None:
        return read_passphrase(setup.passphrase_file)
    return os.environ.get(_VARIABLE)


def passphrase(setup: Setup) -> str:
    """The passphrase from its file, the environment or the keyboard. Raises `UserError` where there is none."""
    found = given_passphrase(setup)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise UserError(_("No passphrase was given: use --passphrase-file FILE or the variable MEIBAN_PASSPHRASE."))
    return getpass.getpass(_("Passphrase: "))


def new_passphrase(setup: Setup) -> str:
    """A passphrase for a new store: from its file or the environment, else asked for twice."""
    if setup.passphrase_file is not None or _VARIABLE in os.environ or not sys.stdin.isatty():
        return passphrase(setup)
    first = getpass.getpass(_("New passphrase: "))
    if getpass.getpass(_("Once more: ")) != first:
        raise UserError(_("The two passphrases differ. Nothing was done."))
    return first


def read_passphrase(path: Path) -> str:
    """The first line of a file. Raises `UserError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_FILE).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UserError(_("The passphrase file {name} cannot be read.").format(name=path.name)) from None
    return text.splitlines()[0] if text else ""


def say(text: str) -> None:
    """Print a line for a person."""
    typer.echo(text)


def print_json(value: object) -> None:
    """Print one JSON document: days and instants as ISO text."""
    typer.echo(json.dumps(value, ensure_ascii=False, default=_as_text))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their titles, parted by tabs, nothing for an empty value."""
    typer.echo("\t".join(titles))
    for row in rows:
        typer.echo("\t".join("" if value is None else " ".join(str(value).split()) for value in row))


def tell_id(row_id: str, as_json: bool, **more: object) -> None:
    """Print the id of what was just made, as every adding command does."""
    if as_json:
        print_json({"id": row_id} | more)
    else:
        typer.echo("\t".join([row_id, *(str(value) for value in more.values())]))


def day_of(text: str, option: str) -> date:
    """A day given as YYYY-MM-DD. Raises `typer.BadParameter`, which is wrong usage."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("{option} wants a day as YYYY-MM-DD.").format(option=option)) from None


def asked_month(text: str) -> int:
    """A month given as YYYY-MM, as the integer YYYYMM. Raises `typer.BadParameter`, which is wrong usage."""
    try:
        month = month_of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        month = 0
    if not is_month(month):
        raise typer.BadParameter(_("{option} wants a month as YYYY-MM.").format(option="--month"))
    return month


def month_text(month: int | None) -> str | None:
    """A month of the store (YYYYMM) as YYYY-MM."""
    return None if month is None else month_words(month)


def choice_of(text: str, allowed: Mapping[str, str], option: str) -> str:
    """A code of an enumeration. Raises `typer.BadParameter` where it is none of them."""
    if text not in allowed:
        words = ", ".join(allowed)
        raise typer.BadParameter(_("{option} wants one of: {words}.").format(option=option, words=words))
    return text


def _as_text(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
