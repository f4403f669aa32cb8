"""Commands on customers as a whole."""

from typing import Annotated

import typer

from cli.running import AsJson, Context, open_store, setup_of, tell_id
from model.customers.finding import customer_by_code
from model.customers.merging import merge_customers
from resources.i18n import N_, _

_MERGED = N_("Merge {other} into {keep}")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(rich_markup_mode=None, help=_("Customers as a whole."))
    group.callback()(_customers)
    group.command("merge", help=_("Merge OTHER into KEEP; KEEP's values stand where it has any."))(merge)
    app.add_typer(group, name="customer")


def _customers() -> None:
    """Keeps the group a group while it has one command."""


def merge(
    ctx: Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP")],
    other: Annotated[str, typer.Argument(metavar="OTHER")],
    as_json: AsJson = False,
) -> None:
    """Two customers become one; undo takes it back."""
    with open_store(ctx) as database, database.write(_MERGED, other=other, keep=keep) as session:
        found = [customer_by_code(session, code).id for code in (keep, other)]
        row_id = merge_customers(session, found[0], found[1], setup_of(ctx).today)
    tell_id(row_id, as_json)
