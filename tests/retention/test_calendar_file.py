"""Tasks as an iCalendar file."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from model.retention.lines import TaskLine
from reports.calendar_file import calendar_text, write_calendar

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
LINE = TaskLine(
    id="a6db9e4f-863b-5235-890c-1b47d8ce611c",
    kind="bundle_expiry",
    rule="bundle_expiry",
    customer_id="c",
    group_code="1",
    customer="示例,公司; 一部\\",
    region="",
    grid="",
    grade="A",
    subject="",
    why="第一行\n第二行" + "很长的原因" * 20,
    step="",
    due=date(2026, 12, 31),
    days_late=-39,
    severity=2,
    priority=20,
    status="open",
    retention_type="cost",
    result="",
    cost_fen=None,
)


def test_a_task_is_an_all_day_event_that_keeps_its_id() -> None:
    text = calendar_text([LINE], NOW)
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "UID:a6db9e4f-863b-5235-890c-1b47d8ce611c@meiban\r\n" in text
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text
    assert "DTSTAMP:20261122T013000Z" in text


def test_signs_are_escaped_and_lines_folded_at_75_octets() -> None:
    text = calendar_text([LINE], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert "捆绑到期：示例\\,公司\\; 一部\\\\" in whole
    assert "第一行\\n第二行" in whole
    assert "很长的原因" * 20 in whole


def test_a_task_of_no_customer_is_named_by_its_kind(tmp_path: Path) -> None:
    target = tmp_path / "tasks.ics"
    write_calendar(target, [replace(LINE, customer="", kind="holiday_payment")], NOW)
    assert "SUMMARY:节假日缴费\r\n" in target.read_bytes().decode()
