"""Numbered changes of the schema, one SQL file each; the store's version is the last it has had (`user_version`)."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

HERE: Final = Path(__file__).parent


def statements_of(path: Path) -> Iterator[str]:
    """The statements of a migration's file, in order."""
    for statement in path.read_text("utf-8").split(";\n"):
        if statement.strip():
            yield statement


def run_file(connection: Connection, path: Path) -> None:
    """Run one migration's statements."""
    for statement in statements_of(path):
        connection.exec_driver_sql(statement)


def _numbered() -> Iterator[tuple[int, Callable[[Connection], None]]]:
    for path in sorted(HERE.glob("m[0-9][0-9][0-9][0-9]_*.sql")):
        yield int(path.name[1:5]), partial(run_file, path=path)


MIGRATIONS: Final[tuple[tuple[int, Callable[[Connection], None]], ...]] = tuple(_numbered())
"""In order; a released one is never changed. `python -m model.store.freeze NAME` writes the next one."""

LATEST: Final = MIGRATIONS[-1][0]
