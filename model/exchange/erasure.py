"""Taking a person out everywhere (rule 11): the one delete that beats edits it has not seen."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, LargeBinary, Table
from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.forms import Form, forms
from model.exchange.records import Erasure
from model.search.index import index_rows
from model.store.base import content_columns, quoted
from model.store.ids import RowId, natural_id
from resources.i18n import _

ERASED_NAME: Final = "已删除人员"
"""What the map keeps in place of the name; the same bytes in every store, whatever its language."""

BARRED: Final = "/file"
"""After the kind of record: the erasure bars what an office file would bring, and is of no row that stands here."""

_NAMING: Final = frozenset({"name", "phone", "email"})
_COPIES: Final = ("grave", "parked_cell", "undo_cell")


def erase_row(session: Session, entity: str, row_id: RowId, reason: str) -> RowId:
    """Take a person out of this store and, with the next files, out of every other; returns the erasure's id.

    Raises `UserError` where there is no such person or no reason is given.
    """
    form = forms().get(entity)
    connection = session.connection()
    row = None
    if form is not None and form.of_customer:
        row = connection.exec_driver_sql(
            f"SELECT dossier_id, customer_id FROM {entity} WHERE id = ?", (row_id,)
        ).first()
    if row is None:
        raise UserError(_("This person is not in the store any more."))
    if not reason.strip():
        raise UserError(_("Erasing a person needs a reason."))
    erasure = natural_id("erasure", entity, row_id)
    if session.get(Erasure, erasure) is None:
        session.add(
            Erasure(id=erasure, dossier_id=row[0], customer_id=row[1], entity=entity, row_id=row_id, reason=reason)
        )
        session.flush()
    _bar_names(session, entity, row_id, row[0], row[1])
    for other in _joined(connection, entity, row_id):
        erase_row(session, entity, other, reason)
    connection.exec_driver_sql("UPDATE replica_state SET applying = 1")
    carry_out(connection, row[0])
    connection.exec_driver_sql("UPDATE replica_state SET applying = 0")
    return erasure


def erased_rows(connection: Connection, entity: str) -> set[RowId]:
    """The rows of every person taken out: an import leaves them out."""
    return set(connection.exec_driver_sql("SELECT row_id FROM erasure WHERE entity = ?", (entity,)).scalars())


def barred_rows(connection: Connection, entity: str) -> set[RowId]:
    """The rows as which an office file would bring a person taken out anew, who was written or renamed by hand."""
    return erased_rows(connection, entity + BARRED)


def _bar_names(session: Session, entity: str, row_id: RowId, dossier: RowId, customer: RowId) -> None:
    """Remember under which ids an office file would bring the person again; of the name itself nothing is kept."""
    name = forms()[entity].table.columns.get("name")
    if name is None or not name.info.get("personal"):
        return
    keys = session.connection().exec_driver_sql(
        f"SELECT DISTINCT group_code, {entity}.name FROM {entity}, customer"
        f" WHERE {entity}.id = ? AND customer.id IN (?, ?) AND {entity}.name <> ?",
        (row_id, dossier, customer, ERASED_NAME),
    )
    for code, name in keys.all():
        barred = natural_id(entity, code or "", name, 0)
        number = natural_id("erasure", entity + BARRED, barred)
        if barred != row_id and session.get(Erasure, number) is None:
            session.add(
                Erasure(id=number, dossier_id=dossier, customer_id=customer, entity=entity + BARRED, row_id=barred)
            )
    session.flush()


def carry_out(connection: Connection, dossier: RowId) -> None:
    """Take the erased people of a dossier out again, whatever has come in of them; makes no stamps."""
    rows = connection.exec_driver_sql("SELECT entity, row_id FROM erasure WHERE dossier_id = ?", (dossier,)).all()
    for entity, row_id in rows:
        form = forms().get(entity)
        if form is not None and _is_of(connection, form, row_id, dossier):
            said = _said_of(connection, form, row_id)
            blanked = _blank_row(connection, form, row_id)
            _blank_copies(connection, entity, row_id)
            if blanked:
                _forget_pieces(connection, entity, row_id)
                _forget_remarks(connection, said)


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


def _forget_pieces(connection: Connection, entity: str, row_id: RowId) -> None:
    """Take the pieces of the name out of the search index, where deleted ones linger until it is merged."""
    index_rows(connection, entity, [row_id])
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


def _blank_copies(connection: Connection, entity: str, row_id: RowId) -> None:
    for book in _COPIES:
        connection.exec_driver_sql(f"DELETE FROM {book} WHERE entity = ? AND row_id = ?", (entity, row_id))
    connection.exec_driver_sql("DELETE FROM imported_row WHERE row_id = ?", (row_id,))
    connection.exec_driver_sql("DELETE FROM conflict WHERE entity = ? AND row_id = ?", (entity, row_id))
    connection.exec_driver_sql("DELETE FROM draft WHERE form LIKE ?", (f"%{row_id}%",))
    for form in forms().values():
        for column, copies in name_copies(form.table, entity):
            assignments = ", ".join(f"{name} = ''" for name in copies)
            connection.exec_driver_sql(f"UPDATE {form.name} SET {assignments} WHERE {column} = ?", (row_id,))


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
