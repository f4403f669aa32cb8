"""Commands of the file exchange: becoming known, writing and taking in files, conflicts, hand-over."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.running import AsJson, Context, open_store, print_json, print_table, say, setup_of
from model.clock import CHINA
from model.editing.forgetting import forget_history
from model.exchange import enrolment, sending
from model.exchange.assigning import assign as assign_dossiers
from model.exchange.assigning import cover_customers, list_managers
from model.exchange.conflicts import ConflictRow, list_conflicts
from model.exchange.inbox import InboxReport, empty_inbox, import_files
from model.exchange.outcome import Outcome
from model.exchange.resolving import RESOLVE, Keep, resolve_conflict
from model.exchange.status import PeerStatus, exchange_status
from model.exchange.wording import field_words, value_words
from resources.i18n import N_, _, _n

Yes = Annotated[bool, typer.Option("--yes")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(help=_("Exchange files with the office and with your other laptop."))
    group.command("enrol", help=_("Write the file by which this device asks to be admitted."))(enrol)
    group.command("admit", help=_("Admit a device whose fingerprint was compared by voice (office)."))(admit)
    group.command("export", help=_("Write the files for one device, or for all."))(export)
    group.command("import", help=_("Take files in."))(import_)
    group.command("status", help=_("What waits, what is held, what each device has."))(status)
    group.command("conflicts", help=_("List the conflicts that wait for a decision."))(conflicts)
    group.command("resolve", help=_("Close a conflict."))(resolve)
    group.command("assign", help=_("Hand customers to a manager (office)."))(assign)
    group.command("cover", help=_("Lend customers to a colleague for some days (office)."))(cover)
    group.command("revoke", help=_("Accept no more files of a device (office)."))(revoke)
    group.command("inbox", help=_("Take in what lies in a folder and sort the files by their fate."))(inbox)
    app.add_typer(group, name="exchange")


def enrol(ctx: Context, out: Annotated[Path, typer.Option("--out", metavar="FILE")], as_json: AsJson = False) -> None:
    """Writes the enrolment file; prints the words to read aloud to the office."""
    with open_store(ctx) as database:
        words = enrolment.enrol(database, out)
    if as_json:
        print_json({"file": str(out), "fingerprint": words})
    else:
        say(_("Give {file} to the office and read these words aloud: {words}").format(file=out.name, words=words))


def admit(
    ctx: Context,
    file: Path,
    fingerprint: Annotated[str, typer.Option("--fingerprint", metavar="TEXT")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    owner: Annotated[str | None, typer.Option("--owner", metavar="EMPLOYEE_NO")] = None,
    as_json: AsJson = False,
) -> None:
    """Admits a device and writes its first files."""
    with open_store(ctx) as database:
        admitted = enrolment.admit(database, file, fingerprint, out, owner)
    if as_json:
        print_json(
            {
                "name": admitted.name,
                "fingerprint": admitted.office_fingerprint,
                "files": [str(path) for path in admitted.written.files],
            }
        )
    else:
        say(
            _("{name} was admitted (files written: {count}). Read your own words to them: {words}").format(
                name=admitted.name, count=len(admitted.written.files), words=admitted.office_fingerprint
            )
        )


def export(
    ctx: Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    to: Annotated[str | None, typer.Option("--to", metavar="NAME")] = None,
    everybody: Annotated[bool, typer.Option("--all")] = False,
    as_json: AsJson = False,
) -> None:
    """Writes what a device has not said it knows; nothing is ticked off before it says so."""
    if (to is None) != everybody:
        raise typer.BadParameter(_("Give either {one} or {other}.").format(one="--to NAME", other="--all"))
    with open_store(ctx) as database:
        written = sending.export(database, out, to)
    if as_json:
        print_json([{**asdict(one), "files": [str(path) for path in one.files]} for one in written])
    else:
        for one in written:
            for path in one.files:
                say(f"{one.peer}\t{path.name}")


def import_(
    ctx: Context,
    files: list[Path],
    preview: Annotated[bool, typer.Option("--preview")] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Takes files, or all files of folders, in; says in a sentence what came of each."""
    with open_store(ctx) as database:
        report = import_files(database, files, confirmed=yes, preview=preview)
    _tell(report, as_json)


def inbox(ctx: Context, folder: Path, as_json: AsJson = False) -> None:
    """Takes in what lies in a folder; each file moves to done, waiting or refused. Then the store keeps house."""
    with open_store(ctx) as database:
        report = empty_inbox(database, folder)
        forget_history(database)
    _tell(report, as_json)


def _tell(report: InboxReport, as_json: bool) -> None:
    if as_json:
        print_json({"sentence": report.sentence(), "files": [_as_dict(outcome) for outcome in report.outcomes]})
    else:
        for outcome in report.outcomes:
            say(f"{outcome.file_name}\t{outcome.sentence}")
            for warning in filter(None, (outcome.clock, outcome.doubled)):
                say(warning)
        if len(report.outcomes) != 1 or report.left:
            say(report.sentence())
    troubled = [outcome for outcome in report.outcomes if not outcome.is_well]
    if troubled:
        first = troubled[0]
        more = "" if len(troubled) == 1 else _(" ({count} more)").format(count=len(troubled) - 1)
        typer.echo(f"{first.file_name}: {first.sentence}{more}", err=True)
        raise typer.Exit(1)


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    applied = outcome.applied
    return {
        "file": outcome.file_name,
        "state": outcome.state,
        "reason": outcome.reason,
        "sentence": outcome.sentence,
        "from": outcome.peer,
        "fingerprint": outcome.fingerprint,
        "created": applied.created,
        "changed": applied.changed,
        "deleted": applied.deleted,
        "dossiers": len(applied.customers),
        "conflicts": outcome.conflicts,
        "waiting": applied.parked,
        "held": outcome.held,
        "asked_again": len(applied.incomplete),
        "released": outcome.released,
        "purged": outcome.purged,
        "clock": outcome.clock,
        "doubled": outcome.doubled,
    }


