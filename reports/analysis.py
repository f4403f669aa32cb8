"""The customer analysis report of one customer, a segment or the whole book, as PDF and workbook."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.analysis.queries import Analysis, analysis_of
from model.analysis.rules import PERIOD
from model.analysis.scopes import Scope, ScopeKind
from model.analysis.texts import read_texts
from model.months import month_words
from reports.analysis_chapter import Chapter
from reports.analysis_chapters import chapters_of
from reports.document import Align, Block, Document, Figure, Heading, Lead, Paragraph, Table, TableColumn
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from resources.i18n import N_, _, _n

LEAD: Final = "lead"
"""The key of the lead sentence among a report's texts."""

_SHOWN: Final = 20
_LEFT: Final = frozenset({Kind.TEXT, Kind.DATE, Kind.MONTH})
_ENTITIES: Final[Mapping[str, str]] = {
    "bills": N_("Bills of the period"),
    "contacts": N_("Contacts"),
    "visits": N_("Visits and calls"),
    "products": N_("Installed products"),
    "agreements": N_("Agreements and contracts"),
    "opportunities": N_("Sales opportunities"),
    "requests": N_("Service requests"),
}


@dataclass(frozen=True)
class AnalysisPaper:
    """The analysis and whose paper it is; chapters left out by key, and sentences a person wrote, by key."""

    found: Analysis
    imprint: Imprint
    left_out: Collection[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    def chapters(self) -> list[Chapter]:
        """The chapters that are printed, in their order, as they are to read."""
        kept = (chapter for chapter in every_chapter(self.found) if chapter.key not in self.left_out)
        return [replace(chapter, sentence=self.texts.get(chapter.key) or chapter.sentence) for chapter in kept]


def analysis_paper(
    session: Session, scope: Scope, month: int | None, imprint: Imprint, months: int = PERIOD
) -> AnalysisPaper:
    """The report of a scope over so many months up to `month` (YYYYMM, the newest billed by default).

    Sentences that were written for it stand in it.
    """
    found = analysis_of(session, scope, imprint.made_on, month, months)
    return AnalysisPaper(found, imprint, texts=read_texts(session, scope, found.last))


def analysis_document(paper: AnalysisPaper) -> Document:
    """The report for the eye: the point, what it rests on, then chapter by chapter."""
    blocks: list[Block] = [] if LEAD in paper.left_out else [_lead(paper)]
    for chapter in paper.chapters():
        blocks += _blocks(chapter)
    blocks.append(
        Paragraph(_("Shares are rounded by largest remainder, so that each column adds up to 100 %."), muted=True)
    )
    return Document(
        kind=_("Customer analysis report"),
        title=title_of(paper.found),
        subtitle=_period(paper.found),
        blocks=blocks,
        imprint=paper.imprint,
    )


def write_analysis(path: Path, paper: AnalysisPaper) -> None:
    """Write the report as .pdf or .xlsx, a sheet a chapter; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_sheet(paper.found, chapter) for chapter in paper.chapters()], paper.imprint)
    else:
        write_pdf(path, analysis_document(paper))


def title_of(found: Analysis) -> str:
    """What the report is about, in words."""
    return found.name if found.kind is not ScopeKind.BOOK else _("All customers")


def _period(found: Analysis) -> str:
    return _("{first} to {last}").format(first=month_words(found.first), last=month_words(found.last))


def every_chapter(found: Analysis) -> list[Chapter]:
    """Every chapter in its order, as the figures have it."""
    return [_background(found), *chapters_of(found)]


def lead_of(found: Analysis) -> str:
    """The point of the report in a sentence."""
    if not found.months:
        return _("No bill lies in this period; import the monthly revenue.")
    revenue = sum(line.revenue_fen for line in found.months)
    known = _("{yuan} yuan in {count} months, from {customers} customers; serving them cost {cost} yuan.")
    unknown = _("{yuan} yuan in {count} months, from {customers} customers; what serving them cost is not recorded.")
    return (known if found.served.is_known else unknown).format(
        yuan=f"{revenue / 100:,.2f}",
        count=len(found.months),
        customers=f"{len(found.ranks):,}",
        cost=f"{found.served.total_fen / 100:,.2f}",
    )


def _lead(paper: AnalysisPaper) -> Lead:
    return Lead(paper.texts.get(LEAD) or lead_of(paper.found))


def _background(found: Analysis) -> Chapter:
    columns = [
        Column(_("Source"), width=30),
        Column(_("Records"), Kind.INTEGER),
        Column(_("From day"), Kind.DATE),
        Column(_("To day"), Kind.DATE),
    ]
    rows: list[Sequence[Value]] = [[_(_ENTITIES[one.entity]), one.count, one.first, one.last] for one in found.sources]
    missing = [_(_ENTITIES[one.entity]) for one in found.sources if not one.count]
    sentence = _("Everything here is counted from this store.")
    if missing:
        sentence += _(" Missing: {names}.").format(names=_(", ").join(missing))
    scope = {
        ScopeKind.CUSTOMER: _("One customer, with those merged into it."),
        ScopeKind.SEGMENT: _("The customers that are in this segment today."),
        ScopeKind.BOOK: _("Every customer of this store, lost ones too."),
    }[found.kind]
    return Chapter(_("Background and sources"), sentence, columns, rows, note=scope, key="background")


def _blocks(chapter: Chapter) -> list[Block]:
    blocks: list[Block] = [Heading(chapter.heading)]
    if chapter.drawing is not None:
        blocks.append(Figure(chapter.drawing))
    blocks.append(Paragraph(chapter.sentence))
    if chapter.rows:
        blocks.append(_table(chapter))
    if len(chapter.rows) > _SHOWN:
        count = len(chapter.rows) - _SHOWN
        more = _n("{count} further row stands in the workbook.", "{count} further rows stand in the workbook.", count)
        blocks.append(Paragraph(more, muted=True))
    if chapter.note:
        blocks.append(Paragraph(chapter.note, muted=True))
    return blocks


def _table(chapter: Chapter) -> Table:
    kinds = [column.kind for column in chapter.columns]
    columns = [
        TableColumn(column.heading, Align.LEFT if column.kind in _LEFT else Align.RIGHT) for column in chapter.columns
    ]
    total = None if chapter.totals is None else _texts(chapter.totals, kinds, "")
    return Table(columns, [_texts(row, kinds, "—") for row in chapter.rows[:_SHOWN]], total)


def _texts(row: Sequence[Value], kinds: Sequence[Kind], nothing: str) -> list[str]:
    return [nothing if value is None else _text(value, kind) for value, kind in zip(row, kinds, strict=True)]


def _text(value: Value, kind: Kind) -> str:
    """A value as its column prints it; a word in a column of figures stands as it is."""
    if not isinstance(value, int | float):
        return str(value)
    if kind is Kind.MONEY:
        return f"{value / 100:,.2f}"
    if kind is Kind.PERCENT:
        return f"{value:.2%}"
    return month_words(int(value)) if kind is Kind.MONTH else f"{value:,}"


def _sheet(found: Analysis, chapter: Chapter) -> Sheet:
    notes = [_period(found), chapter.sentence, *([chapter.note] if chapter.note else [])]
    title = f"{title_of(found)} · {chapter.heading}"
    return Sheet(chapter.heading, chapter.columns, chapter.rows, title, notes, chapter.totals)
