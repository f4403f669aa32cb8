"""The `snapshot` commands: freeze a baseline, compare a month with it."""

from dataclasses import asdict
from typing import Annotated

import typer

from cli.running import AsJson, Context, asked_month, month_text, open_store, print_json, print_table, setup_of, tell_id
from model.snapshots.actions import take_snapshot
from model.snapshots.queries import (
    Comparison,
    KeptRow,
    LostMember,
    compare_snapshot,
    kept_by_customer,
    latest_account_month,
    lost_members,
    overlap_of,
)
from model.snapshots.rules import Kept, Ratio
from model.store.dump import mask_number
from resources.i18n import N_, _

_SNAPSHOT = N_("Snapshot {name}")
Month = Annotated[str | None, typer.Option("--month", metavar="YYYY-MM")]

Other = Annotated[str | None, typer.Option("--with", metavar="SNAPSHOT")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(rich_markup_mode=None, help=_("Snapshots of members and what is kept of them."))
    group.command("take", help=_("Freeze members and revenue of a month."))(snapshot_take)
    group.command("compare", help=_("What is kept of a snapshot in a month."))(snapshot_compare)
    app.add_typer(group, name="snapshot")


def snapshot_take(ctx: Context, name: str, month: Month = None, as_json: AsJson = False) -> None:
    """Freezes customers and members with their revenue and traffic of a month, the newest by default."""
    with open_store(ctx) as database, database.write(_SNAPSHOT, bulk=True, name=name) as session:
        row_id = take_snapshot(session, name, setup_of(ctx).today, asked_month(month) if month else None)
    tell_id(row_id, as_json)


def snapshot_compare(
    ctx: Context, name: str, month: Month = None, other: Other = None, as_json: AsJson = False
) -> None:
    """What is kept of a snapshot in a month (the newest) or in another one: heads, revenue, traffic, and who left."""
    with open_store(ctx) as database, database.read() as session:
        wanted = other or (asked_month(month) if month else latest_account_month(session, setup_of(ctx).today)) or 0
        found = compare_snapshot(session, name, wanted)
        customers = kept_by_customer(session, name, wanted)
        lost = lost_members(session, name, wanted)
        both = overlap_of(session, name, other) if other else None
    if as_json:
        more = {"by_customer": [_customer(row) for row in customers], "left": [_left(member) for member in lost]}
        print_json(_comparison(found) | more | {"overlap": _ratio(both)})
        return
    titles = [_("What"), _("Now"), _("Baseline"), _("Kept share")]
    figures = (
        (_("Members"), found.kept.heads, False),
        (_("Revenue (yuan)"), found.kept.revenue, True),
        (_("Minutes"), found.kept.minutes, False),
    )
    rows = [[label, *_words(ratio, is_money)] for label, ratio, is_money in figures]
    print_table(titles, rows + ([[_("Overlap share"), *_words(both, False)]] if both else []))


def _comparison(found: Comparison) -> dict[str, object]:
    return {
        "name": found.name,
        "own": found.own,
        "baseline_month": month_text(found.baseline_month),
        "month": month_text(found.month),
        "other": found.other or None,
        **_kept(found.kept),
        "customers": _ratio(found.customers),
        "customer_revenue": _ratio(found.customer_revenue, "_fen"),
    }


def _customer(row: KeptRow) -> dict[str, object]:
    return {"group_code": row.group_code, "customer": row.customer, **_kept(row.kept)}


def _left(member: LostMember) -> dict[str, object]:
    return asdict(member) | {name: mask_number(getattr(member, name)) for name in ("msisdn", "subscriber")}


def _kept(kept: Kept) -> dict[str, object]:
    return {"heads": _ratio(kept.heads), "revenue": _ratio(kept.revenue, "_fen"), "minutes": _ratio(kept.minutes)}


def _ratio(ratio: Ratio | None, unit: str = "") -> dict[str, object] | None:
    if ratio is None:
        return None
    percent = None if ratio.percent is None else ratio.percent / 100
    return {f"numerator{unit}": ratio.numerator, f"denominator{unit}": ratio.denominator, "percent": percent}


def _words(ratio: Ratio, is_money: bool) -> list[str]:
    percent = "" if ratio.percent is None else f"{ratio.percent / 100:.2f} %"
    if is_money:
        return [f"{ratio.numerator / 100:,.2f}", f"{ratio.denominator / 100:,.2f}", percent]
    return [f"{ratio.numerator:,}", f"{ratio.denominator:,}", percent]
