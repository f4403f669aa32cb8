"""Asks where a file is to go or comes from: each time in the folder of the last time, first in the documents."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.context import Context
from gui.widgets.confirm import confirm
from resources.i18n import _

_KEPT: Final = "files"
_SAVED: Final = "saved"
_OPENED: Final = "opened"


def ask_target(parent: QWidget, context: Context, heading: str, name: str, kinds: str) -> Path | None:
    """Where a new file goes, with the ending of the `name` offered; None where the person cancels.

    A `name` that is a whole path is offered there. The dialog asks before a file is replaced, but not where the ending
    is added afterwards: then it is asked here.
    """
    chosen, _kind = QFileDialog.getSaveFileName(parent, heading, str(_folder(context, _SAVED) / name), kinds)
    if not chosen:
        return None
    target = Path(chosen).with_suffix(Path(name).suffix)
    if target != Path(chosen) and target.exists() and not _may_replace(parent, target):
        return None
    _keep(context, _SAVED, target.parent)
    return target


def ask_source(parent: QWidget, context: Context, heading: str, kinds: str) -> Path | None:
    """Which file is meant; None where the person cancels."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, heading, str(_folder(context, _OPENED)), kinds)
    if not chosen:
        return None
    _keep(context, _OPENED, Path(chosen).parent)
    return Path(chosen)


def ask_sources(parent: QWidget, context: Context, heading: str, kinds: str) -> list[Path]:
    """Which files are meant, perhaps none."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, heading, str(_folder(context, _OPENED)), kinds)
    if chosen:
        _keep(context, _OPENED, Path(chosen[0]).parent)
    return [Path(one) for one in chosen]


def say_saved(context: Context, words: str, file: Path) -> None:
    """Say that a file was written, and offer to open it."""
    context.offer(words, _("Open"), lambda: show_place(file))


def show_place(place: Path) -> None:
    """Open a file, or a folder, as the system opens it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def _may_replace(parent: QWidget, target: Path) -> bool:
    words = _("{file} stands there already. What is in it would be lost.").format(file=target.name)
    return confirm(parent, _("Replace the file?"), words, _("Replace"), danger=True)


def _folder(context: Context, what: str) -> Path:
    """The folder of the last time while it is there, else the person's documents."""
    kept = str(context.preferences.layout(_KEPT).get(what, ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((Path(one) for one in (kept, documents) if one and Path(one).is_dir()), Path.home())


def _keep(context: Context, what: str, folder: Path) -> None:
    context.preferences.keep_layout(_KEPT, {**context.preferences.layout(_KEPT), what: str(folder)})
