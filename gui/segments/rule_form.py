"""The form of a segment, and the choice of one."""

from typing import Any

from gui.context import Context
from gui.segments.conditions_field import add_conditions
from gui.widgets.fields import IntegerField, NoteField, TextField
from gui.widgets.form import Form
from model.segments.queries import SegmentRow, list_segments, segment_fields
from resources.i18n import _


def segment_choices(context: Context) -> dict[str, str]:
    """Segment → name and number of members, to choose one of."""
    with context.read() as session:
        return {row.id: f"{row.name}　{row.members:,}" for row in list_segments(session)}


def rule_form() -> Form:
    """An empty form."""
    form = Form(columns=3)
    form.add("name", _("Name of the segment"), TextField(), needed=True, wide=True)
    add_conditions(form, segment_fields())
    form.add("needs", _("What they need"), NoteField(lines=2), wide=True)
    form.add("profile", _("Profile"), NoteField(lines=2), wide=True)
    form.add("seed", _("Sample seed"), IntegerField(0, 1_000_000))
    form.set_values({"seed": 1})
    return form


def form_values(segment: SegmentRow) -> dict[str, Any]:
    """A segment as the form shows it."""
    return {
        "name": segment.name,
        "needs": segment.needs,
        "profile": segment.profile,
        "seed": segment.sample_seed,
        "conditions": segment.conditions,
    }
