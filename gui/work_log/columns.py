"""The columns of the work log and what its lines say in them."""

from collections.abc import Mapping
from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind
from model.enumerations import ENUMERATIONS
from model.work_log.lines import WorkLogLine
from model.work_log.sources import SOURCES
from resources.i18n import N_, _

_TONES: Final = {"development": Tone.NEWS, "retention": Tone.ACCENT, "other": Tone.NEUTRAL}


def hours_words(minutes: int) -> str:
    """Minutes as hours: 1.5."""
    return f"{minutes / 60:.1f}"


def log_columns(of_all: bool) -> list[Column]:
    """Day, time, category, customer, what, where the line comes from; whose it is in an office's store."""
    columns = [
        Column("work_date", N_("Date"), Kind.DATE, 100),
        Column("minutes", N_("Hours"), Kind.INTEGER, 70, words=hours_words),
        Column("category", N_("Category"), Kind.TAG, 104, choices=ENUMERATIONS["log_category"], tones=_TONES),
        Column("customer_name", N_("Customer"), width=210, bold=True),
        Column("what", N_("What was done"), width=340),
        Column("origin", N_("Comes from"), width=110, quiet=True),
        Column("contact_mode", N_("Contact mode"), Kind.CHOICE, 110, choices=ENUMERATIONS["contact_mode"], quiet=True),
    ]
    if of_all:
        columns.insert(2, Column("person", N_("Account manager"), width=100))
    return columns


def line_key(line: WorkLogLine) -> str:
    """The key of a line in the table."""
    return line.entry_id or f"{line.source_entity}:{line.source_id}"


def line_row(line: WorkLogLine, names: Mapping[str, str] | None) -> tuple[object, ...]:
    """A line as a row of the table; `names` (employee number → name) where it shows whose it is."""
    whose = () if names is None else (names.get(line.person, line.person),)
    return (
        line_key(line), line.work_date, line.minutes, *whose, line.category, line.customer_name, line.what,
        _origin(line), line.contact_mode or None,
    )  # fmt: skip


def _origin(line: WorkLogLine) -> str:
    if line.source_id is None:
        return _("Own line")
    source = _(SOURCES.get(line.source_entity, N_("Visit")))
    return source if line.entry_id is None else _("{source}, corrected").format(source=source)
