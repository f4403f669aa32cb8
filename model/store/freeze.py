"""Writes the metadata's tables as the first migration's text, until a release: `python -m model.store.freeze`."""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from model.schema import SCHEMA


def schema_text() -> str:
    """CREATE statements of every table and index, sorted by name, one canonical text a schema."""
    dialect = sqlite.dialect()
    statements = []
    for name in sorted(SCHEMA.tables):
        table = SCHEMA.tables[name]
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        statements += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    tidy = ("\n".join(line.rstrip() for line in statement.strip().splitlines()) for statement in statements)
    return "".join(f"{statement};\n" for statement in tidy)


if __name__ == "__main__":
    Path(__file__).with_name("migrations").joinpath("m0001_first.sql").write_text(schema_text(), "utf-8")
