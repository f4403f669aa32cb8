"""The first step: which files, and how they may change what is here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.context import Context
from gui.files import ask_sources
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, moment_words
from gui.widgets.empty import Empty
from gui.widgets.fields import CheckField, ChoiceField
from gui.widgets.form import Form
from gui.widgets.labels import button, icon_button, label, muted
from gui.widgets.placing import STRETCH, clear, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.intake.batches import BatchRow, list_batches
from model.intake.job import Options
from model.intake.plan import Mode
from resources.i18n import N_, _

_MODES: Final = {
    "merge": N_("Add new rows and update known ones"),
    "create": N_("Only add new rows"),
    "update": N_("Only update known rows"),
}


class ChooseStep(QWidget):
    """Files chosen or dropped, the mode, and the imports made before."""

    changed = Signal()
    undo_wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.paths: list[Path] = []
        self.setAcceptDrops(True)
        self.files = QVBoxLayout()
        self.files.setSpacing(4)
        drop = QFrame()
        drop.setProperty("look", "card")
        words = muted(
            _("Drop the office's workbook here, or csv files, one per sheet. Titles and blank rows are fine.")
        )
        self.choose_button = button(_("Choose files"), self.choose, glyph="folder")
        in_column(
            (words, Qt.AlignmentFlag.AlignHCenter),
            (self.choose_button, Qt.AlignmentFlag.AlignHCenter),
            self.files,
            gap=12,
            margins=(24, 20, 24, 20),
            within=drop,
        )
        self.mode = ChoiceField(_MODES)
        self.names = CheckField(_("Bring in the members' names as well"))
        form = Form(columns=2)
        form.add("mode", _("What the file may do"), self.mode)
        form.add(
            "names",
            _("Group members"),
            self.names,
            help=_("Names of members are personal data and stay out by default."),
        )
        in_column(drop, form, (self._earlier(), 1), gap=16, within=self)

    def options(self) -> Options:
        """How the import is to run."""
        return Options(mode=Mode(self.mode.value()), member_names=self.names.value())

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; one that stands there already is passed over."""
        self.paths += [path for path in dict.fromkeys(paths) if path not in self.paths]
        self._show_files()

    def choose(self) -> None:
        """Ask for files."""
        kinds = _("Workbooks and csv files (*.xlsx *.csv *.txt);;All files (*)")
        self.add(ask_sources(self, self.context, _("Choose files"), kinds))

    def show_earlier(self) -> None:
        """Read the imports made before."""
        with self.context.read() as session:
            batches = list_batches(session, 20)
        self.earlier.set_rows([_batch_row(batch) for batch in batches])
        self.earlier_card.setVisible(bool(batches))

    def _earlier(self) -> QWidget:
        columns = [
            Column("made_at", N_("When"), width=130, quiet=True),
            Column("file_name", N_("File"), width=180, bold=True),
            Column("created", N_("New rows"), Kind.INTEGER, 90),
            Column("updated", N_("Changed"), Kind.INTEGER, 80),
            Column("rejected", N_("Rejected"), Kind.INTEGER, 80),
            Column("undo", "", Kind.ACTION, 110),
        ]
        self.earlier = RecordTable(
            "batches", columns, self.context.preferences, self.context.today, empty=Empty(_("No imports yet")),
            bar=False, footer=False, frame=False,
        )  # fmt: skip
        self.earlier.view.setColumnHidden(0, True)
        self.earlier.acted.connect(lambda batch, _key: self.undo_wanted.emit(batch))
        self.earlier_card = Card(_("Imports made before"), margins=1)
        self.earlier_card.body.addWidget(self.earlier, 1)
        return self.earlier_card

    def _show_files(self) -> None:
        clear(self.files)
        for path in self.paths:
            self.files.addWidget(self._file(path))
        self.changed.emit()

    def _file(self, path: Path) -> QWidget:
        line = QWidget()
        in_row(
            label(path.name, "strong"),
            muted(str(path.parent)),
            STRETCH,
            icon_button("x", _("Take {file} out").format(file=path.name), lambda: self._take_out(path)),
            within=line,
        )
        return line

    def _take_out(self, path: Path) -> None:
        self.paths.remove(path)
        self._show_files()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _batch_row(batch: BatchRow) -> tuple[str | int, ...]:
    def total(name: str) -> int:
        return sum(counts.get(name, 0) for counts in batch.counts.values())

    when = moment_words(batch.made_at)
    undo = _("taken back") if batch.undone else _("Take back")
    return (batch.id, when, batch.file_name, total("created"), total("updated"), total("rejected"), undo)
