"""The columns of the list of visits."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from model.visits.queries import VisitRow
from resources.i18n import N_

STATUS_TONES: Final = {"planned": Tone.NEWS, "done": Tone.DONE, "cancelled": Tone.NEUTRAL}


def visit_columns() -> list[Column]:
    """When, who, how, what came of it, what comes next."""
    return [
        Column("visit_date", N_("Date"), Kind.DATE, 100),
        Column("start", N_("Time"), width=60, quiet=True),
        Column("customer_name", N_("Customer"), width=220, bold=True),
        Column("contact_mode", N_("Contact mode"), Kind.CHOICE, 80, choices=ENUMERATIONS["contact_mode"]),
        Column("status", N_("Status"), Kind.TAG, 84, choices=ENUMERATIONS["visit_status"], tones=STATUS_TONES),
        Column("met", N_("People met"), width=130, quiet=True),
        Column("purpose", N_("Purpose"), width=130),
        Column("outcome", N_("Outcome"), width=170),
        Column("next_step", N_("Next step"), width=140),
        Column("next_date", N_("Next date"), Kind.DATE, 100),
        Column("note", N_("Note"), width=200, words=one_line, shown=False),
        Column("initiator", N_("Initiator"), Kind.CHOICE, 80, choices=ENUMERATIONS["initiator"], shown=False),
        Column("place", N_("Place"), width=120, shown=False),
        Column("group_code", N_("Group code"), width=110, shown=False),
        Column("written_by", N_("Written by"), width=90, shown=False),
    ]


def one_line(text: str) -> str:
    """A note on one line of a table."""
    return " ".join(text.split())


def visit_rows(visits: list[VisitRow]) -> list[tuple[object, ...]]:
    """Visits as rows of the table: the id, then each column."""
    return [
        (
            one.id, one.visit_date, one.start_time.strftime("%H:%M") if one.start_time else "", one.customer_name,
            one.contact_mode, one.status, one.met, one.purpose, one.outcome, one.next_step, one.next_date, one.note,
            one.initiator, one.place, one.group_code, one.written_by,
        )
        for one in visits
    ]  # fmt: skip
