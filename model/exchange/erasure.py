"""Taking a person out everywhere (rule 11): the one delete that beats edits it has not seen."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Connection, LargeBinary, Table
from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.erased_marks import (
    ERASED_NAME,
    Marks,
    fields_of_person,
    forms_of_people,
    marks_by_dossier,
    new_marks,
    tells_of_anybody,
)
from model.exchange.forms import Form, forms
from model.exchange.records import Erasure
from model.search.index import index_rows
from model.store.base import content_columns, quoted
from model.store.ids import RowId, natural_id
from model.store.kept_text import read_kept
from resources.i18n import _

_NAMING: Final = frozenset({"name", "phone", "email"})
_HELD: Final = (
    ("grave", "held"),
    ("parked_cell", "fields"),
    ("undo_cell", "before"),
    ("conflict", "standing"),
    ("conflict", "other"),
)
"""The books that keep what rows held, as JSON."""


def erase_row(session: Session, entity: str, row_id: RowId, reason: str) -> RowId:
    """Take a person out of this store and, with the next files, out of every other; returns the erasure's id.

    Raises `UserError` where there is no such person or no reason is given.
    """
    form = forms().get(entity)
    connection = session.connection()
    rows = []
    if form is not None and form.of_customer:
        rows = whole_rows(connection, f"SELECT * FROM {entity} WHERE id = ?", row_id)
    if form is None or not rows:
        raise UserError(_("This person is not in the store any more."))
    if not reason.strip():
        raise UserError(_("Erasing a person needs a reason."))
    (row,) = rows
    erasure, dossier = natural_id("erasure", entity, row_id), row["dossier_id"]
    if session.get(Erasure, erasure) is None:
        marks = new_marks(form.table, row)
        session.add(
            Erasure(
                id=erasure,
                dossier_id=dossier,
                customer_id=row["customer_id"],
                entity=entity,
                row_id=row_id,
                reason=reason,
                marks_key=marks.key,
                marks=marks.hashes,
            )
        )
        session.flush()
        for elsewhere in rows_elsewhere(connection, entity, row, marks):
            _blank_elsewhere(connection, elsewhere)
    for other in _joined(connection, entity, row_id):
        erase_row(session, entity, other, reason)
    connection.exec_driver_sql("UPDATE replica_state SET applying = 1")
    carry_out(connection, dossier)
    connection.exec_driver_sql("UPDATE replica_state SET applying = 0")
    return erasure


def erased_rows(connection: Connection, entity: str) -> set[RowId]:
    """The rows of every person taken out: an import leaves them out."""
    return set(connection.exec_driver_sql("SELECT row_id FROM erasure WHERE entity = ?", (entity,)).scalars())


@dataclass(frozen=True)
class Elsewhere:
    """Another row that holds a person's number, or names them as its contact person, and the fields where it does."""

    form: Form
    row_id: RowId
    fields: frozenset[str]


def rows_elsewhere(connection: Connection, entity: str, row: Mapping[str, Any], person: Marks) -> list[Elsewhere]:
    """Every other row of the customer, also of one merged into it, that tells of the person of this one."""
    found = []
    for form in forms_of_people():
        of_customer = "customer_id = ? AND dossier_id IN (SELECT id FROM customer)"  # what pay stands on is a person's
        rows = whole_rows(connection, f"SELECT * FROM {form.name} WHERE {of_customer}", row["customer_id"])
        told = ((other["id"], fields_of_person(form.table, other, [person])) for other in rows)
        found += [
            Elsewhere(form, row_id, fields)
            for row_id, fields in told
            if fields and (form.name, row_id) != (entity, row["id"])
        ]
    return found


def _blank_elsewhere(connection: Connection, found: Elsewhere) -> None:
    """An ordinary write, which travels: a successor who is entered under the same number later is left alone."""
    values = {name: ERASED_NAME if name == "name" else found.form.blank[name] for name in sorted(found.fields)}
    assignments = ", ".join(f"{quoted(name)} = ?" for name in values)
    connection.exec_driver_sql(
        f"UPDATE {found.form.name} SET {assignments} WHERE id = ?", (*values.values(), found.row_id)
    )


