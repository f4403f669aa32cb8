"""Tasks as an iCalendar file (.ics, RFC 5545), to be taken into any calendar."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from model.labels import label_of
from model.retention.lines import TaskLine
from reports.saving import saving
from resources.i18n import _

_WIDEST: Final = 75
"""Octets a line may have before it is folded."""


def write_calendar(path: Path, lines: Iterable[TaskLine], now: datetime) -> None:
    """Write one all-day event a task; the same task keeps its UID, so that a second file moves it and adds none.

    Raises `UserError` when the file cannot be written.
    """
    content = calendar_text(lines, now).encode()
    with saving(path) as place:
        place.write_bytes(content)


def calendar_text(lines: Iterable[TaskLine], now: datetime) -> str:
    """The calendar as text with CRLF line ends; `now` stamps the events."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    content = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Meiban//Retention//ZH", "CALSCALE:GREGORIAN"]
    for line in lines:
        content += _event(line, stamp)
    content.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in content for part in _folded(line))


def _event(line: TaskLine, stamp: str) -> list[str]:
    kind = label_of("task_kind", line.kind)
    summary = _("{kind}: {customer}").format(kind=kind, customer=line.customer) if line.customer else kind
    return [
        "BEGIN:VEVENT",
        f"UID:{line.id}@meiban",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(line.due)}",
        f"DTEND;VALUE=DATE:{_day(line.due + timedelta(days=1))}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(line.why)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, no character torn; the pieces after the first begin with a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _WIDEST:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
