"""Watches a chosen folder (a stick, a share) and tells when exchange files lie there."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from model.errors import UserError
from model.exchange.files import packages_in

_SCAN_MS = 30_000
_SETTLE_MS = 500


class FolderWatch(QObject):
    """Tells by the folder's own events, and by a look every 30 seconds, since shares send none."""

    found = Signal(object)
    """The exchange files that lie in the folder now (a tuple of paths)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
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
        self.folder, self._last = folder, None
        if folder is None:
            self._clock.stop()
            self.found.emit(())
            return
        if folder.is_dir():
            self._watcher.addPath(str(folder))
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Look now; a folder that is away counts as empty and is watched again when it is back."""
        if self.folder is None:
            return
        try:
            files = tuple(packages_in(self.folder))
        except UserError:
            files = ()
        if self.folder.is_dir() and not self._watcher.directories():
            self._watcher.addPath(str(self.folder))
        if files != self._last:
            self._last = files
            self.found.emit(files)
