"""Bringing a store's schema up to date: the numbered migrations, then triggers and search index as they are now."""

from sqlalchemy import Connection

from model.schema import SCHEMA
from model.search.index import make_index
from model.store.migrations import LATEST, MIGRATIONS
from model.store.stamps import trigger_statements


def migrate(connection: Connection, version: int) -> None:
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
