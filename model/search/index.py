"""The search index: pieces of names, numbers and texts in FTS5, brought up to date within each commit.

`search_entry` says which row a number in the index stands for and keeps its folded names for comparing; the index
itself keeps no text, only pieces. Both are local and can be made anew from the records at any time.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

from sqlalchemy import Connection

from model.search.pinyin import sort_key
from model.search.sources import Kind, Source, indexed_entities, keys_of, source_of, tokens_of

_TEXT: Final = Kind.TEXT
_CHUNK: Final = 40_000
_SCAN_FROM: Final = 2_000
_HASH_BYTES: Final = 33_554_432
_TABLES: Final = (
    """CREATE TABLE search_entry (id INTEGER PRIMARY KEY, entity TEXT NOT NULL, row_id TEXT NOT NULL, customer_id TEXT,
    keys TEXT NOT NULL, text_sum INTEGER NOT NULL)""",
    "CREATE INDEX search_entry_row ON search_entry (row_id)",
    "CREATE INDEX search_entry_customer ON search_entry (customer_id)",
    """CREATE VIRTUAL TABLE search_index USING fts5(pieces, content='', contentless_delete=1, detail=none,
    tokenize='ascii')""",
)


class _Entry(NamedTuple):
    """One row as the index holds it: its keys, those kept for comparing as one text, and the pinyin it sorts by."""

    row_id: str
    customer_id: str | None
    keys: list[tuple[Kind, str]]
    compared: str
    text_sum: int
    pinyin_key: str | None


def make_index(connection: Connection) -> None:
    """Make the index where it does not stand yet, from all rows the store holds."""
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_entry'").first():
        for statement in _TABLES:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,)
        )
        rebuild(connection)


def index_touched(connection: Connection, touched: Mapping[str, list[str]]) -> None:
    """Bring the index up to date with touched rows: entity → ids, called within the commit that touched them."""
    for entity in indexed_entities():
        if touched.get(entity):
            index_rows(connection, entity, touched[entity])


def index_rows(connection: Connection, entity: str, row_ids: Iterable[str]) -> None:
    """Index the rows of one entity as they stand now; those that are gone or merged away leave the index."""
    source = source_of(entity)
    if source is None:
        return
    waiting = iter(row_ids)
    while chunk := list(islice(waiting, _CHUNK)):
        _index_chunk(connection, source, chunk)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew. Nothing of what was indexed before is left in the file's live pages."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM search_entry")
    for entity in indexed_entities():
        ids = connection.exec_driver_sql(f"SELECT id FROM {entity}").scalars().all()
        index_rows(connection, entity, ids)


def _index_chunk(connection: Connection, source: Source, row_ids: list[str]) -> None:
    wanted = (json.dumps(row_ids),)
    known = {
        row_id: (number, customer_id, keys, text_sum)
        for number, row_id, customer_id, keys, text_sum in connection.exec_driver_sql(
            "SELECT id, row_id, customer_id, keys, text_sum FROM search_entry"
            " WHERE row_id IN (SELECT value FROM json_each(?))",
            wanted,
        )
    }
    created: list[_Entry] = []
    changed: list[tuple[int, _Entry]] = []
    for entry in _entries(connection, source, wanted, len(row_ids)):
        old = known.pop(entry.row_id, None)
        if old is None:
            created.append(entry)
        elif old[1:] != (entry.customer_id, entry.compared, entry.text_sum):
            changed.append((old[0], entry))
    _take_out(connection, [old[0] for old in known.values()] + [number for number, _ in changed])
    _put_in(connection, source, created + [entry for _, entry in changed])


def _entries(connection: Connection, source: Source, wanted: tuple[str], count: int) -> Iterator[_Entry]:
    """The wanted rows as they stand. Many at once are read in the order they lie in, not looked up one by one."""
    columns = ", ".join(name for name, _ in source.fields)
    pinyin = "pinyin_key" if source.keeps_pinyin else "NULL"
    row_id = "+id" if count > _SCAN_FROM else "id"
    living = " AND merged_into IS NULL" if source.merges else ""
    rows = connection.exec_driver_sql(
        f"SELECT id, {source.customer or 'NULL'}, {pinyin}, {columns} FROM {source.entity}"
        f" WHERE {row_id} IN (SELECT value FROM json_each(?)){living}",
        wanted,
    )
    for row in rows.all():
        keys = keys_of(source, row[3:])
        compared = "\n".join([kind + key for kind, key in keys if kind is not _TEXT])
        texts = [key for kind, key in keys if kind is _TEXT]
        yield _Entry(row[0], row[1], keys, compared, zlib.crc32("\n".join(texts).encode()), row[2])


def _take_out(connection: Connection, numbers: list[int]) -> None:
    if numbers:
        gone = [(number,) for number in numbers]
        connection.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", gone)
        connection.exec_driver_sql("DELETE FROM search_entry WHERE id = ?", gone)


def _put_in(connection: Connection, source: Source, entries: list[_Entry]) -> None:
    """Adds entries, in the order of the index on their rows' ids: that costs least."""
    if not entries:
        return
    entries.sort(key=attrgetter("row_id"))
    first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM search_entry").scalar_one())
    connection.exec_driver_sql(
        "INSERT INTO search_entry (id, entity, row_id, customer_id, keys, text_sum) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (number, source.entity, entry.row_id, entry.customer_id, entry.compared, entry.text_sum)
            for number, entry in enumerate(entries, first)
        ],
    )
    connection.exec_driver_sql(
        "INSERT INTO search_index (rowid, pieces) VALUES (?, ?)",
        [(number, tokens_of(entry.keys)) for number, entry in enumerate(entries, first)],
    )
    if source.keeps_pinyin:
        _keep_pinyin(connection, source, entries)


def _keep_pinyin(connection: Connection, source: Source, entries: list[_Entry]) -> None:
    """Write the keys that names sort by; the column is local, so this makes no stamp and no mark."""
    changed = [(pinyin, entry.row_id) for entry in entries if (pinyin := _pinyin_of(entry.keys)) != entry.pinyin_key]
    if changed:
        connection.exec_driver_sql(f"UPDATE {source.entity} SET pinyin_key = ? WHERE id = ?", changed)


def _pinyin_of(keys: list[tuple[Kind, str]]) -> str:
    for kind, key in keys:
        if kind in (Kind.NAME, Kind.PERSON):
            return sort_key(key, kind is Kind.PERSON)
    return ""
