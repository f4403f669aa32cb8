"""The hand-over pack (交接包): people, map, promises, expiries, risks, next steps and the first 30 days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.customers.people import PersonRow
from model.decision_maps.picture import draw_map
from model.errors import UserError
from model.hand_over.queries import HandOver, hand_over_of, list_handed_over
from model.hand_over.rules import FIRST_DAYS
from model.labels import label_of
from model.months import month_words
from model.needs.promise_queries import PromiseRow
from model.store.base import RowId
from model.store.dump import mask_number
from model.visits.queries import VisitRow
from reports.document import (
    Align,
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Rich,
    Run,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.hand_over_words import ending_words, step_words
from reports.imprint import Imprint
from reports.map_drawing import drawing_of
from reports.map_tiles import centred, whole
from reports.pdf import write_pdf
from reports.proposal_words import yuan
from reports.words import cut
from resources.i18n import _, _n

_TEXT_WIDTH: Final = 483.0
_MAP_HEIGHT: Final = 300.0
_LARGEST_SCALE: Final = 0.6
_MOST: Final = 30
"""Lines of a list in the pack: a successor reads everything but the endless; what is left out is counted."""
_NOTE: Final = 160


@dataclass(frozen=True)
class HandOverPaper:
    """The packs of one customer or of many, the day, and who made the paper."""

    packs: Sequence[HandOver]
    day: date
    imprint: Imprint


def hand_over_paper(
    session: Session, customer_id: RowId | None, imprint: Imprint, manager_no: str = "", codes: Sequence[str] = ()
) -> HandOverPaper:
    """The pack of one customer, or of all (of a manager by number, of these codes).

    Raises `UserError` where there is none.
    """
    ids = [customer_id] if customer_id else list_handed_over(session, manager_no, codes)
    if not ids:
        raise UserError(_("There is no customer to hand over."))
    day = imprint.made_on
    return HandOverPaper([hand_over_of(session, id, day) for id in ids], day, imprint)


def write_hand_over(path: Path, paper: HandOverPaper) -> None:
    """Write the pack as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, hand_over_document(paper))


def hand_over_document(paper: HandOverPaper) -> Document:
    """One customer's pack, or an overview with a pack of each behind it."""
    alone = len(paper.packs) == 1
    blocks: list[Block] = [] if alone else [*_overview(paper)]
    for pack in paper.packs:
        blocks += [] if alone else [NewPage(), Heading(f"{pack.standing.name}  {pack.standing.group_code}")]
        blocks += _pack(pack, paper.day)
    first = paper.packs[0]
    return Document(
        kind=_("Hand-over pack"),
        title=first.standing.name
        if alone
        else _n("Hand-over of {count} customer", "Hand-over of {count} customers", len(paper.packs)),
        subtitle=_("As of {day}").format(day=paper.day),
        number=first.standing.group_code if alone else "",
        blocks=blocks,
        imprint=paper.imprint,
    )


def _overview(paper: HandOverPaper) -> Iterator[Block]:
    packs = paper.packs
    late = sum(one.state == "late" for pack in packs for one in pack.promises)
    threatened = sum(bool(pack.warnings) for pack in packs)
    yield Lead(
        [
            _n("{count} customer; ", "{count} customers; ", len(packs)),
            Run(_("late promises: {late}, customers with a warning: {threatened}.").format(
                late=late, threatened=threatened), bold=True, colour=Colour.ACCENT),
        ]
    )  # fmt: skip
    columns = [
        TableColumn(_("Customer"), bold=True, share=2.9),
        TableColumn(_("Grade"), Align.MIDDLE, 0.8),
        TableColumn(_("Revenue of the month (yuan)"), Align.RIGHT, 1.6),
        TableColumn(_("Promises"), Align.RIGHT, 0.8),
        TableColumn(_("Warnings"), Align.RIGHT, 0.8),
        TableColumn(_("Nearest end"), share=1.6),
        TableColumn(_("First step"), share=3.2),
    ]
    rows: list[list[Rich]] = [
        [
            pack.standing.name,
            pack.standing.grade,
            yuan(pack.bills[-1].total_fen) if pack.bills else "",
            str(len(pack.promises) or ""),
            str(len(pack.warnings) or ""),
            pack.endings[0].on.isoformat() if pack.endings else "",
            _first_step(pack),
        ]
        for pack in packs
    ]
    yield Table(columns, rows)


