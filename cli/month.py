"""Commands of the month's end: pieces counted, the checklist, the hand-in and what the office answered."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from cli.running import (
    AsJson,
    Context,
    asked_month,
    choice_of,
    day_of,
    month_text,
    open_store,
    print_json,
    say,
    setup_of,
    tell_id,
)
from model.customers.finding import customer_by_code
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.months import month_of
from model.pay.actions import PieceDraft, add_piece
from model.pay.behind import find_item, list_proofs
from model.submissions.actions import Decision, approve, hand_in, receive, send_back
from model.submissions.checking import check_month
from model.submissions.queries import SubmissionRow, list_own
from model.submissions.rules import POINTS, month_to_hand_in
from reports.submission import send_submission
from resources.i18n import N_, _

Month = Annotated[str, typer.Option("--month", metavar="YYYY-MM")]
_PIECE, _HAND_IN, _ANSWER = N_("Count a piece"), N_("Hand in {month}"), N_("Answer to a hand-in")
_ANSWERS = {
    "receive": (N_("The office received it."), receive),
    "return": (N_("The office sent it back."), send_back),
    "approve": (N_("The district head approved it."), approve),
}


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    piece = typer.Typer(rich_markup_mode=None, help=_("Piecework."))
    piece.command("add", help=_("Count a piece of work."))(piece_add)
    app.add_typer(piece, name="piece")
    submission = typer.Typer(rich_markup_mode=None, help=_("The month's hand-in."))
    submission.command("check", help=_("What is still open in a month."))(check)
    submission.command("hand-in", help=_("Freeze a month and write its papers into a folder."))(hand_in_month)
    submission.command("answer", help=_("Record what the office said of the newest hand-in."))(answer)
    app.add_typer(submission, name="submission")


def piece_add(
    ctx: Context,
    item: Annotated[str, typer.Option("--item", metavar="CODE")],
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD")],
    customer: Annotated[str, typer.Option("--customer", metavar="CODE")] = "",
    quantity: Annotated[int, typer.Option("--quantity", min=1)] = 1,
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT")] = "",
    proof: Annotated[str, typer.Option("--proof", metavar="ID")] = "",
    as_json: AsJson = False,
) -> None:
    """A piece of an item that has a price in its month; --proof names a visit, proposal, agreement or opportunity."""
    day = day_of(date, "--date")
    with open_store(ctx) as database, database.write(_PIECE) as session:
        if find_item(session, month_of(day), item) is None:
            raise UserError(_("No item {code} has a price in {month}.").format(code=item, month=date[:7]))
        found = customer_by_code(session, customer).id if customer else None
        entity, record = "", None
        if proof:
            proofs = {one.id: one.entity for one in list_proofs(session, found or "")}
            if proof not in proofs:
                raise UserError(_("This customer has no such record that could prove it."))
            entity, record = proofs[proof], proof
        row_id = add_piece(session, PieceDraft(day, item, quantity, found, evidence, "", entity, record))
    tell_id(row_id, as_json)


def check(ctx: Context, month: Month = "", as_json: AsJson = False) -> None:
    """One line a point, or JSON."""
    with open_store(ctx) as database, database.read() as session:
        points = check_month(session, _month(ctx, month), setup_of(ctx).today)
    if as_json:
        print_json([{**asdict(one), "day": one.day.isoformat() if one.day else None} for one in points])
        return
    for one in points:
        say("\t".join((_(POINTS[one.kind]), one.day.isoformat() if one.day else "", one.customer, one.words)).rstrip())


def hand_in_month(
    ctx: Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    month: Month = "",
    remarks: Annotated[str, typer.Option("--remarks", metavar="TEXT")] = "",
    again: Annotated[bool, typer.Option("--again")] = False,
    as_json: AsJson = False,
) -> None:
    """Hands a month in; --again writes the papers of the newest hand-in once more, as they were frozen."""
    wanted, today = _month(ctx, month), setup_of(ctx).today
    with open_store(ctx) as database:
        if again:
            with database.read() as session:
                submission = _newest(list_own(session, wanted))
        else:
            with database.write(_HAND_IN, month=month_text(wanted) or "") as session:
                submission = hand_in(session, wanted, today, remarks)
        sent = send_submission(database, submission, out, today, lambda _done, _all, _words: None)
    if as_json:
        print_json({"id": submission, "folder": str(sent.folder), "papers": sent.papers, "files": sent.files})
    else:
        say(str(sent.folder))


def answer(
    ctx: Context,
    what: Annotated[str, typer.Argument(metavar="receive|return|approve")],
    who: Annotated[str, typer.Option("--who", metavar="NAME")],
    month: Month = "",
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD")] = "",
    way: Annotated[str, typer.Option("--how", metavar="system|in_person|paper|phone|message")] = "in_person",
    words: Annotated[str, typer.Option("--words", metavar="TEXT")] = "",
    as_json: AsJson = False,
) -> None:
    """Who said so, on which day (today by default), how, and in what words."""
    act = _ANSWERS[choice_of(what, {name: told[0] for name, told in _ANSWERS.items()}, "receive|return|approve")][1]
    way = choice_of(way, ENUMERATIONS["submission_way"], "--how")
    day = day_of(date, "--date") if date else setup_of(ctx).today
    with open_store(ctx) as database, database.write(_ANSWER) as session:
        submission = _newest(list_own(session, _month(ctx, month)))
        act(session, submission, Decision(who, day, way, words))
    tell_id(submission, as_json)


def _month(ctx: Context, text: str) -> int:
    return asked_month(text) if text else month_to_hand_in(setup_of(ctx).today)


def _newest(rows: list[SubmissionRow]) -> str:
    if not rows:
        raise UserError(_("This month has not been handed in."))
    return rows[0].id
