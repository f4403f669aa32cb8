"""The columns of task lists and the words of their special cells."""

from datetime import date
from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, day_words
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _, _n

KIND_TONES: Final = {
    "bundle_expiry": Tone.WARNING,
    "agreement_expiry": Tone.WARNING,
    "birthday": Tone.ACCENT,
    "holiday_payment": Tone.WARNING,
    "promise_due": Tone.DANGER,
    "visit_due": Tone.WARNING,
    "grade_drop": Tone.DANGER,
    "member_loss": Tone.DANGER,
    "arrears": Tone.DANGER,
    "credit_review": Tone.NEUTRAL,
    "stale_role": Tone.NEUTRAL,
    "missing_role": Tone.WARNING,
    "usage_stopped": Tone.DANGER,
    "opportunity_stuck": Tone.WARNING,
    "self_test": Tone.NEUTRAL,
}
GRADE_TONES: Final = {"A": Tone.ACCENT, "B": Tone.ACCENT, "C": Tone.NEUTRAL, "D": Tone.NEUTRAL}


def due_words(day: date, today: date) -> str:
    """A due day with how far it is: 11-25 in 3 days, 11-20 2 days late."""
    shown, days = day_words(day, today), (today - day).days
    if days == 0:
        return _("{day}  today").format(day=shown)
    if days > 0:
        return _n("{day}  {count} day late", "{day}  {count} days late", days, day=shown)
    return _n("{day}  in {count} day", "{day}  in {count} days", -days, day=shown)


def task_columns(today: date) -> list[Column]:
    """Open tasks: what, for whom, why, what next, by when."""
    return [
        Column("kind", N_("Task"), Kind.TAG, 96, choices=dict(ENUMERATIONS["task_kind"]), tones=KIND_TONES),
        Column("customer", N_("Customer"), Kind.TEXT, 220, bold=True),
        Column("why", N_("Why"), Kind.TEXT, 360),
        Column("due", N_("Due"), Kind.DATE, 150, words=lambda day: due_words(day, today)),
        Column("grade", N_("Grade"), Kind.TAG, 60, choices=dict(ENUMERATIONS["grade"]), tones=GRADE_TONES),
        Column("step", N_("Next step"), Kind.TEXT, 220, quiet=True),
        Column("subject", N_("Person or promise"), Kind.TEXT, 140, shown=False),
        Column("region", N_("Region"), Kind.TEXT, 80, shown=False),
        Column("grid", N_("Grid"), Kind.TEXT, 70, shown=False),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, shown=False),
        Column(
            "retention_type",
            N_("Way of keeping"),
            Kind.CHOICE,
            100,
            choices=dict(ENUMERATIONS["retention_type"]),
            shown=False,
        ),
        Column("priority", N_("Priority"), Kind.INTEGER, 70, shown=False),
    ]


def ended_columns() -> list[Column]:
    """Tasks that are over: how each ended, with result and cost."""
    return [
        Column("kind", N_("Task"), Kind.TAG, 96, choices=dict(ENUMERATIONS["task_kind"])),
        Column("customer", N_("Customer"), Kind.TEXT, 220, bold=True),
        Column("why", N_("Why"), Kind.TEXT, 320),
        Column("status", N_("Status"), Kind.CHOICE, 90, choices=dict(ENUMERATIONS["task_status"])),
        Column("closed_on", N_("Closed on"), Kind.DATE, 100),
        Column("result", N_("Result"), Kind.TEXT, 220),
        Column("cost_fen", N_("Cost"), Kind.MONEY, 100, total=True),
        Column("retention_type", N_("Way of keeping"), Kind.CHOICE, 100, choices=dict(ENUMERATIONS["retention_type"])),
    ]