def status(ctx: Context, as_json: AsJson = False) -> None:
    """The exchange at a glance."""
    setup = setup_of(ctx)
    with open_store(ctx) as database, database.read() as session:
        found = exchange_status(session, setup.clock.now())
    if as_json:
        print_json(
            {
                **asdict(found),
                "held": len(found.held) + found.held_files,
                "held_dossiers": [asdict(h) for h in found.held],
            }
        )
        return
    say(_("This store is {replica}; its words: {words}").format(replica=found.replica, words=found.fingerprint or "—"))
    say(
        _("Waiting for an update: {waiting}; conflicts: {conflicts}; held: {held}").format(
            waiting=found.waiting, conflicts=found.conflicts, held=len(found.held) + found.held_files
        )
    )
    if found.clock_ahead:
        say(_("This machine's clock is behind the last write in the store. Check it."))
    for peer in found.peers:
        say(_peer_words(peer, at_office=found.role == "office"))


def _peer_words(peer: PeerStatus, *, at_office: bool) -> str:
    """What a device has of this store's work; at the office, which sends to each his own, when it was heard of."""
    moment = peer.heard_made_at if at_office else peer.has_until
    if moment is None:
        return _("{name} was not heard of yet.").format(name=peer.name)
    words = _("The last file of {name} is of {when}.") if at_office else _("{name} has what was done up to {when}.")
    return words.format(name=peer.name, when=_wall_time(moment))


def conflicts(ctx: Context, as_json: AsJson = False) -> None:
    """The conflicts that wait for a decision."""
    with open_store(ctx) as database, database.read() as session:
        found = list_conflicts(session)
    if as_json:
        print_json([asdict(row) for row in found])
        return
    titles = (N_("Conflict"), N_("Customer"), N_("Field"), N_("What stands"), N_("The other value"), N_("File"))
    rows = [
        (
            row.id,
            row.customer,
            field_words(row),
            _side_words(row, row.standing, row.standing_by, row.standing_at),
            _side_words(row, row.other, row.other_by, row.other_at),
            row.found_in,
        )
        for row in found
    ]
    print_table([_(title) for title in titles], rows)


def _side_words(row: ConflictRow, values: Mapping[str, Any], by: str, at: datetime | None) -> str:
    """One side of a conflict in a line: the value, or several by their labels, who wrote it and when."""
    deleted = row.kind == "delete" and not values
    said = _("deleted") if deleted else value_words(row.entity, values, row.names)
    return f"{said} ({by} {_wall_time(at)})"


def _wall_time(moment: datetime | None) -> str:
    return "—" if moment is None else f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def resolve(
    ctx: Context, conflict: Annotated[str, typer.Argument(metavar="ID")], keep: Annotated[str, typer.Option("--keep")]
) -> None:
    """Closes a conflict: keeps the value written here (mine), the other one (theirs), or writes a third."""
    chosen = {"mine": Keep.MINE, "theirs": Keep.THEIRS}.get(keep, keep)
    with open_store(ctx) as database, database.write(RESOLVE, bulk=True) as session:
        resolve_conflict(session, conflict, chosen)
    say(_("The conflict is closed."))


def assign(
    ctx: Context,
    codes: Annotated[list[str], typer.Argument(metavar="CODE...")],
    to: Annotated[str, typer.Option("--to")],
) -> None:
    """Hands customers, and those merged with them, to a manager."""
    with open_store(ctx) as database, database.write() as session:
        dossiers = assign_dossiers(session.connection(), codes, to)
        known = any(manager.employee_no == to for manager in list_managers(session))
    say(
        _n(
            "{count} customer was assigned to {employee_no}.",
            "{count} customers were assigned to {employee_no}.",
            len(dossiers),
            employee_no=to,
        )
    )
    if not known:
        say(_("Nobody of the number {employee_no} is known here yet. Check the number.").format(employee_no=to))


def cover(
    ctx: Context,
    codes: Annotated[list[str], typer.Argument(metavar="CODE...")],
    by: Annotated[str, typer.Option("--by", metavar="EMPLOYEE_NO")],
    start: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")],
    end: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")],
) -> None:
    """Lends customers, both days included; it ends by itself."""
    setup = setup_of(ctx)
    with (
        open_store(ctx) as database,
        database.write(N_("Temporary cover of {count} customers"), count=len(codes)) as session,
    ):
        done = cover_customers(session, codes, by, start.date(), end.date(), setup.today)
    say(
        _n(
            "{count} customer is covered by {employee_no} until {day}.",
            "{count} customers are covered by {employee_no} until {day}.",
            done,
            employee_no=by,
            day=end.date().isoformat(),
        )
    )


def revoke(ctx: Context, name: str) -> None:
    """Accepts no more files of a device."""
    with open_store(ctx) as database:
        enrolment.revoke(database, name)
    say(_("No file of {name} counts any more. The others learn it from your next files.").format(name=name))
