"""Making, opening and re-keying a store: key, version, migrations, replica, and the one instance that may hold it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlcipher

from model.clock import Clock
from model.errors import UserError
from model.store.database import Database, connect
from model.store.failures import database_failures, file_failures
from model.store.files import sync_folder
from model.store.ids import new_id, person_id
from model.store.keys import KeyCost, key_path, make_key, rewrap_key, unwrap_key, unwrap_with_recovery
from model.store.lock import StoreLock
from model.store.migrations import LATEST
from model.store.replica import claim_replica, remember_seq
from resources.i18n import _

ROLES = ("manager", "office")


@dataclass(frozen=True)
class Owner:
    """Whose store it is: a person by employee number, in one of two roles."""

    name: str
    employee_no: str
    role: str = "manager"


def create_store(
    path: Path, passphrase: str, owner: Owner, clock: Clock, device: Path, cost: KeyCost | None = None
) -> tuple[Database, str]:
    """Make a new store; returns it open, and its recovery code, shown once.

    Made under another name and renamed when whole, so that a half-made one is never met. Raises `UserError` where a
    store stands already, the passphrase is empty or the folder cannot be written.
    """
    with file_failures(path.parent.name):
        path.parent.mkdir(parents=True, exist_ok=True)
    from model.store.migrating import migrate  # read in only where a schema is made

    if path.exists():
        raise UserError(_("A store already stands at {file}. Nothing was changed.").format(file=path.name))
    with file_failures(key_path(path).name):
        if key_path(path).exists():
            key_path(path).replace(path.with_name(path.name + ".key.old"))
    key, code = make_key(path, passphrase, cost or KeyCost())
    unfinished = path.with_name(path.name + ".new")
    with database_failures(), file_failures(path.name):
        unfinished.unlink(missing_ok=True)
        database = Database(unfinished, key, clock, _index)
        with database.engine.execution_options(writes=True).begin() as connection:
            migrate(connection, 0)
            _first_rows(connection, owner)
        database.close()
        unfinished.replace(path)
        sync_folder(path.parent)
    return _opened(path, key, clock, device), code


def open_store(path: Path, passphrase: str, clock: Clock, device: Path) -> Database:
    """Open a store by its passphrase and bring it up to date.

    Raises `UserError` where the file or its key file is missing, damaged or newer than the program, the passphrase is
    wrong, or another instance holds the store.
    """
    if not path.exists():
        raise UserError(_("There is no store at {file}. Restore a backup, or make a new store.").format(file=path.name))
    return _opened(path, unwrap_key(path, passphrase), clock, device)


def open_with_recovery(path: Path, code: str, new_passphrase: str, clock: Clock, device: Path) -> Database:
    """Open a store by its recovery code and give it a new passphrase. Raises `UserError` like `open_store`."""
    if not path.exists():
        raise UserError(_("There is no store at {file}. Restore a backup, or make a new store.").format(file=path.name))
    key = unwrap_with_recovery(path, code)
    rewrap_key(path, key, new_passphrase, KeyCost())
    return _opened(path, key, clock, device)


def change_passphrase(database: Database, new_passphrase: str, cost: KeyCost | None = None) -> None:
    """Wrap the key anew; nothing is re-encrypted and the recovery code stays good."""
    rewrap_key(database.path, database.key, new_passphrase, cost or KeyCost())


def find_owner(database: Database) -> Owner:
    """The person the store was made for; asked before any record is declared, so that the window can show at once."""
    with database_failures(), database.engine.connect() as connection:
        return owner_of(connection)


def owner_of(connection: Connection) -> Owner:
    """The person the store was made for."""
    rows = connection.exec_driver_sql("SELECT name, value FROM store_fact")
    facts: dict[str, str] = {row.name: row.value for row in rows}
    return Owner(facts.get("name", ""), facts.get("employee_no", ""), facts.get("role", "manager"))


def note_owner(connection: Connection, owner: Owner) -> None:
    """Write down whose store it is; of one nobody has written to."""
    facts = {
        "name": owner.name,
        "employee_no": owner.employee_no,
        "role": owner.role,
        "person": person_id(owner.employee_no),
    }
    for name, value in facts.items():
        connection.exec_driver_sql("INSERT OR REPLACE INTO store_fact (name, value) VALUES (?, ?)", (name, value))


def default_store() -> Path:
    """Where a person's store lies unless told otherwise."""
    return Path(platformdirs.user_data_dir("Meiban", appauthor=False)) / "meiban.db"


def _opened(path: Path, key: bytes, clock: Clock, device: Path) -> Database:
    lock = StoreLock(path)
    try:
        first, version = _first_look(path, key)
        database = Database(path, key, clock, _index, first)
        try:
            with database_failures():
                _bring_up_to_date(database, version)
                replica = _claim(database, device)
        except BaseException:
            database.close()
            raise
    except BaseException:
        lock.release()
        raise
    database.committed.append(lambda seq: remember_seq(device, replica, seq))
    database.closing.append(lock.release)
    return database


def _first_look(path: Path, key: bytes) -> tuple[sqlcipher.Connection, int]:
    """A connection to what is a whole database of this key and not of a newer program, and its version."""
    with database_failures(), file_failures(path.name):
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise UserError(
                _("The store {file} is read-only. Allow writing to the file and its folder, then try again.").format(
                    file=path.name
                )
            )
        connection = connect(path, key)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            _refuse_version(path, version)
        except BaseException:
            connection.close()
            raise
    return connection, version


def _refuse_version(path: Path, version: int) -> None:
    if version > LATEST:
        raise UserError(
            _("The store {file} was written by a newer Meiban. Update the program; nothing was changed.").format(
                file=path.name
            )
        )
    if version == 0:
        raise UserError(_("The store is damaged. Nothing was changed; restore your last backup."))


def _bring_up_to_date(database: Database, version: int) -> None:
    if version == LATEST:
        return
    from model.store.migrating import migrate  # the whole schema; one that is up to date opens without it

    with file_failures(database.path.name):
        copy_store(database, database.path.with_name(f"{database.path.name}.before-{LATEST}"))
    with database.engine.execution_options(writes=True).begin() as connection:
        migrate(connection, version)


def copy_store(database: Database, target: Path) -> None:
    """A whole, consistent copy under the same key, made while the store is open. Raises `OSError` or `UserError`."""
    target.unlink(missing_ok=True)
    connection = connect(database.path, database.key)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlcipher.Error:
        target.unlink(missing_ok=True)
        raise
    finally:
        connection.close()


def _index(connection: Connection, touched: Mapping[str, list[str]]) -> None:
    from model.search.index import index_touched  # at the first write: the index knows every record

    index_touched(connection, touched)


def _first_rows(connection: Connection, owner: Owner) -> None:
    connection.exec_driver_sql("INSERT INTO replica (no, id) VALUES (1, ?)", (new_id(),))
    connection.exec_driver_sql(
        "INSERT INTO replica_state (only, replica_no, seq, t, applying, recording, bulk)"
        " VALUES (1, 1, 0, 0, 0, NULL, 0)"
    )
    note_owner(connection, owner)


def _claim(database: Database, device: Path) -> str:
    with database.engine.execution_options(writes=True).begin() as connection:
        replica = claim_replica(connection, device)
        seq = int(connection.exec_driver_sql("SELECT seq FROM replica_state").scalar_one())
    remember_seq(device, replica, seq)
    return replica
