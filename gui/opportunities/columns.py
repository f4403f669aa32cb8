"""The columns of opportunities, and the words of their special cells."""

from collections.abc import Sequence
from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, Tag
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _n

OUTCOME_TONES: Final = {"open": Tone.NEWS, "won": Tone.DONE, "lost": Tone.DANGER, "shelved": Tone.NEUTRAL}


def late_words(days: int) -> str:
    """How far beyond its limit."""
    return _n("{count} day over", "{count} days over", days)


def _late_tags(days: int) -> Sequence[Tag]:
    return (Tag(late_words(days), Tone.DANGER),) if days else ()


def opportunity_columns(of_customer: bool) -> list[Column]:
    """What, for whom, how far, how much, when, and what next."""
    whose = [Column("customer_name", N_("Customer"), width=180, quiet=True)] if not of_customer else []
    stages, ends = ENUMERATIONS["opportunity_stage"], ENUMERATIONS["opportunity_outcome"]
    return [
        Column("name", N_("Opportunity"), width=200, bold=True),
        *whose,
        Column("stage_key", N_("Sales stage"), Kind.CHOICE, 104, choices=stages),
        Column("amount_fen", N_("Amount (yuan)"), Kind.MONEY, 120, total=True),
        Column("probability", N_("Probability (%)"), Kind.INTEGER, 92),
        Column("weighted_fen", N_("Weighted (yuan)"), Kind.MONEY, 120, total=True),
        Column("expected_close", N_("Expected close"), Kind.DATE, 100),
        Column("days", N_("Days in stage"), Kind.INTEGER, 84),
        Column("days_late", N_("Alarm"), Kind.TAG, 96, tags=_late_tags),
        Column("next_step", N_("Next step"), width=160, quiet=True),
        Column("next_on", N_("Next step on"), Kind.DATE, 100, quiet=True),
        Column("man_words", N_("Money · authority · need"), width=110),
        Column("outcome", N_("Outcome"), Kind.TAG, 88, choices=ends, tones=OUTCOME_TONES),
        Column("closed_on", N_("Closed on"), Kind.DATE, 100, shown=False),
        Column("lost_reason", N_("Lost because"), Kind.CHOICE, 100, choices=ENUMERATIONS["loss_reason"], shown=False),
        Column("outcome_reason", N_("Reason"), width=140, shown=False),
        Column("competitors", N_("Competitors"), width=120, shown=False),
        Column("team", N_("Team"), width=120, shown=False),
        Column("pipeline", N_("Pipeline"), width=100, shown=False),
    ]  # fmt: skip
