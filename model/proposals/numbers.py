"""Numbers of proposals: day – this store's tag – how many that day; two laptops never give the same (`exchange.md`)."""

import hashlib
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.proposals.records import Quote, QuoteCounter
from model.store.base import RowId
from model.store.records import Replica, ReplicaState

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as figures."""
_TAG: Final = 5


def replica_tag(replica: RowId) -> str:
    """Five letters that stand for a store; a restored or copied store has a new replica id and so other letters."""
    left = int.from_bytes(hashlib.sha256(replica.encode()).digest()[:8])
    letters = ""
    for _place in range(_TAG):
        left, digit = divmod(left, len(_LETTERS))
        letters += _LETTERS[digit]
    return letters


def next_number(session: Session, today: date) -> str:
    """A number never given before and never again, even when its proposal is deleted or undone."""
    replica = session.scalars(select(Replica.id).join(ReplicaState, ReplicaState.replica_no == Replica.no)).one()
    prefix = f"{today:%Y%m%d}-{replica_tag(replica)}-"
    counter = session.get(QuoteCounter, prefix)
    if counter is None:
        counter = QuoteCounter(prefix=prefix, last=0)
        session.add(counter)
    counter.last += 1
    while _is_taken(session, f"{prefix}{counter.last}"):
        counter.last += 1
    session.flush()
    return f"{prefix}{counter.last}"


def _is_taken(session: Session, number: str) -> bool:
    return bool(session.scalar(select(func.count()).select_from(Quote).where(Quote.number == number)))
