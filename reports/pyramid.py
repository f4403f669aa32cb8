"""The value pyramid and the migration matrix as plain drawings, the same in the window and on paper."""

from collections.abc import Mapping, Sequence
from typing import Final

from model.grading.queries import Tier
from model.grading.rules import GRADES
from reports.charts import LABEL
from reports.drawing import Anchor, Colour, Drawing, HitRegion, Line, Rect, Shape, Text
from resources.i18n import _, _n

_ROW: Final = 34.0
_CELL: Final = 26.0
_WORDS: Final = 122.0
"""Points that a step's count and revenue need at least."""


def pyramid(tiers: Sequence[Tier], width: float) -> Drawing:
    """Steps from A to D, each as wide as its share of customers' steps, with its count and revenue beside it.

    A step's key is its grade. The steps keep a pyramid's shape; the figures stand in words, so that nothing is judged
    by eye alone.
    """
    whole = sum(tier.revenue_fen for tier in tiers)
    words_at = width - max(_WORDS, width * 0.34)
    middle, widest = words_at * 0.48, words_at * 0.9
    shapes: list[Shape] = []
    hits: list[HitRegion] = []
    for row, tier in enumerate(tiers):
        length = widest * (row + 1) / len(tiers)
        top = row * _ROW
        shapes.append(Rect(middle - length / 2, top + 2, length, _ROW - 4, Colour.SECOND if row else Colour.ACCENT))
        inside = Colour.SURFACE if row == 0 else Colour.INK
        shapes.append(Text(middle, top + _ROW / 2 + 4, tier.name, 11.0, inside, Anchor.MIDDLE, bold=True))
        share = f"{100 * tier.revenue_fen / whole:.1f}%" if whole else "—"
        label = _n("{count} customer", "{count} customers", tier.customers)
        money = _("{yuan} yuan · {share}").format(yuan=f"{tier.revenue_fen / 100:,.0f}", share=share)
        shapes.append(Text(words_at, top + _ROW / 2 - 1, label, LABEL + 1, Colour.INK, bold=True))
        shapes.append(Text(words_at, top + _ROW / 2 + 11, money, LABEL, Colour.MUTED))
        hits.append(HitRegion(0.0, top, width, _ROW, tier.name, f"{tier.name}\n{label}\n{money}"))
    return Drawing(width, _ROW * len(tiers), tuple(shapes), tuple(hits))


def migration_matrix(moves: Mapping[tuple[str, str], int], width: float) -> Drawing:
    """Last month's grades down, this month's across; who rose stands on green words, who fell on red ones.

    A cell's key is "from>to", with "-" for customers without a grade on that side.
    """
    rows = (*GRADES, "")
    first, step = 74.0, min(64.0, (width - 74.0) / len(rows))
    shapes: list[Shape] = []
    hits: list[HitRegion] = []
    for place, after in enumerate(rows):
        words = after or _("Gone")
        shapes.append(Text(first + step * (place + 0.5), 12, words, LABEL + 1, Colour.MUTED, Anchor.MIDDLE))
    for row, before in enumerate(rows):
        top = 20 + row * _CELL
        shapes.append(Line(0, top, first + step * len(rows), top, Colour.HAIRLINE))
        shapes.append(Text(4, top + 17, before or _("New"), LABEL + 1, Colour.MUTED))
        for place, after in enumerate(rows):
            if not before and not after:
                continue
            count = moves.get((before, after), 0)
            x = first + step * (place + 0.5)
            colour = _colour_of(row, place, count)
            shapes.append(Text(x, top + 17, str(count) if count else "·", 10.0, colour, Anchor.MIDDLE, bold=count > 0))
            key, hover = f"{before or '-'}>{after or '-'}", f"{before or _('New')} → {after or _('Gone')}: {count}"
            hits.append(HitRegion(x - step / 2, top, step, _CELL, key, hover))
    return Drawing(width, 20 + _CELL * len(rows), tuple(shapes), tuple(hits))


def _colour_of(before: int, after: int, count: int) -> Colour:
    last = len(GRADES)
    if not count:
        return Colour.MUTED
    if before == after or last in (before, after):
        return Colour.INK
    return Colour.DONE if after < before else Colour.DANGER


def quadrants(counts: Mapping[tuple[bool, bool], int], width: float, height: float) -> Drawing:
    """Customers by revenue (high at the right) and new business (high at the top)."""
    left, foot = 70.0, 22.0
    wide, tall = (width - left) / 2, (max(height, 80.0) - foot) / 2
    shapes: list[Shape] = []
    hits: list[HitRegion] = []
    for row, high_new in enumerate((True, False)):
        for place, high_revenue in enumerate((False, True)):
            count = counts.get((high_revenue, high_new), 0)
            x, y = left + place * wide, row * tall
            fill = Colour.ACCENT if high_new and high_revenue else Colour.SECOND
            ink = Colour.SURFACE if fill is Colour.ACCENT else Colour.INK
            words = _n("{count} customer", "{count} customers", count)
            shapes.append(Rect(x + 2, y + 2, wide - 4, tall - 4, fill))
            shapes.append(Text(x + wide / 2, y + tall / 2 + 4, words, 10.0, ink, Anchor.MIDDLE, bold=True))
            hits.append(HitRegion(x, y, wide, tall, f"{int(high_revenue)}{int(high_new)}", words))
        label = _("New business high") if high_new else _("New business low")
        shapes.append(Text(0, row * tall + tall / 2 + 3, label, LABEL, Colour.MUTED))
    for place, words in enumerate((_("Revenue low"), _("Revenue high"))):
        shapes.append(Text(left + wide * (place + 0.5), 2 * tall + 12, words, LABEL, Colour.MUTED, Anchor.MIDDLE))
    return Drawing(width, 2 * tall + foot, tuple(shapes), tuple(hits))
