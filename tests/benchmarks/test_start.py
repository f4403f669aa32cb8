"""The window on an unlocked store of 36,000 customers, against an empty window and `import sqlalchemy`.

Both run in fresh interpreters, in turn, and the best of several counts, once by the clock and once by the processor's
work: other programs make the first longer. Three moments: the frame has been painted (rail, top bar, keys: the
window), the first page, Today, has been filled and painted too, and the gate has been painted where the program is
started as a person does. Deriving the key from the passphrase is left out: the store's key is cheap to derive.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from model.store.ids import natural_id
from tests.builders import make_store

ROWS: Final = 36_000
TURNS: Final = 5
_CLOCK: Final = """
import sys, time
begun, worked = time.perf_counter(), time.process_time()
def tell():
    print(time.perf_counter() - begun, time.process_time() - worked, flush=True)
"""
_FLOOR: Final = f"""{_CLOCK}
import sqlalchemy
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1280, 800); window.show(); window.grab()
tell()
"""
_OURS: Final = f"""{_CLOCK}
from pathlib import Path
import model.store.opening  # as main.py does: what comes before Qt is read in faster
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from gui.app import Shell
from gui.preferences import Preferences
from gui.theme import choose_face
from model.clock import system_clock
folder = Path(sys.argv[1])
app = QApplication([])
preferences = Preferences(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
shell = Shell(app, folder / "store.db", system_clock(), preferences, folder / "device", choose_face())
def turn_until(holds):
    while not holds():
        app.processEvents()
        time.sleep(0.0005)
"""
_ENTER: Final = f"""{_OURS}
database = model.store.opening.open_store(
    folder / "store.db", "a long enough passphrase", system_clock(), folder / "device")
window = shell.enter(database); window.resize(1280, 800); window.grab()
tell()
turn_until(lambda: window.page() is not None and window.page().sub_heading.text())
window.grab()
tell()
shell.close()
"""
_GATE: Final = f"""{_OURS}
shell.start(); shell.gate.grab()
tell()
turn_until(lambda: not shell.tasks.busy and "model.schema" in sys.modules)
tell()
begun, worked = time.perf_counter(), time.process_time()
shell.gate.unlock_form.field("passphrase").set_value("a long enough passphrase")
shell.gate.unlock_form.submitted.emit()
turn_until(lambda: shell.window is not None)
shell.window.grab()
tell()
window = shell.window
turn_until(lambda: window.page() is not None and window.page().sub_heading.text())
window.grab()
tell()
shell.close()
"""

Times = list[tuple[float, float]]
"""(seconds by the clock, seconds of work) of each moment a program tells."""


def run(code: str, *arguments: str) -> Times:
    """The moments that one fresh interpreter tells."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    return [(float(clock), float(work)) for clock, work in (line.split() for line in done.stdout.splitlines())]


def best(runs: list[Times]) -> Times:
    """The least of each moment over several runs."""
    return [
        (min(clock for clock, _work in moment), min(work for _clock, work in moment))
        for moment in zip(*runs, strict=True)
    ]


def words(moment: tuple[float, float], floor: tuple[float, float]) -> str:
    """One moment beside the floor."""
    clock, work = moment
    return f"{clock:.2f} s, {clock / floor[0]:.2f} × by the clock, {work / floor[1]:.2f} × by work"


@pytest.mark.benchmark
def test_the_window_stands_with_36_000_customers(tmp_path: Path) -> None:
    database = make_store(tmp_path)
    ids = [natural_id("customer", f"G{number:06}") for number in range(ROWS)]
    with database.write("", bulk=True) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO customer (id, dossier_id, group_code, name, industry) VALUES (?, ?, ?, ?, '制造')",
            [(id_, id_, f"G{number:06}", f"示例{number}有限公司") for number, id_ in enumerate(ids)],
        )
    database.close()
    place = str(tmp_path)
    run(_ENTER, place)  # compiles what has changed, and makes the day's backup
    turns = [(run(_FLOOR), run(_ENTER, place), run(_GATE, place)) for _turn in range(TURNS)]
    floors, entered, gated = zip(*turns, strict=True)
    ((floor),) = best(list(floors))
    frame, filled = best(list(entered))
    gate, read_in, frame_after, filled_after = best(list(gated))
    print(
        f"\nempty window {floor[0]:.2f} s ({floor[1]:.2f} s of work)"
        f"\nframe shown on the unlocked store {words(frame, floor)} (at most 2)"
        f"\nToday filled {words(filled, floor)}"
        f"\nas a person starts it: gate shown {words(gate, floor)}; all read in while the passphrase is typed"
        f" {words(read_in, floor)}; passphrase to frame {words(frame_after, floor)}, to Today filled"
        f" {words(filled_after, floor)}"
    )
