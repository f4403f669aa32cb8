"""The account plan (客户计划) on paper: eight chapters, each with its words and the data behind them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from model.account_plans.queries import AccountPlan
from model.account_plans.rules import CHAPTER_WORDS, CHAPTERS, ELEMENTS, MOST_ACTIONS
from model.customers.records import Customer
from model.decision_maps.sentences import gap_sentence, next_step
from model.labels import label_of
from model.months import month_words
from reports.account_plan_words import chapter_text
from reports.document import (
    Align,
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Rich,
    Run,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.hand_over import listed, map_blocks, people_table
from reports.hand_over_words import ending_words
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.proposal_words import yuan
from reports.words import cut
from resources.i18n import N_, _, _n

_MONTHS: Final = 6
_CELL: Final = 120
_FIELDS: Final = (
    "industry", "enterprise_type", "employee_count", "branch_count", "network_since", "payer_type",
    "purchase_motive", "price_sensitivity", "network_situation", "innovation_goal", "decision_process",
)  # fmt: skip
_KINDS: Final = {
    "promise": N_("Promise"),
    "opportunity": N_("Opportunity"),
    "task": N_("Task"),
    "visit": N_("Visit"),
}


def write_account_plan(path: Path, plan: AccountPlan, imprint: Imprint) -> None:
    """Write the plan as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, account_plan_document(plan, imprint))


def account_plan_document(plan: AccountPlan, imprint: Imprint) -> Document:
    """The plan as an internal paper."""
    blocks: list[Block] = [Lead([Run(chapter_text(plan, "goals").partition("\n")[0], bold=True)])]
    scheme = _("Five elements (chapters 1–{elements}) and three supports; names and order are Meiban's own.")
    blocks.append(Paragraph(scheme.format(elements=len(ELEMENTS)), muted=True))
    for number, chapter in enumerate(CHAPTERS, 1):
        blocks.append(Heading(f"{number}  {_(CHAPTER_WORDS[chapter])}"))
        own = plan.texts.get(chapter)
        blocks += [Paragraph(line) for line in chapter_text(plan, chapter).split("\n") if line.strip()]
        if own and own.written_on:
            blocks.append(Paragraph(_("Written on {day}.").format(day=own.written_on), muted=True))
        blocks += _DATA[chapter](plan)
    standing = plan.pack.standing
    return Document(
        kind=_("Account plan"),
        title=standing.name,
        subtitle=_("As of {day}").format(day=plan.day),
        number=standing.group_code,
        blocks=blocks,
        imprint=imprint,
    )


def _profile(plan: AccountPlan) -> Iterator[Block]:
    pairs: list[tuple[str, Rich]] = []
    for name in _FIELDS:
        words = _field(plan, name)
        if words:
            pairs.append((_(str(Customer.__table__.columns[name].info["label"])), cut(words, _CELL)))
    if pairs:
        yield Facts(pairs)
    columns = [TableColumn(_("Month"), share=1.2)]
    columns += [
        TableColumn(words, Align.RIGHT, 1.4)
        for words in (_("Voice"), _("Data"), _("New business"), _("Other"), _("In all (yuan)"))
    ]
    rows: list[list[Rich]] = [
        [
            month_words(bill.month), yuan(bill.voice_fen), yuan(bill.data_fen), yuan(bill.new_business_fen),
            yuan(bill.other_fen), yuan(bill.total_fen),
        ]
        for bill in plan.pack.bills[-_MONTHS:]
    ]  # fmt: skip
    yield Table(columns, rows, empty=_("No bill is here yet."))


