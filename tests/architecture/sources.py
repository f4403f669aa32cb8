"""The project's own files, read once: what git keeps or would keep, or all files where there is no git."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("cli", "gui", "model", "reports", "resources")
_MADE: Final = frozenset({".git", ".venv", "build", "dist", "demo", "screenshots", "__pycache__", ".hypothesis"})


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the project's root, its text, and its syntax tree."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The syntax tree; raises `SyntaxError` where it is no Python."""
        return _parsed(self)

    @property
    def room(self) -> str:
        """The first folder of the path, empty for a file at the root."""
        return self.path.partition("/")[0] if "/" in self.path else ""


@lru_cache(maxsize=1)  # the trees of all files, kept, would make each collection of garbage slow in every later test
def _parsed(source: Source) -> ast.Module:
    return ast.parse(source.text, source.path)


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that belongs to the project, sorted."""
    if (ROOT / ".git").exists():
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        paths = {ROOT / name for name in listed if name}
    else:
        paths = {path for path in ROOT.rglob("*") if not _MADE.intersection(path.relative_to(ROOT).parts)}
    return tuple(sorted(path for path in paths if path.is_file()))


@cache
def python_sources() -> tuple[Source, ...]:
    """Every Python file of the project."""
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in project_files()
        if path.suffix == ".py"
    )


def room_sources() -> tuple[Source, ...]:
    """The Python files of the program itself: the rooms and the door."""
    return tuple(source for source in python_sources() if source.room in ROOMS or source.path == "main.py")
