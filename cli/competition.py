"""The command that notes a rival's move, as the form of a sighting would."""

from dataclasses import replace
from typing import Annotated

import typer

from cli.running import AsJson, Context, choice_of, day_of, open_store, setup_of, tell_id
from model.competition.actions import MoveDraft, add_move
from model.competition.rules import RIVALS
from model.customers.finding import customer_by_code
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

_SIGHTING = N_("Sighting at {customer}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the program."""
    group = typer.Typer(rich_markup_mode=None, help=_("Rivals' moves."))
    group.command("add")(competitor_move_add)
    app.add_typer(group, name="competitor-move")


def competitor_move_add(
    ctx: Context,
    customer: Annotated[str, typer.Option("--customer", metavar="CODE")],
    operator: Annotated[str, typer.Option("--operator", metavar="telecom|unicom|broadnet|other")],
    tactic: Annotated[str, typer.Option("--tactic", metavar="TACTIC")],
    seen_on: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD")] = None,
    members: Annotated[int | None, typer.Option("--members", min=0)] = None,
    source: Annotated[str, typer.Option("--source")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    as_json: AsJson = False,
) -> None:
    """A rival was seen at a customer; the day is today where none is given."""
    draft = MoveDraft(
        customer_id="",
        operator=choice_of(operator, RIVALS, "--operator"),
        tactic=choice_of(tactic, ENUMERATIONS["competitor_tactic"], "--tactic"),
        seen_on=day_of(seen_on, "--date") if seen_on else None,
        members_affected=members,
        source=source,
        remarks=note,
    )
    with open_store(ctx) as database, database.write(_SIGHTING, customer=customer) as session:
        found = customer_by_code(session, customer)
        row_id = add_move(session, replace(draft, customer_id=found.id), setup_of(ctx).today)
    tell_id(row_id, as_json)
