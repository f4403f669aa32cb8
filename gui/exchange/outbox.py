"""Files that wait to be carried over: each can be dragged out to a stick, a share or a mail."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gui.context import Context
from gui.files import show_place
from gui.icons import icon
from gui.widgets.empty import Empty
from gui.widgets.labels import button, muted, plain_tip
from gui.widgets.placing import in_column, in_row
from model.exchange.limits import PART_BYTES
from resources.i18n import _, _n

_PATH: Final = int(Qt.ItemDataRole.UserRole)
_ROW: Final = 32


class OutList(QListWidget):
    """Files by name; a drag carries them as files, so that a folder or a mail takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Files to carry over"))
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QListWidget.DragDropMode.DragOnly)
        self.setProperty("look", "ticks")
        self.copy_action = QAction(_("Copy"), self)
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.addAction(self.copy_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def copy(self) -> None:
        """Put the chosen files on the clipboard as files, of none chosen all: a folder or a mail takes them."""
        chosen = self.selectedItems() or [self.item(row) for row in range(self.count())]
        if chosen:
            QGuiApplication.clipboard().setMimeData(self.mimeData(chosen))

    def show_files(self, files: Sequence[tuple[Path, str]]) -> None:
        """Each file with the words beside it."""
        self.clear()
        for path, words in files:
            item = QListWidgetItem(icon("file-up", "muted"), f"{path.name}　{words}")
            item.setData(_PATH, str(path))
            item.setToolTip(plain_tip(str(path)))
            item.setSizeHint(QSize(0, _ROW))
            self.addItem(item)

    def paths(self) -> list[Path]:
        """Every file listed."""
        return [Path(self.item(row).data(_PATH)) for row in range(self.count())]

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(item.data(_PATH)) for item in items])
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class OutboxSheet(QWidget):
    """The files written last that still lie where they were written, and the way to their folder."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._folder: Path | None = None
        self.list = OutList()
        self.list.itemActivated.connect(lambda _item: self._open_folder())
        self.words = muted("", wrap=True)
        self.copy_button = button(_("Copy"), self._copy, "", "copy")
        self.folder_button = button(_("Open the folder"), self._open_folder, "", "folder")
        self.empty = Empty(
            _("Nothing waits to be carried over"),
            _("Write files; then drag them from here to a stick, a shared folder or a mail."),
            glyph="upload",
        )
        line = in_row((self.words, 1), self.copy_button, self.folder_button)
        in_column(line, (self.list, 1), (self.empty, 1), gap=12, within=self)

    def show_files(self, folder: Path | None, written: Sequence[tuple[str, str]]) -> None:
        """`written`: name and peer of the files to carry, the latest first; those gone from the folder are left out."""
        self._folder = folder
        there = [] if folder is None else [(folder / name, peer) for name, peer in written if (folder / name).is_file()]
        sizes = {path: path.stat().st_size for path, _peer in there}
        self.list.show_files(
            [(path, _("for {name}, {size}").format(name=peer, size=size_words(sizes[path]))) for path, peer in there]
        )
        for part in (self.list, self.words, self.copy_button, self.folder_button):
            part.setVisible(bool(there))
        self.empty.setVisible(not there)
        mail = all(size <= PART_BYTES for size in sizes.values())
        self.words.setText(
            _("Drag the files to a stick, a share or a mail, or copy them (Ctrl+C) and paste them there. Each one is "
              "small enough for a mail.")
            if mail
            else _("Drag the files to a stick or a share, or copy them (Ctrl+C) and paste them there. The biggest is "
                   "more than most mails take.")
        )  # fmt: skip

    def _copy(self) -> None:
        self.list.copy()
        count = len(self.list.selectedItems()) or self.list.count()
        self._context.say(
            _n(
                "{count} file is copied. Paste it on the stick or into the mail.",
                "{count} files are copied. Paste them on the stick or into the mail.",
                count,
            ),
            "news",
        )

    def _open_folder(self) -> None:
        if self._folder is not None:
            show_place(self._folder)


def size_words(size: int) -> str:
    """A file's size as people say it."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(size / 1e3, 0.1):.1f} kB"
