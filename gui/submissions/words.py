"""What hand-ins say on the screen: their states, and their history as a timeline."""

from collections.abc import Sequence
from typing import Final

from gui.colours import Tone
from gui.widgets.timeline import Entry
from model.labels import label_of
from model.submissions.queries import Step, SubmissionRow
from resources.i18n import _

STATE_TONES: Final = {
    "handed_in": Tone.NEWS,
    "received": Tone.NEWS,
    "returned": Tone.DANGER,
    "approved": Tone.DONE,
    "reopened": Tone.WARNING,
}


def state_words(row: SubmissionRow) -> str:
    """The state of a hand-in in words; one whose papers are not out is not yet with the office."""
    if row.state == "handed_in" and row.sent_on is None:
        return _("Frozen, papers not written")
    return label_of("submission_state", row.state)


def state_tone(row: SubmissionRow) -> Tone:
    """The tone of a hand-in's state."""
    if row.state == "handed_in" and row.sent_on is None:
        return Tone.WARNING
    return STATE_TONES.get(row.state, Tone.NEUTRAL)


def history_of(rows: Sequence[SubmissionRow]) -> list[Entry]:
    """Every step of a month's versions, the latest first."""
    entries = []
    for row in rows:
        for number, step in reversed(list(enumerate(row.steps))):
            entries.append(_entry(row, number, step))
    return entries


def _entry(row: SubmissionRow, number: int, step: Step) -> Entry:
    way = label_of("submission_way", step.way)
    return Entry(
        key=f"{row.id}/{number}",
        tag=label_of("submission_state", step.what),
        tone=STATE_TONES.get(step.what, Tone.NEUTRAL),
        heading=" · ".join(filter(None, (step.who, way))),
        text=step.words,
        quiet=f"{step.day.isoformat()} · {_('Version {version}').format(version=row.version)}",
    )
