"""The report of a campaign: told and not told, the funnel, what it was worth and by which formula, who bought."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from model.campaigns.queries import CampaignSheet, TargetRow, find_campaign, find_campaign_by_name, list_targets
from model.campaigns.rules import Arm, Outcome
from model.labels import label_of
from model.store.base import RowId
from reports.charts import ChartData, Series, ranked_bar_chart
from reports.document import (
    Align,
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Lead,
    NewPage,
    Paragraph,
    Rich,
    Table,
    TableColumn,
)
from reports.drawing import Colour, Drawing
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from reports.proposal_words import yuan
from reports.scales import Measure
from resources.i18n import _

_MOST_BUYERS = 40


@dataclass(frozen=True)
class CampaignPaper:
    """A campaign with its customers."""

    sheet: CampaignSheet
    targets: Sequence[TargetRow]
    imprint: Imprint


def campaign_paper(session: Session, campaign_id: RowId, imprint: Imprint) -> CampaignPaper:
    """The report as of the imprint's day. Raises `UserError` where the campaign is gone."""
    sheet = find_campaign(session, campaign_id, imprint.made_on)
    return CampaignPaper(sheet, list_targets(session, campaign_id), imprint)


def campaign_paper_by_name(session: Session, name: str, imprint: Imprint) -> CampaignPaper:
    """The report of a campaign of this name, of the newest without one. Raises `UserError` where there is none."""
    return campaign_paper(session, find_campaign_by_name(session, name), imprint)


def result_sentence(outcome: Outcome) -> str:
    """What came of it in a sentence: told, answered, bought, and what it was worth as far as that is known."""
    parts = [
        _("{told} told, {responded} answered, {bought} bought for {yuan} yuan").format(
            told=f"{outcome.told.customers:,}",
            responded=f"{outcome.responded:,}",
            bought=f"{outcome.told.bought:,}",
            yuan=yuan(outcome.told.bought_fen),
        )
    ]
    if outcome.cost_fen is not None:
        parts.append(_("{yuan} yuan spent").format(yuan=yuan(outcome.cost_fen)))
    if outcome.roi is not None:
        parts.append(_("return on it {share}").format(share=percent(outcome.roi)))
    if outcome.lift is not None:
        parts.append(lift_words(outcome.lift))
    return _("; ").join(parts) + _(".")


def lift_words(lift: float) -> str:
    """How much more (or less) often the told bought than the others."""
    points = f"{abs(lift) * 100:.1f}"
    if lift < 0:
        return _("{points} points less than those not told").format(points=points)
    return _("{points} points more than those not told").format(points=points)


def worth_lines(outcome: Outcome, margin_percent: int) -> list[str]:
    """The formula of the return with its figures, each step a line."""
    lines = [
        _("Kept = bought by the told × margin = {bought} × {margin}% = {kept} yuan").format(
            bought=yuan(outcome.told.bought_fen), margin=margin_percent, kept=yuan(outcome.kept_fen)
        )
    ]
    if outcome.cost_fen is None:
        return [*lines, _("Return: unknown until what was spent is noted.")]
    lines.append(
        _("Gain = kept − spent = {kept} − {cost} = {gain} yuan").format(
            kept=yuan(outcome.kept_fen), cost=yuan(outcome.cost_fen), gain=yuan(outcome.gain_fen)
        )
    )
    if outcome.roi is None:
        return [*lines, _("Return: nothing was spent, so there is nothing to divide by.")]
    return [*lines, _("Return = gain ÷ spent = {share}").format(share=percent(outcome.roi))]


def funnel_data(sheet: CampaignSheet) -> ChartData:
    """From all that were picked to those who bought; the keys name the steps."""
    outcome = sheet.outcome
    steps = (
        ("picked", _("Picked"), sheet.picked),
        ("told", _("Told"), outcome.told.customers),
        ("responded", _("Answered"), outcome.responded),
        ("interested", _("Interested"), outcome.interested),
        ("bought", _("Bought"), outcome.told.bought),
    )
    counts = tuple(float(count) for _key, _name, count in steps)
    return ChartData(
        tuple(name for _key, name, _count in steps),
        tuple(key for key, _name, _count in steps),
        (Series(_("Customers"), counts, Colour.FIRST),),
        Measure.COUNT,
    )


