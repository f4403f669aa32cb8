"""Commands of opportunities, as the window's board would."""

from typing import Annotated

import typer

from cli.running import AsJson, Context, choice_of, day_of, open_store, say, setup_of, tell_id
from model.customers.finding import customer_by_code
from model.enumerations import ENUMERATIONS
from model.opportunities.actions import OpportunityDraft, add_opportunity
from model.opportunities.moving import close_opportunity, move_opportunity
from resources.i18n import N_, _

Customer = Annotated[str, typer.Option("--customer", metavar="CODE")]
Row = Annotated[str, typer.Argument(metavar="ID")]
_ADDED, _MOVED, _CLOSED = (
    N_("New opportunity at {customer}"),
    N_("Stage of an opportunity"),
    N_("End of an opportunity"),
)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(rich_markup_mode=None, help=_("Opportunities."))
    group.command("add", help=_("Note an opportunity at a customer."))(opportunity_add)
    group.command("stage", help=_("Put an opportunity into a stage."))(opportunity_stage)
    group.command("close", help=_("Say that an opportunity was won, lost or shelved, and why."))(opportunity_close)
    app.add_typer(group, name="opportunity")


def opportunity_add(
    ctx: Context,
    customer: Customer,
    name: Annotated[str, typer.Option("--name")],
    amount: Annotated[int, typer.Option("--amount", metavar="FEN", min=0)],
    close: Annotated[str | None, typer.Option("--close", metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> None:
    """An opportunity in its first stage; the amount is fen."""
    day = day_of(close, "--close") if close else None
    with open_store(ctx) as database, database.write(_ADDED, customer=customer) as session:
        found = customer_by_code(session, customer)
        draft = OpportunityDraft(found.id, name, amount, expected_close=day)
        row_id = add_opportunity(session, draft, setup_of(ctx).today)
    tell_id(row_id, as_json)


def opportunity_stage(
    ctx: Context,
    row: Row,
    stage: Annotated[str, typer.Argument(metavar="STAGE")],
    reason: Annotated[str, typer.Option("--reason")] = "",
) -> None:
    """The stage by its code, or by its name in a pipeline of one's own; --reason where something is missing for it."""
    with open_store(ctx) as database, database.write(_MOVED) as session:
        moved = move_opportunity(session, row, stage, setup_of(ctx).today, reason)
    say(_("Done.") if moved else _("It stands there already."))


def opportunity_close(
    ctx: Context,
    row: Row,
    outcome: Annotated[str, typer.Argument(metavar="won|lost|shelved")],
    reason: Annotated[str, typer.Option("--reason")] = "",
    cause: Annotated[str, typer.Option("--cause", metavar="CODE")] = "other",
) -> None:
    """How it ended; a lost one names its cause: device, tariff, bundle, relation, network, service and so on."""
    ends = {code: words for code, words in ENUMERATIONS["opportunity_outcome"].items() if code != "open"}
    ended = choice_of(outcome, ends, "OUTCOME")
    lost_to = choice_of(cause, ENUMERATIONS["loss_reason"], "--cause")
    with open_store(ctx) as database, database.write(_CLOSED) as session:
        close_opportunity(session, row, ended, reason, setup_of(ctx).today, lost_to)
    say(_("Done."))
