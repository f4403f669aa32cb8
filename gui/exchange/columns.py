"""The columns of the exchange page and the words of its rows."""

from typing import Any

from gui.colours import Tone
from gui.exchange.words import CONFLICT
from gui.widgets.columns import Column, Kind, moment_words
from model.exchange.conflicts import ConflictRow
from model.exchange.refusals import SENTENCES, Reason
from model.exchange.status import FileRow, HeldRow
from model.exchange.taking import SAID_NO
from model.exchange.wording import field_words, value_words
from resources.i18n import N_, _, _n

STATES = {
    "written": N_("written"),
    "arrived": N_("has arrived"),
    "applied": N_("taken in"),
    "held": N_("waits for a decision"),
    "waiting": N_("has to wait"),
    "refused": N_("refused"),
}
TONES = {
    "refused": Tone.DANGER,
    "held": Tone.WARNING,
    "waiting": Tone.WARNING,
    "applied": Tone.DONE,
    "arrived": Tone.DONE,
}
ROLES = {"office": N_("Office"), "manager": N_("Account manager")}
REASONS = {
    "not_owner": N_("The customer is not the sender's"),
    "mass_delete": N_("It would delete many records"),
}
_MOST_PARTS = 12
KINDS = {"edit": N_("two edits"), "delete": N_("edited and deleted"), "slice": N_("two sets of figures")}


def file_columns() -> list[Column]:
    """Each file's fate."""
    return [
        Column("at", N_("When"), Kind.TEXT, 130),
        Column("way", N_("Direction"), Kind.TEXT, 70),
        Column("peer", N_("With"), Kind.TEXT, 140, bold=True),
        Column("state", N_("State"), Kind.TAG, 130, choices=STATES, tones=TONES),
        Column("counts", N_("What came of it"), Kind.TEXT, 300),
        Column("file", N_("File"), Kind.TEXT, 360, quiet=True),
    ]


def file_row(row: FileRow) -> tuple[object, ...]:
    """A file of the journal as a table row."""
    way = _("out") if row.outgoing else _("in")
    return (str(row.no), moment_words(row.at), way, row.peer or None, row.state, counts_words(row), row.file_name)


def counts_words(row: FileRow) -> str:
    """What a file changed, in words."""
    if row.state not in ("applied", "written", "arrived"):
        return reason_words(row.reason)
    part = _("part {part} of {parts}").format(part=row.part, parts=row.parts) if row.parts > 1 else ""
    said = [part, *content_words(row), missing_words(row)]
    return _(", ").join(words for words in said if words)


def content_words(row: FileRow) -> list[str]:
    """How much a file holds, or what it changed."""
    counts = row.counts
    said: tuple[tuple[str, Any], ...]
    if row.kind == "receipt":
        return [_("receipt only")]
    if row.outgoing:
        dossiers, rows, slices = (counts.get(name, 0) for name in ("dossiers", "rows", "slices"))
        said = (
            (_n("{count} dossier", "{count} dossiers", dossiers), dossiers),
            (_n("{count} row", "{count} rows", rows), rows),
            (_n("{count} month's figures", "{count} months' figures", slices), slices),
        )
    else:
        created, changed, deleted = (_sum(counts.get(name)) for name in ("created", "changed", "deleted"))
        conflicts, parked, held, whole = (counts.get(key, 0) for key in ("conflicts", "parked", "held", "incomplete"))
        said = (
            (_("{count} new").format(count=f"{created:,}"), created),
            (_("{count} changed").format(count=f"{changed:,}"), changed),
            (_("{count} deleted").format(count=f"{deleted:,}"), deleted),
            (_n("{count} conflict", "{count} conflicts", conflicts), conflicts),
            (_n("{count} value waits for an update", "{count} values wait for an update", parked), parked),
            (_n("{count} waits for a decision", "{count} wait for a decision", held), held),
            (_n("{count} is asked for again, whole", "{count} are asked for again, whole", whole), whole),
        )
    return [words for words, count in said if count] or [_("nothing new")]


def missing_words(row: FileRow) -> str:
    """Which parts of the package have not come."""
    if not row.missing:
        return ""
    numbers = _(", ").join(str(number) for number in row.missing[:_MOST_PARTS])
    return _n(
        "{count} part has not come: {numbers}",
        "{count} parts have not come: {numbers}",
        len(row.missing),
        numbers=numbers,
    )


def reason_words(reason: str) -> str:
    """Why a file was not taken in, as a sentence."""
    if reason in REASONS:
        return _(REASONS[reason])
    if reason == SAID_NO:
        return _("Refused here; the reason is in the audit.")
    return _(SENTENCES[Reason(reason)]) if reason in set(Reason) else reason


def _sum(counts: Any) -> int:
    return sum(count for entity, count in counts.items() if entity != CONFLICT) if counts else 0


def conflict_columns() -> list[Column]:
    """What waits for a person's decision."""
    return [
        Column("customer", N_("Customer"), Kind.TEXT, 180, bold=True),
        Column("field", N_("Field"), Kind.TEXT, 160),
        Column("kind", N_("Kind"), Kind.TAG, 110, choices=KINDS, tones={"delete": Tone.DANGER, "edit": Tone.WARNING}),
        Column("standing", N_("What stands"), Kind.TEXT, 220),
        Column("standing_by", N_("By"), Kind.TEXT, 100, quiet=True),
        Column("other", N_("The other value"), Kind.TEXT, 220),
        Column("other_by", N_("By"), Kind.TEXT, 100, quiet=True),
        Column("at", N_("When"), Kind.TEXT, 130),
    ]


def conflict_row(row: ConflictRow) -> tuple[object, ...]:
    """A conflict as a table row."""
    return (
        row.id,
        row.customer,
        field_words(row),
        row.kind,
        value_words(row.entity, row.standing, row.names),
        row.standing_by,
        _("deleted") if row.kind == "delete" else value_words(row.entity, row.other, row.names),
        row.other_by,
        moment_words(max(row.standing_at, row.other_at)),
    )


def held_columns() -> list[Column]:
    """Dossiers and whole files that wait for a yes."""
    return [
        Column("customer", N_("Customer"), Kind.TEXT, 200, bold=True),
        Column("sender", N_("From"), Kind.TEXT, 140),
        Column("reason", N_("Why it waits"), Kind.CHOICE, 220, choices=REASONS),
        Column("rows", N_("Rows"), Kind.INTEGER, 70),
        Column("file", N_("File"), Kind.TEXT, 360, quiet=True),
    ]


def held_row(row: HeldRow) -> tuple[object, ...]:
    """A held dossier as a table row."""
    return (
        f"dossier/{row.key}/{row.dossier_id}",
        row.customer or None,
        row.sender,
        row.reason,
        row.rows,
        row.file_name,
    )


def held_file_row(row: FileRow) -> tuple[object, ...]:
    """A held file as a table row."""
    return (f"file/{row.no}", None, row.peer, "mass_delete", None, row.file_name)
