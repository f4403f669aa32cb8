"""The figures of a proposal: lines of today beside ours, what changes over the term, published tariffs."""

from collections.abc import Sequence
from typing import Final

from model.enumerations import ENUMERATIONS
from model.proposals.currency_text import LARGEST_FEN, currency_text
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.proposals.queries import RivalPriceRow
from model.proposals.rivals import judging_word
from model.proposals.rules import Comparison, comparisons_of, price_of, totals_of
from reports.charts import ChartData, Series, line_chart, ranked_bar_chart
from reports.document import Align, Blank, Block, Figure, Paragraph, Spanning, Table, TableCell, TableColumn
from reports.drawing import Colour
from reports.proposal_words import change, percent, yuan
from reports.scales import Measure
from resources.i18n import _, _n, language

_WIDTH: Final = 480.0
_CURVE: Final = 150.0
_RIVALS: Final = ("telecom", "unicom", "broadnet")


def comparison_blocks(draft: QuoteDraft) -> list[Block]:
    """Today beside the proposal with merged cells, or the lines alone where nothing is replaced; then the charges."""
    table = _beside(draft) if draft.presents else _alone(draft)
    return [table, Blank(6.0), Paragraph(_charges(draft), muted=True)]


def change_blocks(draft: QuoteDraft) -> list[Block]:
    """Two charts where something is saved: the month today and then, and what adds up over the term."""
    totals = totals_of(draft.items, draft.presents, draft.term_months)
    if totals.present_fen is None or not totals.saving_fen or totals.saving_fen < 0:
        return []
    words = (_("Today, a month (yuan)"), _("Proposal, a month (yuan)"))
    month = ChartData(
        words,
        words,
        (Series("", (float(totals.present_fen), float(totals.monthly_fen)), Colour.FIRST),),
        Measure.MONEY,
    )
    months = tuple(str(number) for number in range(draft.term_months + 1))
    today = tuple(float(totals.present_fen * number) for number in range(draft.term_months + 1))
    then = tuple(float(totals.one_off_fen + totals.monthly_fen * number) for number in range(draft.term_months + 1))
    curve = ChartData(
        months,
        months,
        (Series(_("As now"), today, Colour.THIRD), Series(_("Proposal"), then, Colour.FIRST)),
        Measure.MONEY,
    )
    caption = _("Paid in all after so many months, the one-off charge included (yuan)")
    return [
        Figure(ranked_bar_chart(month, _WIDTH, colours=(Colour.THIRD, Colour.FIRST))),
        Blank(4.0),
        Paragraph(caption, muted=True),
        Figure(line_chart(curve, _WIDTH, _CURVE)),
    ]


def concession_lines(draft: QuoteDraft) -> list[str]:
    """What we give beyond the list: the non-price ones first, then what comes off the price (`domain.md` rule 11)."""
    lines = [line.strip() for line in draft.concessions.splitlines() if line.strip()]
    for item in draft.items:
        listed = item.quantity * item.monthly_fen
        if item.discount and listed:
            sentence = _("{product}: {percent} off the monthly fee, {amount} yuan less a month")
            amount = yuan(listed - price_of(item).monthly_fen)
            lines.append(sentence.format(product=item.offering_name, percent=percent(item.discount), amount=amount))
    return lines


def rival_table(draft: QuoteDraft, rivals: Sequence[RivalPriceRow]) -> list[Block]:
    """One line a product, one column an operator: only published figures with source and day, unknown otherwise."""
    latest: dict[tuple[str, str], RivalPriceRow] = {}
    for row in rivals:
        if row.source and row.seen_on is not None and not judging_word(f"{row.product} {row.source}"):
            latest.setdefault((row.offering_code, row.operator), row)
    operators = [code for code in (*_RIVALS, "other") if any(key[1] == code for key in latest)] or list(_RIVALS[:2])
    names = ENUMERATIONS["operator"]
    columns = [TableColumn(_("Item, yuan a month and unit")), TableColumn(_("This proposal"), Align.RIGHT)]
    columns += [TableColumn(_(names[code]), Align.RIGHT) for code in operators]
    items = list({(item.offering_code or item.offering_name): item for item in draft.items}.values())
    rows: list[list[TableCell]] = [
        [
            item.offering_name,
            yuan(_unit_price(item)),
            *(_published(latest.get((item.offering_code, one))) for one in operators),
        ]
        for item in items
    ]
    note = _("Published tariffs only, each with its source and day; what is not published stands as unknown.")
    return [Table(columns, rows), Blank(4.0), Paragraph(note, muted=True)]


