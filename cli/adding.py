"""Commands that add people, visits, needs and promises, as the window's forms would."""

from collections.abc import Callable
from typing import Annotated

import typer

from cli.running import AsJson, Context, choice_of, day_of, open_store, say, setup_of, tell_id
from model.customers.actions import add_contact
from model.customers.finding import contact_of, customer_by_code
from model.decision_maps.actions import LinkDraft, link_people
from model.decision_maps.judging import JudgementDraft, judge
from model.enumerations import ENUMERATIONS
from model.needs.actions import NeedDraft, add_need, link_needs
from model.needs.promise_actions import PromiseDraft, add_promise, close_promise
from model.settings.queries import find_owner
from model.visits.actions import VisitDraft, add_visit
from model.visits.rules import note_warnings
from resources.i18n import N_, _

Customer = Annotated[str, typer.Option("--customer", metavar="CODE")]
_VISIT, _NEED, _PROMISE = N_("Visit to {customer}"), N_("Need of {customer}"), N_("Promise to {customer}")
_CONTACT, _ROLE, _LINE = N_("Contact of {customer}"), N_("Role at {customer}"), N_("Reporting line at {customer}")
_UNLOCK, _CLOSED = N_("Link between needs"), N_("End of a promise")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    groups: tuple[tuple[str, str, tuple[tuple[str, str, Callable[..., None]], ...]], ...] = (
        ("visit", _("Visits."), (("add", _("Note a visit, or plan one."), visit_add),)),
        (
            "need",
            _("Needs and what they unlock."),
            (
                ("add", _("Note a need of a customer."), need_add),
                ("unlock", _("Say that solving one need unlocks another."), need_unlock),
            ),
        ),
        (
            "promise",
            _("Promises."),
            (
                ("add", _("Note what was promised, and by when."), promise_add),
                ("keep", _("Say that a promise was kept."), promise_keep),
                ("break", _("Say that a promise was broken, and why."), promise_break),
                ("substitute", _("Say what was done instead of a promise, and why."), promise_substitute),
            ),
        ),
        ("contact", _("Contacts."), (("add", _("Add a person to a customer."), contact_add),)),
        ("role", _("Buying roles."), (("set", _("Say what part a person plays."), role_set),)),
        ("report-line", _("Reporting lines."), (("add", _("Say who reports to whom."), report_line_add),)),
    )
    for name, words, commands in groups:
        group = typer.Typer(rich_markup_mode=None, help=words)
        for command, about, function in commands:
            group.command(command, help=about)(function)
        app.add_typer(group, name=name)


