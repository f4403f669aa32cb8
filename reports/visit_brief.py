"""The pre-visit brief (访前一页纸): one page with what one must know before the talk."""

from pathlib import Path
from typing import Final

from model.customers.people import PersonRow
from model.customers.records import Customer
from model.labels import label_of
from model.opportunities.queries import OpportunityRow
from model.visits.brief import RivalMove, VisitBrief
from model.visits.brief_rules import STYLE_HINTS
from model.visits.queries import VisitRow
from reports.document import Block, Bullets, Document, Facts, Heading, Lead, Paragraph, Rich, Run, Table, TableColumn
from reports.drawing import Colour
from reports.imprint import Imprint
from reports.pdf import pages_of, write_pdf
from reports.proposal_words import yuan
from reports.words import cut
from resources.i18n import _, _n

_LENGTHS: Final = ((150, 6, 4), (90, 5, 3), (50, 4, 3), (24, 3, 2), (16, 2, 1))
"""Characters of a note, people, and lines of each list: the fullest that fits one page is printed."""


def brief_document(brief: VisitBrief, imprint: Imprint) -> Document:
    """The brief as a paper of one A4 page."""
    for length, people, lines in _LENGTHS:
        document = _document(brief, imprint, length, people, lines)
        if len(pages_of(document)) == 1:
            break
    return document