def _beside(draft: QuoteDraft) -> Table:
    totals = totals_of(draft.items, draft.presents, draft.term_months)
    columns = [
        TableColumn(_("In use today"), share=26),
        TableColumn(_("Fee a month (yuan)"), Align.RIGHT, 15),
        TableColumn(_("Proposal"), share=25),
        TableColumn(_("Quantity"), Align.RIGHT, 12),
        TableColumn(_("Fee a month (yuan)"), Align.RIGHT, 15),
        TableColumn(_("Difference a month"), Align.RIGHT, 15),
    ]
    rows = [row for one in comparisons_of(draft.items, draft.presents) for row in _compared(draft, one)]
    total = [_("Total"), yuan(totals.present_fen), "", "", yuan(totals.monthly_fen), _difference(totals.saving_fen)]
    return Table(columns, rows, total)


def _compared(draft: QuoteDraft, one: Comparison) -> list[list[TableCell]]:
    """The rows of one line: what it replaces on the left, itself spanning them on the right."""
    ours: list[str] = ["—", "", yuan(0)]
    if one.item is not None:
        item = draft.items[one.item]
        ours = [product_words(item), f"{item.quantity:,}", yuan(price_of(item).monthly_fen)]
    right = [*ours, change(one.difference_fen)]
    if not one.presents:
        return [["—", yuan(0), *right]]
    count = len(one.presents)
    rows: list[list[TableCell]] = []
    for number, place in enumerate(one.presents):
        left = [draft.presents[place].name, yuan(draft.presents[place].monthly_fee_fen)]
        cells: list[TableCell] = list(right)
        if count > 1:
            cells = [Spanning(text, count) for text in right] if number == 0 else [None] * len(right)
        rows.append([*left, *cells])
    return rows


def _alone(draft: QuoteDraft) -> Table:
    columns = [
        TableColumn(_("Proposal"), share=34),
        TableColumn(_("Quantity"), Align.RIGHT, 11),
        TableColumn(_("Price a unit (yuan)"), Align.RIGHT, 18),
        TableColumn(_("Reduction"), Align.RIGHT, 12),
        TableColumn(_("Fee a month (yuan)"), Align.RIGHT, 18),
    ]
    rows = [
        [
            product_words(item),
            f"{item.quantity:,}",
            yuan(item.monthly_fen),
            percent(item.discount) if item.discount else "",
            yuan(price_of(item).monthly_fen),
        ]
        for item in draft.items
    ]
    total = [_("Total"), "", "", "", yuan(totals_of(draft.items, (), draft.term_months).monthly_fen)]
    return Table(columns, rows, total)


def product_words(item: ItemDraft) -> str:
    """A line's product with the manager's remark for the customer behind it."""
    return f"{item.offering_name}  {item.remark}".strip()


def _charges(draft: QuoteDraft) -> str:
    """One-off charges, term, and the monthly sum in capitals where the reader's language has them."""
    totals = totals_of(draft.items, draft.presents, draft.term_months)
    charge = _("One-off charge {amount} yuan.").format(amount=yuan(totals.one_off_fen))
    parts = [
        charge if totals.one_off_fen else _("No one-off charge."),
        _n("Term {count} month.", "Term {count} months.", draft.term_months),
    ]
    if language() == "zh_CN" and totals.monthly_fen <= LARGEST_FEN:
        parts.append(_("In capitals: {text} a month.").format(text=currency_text(totals.monthly_fen)))
    return " ".join(parts) if language() == "en" else "".join(parts)


def _difference(saving: int | None) -> str:
    return change(None if saving is None else -saving)


def _unit_price(item: ItemDraft) -> int:
    """What one unit costs after the discount, rounded as a line of one is."""
    return price_of(
        ItemDraft(item.offering_code, item.offering_name, 1, monthly_fen=item.monthly_fen, discount=item.discount)
    ).monthly_fen


def _published(row: RivalPriceRow | None) -> str:
    if row is None or row.monthly_fen is None or row.seen_on is None:
        return _("unknown")
    said = "\n".join(filter(None, (row.product.strip(), f"{row.source} {row.seen_on.isoformat()}")))
    return f"{yuan(row.monthly_fen)}\n{said}"
