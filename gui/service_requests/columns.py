"""The columns of service requests."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _

STANDINGS: Final = {
    "late": N_("Overdue"),
    "due_soon": N_("Due soon"),
    "open": N_("In hand"),
    "closed": N_("Closed"),
}
_TONES: Final = {"late": Tone.DANGER, "due_soon": Tone.WARNING, "open": Tone.NEWS, "closed": Tone.DONE}
_KIND_TONES: Final = {"complaint": Tone.DANGER, "assurance": Tone.WARNING}


def request_columns() -> list[Column]:
    """The columns of the list."""
    return [
        Column("standing", N_("State"), Kind.TAG, 100, choices=STANDINGS, tones=_TONES),
        Column("customer_name", N_("Customer"), Kind.TEXT, 190, bold=True),
        Column("kind", N_("Type"), Kind.TAG, 104, choices=ENUMERATIONS["service_request_kind"], tones=_KIND_TONES),
        Column("content", N_("Content"), Kind.TEXT, 190),
        Column("stage", N_("Stage"), Kind.TEXT, 84),
        Column("waiting_on", N_("Waiting on"), Kind.TEXT, 90),
        Column("waits", N_("Days waiting"), Kind.INTEGER, 104),
        Column("deadline", N_("Deadline"), Kind.DATE, 100),
        Column("age", N_("Days open"), Kind.INTEGER, 90),
        Column("number", N_("Request number"), Kind.TEXT, 130, quiet=True),
        Column("accepted_on", N_("Accepted on"), Kind.DATE, 100, quiet=True, shown=False),
        Column("closed_on", N_("Closed on"), Kind.DATE, 100, quiet=True, shown=False),
        Column("result", N_("Result"), Kind.TEXT, 180, quiet=True),
    ]


def bottleneck_columns() -> list[Column]:
    """The columns of where requests wait."""
    return [
        Column("waiting_on", N_("Waiting on"), Kind.TEXT, 136, bold=True, words=waiting_words),
        Column("count", N_("Requests"), Kind.INTEGER, 84, total=True),
        Column("late", N_("Overdue"), Kind.INTEGER, 80, total=True),
        Column("days", N_("Days waiting"), Kind.INTEGER, 110, total=True),
        Column("longest", N_("Longest"), Kind.INTEGER, 90),
    ]


def waiting_words(name: str) -> str:
    """Whom requests wait on; nobody is a word, too."""
    return name or _("Nobody named")
