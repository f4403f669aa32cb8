"""The words of Today: tags of reasons, the date line."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from gui.colours import Tone
from gui.retention.task_columns import KIND_TONES
from gui.widgets.columns import Tag
from model.enumerations import ENUMERATIONS
from model.retention.lines import TaskLine
from model.today.queries import Reason, Stop
from resources.i18n import N_, _

TONES: Final = {**KIND_TONES, "planned": Tone.NEWS, "next_step": Tone.NEWS}
_OWN: Final = {"planned": N_("Planned"), "next_step": N_("Next step")}
_WEEKDAYS: Final = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")
)  # fmt: skip


def kind_words(kind: str) -> str:
    """What a reason is called."""
    return _(_OWN.get(kind) or ENUMERATIONS["task_kind"].get(kind, kind))


def reason_tags(reasons: Sequence[Reason]) -> list[Tag]:
    """The gravest reason as a tag with its words, and how many there are in all."""
    if not reasons:
        return []
    first = reasons[0]
    tags = [Tag(kind_words(first.kind), TONES.get(first.kind, Tone.NEUTRAL))]
    if first.gist:
        tags.append(Tag(first.gist, Tone.PLAIN))
    if len(reasons) > 1:
        tags.append(Tag(_("{count} in all").format(count=len(reasons)), Tone.NEUTRAL))
    return tags


def reason_words(reasons: Sequence[Reason]) -> str:
    """Every reason with its sentence, a line each: what the row of tags has no room for."""
    return "\n".join(
        _("{kind}: {why}").format(kind=kind_words(one.kind), why=one.why) if one.why else kind_words(one.kind)
        for one in reasons
    )


def place_words(stop: Stop) -> str:
    """District and grid."""
    return f"{stop.region} {stop.grid}".strip() or _("No grid")


def date_line(today: date, working_days: Sequence[date]) -> str:
    """11-22 Sunday, and when the working days begin."""
    words = _("{month}-{day} {weekday}").format(month=today.month, day=today.day, weekday=_(_WEEKDAYS[today.weekday()]))
    if working_days and working_days[0] != today:
        rest = _("rest day, next working day {day}").format(day=working_days[0].strftime("%m-%d"))
        return f"{words} · {rest}"
    return words


def most_telling(lines: Sequence[TaskLine], most: int = 8, of_a_kind: int = 3) -> list[TaskLine]:
    """What comes, the gravest and soonest first, of each kind only a few."""
    found: list[TaskLine] = []
    seen: dict[str, int] = {}
    for line in sorted(lines, key=lambda one: (-one.severity, -one.days_late, one.customer)):
        if seen.get(line.kind, 0) < of_a_kind:
            seen[line.kind] = seen.get(line.kind, 0) + 1
            found.append(line)
    return found[:most]
