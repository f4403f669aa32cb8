"""The window with 36,000 customers, against an empty window and `import sqlalchemy` in the same interpreter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.store.ids import natural_id
from tests.builders import make_store

ROWS = 36_000
_FLOOR = """
import time; start = time.perf_counter()
import sqlalchemy
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1280, 800); window.show(); window.grab()
print(time.perf_counter() - start)
"""
_OURS = """
import sys, time; start = time.perf_counter()
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from gui.app import Shell
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.theme import choose_face
from model.store.opening import open_store
from tests.builders import PASSPHRASE, still_clock
folder = Path(sys.argv[1])
app = QApplication([])
preferences = Preferences(QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
database = open_store(folder / "store.db", PASSPHRASE, still_clock(), folder / "device")
customers = tuple(spec for spec in PAGES if spec.name == "customers")
shell = Shell(app, folder / "store.db", still_clock(), preferences, folder / "device", choose_face(), customers)
window = shell.enter(database); window.resize(1280, 800); window.grab()
shown = time.perf_counter() - start
page = window.page()
loop, timer = QEventLoop(), QTimer()
timer.timeout.connect(lambda: page.table.model.rowCount() == 36_000 and loop.quit())
timer.start(1)
if page.table.model.rowCount() != 36_000:
    loop.exec()
window.grab()
print(shown, time.perf_counter() - start)
sys.stdout.flush()
import os; os._exit(0)
"""


def seconds(code: str, *arguments: str) -> list[float]:
    """The best of three fresh interpreters, for each figure it prints."""
    times: list[list[float]] = []
    for _turn in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        assert done.returncode == 0, done.stderr
        times.append([float(figure) for figure in done.stdout.split()])
    return [min(figures) for figures in zip(*times, strict=True)]


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
    (floor,) = seconds(_FLOOR)
    shown, filled = seconds(_OURS, str(tmp_path))
    print(
        f"\nempty window {floor:.2f} s; window shown {shown:.2f} s, {shown / floor:.2f} ×;"
        f" with 36,000 customers in it {filled:.2f} s, {filled / floor:.2f} ×"
    )
