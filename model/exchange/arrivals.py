"""What lies in a watched folder and may be for this store: names are hints; a file is believed when it is read."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from model.errors import UserError
from model.exchange.books import own_replicas
from model.exchange.files import is_named_for, packages_in


def lying_in(folder: Path) -> tuple[Path, ...] | None:
    """The exchange files lying in a folder, by name; None where the folder is away."""
    try:
        return tuple(packages_in(folder))
    except UserError:
        return None


def arrivals(session: Session, files: Iterable[Path]) -> tuple[Path, ...]:
    """Those that nobody here has met yet, without those written here and those named for another store.

    A share holds everybody's files, and a stick one's own beside the office's. A file that was refused is offered
    again: it may have been copied half the first time.
    """
    lying = tuple(files)
    if not lying:
        return ()
    connection = session.connection()
    met = set(
        connection.exec_driver_sql("SELECT file_name FROM exchange_file WHERE outgoing OR state <> 'refused'").scalars()
    )
    mine = own_replicas(connection)
    return tuple(path for path in lying if path.name not in met and is_named_for(path.name, mine))