def _field(plan: AccountPlan, name: str) -> str:
    value = plan.profile.get(name)
    if value is None or value == "":
        return ""
    choices = Customer.__table__.columns[name].info.get("choices")
    if choices:
        return label_of(str(choices), str(value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def _relations(plan: AccountPlan) -> Iterator[Block]:
    yield people_table([one for one in plan.pack.people if one.roles])
    yield from map_blocks(plan.pack, plan.day)
    people = plan.state.people
    gaps: list[Rich] = [
        _("{gap}: {step}").format(gap=gap_sentence(gap, people), step=next_step(gap)) for gap in plan.scores.gaps
    ]
    if gaps:
        yield Bullets(gaps)


def _needs(plan: AccountPlan) -> Iterator[Block]:
    columns = [
        TableColumn(_("Order"), Align.RIGHT, 0.6),
        TableColumn(_("Key problem"), share=3.0, bold=True),
        TableColumn(_("Our answer"), share=2.6),
        TableColumn(_("Owner"), share=1.0),
        TableColumn(_("Due"), share=1.1),
    ]
    rows: list[list[Rich]] = [
        [
            str(one.order), cut(one.statement, _CELL), cut(one.our_answer, _CELL) or _("none yet"), one.owner,
            one.due.isoformat() if one.due else "",
        ]
        for one in plan.pack.needs
    ]  # fmt: skip
    yield Table(columns, rows, empty=_("No open need is noted."))


def _products(plan: AccountPlan) -> Iterator[Block]:
    ours = [one for one in plan.installed if one.operator == "mobile"]
    columns = [
        TableColumn(_("Product in use"), share=2.4, bold=True),
        TableColumn(_("Quantity"), Align.RIGHT, 0.9),
        TableColumn(_("Monthly fee (yuan)"), Align.RIGHT, 1.4),
        TableColumn(_("Bundle ends"), share=1.1),
        TableColumn(_("Agreement number"), share=1.6),
    ]
    rows: list[list[Rich]] = [
        [
            one.offering_name, "" if one.quantity is None else f"{one.quantity:g}",
            "" if one.monthly_fee_fen is None else yuan(one.monthly_fee_fen),
            one.bundle_end.isoformat() if one.bundle_end else "", one.agreement_number or _("none"),
        ]
        for one in ours
    ]  # fmt: skip
    total = [_("Total"), "", yuan(sum(one.monthly_fee_fen or 0 for one in ours)), "", ""] if ours else None
    yield Table(columns, rows, total=total, empty=_("Nothing of ours is in use."))
    if plan.open_products:
        yield Paragraph([Run(_("White space: "), bold=True), "、".join(plan.open_products)])


def _competition(plan: AccountPlan) -> Iterator[Block]:
    held = [one for one in plan.installed if one.operator not in ("mobile", "")]
    lines: list[Rich] = [
        _("{operator}: {product}").format(operator=label_of("operator", one.operator), product=one.offering_name)
        + (_(", ends {day}").format(day=one.bundle_end) if one.bundle_end else "")
        for one in held
    ]
    if lines:
        yield listed(lines, "")
    columns = [
        TableColumn(_("Seen on"), share=1.1),
        TableColumn(_("Operator"), share=1.0),
        TableColumn(_("Tactic"), share=1.6),
        TableColumn(_("Source"), share=1.2),
        TableColumn(_("Our counter"), share=2.6),
    ]
    rows: list[list[Rich]] = [
        [
            one.seen_on.isoformat() if one.seen_on else "", label_of("operator", one.operator),
            label_of("competitor_tactic", one.tactic), one.source, cut(one.counter, _CELL) or _("none yet"),
        ]
        for one in plan.moves[:_MONTHS]
    ]  # fmt: skip
    yield Table(columns, rows, empty=_("No rival's move was seen."))


def _goals(plan: AccountPlan) -> Iterator[Block]:
    columns = [
        TableColumn(_("Opportunity"), share=2.4, bold=True),
        TableColumn(_("Stage"), share=1.2),
        TableColumn(_("Amount (yuan)"), Align.RIGHT, 1.4),
        TableColumn(_("Chance"), Align.RIGHT, 0.8),
        TableColumn(_("Expected close"), share=1.2),
        TableColumn(_("Next step"), share=2.0),
    ]
    rows: list[list[Rich]] = [
        [
            cut(one.name, _CELL), one.stage_words, "" if one.amount_fen is None else yuan(one.amount_fen),
            f"{one.probability}%", one.expected_close.isoformat() if one.expected_close else "",
            cut(one.next_step, _CELL),
        ]
        for one in plan.pack.opportunities
    ]  # fmt: skip
    yield Table(columns, rows, empty=_("No opportunity is pursued."))
    endings: Sequence[Rich] = [ending_words(one) for one in plan.pack.endings]
    if endings:
        yield Paragraph(Run(_("What ends within a year"), bold=True).text, muted=True)
        yield listed(endings, "")


def _actions(plan: AccountPlan) -> Iterator[Block]:
    columns = [
        TableColumn(_("Day"), share=1.2),
        TableColumn(_("Kind"), share=1.3),
        TableColumn(_("What to do"), share=5.9),
    ]
    rows: list[list[Rich]] = []
    for one in plan.actions[:MOST_ACTIONS]:
        day = one.on.isoformat() if one.on else _("no day")
        shown: Rich = [Run(day, bold=True, colour=Colour.ACCENT)] if one.late else day
        rows.append([shown, _(_KINDS[one.kind]), cut(one.what, _CELL)])
    left = len(plan.actions) - len(rows)
    if left > 0:
        rows.append(["", "", _n("and {count} more line", "and {count} more lines", left)])
    yield Table(columns, rows, empty=_("Nothing is planned."))


def _support(plan: AccountPlan) -> Iterator[Block]:
    columns = [
        TableColumn(_("Our person"), share=1.6, bold=True),
        TableColumn(_("Faces"), share=1.6),
        TableColumn(_("Relationship now"), share=1.6),
        TableColumn(_("Wanted"), share=1.6),
    ]
    names = {person.id: person.name for person in plan.pack.people}
    rows: list[list[Rich]] = [
        [
            one.our_name, names.get(one.person, ""), label_of("relationship_level", one.present_level),
            label_of("relationship_level", one.wanted_level),
        ]
        for one in plan.pack.map.counterparts
    ]  # fmt: skip
    if rows:
        yield Table(columns, rows)
    lines: list[Rich] = []
    if "support" in plan.texts:  # the data's own sentences name them already
        lines += [_("Expert: {name}, {topic}").format(name=one.person_name, topic=one.topic) for one in plan.experts]
        lines += [_("Risk: {why}").format(why=cut(one.why, _CELL)) for one in plan.pack.warnings]
    lines += [_("Case to tell: {name}").format(name=cut(one.name, _CELL)) for one in plan.cases]
    if lines:
        yield listed(lines, "")


_DATA: Final[Mapping[str, Callable[[AccountPlan], Iterator[Block]]]] = {
    "profile": _profile,
    "relations": _relations,
    "needs": _needs,
    "products": _products,
    "competition": _competition,
    "goals": _goals,
    "actions": _actions,
    "support": _support,
}
