"""Takes everything out in a process of its own and stops dead: `python -m tests.everything_out.killed STORE TARGET`."""

import os
import signal
import sys
from pathlib import Path

from model.store.opening import open_store
from reports.everything_out import write_everything
from tests.builders import PASSPHRASE, still_clock


def main(store: Path, target: Path) -> None:
    """Kill this very process when the first rows have been put into the file."""
    database = open_store(store, PASSPHRASE, still_clock(), store.parent / "device")

    def stop(_done: int, _total: int, _sheet: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with database.read() as session:
        write_everything(target, session, PASSPHRASE, stop)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
