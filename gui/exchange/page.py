"""The exchange page (数据收发)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.exchange.assign_sheet import AssignSheet
from gui.exchange.columns import conflict_columns, conflict_row
from gui.exchange.conflict_dialog import ConflictDialog
from gui.exchange.device_sheet import DeviceSheet
from gui.exchange.erase_sheet import EraseSheet
from gui.exchange.files_sheet import FilesSheet
from gui.exchange.held_sheet import HeldSheet
from gui.exchange.joining import admit_device, ask_to_join, write_files
from gui.exchange.outbox import OutboxSheet
from gui.exchange.receiving import choose_files, preview_files
from gui.exchange.words import since_words
from gui.page import Page
from gui.papers.export import offer_papers
from gui.widgets.card import Figure
from gui.widgets.columns import moment_words
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.exchange.assigning import list_assignments
from model.exchange.conflicts import ConflictRow, list_conflicts
from model.exchange.device import me
from model.exchange.erasures import list_erasures
from model.exchange.files import ENDING, ENROLMENT_ENDING
from model.exchange.people import list_devices
from model.exchange.status import ExchangeStatus, FileRow, exchange_status, list_files, to_carry
from resources.i18n import _

_LISTENS: Final = frozenset(
    {"conflict", "exchange_file", "peer", "parked_cell", "dossier", "store_fact", "erasure", "held_line", "customer"}
)


class ExchangePage(Page):
    """What waits to go and to whom, what came, each file's fate, and the conflicts to decide."""

    listens_to = _LISTENS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Exchange"))
        self.setAcceptDrops(True)
        self._conflicts: dict[str, ConflictRow] = {}
        with context.read() as session:
            self.office = me(session.connection()).is_office
        self.acknowledged, self.unsent = Figure(_("The office has your work")), Figure(_("Not yet acknowledged"))
        self.open_conflicts, self.held_figure = Figure(_("Conflicts")), Figure(_("Waiting"))
        self.conflicts = self._conflicts_table()
        self.outbox, self.held, self.erased = OutboxSheet(context), HeldSheet(context), EraseSheet(context)
        self.journal = FilesSheet(context, self.held)
        self.files, self.watch = self.journal.table, self.journal.watch
        self.devices = DeviceSheet(context, self.office)
        self.peers = self.devices.table
        self.assignments = AssignSheet(context) if self.office else None
        self.clock_note = label(_("This machine's clock is behind the last write in the store. Check it."), "danger")
        self.clock_note.setWordWrap(True)
        self.join_note = label("", "strong", wrap=True)
        self._arrange()
        self.journal.begin()

    def refresh(self) -> None:
        """Read status, journal, conflicts, devices and, at the office, whose the customers are."""
        with self.context.read() as session:
            status = exchange_status(session, self.context.clock.now())
            files = list_files(session)
            conflicts = list_conflicts(session)
            devices = list_devices(session)
            self.erased.show_erasures(list_erasures(session))
            self.journal.show_files(session, files)
            if self.assignments is not None:
                self.assignments.show_assignments(list_assignments(session, self.context.today()))
        self._conflicts = {row.id: row for row in conflicts}
        self.conflicts.set_rows([conflict_row(row) for row in conflicts])
        self.devices.show_devices(devices)
        self.held.show_held(status.held, [row for row in files if row.state == "held"])
        self._show_outbox(files)
        self.tabs.set_words("conflicts", _("Conflicts {count}").format(count=len(conflicts)))
        self.tabs.set_words("held", _("Held {count}").format(count=len(status.held) + status.held_files))
        words = status.fingerprint
        self.sub_heading.setText("" if words is None else _("This device's words: {words}").format(words=words))
        self.clock_note.setVisible(status.clock_ahead)
        self._show_figures(status)
        self._show_role(status, bool(files))

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Your store and the office's meet through files on a stick, in a mail or in a shared folder. Write files "
            "and carry them over; take in what you are given. A lost or doubled file does no harm: what is not "
            "acknowledged goes again. A conflict is one field that two people changed without knowing of each other: "
            "nothing is lost, you choose what stands."
        ) + ("\n\n" + self._help_for_office() if self.office else "\n\n" + self._help_for_laptop())

    def _help_for_laptop(self) -> str:
        return _(
            "A customer that the office gives to a colleague can only be read here from then on; it leaves this laptop "
            "once the office has all of your work. A file of several parts may come in any order; a part that got lost "
            "comes again with the next file. Enter on a file says what became of it and what to do."
        )

    def _help_for_office(self) -> str:
        return _(
            "Held: what a sender may not write, or what would delete a lot, waits for your yes or no. Devices: admit a "
            "laptop when its eight words, read to you, agree with its file; revoke one that is lost. Assignments: hand "
            "customers over for good, or lend them for some days; the next files carry it out. Enter on a file says "
            "what became of it and what to do."
        )

    def show_target(self, target: str | None, within: tuple[str, ...] = ()) -> None:
        """Show a sheet by its name."""
        super().show_target(target, within)
        if target:
            self.tabs.show_sheet(target)

    def open_conflict(self, conflict: str) -> ConflictDialog | None:
        """Show a conflict to be closed."""
        row = self._conflicts.get(conflict)
        if row is None:
            return None
        shown = self.conflicts.shown_ids()
        place = shown.index(conflict) if conflict in shown else 0
        dialog = ConflictDialog(self, self.context, row)
        dialog.accepted.connect(lambda: self._go_on(place))
        dialog.open()
        return dialog

    def _go_on(self, place: int) -> None:
        """After one is closed the next is in hand: Enter, decide, Enter, decide."""
        self.refresh()
        left = self.conflicts.shown_ids()
        if left:
            self.conflicts.select(left[min(place, len(left) - 1)])
            self.conflicts.view.setFocus()

    def take(self, files: Sequence[Path]) -> None:
        """Preview exchange files; a device that asks to be admitted is the office's to answer."""
        asking = [file for file in files if file.suffix.lower() == ENROLMENT_ENDING]
        if not asking:
            preview_files(self, self.context, files)
        elif self.office:
            admit_device(self, self.context, asking[0])
        else:
            self.context.say(_("{file} asks the office to admit a device: give it to the office.").format(
                file=asking[0].name), "news")  # fmt: skip

    def _conflicts_table(self) -> RecordTable:
        empty = Empty(
            _("No conflict waits."),
            _("Where two people change one field without knowing of each other, you choose here what stands."),
            glyph="circle-check",
        )
        made = RecordTable(
            "exchange-conflicts", conflict_columns(), self.context.preferences, self.context.today, empty=empty
        )
        made.opened.connect(self.open_conflict)
        offer_papers(self, self.context, made, _("Conflicts"))
        return made

    def _show_outbox(self, files: list[FileRow]) -> None:
        folder = str(self.context.preferences.layout("exchange").get("out", ""))
        written = [(row.file_name, row.peer) for row in to_carry(files)]
        self.outbox.show_files(Path(folder) if folder else None, written)
        count = len(self.outbox.list.paths())
        self.tabs.set_words("outbox", _("To carry over {count}").format(count=count))

    def _show_figures(self, status: ExchangeStatus) -> None:
        office = next((peer for peer in status.peers if peer.role == "office"), None)
        self.acknowledged.caption.setText(_("Devices heard of") if office is None else _("The office has your work"))
        self.unsent.caption.setText(_("To send to devices") if office is None else _("Not yet acknowledged"))
        if office is not None:
            moment, by = office.has_until, moment_words(office.heard_made_at) or "—"
            since = "" if moment is None else since_words(moment, self.context.clock.now())
            words = moment_words(moment) or "—"
            self.acknowledged.show_value(words[:10], since, _("by its file of {when}").format(when=by))
            self.unsent.show_value(f"{max(0, status.writes - office.acknowledged):,}", _("writes"))
        else:
            heard = sum(1 for peer in status.peers if peer.heard_at is not None)
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

    def _show_role(self, status: ExchangeStatus, has_files: bool) -> None:
        """Before the first exchange one step alone is offered, and where it was done, what comes after it."""
        asked = status.fingerprint is not None
        waits = asked and not status.enrolled and not self.office
        self.join_button.setVisible(not self.office and not status.enrolled)
        self.admit_button.setVisible(self.office and not status.enrolled)
        self.write_button.setVisible(status.enrolled)
        self.take_button.setVisible(status.enrolled or waits)
        words = _(
            "Read these eight words to the office: {words}. It answers with your first files: drop them on this page."
        ).format(words=status.fingerprint)
        self.join_note.setText(words)
        self.join_note.setVisible(waits)
        if waits:
            self.nothing.say(_("The office's answer is awaited"), words)
        self.nothing.button.setVisible(not waits)
        known = status.enrolled or self.office or (waits and has_files)
        self._stack.setCurrentIndex(0 if known else 1)

    def _arrange(self) -> None:
        context = self.context
        self.join_button = button(_("Ask to be admitted"), lambda: ask_to_join(self, context))
        self.admit_button = button(_("Admit a device"), lambda: admit_device(self, context), "primary")
        self.take_button = button(
            _("Take files in"), lambda: choose_files(self, self.context, self.take), "", "download"
        )
        self.write_button = button(_("Write files"), lambda: write_files(self, context), "primary", "upload")
        for made in (self.join_button, self.admit_button, self.take_button, self.write_button):
            self.buttons.addWidget(made)
        shown = (self.acknowledged, self.unsent, self.open_conflicts, self.held_figure)
        figures = in_row(*((figure, 1) for figure in shown), gap=16)
        self.tabs = self._made_tabs()
        inside = QWidget()
        in_column(self.clock_note, self.join_note, figures, (self.tabs, 1), gap=16, within=inside)
        self.nothing = Empty(
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
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(inside)
        self._stack.addWidget(self.nothing)

    def _made_tabs(self) -> Tabs:
        tabs = Tabs()
        tabs.add("files", _("Files"), self.journal)
        tabs.add("outbox", _("To carry over"), self.outbox)
        tabs.add("conflicts", _("Conflicts"), self.conflicts)
        tabs.add("held", _("Held"), self.held)
        tabs.add("devices", _("Devices"), self.devices)
        if self.assignments is not None:
            tabs.add("assignments", _("Assignments"), self.assignments)
        tabs.add("erased", _("Erased people"), self.erased)
        return tabs

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) and not self.outbox.isAncestorOf(_source_of(event)):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _dropped(event)
        if files:
            event.acceptProposedAction()
            self.take(files)


def _dropped(event: QDropEvent) -> list[Path]:
    """Exchange files, enrolment files, and folders that may hold some."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.suffix.lower() in (ENDING, ENROLMENT_ENDING) or path.is_dir()]


def _source_of(event: QDropEvent) -> QWidget:
    source = event.source()
    return source if isinstance(source, QWidget) else QWidget()
