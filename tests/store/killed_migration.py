"""A process that opens an older store and is killed at a step: its arguments are STORE STEP NTH."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from model.store.opening import open_store
from tests.builders import PASSPHRASE, still_clock

COMMIT = "COMMIT"


def main(store: Path, step: str, nth: int) -> None:
    """Open the store; before the nth statement that begins with `step`, or before the commit, comes the end."""
    met = 0

    def end() -> None:
        nonlocal met
        met += 1
        if met == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "before_cursor_execute")
    def before(connection: Connection, cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith(step):
            end()

    @event.listens_for(Engine, "commit")
    def commit(connection: Connection) -> None:
        if step == COMMIT and connection.get_execution_options().get("writes"):
            end()

    open_store(store, PASSPHRASE, still_clock(), store.parent / "device").close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
