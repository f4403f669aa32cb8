"""Commands of proposals, as the window's editor would."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from cli.running import AsJson, Context, day_of, open_store, print_json, print_table, say, setup_of, tell_id
from model.customers.finding import customer_by_code
from model.proposals.actions import add_quote, breaches_in
from model.proposals.decisions import save_authority, submit_quote
from model.proposals.offering import draft_for
from model.proposals.queries import authority_table, find_quote
from model.proposals.rules import SHIPPED_AUTHORITY, WHOLE
from resources.i18n import N_, _

Customer = Annotated[str, typer.Option("--customer", metavar="CODE")]
_QUOTE = N_("New proposal for {customer}")
_AUTHORITY = N_("Discount authority")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    quotes = typer.Typer(rich_markup_mode=None, help=_("Proposals."))
    quotes.command("new", help=_("Make a proposal from products and quantities."))(quote_new)
    quotes.command("authority", help=_("What a manager may take off alone, by grade; --confirm or --set keeps it."))(
        quote_authority
    )
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


def quote_authority(
    ctx: Context,
    confirm: Annotated[bool, typer.Option("--confirm")] = False,
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="GRADE:PERCENT")] = None,
    as_json: AsJson = False,
) -> None:
    """The table of discount authority. A paper that leans on it is kept back until it is confirmed."""
    given = dict(_grade_of(text) for text in changes or ())
    with open_store(ctx) as database:
        if confirm or given:
            with database.write(_AUTHORITY) as session:
                save_authority(session, {**authority_table(session)[0], **given})
        with database.read() as session:
            table, is_default = authority_table(session)
    if as_json:
        print_json({"confirmed": not is_default, "percent": {grade: most / 100 for grade, most in table.items()}})
        return
    say(_("This is the program's default.") if is_default else _("This is confirmed."))
    print_table([_("Grade"), _("Discount %")], [[grade or "—", f"{most / 100:g}"] for grade, most in table.items()])


def _grade_of(text: str) -> tuple[str, int]:
    grade, mark, percent = text.partition(":")
    if not mark or grade not in SHIPPED_AUTHORITY:
        raise typer.BadParameter(_("{option} wants GRADE:PERCENT, such as A:20.").format(option="--set"))
    return grade, _discount_of(percent, "--set")


def _item_of(text: str) -> tuple[str, int]:
    code, mark, quantity = text.rpartition(":")
    if not mark or not code.strip() or not quantity.strip().isdecimal() or int(quantity) < 1:
        raise typer.BadParameter(_("{option} wants CODE:QUANTITY, such as JC03:2.").format(option="--item"))
    return code.strip(), int(quantity)


def _discount_of(text: str, option: str = "--discount") -> int:
    """Percent as hundredths of a percent. Raises `typer.BadParameter`, which is wrong usage."""
    wrong = _("{option} wants a percentage from 0 to 100 with at most two places.").format(option=option)
    try:
        value = Decimal(text.removesuffix("%")) * 100
    except InvalidOperation:
        raise typer.BadParameter(wrong) from None
    if not value.is_finite() or value != value.to_integral_value() or not 0 <= value <= WHOLE:
        raise typer.BadParameter(wrong)
    return int(value)
