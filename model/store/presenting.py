"""The store as a customer who looks on may see it: a second connection with a view before every table (`house.md`).

Each table is shadowed by a TEMP view of the same name: of the presented customer and of the office only, with what is
not marked `fit` empty, and without a row where nothing is fit. The connection refuses everything but reading those
views, whatever SQL it is given.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NoReturn

from sqlalchemy import (
    Column,
    Connection,
    DefaultClause,
    Engine,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Table,
    TextClause,
    create_engine,
    event,
)
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from model.errors import UserError
from model.schema import SCHEMA
from model.store.database import Database, connect
from model.store.ids import OFFICE_DOSSIER, RowId
from resources.i18n import _

_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_READABLE_FUNCTIONS: Final = frozenset({"json_each", "json_tree"})
_REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "sqlcipher_export"})
_OPEN_PRAGMAS: Final = frozenset({"read_uncommitted", "data_version"})
"""What SQLAlchemy and the search index read of themselves."""
_PLAIN: Final = frozenset({sqlcipher.SQLITE_SELECT, sqlcipher.SQLITE_TRANSACTION, sqlcipher.SQLITE_RECURSIVE})


class PresentedStore(Database):
    """A store of which only what one customer may see can be read, and nothing can be written.

    `family`: the presented customer and those merged into it. `standing`: entity → ids in the order the whole store
    puts them in by what is not shown (needs by what they unlock); such an entity has a `position`. It knows neither the
    key nor the connections of the whole store, which stays open beside it and outlives it; its first connection is that
    opened ahead, where there is one.
    """

    def __init__(
        self, whole: Database, family: Sequence[RowId], standing: Mapping[str, Sequence[RowId]] | None = None
    ) -> None:
        self.path = whole.path
        self.key = b""
        self.clock = whole.clock
        self.changed = []
        self.committed = []
        self.closing = []
        self.family = tuple(family)
        self._ahead = None
        path, key, ahead = whole.path, whole.key, whole.take_ahead()
        bare = [] if ahead is None else [ahead]
        self.engine = _engine(lambda: _present(bare.pop() if bare else connect(path, key), self.family, standing or {}))

    def write(self, label: str = "", *, bulk: bool = False, **params: str | int) -> NoReturn:
        """Raises `UserError`: nothing is changed while a customer looks on."""
        raise UserError(_("Nothing can be changed while a customer is looking. End the presenting mode first."))


def fit_columns(table: Table) -> list[str]:
    """The columns of a table that a customer may see, with the keys they hang on; none where nothing is fit."""
    if not any(column.info.get("fit") for column in table.columns):
        return []
    keys = ("dossier_id", "customer_id")
    return [
        column.name for column in table.columns if column.info.get("fit") or column.primary_key or column.name in keys
    ]


def view_statements(table: Table, family: Sequence[RowId], behind: str, standing: Sequence[RowId] = ()) -> list[str]:
    """The views before one table: `behind` + its name reads the table, and one of the table's name reads that.

    `standing`: ids of rows whose `position` reads as their place among these.
    """
    shown = fit_columns(table)
    if not shown:
        return [f'CREATE TEMP VIEW "{table.name}" AS SELECT {", ".join(map(_blank, table.columns))} WHERE 0']
    plain = {c.name: f'"{c.name}"' if c.name in shown else _blank(c) for c in table.columns}
    if standing:
        plain["position"] = _position(standing)
    columns = ", ".join(plain.values())
    rows = " AND ".join(filter(None, (_rows(table, family), table.info.get("presented", ""))))
    return [
        f'CREATE TEMP VIEW "{behind}{table.name}" AS SELECT {columns} FROM main."{table.name}" WHERE {rows or "1"}',
        f'CREATE TEMP VIEW "{table.name}" AS SELECT * FROM "{behind}{table.name}"',
    ]


def _rows(table: Table, family: Sequence[RowId]) -> str:
    """Which rows: the customer's own by its key, else the office's, else those the table itself names."""
    ids = ", ".join(map(_literal, family))
    if table.name == "customer":
        return f"id IN ({ids})"
    if "customer_id" in table.columns:
        return f"customer_id IN ({ids})"
    if "dossier_id" in table.columns:
        return f"dossier_id = '{OFFICE_DOSSIER}'"
    return "" if table.info.get("presented") else "0"


def _literal(id_: RowId) -> str:
    """An id as SQL writes it. Raises `ValueError` for what is none."""
    if not _UUID.fullmatch(id_):
        raise ValueError("an id is a UUID")
    return f"'{id_}'"


def _position(standing: Sequence[RowId]) -> str:
    """The place of a row among these; what came later has the place a person gave it, if any."""
    places = " ".join(f"WHEN {_literal(id_)} THEN {place}.0" for place, id_ in enumerate(standing))
    return f'CASE id {places} ELSE "position" END AS "position"'


def _blank(column: Column[Any]) -> str:
    """What a protected column reads as: nothing, or where that is impossible the value it is born with."""
    if column.nullable:
        value = "NULL"
    elif isinstance(column.server_default, DefaultClause):
        born = column.server_default.arg  # a clause knows its words; asking SQLAlchemy for them compiles it
        plain = born if isinstance(born, str) and born.isdigit() else f"'{born}'"
        value = born.text if isinstance(born, TextClause) else plain
    elif isinstance(column.type, String):
        value = "''"
    elif isinstance(column.type, LargeBinary):
        value = "x''"
    else:
        value = "0" if isinstance(column.type, Integer | Numeric) else "NULL"
    return f'{value} AS "{column.name}"'


def _present(
    connection: sqlcipher.Connection, family: Sequence[RowId], standing: Mapping[str, Sequence[RowId]]
) -> sqlcipher.Connection:
    """Put the views before the tables and shut the door behind them.

    The name of the inner views is a secret of each connection: the guard knows by it that a table is read through its
    view. A common table expression could take any name it can guess.
    """
    behind = f"behind_{secrets.token_hex(16)}_"
    cursor = connection.cursor()
    for table in SCHEMA.tables.values():
        for statement in view_statements(table, family, behind, standing.get(table.name, ())):
            cursor.execute(statement)
    _shadow_search(cursor)
    cursor.execute("PRAGMA query_only = 1")
    cursor.close()
    connection.set_authorizer(_guard(behind, {table.name: frozenset(fit_columns(table)) for table in _tables()}))
    return connection


def _tables() -> list[Table]:
    return list(SCHEMA.tables.values())


def _shadow_search(cursor: Any) -> None:
    """Whatever else the file holds (the search index) stands empty: an index of its own, views without rows."""
    rest = cursor.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " ORDER BY sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    shadowed = {name for (name,) in cursor.execute("SELECT name FROM temp.sqlite_master")}
    for name, sql in rest:
        if name in shadowed:
            continue
        if sql.startswith("CREATE VIRTUAL TABLE "):
            cursor.execute(sql.replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp.", 1))
            continue
        columns = [f"NULL AS {row[1]}" for row in cursor.execute(f'PRAGMA main.table_info("{name}")').fetchall()]
        # An index of its own brings tables of these names along.
        cursor.execute(f'CREATE TEMP VIEW IF NOT EXISTS "{name}" AS SELECT {", ".join(columns)} WHERE 0')


def _guard(behind: str, shown: Mapping[str, frozenset[str]]) -> Callable[..., int]:
    """The authorizer: what `_may_read` allows, harmless functions, and nothing else."""

    def allow(action: int, first: str | None, second: str | None, place: str | None, within: str | None) -> int:
        if action == sqlcipher.SQLITE_READ:
            table, column = first or "", second or ""
            inside = within == f"{behind}{table}" and (not column or column in shown.get(table, ()))
            allowed = inside or _may_read(table, column, place)
        elif action == sqlcipher.SQLITE_FUNCTION:
            allowed = (second or "").lower() not in _REFUSED_FUNCTIONS
        elif action == sqlcipher.SQLITE_PRAGMA:
            allowed = first in _OPEN_PRAGMAS and second is None
        else:
            allowed = action in _PLAIN
        return int(sqlcipher.SQLITE_OK if allowed else sqlcipher.SQLITE_DENY)

    return allow


def _may_read(table: str, column: str, place: str | None) -> bool:
    """What may be read outside the inner views: the views themselves, and functions that give rows."""
    if place is None:  # a view whose rows are counted and of which nothing is read
        return not column
    return table in _READABLE_FUNCTIONS if place == "main" else not table.startswith("sqlite_")


def _engine(creator: Callable[[], sqlcipher.Connection]) -> Engine:
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=creator, poolclass=QueuePool, pool_size=3, max_overflow=5
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine
