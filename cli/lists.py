"""The `list` command: what a page would list, for a person or as JSON."""

from typing import Annotated, Any

import typer
from sqlalchemy.orm import Session

from cli.running import AsJson, Context, open_store, print_json, print_table, setup_of
from model.customers.finding import customer_by_code
from model.editing.queries import entity_of, ids_holding, list_rows
from model.needs.promise_rules import standing_state
from model.search.queries import find
from model.search.sources import source_of
from model.security.full_access import note_full_access
from resources.i18n import _

_SEARCH_LIMIT = 200


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("list", help=_("List customers, contacts, visits and everything else that is kept."))(list_command)


def list_command(
    ctx: Context,
    what: Annotated[str, typer.Argument(metavar="customers|contacts|visits|tasks|needs|promises|members|...")],
    customer: Annotated[str | None, typer.Option("--customer", metavar="CODE")] = None,
    search: Annotated[str | None, typer.Option("--search", metavar="TEXT")] = None,
    filters: Annotated[list[str] | None, typer.Option("--filter", metavar="NAME=VALUE")] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=0)] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    reason: Annotated[str, typer.Option("--reason")] = "",
    as_json: AsJson = False,
) -> None:
    """Lists what is kept; telephone numbers are masked unless --full and a reason are given."""
    wanted: dict[str, str] = {}
    for text in filters or ():
        name, sign, value = text.partition("=")
        if not sign:
            raise typer.BadParameter(_("“{text}” is not NAME=VALUE.").format(text=text))
        wanted[name] = value
    entity = entity_of(what)
    with open_store(ctx) as database:
        if full:
            note_full_access(database, "list", reason)
        with database.read() as session:
            root = customer_by_code(session, customer).id if customer else None
            ids = None if search is None else _found(session, entity, search)
            rows = list_rows(session, entity, root, wanted, limit, ids=ids, full=full)
    if entity == "promise":
        for row in rows:
            row["state"] = standing_state(row["state"], row["due_on"], setup_of(ctx).today)
    _print(rows, as_json)


def _found(session: Session, entity: str, text: str) -> list[str]:
    """Rows that the search box would find, best first."""
    if source_of(entity) is None:
        return ids_holding(session, entity, text)
    hits = find(session, text, _SEARCH_LIMIT)
    return [hit.id for hit in hits if hit.entity == entity]


def _print(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(rows)
    elif rows:
        titles = [name for name in rows[0] if any(row[name] not in (None, "") for row in rows)]
        print_table(titles, [[row[name] for name in titles] for row in rows])
