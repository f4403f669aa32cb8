"""What tests build their worlds from: a small encrypted store, a customer, a clock that stands still."""

import shutil
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from model.clock import Clock, fixed_clock
from model.customers.records import Contact, Customer
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.dump import dump_lines
from model.store.ids import new_id
from model.store.keys import KeyCost, key_path
from model.store.opening import Owner, create_store, note_owner, open_store

PASSPHRASE = "a long enough passphrase"
CHEAP = KeyCost(1, 1, 64)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
OWNER = Owner("示例经理", "S001")


def still_clock(now: datetime = NOW, today: date = TODAY) -> Clock:
    """A clock that stands still."""
    return fixed_clock(now, today)


def make_store(
    folder: Path, name: str = "store.db", clock: Clock | None = None, owner: Owner = OWNER, device: Path | None = None
) -> Database:
    """A fresh encrypted store, open; its passphrase is `PASSPHRASE`, its key cheap to derive.

    What `make_from_nothing` makes, copied, since that takes ten times as long; it writes under a replica id of its own.
    """
    path = folder / name
    blank, key_file = _blank_store()
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(blank)
    key_path(path).write_bytes(key_file)
    database = open_store(path, PASSPHRASE, clock or still_clock(), device or folder / "device")
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("DELETE FROM replica WHERE no = 2")  # what the copied one wrote under
        connection.exec_driver_sql("UPDATE replica SET no = 2 WHERE no = 3")
        connection.exec_driver_sql("UPDATE replica SET id = ? WHERE no = 1", (new_id(),))
        connection.exec_driver_sql("UPDATE replica_state SET replica_no = 2")
        note_owner(connection, owner)
    return database


def make_from_nothing(path: Path) -> Database:
    """The same by every migration, for what is tested about making a store."""
    return create_store(path, PASSPHRASE, OWNER, still_clock(), path.parent / "device", CHEAP)[0]


@cache
def _blank_store() -> tuple[bytes, bytes]:
    """What the files of a store nobody has written to hold, and of its key; made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        make_from_nothing(path).close()
        return path.read_bytes(), key_path(path).read_bytes()


def reopen(database: Database, clock: Clock | None = None) -> Database:
    """The same store, closed and opened again."""
    database.close()
    return open_store(database.path, PASSPHRASE, clock or still_clock(), database.path.parent / "device")


def open_copy(kept: Path, folder: Path) -> Database:
    """The store that was made once in `kept`, copied and open, for a test that writes into it."""
    shutil.copytree(kept, folder / "kept")
    return open_store(folder / "kept" / "store.db", PASSPHRASE, still_clock(), folder / "kept" / "device")


def add_customer(database: Database, code: str = "G001", name: str = "示例机械有限公司", **fields: object) -> RowId:
    """One customer of that code; returns its id, which is its dossier's."""
    row_id = natural_id("customer", code)
    with database.write("Add customer {code}", code=code) as session:
        session.add(Customer(id=row_id, dossier_id=row_id, group_code=code, name=name, **fields))
    return row_id


def add_contact(database: Database, customer_id: RowId, name: str = "王经理（示例）", **fields: object) -> RowId:
    """One contact of a customer."""
    row_id = natural_id("contact", customer_id, name, 1)
    with database.write("Add contact {name}", name=name) as session:
        session.add(Contact(id=row_id, dossier_id=customer_id, customer_id=customer_id, name=name, **fields))
    return row_id


def dump(database: Database, *, full: bool = True) -> list[str]:
    """The store's canonical text, with the stamps of its rows where it is full."""
    with database.read() as session:
        return list(dump_lines(session, full=full))
