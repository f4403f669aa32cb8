"""The columns of the competition desk's tables."""

from datetime import date

from gui.colours import Tone
from gui.customers.columns import expiry_words
from gui.widgets.columns import Column, Kind
from model.competition.rules import RIVALS
from model.enumerations import ENUMERATIONS
from reports.proposal_words import yuan
from resources.i18n import N_, _

_RIVAL_TONES = dict.fromkeys(RIVALS, Tone.WARNING)


def window_columns(today: date) -> list[Column]:
    """Rivals' contracts, the first to end first; a fee nobody knows says so."""
    return [
        Column("customer", N_("Customer"), width=190, bold=True),
        Column("operator", N_("Operator"), Kind.TAG, 118, choices=RIVALS, tones=_RIVAL_TONES),
        Column("product", N_("Product name"), width=110),
        Column("ends_on", N_("Contract ends"), Kind.DATE, 150, words=lambda day: expiry_words(day, today)),
        Column("fee", N_("Monthly fee"), Kind.MONEY, 96, words=_known, sort_by="monthly_fee_fen"),
        Column("quantity", N_("Quantity"), Kind.INTEGER, 76, words=lambda value: f"{value:,g}"),
        Column("region", N_("Region"), width=90),
        Column("grid", N_("Grid"), width=80, quiet=True),
        Column("known_from", N_("Source"), width=150, quiet=True),
        Column("group_code", N_("Group code"), width=100, shown=False),
        Column("monthly_fee_fen", N_("Fee a month (yuan)"), Kind.MONEY, shown=False, hidden_key=True),
    ]


def move_columns() -> list[Column]:
    """Sightings, the newest first."""
    return [
        Column("seen_on", N_("Seen on"), Kind.DATE, 96),
        Column("customer", N_("Customer"), width=190, bold=True),
        Column("operator", N_("Operator"), Kind.TAG, 118, choices=RIVALS, tones=_RIVAL_TONES),
        Column("tactic", N_("Tactic"), Kind.CHOICE, 150, choices=ENUMERATIONS["competitor_tactic"]),
        Column("war", N_("War"), Kind.CHOICE, 80, choices=ENUMERATIONS["competitor_war"]),
        Column("members_affected", N_("Members affected"), Kind.INTEGER, 76),
        Column("source", N_("Source"), width=110),
        Column("remarks", N_("Remarks"), width=180, quiet=True),
        Column("counter", N_("Our counter"), width=160, quiet=True),
        Column("severity", N_("Severity"), Kind.INTEGER, 70, shown=False),
        Column("region", N_("Region"), width=90, shown=False),
        Column("grid", N_("Grid"), width=80, shown=False),
    ]


def flow_columns() -> list[Column]:
    """Members and contracts by month and operator."""
    places = {**ENUMERATIONS["operator"], "": N_("unknown")}
    return [
        Column("month", N_("Month"), Kind.MONTH, 72),
        Column("operator", N_("Went to"), Kind.CHOICE, 108, choices=places, bold=True),
        Column("members", N_("Members"), Kind.INTEGER, 72, total=True, help=N_("Members who left")),
        Column("products", N_("Lines"), Kind.INTEGER, 60, total=True, help=N_("Rivals' contracts that began")),
        Column("product_fee_fen", N_("Known fee"), Kind.MONEY, 96, total=True),
    ]


def loss_columns() -> list[Column]:
    """Why opportunities were lost."""
    reasons = {**ENUMERATIONS["loss_reason"], "": N_("no reason noted")}
    return [
        Column("reason", N_("Lost because"), Kind.CHOICE, 140, choices=reasons, bold=True),
        Column("count", N_("Opportunities"), Kind.INTEGER, 100, total=True),
        Column("amount_fen", N_("Amount"), Kind.MONEY, 120, total=True),
    ]


def tactic_columns() -> list[Column]:
    """What was seen in a year, and who left after it."""
    return [
        Column("tactic", N_("Tactic"), Kind.CHOICE, 150, choices=ENUMERATIONS["competitor_tactic"], bold=True),
        Column("sightings", N_("Sightings"), Kind.INTEGER, 76, total=True),
        Column("customers", N_("Customers"), Kind.INTEGER, 82),
        Column("affected", N_("Concerned"), Kind.INTEGER, 84, help=N_("Members affected, as far as noted")),
        Column("left", N_("Left after"), Kind.INTEGER, 72, help=N_("Members who left there within 90 days after it")),
    ]


def _known(fen: int) -> str:
    return yuan(None if fen < 0 else fen)


def known_from(source: str, seen_on: date | None) -> str:
    """Where a rival's figure comes from: its source and day, or the office's file."""
    if not source and seen_on is None:
        return _("the office's file")
    return "  ".join(part for part in (source, seen_on.isoformat() if seen_on else "") if part)
