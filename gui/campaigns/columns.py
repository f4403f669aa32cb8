"""The columns of campaigns and of their customers."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.campaigns.rules import Reason
from model.enumerations import ENUMERATIONS
from resources.i18n import N_

STANDINGS: Final = {
    "running": N_("Running"),
    "over": N_("To be closed"),
    "planned": N_("Planned"),
    "closed": N_("Ended"),
}
STANDING_TONES: Final = {
    "running": Tone.NEWS,
    "over": Tone.WARNING,
    "planned": Tone.NEUTRAL,
    "closed": Tone.DONE,
}
STEPS: Final = {
    "waiting": N_("To be told"),
    "told": N_("Told"),
    "answered": N_("Answered"),
    "bought": N_("Bought"),
    "held": N_("Kept back"),
}
_STEP_TONES: Final = {
    "waiting": Tone.WARNING,
    "told": Tone.NEWS,
    "answered": Tone.ACCENT,
    "bought": Tone.DONE,
    "held": Tone.NEUTRAL,
}
REASONS: Final[dict[str, str]] = {
    Reason.NO_CONSENT: N_("no consent"),
    Reason.NO_NUMBER: N_("no number"),
    Reason.RECENT: N_("told lately by another"),
    Reason.OVER_QUOTA: N_("beyond the quota"),
}


def campaign_columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("name", N_("Campaign"), Kind.TEXT, 170, bold=True),
        Column("standing", N_("State"), Kind.TAG, 84, choices=STANDINGS, tones=STANDING_TONES),
        Column("picked", N_("Picked"), Kind.INTEGER, 62, total=True),
        Column("told", N_("Told"), Kind.INTEGER, 64, total=True),
        Column("responded", N_("Answered"), Kind.INTEGER, 80, total=True),
        Column("bought", N_("Bought"), Kind.INTEGER, 72, total=True),
        Column("bought_fen", N_("Bought for (yuan)"), Kind.MONEY, 132, total=True),
        Column("roi", N_("Return"), Kind.PERCENT, 100),
        Column("channel", N_("How"), Kind.CHOICE, 80, choices=ENUMERATIONS["contact_mode"], quiet=True, shown=False),
        Column("cost_fen", N_("Spent (yuan)"), Kind.MONEY, 110, shown=False),
        Column("starts_on", N_("Starts on"), Kind.DATE, 96, quiet=True, shown=False),
        Column("ends_on", N_("Ends on"), Kind.DATE, 96, quiet=True),
        Column("quota", N_("Quota"), Kind.INTEGER, 70, quiet=True, shown=False),
        Column("result", N_("Result"), Kind.TEXT, 220, quiet=True, shown=False),
    ]


def target_columns() -> list[Column]:
    """The columns of a campaign's customers."""
    return [
        Column("place", N_("No."), Kind.INTEGER, 58, quiet=True),
        Column("customer_name", N_("Customer"), Kind.TEXT, 140, bold=True),
        Column("step", N_("State"), Kind.TAG, 96, choices=STEPS, tones=_STEP_TONES),
        Column("contact", N_("Contact"), Kind.TEXT, 88),
        Column("number", N_("Number to call"), Kind.TEXT, 116, quiet=True),
        Column("response", N_("Response"), Kind.CHOICE, 118, choices=ENUMERATIONS["campaign_response"]),
        Column("bought_fen", N_("Bought for (yuan)"), Kind.MONEY, 132, total=True),
        Column("note", N_("Remark"), Kind.TEXT, 160, quiet=True),
        Column("told_on", N_("Told on"), Kind.DATE, 96, quiet=True),
        Column("bought_on", N_("Bought on"), Kind.DATE, 96, quiet=True, shown=False),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, quiet=True, shown=False),
        Column("barrier", N_("Not to be told"), Kind.CHOICE, 110, choices=REASONS, quiet=True, shown=False),
    ]
