"""What a start reads in: the window shows before any record is declared."""

import subprocess
import sys

import pytest

LATE = ("sqlalchemy.orm", "model.schema", "model.search.index", "gui.today.page", "openpyxl", "reportlab")


@pytest.fixture(scope="module")
def read_in() -> frozenset[str]:
    """The modules there are when the gate can show."""
    code = "import sys, gui.start; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("module", LATE)
def test_the_gate_and_the_frame_are_read_in_without(read_in: frozenset[str], module: str) -> None:
    assert "gui.start" in read_in
    assert module not in read_in
