"""Commands that change, take out and bring back any row, as the window would."""

from typing import Annotated

import typer

from cli.running import Context, open_store, say, setup_of
from model.editing import actions
from resources.i18n import N_, _

SET = N_("Change of {entity}")
DELETED = N_("Deletion of {entity}")
RESTORED = N_("Return of {entity}")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("set", help=_("Set fields of one row."))(set_fields)
    app.command("delete", help=_("Take one row out."))(delete)
    app.command("restore-row", help=_("Bring a deleted row back."))(restore)


def set_fields(
    ctx: Context,
    entity: Annotated[str, typer.Argument()],
    row_id: Annotated[str, typer.Argument(metavar="ID")],
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...")],
) -> None:
    """Sets fields of one row."""
    parted = [field.partition("=") for field in fields]
    for name, sign, _value in parted:
        if not sign or not name:
            raise typer.BadParameter(_("“{text}” is not FIELD=VALUE.").format(text=name))
    with open_store(ctx) as database, database.write(SET, entity=entity) as session:
        texts = {name: value for name, _sign, value in parted}
        actions.set_texts(session, entity, row_id, texts, setup_of(ctx).today)
    say(row_id)


def delete(ctx: Context, entity: str, row_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Takes one row out."""
    with open_store(ctx) as database, database.write(DELETED, entity=entity) as session:
        actions.delete_row(session, entity, row_id)
    say(row_id)


def restore(ctx: Context, entity: str, row_id: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Brings a deleted row back."""
    with open_store(ctx) as database, database.write(RESTORED, entity=entity) as session:
        actions.restore_row(session, entity, row_id)
    say(row_id)
