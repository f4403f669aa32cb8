"""The columns of needs and of promises."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

NEED_TONES: Final = {
    "open": Tone.WARNING,
    "in_progress": Tone.NEWS,
    "solved": Tone.DONE,
    "dropped": Tone.NEUTRAL,
}
PROMISE_TONES: Final = {
    "open": Tone.NEWS,
    "late": Tone.DANGER,
    "kept": Tone.DONE,
    "broken": Tone.DANGER,
    "substituted": Tone.NEUTRAL,
}


def unlock_words(orders: tuple[int, ...]) -> str:
    """Which needs of the list this one unlocks: → 2、4."""
    return "→ " + _(", ").join(map(str, orders)) if orders else ""


def need_columns(of_customer: bool) -> list[Column]:
    """Order, problem, who raised it, weights, unlocks, answer, due, state; the customer too where there are many."""
    whose = [Column("customer_name", N_("Customer"), width=180, quiet=True)] if not of_customer else []
    return [
        Column("order", N_("No."), Kind.INTEGER, 52, help=N_("Its place among this customer's needs.")),
        *whose,
        Column("statement", N_("Key problem"), width=210 if of_customer else 230, bold=True),
        Column("raised_by", N_("Raised by"), width=100, quiet=True),
        Column("importance", N_("Importance"), Kind.INTEGER, 64),
        Column("urgency", N_("Urgency"), Kind.INTEGER, 64),
        Column(
            "score", N_("Score"), Kind.INTEGER, 60,
            help=N_("Importance × urgency, and the same of everything it unlocks."),
        ),
        Column("unlocks", N_("Unlocks"), width=76, words=unlock_words),
        Column("our_answer", N_("Our answer"), width=140),
        Column("owner", N_("Owner"), width=80, quiet=True, shown=not of_customer),
        Column("due", N_("Due"), Kind.DATE, 100),
        Column("status", N_("Status"), Kind.TAG, 84, choices=ENUMERATIONS["need_status"], tones=NEED_TONES),
        Column("need_source", N_("Source"), Kind.CHOICE, 100, choices=ENUMERATIONS["need_source"], shown=False),
        Column("category", N_("Category"), width=100, shown=False),
        Column("impact", N_("Impact"), width=140, shown=False),
        Column("rival_answer", N_("Rival's answer"), width=140, shown=False),
    ]  # fmt: skip


def promise_columns(of_customer: bool) -> list[Column]:
    """Due day first, the promise, to whom, state."""
    whose = [Column("customer_name", N_("Customer"), width=200, bold=True)] if not of_customer else []
    return [
        Column("due_on", N_("Due"), Kind.DATE, 100),
        *whose,
        Column("text", N_("Promise"), width=260, bold=of_customer),
        Column("made_to", N_("Made to"), width=120, quiet=True),
        Column("state", N_("State"), Kind.TAG, 90, choices=ENUMERATIONS["promise_state"], tones=PROMISE_TONES),
        Column("made_on", N_("Made on"), Kind.DATE, 100, quiet=True),
        Column("owner", N_("Owner"), width=90, quiet=True),
        Column("reason", N_("Reason"), width=140, quiet=True),
        Column("substitute", N_("Substitute"), width=140, quiet=True),
        Column("expected_effect", N_("Expected effect"), width=140, shown=False),
    ]