def matrix_rows(outcome: Outcome) -> list[tuple[str, Arm]]:
    """The rows of the matrix with their names, and both together."""
    told, untold = outcome.told, outcome.untold
    both = Arm(told.customers + untold.customers, told.bought + untold.bought, told.bought_fen + untold.bought_fen)
    return [(_("Told"), told), (_("Not told"), untold), (_("Together"), both)]


def campaign_document(paper: CampaignPaper) -> Document:
    """The report as an internal paper."""
    sheet, outcome = paper.sheet, paper.sheet.outcome
    blocks: list[Block] = [
        Lead(sheet.result or result_sentence(outcome)),
        Facts(_facts(sheet)),
        Heading(_("Told and not told")),
        _matrix(outcome),
        Paragraph(_compared(sheet), muted=True),
        Heading(_("From the list to the purchase")),
        Figure(_funnel(sheet)),
        Heading(_("What it was worth")),
        *(Paragraph(line) for line in worth_lines(outcome, sheet.margin_percent)),
        NewPage(),
        Heading(_("What they answered")),
        _answers(outcome),
        Heading(_("Who bought")),
        *_buyers(paper.targets),
    ]
    return Document(
        kind=_("Campaign report"),
        title=sheet.name,
        subtitle=_days(sheet),
        blocks=blocks,
        imprint=paper.imprint,
    )


