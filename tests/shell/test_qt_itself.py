"""Qt calls without end do not end the interpreter: PySide6 6.12.0 wore out None on Python 3.11, hence the pin."""

import subprocess
import sys

_MANY_CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("x")
    thing.blockSignals(True)
    thing == 1
print("alive")
"""


def test_two_hundred_thousand_qt_calls_leave_the_interpreter_alive() -> None:
    done = subprocess.run([sys.executable, "-c", _MANY_CALLS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "alive", "")