def visit_add(
    ctx: Context,
    customer: Customer,
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD")],
    note: Annotated[str, typer.Option("--note")],
    mode: Annotated[str, typer.Option("--mode", metavar="on_site|phone|sms|event")] = "on_site",
    met: Annotated[list[str] | None, typer.Option("--met", metavar="NAME")] = None,
    outcome: Annotated[str, typer.Option("--outcome")] = "",
    next_step: Annotated[str, typer.Option("--next")] = "",
    next_date: Annotated[str | None, typer.Option("--next-date", metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> None:
    """A visit that took place, or one planned for a day to come."""
    day = day_of(date, "--date")
    following = day_of(next_date, "--next-date") if next_date else None
    mode = choice_of(mode, ENUMERATIONS["contact_mode"], "--mode")
    with open_store(ctx) as database, database.write(_VISIT, customer=customer) as session:
        found = customer_by_code(session, customer)
        draft = VisitDraft(
            customer_id=found.id,
            visit_date=day,
            status="planned" if day > setup_of(ctx).today else "done",
            contact_mode=mode,
            note=note,
            outcome=outcome,
            next_step=next_step,
            next_date=following,
            met=tuple(contact_of(session, found.id, name).id for name in met or ()),
        )
        row_id = add_visit(session, draft, find_owner(session).name)
    for sentence in note_warnings(note):
        typer.echo(_(sentence), err=True)
    tell_id(row_id, as_json)


def need_add(
    ctx: Context,
    customer: Customer,
    statement: Annotated[str, typer.Option("--statement")],
    importance: Annotated[int, typer.Option("--importance", min=1, max=5)] = 3,
    urgency: Annotated[int, typer.Option("--urgency", min=1, max=5)] = 3,
    source: Annotated[str, typer.Option("--source", metavar="stated|guided|observed|latent")] = "stated",
    raised_by: Annotated[str, typer.Option("--raised-by", metavar="NAME")] = "",
    due: Annotated[str | None, typer.Option("--due", metavar="YYYY-MM-DD")] = None,
    behind: Annotated[str, typer.Option("--behind", metavar="TEXT")] = "",
    as_json: AsJson = False,
) -> None:
    """A need; a price complaint names with --behind the problem behind it."""
    source = choice_of(source, ENUMERATIONS["need_source"], "--source")
    day = day_of(due, "--due") if due else None
    with open_store(ctx) as database, database.write(_NEED, customer=customer) as session:
        found = customer_by_code(session, customer)
        person = contact_of(session, found.id, raised_by).id if raised_by else None
        draft = NeedDraft(
            customer_id=found.id,
            statement=statement,
            need_source=source,
            raised_by_id=person,
            raised_by=raised_by,
            importance=importance,
            urgency=urgency,
            due=day,
            behind=behind,
        )
        row_id = add_need(session, draft)
    tell_id(row_id, as_json)


def need_unlock(ctx: Context, need: str, unlocks: str, as_json: AsJson = False) -> None:
    """Solving the first need unlocks the second."""
    with open_store(ctx) as database, database.write(_UNLOCK) as session:
        row_id = link_needs(session, need, unlocks)
    tell_id(row_id, as_json)


def promise_add(
    ctx: Context,
    customer: Customer,
    text: Annotated[str, typer.Option("--text")],
    due: Annotated[str, typer.Option("--due", metavar="YYYY-MM-DD")],
    to: Annotated[str, typer.Option("--to", metavar="NAME")] = "",
    as_json: AsJson = False,
) -> None:
    """A promise made today."""
    day = day_of(due, "--due")
    with open_store(ctx) as database, database.write(_PROMISE, customer=customer) as session:
        found = customer_by_code(session, customer)
        person = contact_of(session, found.id, to).id if to else None
        owner = find_owner(session).name
        draft = PromiseDraft(found.id, text, day, made_to_id=person, made_to=to, owner=owner)
        row_id = add_promise(session, draft, setup_of(ctx).today)
    tell_id(row_id, as_json)


Reason = Annotated[str, typer.Option("--reason")]
PromiseId = Annotated[str, typer.Argument(metavar="ID")]


def promise_keep(ctx: Context, promise: PromiseId, reason: Reason = "") -> None:
    """A promise was kept."""
    _close(ctx, promise, "kept", reason, "")


def promise_break(ctx: Context, promise: PromiseId, reason: Reason = "") -> None:
    """A promise was broken; the reason says why."""
    _close(ctx, promise, "broken", reason, "")


def promise_substitute(ctx: Context, promise: PromiseId, reason: Reason = "") -> None:
    """Something else was done in a promise's place; the reason says what."""
    _close(ctx, promise, "substituted", "", reason)


def _close(ctx: Context, promise: str, state: str, reason: str, substitute: str) -> None:
    with open_store(ctx) as database, database.write(_CLOSED) as session:
        close_promise(session, promise, state, setup_of(ctx).today, reason=reason, substitute=substitute)
    say(promise)


def contact_add(
    ctx: Context,
    customer: Customer,
    name: Annotated[str, typer.Option("--name")],
    title: Annotated[str, typer.Option("--title")] = "",
    phone: Annotated[str, typer.Option("--phone")] = "",
    birthday: Annotated[str, typer.Option("--birthday", metavar="YYYY-MM-DD")] = "",
    as_json: AsJson = False,
) -> None:
    """A contact."""
    if birthday:
        birthday = day_of(birthday, "--birthday").isoformat()
    with open_store(ctx) as database, database.write(_CONTACT, customer=customer) as session:
        found = customer_by_code(session, customer)
        row_id = add_contact(session, found.id, name, title=title, mobile=phone, birthday=birthday)
    tell_id(row_id, as_json)


def role_set(
    ctx: Context,
    customer: Customer,
    contact: Annotated[str, typer.Option("--contact", metavar="NAME")],
    role: Annotated[str, typer.Option("--role")],
    attitude: Annotated[str, typer.Option("--attitude")] = "",
    influence: Annotated[str, typer.Option("--influence")] = "",
    evidence: Annotated[str, typer.Option("--evidence", metavar="assumed|confirmed")] = "",
    as_json: AsJson = False,
) -> None:
    """What part a contact plays, judged today."""
    given = {"attitude": attitude, "influence": influence, "evidence": evidence}
    values = {name: choice_of(text, ENUMERATIONS[name], f"--{name}") for name, text in given.items() if text}
    role = choice_of(role, ENUMERATIONS["buying_role"], "--role")
    with open_store(ctx) as database, database.write(_ROLE, customer=customer) as session:
        person = contact_of(session, customer_by_code(session, customer).id, contact)
        row_id = judge(session, JudgementDraft(person.id, values, role), setup_of(ctx).today)
    tell_id(row_id, as_json)


def report_line_add(
    ctx: Context,
    customer: Customer,
    reports: Annotated[str, typer.Option("--from", metavar="NAME")],
    to: Annotated[str, typer.Option("--to", metavar="NAME")],
    dotted: Annotated[bool, typer.Option("--dotted")] = False,
    as_json: AsJson = False,
) -> None:
    """Who reports to whom; what would close a loop is refused."""
    with open_store(ctx) as database, database.write(_LINE, customer=customer) as session:
        found = customer_by_code(session, customer)
        people = [contact_of(session, found.id, name).id for name in (reports, to)]
        draft = LinkDraft(found.id, people[0], people[1], "dotted" if dotted else "solid")
        row_id = link_people(session, draft, setup_of(ctx).today)
    tell_id(row_id, as_json)
