"""The chapters of the customer analysis: each a sentence from its own figures, a chart, and the table behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from model.analysis.queries import Analysis, Line, MonthLine
from model.analysis.rules import WHOLE, change_of, shares_of, top_share
from model.labels import label_of
from model.months import month_words
from reports.analysis_chapter import Chapter
from reports.analysis_worth import leaks_chapter, lifetime_chapter, partners_chapter
from reports.charts import ChartData, Series, ranked_bar_chart, stacked_bar_chart
from reports.drawing import Colour, Drawing
from reports.excel import Column, Kind, Value
from reports.scales import Measure
from reports.words import cut
from resources.i18n import _, _n

_WIDTH: Final = 451.0
_BARS: Final = 8
_NAME: Final = 24


def chapters_of(found: Analysis) -> Iterator[Chapter]:
    """Every chapter in its order under its key; one without data says what is missing."""
    for key, make in _CHAPTERS.items():
        yield replace(make(found), key=key)


def _plain(code: str) -> str:
    return code or _("Not stated")


def _label(enumeration: str) -> Callable[[str], str]:
    return lambda code: label_of(enumeration, code) or _("Not stated")


def _money(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _split(
    heading: str, label: str, lines: Sequence[Line], words: Callable[[str], str], counted: str = "", money: str = ""
) -> Chapter:
    """Parts of a whole of money with their shares, which add up to 100 %."""
    columns = [
        Column(label, width=30),
        Column(counted or _("Customers billed"), Kind.INTEGER),
        Column(money or _("Revenue (yuan)"), Kind.MONEY),
        Column(_("Share"), Kind.PERCENT),
    ]
    whole = sum(line.amount_fen for line in lines)
    shares = shares_of([line.amount_fen for line in lines])
    ratios = [share / WHOLE for share in shares] if shares else [None] * len(lines)
    rows: list[Sequence[Value]] = [
        [words(line.code), line.count, line.amount_fen, ratio] for line, ratio in zip(lines, ratios, strict=True)
    ]
    if not lines:
        return Chapter(heading, _("Nothing is recorded for this chapter in this period."), columns, [])
    first = max(range(len(lines)), key=lambda place: lines[place].amount_fen)
    if len(lines) == 1:
        sentence = _("All of it is {name}: {yuan} yuan.").format(
            name=cut(words(lines[0].code), _NAME), yuan=_money(whole)
        )
    else:
        sentence = _first_words(words(lines[first].code), lines[first].amount_fen, ratios[first], whole)
    totals: list[Value] = [_("Total"), sum(line.count for line in lines), whole, 1.0 if shares else None]
    named = [(words(line.code), line.amount_fen) for line in lines]
    return Chapter(heading, sentence, columns, rows, totals, _ranking(named))


def _first_words(name: str, fen: int, share: float | None, whole: int) -> str:
    sentence = _("{name} comes first with {yuan} yuan").format(name=cut(name, _NAME), yuan=_money(fen))
    if share is None:
        return _("{sentence}; no whole to divide.").format(sentence=sentence)
    return _("{sentence}, {share} of {whole} yuan.").format(
        sentence=sentence, share=f"{share:.1%}", whole=_money(whole)
    )


def _ranking(named: Sequence[tuple[str, int]], others: bool = True) -> Drawing | None:
    """The first parts as bars, if wanted the others together; nothing where there is nothing to compare."""
    if len(named) < 2 or not any(amount for _name, amount in named):
        return None
    bars = list(named[:_BARS])
    if others and len(named) > _BARS:
        bars.append((_("All others"), sum(amount for _name, amount in named[_BARS:])))
    names = tuple(cut(name, _NAME) for name, _amount in bars)
    series = Series("", tuple(float(amount) for _name, amount in bars), Colour.FIRST)
    return ranked_bar_chart(ChartData(names, names, (series,), Measure.MONEY), _WIDTH, 18.0)


def _basics(found: Analysis) -> Chapter:
    count = sum(line.count for line in found.statuses)
    billed = found.months[-1].customers if found.months else 0
    sentence = _("{count} customers; {billed} of them billed in {month}.").format(
        count=f"{count:,}", billed=f"{billed:,}", month=month_words(found.last)
    )
    heads = found.months[-1].members if found.months else None
    if heads is not None:
        sentence += _(" They have {heads} real members.").format(heads=f"{heads:,}")
    columns = [Column(_("Status"), width=24), Column(_("Customers"), Kind.INTEGER)]
    rows: list[Sequence[Value]] = [[label_of("customer_status", line.code), line.count] for line in found.statuses]
    return Chapter(_("Basics"), sentence, columns, rows, [_("Total"), count])


def _trend(months: Sequence[MonthLine]) -> Chapter:
    kinds = _kinds()
    columns = [
        Column(_("Month"), Kind.MONTH),
        *(Column(name, Kind.MONEY) for name, _of, _colour in kinds),
        Column(_("Together (yuan)"), Kind.MONEY),
        Column(_("Customers"), Kind.INTEGER),
    ]
    rows: list[Sequence[Value]] = [
        [line.month, *(of(line) for _name, of, _colour in kinds), line.revenue_fen, line.customers] for line in months
    ]
    heading = _("Sales by month and trend")
    if not months:
        return Chapter(heading, _("No bill lies in this period; import the monthly revenue."), columns, [])
    totals: list[Value] = [_("Total"), *(sum(of(line) for line in months) for _name, of, _colour in kinds)]
    whole = sum(line.revenue_fen for line in months)
    drawing = stacked_bar_chart(_month_chart(months), _WIDTH, 170.0)
    return Chapter(heading, _trend_words(months), columns, rows, [*totals, whole, None], drawing)


def _trend_words(months: Sequence[MonthLine]) -> str:
    first, last = months[0], months[-1]
    change = change_of(first.revenue_fen, last.revenue_fen)
    if len(months) == 1 or change is None:
        return _("{month}: {yuan} yuan; there is no earlier month to compare with.").format(
            month=month_words(last.month), yuan=_money(last.revenue_fen)
        )
    return _("{month}: {yuan} yuan, {change} against {first}.").format(
        month=month_words(last.month),
        yuan=_money(last.revenue_fen),
        change=f"{change:+.1%}",
        first=month_words(first.month),
    )


def _month_chart(months: Sequence[MonthLine]) -> ChartData:
    names = tuple(month_words(line.month) for line in months)
    series = tuple(Series(name, tuple(float(of(line)) for line in months), colour) for name, of, colour in _kinds())
    return ChartData(names, names, series, Measure.MONEY)


def _kinds() -> tuple[tuple[str, Callable[[MonthLine], int], Colour], ...]:
    return (
        (_("Voice"), lambda line: line.voice_fen, Colour.FIRST),
        (_("Data"), lambda line: line.data_fen, Colour.SECOND),
        (_("New business"), lambda line: line.new_business_fen, Colour.THIRD),
        (_("Other"), lambda line: line.other_fen, Colour.FOURTH),
    )


def _classes(months: Sequence[MonthLine]) -> Chapter:
    lines = [
        Line(name, sum(1 for line in months if of(line)), sum(of(line) for line in months))
        for name, of, _colour in _kinds()
        if months
    ]
    chapter = _split(_("Sales by class"), _("Class"), lines, _plain, counted=_("Months"))
    # The months of the classes are the same ones, so they have no sum.
    totals = None if chapter.totals is None else [chapter.totals[0], None, *chapter.totals[2:]]
    return replace(chapter, totals=totals)


def _contribution(found: Analysis) -> Chapter:
    shares = shares_of([line.revenue_fen for line in found.ranks])
    columns = [
        Column(_("Group code"), width=16),
        Column(_("Customer name"), width=36),
        Column(_("Revenue (yuan)"), Kind.MONEY),
        Column(_("Share"), Kind.PERCENT),
    ]
    rows: list[Sequence[Value]] = [
        [line.group_code, line.name, line.revenue_fen, shares[place] / WHOLE if shares else None]
        for place, line in enumerate(found.ranks)
    ]
    totals: list[Value] = [_("Total"), None, sum(line.revenue_fen for line in found.ranks), 1.0 if shares else None]
    drawing = _ranking([(line.name, line.revenue_fen) for line in found.ranks], others=False)
    return Chapter(
        _("Contribution and rank"), _contribution_words(found), columns, rows, totals if rows else None, drawing
    )


def _contribution_words(found: Analysis) -> str:
    part = top_share([line.revenue_fen for line in found.ranks])
    if part is None:
        return _("Nothing is recorded for this chapter in this period.")
    standing = found.standing
    if standing is None:
        words = _("The top fifth of {count} customers brings {share} of revenue.")
        return words.format(count=f"{len(found.ranks):,}", share=f"{part:.1%}")
    own = sum(line.revenue_fen for line in found.ranks)
    share = _ratio(own, standing.whole_fen)
    return _("Place {place} of all {count} customers by revenue, {share} of the whole book.").format(
        place=f"{standing.place:,}",
        count=f"{standing.customers:,}",
        share="—" if share is None else f"{share:.2%}",
    )


def _opportunities(found: Analysis) -> Chapter:
    return _split(
        _("Opportunities open or closed"), _("Outcome"), found.opportunities, _label("opportunity_outcome"),
        counted=_("Opportunities"), money=_("Amount (yuan)"),
    )  # fmt: skip


def _after_sales(found: Analysis) -> Chapter:
    columns = [
        Column(_("Type"), width=24),
        Column(_("Requests"), Kind.INTEGER),
        Column(_("Closed"), Kind.INTEGER),
        Column(_("Late"), Kind.INTEGER),
    ]
    rows: list[Sequence[Value]] = [
        [label_of("service_request_kind", line.code) or _("Not stated"), line.count, line.closed, line.late]
        for line in found.requests
    ]
    count, closed, late = (sum(getattr(line, name) for line in found.requests) for name in ("count", "closed", "late"))
    sentence = _(
        "{count} requests were accepted in the period, {closed} of them are closed and {late} went past their day."
    )
    sentence = sentence.format(count=f"{count:,}", closed=f"{closed:,}", late=f"{late:,}")
    if not count:
        sentence = _("No service request was accepted in this period.")
    return Chapter(_("After-sales"), sentence, columns, rows, [_("Total"), count, closed, late] if count else None)


def _projects(found: Analysis) -> Chapter:
    names = {"1": _("Boss project"), "0": _("No boss project"), "-1": _("Not stated")}
    return _split(_("Projects"), _("Project"), found.projects, lambda code: names.get(code, code))


def _agreements(found: Analysis) -> Chapter:
    columns = [Column(_("Agreement type"), width=30), Column(_("Agreements"), Kind.INTEGER)]
    rows: list[Sequence[Value]] = [[_plain(line.code), line.count] for line in found.agreements]
    count = sum(line.count for line in found.agreements)
    sentence = _n("{count} agreement ran in the period.", "{count} agreements ran in the period.", count)
    if not count:
        sentence = _("No agreement that ran in this period is recorded.")
    return Chapter(_("Agreements in force"), sentence, columns, rows, [_("Total"), count] if count else None)


def _grades(found: Analysis) -> Chapter:
    chapter = _split(_("By value grade"), _("Grade"), found.grades, lambda code: code or _("Not graded"))
    note = _("No month is graded yet; grade one first.")
    if found.graded is not None:
        note = _("Grades of {month}.").format(month=month_words(found.graded))
    return replace(chapter, note=note)


def _channels(found: Analysis) -> Chapter:
    return _split(
        _("Channels"), _("Order channel"), found.channels, _label("channel"), counted=_("Products"),
        money=_("Monthly fee (yuan)"),
    )  # fmt: skip


def _products(found: Analysis) -> Chapter:
    return _split(
        _("Products and services"), _("Product"), found.products, _plain, counted=_("Products"),
        money=_("Monthly fee (yuan)"),
    )  # fmt: skip


def _rivals(found: Analysis) -> Chapter:
    return _split(
        _("Products by operator"), _("Operator"), found.operators, _label("operator"), counted=_("Products"),
        money=_("Monthly fee (yuan)"),
    )  # fmt: skip


def _serving(found: Analysis) -> Chapter:
    served = found.served
    columns = [Column(_("Cost"), width=36), Column(_("Times"), Kind.INTEGER), Column(_("Cost (yuan)"), Kind.MONEY)]
    rows: list[Sequence[Value]] = [
        [
            _("Contacts: {modes}").format(modes=_modes(served.contacts)),
            sum(served.contacts.values()),
            served.contacts_fen,
        ],
        [_("Keeping: costs of finished tasks"), None, served.keeping_fen],
        [_("Benefits sent"), None, served.benefits_fen],
    ]
    sentence = _("Serving cost {cost} yuan").format(cost=_money(served.total_fen))
    revenue = sum(line.revenue_fen for line in found.months)
    if revenue > 0:
        sentence += _(", {share} of revenue").format(share=f"{served.total_fen / revenue:.2%}")
    if not served.is_known:
        sentence = _("No contact, no cost of keeping and no benefit is recorded in this period")
    note = _("Default of ours: {yuan} yuan an hour; two hours a visit, a quarter a call, the way included.")
    return Chapter(
        _("Cost to serve"), sentence + _("."), columns, rows, [_("Total"), None, served.total_fen],
        note=note.format(yuan=_money(served.hour_fen)),
    )  # fmt: skip


def _modes(contacts: dict[str, int]) -> str:
    words = (f"{label_of('contact_mode', mode)} {count:,}" for mode, count in sorted(contacts.items()))
    return " · ".join(words) or _("none recorded")


def _margins(found: Analysis) -> Chapter:
    known = [line for line in found.ranks if line.margin_fen is not None]
    known.sort(key=lambda line: -(line.margin_fen or 0))
    columns = [
        Column(_("Customer name"), width=36),
        Column(_("Revenue (yuan)"), Kind.MONEY),
        Column(_("Cost (yuan)"), Kind.MONEY),
        Column(_("Margin (yuan)"), Kind.MONEY),
        Column(_("Margin share"), Kind.PERCENT),
    ]
    rows: list[Sequence[Value]] = [
        [line.name, line.costed_fen, line.cost_fen, line.margin_fen, _ratio(line.margin_fen or 0, line.costed_fen)]
        for line in known
    ]
    heading, note = _("Margin"), _("Only months whose cost is in the bill.")
    if not known:
        return Chapter(heading, _("No bill of this period states its cost, so no margin can be told."), columns, [])
    revenue, cost = sum(line.costed_fen for line in known), sum(line.cost_fen or 0 for line in known)
    ratio = _ratio(revenue - cost, revenue)
    sentence = _("Margin {yuan} yuan of {revenue} yuan, over {known} of {all} customers.").format(
        yuan=_money(revenue - cost), revenue=_money(revenue), known=f"{len(known):,}", all=f"{len(found.ranks):,}"
    )
    totals: list[Value] = [_("Total"), revenue, cost, revenue - cost, ratio]
    drawing = _ranking([(line.name, line.margin_fen or 0) for line in known], others=False)
    return Chapter(heading, sentence, columns, rows, totals, drawing, note)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


_CHAPTERS: Final[dict[str, Callable[[Analysis], Chapter]]] = {
    "basics": _basics,
    "region": lambda found: _split(_("By region"), _("Region"), found.regions, _plain),
    "industry": lambda found: _split(_("By industry"), _("Industry"), found.industries, _plain),
    "trend": lambda found: _trend(found.months),
    "contribution": _contribution,
    "leaks": leaks_chapter,
    "opportunities": _opportunities,
    "after_sales": _after_sales,
    "projects": _projects,
    "agreements": _agreements,
    "grades": _grades,
    "channels": _channels,
    "serving": _serving,
    "lifetime": lifetime_chapter,
    "classes": lambda found: _classes(found.months),
    "margins": _margins,
    "products": _products,
    "rivals": _rivals,
    "partners": partners_chapter,
}
