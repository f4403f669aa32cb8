"""The pay statement of a month (an estimate before tax), as PDF and workbook, with the official sheet beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.labels import label_of
from model.months import month_of, month_words
from model.pay.queries import find_reconciliation, find_statement, list_statements
from model.pay.reconciling import Finding, Reconciliation
from model.pay.rules import DEFAULT_SCHEME
from model.pay.statements import PARTS, Line, Mark, Statement, items_of
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.document import (
    Align,
    Block,
    Document,
    Figure,
    Heading,
    Lead,
    Paragraph,
    Run,
    SignatureLines,
    Table,
    TableCell,
    TableColumn,
)
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.scales import Measure
from resources.i18n import N_, _, _n

FINDINGS: Final[Mapping[str, str]] = {
    Finding.EQUAL: N_("Equal"),
    Finding.MISSING: N_("Not on the sheet"),
    Finding.EXTRA: N_("Not counted by us"),
    Finding.DOUBLE: N_("Counted or paid twice"),
    Finding.DIFFERENT: N_("Different"),
}
_SIGNS: Final = {"base": "", "performance": "+ ", "piecework": "+ ", "retention": "+ ", "deduction": "− "}
_SHADES: Final = {
    "base": Colour.SECOND,
    "performance": Colour.THIRD,
    "piecework": Colour.FIRST,
    "retention": Colour.DONE,
}
_MONTHS: Final = 6


@dataclass(frozen=True)
class PayPaper:
    """One person's statement of a month, the months before it, and the company's sheet where it has come in."""

    statement: Statement
    before: Sequence[Statement]
    official: Reconciliation
    person: str
    imprint: Imprint


def pay_paper(session: Session, month: int | None, imprint: Imprint) -> PayPaper:
    """The statement of a month (YYYYMM), the month under way by default."""
    wanted = month or month_of(imprint.made_on)
    return PayPaper(
        find_statement(session, wanted, imprint.made_on),
        list_statements(session, wanted, _MONTHS, imprint.made_on),
        find_reconciliation(session, wanted),
        imprint.maker,
        imprint,
    )


def pay_document(paper: PayPaper) -> Document:
    """The statement: the sum, the identity, each part with what it was made from, the official sheet, last months."""
    statement = paper.statement
    blocks: list[Block] = [_lead(statement), _identity(statement)]
    if statement.marks:
        blocks += [Heading(_("Performance score")), _score_table(statement)]
        if all(mark.weight == DEFAULT_SCHEME.weight(mark.part) for mark in statement.marks):
            blocks.append(Paragraph(_("The weights are defaults of the program."), muted=True))
    blocks += [Heading(_("Development piecework")), _pieces_table(statement)]
    blocks += [Heading(_("Retention bonus")), _retention_table(statement)]
    others = [line for line in statement.lines if line.key == "threshold" or line.part == "deduction"]
    if others:
        blocks += [Heading(_("Indicator bonuses and deductions")), _others_table(others)]
    if paper.official.has_sheet:
        blocks += [Heading(_("The company's sheet beside it")), _official_table(paper.official)]
    blocks += [
        Heading(_("Last months, before deductions")),
        Figure(stacked_bar_chart(_chart(paper.before), 480.0, 150.0)),
    ]
    blocks += [Paragraph(_remark(statement), muted=True), SignatureLines([_("Account manager"), _("Date")])]
    title = _("Pay estimate {month}").format(month=month_words(statement.month))
    state = _frozen(statement.frozen_on)
    return Document(_("Estimate before tax"), title, blocks, subtitle=f"{paper.person}　{state}", imprint=paper.imprint)


def write_pay(path: Path, paper: PayPaper) -> None:
    """Write the statement as .pdf or .xlsx, as the ending of `path` says; raises `UserError` where it cannot be."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, pay_sheets(paper), paper.imprint)
    else:
        write_pdf(path, pay_document(paper))


def pay_sheets(paper: PayPaper) -> list[Sheet]:
    """The identity, every line with its record, and the official sheet where it has come in."""
    sheets = [_identity_sheet(paper), _lines_sheet(paper.statement)]
    return [*sheets, official_sheet(paper.official)] if paper.official.has_sheet else sheets


