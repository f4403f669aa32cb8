"""Is the store whole? Pages, indexes, references, double codes and slices, each finding in a sentence."""

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from model.entity_words import entity_words
from model.labels import heading_of
from model.schema import SCHEMA
from model.store.base import is_fact, is_travelling
from model.store.database import Database
from model.store.facts import fact_columns, slice_hash
from resources.i18n import _n


@dataclass(frozen=True)
class Finding:
    """One thing found: its kind (damage, dangling, duplicate, slice), where, how many, and the sentence to read."""

    kind: str
    entity: str
    count: int
    sentence: str


def check_store(database: Database) -> list[Finding]:
    """Every finding; an empty list means the store is whole. A duplicate code is a hint, not damage."""
    with database.engine.connect() as connection:
        damage = _damage(connection)
        if damage:
            return damage
        return [*_dangling(connection), *_double_codes(connection), *_slices(connection)]


def _damage(connection: Connection) -> list[Finding]:
    try:
        pages = len(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())
        lines = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    except DatabaseError:
        pages, lines = 1, []
    count = pages + len([line for line in lines if line != "ok"])
    if not count:
        return []
    return [
        Finding(
            "damage",
            "",
            count,
            _n(
                "The file is damaged in {count} place; restore a backup.",
                "The file is damaged in {count} places; restore a backup.",
                count,
            ),
        )
    ]


def _dangling(connection: Connection) -> list[Finding]:
    findings = []
    for table in SCHEMA.tables.values():
        if not is_travelling(table):
            continue
        for column in table.columns:
            target = column.info.get("refers")
            if not target or target not in SCHEMA.tables:
                continue
            count = connection.exec_driver_sql(
                f"SELECT count(*) FROM {table.name} AS row WHERE coalesce({column.name}, '') <> ''"
                f" AND NOT EXISTS (SELECT 1 FROM {target} WHERE {target}.id = row.{column.name})"
            ).scalar_one()
            if count:
                sentence = _n(
                    "In “{entity}”, the “{field}” of {count} record is not here.",
                    "In “{entity}”, the “{field}” of {count} records is not here.",
                    count,
                    entity=entity_words(table.name),
                    field=heading_of(column),
                )
                findings.append(Finding("dangling", table.name, count, sentence))
    return findings


def _double_codes(connection: Connection) -> list[Finding]:
    count = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT 1 FROM customer WHERE group_code <> '' AND merged_into IS NULL"
        " GROUP BY group_code HAVING count(*) > 1)"
    ).scalar_one()
    if not count:
        return []
    sentence = _n(
        "{count} group code stands twice: possible duplicates.",
        "{count} group codes stand twice: possible duplicates.",
        count,
    )
    return [Finding("duplicate", "customer", count, sentence)]


def _slices(connection: Connection) -> list[Finding]:
    findings = []
    for table in SCHEMA.tables.values():
        if is_fact(table):
            wrong = _wrong_slices(connection, table.name, fact_columns(table))
            if wrong:
                sentence = _n(
                    "“{entity}”: {count} month differs from what was noted when it came in.",
                    "“{entity}”: {count} months differ from what was noted when they came in.",
                    wrong,
                    entity=entity_words(table.name),
                )
                findings.append(Finding("slice", table.name, wrong, sentence))
    return findings


def _wrong_slices(connection: Connection, entity: str, names: list[str]) -> int:
    """Slices whose rows no longer give the hash that was noted with them."""
    noted = {
        (customer, month): digest
        for customer, month, digest in connection.exec_driver_sql(
            "SELECT customer_id, month, sha256 FROM fact_slice WHERE entity = ?", (entity,)
        )
    }
    found: dict[tuple[str, int], list[tuple[object, ...]]] = {}
    for row in connection.exec_driver_sql(f"SELECT customer_id, month, {', '.join(names)} FROM {entity}"):
        found.setdefault((row[0], row[1]), []).append(tuple(row[2:]))
    missing = noted.keys() - found.keys()
    wrong = sum(1 for key, rows in found.items() if noted.get(key) != slice_hash(rows))
    return wrong + sum(1 for key in missing if noted[key] != slice_hash(()))
