"""The priority table of customers: whom to see first and why, as PDF and workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from model.retention.priorities import PriorityWeights
from model.retention.priority_table import PriorityRow, list_priorities, read_weights
from reports.document import Align, Blank, Block, Document, Lead, Paragraph, Run, Table, TableColumn
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from resources.i18n import _


@dataclass(frozen=True)
class PriorityPaper:
    """Customers in the order of visits, and the weights behind it."""

    rows: Sequence[PriorityRow]
    weights: PriorityWeights
    imprint: Imprint


def priority_paper(session: Session, imprint: Imprint) -> PriorityPaper:
    """The table as of the imprint's day, with the weights in force."""
    weights = read_weights(session)
    return PriorityPaper(list_priorities(session, imprint.made_on, weights), weights, imprint)


def priority_document(paper: PriorityPaper) -> Document:
    """The table: whom to see first and why."""
    columns = [
        TableColumn(_("No."), Align.RIGHT),
        TableColumn(_("Customer"), bold=True),
        TableColumn(_("Grid")),
        TableColumn(_("Grade"), Align.MIDDLE),
        TableColumn(_("Priority"), Align.RIGHT),
        TableColumn(_("Last contact")),
        TableColumn(_("Nearest end")),
        TableColumn(_("Why")),
    ]
    rows = [
        [
            str(row.rank),
            row.customer,
            row.grid,
            row.grade,
            str(row.priority.score),
            row.last_contact.isoformat() if row.last_contact else _("never"),
            row.nearest_end.isoformat() if row.nearest_end else "",
            "\n".join(row.reasons),
        ]
        for row in paper.rows
    ]
    weights = _("Weights: value {value}, risk {risk}, time since contact {contact}, expiry {expiry}.").format(
        **vars(paper.weights)
    )
    blocks: list[Block] = [
        Table(columns, rows, empty=_("No customer is on record yet.")),
        Blank(6.0),
        Paragraph(weights, muted=True),
    ]
    if paper.rows:
        first = paper.rows[0]
        lead = _("See {customer} first.").partition("{customer}")
        blocks.insert(0, Lead([lead[0], Run(first.customer, bold=True, colour=Colour.ACCENT), lead[2]]))
    return Document(
        kind=_("Priority table of customers"),
        title=_("Whom to see first and why"),
        subtitle=paper.imprint.made_on.isoformat(),
        blocks=blocks,
        imprint=paper.imprint,
        landscape=True,
    )


def write_priorities(path: Path, paper: PriorityPaper) -> None:
    """Write the table as .pdf or .xlsx; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_priority_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, priority_document(paper))


def _priority_sheet(paper: PriorityPaper) -> Sheet:
    columns = [
        Column(_("No."), Kind.INTEGER),
        Column(_("Group code"), width=16),
        Column(_("Customer"), width=36),
        Column(_("Region")),
        Column(_("Grid")),
        Column(_("Grade"), width=8),
        Column(_("Priority"), Kind.INTEGER),
        Column(_("Worth"), Kind.PERCENT),
        Column(_("Risk"), Kind.PERCENT),
        Column(_("Time since contact"), Kind.PERCENT),
        Column(_("Expiry"), Kind.PERCENT),
        Column(_("Last contact"), Kind.DATE),
        Column(_("Nearest end"), Kind.DATE),
        Column(_("Revenue (yuan)"), Kind.MONEY),
        Column(_("Why"), width=60, wrap=True),
    ]
    rows = ([*_priority_values(row)] for row in paper.rows)
    return Sheet(_("Priority table of customers"), columns, rows, _("Priority table of customers"))


def _priority_values(row: PriorityRow) -> list[Value]:
    factors = row.priority
    return [
        row.rank,
        row.group_code,
        row.customer,
        row.region,
        row.grid,
        row.grade,
        factors.score,
        factors.value,
        factors.risk,
        factors.contact,
        factors.expiry,
        row.last_contact,
        row.nearest_end,
        row.revenue_fen,
        "\n".join(row.reasons),
    ]