def official_sheet(found: Reconciliation) -> Sheet:
    """The reconciliation as a sheet."""
    columns = [
        Column(_("Item code")),
        Column(_("Item"), width=26),
        Column(_("Finding"), width=18),
        Column(_("Our quantity"), Kind.NUMBER),
        Column(_("Sheet quantity"), Kind.NUMBER),
        Column(_("Our amount"), Kind.MONEY),
        Column(_("Sheet amount"), Kind.MONEY),
        Column(_("Sheet less ours"), Kind.MONEY),
    ]
    rows: list[list[Value]] = [
        [
            row.item_code,
            row.item,
            _(FINDINGS[row.finding]),
            row.our_quantity,
            row.paid_quantity,
            row.our_fen,
            row.paid_fen,
            row.difference_fen,
        ]
        for row in found.rows
    ]
    totals: list[Value] = [
        _("Total"), None, None, None, None, found.our_fen, found.paid_fen, found.difference_fen,
    ]  # fmt: skip
    return Sheet(_("Pay reconciliation"), columns, rows, month_words(found.month), totals=totals)


def _lead(statement: Statement) -> Lead:
    words = _("Estimate before tax for {month}: {total} yuan.")
    before, _mark, after = words.format(month=month_words(statement.month), total="{total}").partition("{total}")
    parts: list[str | Run] = [before, Run(_yuan(statement.total_fen), bold=True, colour=Colour.ACCENT), after]
    if statement.breach:
        parts.append(_(" The bonuses are nil: {reason}.").format(reason=statement.breach))
    if statement.newcomer:
        parts.append(_(" One of the first three months: the whole appraisal has not begun."))
    if statement.unpriced:
        parts.append(
            _n(
                " {count} piece has no price and counts nothing.",
                " {count} pieces have no price and count nothing.",
                statement.unpriced,
            )
        )
    return Lead(parts)


def _identity(statement: Statement) -> Table:
    columns = [TableColumn(_("Part"), share=3), TableColumn(_("Amount (yuan)"), Align.RIGHT, share=1.2)]
    labels = ENUMERATIONS["pay_part"]
    rows = [[f"{_SIGNS[part]}{_(labels[part])}", _yuan(statement.sum_of(part))] for part in PARTS]
    return Table(columns, rows, ["= " + _("Income of the month"), _yuan(statement.total_fen)])


def _score_table(statement: Statement) -> Table:
    columns = [
        TableColumn(_("Part of the score"), share=2),
        TableColumn(_("Points"), Align.RIGHT, share=0.8),
        TableColumn(_("Weight"), Align.RIGHT, share=0.8),
        TableColumn(_("Based on"), share=3),
    ]
    marks = {mark.part: mark for mark in statement.marks}
    rows = [_score_row(part, marks.get(part)) for part in ENUMERATIONS["performance_part"]]
    total = [_("Score"), "—" if statement.score is None else _points(statement.score), "", ""]
    return Table(columns, rows, total)


def _score_row(part: str, mark: Mark | None) -> list[TableCell]:
    """A part of the score; one that could not be measured weighs nothing."""
    name = label_of("performance_part", part)
    if mark is None and part == "adjustment":
        return [name, _points(0), "—", _("none")]
    if mark is None:
        return [name, "—", "—", _("nothing to measure")]
    return [name, _points(mark.points), _weight(mark), mark.reason if mark.given else _("the data of the month")]


def _pieces_table(statement: Statement) -> Table:
    columns = [
        TableColumn(_("Item"), share=3),
        TableColumn(_("Entries"), Align.RIGHT, share=0.8),
        TableColumn(_("Quantity"), Align.RIGHT, share=0.8),
        TableColumn(_("Unit price (yuan)"), Align.RIGHT, share=1.2),
        TableColumn(_("Amount (yuan)"), Align.RIGHT, share=1.3),
    ]
    items = items_of(statement)
    rows = [
        [
            item.item,
            f"{item.entries:,}",
            f"{item.quantity:,}",
            "—" if item.unit_fen is None else _yuan(item.unit_fen),
            _yuan(item.amount_fen),
        ]
        for item in items
    ]
    total = [_("Total"), "", "", "", _yuan(statement.sum_of("piecework"))] if items else None
    return Table(columns, rows, total, empty=_("No piece was counted."))


def _retention_table(statement: Statement) -> Table:
    columns = [
        TableColumn(_("Part"), share=2.6),
        TableColumn(_("Kept share"), share=2.6),
        TableColumn(_("Standard (yuan)"), Align.RIGHT, share=1.2),
        TableColumn(_("Amount (yuan)"), Align.RIGHT, share=1.2),
    ]
    lines = statement.lines_of("retention")
    rows = [
        [
            label_of("retention_bonus_item", line.key),
            _measures(line),
            _yuan(line.unit_fen or 0),
            _yuan(line.amount_fen),
        ]
        for line in lines
    ]
    return Table(columns, rows, [_("Total"), "", "", _yuan(statement.sum_of("retention"))])


