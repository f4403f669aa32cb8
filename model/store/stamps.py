"""Triggers made from the metadata: stamps, tombstones, undo and marks; no statement can slip past (`exchange.md`)."""

from sqlalchemy import Column, LargeBinary, Table

from model.store.base import LARGEST, field_groups, is_fact, is_travelling, quoted

_DOTS = """(SELECT json_group_array(json_array(field_group, replica, seq)) FROM
    (SELECT '' AS field_group, OLD.stamp_replica AS replica, OLD.stamp_seq AS seq
     UNION ALL SELECT field_group, replica, seq FROM cell_stamp WHERE entity = '{name}' AND row_id = OLD.id))"""

_STAMPS = """(SELECT json_group_array(json_array(field_group, rev, t, replica, seq)) FROM
    (SELECT '' AS field_group, OLD.stamp_rev AS rev, OLD.stamp_t AS t, OLD.stamp_replica AS replica,
       OLD.stamp_seq AS seq
     UNION ALL SELECT field_group, rev, t, replica, seq FROM cell_stamp WHERE entity = '{name}' AND row_id = OLD.id))"""

_HIGHEST_REV = """max(coalesce(OLD.stamp_rev, 0),
    coalesce((SELECT max(rev) FROM cell_stamp WHERE entity = '{name}' AND row_id = OLD.id), 0))"""


def trigger_statements(table: Table) -> list[str]:
    """The CREATE TRIGGER statements of one table; none for the store's own books, which carry no marks."""
    if is_travelling(table):
        return [
            _stamp_insert(table),
            *(_stamp_update(table, group, columns) for group, columns in field_groups(table).items()),
            _stamp_delete(table),
            _dossier_fixed(table),
            *_released_fixed(table),
            *_marks(table, "NEW.id" if table.info.get("searched") else "''"),
        ]
    if is_fact(table):
        return _marks(table, "''")
    return [] if table.info.get("book") else _marks(table, "''")


def _stamp_insert(table: Table) -> str:
    name = table.name
    return f"""CREATE TRIGGER {name}_stamp_insert AFTER INSERT ON {name} WHEN NEW.stamp_seq IS NULL
BEGIN
  UPDATE replica_state SET seq = seq + 1;
  UPDATE {name} SET (stamp_rev, stamp_t, stamp_replica, stamp_seq) = (
    SELECT min({LARGEST}, 1 + coalesce(
      (SELECT max(rev) FROM tombstone WHERE entity = '{name}' AND row_id = NEW.id), 0)),
      t, replica_no, seq FROM replica_state) WHERE rowid = NEW.rowid;
  INSERT INTO undo_cell (transaction_id, kind, entity, row_id, field_group, before, seq)
    SELECT recording, 'insert', '{name}', NEW.id, '', NULL, seq FROM replica_state
    WHERE recording IS NOT NULL AND bulk = 0;
END"""


def _stamp_update(table: Table, group: str, columns: list[Column[object]]) -> str:
    name = table.name
    names = ", ".join(quoted(column.name) for column in columns)
    changed = " OR ".join(f"OLD.{quoted(column.name)} IS NOT NEW.{quoted(column.name)}" for column in columns)
    before = ", ".join(_as_json(column) for column in columns)
    return f"""CREATE TRIGGER {name}_stamp_{group} AFTER UPDATE OF {names} ON {name}
WHEN ({changed}) AND (SELECT applying FROM replica_state) = 0
BEGIN
  UPDATE replica_state SET seq = seq + 1;
  INSERT INTO undo_cell (transaction_id, kind, entity, row_id, field_group, before, dots, seq)
    SELECT recording, 'update', '{name}', OLD.id, '{group}', json_array({before}), coalesce(
      (SELECT json_array(json_array('{group}', replica, cell.seq)) FROM cell_stamp AS cell
       WHERE entity = '{name}' AND row_id = OLD.id AND field_group = '{group}'),
      json_array(json_array('', OLD.stamp_replica, OLD.stamp_seq))), seq FROM replica_state
    WHERE recording IS NOT NULL;
  INSERT INTO cell_stamp (entity, row_id, field_group, rev, t, replica, seq)
    SELECT '{name}', OLD.id, '{group}', min({LARGEST}, coalesce(OLD.stamp_rev, 0) + 1), t, replica_no, seq
    FROM replica_state WHERE true
    ON CONFLICT (entity, row_id, field_group) DO UPDATE
    SET rev = min({LARGEST}, rev + 1), t = excluded.t, replica = excluded.replica, seq = excluded.seq;
END"""