def whole_rows(connection: Connection, statement: str, *parameters: str) -> list[dict[str, Any]]:
    """Rows by the names of their columns."""
    rows = connection.exec_driver_sql(statement, parameters).mappings()
    return [{str(name): value for name, value in row.items()} for row in rows]


def carry_out(connection: Connection, dossier: RowId, *, news: bool = False) -> None:
    """Take the erased people of a dossier out again, whatever has come in of them; makes no stamps.

    `news`: values of other rows were kept beside them just now, which may tell of these people.
    """
    rows = connection.exec_driver_sql("SELECT entity, row_id FROM erasure WHERE dossier_id = ?", (dossier,)).all()
    stood = news and bool(rows)
    for entity, row_id in rows:
        form = forms().get(entity)
        if form is not None and _is_of(connection, form, row_id, dossier):
            said = _said_of(connection, form, row_id)
            blanked = _blank_row(connection, form, row_id)
            stood |= _blank_copies(connection, entity, row_id) or blanked
            if blanked:
                _forget_remarks(connection, said)
    if stood:
        _forget_pieces(connection)
        _forget_elsewhere(connection, dossier, marks_by_dossier(connection, dossier).get(dossier, []))


def beat_edits(connection: Connection, dossier: RowId, rows: Collection[tuple[str, RowId]]) -> None:
    """Of rows that two stores wrote at a time, take out whoever was erased meanwhile: the edit had not seen it."""
    marks = marks_by_dossier(connection, dossier).get(dossier, []) if rows else []
    for form in forms_of_people() if marks else ():
        for row_id in sorted(row_id for entity, row_id in rows if entity == form.name):
            for row in whole_rows(connection, f"SELECT * FROM {form.name} WHERE id = ?", row_id):
                fields = fields_of_person(form.table, row, marks)
                if fields:
                    _blank_elsewhere(connection, Elsewhere(form, row_id, fields))
                    _forget_pieces(connection)


def _forget_elsewhere(connection: Connection, dossier: RowId, marks: Sequence[Marks]) -> None:
    """Take out what is remembered of other rows that held the number or name of these people."""
    for form in forms_of_people():
        ids = (
            f"(SELECT id FROM {form.name} WHERE dossier_id = ?1"
            f" UNION SELECT row_id FROM grave WHERE entity = '{form.name}' AND dossier_id = ?1)"
        )
        held = " UNION ALL ".join(
            f"SELECT row_id, {column} FROM {book} WHERE entity = '{form.name}' AND row_id IN {ids}"
            for book, column in _HELD
        )
        rows = connection.exec_driver_sql(held, (dossier,)).all()
        for row_id in {
            row_id for row_id, said in rows if said and tells_of_anybody(read_kept(said, object, said), marks)
        }:
            _forget_row(connection, form.name, row_id)
        imported = connection.exec_driver_sql(f"SELECT id, said FROM imported_row WHERE row_id IN {ids}", (dossier,))
        for number, said in imported.all():
            words = json.loads(said)
            told = fields_of_person(form.table, words, marks, from_file=True) & words.keys()
            if told:
                kept = json.dumps({name: word for name, word in words.items() if name not in told}, ensure_ascii=False)
                connection.exec_driver_sql("UPDATE imported_row SET said = ? WHERE id = ?", (kept.encode(), number))


def _joined(connection: Connection, entity: str, row_id: RowId) -> list[RowId]:
    """The rows that were merged into a person's own."""
    if "merged_into" not in forms()[entity].table.columns:
        return []
    return [row[0] for row in connection.exec_driver_sql(f"SELECT id FROM {entity} WHERE merged_into = ?", (row_id,))]


def _is_of(connection: Connection, form: Form, row_id: RowId, dossier: RowId) -> bool:
    """Whether the row is of this dossier, or not here: an erasure reaches no further than its own dossier."""
    row = connection.exec_driver_sql(f"SELECT dossier_id FROM {form.name} WHERE id = ?", (row_id,)).first()
    return row is None or row[0] == dossier


def _said_of(connection: Connection, form: Form, row_id: RowId) -> list[str]:
    """What a remark could name the person by: name, numbers and addresses of mail."""
    columns = [c for c in content_columns(form.table) if c.info.get("personal") in _NAMING]
    row = connection.exec_driver_sql(
        f"SELECT {', '.join(quoted(str(c.name)) for c in columns) or 'NULL'} FROM {form.name} WHERE id = ?", (row_id,)
    ).first()
    return [text for text in row or () if isinstance(text, str) and len(text) > 1 and text != ERASED_NAME]


