"""What erasing a person would take away, who was erased, and on which devices it is done (rule 11)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Text
from sqlalchemy.orm import Session

from model.clock import instant_of
from model.errors import UserError
from model.exchange.books import Replicas, said_by
from model.exchange.erased_marks import new_marks
from model.exchange.erasure import name_copies, rows_elsewhere, whole_rows
from model.exchange.forms import forms
from model.exchange.journal import list_peers, names_of_replicas
from model.exchange.knowledge import knows
from model.store.base import content_columns
from model.store.ids import RowId
from resources.i18n import _


@dataclass(frozen=True)
class ErasurePreview:
    """What goes with one person, by what it is called on the screen."""

    name: str
    customer: str
    fields: tuple[str, ...]
    """The N_() labels of the personal fields that hold something."""
    traces: int
    """Kept beside the record: what undo, the recycle bin, conflicts, imports, drafts and waiting values remember."""
    elsewhere: int
    """Other rows of the customer that hold the person's number or name them as contact person; it goes there too."""
    mentions: int
    """Free texts of the customer that name the person; they stay, and have to be edited by hand."""
    done_before: bool


@dataclass(frozen=True)
class ErasureRow:
    """One erasure: of whom (the id alone is left), why, by whom and when, and which devices have carried it out."""

    id: RowId
    customer_id: RowId
    customer: str
    reason: str
    by: str
    at: datetime
    done: tuple[str, ...]
    waiting: tuple[str, ...]


def preview_erasure(session: Session, entity: str, row_id: RowId) -> ErasurePreview:
    """What would go. Raises `UserError` where there is no such person."""
    connection, form = session.connection(), forms()[entity]
    columns = [column for column in content_columns(form.table) if column.info.get("personal")]
    rows = whole_rows(
        connection,
        f"SELECT {entity}.*, coalesce(customer.name, '') AS customer_name"
        f" FROM {entity} LEFT JOIN customer ON customer.id = {entity}.customer_id WHERE {entity}.id = ?",
        row_id,
    )
    if not rows:
        raise UserError(_("This person is not in the store any more."))
    (row,) = rows
    filled = [
        str(column.info["label"]) for column in columns if row[column.name] not in (None, "", form.blank[column.name])
    ]
    erased = connection.exec_driver_sql("SELECT 1 FROM erasure WHERE entity = ? AND row_id = ?", (entity, row_id))
    found = rows_elsewhere(connection, entity, row, new_marks(form.table, row))
    going = {(other.form.name, other.row_id) for other in found}
    return ErasurePreview(
        row["name"],
        row["customer_name"],
        tuple(filled),
        _traces(connection, entity, row_id),
        len(going),
        len(_mentions(connection, entity, row["dossier_id"], row["name"]) - going),
        erased.first() is not None,
    )


def list_erasures(session: Session) -> list[ErasureRow]:
    """Every erasure this store knows of, the latest first."""
    connection = session.connection()
    names, replicas = names_of_replicas(connection), Replicas(connection).ids
    peers = [(peer.name, said_by(connection, peer.replica)) for peer in list_peers(connection)]
    rows = connection.exec_driver_sql(
        "SELECT erasure.id, erasure.customer_id, coalesce(customer.name, ''), reason, erasure.stamp_replica,"
        " erasure.stamp_seq, erasure.stamp_t, erasure.dossier_id FROM erasure"
        " LEFT JOIN customer ON customer.id = erasure.customer_id"
        " ORDER BY erasure.stamp_t DESC, erasure.id"
    ).all()
    found = []
    for row_id, customer_id, customer, reason, replica, seq, t, dossier in rows:
        maker = replicas.get(replica, "")
        sharing = [(name, knows(said[dossier], (maker, seq))) for name, said in peers if dossier in said]
        found.append(
            ErasureRow(
                row_id,
                customer_id,
                customer,
                reason,
                names.get(maker, ""),
                instant_of(t),
                tuple(name for name, done in sharing if done),
                tuple(name for name, done in sharing if not done),
            )
        )
    return found


def _traces(connection: Connection, entity: str, row_id: RowId) -> int:
    """Rows beside the record that remember it; they go with it."""
    books = ("grave", "parked_cell", "undo_cell", "conflict")
    counts = [
        connection.exec_driver_sql(
            f"SELECT count(*) FROM {book} WHERE entity = ? AND row_id = ?", (entity, row_id)
        ).scalar_one()
        for book in books
    ]
    counts.append(
        connection.exec_driver_sql("SELECT count(*) FROM imported_row WHERE row_id = ?", (row_id,)).scalar_one()
    )
    counts.append(
        connection.exec_driver_sql("SELECT count(*) FROM draft WHERE form LIKE ?", (f"%{row_id}%",)).scalar_one()
    )
    return sum(int(count) for count in counts)


def _mentions(connection: Connection, entity: str, dossier: RowId, name: str) -> set[tuple[str, RowId]]:
    """Rows of the dossier whose free texts name the person; a name of one character would be found everywhere."""
    if len(name) < 2:
        return set()
    found = set()
    for form in forms().values():
        copies = {name for _column, names in name_copies(form.table, entity) for name in names}
        texts = [
            str(column.name)
            for column in content_columns(form.table)
            if isinstance(column.type, Text)
            and not (column.info.get("choices") or column.name in copies)
            and not (column.info.get("personal") and form.name == entity)
        ]
        if form.of_customer and texts and form.name not in ("conflict", "erasure"):
            named = " OR ".join(f"instr({text}, ?)" for text in texts)
            ids = connection.exec_driver_sql(
                f"SELECT id FROM {form.name} WHERE dossier_id = ? AND ({named})", (dossier, *[name] * len(texts))
            )
            found |= {(form.name, row_id) for row_id in ids.scalars()}
    return found