def write_brief(path: Path, brief: VisitBrief, imprint: Imprint) -> None:
    """Write the brief as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, brief_document(brief, imprint))


def _document(brief: VisitBrief, imprint: Imprint, length: int, people: int, lines: int) -> Document:
    grade = _("Company grade {grade}").format(grade=brief.company_grade) if brief.company_grade else ""
    subtitle = " · ".join(filter(None, (brief.group_code, brief.industry, grade, cut(brief.address, 40))))
    blocks: list[Block] = [_lead(brief), Heading(_("Who")), _people(brief, people)]
    blocks += _section(_("Last talks"), [_talk(one, length) for one in brief.talks], _("No talk is on record."))
    blocks += [Heading(_("Keep in mind")), Facts(_facts(brief, length, lines), columns=1)]
    return Document(
        kind=_("Pre-visit brief"), title=cut(brief.name, 60), subtitle=subtitle, blocks=blocks, imprint=imprint
    )


def _facts(brief: VisitBrief, length: int, lines: int) -> list[tuple[str, Rich]]:
    """What is owed, wanted, ending and asked, each a label with its lines."""
    promises = [_promise(one.text, one.due_on, one.made_to, one.state, length) for one in brief.promises[:lines]]
    needs: list[Rich] = [cut(f"{one.order}. {one.statement}", length) for one in brief.needs[:lines]]
    chances: list[Rich] = [_chance(one, length) for one in brief.opportunities[:lines]]
    ends: list[Rich] = [_ending(one.what, one.operator, one.on.isoformat()) for one in brief.ends[:lines]]
    moves: list[Rich] = [line for one in brief.moves[:lines] for line in _move_lines(one, length)]
    facts: list[tuple[str, Rich]] = [(_("Open promises"), _under_each_other(promises) or _("We owe nothing."))]
    if needs:
        facts.append((_("Needs, in order"), _under_each_other(needs)))
    if chances:
        facts.append((_("Open opportunities"), _under_each_other(chances)))
    facts.append((_("Ends within 60 days"), _under_each_other(ends) or _("Nothing ends within 60 days.")))
    if moves:
        facts.append((_("Rivals' moves"), _under_each_other(moves)))
    facts.append((_("To open with"), _under_each_other([_(question) for question in brief.questions])))
    unknown = _(", ").join(_field_label(name) for name in brief.ask)
    facts.append((_("To find out"), unknown or _("Everything is known.")))
    return facts


def _under_each_other(items: list[Rich]) -> Rich:
    """Several lines in one cell."""
    parts: list[str | Run] = []
    for place, item in enumerate(items):
        parts += ["\n"] if place else []
        parts += [item] if isinstance(item, str) else list(item)
    return parts


def _lead(brief: VisitBrief) -> Lead:
    late = sum(one.state == "late" for one in brief.promises)
    parts: list[str | Run] = []
    if late:
        parts.append(
            Run(_n("{count} promise is late. ", "{count} promises are late. ", late), bold=True, colour=Colour.ACCENT)
        )
    if brief.talks and brief.talks[0].visit_date is not None:
        last = brief.talks[0]
        step = _(" Next step agreed: {step}.").format(step=cut(last.next_step, 60)) if last.next_step else ""
        parts.append(_("Last talk on {day}.").format(day=last.visit_date) + step)
    else:
        parts.append(_("A first talk: nothing is on record yet."))
    return Lead(parts)


def _people(brief: VisitBrief, most: int) -> Table:
    columns = [
        TableColumn(_("Name"), share=1.9, bold=True),
        TableColumn(_("Title"), share=1.5),
        TableColumn(_("Role"), share=1.6),
        TableColumn(_("Attitude"), share=1.3),
        TableColumn(_("How to talk"), share=3.1),
    ]
    rows = [_person(one) for one in brief.people[:most]]
    return Table(columns, rows, empty=_("No contact is known yet."))


def _person(one: PersonRow) -> list[Rich | None]:
    roles = _(", ").join(label_of("buying_role", code) for code in one.roles.split(",") if code)
    hint = _(STYLE_HINTS[one.communication_style]) if one.communication_style in STYLE_HINTS else ""
    return [cut(one.name, 16), cut(one.title, 12), roles, label_of("attitude", one.attitude), hint]


def _section(heading: str, items: list[Rich], empty: str) -> list[Block]:
    body: Block = Bullets(items) if items else Paragraph(empty, muted=True)
    return [Heading(heading), body]


def _talk(one: VisitRow, length: int) -> Rich:
    day = one.visit_date.isoformat() if one.visit_date else ""
    words = "；".join(part for part in (one.outcome, " ".join(one.note.split())) if part)
    who = _(" with {people}").format(people=one.met) if one.met else ""
    head = f"{day} {label_of('contact_mode', one.contact_mode)}{who}"
    return [Run(_("{head}: ").format(head=cut(head, 60)), bold=True), cut(words, length) or _("nothing noted")]


def _promise(text: str, due: object, to: str, state: str, length: int) -> Rich:
    run = Run(_("late, ") if state == "late" else "", bold=True, colour=Colour.ACCENT)
    tail = _("; due {day}").format(day=due) + (_(", to {person}").format(person=cut(to, 20)) if to else "")
    return [run, cut(text, length), tail]


def _chance(one: OpportunityRow, length: int) -> Rich:
    """Stage, amount and what comes next of an opportunity."""
    amount = "" if one.amount_fen is None else _("{amount} yuan").format(amount=yuan(one.amount_fen))
    head = " · ".join(filter(None, (cut(one.name, min(length, 40)), cut(one.stage_words, 20), amount)))
    day = f"{one.next_on:%m-%d} " if one.next_on else ""
    step = _("; next: {step}").format(step=day + cut(one.next_step, length)) if one.next_step else ""
    return head + step


def _ending(what: str, operator: str, day: str) -> Rich:
    whose = label_of("operator", operator)
    return _("{day}: {what}").format(day=day, what=cut(f"{what} {whose}".strip(), 60))


def _move_lines(one: RivalMove, length: int) -> list[Rich]:
    """What was seen, and what we answer."""
    seen = cut(_move(one.seen_on, one.operator, one.tactic, one.source), length)
    if not one.answer:
        return [seen]
    mark = _(" (default)") if one.is_default else ""
    return [seen, cut(_("Our answer{mark}: {script}").format(mark=mark, script=one.answer), length)]


def _move(seen: object, operator: str, tactic: str, source: str) -> str:
    words = _(", ").join(filter(None, (label_of("operator", operator), label_of("competitor_tactic", tactic))))
    told = _(" (source: {source})").format(source=source) if source else ""
    return f"{seen or ''} {words}{told}".strip()


def _field_label(name: str) -> str:
    return _(str(Customer.__table__.columns[name].info.get("label") or name))
