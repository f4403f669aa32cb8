"""The columns of a customer's needs in their order."""

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


def unlock_words(orders: tuple[int, ...]) -> str:
    """Which needs of the list this one unlocks: → 2、4."""
    return "→ " + _(", ").join(map(str, orders)) if orders else ""


def need_columns() -> list[Column]:
    """Order, problem, who raised it, weights, unlocks, our answer, due, state."""
    states = ENUMERATIONS["need_status"]
    tones = {"open": Tone.WARNING, "in_progress": Tone.NEWS, "solved": Tone.DONE, "dropped": Tone.NEUTRAL}
    return [
        Column("order", N_("No."), Kind.INTEGER, 56),
        Column("statement", N_("Key problem"), width=200, bold=True),
        Column("raised_by", N_("Raised by"), width=130, quiet=True),
        Column("importance", N_("Importance"), Kind.INTEGER, 64),
        Column("urgency", N_("Urgency"), Kind.INTEGER, 64),
        Column("unlocks", N_("Unlocks"), width=72, words=unlock_words),
        Column("our_answer", N_("Our answer"), width=130),
        Column("due", N_("Due"), Kind.DATE, 100),
        Column("status", N_("Status"), Kind.TAG, 80, choices=states, tones=tones),
    ]
