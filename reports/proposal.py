"""The proposal (方案) a customer reads: the point, today beside what we offer, what it solves, terms, confirmation.

Nothing in it is ours alone: no cost, floor, authority, grade, stance, reason or approval reaches this room's paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UnconfirmedError
from model.needs.queries import list_needs
from model.proposals.decisions import check_issue
from model.proposals.drafts import QuoteDraft
from model.proposals.queries import QuoteSheet, RivalPriceRow, list_rival_prices
from model.proposals.rules import Totals, totals_of
from reports.document import (
    Align,
    Block,
    Bullets,
    Document,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Run,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.pdf import write_pdf
from reports.proposal_comparison import change_blocks, comparison_blocks, concession_lines, rival_table
from reports.proposal_confirmation import confirmation_blocks
from reports.proposal_words import day_words, yuan
from resources.i18n import _, _n

_OPEN: Final = ("open", "in_progress")


@dataclass(frozen=True)
class NeedLine:
    """What the customer said, what we answer, and by when."""

    statement: str
    answer: str
    due: date | None


@dataclass(frozen=True)
class ProposalPaper:
    """One version of a proposal as its customer may have it; `issuer` says who gives it."""

    customer_name: str
    number: str
    version: int
    made_on: date
    draft: QuoteDraft
    needs: Sequence[NeedLine] = ()
    rivals: Sequence[RivalPriceRow] = ()
    issuer: str = ""
    draft_because: str = ""
    """Why it is a draft and nothing to be signed; empty where it may be given out."""

    @property
    def totals(self) -> Totals:
        """The sums of its lines."""
        return totals_of(self.draft.items, self.draft.presents, self.draft.term_months)

    @property
    def reference(self) -> str:
        """The number, and the version from the second on."""
        return self.number if self.version < 2 else f"{self.number} V{self.version}"


def proposal_paper(session: Session, sheet: QuoteSheet, today: date, issuer: str) -> ProposalPaper:
    """The paper of a version as it is kept, with the customer's open needs we have an answer to."""
    return ProposalPaper(
        customer_name=sheet.customer_name,
        number=sheet.number,
        version=sheet.version,
        made_on=sheet.made_on or today,
        draft=sheet.draft,
        needs=answered_needs(session, sheet.draft.customer_id),
        rivals=list_rival_prices(session),
        issuer=issuer,
    )


def issued_paper(session: Session, sheet: QuoteSheet, today: date, issuer: str) -> ProposalPaper:
    """The paper as its customer may have it: a draft while it leans on a default nobody confirmed (`domain.md` § 4).

    Raises `UserError` where it may not leave at all: void, or beyond a limit and not approved.
    """
    paper = proposal_paper(session, sheet, today, issuer)
    try:
        check_issue(session, sheet, today)
    except UnconfirmedError as error:
        return replace(paper, draft_because=error.sentence)
    return paper


def answered_needs(session: Session, customer_id: str) -> tuple[NeedLine, ...]:
    """A customer's open needs that have an answer of ours, in their order."""
    rows = list_needs(session, customer_id=customer_id, status=_OPEN)
    return tuple(NeedLine(row.statement, row.our_answer, row.due) for row in rows if row.our_answer.strip())


def proposal_document(paper: ProposalPaper) -> Document:
    """The proposal, section after section; one that has nothing to say is left out."""
    blocks: list[Block] = [_lead(paper)]
    if paper.draft_because:
        blocks.append(Paragraph(_("A draft to talk about: it is no offer before it is given out without this line.")))
    sections = [section for section in _sections(paper) if section[1]]
    numerals = _("1 2 3 4 5 6 7 8 9 10").split()
    for numeral, (title, content) in zip(numerals, sections, strict=False):
        blocks += [Heading(_("{number}. {title}").format(number=numeral, title=title)), *content]
    if not paper.draft_because:
        blocks.append(NewPage())
        blocks += confirmation_blocks(paper.customer_name, paper.reference, paper.issuer, paper.draft)
    kind = _("Communication service proposal")
    return Document(
        kind=_("{kind}, draft").format(kind=kind) if paper.draft_because else kind,
        title=paper.customer_name,
        subtitle="　".join(_subtitles(paper)),
        number=paper.reference,
        blocks=blocks,
        issuer=paper.issuer,
    )


