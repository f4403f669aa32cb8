"""The value paper: pyramid, migration, classes, concentration and every customer's score, as PDF and workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.grading.models import list_models
from model.grading.queries import (
    ScoreRow,
    Tier,
    concentration_of,
    graded_months,
    list_classes,
    list_scores,
    list_tiers,
    migration_between,
)
from model.grading.rules import GRADES
from model.months import month_words
from reports.document import Align, Blank, Block, Document, Figure, Heading, Lead, Paragraph, Run, Table, TableColumn
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.pyramid import pyramid
from resources.i18n import _

_SHOWN: Final = 40
_WIDTH: Final = 451.0


@dataclass(frozen=True)
class ValuePaper:
    """A month's grades: `before` is the graded month compared with, months are YYYYMM, money is fen."""

    month: int
    before: int | None
    tiers: Sequence[Tier]
    classes: Sequence[Tier]
    moves: Mapping[tuple[str, str], int]
    concentration: tuple[int, int]
    rows: Sequence[ScoreRow]
    is_default: bool
    imprint: Imprint


def value_paper(session: Session, month: int | None, imprint: Imprint) -> ValuePaper:
    """The paper of a graded month (YYYYMM), the newest by default. Raises `UserError` where no such month is graded."""
    months = graded_months(session)
    wanted = month or (months[0] if months else 0)
    if wanted not in months:
        raise UserError(_("This month is not graded yet. Grade it first."))
    before = next((one for one in months if one < wanted), None)
    return ValuePaper(
        month=wanted,
        before=before,
        tiers=list_tiers(session, wanted),
        classes=list_classes(session, wanted),
        moves=migration_between(session, before, wanted) if before else {},
        concentration=concentration_of(session, wanted),
        rows=list_scores(session, wanted, imprint.made_on),
        is_default=any(named.is_default for named in list_models(session)),
        imprint=imprint,
    )


def value_document(paper: ValuePaper) -> Document:
    """The paper for the eye: the point first, then pyramid, classes, moves, and the most valuable customers."""
    blocks: list[Block] = [_lead(paper), Heading(_("Value pyramid")), Figure(pyramid(paper.tiers, _WIDTH))]
    blocks += [Heading(_("Value classes")), _classes(paper)]
    if paper.before is not None:
        title = _("From {before} to {month}").format(before=month_words(paper.before), month=month_words(paper.month))
        blocks += [Heading(title), _moves(paper)]
    blocks += [Heading(_("The most valuable customers")), _ranking(paper)]
    if paper.is_default:
        blocks += [Blank(6.0), Paragraph(_("Weights and cuts are shipped defaults of the program."), muted=True)]
    return Document(
        kind=_("Customer value"),
        title=_("Value pyramid and grade migration"),
        subtitle=month_words(paper.month),
        blocks=blocks,
        imprint=paper.imprint,
    )


