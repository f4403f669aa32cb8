"""Watches a chosen folder (a stick, a share) and offers the exchange files that arrive there."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.exchange.receiving import preview_files
from gui.preferences import Preferences
from gui.tasks import Tasks
from model.exchange.arrivals import arrivals, lying_in
from resources.i18n import _, _n

_SCAN_MS = 30_000
_SETTLE_MS = 500


def watched_folder(preferences: Preferences) -> Path | None:
    """The folder this person chose, if any."""
    remembered = str(preferences.layout("exchange").get("in", ""))
    return Path(remembered) if remembered else None


class FolderWatch(QObject):
    """Tells by the folder's own events, and by a look every 30 seconds, since shares send none.

    The looking is the worker's: a share that is gone can keep whoever asks it waiting for a minute.
    """

    found = Signal(object)
    """The exchange files that lie in the folder now (a tuple of paths)."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self.away = False
        self._tasks = tasks
        self._looking = False
        self._last: tuple[Path, ...] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self._soon.start())
        self._clock = QTimer(self)
        self._clock.setInterval(_SCAN_MS)
        self._clock.timeout.connect(self.look)

    def watch(self, folder: Path | None) -> None:
        """Watch this folder, or none."""
        watched = self._watcher.directories()
        if watched:
            self._watcher.removePaths(watched)
        self.folder, self._last, self.away = folder, None, False
        if folder is None:
            self._clock.stop()
            self.found.emit(())
            return
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Look now; a folder that is away counts as empty and is watched again when it is back."""
        folder = self.folder
        if folder is None or self._looking:
            return
        self._looking = True
        self._tasks.run(
            lambda _progress: (folder, lying_in(folder)),
            self._on_looked,  # the watch's own method: nothing is told where its window is gone by then
            title=_("Looking into the folder"),
        )

    def _on_looked(self, looked: tuple[Path, tuple[Path, ...] | None]) -> None:
        folder, files = looked
        self._looking = False
        if folder != self.folder:
            self.look()
            return
        was_away, self.away = self.away, files is None
        if files is not None and not self._watcher.directories() and self._watcher.addPath(str(folder)):
            self._soon.start()  # what came between the look and the watch told nobody
        if files != self._last or self.away != was_away:
            self._last = files
            self.found.emit(files or ())


class FolderOffer(QObject):
    """Offers what arrived, whatever page is open; each file once."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._offered: set[Path] = set()
        self.watch = FolderWatch(context.tasks, self)
        self.watch.found.connect(self._on_found)
        self._clock = QTimer(self)
        self._clock.setInterval(_SCAN_MS)
        self._clock.timeout.connect(self.follow)
        self._clock.start()
        QTimer.singleShot(0, self, self.follow)

    def follow(self) -> None:
        """Watch the folder that is chosen now."""
        folder = watched_folder(self._context.preferences)
        if folder != self.watch.folder:
            self.watch.watch(folder)

    def _on_found(self, files: tuple[Path, ...]) -> None:
        with self._context.read() as session:
            fresh = arrivals(session, [path for path in files if path not in self._offered])
        self._offered = self._offered & set(files) | set(fresh)
        if fresh:
            where = fresh[0].parent.name
            self._context.offer(
                _n(
                    "{count} new file for you lies in {folder}.",
                    "{count} new files for you lie in {folder}.",
                    len(fresh),
                    folder=where,
                ),
                _("See what they change"),
                lambda: preview_files(self._window, self._context, fresh),
            )