def _first_step(pack: HandOver) -> str:
    """The first step that is this customer's own: one is introduced everywhere."""
    own = [step for step in pack.steps if step.kind != "introduction"]
    return step_words(own[0]) if own else ""


def _pack(pack: HandOver, day: date) -> Iterator[Block]:
    yield _lead(pack)
    yield Facts(_facts(pack), 2)
    yield Heading(_("The first {days} days").format(days=FIRST_DAYS))
    yield _steps(pack)
    yield Heading(_("People"))
    yield people_table(pack.people)
    yield from map_blocks(pack, day)
    yield Heading(_("Promises"))
    yield listed([_promise(one) for one in pack.promises], _("We owe nothing."))
    yield Heading(_("What ends within a year"))
    yield listed(_endings(pack), _("Nothing ends within a year."))
    yield Heading(_("Risks"))
    yield listed(_risks(pack), _("No warning is open and no rival was seen."))
    yield Heading(_("Work in hand"))
    yield listed(_in_hand(pack), _("Nothing is in hand."))
    yield Heading(_("Latest talks"))
    yield listed([_talk(one) for one in pack.talks], _("No talk is on record."))


def _lead(pack: HandOver) -> Lead:
    late = sum(one.state == "late" for one in pack.promises)
    if late:
        return Lead(
            [
                Run(
                    _n(
                        "{count} promise is late: see to it first.",
                        "{count} promises are late: see to them first.",
                        late,
                    ),
                    bold=True,
                )
            ]
        )
    if pack.warnings:
        return Lead([Run(pack.warnings[0].why, bold=True)])
    if pack.endings:
        return Lead([_("Nearest end: "), Run(ending_words(pack.endings[0]), bold=True)])
    return Lead(_("Nothing presses; begin with a visit to introduce yourself."))


def _facts(pack: HandOver) -> list[tuple[str, Rich]]:
    bills = pack.bills
    grades = f"{pack.standing.grade or '—'} / {pack.standing.company_grade or '—'}"
    facts: list[tuple[str, Rich]] = [
        (_("Grade (ours / company)"), grades),
        (_("Industry"), pack.industry or _("not known")),
        (_("Account manager until now"), pack.manager or _("not known")),
        (_("Address"), pack.address or _("not known")),
    ]
    if bills:
        facts.append((_("Revenue of {month}").format(month=month_words(bills[-1].month)), yuan(bills[-1].total_fen)))
        total = sum(bill.total_fen for bill in bills)
        facts.append((_("Revenue of {count} months").format(count=len(bills)), yuan(total)))
    if pack.remarks:
        facts.append((_("Remarks"), cut(pack.remarks, _NOTE)))
    return facts


def _steps(pack: HandOver) -> Block:
    columns = [TableColumn(_("Do by"), share=1.0), TableColumn(_("What to do"), share=6.0)]
    rows: list[list[Rich]] = [[step.by.isoformat(), step_words(step)] for step in pack.steps[:_MOST]]
    left = len(pack.steps) - len(rows)
    if left > 0:
        rows.append(["", _n("and {count} more line", "and {count} more lines", left)])
    return Table(columns, rows, empty=_("Nothing presses."))