def _stamp_delete(table: Table) -> str:
    name = table.name
    kept = [column for columns in field_groups(table).values() for column in columns]
    row = ", ".join(f"'{column.name}', {_as_json(column)}" for column in kept)
    return f"""CREATE TRIGGER {name}_stamp_delete AFTER DELETE ON {name}
WHEN (SELECT applying FROM replica_state) = 0
BEGIN
  UPDATE replica_state SET seq = seq + 1;
  INSERT INTO undo_cell (transaction_id, kind, entity, row_id, field_group, before, dots, seq)
    SELECT recording, 'delete', '{name}', OLD.id, '', json_object('dossier_id', OLD.dossier_id, {row}),
      {_DOTS.format(name=name)}, seq
    FROM replica_state WHERE recording IS NOT NULL;
  INSERT INTO tombstone (entity, row_id, dossier_id, rev, t, replica, seq, seen)
    SELECT '{name}', OLD.id, OLD.dossier_id, min({LARGEST}, 1 + {_HIGHEST_REV.format(name=name)}),
      t, replica_no, seq, {_DOTS.format(name=name)}
    FROM replica_state;
  INSERT INTO grave (entity, row_id, dossier_id, stamps, held)
    SELECT '{name}', OLD.id, OLD.dossier_id, {_STAMPS.format(name=name)}, json_object({row}) WHERE true
    ON CONFLICT (entity, row_id) DO UPDATE SET stamps = excluded.stamps, held = excluded.held;
  DELETE FROM tombstone WHERE entity = '{name}' AND row_id = OLD.id
    AND (replica, seq) IS NOT (SELECT replica_no, replica_state.seq FROM replica_state);
  DELETE FROM cell_stamp WHERE entity = '{name}' AND row_id = OLD.id;
END"""


def _dossier_fixed(table: Table) -> str:
    name = table.name
    return f"""CREATE TRIGGER {name}_dossier_fixed BEFORE UPDATE OF dossier_id ON {name}
WHEN OLD.dossier_id IS NOT NEW.dossier_id
BEGIN SELECT RAISE(ABORT, 'dossier_id never changes'); END"""


def _released_fixed(table: Table) -> list[str]:
    """A dossier handed over to a colleague is read-only at once, for whoever writes (`exchange.md` rule 7)."""
    name = table.name
    columns = ", ".join(quoted(column.name) for group in field_groups(table).values() for column in group)
    events = {"insert": ("INSERT", "NEW"), "update": (f"UPDATE OF {columns}", "OLD"), "delete": ("DELETE", "OLD")}
    return [
        f"""CREATE TRIGGER {name}_released_{event} BEFORE {words} ON {name}
WHEN EXISTS (SELECT 1 FROM dossier WHERE id = {row}.dossier_id AND released = 1)
  AND (SELECT applying FROM replica_state) = 0
BEGIN SELECT RAISE(ABORT, 'dossier is handed over'); END"""
        for event, (words, row) in events.items()
    ]


def _marks(table: Table, row: str) -> list[str]:
    """Marks of touched rows; ON CONFLICT, since an upsert outside would override an OR IGNORE within a trigger."""
    name = table.name
    columns = [quoted(c.name) for c in table.columns if not (c.info.get("stamp") or c.info.get("local"))]
    events = {
        "insert": "INSERT",
        "update": f"UPDATE OF {', '.join(columns)}",
        "delete": "DELETE",
    }
    return [
        f"CREATE TRIGGER {name}_mark_{event} AFTER {words} ON {name} BEGIN "
        f"INSERT INTO touched (entity, row_id) VALUES ('{name}', "
        f"{row.replace('NEW', 'OLD') if event == 'delete' else row}) ON CONFLICT DO NOTHING; END"
        for event, words in events.items()
    ]


def _as_json(column: Column[object]) -> str:
    """The old value as JSON holds it; bytes go as hexadecimal text, since JSON has none."""
    return f"hex(OLD.{quoted(column.name)})" if isinstance(column.type, LargeBinary) else f"OLD.{quoted(column.name)}"
