"""The folder for machines without Python holds all that the program reads, and does the main job by itself."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

SPEC = ROOT / "meiban.spec"
ROOMS = ("cli", "gui", "model", "reports", "resources")


def said_in_spec(name: str) -> tuple[str, ...]:
    """A constant of the recipe."""
    for statement in ast.parse(SPEC.read_text("utf-8")).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return tuple(ast.literal_eval(statement.value))
    raise KeyError(name)


def test_the_recipe_takes_every_file_of_the_rooms_that_is_not_code() -> None:
    taken = [ROOT / folder for folder in said_in_spec("READ")]
    unread = said_in_spec("UNREAD")
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    left = [path for path in files if path.suffix not in unread and not any(folder in path.parents for folder in taken)]
    assert left == []


def test_the_recipe_leaves_out_nothing_that_the_program_imports() -> None:
    """A module is left out by name, so that nobody notices at home: asked of a fresh interpreter."""
    script = (
        "import sys; import gui.app, gui.pages, gui.start; from cli.app import main; main(['demo', '--help']);"
        f"print(sorted(set(sys.modules) & set({said_in_spec('OTHERS')!r})))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.large
def test_the_folder_does_the_main_job_without_python(tmp_path: Path) -> None:
    """On demand, where PyInstaller is installed (`make app` does it)."""
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
             "--distpath", str(tmp_path / "app"), "--workpath", str(tmp_path / "work"), str(SPEC)]  # fmt: skip
    subprocess.run(build, cwd=ROOT, check=True, timeout=900)
    home = {"HOME": str(tmp_path), "MEIBAN_DEVICE_DIR": str(tmp_path / "device"), "QT_QPA_PLATFORM": "offscreen"}
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    program = tmp_path / "app" / "meiban" / ("meiban-command.exe" if os.name == "nt" else "meiban-command")
    subprocess.run([program, "demo", tmp_path / "demo"], env=home | kept, check=True, timeout=300)
    papers = {path.name for path in (tmp_path / "demo").glob("*.pdf")}
    assert {"priority.pdf", "work-log.pdf", "retention.pdf"} <= papers