def _others_table(lines: Sequence[Line]) -> Table:
    columns = [
        TableColumn(_("Part"), share=1.6),
        TableColumn(_("Reason"), share=4),
        TableColumn(_("Amount (yuan)"), Align.RIGHT, share=1.2),
    ]
    return Table(columns, [[_part(line), line.words, _yuan(line.amount_fen)] for line in lines])


def _official_table(found: Reconciliation) -> Table:
    columns = [
        TableColumn(_("Item"), share=2.4),
        TableColumn(_("Finding"), share=1.6),
        TableColumn(_("Ours (yuan)"), Align.RIGHT, share=1.2),
        TableColumn(_("Sheet (yuan)"), Align.RIGHT, share=1.2),
        TableColumn(_("Sheet less ours"), Align.RIGHT, share=1.2),
    ]
    rows = [
        [row.item, _(FINDINGS[row.finding]), _yuan(row.our_fen), _yuan(row.paid_fen), _yuan(row.difference_fen)]
        for row in found.rows
    ]
    total = [_("Total"), "", _yuan(found.our_fen), _yuan(found.paid_fen), _yuan(found.difference_fen)]
    return Table(columns, rows, total)


def _chart(statements: Sequence[Statement]) -> ChartData:
    series = tuple(
        Series(
            label_of("pay_part", part),
            tuple(float(one.sum_of(part)) for one in statements),
            _SHADES[part],
        )
        for part in _SHADES
        if any(one.sum_of(part) for one in statements)
    )
    months = tuple(month_words(one.month)[2:] for one in statements)
    return ChartData(months, months, series, Measure.MONEY)


def _identity_sheet(paper: PayPaper) -> Sheet:
    statement = paper.statement
    labels = ENUMERATIONS["pay_part"]
    rows: list[list[Value]] = [[f"{_SIGNS[part]}{_(labels[part])}".strip(), statement.sum_of(part)] for part in PARTS]
    columns = [Column(_("Part"), width=24), Column(_("Amount (yuan)"), Kind.MONEY, 18)]
    title = _("Pay estimate {month}").format(month=month_words(statement.month))
    notes = [paper.person, _frozen(statement.frozen_on), _remark(statement)]
    return Sheet(_("Pay estimate"), columns, rows, title, notes, [_("Income of the month"), statement.total_fen])


def _lines_sheet(statement: Statement) -> Sheet:
    columns = [
        Column(_("Part"), width=18),
        Column(_("What"), width=30),
        Column(_("Date"), Kind.DATE),
        Column(_("Customer"), width=32),
        Column(_("Quantity"), Kind.INTEGER),
        Column(_("Unit price"), Kind.MONEY),
        Column(_("Kept share"), width=34),
        Column(_("Amount"), Kind.MONEY),
        Column(_("Record"), width=40),
    ]
    rows: list[list[Value]] = [
        [
            _part(line),
            _what(line),
            date.fromisoformat(line.day) if line.day else None,
            line.customer,
            line.quantity,
            line.unit_fen,
            _measures(line) if line.measures else "",
            line.amount_fen,
            f"{line.entity} {line.record_id}".strip(),
        ]
        for line in statement.lines
    ]
    totals: list[Value] = [_("Total"), None, None, None, None, None, None, statement.total_fen, None]
    return Sheet(_("Line by line"), columns, rows, totals=totals)


def _what(line: Line) -> str:
    if line.part == "retention":
        return label_of("retention_bonus_item", line.key)
    return line.words or (_("Performance bonus by score") if line.key == "score" else _part(line))


def _remark(statement: Statement) -> str:
    words = _(
        "An estimate before tax, made from one's own records; the company's pay sheet decides. Each amount is rounded "
        "once, half up to the fen."
    )
    return words if statement.frozen_on else f"{words} {_('It follows the records until the month is frozen.')}"


def _frozen(day: date | None) -> str:
    return _("frozen on {day}").format(day=day.isoformat()) if day else _("not frozen yet")


def _measures(line: Line) -> str:
    money = line.key == "snapshot_member"
    found = []
    for place, (part, whole) in enumerate(line.measures):
        if not whole:
            continue
        figures = f"{_yuan(part)} ÷ {_yuan(whole)}" if money and place == 0 else f"{part:,} ÷ {whole:,}"
        found.append(f"{part / whole:.2%} ({figures})")
    return "\n".join(found) or _("nothing to measure")


def _weight(mark: Mark) -> str:
    return f"± {mark.weight}" if mark.part == "adjustment" else f"{mark.weight}"


def _part(line: Line) -> str:
    return label_of("pay_part", line.part)


def _points(points: int) -> str:
    return f"{points / 100:.2f}"


def _yuan(fen: int) -> str:
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