def _forget_remarks(connection: Connection, said: Sequence[str]) -> None:
    """Take the person out of what imports remarked on rows: their reports quote what a row said."""
    quotes = " OR ".join("instr(report, ?) > 0" for _text in said) or "0"
    quoted_texts = tuple(json.dumps(text, ensure_ascii=False)[1:-1] for text in said)
    found = connection.exec_driver_sql(f"SELECT id, report FROM import_batch WHERE {quotes}", quoted_texts).all()
    for batch, report in found:
        kept = json.dumps(_without(json.loads(report), said), ensure_ascii=False)
        connection.exec_driver_sql("UPDATE import_batch SET report = ? WHERE id = ?", (kept, batch))


def _without(value: Any, said: Sequence[str]) -> Any:
    """The value with these texts taken out of every text it holds; its keys stay."""
    if isinstance(value, dict):
        return {key: _without(part, said) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, said) for part in value]
    if not isinstance(value, str):
        return value
    for text in said:
        value = value.replace(text, "")
    return value


def _forget_pieces(connection: Connection) -> None:
    """Take the pieces of what was blanked out of the search index, where deleted ones linger until it is merged."""
    touched = connection.exec_driver_sql("SELECT entity, row_id FROM touched WHERE row_id <> ''").all()
    for form in forms_of_people():
        index_rows(connection, form.name, [row_id for entity, row_id in touched if entity == form.name])
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")


def _blank_row(connection: Connection, form: Form, row_id: RowId) -> bool:
    """Blank what is personal; whether anything stood there."""
    values: dict[str, Any] = {
        str(column.name): form.blank[str(column.name)]
        for column in content_columns(form.table)
        if column.info.get("personal")
    }
    if "name" in values:
        values["name"] = ERASED_NAME
    local = {str(c.name): form.table.columns[c.name] for c in form.table.columns if c.info.get("local")}
    values |= {name: "" for name, column in local.items() if not column.nullable}
    if not values:
        return False
    assignments = ", ".join(f"{quoted(name)} = ?" for name in values)
    stood = " OR ".join(f"{quoted(name)} IS NOT ?" for name in values)
    done = connection.exec_driver_sql(
        f"UPDATE {form.name} SET {assignments} WHERE id = ? AND ({stood})",
        (*values.values(), row_id, *values.values()),
    )
    return done.rowcount > 0


def _blank_copies(connection: Connection, entity: str, row_id: RowId) -> bool:
    """Forget what is remembered of the row; whether anything was."""
    forgotten = _forget_row(connection, entity, row_id)
    connection.exec_driver_sql("DELETE FROM imported_row WHERE row_id = ?", (row_id,))
    connection.exec_driver_sql("DELETE FROM draft WHERE form LIKE ?", (f"%{row_id}%",))
    for form in forms().values():
        for column, copies in name_copies(form.table, entity):
            assignments = ", ".join(f"{name} = ''" for name in copies)
            connection.exec_driver_sql(f"UPDATE {form.name} SET {assignments} WHERE {column} = ?", (row_id,))
    return forgotten


def _forget_row(connection: Connection, entity: str, row_id: RowId) -> bool:
    gone = [
        connection.exec_driver_sql(f"DELETE FROM {book} WHERE entity = ? AND row_id = ?", (entity, row_id)).rowcount
        for book in dict(_HELD)
    ]
    return any(gone)


def name_copies(table: Table, entity: str) -> list[tuple[str, list[str]]]:
    """Columns that refer to the entity, each with the texts of its field group, which repeat the name."""
    found = []
    columns = content_columns(table)
    for column in columns:
        if column.info.get("refers") == entity and column.info.get("group"):
            copies = [str(c.name) for c in columns if c is not column and _is_copy(c, column)]
            if copies:
                found.append((str(column.name), copies))
    return found


def _is_copy(column: Column[Any], reference: Column[Any]) -> bool:
    return (
        column.info.get("group") == reference.info.get("group")
        and not column.info.get("refers")
        and not column.nullable
        and not isinstance(column.type, LargeBinary)
        and column.type.python_type is str
    )