def write_proposal(path: Path, paper: ProposalPaper) -> None:
    """Write the proposal as .pdf or .xlsx; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        from reports.proposal_sheet import write_proposal_sheet

        reference = _("{kind}, draft").format(kind=paper.reference) if paper.draft_because else paper.reference
        write_proposal_sheet(path, paper.customer_name, reference, paper.issuer, paper.draft)
    else:
        write_pdf(path, proposal_document(paper))


def _sections(paper: ProposalPaper) -> list[tuple[str, list[Block]]]:
    draft = paper.draft
    titles = _("Today and the proposal, line by line") if draft.presents else _("What we propose")
    return [
        (titles, comparison_blocks(draft)),
        (_("How the cost changes"), change_blocks(draft)),
        (_("What it solves"), _solved(paper)),
        (_("What we add"), _bullets(concession_lines(draft))),
        (_("Benefits by department"), _benefits(draft.benefits)),
        (_("Published tariffs side by side"), rival_table(draft, paper.rivals) if draft.shows_rivals else []),
        (_("Service and terms"), _terms(draft.terms)),
        (_("Why us"), _bullets(_lines_of(draft.why_us))),
        (_("Technical annex"), _paragraphs(draft.annex)),
    ]


def _term(draft: QuoteDraft) -> str:
    return _n("{count} month", "{count} months", draft.term_months)


def _lead(paper: ProposalPaper) -> Lead:
    """The manager's own sentence, then the figure that counts."""
    draft, totals = paper.draft, paper.totals
    parts: list[str | Run] = [f"{draft.lead.strip()}\n"] if draft.lead.strip() else []
    if not totals.saving_fen or totals.saving_fen < 0:
        sentence = _("{services} for {amount} yuan a month over {term}.")
        before, _mark, after = sentence.format(
            services=_n("{count} service", "{count} services", len(draft.items)), amount="{amount}", term=_term(draft)
        ).partition("{amount}")
        return Lead([*parts, before, Run(yuan(totals.monthly_fen), bold=True, colour=Colour.ACCENT), after])
    if not parts and len(draft.presents) > len(draft.items):
        sentence = _("{old} services of today become {new}.")
        parts.append(sentence.format(old=len(draft.presents), new=len(draft.items)) + "\n")
    before, _mark, after = _("You pay {saving} yuan less every month").partition("{saving}")
    parts += [before, Run(yuan(totals.saving_fen), bold=True, colour=Colour.ACCENT), after]
    return Lead([*parts, *_whole_term(draft, totals)])


def _whole_term(draft: QuoteDraft, totals: Totals) -> list[str]:
    """The saving over the term and the month that pays the one-off charge back; only what is to the customer's good."""
    parts = []
    if totals.term_saving_fen is not None and totals.term_saving_fen > 0:
        sentence = _(", {amount} yuan saved in {term}")
        parts.append(sentence.format(term=_term(draft), amount=yuan(totals.term_saving_fen)))
        if totals.payback_month:
            parts.append(_("; month {month} has paid the one-off charge back").format(month=totals.payback_month))
    return [*parts, _(".")]


def _subtitles(paper: ProposalPaper) -> list[str]:
    words = [paper.draft.title, day_words(paper.made_on)]
    if paper.draft.valid_for:
        words.append(_("Valid until {day}").format(day=day_words(paper.draft.valid_for)))
    return [word for word in words if word]


def _solved(paper: ProposalPaper) -> list[Block]:
    if not (paper.draft.shows_needs and paper.needs):
        return []
    columns = [
        TableColumn(_("You told us"), share=30),
        TableColumn(_("How it is solved"), share=50),
        TableColumn(_("By when"), share=20),
    ]
    rows = [[need.statement, need.answer, day_words(need.due) if need.due else ""] for need in paper.needs]
    return [Table(columns, rows)]


def _benefits(text: str) -> list[Block]:
    """One line each, the department before the colon; a line without one stands for everyone."""
    rows = []
    for line in _lines_of(text):
        department, mark, benefit = line.replace(":", "：", 1).partition("：")
        rows.append([department.strip(), benefit.strip()] if mark else [_("Everyone"), line])
    columns = [TableColumn(_("Department"), share=24, bold=True), TableColumn(_("What it brings"), Align.LEFT, 76)]
    return [Table(columns, rows)] if rows else []


def _terms(text: str) -> list[Block]:
    closing = _("This proposal states an intention; the formal contract prevails.")
    return [*_paragraphs(text), Paragraph(closing, muted=not text.strip())]


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line) for line in _lines_of(text)]


def _bullets(lines: Sequence[str]) -> list[Block]:
    return [Bullets(lines)] if lines else []


def _lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
