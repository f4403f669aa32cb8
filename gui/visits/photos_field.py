"""The photos of a visit: chosen, shrunk at once, shown by name, opened on a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.files import ask_sources
from gui.widgets.fields import Field
from gui.widgets.labels import button, icon_button
from gui.widgets.placing import clear
from model.errors import UserError
from model.visits.attachments import AttachmentRow, content_of
from reports.photos import Photo, shrink_photo
from resources.i18n import _


@dataclass(frozen=True)
class Photos:
    """What saving does: new photos to keep, ids of kept ones to take out."""

    added: tuple[Photo, ...]
    removed: tuple[str, ...]


class PhotosField(Field):
    """New photos stand beside those kept already; a draft remembers where the new ones lie."""

    def __init__(self, context: Context) -> None:
        self.panel = QWidget()
        super().__init__(self.panel)
        self._context = context
        self._kept: Sequence[AttachmentRow] = ()
        self._removed: set[str] = set()
        self._added: dict[str, Photo] = {}
        self._row = QHBoxLayout(self.panel)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._show()

    def show_kept(self, kept: Sequence[AttachmentRow]) -> None:
        """Photos that stand in the store."""
        self._kept = kept
        self._show()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Shrink and add these; what is no picture is said below the field."""
        for path in paths:
            try:
                self._added[str(path)] = shrink_photo(path)
            except UserError as error:
                self._context.say(error.sentence, "danger")
        self._show()
        self.changed.emit()

    def value(self) -> Any:
        return Photos(tuple(self._added.values()), tuple(sorted(self._removed)))

    def set_value(self, value: Any) -> None:
        self._added, self._removed = {}, set()
        self._show()

    def typed(self) -> Any:
        return {"files": list(self._added), "removed": sorted(self._removed)}

    def set_typed(self, typed: Any) -> None:
        self._removed = set(typed["removed"])
        self.add_files([path for path in map(Path, typed["files"]) if path.is_file()])

    def _choose(self) -> None:
        kinds = _("Pictures (*.jpg *.jpeg *.png *.webp *.bmp)")
        if files := ask_sources(self, self._context, _("Add photos"), kinds):
            self.add_files(files)

    def _show(self) -> None:
        clear(self._row)
        add = button(_("Add photos"), self._choose)
        self._row.addWidget(add)
        self.panel.setFocusProxy(add)
        for row in self._kept:
            if row.id not in self._removed:
                self._add_chip(
                    row.file_name, lambda row=row: self._open_kept(row), lambda row=row: self._remove(row.id)
                )
        for key, photo in self._added.items():
            self._add_chip(
                photo.file_name,
                lambda photo=photo: show_picture(self, photo.file_name, photo.content),
                lambda key=key: self._drop(key),
            )
        self._row.addStretch(1)

    def _add_chip(self, name: str, open_it: Any, remove: Any) -> None:
        self._row.addWidget(button(name[:24], open_it, "link"))
        self._row.addWidget(icon_button("x", _("Take out {file}").format(file=name), remove))

    def _open_kept(self, row: AttachmentRow) -> None:
        with self._context.read() as session:
            content = content_of(session, row.id)
        show_picture(self, row.file_name, content)

    def _remove(self, row_id: str) -> None:
        self._removed.add(row_id)
        self._show()
        self.changed.emit()

    def _drop(self, key: str) -> None:
        del self._added[key]
        self._show()
        self.changed.emit()


def show_picture(parent: QWidget, name: str, content: bytes) -> None:
    """Show a picture in a window of its own; it never becomes a file."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(name)
    dialog.resize(900, 640)
    picture = QLabel()
    drawn = QPixmap()
    drawn.loadFromData(content)
    picture.setPixmap(drawn.scaled(1200, 1200, Qt.AspectRatioMode.KeepAspectRatio) if drawn.width() > 1200 else drawn)
    picture.setAccessibleName(name)
    area = QScrollArea()
    area.setWidget(picture)
    area.setAccessibleName(name)
    column = QVBoxLayout(dialog)
    column.addWidget(area)
    dialog.open()
