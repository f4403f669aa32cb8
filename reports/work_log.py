"""The monthly work log (工作日志) as PDF and workbook, where no form of the company's own is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from model.labels import label_of, labels_of
from model.months import month_words
from model.work_log.queries import WorkLog, WorkLogLine
from reports.charts import stacked_bar_chart
from reports.document import (
    Align,
    Block,
    Document,
    Figure,
    Heading,
    Lead,
    Run,
    SignatureLines,
    Spanning,
    Table,
    TableCell,
    TableColumn,
)
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.work_log_chart import hours_by_day
from resources.i18n import _, _n

_WIDTH = 480.0


@dataclass(frozen=True)
class WorkLogPaper:
    """One person's log of a month, a week or a day; `names` (employee number → name) for a log of several people."""

    log: WorkLog
    person: str
    imprint: Imprint
    names: Mapping[str, str] | None = None


def log_name(paper: WorkLogPaper) -> str:
    """What a file of the log is called, without its ending."""
    return f"{_('Work log')} {_days(paper.log)} {paper.person}"


def work_log_document(paper: WorkLogPaper) -> Document:
    """The log as a paper: how the time went, then every day, then where to sign."""
    whose = [] if paper.names is None else [TableColumn(_("Account manager"), share=1.2)]
    columns = [
        TableColumn(_("Date"), share=1.4),
        *whose,
        TableColumn(_("Category"), share=1.15),
        TableColumn(_("Contact mode"), share=1.15),
        TableColumn(_("Customer"), share=2.3),
        TableColumn(_("What was done"), share=3.7),
        TableColumn(_("Hours"), Align.RIGHT, share=0.85),
    ]
    total = (
        [_("Total"), "", "", "", "", *[""] * len(whose), _hours(paper.log.balance.total)] if paper.log.lines else None
    )
    blocks: list[Block] = [
        *([_lead(paper.log)] if paper.log.lines else []),
        *_chart(paper.log),
        Heading(_("Day by day")),
        Table(columns, _rows_by_day(paper), total, empty=_("Nothing is on record for this month.")),
        SignatureLines([_("Account manager"), _("Approved by"), _("Date")]),
    ]
    title = _("Work log {month}").format(month=_days(paper.log))
    return Document(_("Work log"), title, blocks, subtitle=paper.person, imprint=paper.imprint)


def work_log_sheets(paper: WorkLogPaper) -> list[Sheet]:
    """The log as two sheets: every line, and the time by category."""
    whose = [] if paper.names is None else [Column(_("Account manager"), width=14)]
    columns = [
        Column(_("Date"), Kind.DATE),
        Column(_("Hours"), Kind.NUMBER),
        *whose,
        Column(_("Category")),
        Column(_("Contact mode")),
        Column(_("Group code"), width=14),
        Column(_("Customer"), width=28, wrap=True),
        Column(_("What was done"), width=50, wrap=True),
    ]
    kinds, modes = labels_of("log_category"), labels_of("contact_mode")
    rows: list[list[Value]] = [
        [
            line.work_date,
            line.minutes / 60,
            *_whose(paper, line),
            kinds.get(line.category, line.category),
            modes.get(line.contact_mode, line.contact_mode),
            line.group_code,
            line.customer_name,
            line.what,
        ]
        for line in paper.log.lines
    ]
    title = _("Work log {month}").format(month=_days(paper.log))
    totals: list[Value] = [_("Total"), paper.log.balance.total / 60, None, None, None, None, None, *[None] * len(whose)]
    lines = Sheet(_("Work log"), columns, rows, title, [paper.person], totals)
    shares: list[list[Value]] = [
        [label_of("log_category", code), minutes / 60, paper.log.balance.share(code)]
        for code, minutes in sorted(paper.log.balance.minutes.items(), key=lambda one: -one[1])
    ]
    heads = [Column(_("Category"), width=20), Column(_("Hours"), Kind.NUMBER), Column(_("Share"), Kind.PERCENT)]
    return [lines, Sheet(_("Time by category"), heads, shares)]


def write_work_log(path: Path, paper: WorkLogPaper) -> None:
    """Write the log as .pdf or .xlsx, as the ending of `path` says; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, work_log_sheets(paper), paper.imprint)
    else:
        write_pdf(path, work_log_document(paper))


def _days(log: WorkLog) -> str:
    """The days of a log in words: its month, or the first and the last day."""
    if log.first.day == log.after.day == 1:
        return month_words(log.month)
    last = log.after - timedelta(days=1)
    return log.first.isoformat() if last == log.first else f"{log.first.isoformat()} – {last.isoformat()}"


def _whose(paper: WorkLogPaper, line: WorkLogLine) -> list[str]:
    return [] if paper.names is None else [paper.names.get(line.person, line.person)]


def _chart(log: WorkLog) -> list[Block]:
    """Hours by day, where there is more than one."""
    if not log.lines or (log.after - log.first).days < 2:
        return []
    return [Heading(_("Hours by day")), Figure(stacked_bar_chart(hours_by_day(log), _WIDTH, 140.0))]


def _rows_by_day(paper: WorkLogPaper) -> list[list[TableCell]]:
    """Each line as a row; a day's date stands once beside its lines."""
    rows: list[list[TableCell]] = []
    for day, found in groupby(paper.log.lines, key=lambda line: line.work_date):
        of_day = list(found)
        for number, line in enumerate(of_day):
            date_cell = Spanning(day.isoformat(), len(of_day)) if number == 0 else None
            rows.append([date_cell, *_whose(paper, line), *_cells(line)])
    return rows


def _cells(line: WorkLogLine) -> list[TableCell]:
    return [
        label_of("log_category", line.category),
        label_of("contact_mode", line.contact_mode),
        line.customer_name or line.group_code,
        line.what,
        _hours(line.minutes),
    ]


def _lead(log: WorkLog) -> Lead:
    days = len({line.work_date for line in log.lines})
    shares = sorted(log.balance.minutes, key=lambda code: -log.balance.minutes[code])
    parts = [f"{label_of('log_category', code)} {log.balance.share(code):.0%}" for code in shares]
    told = _("{lines} on {days}, ").format(
        lines=_n("{count} line", "{count} lines", len(log.lines)), days=_n("{count} day", "{count} days", days)
    )
    hours = Run(_("{hours} hours").format(hours=_hours(log.balance.total)), bold=True, colour=Colour.ACCENT)
    return Lead([told, hours, _(": {shares}.").format(shares=_(", ").join(parts))])


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.2f}"
