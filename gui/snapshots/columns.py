"""The columns of the snapshot page and the words of its ratios."""

from gui.widgets.columns import Column, Kind, money_words
from gui.widgets.fields import masked
from model.enumerations import ENUMERATIONS
from model.snapshots.queries import KeptRow, LostMember
from model.snapshots.rules import Ratio
from resources.i18n import N_


def ratio_words(ratio: Ratio, money: bool = False) -> tuple[str, str]:
    """The percentage, and numerator ÷ denominator, which always stand together."""
    share = "—" if ratio.percent is None else f"{ratio.percent / 100:.2f}%"
    if money:
        return share, f"{money_words(ratio.numerator)} ÷ {money_words(ratio.denominator)}"
    return share, f"{ratio.numerator:,} ÷ {ratio.denominator:,}"


def customer_columns() -> list[Column]:
    """What is kept at each customer."""
    return [
        Column("customer", N_("Customer"), Kind.TEXT, 220, bold=True),
        Column("revenue_kept", N_("Revenue kept"), Kind.PERCENT, 90),
        Column("revenue_fen", N_("Revenue now (yuan)"), Kind.MONEY, 120, total=True),
        Column("baseline_fen", N_("Baseline (yuan)"), Kind.MONEY, 120, total=True),
        Column("heads_now", N_("Members now"), Kind.INTEGER, 80, total=True),
        Column("heads_then", N_("Members then"), Kind.INTEGER, 90, total=True),
        Column("minutes_kept", N_("Traffic kept"), Kind.PERCENT, 90),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, shown=False),
    ]


def customer_row(row: KeptRow) -> tuple[object, ...]:
    """A customer's share as a table row."""
    kept = row.kept
    return (
        row.customer_id,
        row.customer or row.group_code,
        kept.revenue.share,
        kept.revenue.numerator,
        kept.revenue.denominator,
        kept.heads.numerator,
        kept.heads.denominator,
        kept.minutes.share,
        row.group_code,
    )


def lost_columns() -> list[Column]:
    """Who left."""
    return [
        Column("subscriber", N_("Subscriber"), Kind.TEXT, 120),
        Column("revenue_fen", N_("Baseline revenue (yuan)"), Kind.MONEY, 120, total=True),
        Column("since", N_("Since"), Kind.DATE, 100),
        Column("left_to", N_("Where they went"), Kind.CHOICE, 110, choices=dict(ENUMERATIONS["operator"])),
        Column("because", N_("Why they left"), Kind.CHOICE, 90, choices=dict(ENUMERATIONS["loss_reason"])),
        Column("customer", N_("Customer"), Kind.TEXT, 200, quiet=True),
    ]


def lost_row(one: LostMember) -> tuple[object, ...]:
    """A member who left as a table row; the number stays masked."""
    number = masked(one.msisdn or one.subscriber)
    return (
        one.key,
        number,
        one.revenue_fen,
        one.since,
        one.left_to or None,
        one.because or None,
        one.customer,
    )
