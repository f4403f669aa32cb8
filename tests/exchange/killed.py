"""A process that exchanges and is killed without warning at a named step: `python -m tests.exchange.killed …`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from model.clock import system_clock
from model.exchange.inbox import empty_inbox
from model.exchange.sending import export
from model.store.opening import open_store
from tests.builders import PASSPHRASE

STEPS = {
    "export": (
        "sql:SELECT entity, row_id, dossier_id, rev",
        "commit:1",
        "open:.mbx.part",
        "rename:.mbx",
        "open:.mbx",
        "sql:INSERT INTO exchange_file",
        "commit:2",
        "open:device",
    ),
    "import": (
        "open:.mbx",
        "sql:INSERT INTO visit",
        "sql:INSERT INTO grave",
        "sql:INSERT INTO known_writes",
        "sql:INSERT INTO exchange_file",
        "commit:1",
        "open:device",
        "rename:.mbx",
    ),
    "refuse": (
        "open:.txt.part",
        "rename:.txt",
        "rename:.mbx",
    ),
}
"""Where each kind of run is killed: before a statement, before the nth commit, when a file is opened or renamed."""


def die() -> None:
    """As a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def arm(step: str) -> None:
    """Die at the step."""
    kind, _colon, what = step.partition(":")
    commits = [0]

    def on_sql(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if kind == "sql" and statement.replace("OR REPLACE ", "").startswith(what):
            die()

    def on_commit(_connection: Any) -> None:
        commits[0] += 1
        if kind == "commit" and commits[0] == int(what):
            die()

    def on_audit(name: str, arguments: tuple[Any, ...]) -> None:
        touched = str(arguments[0]) if arguments else ""
        if kind == "open" and name == "open" and (f"/{what}/" in touched or touched.endswith(what)):
            die()
        if kind == "rename" and name == "os.rename" and str(arguments[1]).endswith(what):
            die()

    event.listen(Engine, "before_cursor_execute", on_sql)
    event.listen(Engine, "commit", on_commit)
    sys.addaudithook(on_audit)


def main(action: str, store: str, device: str, folder: str, step: str) -> None:
    """Open a store, arm, and exchange."""
    database = open_store(Path(store), PASSPHRASE, system_clock(), Path(device))
    acts: dict[str, Callable[[], object]] = {
        "export": lambda: export(database, Path(folder), "office"),
        "import": lambda: empty_inbox(database, Path(folder)),
        "refuse": lambda: empty_inbox(database, Path(folder)),
    }
    arm(step)
    acts[action]()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
