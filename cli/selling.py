"""Commands of proposals, as the window's editor would."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from cli.running import AsJson, Context, day_of, open_store, setup_of, tell_id
from model.customers.finding import customer_by_code
from model.proposals.actions import add_quote, breaches_in
from model.proposals.decisions import submit_quote
from model.proposals.offering import draft_for
from model.proposals.queries import find_quote
from model.proposals.rules import WHOLE
from resources.i18n import N_, _

Customer = Annotated[str, typer.Option("--customer", metavar="CODE")]
_QUOTE = N_("New proposal for {customer}")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    quotes = typer.Typer(rich_markup_mode=None, help=_("Proposals."))
    quotes.command("new", help=_("Make a proposal from products and quantities."))(quote_new)
    app.add_typer(quotes, name="quote")


def quote_new(
    ctx: Context,
    customer: Customer,
    item: Annotated[list[str], typer.Option("--item", metavar="OFFERING:QTY")],
    discount: Annotated[str, typer.Option("--discount", metavar="PERCENT")] = "0",
    title: Annotated[str, typer.Option("--title")] = "",
    term: Annotated[int, typer.Option("--term", metavar="MONTHS", min=1, max=120)] = 24,
    valid_until: Annotated[str | None, typer.Option("--valid-until", metavar="YYYY-MM-DD")] = None,
    reason: Annotated[str, typer.Option("--reason")] = "",
    as_json: AsJson = False,
) -> None:
    """A proposal; beyond the authority or below a floor it needs --reason and waits for approval."""
    wanted = [_item_of(text) for text in item]
    cut = _discount_of(discount)
    until = day_of(valid_until, "--valid-until") if valid_until else None
    today = setup_of(ctx).today
    with open_store(ctx) as database, database.write(_QUOTE, customer=customer) as session:
        found = customer_by_code(session, customer)
        draft = draft_for(session, found.id, wanted, cut, today)
        draft = replace(draft, title=title, term_months=term, valid_for=until or draft.valid_for, reason=reason)
        row_id = add_quote(session, draft, today)
        if breaches_in(session, draft, today)[2]:
            submit_quote(session, row_id, today)
        number = find_quote(session, row_id).number
    tell_id(row_id, as_json, number=number)


def _item_of(text: str) -> tuple[str, int]:
    code, mark, quantity = text.rpartition(":")
    if not mark or not code.strip() or not quantity.strip().isdecimal() or int(quantity) < 1:
        raise typer.BadParameter(_("{option} wants CODE:QUANTITY, such as JC03:2.").format(option="--item"))
    return code.strip(), int(quantity)


def _discount_of(text: str) -> int:
    """Percent as hundredths of a percent. Raises `typer.BadParameter`, which is wrong usage."""
    wrong = _("{option} wants a percentage from 0 to 100 with at most two places.").format(option="--discount")
    try:
        value = Decimal(text.removesuffix("%")) * 100
    except InvalidOperation:
        raise typer.BadParameter(wrong) from None
    if not value.is_finite() or value != value.to_integral_value() or not 0 <= value <= WHOLE:
        raise typer.BadParameter(wrong)
    return int(value)
