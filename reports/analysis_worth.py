"""The chapters on what is won and lost, what a customer is worth, and whom a customer works with."""

from collections.abc import Sequence
from typing import Final

from model.analysis.leaks import LeakLine
from model.analysis.queries import Analysis
from model.analysis.rules import ACQUIRING_TIMES, SERVICE_PREMIUM, Lifetime, lifetime_of
from model.labels import label_of
from model.months import month_words
from reports.analysis_chapter import Chapter
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.drawing import Colour, Drawing
from reports.excel import Column, Kind, Value
from reports.scales import Measure
from resources.i18n import _

_WIDTH: Final = 451.0


def leaks_chapter(found: Analysis) -> Chapter:
    """The leaky bucket: what flows in and out of each month's revenue."""
    columns = [
        Column(_("Month"), Kind.MONTH),
        Column(_("Month before (yuan)"), Kind.MONEY),
        Column(_("From new customers"), Kind.MONEY),
        Column(_("Grown"), Kind.MONEY),
        Column(_("Shrunk"), Kind.MONEY),
        Column(_("From lost customers"), Kind.MONEY),
        Column(_("This month (yuan)"), Kind.MONEY),
    ]
    rows: list[Sequence[Value]] = [
        [
            one.month, one.before_fen, one.won_fen, one.grown_fen, -one.shrunk_fen, -one.lost_fen, one.after_fen,
        ]
        for one in found.leaks
    ]  # fmt: skip
    heading = _("The leaky bucket")
    if not rows:
        return Chapter(heading, _("It takes two months of bills to tell what was won and what was lost."), columns, [])
    won, out = sum(one.won_fen + one.grown_fen for one in found.leaks), sum(_out(one) for one in found.leaks)
    sentence = _("{won} yuan flowed in and {out} yuan flowed out: of every yuan won, {share} leaked away.").format(
        won=_money(won), out=_money(out), share="—" if not won else f"{out / won:.0%}"
    )
    sums = (
        sum(one.won_fen for one in found.leaks),
        sum(one.grown_fen for one in found.leaks),
        -sum(one.shrunk_fen for one in found.leaks),
        -sum(one.lost_fen for one in found.leaks),
    )
    totals: list[Value] = [_("Total"), None, *sums, None]
    note = _("Customer by customer against the month before; a customer without a bill counts as gone.")
    return Chapter(heading, sentence, columns, rows, totals, _bucket(found.leaks), note)


def lifetime_chapter(found: Analysis) -> Chapter:
    """What a customer brings until it leaves, against what keeping and winning one costs (rule 16)."""
    columns = [Column(_("Measure"), width=40), Column(_("Figure"), width=20), Column(_("How it is made"), width=52)]
    costed = [one for one in found.ranks if one.margin_fen is not None]
    revenue = sum(one.revenue_fen for one in found.ranks)
    told = sum(one.costed_fen for one in costed)
    margin = round(revenue * sum(one.margin_fen or 0 for one in costed) / told) if told else revenue
    worth = lifetime_of(
        margin,
        revenue,
        found.served.total_fen,
        sum(one.customers for one in found.months),
        sum(one.customers_lost for one in found.leaks),
        sum(one.customers_before for one in found.leaks),
    )
    heading = _("Lifetime value")
    if worth is None:
        return Chapter(heading, _("No bill lies in this period; import the monthly revenue."), columns, [])
    note = _(
        "Parameters, not measurements: winning a customer costs {times} times keeping one; customers pay up to "
        "{premium} more for good service."
    ).format(times=ACQUIRING_TIMES, premium=f"{SERVICE_PREMIUM:.0%}")
    if not told:
        note += _(" No bill states its cost, so revenue stands for margin.")
    if not found.served.is_known:
        note += _(" No cost to serve is recorded in this period, so none is taken off.")
    return Chapter(heading, _worth_words(worth), columns, _worth_rows(worth), note=note)


def partners_chapter(found: Analysis) -> Chapter:
    """Suppliers, buyers and partners, with source and date."""
    columns = [
        Column(_("Relation"), width=14),
        Column(_("Firm"), width=30),
        Column(_("Customer name"), width=30),
        Column(_("What they do together"), width=34),
        Column(_("Source"), width=18),
        Column(_("As of"), Kind.DATE),
    ]
    rows: list[Sequence[Value]] = [
        [label_of("partner_kind", one.kind), one.name, one.customer, one.what, one.source, one.seen_on]
        for one in found.partners
    ]
    known = sum(one.known_id is not None for one in found.partners)
    sentence = _("{count} firms are known; {known} of them are customers of ours.").format(
        count=f"{len(rows):,}", known=f"{known:,}"
    )
    if not rows:
        sentence = _("No partner or supplier is noted.")
    return Chapter(_("Partners and suppliers"), sentence, columns, rows)


def _bucket(leaks: Sequence[LeakLine]) -> Drawing:
    names = tuple(month_words(one.month) for one in leaks)
    series = (
        Series(_("From new customers"), tuple(float(one.won_fen) for one in leaks), Colour.FIRST),
        Series(_("Grown"), tuple(float(one.grown_fen) for one in leaks), Colour.SECOND),
        Series(_("Shrunk"), tuple(float(-one.shrunk_fen) for one in leaks), Colour.THIRD),
        Series(_("From lost customers"), tuple(float(-one.lost_fen) for one in leaks), Colour.FOURTH),
    )
    return stacked_bar_chart(ChartData(names, names, series, Measure.MONEY), _WIDTH, 170.0)


def _worth_words(worth: Lifetime) -> str:
    if worth.worth_fen is None or worth.months is None:
        return _("Nobody left in this period, so how long customers stay cannot be told yet.")
    return _("A customer stays {months} months and is worth {yuan} yuan after keeping it.").format(
        months=f"{worth.months:.0f}", yuan=_money(worth.worth_fen)
    )


def _worth_rows(worth: Lifetime) -> list[Sequence[Value]]:
    unknown = _("unknown")
    return [
        [_("Margin a customer and month (yuan)"), _money(worth.margin_fen), _("Margin ÷ bills of the period")],
        [_("Keeping a customer, a month (yuan)"), _money(worth.keeping_fen), _("Cost to serve ÷ bills of the period")],
        [_("Leaving a month"), f"{worth.churn:.2%}", _("Customers gone ÷ customers of the month before")],
        [
            _("Months a customer stays"),
            unknown if worth.months is None else f"{worth.months:.1f}",
            _("1 ÷ leaving a month"),
        ],
        [
            _("Lifetime value (yuan)"),
            unknown if worth.worth_fen is None else _money(worth.worth_fen),
            _("(Margin − keeping) × months"),
        ],
        [
            _("Winning a customer (yuan)"),
            _money(worth.acquiring_fen),
            _("{times} × keeping over a year").format(times=ACQUIRING_TIMES),
        ],
        [
            _("Months until winning one is earned back"),
            unknown if worth.earned_back is None else f"{worth.earned_back:.1f}",
            _("Winning ÷ (margin − keeping)"),
        ],
        [
            _("What good service may add (yuan)"),
            _money(worth.premium_fen),
            _("{premium} of the period's revenue").format(premium=f"{SERVICE_PREMIUM:.0%}"),
        ],
    ]


def _out(one: LeakLine) -> int:
    return one.shrunk_fen + one.lost_fen


def _money(fen: int) -> str:
    return f"{fen / 100:,.2f}"