def write_campaign(path: Path, paper: CampaignPaper) -> None:
    """Write the report as .pdf or .xlsx; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [_summary_sheet(paper), _targets_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, campaign_document(paper))


def percent(share: float | None) -> str:
    """A ratio as a percentage with one place; what nobody knows is a dash."""
    return "—" if share is None else f"{share * 100:.1f}%".replace("-", "−")


def _facts(sheet: CampaignSheet) -> list[tuple[str, Rich]]:
    unknown = _("not noted")
    return [
        (_("Goal"), sheet.goal or unknown),
        (_("Offer"), sheet.offer or unknown),
        (_("How they are told"), label_of("contact_mode", sheet.channel)),
        (_("Quota"), f"{sheet.quota:,}" if sheet.quota else unknown),
        (_("Budget (yuan)"), yuan(sheet.budget_fen) if sheet.budget_fen is not None else unknown),
        (_("Spent (yuan)"), yuan(sheet.cost_fen) if sheet.cost_fen is not None else unknown),
        (_("Made by"), sheet.maker),
        (_("Campaign closed on"), sheet.closed_on.isoformat() if sheet.closed_on else _("not closed yet")),
    ]


def _matrix(outcome: Outcome) -> Table:
    heads = [_("Bought"), _("Not bought"), _("Together"), _("Share that bought"), _("Bought for (yuan)")]
    columns = [TableColumn("", bold=True), *(TableColumn(head, Align.RIGHT) for head in heads)]
    *rows, total = (
        [name, f"{arm.bought:,}", f"{arm.not_bought:,}", f"{arm.customers:,}", percent(arm.share), yuan(arm.bought_fen)]
        for name, arm in matrix_rows(outcome)
    )
    return Table(columns, rows, total)


def _compared(sheet: CampaignSheet) -> str:
    outcome = sheet.outcome
    if outcome.lift is None:
        return _("Nobody is left to compare with: keep a share of the next campaign untold.")
    words = _("{lift}: about {count} of the buyers would not have bought untold. {held} were kept back on purpose.")
    return words.format(lift=lift_words(outcome.lift), count=outcome.extra_buyers, held=sheet.held)


def _funnel(sheet: CampaignSheet) -> Drawing:
    return ranked_bar_chart(funnel_data(sheet), 480.0)


def _answers(outcome: Outcome) -> Table:
    silent = outcome.told.customers - sum(count for _code, count in outcome.answers)
    rows = [(label_of("campaign_response", code), count) for code, count in outcome.answers]
    rows.append((_("No answer noted"), silent))
    told = outcome.told.customers
    columns = [
        TableColumn(_("Response")),
        TableColumn(_("Customers"), Align.RIGHT),
        TableColumn(_("Share"), Align.RIGHT),
    ]
    body = [[name, f"{count:,}", percent(count / told if told else None)] for name, count in rows]
    return Table(columns, body, [_("Told"), f"{told:,}", percent(1.0 if told else None)])


def _buyers(targets: Sequence[TargetRow]) -> list[Block]:
    buyers = sorted(
        (row for row in targets if row.bought_fen is not None), key=lambda row: (-(row.bought_fen or 0), row.group_code)
    )
    columns = [
        TableColumn(_("Group code")),
        TableColumn(_("Customer"), bold=True),
        TableColumn(_("Bought on")),
        TableColumn(_("Yuan"), Align.RIGHT),
        TableColumn(_("Told")),
    ]
    rows = [
        [row.group_code, row.customer_name, row.bought_on.isoformat() if row.bought_on else "",
         yuan(row.bought_fen), _("Yes") if row.told_on else _("No")]
        for row in buyers[:_MOST_BUYERS]
    ]  # fmt: skip
    total = ["", _("All buyers: {count}").format(count=f"{len(buyers):,}"), "",
             yuan(sum(row.bought_fen or 0 for row in buyers)), ""]  # fmt: skip
    blocks: list[Block] = [Table(columns, rows, total if buyers else None, _("Nobody has bought yet."))]
    if len(buyers) > _MOST_BUYERS:
        blocks.append(Paragraph(_("The workbook has the others."), muted=True))
    return blocks


def _days(sheet: CampaignSheet) -> str:
    days = [day.isoformat() if day else "" for day in (sheet.starts_on, sheet.ends_on)]
    return _("{start} to {end}").format(start=days[0] or "…", end=days[1] or "…") if any(days) else ""


def _summary_sheet(paper: CampaignPaper) -> Sheet:
    columns = [
        Column("", width=16),
        Column(_("Bought"), Kind.INTEGER),
        Column(_("Not bought"), Kind.INTEGER),
        Column(_("Together"), Kind.INTEGER),
        Column(_("Share that bought"), Kind.PERCENT),
        Column(_("Bought for (yuan)"), Kind.MONEY),
    ]
    outcome = paper.sheet.outcome
    *rows, total = (
        [name, arm.bought, arm.not_bought, arm.customers, arm.share, arm.bought_fen]
        for name, arm in matrix_rows(outcome)
    )
    notes = [
        paper.sheet.result or result_sentence(outcome),
        *worth_lines(outcome, paper.sheet.margin_percent),
        _compared(paper.sheet),
    ]
    return Sheet(_("Told and not told"), columns, rows, paper.sheet.name, notes, total)


def _targets_sheet(paper: CampaignPaper) -> Sheet:
    columns = [
        Column(_("No."), Kind.INTEGER),
        Column(_("Group code"), width=16),
        Column(_("Customer"), width=34),
        Column(_("Not told, to compare"), width=14),
        Column(_("Told on"), Kind.DATE),
        Column(_("Response"), width=16),
        Column(_("Responded on"), Kind.DATE),
        Column(_("Bought on"), Kind.DATE),
        Column(_("Bought for (yuan)"), Kind.MONEY),
        Column(_("Remark"), width=40, wrap=True),
    ]
    rows: list[list[Value]] = [
        [row.place, row.group_code, row.customer_name, _("Yes") if row.held_back else "", row.told_on,
         label_of("campaign_response", row.response), row.responded_on, row.bought_on, row.bought_fen, row.note]
        for row in paper.targets
    ]  # fmt: skip
    total: list[Value] = [None, _("Total"), None, None, None, None, None, None,
                          sum(row.bought_fen or 0 for row in paper.targets), None]  # fmt: skip
    return Sheet(_("Customers"), columns, rows, paper.sheet.name, totals=total)
