"""Pages and dialogs in a window of 1024×640: `python -m tests.shell.every_page TEXT_SIZE LANGUAGE [STORE] [NAME…]`.

Prints one line a fault and nothing where all is well. Started with QT_SCALE_FACTOR it shows what a screen at 125 to
200 % shows, which a running application cannot change. STORE is one made before; NAME a picture to walk, all without.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.app import Shell
from gui.main_window import SMALLEST, MainWindow
from gui.preferences import Preferences
from gui.theme import load_shipped_face
from model.store.database import Database
from model.store.opening import open_store
from tests.builders import PASSPHRASE, still_clock
from tests.lists import add_doubles
from tests.sample_store import add_field_work, make_sample_store
from tests.screenshots import all_shots
from tests.shell.accessibility import unnamed_controls, unreachable_controls
from tests.shell.layout_faults import beyond_edge, cut_off, overlapping
from tests.shell.spoken import out_of_order, passed_over, unspoken
from tests.studio import Shot, Studio, settle

_LOOKS = (
    cut_off,
    overlapping,
    beyond_edge,
    unnamed_controls,
    unreachable_controls,
    unspoken,
    passed_over,
    out_of_order,
)
_DRAWN = "map"
"""Maps are drawn and zoomed, not laid out; their own tests look after them."""


class Flashes(QObject):
    """Notes widgets that are shown as windows of their own before they have their place: each flickers and is dear."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._shown: list[QWidget] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown.append(watched)
        return False

    def take(self) -> list[str]:
        """The kinds of those that stand in another widget by now."""
        found = [type(widget).__name__ for widget in self._shown if isValid(widget) and not widget.isWindow()]
        self._shown.clear()
        return found


def faults_of(shot: Shot, widget: QWidget, window: MainWindow) -> Iterator[str]:
    """What a person would complain of in this picture, each with its name."""
    for look in _LOOKS:
        for fault in look(widget):
            yield f"{shot.name}: {look.__name__}: {fault}"
    held = widget.page() if isinstance(widget, MainWindow) else widget
    if held is not None and (held is not widget or widget.isWindow()):
        least, most = held.minimumSizeHint(), held.size() if held is not widget else QSize(*SMALLEST)
        if least.width() > most.width() or least.height() > most.height():
            yield f"{shot.name}: does not fit: {least.width()}×{least.height()}"
    page = window.page() if widget is window else None
    if page is not None and not page.help_text().strip():
        yield f"{shot.name}: no help"


def _wait(shell: Shell) -> None:
    while shell.tasks.busy:
        settle(10)


def make_walked_store(folder: Path) -> Database:
    """The sample month with field work and doubles, so that every page has something to show."""
    database = make_sample_store(folder)
    add_field_work(database)
    add_doubles(database)
    return database


def walk(database: Database, text_size: int, language: str, shots: list[Shot]) -> list[str]:
    """Every fault of these pictures, each printed as soon as it is found."""
    app, folder = QApplication(sys.argv[:1]), database.path.parent
    preferences = Preferences(QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))
    preferences.language, preferences.text_size, preferences.lock_minutes = language, text_size, 0
    shell = Shell(app, database.path, still_clock(), preferences, folder / "device", load_shipped_face())
    found: list[str] = []
    flashes = Flashes(app)
    for shot in shots:
        window = shell.enter(database)
        window.resize(*SMALLEST)
        while window.page() is None:
            settle(10)
        _wait(shell)
        widget = shot.show(Studio(shell, window, database))
        settle(40)
        _wait(shell)
        settle(20)
        fresh = [*faults_of(shot, widget, window), *(f"{shot.name}: flashes: {kind}" for kind in flashes.take())]
        for fault in fresh:
            sys.stdout.write(f"{fault}\n")
        sys.stdout.flush()  # a walk takes long: what was found by then is told where it is ended
        found += fresh
        for other in QApplication.topLevelWidgets():
            other.hide()
        shell.leave()
        settle(5)
    shell.tasks.close()
    return found


def main() -> int:
    """Walk and print; returns 1 where there are faults."""
    size, language, *wanted = sys.argv[1:]
    kept = Path(wanted.pop(0)) if wanted and Path(wanted[0]).is_file() else None
    shots = [shot for shot in all_shots() if shot.name in wanted or (not wanted and not shot.name.startswith(_DRAWN))]
    with tempfile.TemporaryDirectory() as folder:
        if kept is None:
            database = make_walked_store(Path(folder))
        else:
            database = open_store(kept, PASSPHRASE, still_clock(), kept.parent / "device")
        found = walk(database, int(size), language, shots)
        database.close()
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
