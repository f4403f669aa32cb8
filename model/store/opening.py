"""Making, opening and re-keying a store: key, version, migrations, replica, and the one instance that may hold it."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlcipher

from model.clock import Clock
from model.errors import UserError
from model.schema import SCHEMA
from model.search.index import index_touched, make_index
from model.store.database import Database, connect
from model.store.failures import database_failures, file_failures
from model.store.files import sync_folder
from model.store.ids import new_id, person_id
from model.store.keys import KeyCost, key_path, make_key, rewrap_key, unwrap_key, unwrap_with_recovery
from model.store.lock import StoreLock
from model.store.migrations import LATEST, MIGRATIONS
from model.store.replica import claim_replica, remember_seq
from model.store.stamps import trigger_statements
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
    if path.exists():
        raise UserError(_("A store already stands at {file}. Nothing was changed.").format(file=path.name))
    with file_failures(key_path(path).name):
        if key_path(path).exists():
            key_path(path).replace(path.with_name(path.name + ".key.old"))
    key, code = make_key(path, passphrase, cost or KeyCost())
    unfinished = path.with_name(path.name + ".new")
    with database_failures(), file_failures(path.name):
        unfinished.unlink(missing_ok=True)
        database = Database(unfinished, key, clock, index_touched)
        with database.engine.execution_options(writes=True).begin() as connection:
            _migrate(connection, 0)
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


def default_store() -> Path:
    """Where a person's store lies unless told otherwise."""
    return Path(platformdirs.user_data_dir("Meiban", appauthor=False)) / "meiban.db"


def _opened(path: Path, key: bytes, clock: Clock, device: Path) -> Database:
    lock = StoreLock(path)
    try:
        _refuse_damage(path, key)
        database = Database(path, key, clock, index_touched)
        try:
            with database_failures():
                _bring_up_to_date(database)
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


def _refuse_damage(path: Path, key: bytes) -> None:
    """A first look: is this a whole database of this key, and not of a newer program?"""
    with database_failures(), file_failures(path.name):
        if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
            raise UserError(
                _("The store {file} is read-only. Allow writing to the file and its folder, then try again.").format(
                    file=path.name
                )
            )
        connection = connect(path, key)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    if version > LATEST:
        raise UserError(
            _("The store {file} was written by a newer Meiban. Update the program; nothing was changed.").format(
                file=path.name
            )
        )
    if version == 0:
        raise UserError(_("The store is damaged. Nothing was changed; restore your last backup."))


def _bring_up_to_date(database: Database) -> None:
    with database.engine.connect() as connection:
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version == LATEST:
        return
    with file_failures(database.path.name):
        copy_store(database, database.path.with_name(f"{database.path.name}.before-{LATEST}"))
    with database.engine.execution_options(writes=True).begin() as connection:
        _migrate(connection, version)


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


def _migrate(connection: Connection, version: int) -> None:
    """Every migration above `version`, then the triggers and the search index as the metadata has them now."""
    _drop_triggers(connection)
    for number, upgrade in MIGRATIONS:
        if number > version:
            upgrade(connection)
    for table in SCHEMA.tables.values():
        for statement in trigger_statements(table):
            connection.exec_driver_sql(statement)
    make_index(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {LATEST}")


def _drop_triggers(connection: Connection) -> None:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _first_rows(connection: Connection, owner: Owner) -> None:
    connection.exec_driver_sql("INSERT INTO replica (no, id) VALUES (1, ?)", (new_id(),))
    connection.exec_driver_sql(
        "INSERT INTO replica_state (only, replica_no, seq, t, applying, recording, bulk, exported_seq)"
        " VALUES (1, 1, 0, 0, 0, NULL, 0, 0)"
    )
    facts = {
        "name": owner.name,
        "employee_no": owner.employee_no,
        "role": owner.role,
        "person": person_id(owner.employee_no),
    }
    for name, value in facts.items():
        connection.exec_driver_sql("INSERT INTO store_fact (name, value) VALUES (?, ?)", (name, value))


def _claim(database: Database, device: Path) -> str:
    with database.engine.execution_options(writes=True).begin() as connection:
        replica = claim_replica(connection, device)
        seq = int(connection.exec_driver_sql("SELECT seq FROM replica_state").scalar_one())
    remember_seq(device, replica, seq)
    return replica
