"""The columns of targets and of the customers that moved one, and how their figures read."""

from collections.abc import Mapping
from typing import Any, Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, money_words
from model.enumerations import ENUMERATIONS
from model.pay.measures import Indicator, Moved
from model.pay.targets import TargetRow
from resources.i18n import N_, _

_STATES: Final[Mapping[str, str]] = {
    "done": N_("Target reached"),
    "on_pace": N_("On pace"),
    "behind": N_("Behind"),
    "unknown": N_("Not known"),
}
_TONES: Final[Mapping[str, Tone]] = {
    "done": Tone.DONE,
    "on_pace": Tone.NEWS,
    "behind": Tone.WARNING,
    "unknown": Tone.NEUTRAL,
}


def figure_words(value: float | None, is_rate: bool) -> str:
    """A figure as a person reads it: 42,300 · 95.7% · — where nobody knows."""
    if value is None:
        return "—"
    if is_rate:
        return f"{value:.1f}%"
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:,.1f}"


def target_columns() -> list[Column]:
    """Item, whose, target, reached, share, forecast."""
    return [
        Column("item", N_("Item"), width=118, bold=True),
        Column("name", N_("Appraised"), width=82),
        Column("state", N_("State"), Kind.TAG, 82, choices=_STATES, tones=_TONES),
        Column("reached", N_("Share reached"), Kind.PERCENT, 72),
        Column("actual", N_("Actual"), width=76, figures=True, sort_by="actual_value"),
        Column("target", N_("Target"), width=76, figures=True, sort_by="target_value"),
        Column(
            "forecast",
            N_("Forecast"),
            width=76,
            help=N_("Where the month ends at today's pace."),
            figures=True,
            sort_by="forecast_value",
        ),
        Column("due", N_("Due by now"), Kind.PERCENT, 80, shown=False),
        Column("measured", N_("From your data"), width=100, quiet=True, figures=True, sort_by="measured_value"),
        Column("weight", N_("Weight"), width=60, words=lambda weight: f"{weight:g}", figures=True),
        Column("scope", N_("Appraisal level"), Kind.CHOICE, 90, choices=ENUMERATIONS["kpi_scope"], shown=False),
        *(
            Column(key, N_("Figure"), Kind.INTEGER, shown=False, hidden_key=True)
            for key in ("actual_value", "target_value", "forecast_value", "measured_value")
        ),
    ]


def target_row(row: TargetRow) -> tuple[Any, ...]:
    """A target as a table row."""
    standing = row.standing
    return (
        row.id, row.item, row.name, state_of(row), standing.reached, figure_words(row.actual, row.is_rate),
        figure_words(row.target, row.is_rate), figure_words(standing.forecast_value, row.is_rate), standing.due,
        figure_words(row.measured, row.is_rate), row.weight, row.scope, row.actual, row.target,
        standing.forecast_value, row.measured,
    )  # fmt: skip


def state_of(row: TargetRow) -> str:
    """The code of how a target stands."""
    standing = row.standing
    if standing.reached is None:
        return "unknown"
    if standing.reached >= 1:
        return "done"
    return "behind" if standing.behind else "on_pace"


def moved_columns() -> list[Column]:
    """Which customer, by how much."""
    return [
        Column("name", N_("Customer"), width=124, bold=True),
        Column("change", N_("Change"), width=84, figures=True, sort_by="change_value"),
        Column("now", N_("Now"), width=76, quiet=True, figures=True, sort_by="now_value"),
        Column("before", N_("Before"), width=76, quiet=True, figures=True, sort_by="before_value"),
        Column("group_code", N_("Group code"), width=110, shown=False),
        *(
            Column(key, N_("Figure"), Kind.INTEGER, shown=False, hidden_key=True)
            for key in ("change_value", "now_value", "before_value")
        ),
    ]


def moved_row(moved: Moved, indicator: Indicator) -> tuple[Any, ...]:
    """A customer that moved an indicator as a table row."""

    def words(value: int) -> str:
        return money_words(value) if indicator.is_money else f"{value:,}"

    sign = "+" if moved.change > 0 else "−"
    return (
        moved.customer_id, moved.name, f"{sign}{words(abs(moved.change))}", words(moved.now), words(moved.before),
        moved.group_code, moved.change, moved.now, moved.before,
    )  # fmt: skip


def rule_words(indicator: Indicator | None) -> str:
    """What an item is measured by here."""
    return (
        _(indicator.rule) if indicator else _("Only the office measures this item; no customer stands behind it here.")
    )
