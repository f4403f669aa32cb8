"""How long causes have stood: a cause opens an episode, keeps it while it stands, and closes it when it ends."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from model.retention.causes import Cause
from model.retention.records import RetentionTask, WarningEpisode
from model.retention.role_gaps import GAP_RULES
from model.store.ids import RowId


class Standing(NamedTuple):
    """A cause and the day since when it has stood."""

    cause: Cause
    since: date


Key = tuple[str, RowId]
"""Rule and source: one warning a cause."""


def update_episodes(
    session: Session, causes: Iterable[Cause], gaps: Iterable[Cause], today: date, gaps_per_week: int
) -> list[Standing]:
    """Open, keep and close episodes so that they match the causes; of new gaps at most so many a week are opened."""
    known = _open_episodes(session)
    seen = {(cause.rule, cause.source_id): cause for cause in causes}
    room = max(0, gaps_per_week - _gaps_this_week(session, today))
    for gap in gaps:
        key = (gap.rule, gap.source_id)
        if key in known:
            seen[key] = gap
        elif room:
            seen[key] = gap
            room -= 1
    begun = _tasks_elsewhere(session, seen.keys() - known.keys())
    fresh = {key: min(begun.get(key, today), today) for key in seen.keys() - known.keys()}
    _write(session, seen, fresh, known.keys() - seen.keys(), today)
    return [Standing(cause, known.get(key) or fresh[key]) for key, cause in seen.items()]


def _open_episodes(session: Session) -> dict[Key, date]:
    rows = session.execute(
        select(WarningEpisode.rule, WarningEpisode.source_id, WarningEpisode.opened_on).where(
            WarningEpisode.closed_on.is_(None)
        )
    )
    return {(rule, source): opened for rule, source, opened in rows}


def _gaps_this_week(session: Session, today: date) -> int:
    monday = today - timedelta(days=today.weekday())
    opened = session.scalars(
        select(WarningEpisode.source_id).where(WarningEpisode.rule.in_(GAP_RULES), WarningEpisode.opened_on >= monday)
    )
    return len(opened.all())


def _tasks_elsewhere(session: Session, keys: Iterable[Key]) -> dict[Key, date]:
    """Open tasks of the same causes that came from another store: their episode began when they did."""
    rules = {rule for rule, _source in keys}
    rows = session.execute(
        select(RetentionTask.rule, RetentionTask.source_id, RetentionTask.due).where(
            RetentionTask.rule.in_(rules), RetentionTask.status == "open"
        )
    )
    return {(rule, source): due for rule, source, due in rows if due}


def _write(
    session: Session, seen: Mapping[Key, Cause], fresh: Mapping[Key, date], ended: Iterable[Key], today: date
) -> None:
    if fresh:
        rows = [
            {"rule": rule, "source_id": source, "opened_on": since, "customer_id": seen[rule, source].customer_id}
            for (rule, source), since in sorted(fresh.items())
        ]
        _forget_closed(session, fresh)
        session.execute(insert(WarningEpisode), rows)
    for rule, source in ended:
        session.execute(
            update(WarningEpisode)
            .where(WarningEpisode.rule == rule, WarningEpisode.source_id == source, WarningEpisode.closed_on.is_(None))
            .values(closed_on=today)
        )


def _forget_closed(session: Session, fresh: Mapping[Key, date]) -> None:
    """A cause that ended and stands again on one day goes on with the episode of that day."""
    days = set(fresh.values())
    closed = session.scalars(
        select(WarningEpisode).where(WarningEpisode.opened_on.in_(days), WarningEpisode.closed_on.is_not(None))
    )
    for row in closed:
        if fresh.get((row.rule, row.source_id)) == row.opened_on:
            session.delete(row)
    session.flush()
