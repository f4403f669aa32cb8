"""Which replica this store is: a restored backup or a cloned disk writes under a new name (`exchange.md` rule 5)."""

import os
from pathlib import Path

import platformdirs
from sqlalchemy import Connection

from model.store.failures import file_failures
from model.store.ids import RowId, new_id

_UNKNOWN = -1


def device_folder() -> Path:
    """Where this machine remembers the replicas it has written under."""
    named = os.environ.get("MEIBAN_DEVICE_DIR")
    return Path(named) if named else Path(platformdirs.user_data_dir("Meiban", appauthor=False)) / "device"


def claim_replica(connection: Connection, folder: Path) -> RowId:
    """This store's replica id, a new one where the machine does not remember just this state of it.

    The store is older than the machine's memory (a backup came back), or the machine never saw it (a copied disk):
    either way two stores could write under one name, so this one takes another before its first write.
    """
    replica, seq = connection.exec_driver_sql(
        "SELECT replica.id, seq FROM replica_state JOIN replica ON replica.no = replica_no"
    ).one()
    if remembered_seq(folder, replica) == seq:
        return str(replica)
    fresh = new_id()
    number = connection.exec_driver_sql("INSERT INTO replica (id) VALUES (?)", (fresh,)).lastrowid
    connection.exec_driver_sql("UPDATE replica_state SET replica_no = ?, seq = 0", (number,))
    return fresh


def remembered_seq(folder: Path, replica: RowId) -> int:
    """The last write this machine made under the replica; -1 where it remembers none."""
    try:
        return int((folder / replica).read_text("ascii"))
    except (OSError, ValueError):
        return _UNKNOWN


def remember_seq(folder: Path, replica: RowId, seq: int) -> None:
    """Note the last write; a note that is lost or torn costs a new replica id, never a double one."""
    with file_failures(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{replica}.part"
        part.write_text(str(seq), "ascii")
        part.replace(folder / replica)
