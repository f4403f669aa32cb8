"""The retention statement (拍照保有) of a snapshot, as PDF and workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.labels import label_of
from model.months import month_words
from model.snapshots.queries import (
    Against,
    Comparison,
    KeptRow,
    LostMember,
    compare_snapshot,
    kept_by_customer,
    latest_account_month,
    list_snapshots,
    lost_members,
    overlap_of,
)
from model.snapshots.rules import Ratio
from model.store.dump import mask_number
from reports.document import Align, Block, Document, Heading, Lead, Paragraph, Run, Table, TableColumn
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from resources.i18n import _

_LOST_SHOWN: Final = 60


@dataclass(frozen=True)
class Overlap:
    """How much of the snapshot stands in another one: in both ÷ in the snapshot."""

    name: str
    both: Ratio


@dataclass(frozen=True)
class RetentionPaper:
    """A snapshot against a month or another one, by customer and with the members who left; overlaps with others."""

    comparison: Comparison
    customers: Sequence[KeptRow]
    lost: Sequence[LostMember]
    overlaps: Sequence[Overlap]
    imprint: Imprint


def retention_paper(session: Session, name: str, against: Against | None, imprint: Imprint) -> RetentionPaper:
    """The statement of a snapshot (the company's newest list when unnamed) in a month (the newest) or another one.

    Raises `UserError` where there is no snapshot or the month has no accounts.
    """
    snapshots = list_snapshots(session)
    if not name and not snapshots:
        raise UserError(_("There is no snapshot yet. Import the company's list or take one."))
    wanted = against or latest_account_month(session, imprint.made_on) or 0
    found = compare_snapshot(session, name or snapshots[0].name, wanted)
    others = (row.name for row in snapshots if row.name != found.name)
    return RetentionPaper(
        found,
        kept_by_customer(session, found.name, wanted),
        lost_members(session, found.name, wanted),
        [Overlap(other, overlap_of(session, found.name, other)) for other in others],
        imprint,
    )


def retention_document(paper: RetentionPaper) -> Document:
    """The statement: the point, the measures with numerator and denominator, customers, who left, overlaps."""
    found = paper.comparison
    blocks: list[Block] = [_retention_lead(found), Heading(_("What is kept")), _measures(found)]
    blocks += [Heading(_("By customer")), _by_customer(paper.customers)]
    blocks += [Heading(_("Members who left")), _left(paper.lost)]
    if len(paper.lost) > _LOST_SHOWN:
        more = _("{count} more stand in the workbook.").format(count=len(paper.lost) - _LOST_SHOWN)
        blocks.append(Paragraph(more, muted=True))
    if paper.overlaps:
        blocks += [Heading(_("Overlap with other lists")), _overlaps(paper.overlaps)]
    made = _("made by ourselves") if found.own else _("the company's list")
    return Document(
        kind=_("Retention statement"),
        title=found.name,
        subtitle=_("Baseline {baseline} ({made}), compared with {month}").format(
            baseline=month_words(found.baseline_month), made=made, month=_against(found)
        ),
        blocks=blocks,
        imprint=paper.imprint,
    )


def write_retention(path: Path, paper: RetentionPaper) -> None:
    """Write the statement as .pdf or .xlsx; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_customer_sheet(paper), _left_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, retention_document(paper))


def _retention_lead(found: Comparison) -> Lead:
    revenue = found.kept.revenue
    figures = f"{revenue.numerator / 100:,.2f} ÷ {revenue.denominator / 100:,.2f}"
    template = _("Snapshot revenue kept: {percent} ({figures} yuan); real members who left: {lost}.")
    before, _mark, after = template.format(percent="{percent}", figures=figures, lost=f"{found.lost:,}").partition(
        "{percent}"
    )
    return Lead([before, Run(_percent(revenue), bold=True, colour=Colour.ACCENT), after])


def _measures(found: Comparison) -> Table:
    columns = [
        TableColumn(_("Measure")),
        TableColumn(_("Now"), Align.RIGHT),
        TableColumn(_("Baseline"), Align.RIGHT),
        TableColumn(_("Kept share"), Align.RIGHT, bold=True),
    ]
    measures = [
        (_("Real members"), found.kept.heads, False),
        (_("Revenue (yuan)"), found.kept.revenue, True),
        (_("Call minutes"), found.kept.minutes, False),
        (_("Customers"), found.customers, False),
        (_("Revenue of whole customers (yuan)"), found.customer_revenue, True),
    ]
    rows = [
        [label, _figure(ratio.numerator, money), _figure(ratio.denominator, money), _percent(ratio)]
        for label, ratio, money in measures
        if ratio is not None
    ]
    return Table(columns, rows)


