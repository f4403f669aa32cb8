"""The door: the window, or the command line when a command is given."""

import sys
from pathlib import Path


def _store_of_window(arguments: list[str]) -> tuple[bool, Path | None]:
    """Whether the window is wanted (nothing but `--store FILE` stands there), and its store."""
    if not arguments:
        return True, None
    if len(arguments) == 2 and arguments[0] == "--store":
        return True, Path(arguments[1])
    return False, None


def main() -> int:
    """Open the window or run the command; returns the exit code."""
    window, store = _store_of_window(sys.argv[1:])
    if window:
        import model.store.opening  # noqa: F401  before Qt: its import hook reads the source of all that comes later
        from gui.start import run

        return run(store)
    from cli.app import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
