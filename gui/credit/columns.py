"""The columns of credit: arrears, reviews and events."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, Tag
from model.credit.queries import ArrearsRow, EventRow, ReviewRow
from model.credit.rules import Concern
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

CONCERNS: Final = {
    Concern.FRAUD: (N_("Fraud since"), Tone.DANGER),
    Concern.BROKEN: (N_("Word broken since"), Tone.DANGER),
    Concern.OVER_LIMIT: (N_("Over the limit"), Tone.DANGER),
    Concern.ARREARS: (N_("In arrears"), Tone.WARNING),
    Concern.REVIEW_DUE: (N_("Review due"), Tone.WARNING),
    Concern.FINE: (N_("In order"), Tone.DONE),
}
EVENT_TONES: Final = {"kept": Tone.DONE, "broken": Tone.WARNING, "fraud": Tone.DANGER}


def concern_tags(concern: str) -> list[Tag]:
    """What is wrong with a customer's credit, in a word."""
    words, tone = CONCERNS[Concern(concern)]
    return [Tag(_(words), tone)]


def arrears_columns() -> list[Column]:
    """Who owes, the most first."""
    return [
        Column("name", N_("Customer"), Kind.TEXT, 210, bold=True),
        Column("arrears_fen", N_("Arrears"), Kind.MONEY, 120, total=True),
        Column("since", N_("Since"), Kind.MONTH, 84),
        Column("months", N_("Months"), Kind.INTEGER, 70),
        Column("concern", N_("Credit"), Kind.TAG, 156, tags=concern_tags),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 120, total=True),
        Column("rating", N_("Credit rating"), Kind.TEXT, 106),
        Column("limit_fen", N_("Credit limit"), Kind.MONEY, 110),
        Column("region", N_("Region"), Kind.TEXT, 90, quiet=True),
        Column("manager_name", N_("Account manager"), Kind.TEXT, 100, quiet=True, shown=False),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, quiet=True, shown=False),
    ]


def arrears_row(row: ArrearsRow) -> tuple[object, ...]:
    """A customer that owes, as a table row."""
    return (
        row.customer_id, row.name, row.arrears_fen, row.since, row.months, row.concern.value, row.revenue_fen,
        row.rating, row.limit_fen, row.region, row.manager_name, row.group_code,
    )  # fmt: skip


def review_columns(of_one: bool = False) -> list[Column]:
    """Reviews of everybody, or the history of one customer."""
    who = [
        Column("name", N_("Customer"), Kind.TEXT, 220, bold=True),
        Column("concern", N_("Credit"), Kind.TAG, 156, tags=concern_tags),
    ]
    return [
        *([] if of_one else who),
        Column("rating", N_("Credit rating"), Kind.CHOICE, 106, choices=dict(ENUMERATIONS["credit_rating"])),
        Column("limit_fen", N_("Credit limit"), Kind.MONEY, 110),
        Column("reviewed_on", N_("Reviewed on"), Kind.DATE, 112),
        Column("next_review", N_("Next review"), Kind.DATE, 100),
        Column("reviewer", N_("Reviewer"), Kind.TEXT, 100),
        Column("sources", N_("Sources"), Kind.TEXT, 220, quiet=True),
    ]


def review_row(row: ReviewRow, of_one: bool = False) -> tuple[object, ...]:
    """A review as a table row."""
    who = () if of_one else (row.name, row.concern.value)
    return (row.id, *who, row.rating, row.limit_fen, row.reviewed_on, row.next_review, row.reviewer, row.sources)


def event_columns(of_one: bool = False) -> list[Column]:
    """Events of everybody, or of one customer."""
    who = [Column("name", N_("Customer"), Kind.TEXT, 220, bold=True)]
    kinds = dict(ENUMERATIONS["credit_event_kind"])
    return [
        *([] if of_one else who),
        Column("kind", N_("Credit event"), Kind.TAG, 90, choices=kinds, tones=EVENT_TONES),
        Column("happened_on", N_("Happened on"), Kind.DATE, 116),
        Column("amount_fen", N_("Amount"), Kind.MONEY, 110),
        Column("note", N_("Note"), Kind.TEXT, 240),
        Column("source", N_("Source"), Kind.TEXT, 140, quiet=True),
    ]


def event_row(row: EventRow, of_one: bool = False) -> tuple[object, ...]:
    """An event as a table row."""
    who = () if of_one else (row.name,)
    return (row.id, *who, row.kind, row.happened_on, row.amount_fen, row.note, row.source)