def _against(found: Comparison) -> str:
    """What it is compared with, in words."""
    month = month_words(found.month)
    return _("{name} of {month}").format(name=found.other, month=month) if found.other else month


def _overlaps(overlaps: Sequence[Overlap]) -> Table:
    columns = [
        TableColumn(_("Other list")),
        TableColumn(_("Members in both"), Align.RIGHT),
        TableColumn(_("Members of this list"), Align.RIGHT),
        TableColumn(_("Overlap share"), Align.RIGHT, bold=True),
    ]
    return Table(
        columns,
        [
            [one.name, _figure(one.both.numerator, False), _figure(one.both.denominator, False), _percent(one.both)]
            for one in overlaps
        ],
    )


def _by_customer(customers: Sequence[KeptRow]) -> Table:
    columns = [
        TableColumn(_("Customer"), bold=True),
        TableColumn(_("Members"), Align.RIGHT),
        TableColumn(_("Revenue now (yuan)"), Align.RIGHT),
        TableColumn(_("Baseline (yuan)"), Align.RIGHT),
        TableColumn(_("Kept share"), Align.RIGHT),
    ]
    rows = [
        [
            row.customer or row.group_code,
            f"{row.kept.heads.numerator:,} / {row.kept.heads.denominator:,}",
            _figure(row.kept.revenue.numerator, True),
            _figure(row.kept.revenue.denominator, True),
            _percent(row.kept.revenue),
        ]
        for row in customers
    ]
    return Table(columns, rows, empty=_("No customer is in this snapshot."))


def _left(lost: Sequence[LostMember]) -> Table:
    columns = [
        TableColumn(_("Customer")),
        TableColumn(_("Subscriber")),
        TableColumn(_("Baseline revenue (yuan)"), Align.RIGHT),
        TableColumn(_("Since")),
        TableColumn(_("Where they went")),
        TableColumn(_("Why they left")),
    ]
    rows = [
        [
            one.customer,
            mask_number(one.msisdn or one.subscriber) or "",
            _figure(one.revenue_fen, True),
            one.since.isoformat() if one.since else "",
            _place(one.left_to),
            _reason(one.because),
        ]
        for one in lost[:_LOST_SHOWN]
    ]
    return Table(columns, rows, empty=_("Nobody left."))


def _customer_sheet(paper: RetentionPaper) -> Sheet:
    columns = [
        Column(_("Group code"), width=16),
        Column(_("Customer"), width=36),
        Column(_("Members now"), Kind.INTEGER),
        Column(_("Members then"), Kind.INTEGER),
        Column(_("Revenue now (yuan)"), Kind.MONEY),
        Column(_("Baseline (yuan)"), Kind.MONEY),
        Column(_("Kept share"), Kind.PERCENT),
        Column(_("Minutes now"), Kind.INTEGER),
        Column(_("Minutes then"), Kind.INTEGER),
    ]
    rows = [[row.group_code, row.customer, *_kept_values(row)] for row in paper.customers]
    kept = paper.comparison.kept
    totals: list[Value] = [
        _("Total"),
        None,
        kept.heads.numerator,
        kept.heads.denominator,
        kept.revenue.numerator,
        kept.revenue.denominator,
        kept.revenue.share,
        kept.minutes.numerator,
        kept.minutes.denominator,
    ]
    return Sheet(_("By customer"), columns, rows, paper.comparison.name, [_against(paper.comparison)], totals)


def _kept_values(row: KeptRow) -> list[Value]:
    kept = row.kept
    return [
        kept.heads.numerator,
        kept.heads.denominator,
        kept.revenue.numerator,
        kept.revenue.denominator,
        kept.revenue.share,
        kept.minutes.numerator,
        kept.minutes.denominator,
    ]


def _left_sheet(paper: RetentionPaper) -> Sheet:
    columns = [
        Column(_("Customer"), width=36),
        Column(_("Subscriber")),
        Column(_("Baseline revenue (yuan)"), Kind.MONEY),
        Column(_("Since"), Kind.DATE),
        Column(_("Where they went")),
        Column(_("Why they left")),
    ]
    rows = (
        [
            one.customer, mask_number(one.msisdn or one.subscriber), one.revenue_fen, one.since, _place(one.left_to),
            _reason(one.because),
        ]
        for one in paper.lost
    )  # fmt: skip
    return Sheet(_("Members who left"), columns, rows, paper.comparison.name, [_against(paper.comparison)])


def _place(code: str) -> str:
    return label_of("operator", code) if code else _("unknown")


def _reason(code: str) -> str:
    return label_of("loss_reason", code)


def _figure(value: int, money: bool) -> str:
    return f"{value / 100:,.2f}" if money else f"{value:,}"


def _percent(ratio: Ratio) -> str:
    return "—" if ratio.percent is None else f"{ratio.percent / 100:.2f}%"
