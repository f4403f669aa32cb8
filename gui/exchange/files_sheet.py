"""The journal of files under the folder that is watched for new ones."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.exchange.columns import file_columns, file_row
from gui.exchange.fate import FateDialog
from gui.exchange.held_sheet import HeldSheet
from gui.exchange.receiving import preview_files
from gui.exchange.watching import FolderWatch, watched_folder
from gui.papers.export import offer_papers
from gui.widgets.empty import Empty
from gui.widgets.labels import button, elided
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.exchange.arrivals import arrivals
from model.exchange.status import FileRow
from resources.i18n import _, _n


class FilesSheet(QWidget):
    """Each file's fate; Enter tells it whole. Above, what lies in the watched folder."""

    def __init__(self, context: Context, held: HeldSheet) -> None:
        super().__init__()
        self.context, self._held = context, held
        self._files: dict[str, FileRow] = {}
        self._lying: tuple[Path, ...] = ()
        self._waiting: tuple[Path, ...] = ()
        self.table = self._made_table()
        self.folder_words = elided("", "muted")
        self.folder_take = button(_("Take in"), self._take_found, "primary")
        self.folder_leave = button(_("Watch no more"), self._leave)
        self.watch = FolderWatch(context.tasks, self)
        self.watch.found.connect(self._on_found)
        choose = button(_("Choose a folder…"), self.choose_folder, "", "folder")
        line = in_row((self.folder_words, 1), self.folder_take, self.folder_leave, choose)
        in_column(line, (self.table, 1), gap=8, within=self)

    def begin(self) -> None:
        """Watch the folder this person chose, if any."""
        self.watch.watch(watched_folder(self.context.preferences))

    def show_files(self, session: Session, files: list[FileRow]) -> None:
        """Show the journal, and what of the folder is new."""
        self._files = {str(row.no): row for row in files}
        self.table.set_rows([file_row(row) for row in files])
        self._waiting = arrivals(session, self._lying)
        self._show_folder()

    def open_file(self, number: str) -> FateDialog | None:
        """A file that waits for a yes is looked at; of the others it is said what they were and what came of them."""
        row = self._files.get(number)
        if row is None:
            return None
        if row.state == "held":
            self._held.look(f"file/{number}")
            return None
        dialog = FateDialog(self, self.context, row)
        dialog.open()
        return dialog

    def choose_folder(self) -> None:
        """Ask which folder to watch for files."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder to watch"))
        if folder:
            self._keep(folder)
            self.watch.watch(Path(folder))

    def _leave(self) -> None:
        self._keep("")
        self.watch.watch(None)

    def _keep(self, folder: str) -> None:
        layout = self.context.preferences.layout("exchange")
        self.context.preferences.keep_layout("exchange", {**layout, "in": folder})

    def _made_table(self) -> RecordTable:
        empty = Empty(
            _("No file yet"),
            _("Each file that comes or goes stands here with what became of it. Drop files anywhere on this page."),
            glyph="arrow-left-right",
        )
        made = RecordTable("exchange-files", file_columns(), self.context.preferences, self.context.today, empty=empty)
        made.opened.connect(self.open_file)
        offer_papers(self, self.context, made, _("Files"))
        return made

    def _on_found(self, files: tuple[Path, ...]) -> None:
        self._lying = files
        with self.context.read() as session:
            self._waiting = arrivals(session, files)
        self._show_folder()

    def _show_folder(self) -> None:
        folder = self.watch.folder
        name = "" if folder is None else folder.name or str(folder)
        if folder is None:
            words = _("No folder is watched: choose the stick or the share where files arrive.")
        elif self.watch.away:
            words = _("{folder} is not in place now; what lies there is offered when it is back.").format(folder=name)
        elif self._waiting:
            words = _n(
                "{count} new file for you lies in {folder}.",
                "{count} new files for you lie in {folder}.",
                len(self._waiting),
                folder=name,
            )
        else:
            words = _("{folder} is watched; nothing new lies there.").format(folder=name)
        self.folder_words.setText(words)
        self.folder_words.setToolTip("" if folder is None else str(folder))
        self.folder_take.setVisible(bool(self._waiting))
        self.folder_leave.setVisible(folder is not None)

    def _take_found(self) -> None:
        preview_files(self, self.context, self._waiting)