def write_value(path: Path, paper: ValuePaper) -> None:
    """Write the paper as .pdf or .xlsx; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_score_sheet(paper), _tier_sheet(paper), _move_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, value_document(paper))


def _lead(paper: ValuePaper) -> Lead:
    top, whole = paper.concentration
    share = f"{100 * top / whole:.1f}%" if whole else "—"
    count = sum(tier.customers for tier in paper.tiers)
    template = _("Customers graded: {count}. The top fifth brings {share} of revenue.")
    before, _mark, after = template.format(count=f"{count:,}", share="{share}").partition("{share}")
    return Lead([before, Run(share, bold=True, colour=Colour.ACCENT), after])


def _classes(paper: ValuePaper) -> Table:
    labels = ENUMERATIONS["value_class"]
    columns = [
        TableColumn(_("Class")),
        TableColumn(_("Customers"), Align.RIGHT),
        TableColumn(_("Revenue (yuan)"), Align.RIGHT),
    ]
    rows = [[_(labels[one.name]), f"{one.customers:,}", _yuan(one.revenue_fen)] for one in paper.classes]
    total = [
        _("Total"),
        f"{sum(one.customers for one in paper.classes):,}",
        _yuan(sum(one.revenue_fen for one in paper.classes)),
    ]
    return Table(columns, rows, total)


def _moves(paper: ValuePaper) -> Table:
    names = (*GRADES, "")
    columns = [TableColumn(_("From / to"))]
    columns += [TableColumn(name or _("Gone"), Align.RIGHT) for name in names]
    rows = [
        [before or _("New"), *(str(paper.moves.get((before, after), 0) or "·") for after in names)] for before in names
    ]
    return Table(columns, rows)


def _ranking(paper: ValuePaper) -> Table:
    columns = [
        TableColumn(_("No."), Align.RIGHT),
        TableColumn(_("Customer"), bold=True),
        TableColumn(_("Grade"), Align.MIDDLE),
        TableColumn(_("Company grade"), Align.MIDDLE),
        TableColumn(_("Score"), Align.RIGHT),
        TableColumn(_("Class")),
        TableColumn(_("Revenue (yuan)"), Align.RIGHT),
    ]
    labels = ENUMERATIONS["value_class"]
    rows = [
        [
            str(number),
            row.name,
            _grade(row),
            row.company_grade,
            f"{row.total / 100:.2f}",
            _(labels[row.value_class]),
            _yuan(row.revenue_fen),
        ]
        for number, row in enumerate(paper.rows[:_SHOWN], start=1)
    ]
    return Table(columns, rows, empty=_("No customer is graded yet."))


def _grade(row: ScoreRow) -> str:
    """Our grade, with the move since last month and a person's override beside it."""
    moved = f" ← {row.before}" if row.before and row.before != row.grade else ""
    changed = f" ({row.overridden})" if row.overridden else ""
    return f"{row.grade}{moved}{changed}"


def _score_sheet(paper: ValuePaper) -> Sheet:
    columns = [
        Column(_("Group code"), width=16),
        Column(_("Customer"), width=36),
        Column(_("Industry")),
        Column(_("Region")),
        Column(_("Account manager")),
        Column(_("Grade"), width=8),
        Column(_("Grade before"), width=8),
        Column(_("Company grade"), width=10),
        Column(_("Override"), width=8),
        Column(_("Score"), Kind.NUMBER),
        Column(_("Class")),
        Column(_("Revenue (yuan)"), Kind.MONEY),
        Column(_("New-business revenue"), Kind.MONEY),
    ]
    labels = ENUMERATIONS["value_class"]
    rows: list[list[Value]] = [
        [
            row.group_code,
            row.name,
            row.industry,
            row.region,
            row.manager_name,
            row.grade,
            row.before,
            row.company_grade,
            row.overridden,
            row.total / 100,
            _(labels[row.value_class]),
            row.revenue_fen,
            row.new_business_fen,
        ]
        for row in paper.rows
    ]
    return Sheet(_("Scores"), columns, rows, _("Customer value"), [month_words(paper.month)])


def _tier_sheet(paper: ValuePaper) -> Sheet:
    columns = [
        Column(_("Grade")),
        Column(_("Customers"), Kind.INTEGER),
        Column(_("Revenue (yuan)"), Kind.MONEY),
    ]
    rows: list[list[Value]] = [[tier.name, tier.customers, tier.revenue_fen] for tier in paper.tiers]
    return Sheet(_("Value pyramid"), columns, rows, _("Value pyramid"), [month_words(paper.month)])


def _move_sheet(paper: ValuePaper) -> Sheet:
    names = (*GRADES, "")
    columns = [Column(_("From / to")), *(Column(name or _("Gone"), Kind.INTEGER) for name in names)]
    rows: list[list[Value]] = [
        [before or _("New"), *(paper.moves.get((before, after), 0) for after in names)] for before in names
    ]
    return Sheet(_("Grade migration"), columns, rows, _("Grade migration"), [month_words(paper.month)])


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"
