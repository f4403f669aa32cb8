"""The open store: reading and writing sessions, one user event a transaction."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from model.clock import Clock
from model.store.failures import database_failures

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Drain = Callable[[Connection, Mapping[str, list[str]]], None]
"""What is brought up to date within a commit: entity → ids of touched rows (empty for what is not searched)."""

_BUSY_TIMEOUT_MS = 5_000
_CACHE_KIB = 65_536
_BULK_CACHE_KIB = 114_688
"""Pages kept in memory; what a bulk event writes in no order stays there until its end, to be encrypted once."""


class Database:
    """An encrypted SQLite file, unlocked.

    `changed`: callbacks, each given the names of the entities a committed transaction touched. `committed`: given the
    last write's seq after each commit. `closing`: called when the store is closed. `first` is a connection that is
    open already: each one parses the whole schema with its triggers, 30 ms.
    """

    def __init__(
        self, path: Path, key: bytes, clock: Clock, drain: Drain, first: sqlcipher.Connection | None = None
    ) -> None:
        self.path = path
        self.key = key
        self.clock = clock
        self.changed: list[Callable[[frozenset[str]], None]] = []
        self.committed: list[Callable[[int], None]] = []
        self.closing: list[Callable[[], None]] = []
        self._drain = drain
        self.engine = _engine(path, key, [] if first is None else [first])
        self._ahead: sqlcipher.Connection | None = None
        self._writing = self.engine.execution_options(writes=True)

    def close(self) -> None:
        """Give back every connection; the write-ahead log is folded into the file."""
        self.engine.dispose()
        ahead = self.take_ahead()
        if ahead is not None:
            ahead.close()
        for call in self.closing:
            call()
        self.closing.clear()

    def connect_ahead(self) -> None:
        """Open the connection that a presentation will take, while nobody waits: it parses the whole schema, 70 ms.

        Raises `UserError` where the file fails.
        """
        if self._ahead is None:
            with database_failures():
                self._ahead = connect(self.path, self.key)

    def take_ahead(self) -> sqlcipher.Connection | None:
        """The connection that was opened ahead, which is the caller's from now on; None where there is none."""
        ahead, self._ahead = self._ahead, None
        return ahead

    @contextmanager
    def read(self) -> Iterator["Session"]:
        """A session that sees one state of the store and cannot write. Raises `UserError` where the file fails."""
        from sqlalchemy.orm import Session  # a store opens, and a window shows, before anything is read by it

        with database_failures(), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self, label: str = "", *, bulk: bool = False, **params: str | int) -> Iterator["Session"]:
        """A session that commits when its block ends well and undoes everything otherwise.

        `label` names the user event (an `N_()` text with named placeholders for `params`); without one the event
        cannot be taken back. `bulk`: new rows are remembered by their range of writes, not one by one. Raises
        `UserError` where the disk is full, the file locked, read-only or damaged.
        """
        from sqlalchemy.orm import Session

        with database_failures(), Session(self._writing.execution_options(bulk=bulk), autoflush=True) as session:
            connection = session.connection()
            first = _open_event(connection, self.clock, label, bulk, params)
            yield session
            session.flush()
            last = _close_event(connection, first, bool(label))
            touched = _touched(connection)
            if touched:
                self._drain(connection, touched)
                connection.exec_driver_sql("DELETE FROM touched")
            session.commit()
        for tell in self.committed:
            tell(last)
        if touched:
            for announce in self.changed:
                announce(frozenset(touched))


def connect(path: Path, key: bytes) -> sqlcipher.Connection:
    """A bare connection to an encrypted file; the key goes in raw, never by a URL."""
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None, check_same_thread=False
    )
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()
    return connection


def _engine(path: Path, key: bytes, ready: list[sqlcipher.Connection]) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: ready.pop() if ready else connect(path, key),
        poolclass=QueuePool,
        pool_size=3,
        max_overflow=5,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("writes", False)
        connection.exec_driver_sql(f"PRAGMA cache_size = -{_BULK_CACHE_KIB if options.get('bulk') else _CACHE_KIB}")
        connection.exec_driver_sql(f"PRAGMA query_only = {0 if writes else 1}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _open_event(connection: Connection, clock: Clock, label: str, bulk: bool, params: Mapping[str, str | int]) -> int:
    """Sets the clock and the undo record of this transaction; returns the seq before its first write."""
    now = clock.now()
    transaction: int | None = None
    if label:
        transaction = connection.exec_driver_sql(
            "INSERT INTO undo_transaction (made_at, label, params, replica, first_seq, last_seq, bulk)"
            " SELECT ?, ?, ?, replica_no, seq + 1, seq, ? FROM replica_state",
            (now.replace(tzinfo=None).isoformat(" "), label, json.dumps(params, ensure_ascii=False), bulk),
        ).lastrowid
    connection.exec_driver_sql(
        "UPDATE replica_state SET t = max(t + 1, ?), recording = ?, bulk = ?, applying = 0",
        (int(now.timestamp() * 1000), transaction, bulk),
    )
    return int(connection.exec_driver_sql("SELECT seq FROM replica_state").scalar_one())


def _close_event(connection: Connection, first: int, recorded: bool) -> int:
    """Notes the last write of this transaction in its undo record; one that changed nothing leaves no record."""
    last, transaction = connection.exec_driver_sql("SELECT seq, recording FROM replica_state").one()
    if recorded:
        if last == first or _changed_nothing(connection, transaction):
            connection.exec_driver_sql("DELETE FROM undo_cell WHERE transaction_id = ?", (transaction,))
            connection.exec_driver_sql("DELETE FROM undo_transaction WHERE id = ?", (transaction,))
        else:
            connection.exec_driver_sql("UPDATE undo_transaction SET last_seq = ? WHERE id = ?", (last, transaction))
    connection.exec_driver_sql("UPDATE replica_state SET recording = NULL, bulk = 0, applying = 0")
    return int(last)


def _changed_nothing(connection: Connection, transaction: int) -> bool:
    """Whether all that was written was put back within the event.

    Most events are known at a glance to have changed something: a row came or went, or was written once.
    """
    suspect = connection.exec_driver_sql(
        "SELECT bulk = 0 AND undoes IS NULL AND EXISTS (SELECT 1 FROM undo_cell WHERE transaction_id = event.id)"
        " AND NOT EXISTS (SELECT 1 FROM undo_cell WHERE transaction_id = event.id AND kind <> 'update'"
        " GROUP BY entity, row_id HAVING sum(kind = 'insert') <> sum(kind = 'delete'))"
        " AND (EXISTS (SELECT 1 FROM undo_cell WHERE transaction_id = event.id AND kind <> 'update')"
        " OR NOT EXISTS (SELECT 1 FROM undo_cell WHERE transaction_id = event.id"
        " GROUP BY entity, row_id, field_group HAVING count(*) = 1))"
        " FROM undo_transaction AS event WHERE id = ?",
        (transaction,),
    ).scalar_one()
    if not suspect:
        return False
    from model.store.undo_nothing import changed_nothing  # the whole schema; such an event is rare

    return changed_nothing(connection, transaction)


def _touched(connection: Connection) -> dict[str, list[str]]:
    touched: dict[str, list[str]] = {}
    for entity, row_id in connection.exec_driver_sql("SELECT entity, row_id FROM touched"):
        rows = touched.setdefault(entity, [])
        if row_id:
            rows.append(row_id)
    return touched
