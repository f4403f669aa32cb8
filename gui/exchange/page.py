"""The exchange page (数据收发)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.exchange.columns import (
    conflict_columns,
    conflict_row,
    file_columns,
    file_row,
    held_columns,
    held_row,
    moment_words,
    peer_columns,
    peer_row,
)
from gui.exchange.conflict_dialog import ConflictDialog
from gui.exchange.joining import admit_device, ask_to_join, assign_customers, revoke_device, write_files
from gui.exchange.receiving import accept_file, accept_held, choose_files, preview_files
from gui.exchange.watching import FolderWatch
from gui.page import Page
from gui.widgets.card import Figure
from gui.widgets.columns import Column
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label, muted
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.exchange.conflicts import ConflictRow, list_conflicts
from model.exchange.files import ENDING
from model.exchange.status import ExchangeStatus, exchange_status, list_files
from resources.i18n import _

_LISTENS: Final = frozenset({"conflict", "exchange_file", "peer", "parked_cell", "dossier", "store_fact"})


class ExchangePage(Page):
    """What waits to go and to whom, what came, each file's fate, and the conflicts to decide."""

    listens_to = _LISTENS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Exchange"))
        self.setAcceptDrops(True)
        self._conflicts: dict[str, ConflictRow] = {}
        self._states: dict[str, str] = {}
        self._waiting: tuple[Path, ...] = ()
        self.acknowledged, self.unsent = Figure(_("The office has your work")), Figure(_("Not yet acknowledged"))
        self.open_conflicts, self.held_figure = Figure(_("Conflicts")), Figure(_("Waiting"))
        self.files = self._table("exchange-files", file_columns(), Empty(_("No file yet"), glyph="arrow-left-right"))
        self.peers = self._table("exchange-peers", peer_columns(), Empty(_("No device yet"), glyph="users"))
        self.conflicts = self._table(
            "exchange-conflicts", conflict_columns(), Empty(_("No conflict waits."), glyph="circle-check")
        )
        self.held = self._table("exchange-held", held_columns(), Empty(_("Nothing waits."), glyph="circle-check"))
        self.conflicts.opened.connect(self.open_conflict)
        self.held.opened.connect(lambda held: accept_held(self, context, held))
        self.files.opened.connect(self._open_file)
        self.peers.opened.connect(lambda name: write_files(self, context, name))
        self.clock_note = label(_("This machine's clock is behind the last write in the store. Check it."), "danger")
        self.folder_words = muted("")
        self.folder_take = button(_("Take in"), self._take_found, "primary")
        self.watch = FolderWatch(self)
        self.watch.found.connect(self._on_found)
        self._arrange()
        remembered = str(context.preferences.layout("exchange").get("in", ""))
        self.watch.watch(Path(remembered) if remembered else None)

    def refresh(self) -> None:
        """Read status, journal and conflicts."""
        with self.context.read() as session:
            status = exchange_status(session, self.context.clock.now())
            files = list_files(session)
            conflicts = list_conflicts(session)
        self._conflicts = {row.id: row for row in conflicts}
        self._states = {str(row.no): row.state for row in files}
        self.files.set_rows([file_row(row) for row in files])
        self.peers.set_rows([peer_row(row) for row in status.peers])
        self.conflicts.set_rows([conflict_row(row) for row in conflicts])
        self.held.set_rows([held_row(row) for row in status.held])
        self.tabs.set_words("conflicts", _("Conflicts {count}").format(count=len(conflicts)))
        self.tabs.set_words("held", _("Held {count}").format(count=len(status.held) + status.held_files))
        words = status.fingerprint
        self.sub_heading.setText("" if words is None else _("Words: {words}").format(words=words))
        self.clock_note.setVisible(status.clock_ahead)
        self._show_figures(status)
        self._show_role(status)

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Your store and the office's meet through files on a stick, in a mail or in a shared folder. Write files "
            "and carry them over; take in what you are given. A lost or doubled file does no harm: what is not "
            "acknowledged goes again. A conflict is one field that two people changed without knowing of each other: "
            "nothing is lost, you choose what stands."
        )

    def open_conflict(self, conflict: str) -> ConflictDialog | None:
        """Show a conflict to be closed."""
        row = self._conflicts.get(conflict)
        if row is None:
            return None
        dialog = ConflictDialog(self, self.context, row)
        dialog.open()
        return dialog

    def _open_file(self, number: str) -> None:
        """A file that waits for a yes is asked about; the others have nothing more to say."""
        if self._states.get(number) == "held":
            accept_file(self, self.context, int(number))

    def choose_folder(self) -> None:
        """Ask which folder to watch for files."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder to watch"))
        if folder:
            layout = self.context.preferences.layout("exchange")
            self.context.preferences.keep_layout("exchange", {**layout, "in": folder})
            self.watch.watch(Path(folder))

    def _table(self, name: str, columns: Sequence[Column], empty: Empty) -> RecordTable:
        return RecordTable(name, columns, self.context.preferences, self.context.today, empty=empty)

    def _show_figures(self, status: ExchangeStatus) -> None:
        office = next((peer for peer in status.peers if peer.role == "office"), None)
        if office is not None:
            words = moment_words(office.heard_made_at) or "—"
            self.acknowledged.show_value(words[:10], "", _("by its file of {when}").format(when=words))
            self.unsent.show_value(f"{max(0, status.writes - office.acknowledged):,}", _("writes"))
        else:
            heard = sum(1 for peer in status.peers if peer.heard_at is not None)
            self.acknowledged.caption.setText(_("Devices heard of"))
            self.unsent.caption.setText(_("To send to devices"))
            self.acknowledged.show_value(f"{heard:,}", "", _("of {count}").format(count=len(status.peers)))
            self.unsent.show_value(f"{sum(peer.waiting_dossiers for peer in status.peers):,}", _("dossiers"))
        tone = Tone.DANGER if status.conflicts else Tone.PLAIN
        self.open_conflicts.show_value(f"{status.conflicts:,}", "", _("to decide") if status.conflicts else "", tone)
        self.held_figure.show_value(
            f"{status.waiting + len(status.held) + status.held_files:,}",
            "",
            _("{waiting} for an update, {held} for a yes").format(
                waiting=status.waiting, held=len(status.held) + status.held_files
            ),
        )

    def _show_role(self, status: ExchangeStatus) -> None:
        office = status.role == "office"
        for part in (self.admit_button, self.assign_button, self.revoke_button):
            part.setVisible(office)
        self.join_button.setVisible(not office and not status.enrolled)
        for part in (self.write_button, self.take_button):
            part.setVisible(status.enrolled or (part is self.take_button and status.fingerprint is not None))
        self._stack.setCurrentIndex(0 if status.enrolled or office or status.fingerprint is not None else 1)

    def _arrange(self) -> None:
        context = self.context
        self.take_button = button(_("Take files in"), lambda: choose_files(self, context), "", "download")
        self.write_button = button(_("Write files"), lambda: write_files(self, context), "primary", "upload")
        for made in (*self._people_buttons(), self.take_button, self.write_button):
            self.buttons.addWidget(made)
        figures = QHBoxLayout()
        figures.setSpacing(16)
        for figure in (self.acknowledged, self.unsent, self.open_conflicts, self.held_figure):
            figures.addWidget(figure, 1)
        self.tabs = Tabs()
        self.tabs.add("files", _("Files"), self.files)
        self.tabs.add("conflicts", _("Conflicts"), self.conflicts)
        self.tabs.add("peers", _("Devices"), self.peers)
        self.tabs.add("held", _("Held"), self.held)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.clock_note)
        column.addLayout(figures)
        column.addLayout(self._folder_line())
        column.addWidget(self.tabs, 1)
        nothing = Empty(
            _("Not admitted yet"),
            _(
                "Write an enrolment file, give it to the office and read your eight words aloud. "
                "The office answers with your first files."
            ),
            _("Ask to be admitted"),
            lambda: ask_to_join(self, context),
            "arrow-left-right",
        )
        self._stack = QStackedLayout()
        self._stack.addWidget(inside)
        self._stack.addWidget(nothing)
        self.body.addLayout(self._stack, 1)

    def _people_buttons(self) -> tuple[QPushButton, ...]:
        context = self.context
        self.join_button = button(_("Ask to be admitted"), lambda: ask_to_join(self, context))
        self.revoke_button = button(_("Revoke"), self._revoke)
        self.assign_button = button(_("Assign customers"), lambda: assign_customers(self, context))
        self.admit_button = button(_("Admit a device"), lambda: admit_device(self, context))
        return self.join_button, self.revoke_button, self.assign_button, self.admit_button

    def _folder_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self.folder_words)
        line.addStretch(1)
        line.addWidget(self.folder_take)
        line.addWidget(button(_("Choose a folder…"), self.choose_folder, "", "folder"))
        return line

    def _on_found(self, files: tuple[Path, ...]) -> None:
        self._waiting = files
        folder = self.watch.folder
        if folder is None:
            self.folder_words.setText(_("No folder is watched: choose the stick or the share where files arrive."))
        else:
            self.folder_words.setText(
                _("{count} exchange files lie in {folder}.").format(count=len(files), folder=folder.name or str(folder))
            )
        self.folder_take.setVisible(bool(files))

    def _take_found(self) -> None:
        preview_files(self, self.context, self._waiting)

    def _revoke(self) -> None:
        self.tabs.show_sheet("peers")
        name = self.peers.current_id()
        if name is None:
            self.context.say(_("Choose the device in the list first."), "news")
        else:
            revoke_device(self, self.context, name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped(event)
        if files:
            event.acceptProposedAction()
            preview_files(self, self.context, files)


def _dropped(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() == ENDING]
