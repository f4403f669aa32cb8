"""Writes what the records have more than the migrations as the next: `python -m model.store.freeze NAME [NUMBER]`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Column, Engine, Table, create_engine, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable

from model.schema import SCHEMA
from model.store.migrations import HERE, LATEST, MIGRATIONS, statements_of

_DIALECT = sqlite.dialect()


def schema_text() -> str:
    """CREATE statements of every table and index, sorted by name, one canonical text a schema."""
    return _text(line for name in sorted(SCHEMA.tables) for line in _made(SCHEMA.tables[name]))


def migrated_store() -> Engine:
    """An empty store in memory that has had every migration."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for _number, upgrade in MIGRATIONS:
            upgrade(connection)
    return engine


def missing_text(engine: Engine) -> str:
    """The statements that bring this store to the records' tables, columns and indexes; changes only ever add."""
    inspector = inspect(engine)
    present = set(inspector.get_table_names())
    lines: list[str] = []
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        if name not in present:
            lines += _made(table)
            continue
        columns = {column["name"] for column in inspector.get_columns(name)}
        lines += [_added(table, column) for column in table.columns if column.name not in columns]
        indexes = {index["name"] for index in inspector.get_indexes(name)}
        lines += [line for index_name, line in _indexes(table) if index_name not in indexes]
    return _text(lines)


def _made(table: Table) -> list[str]:
    return [str(CreateTable(table).compile(dialect=_DIALECT)), *(line for _name, line in _indexes(table))]


def _indexes(table: Table) -> list[tuple[str, str]]:
    return sorted((str(index.name), str(CreateIndex(index).compile(dialect=_DIALECT))) for index in table.indexes)


def _added(table: Table, column: Column[object]) -> str:
    return f"ALTER TABLE {table.name} ADD COLUMN {CreateColumn(column).compile(dialect=_DIALECT)}"


def _text(statements: Iterator[str] | list[str]) -> str:
    tidy = ("\n".join(line.rstrip() for line in statement.strip().splitlines()) for statement in statements)
    return "".join(f"{statement};\n" for statement in tidy)


def write_next(folder: Path, name: str, number: int) -> Path | None:
    """Write the missing statements as `m<number>_<name>.sql`, after what a file of that name already does."""
    path = folder / f"m{number:04}_{name}.sql"
    missing = missing_text(migrated_store())
    if not missing:
        return None
    earlier = _text(list(statements_of(path))) if path.exists() else ""
    path.write_text(earlier + missing, "utf-8")
    return path


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m model.store.freeze NAME [NUMBER]")
    made = write_next(HERE, sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else LATEST + 1)
    sys.stdout.write(f"{made.name if made else 'nothing is missing'}\n")
