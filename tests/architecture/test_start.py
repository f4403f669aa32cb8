"""What a start reads in: the window shows before any record is declared."""

import subprocess
import sys

import pytest

LATE = ("sqlalchemy.orm", "model.schema", "model.search.index", "gui.today.page", "openpyxl", "reportlab")


@pytest.mark.parametrize("module", LATE)
def test_the_gate_and_the_frame_are_read_in_without(module: str) -> None:
    code = f"import sys, gui.start; print({module!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
