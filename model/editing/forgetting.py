"""What is forgotten of itself: undo and the recycle bin reach back 90 days (`exchange.md` § Data)."""

from model.intake.batches import settle_undone
from model.store.database import Database
from model.store.undo import forget_old_events, has_old_events


def forget_history(database: Database) -> None:
    """Drop the old values of events older than 90 days; which imports stand stays known without them.

    Where there are none nothing is written: it is asked at every start.
    """
    now = database.clock.now()
    with database.read() as session:
        if not has_old_events(session, now):
            return
    with database.write() as session:
        settle_undone(session)
        forget_old_events(session, now)