def people_table(people: Sequence[PersonRow]) -> Table:
    """People with their roles, attitudes and how to talk to them; numbers are masked."""
    columns = [
        TableColumn(_("Name"), share=1.6, bold=True),
        TableColumn(_("Title"), share=1.25),
        TableColumn(_("Role"), share=1.2),
        TableColumn(_("Attitude"), share=1.6),
        TableColumn(_("Evidence"), share=1.15),
        TableColumn(_("Telephone or mobile"), share=1.38),
        TableColumn(_("How to talk"), share=1.6),
    ]
    rows: list[list[Rich]] = [
        [
            one.name,
            one.title,
            _(", ").join(label_of("buying_role", code) for code in one.roles.split(",") if code),
            label_of("attitude", one.attitude),
            label_of("evidence", one.evidence),
            mask_number(one.mobile or one.phone) or "",
            label_of("communication_style", one.communication_style),
        ]
        for one in people
    ]
    return Table(columns, rows, empty=_("No contact is known yet."))


def map_blocks(pack: HandOver, day: date) -> Iterator[Block]:
    """The decision-maker map under its heading; nothing where nobody is on it."""
    picture = draw_map(pack.map, day)
    if not picture.faces:
        return
    drawing = drawing_of(picture)
    scale = min(_TEXT_WIDTH / drawing.width, _MAP_HEIGHT / drawing.height, _LARGEST_SCALE)
    yield Heading(_("Decision-maker map"))
    yield Figure(centred(whole(drawing, scale), _TEXT_WIDTH))


def _endings(pack: HandOver) -> list[Rich]:
    lines: list[Rich] = [ending_words(one) for one in pack.endings]
    for month, count in pack.member_endings.items():
        lines.append(
            _n(
                "{month}: bundle of {count} member",
                "{month}: bundles of {count} members",
                count,
                month=month_words(month),
            )
        )
    return lines


def _risks(pack: HandOver) -> list[Rich]:
    lines: list[Rich] = [one.why for one in pack.warnings]
    for move in pack.moves:
        who = label_of("operator", move.operator)
        what = label_of("competitor_tactic", move.tactic)
        lines.append(cut(f"{move.seen_on or ''} {who} {what} {move.remarks}".strip(), _NOTE))
    arrears = pack.bills[-1].arrears_fen if pack.bills else None
    if arrears:
        lines.append(_("Arrears of {amount} yuan").format(amount=yuan(arrears)))
    return lines


def _in_hand(pack: HandOver) -> list[Rich]:
    lines: list[Rich] = []
    for need in pack.needs:
        lines.append(_("Need: {text}").format(text=cut(need.statement, _NOTE)))
    for request in pack.requests:
        where = _(", ").join(filter(None, (request.stage, request.waiting_on)))
        lines.append(_("Request: {text} ({where})").format(text=cut(request.content, _NOTE), where=where or "—"))
    for one in pack.opportunities:
        lines.append(_("Opportunity: {text} ({stage})").format(text=cut(one.name, _NOTE), stage=one.stage_words))
    for quote in pack.quotes:
        state = label_of("quote_state", quote.state)
        lines.append(
            _("Proposal: {number} {text} ({state})").format(number=quote.number, text=quote.title, state=state)
        )
    return lines


def _talk(one: VisitRow) -> Rich:
    day = one.visit_date.isoformat() if one.visit_date else ""
    words = "；".join(part for part in (one.purpose, one.outcome, " ".join(one.note.split())) if part)
    head = f"{day} {label_of('contact_mode', one.contact_mode)} {one.met}".strip()
    return [Run(_("{head}: ").format(head=cut(head, 60)), bold=True), cut(words, _NOTE) or _("nothing noted")]


def _promise(one: PromiseRow) -> Rich:
    late = [Run(_("late, "), bold=True, colour=Colour.ACCENT)] if one.state == "late" else []
    to = _(", to {person}").format(person=cut(one.made_to, 20)) if one.made_to else ""
    return [*late, cut(one.text, _NOTE), _("; due {day}").format(day=one.due_on) + to]


def listed(items: Sequence[Rich], empty: str) -> Block:
    """A list with what was left out counted, or the sentence that there is nothing."""
    if not items:
        return Paragraph(empty, muted=True)
    left = len(items) - _MOST
    more: list[Rich] = [_n("and {count} more line", "and {count} more lines", left)] if left > 0 else []
    return Bullets([*items[:_MOST], *more])
