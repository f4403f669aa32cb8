"""The first schema, frozen as text beside this file."""

from pathlib import Path

from sqlalchemy import Connection

_STATEMENTS = Path(__file__).with_name("m0001_first.sql")


def upgrade(connection: Connection) -> None:
    """Make every table of the first schema in an empty store."""
    for statement in _STATEMENTS.read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
