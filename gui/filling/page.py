"""填表: the chosen columns of any workbook with group codes or mobile numbers, filled; nothing else changes."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from gui.context import Context
from gui.files import ask_source, ask_target
from gui.filling.chips import ColumnChips
from gui.filling.preview_table import PreviewTable
from gui.page import Page
from gui.tasks import Progress
from gui.widgets.card import Card
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from model.errors import UserError
from reports.filling import FillPlan, ListSheet, plan_fill, read_lists, write_fill
from resources.i18n import _

_MEMORY = "filling"


class FillingPage(Page):
    """Choose or drop a workbook, choose the columns, look at the first rows, save as a new file."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Fill in a list"))
        self.path: Path | None = None
        self.lists: list[ListSheet] = []
        self.plan: FillPlan | None = None
        self._asked = 0
        self.empty = Empty(
            _("Drop a workbook here"),
            _("Any list with a column of group codes or mobile numbers. The columns you choose are filled from your "
              "customers; every other part of the file stays as it is."),
            _("Choose a workbook"),
            self.choose,
            "file-down",
        )  # fmt: skip
        self.file_words = label("", "strong")
        self.sheet = QComboBox()
        self.sheet.setAccessibleName(_("Sheet to fill"))
        self.sheet.activated.connect(lambda _index: self._show_sheet())
        self.chips = ColumnChips()
        self.chips.changed.connect(self._on_columns)
        self.counts = label("", wrap=True)
        self.preview = PreviewTable()
        self.stack = QStackedWidget()
        ground = Card(margins=1)
        ground.body.addWidget(self.empty, 1)
        self.stack.addWidget(ground)
        self.stack.addWidget(self._work())
        self.body.addWidget(self.stack, 1)
        self.choose_button = button(_("Another workbook"), self.choose, glyph="folder")
        self.over_button = button(_("Fill this file itself"), self.save_over)
        self.save_button = button(_("Save as a new file"), self.save, "primary")
        for made in (self.choose_button, self.over_button, self.save_button):
            self.buttons.addWidget(made)
        self.setAcceptDrops(True)
        self._enable()

    def open_file(self, path: Path) -> None:
        """Read the workbook on the worker and show its first list."""
        self.context.tasks.run(
            lambda _progress: read_lists(path),
            lambda lists: self._show_file(path, lists),
            title=_("Reading {file}").format(file=path.name),
        )

    def choose(self) -> None:
        """Ask for a workbook."""
        file = ask_source(self, self.context, _("Choose a workbook"), _("Workbook (*.xlsx)"))
        if file is not None:
            self.open_file(file)

    def save(self) -> None:
        """Ask for a new file and write it; the original stays."""
        if self.path is None:
            return
        name = str(self.path.with_name(_("{name} filled.xlsx").format(name=self.path.stem)))
        target = ask_target(self, self.context, _("Save as a new file"), name, _("Workbook (*.xlsx)"))
        if target is not None:
            self.write(target)

    def save_over(self) -> None:
        """Fill the file itself, after a question."""
        if self.path is None:
            return
        words = _("“{file}” is changed itself; Meiban cannot undo that. Its other cells stay.").format(
            file=self.path.name
        )
        if confirm(self, _("Fill this file itself?"), words, _("Fill it"), danger=True):
            self.write(self.path)

    def write(self, out: Path) -> None:
        """Write the plan that is shown on the worker."""
        plan, path = self.plan, self.path
        if plan is None or path is None:
            return
        self.context.tasks.run(
            lambda _progress: write_fill(path, out, plan),
            lambda _done: self._say_done(plan, out),
            title=_("Filling in {file}").format(file=out.name),
        )

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "Offices send lists to be filled in all the time. Meiban finds the column of group codes or mobile "
            "numbers, looks each row up and fills the columns you choose; a column that is not there yet is added at "
            "the right. Rows that are not found, formulas, colours and other sheets stay as they are. Names and "
            "numbers of people are never filled in."
        )

    def _show_file(self, path: Path, lists: list[ListSheet]) -> None:
        self.path, self.lists = path, lists
        self.file_words.setText(path.name)
        self.sheet.clear()
        self.sheet.addItems([one.sheet for one in lists])
        self.sheet.setVisible(len(lists) > 1)
        self.stack.setCurrentIndex(1)
        self._show_sheet()

    def _show_sheet(self) -> None:
        found = self._list()
        if found is not None:
            remembered = self.context.preferences.layout(_MEMORY).get("columns", [])
            self.chips.show_columns(found, [str(one) for one in remembered])
            self._plan()

    def _list(self) -> ListSheet | None:
        place = self.sheet.currentIndex()
        return self.lists[place] if 0 <= place < len(self.lists) else None

    def _on_columns(self) -> None:
        self.context.preferences.keep_layout(_MEMORY, {"columns": self.chips.chosen()})
        self._plan()

    def _plan(self) -> None:
        found, headings = self._list(), self.chips.chosen()
        if found is None:
            return
        self._asked += 1
        turn = self._asked
        self.plan = None
        self._enable()

        def job(_progress: Progress) -> FillPlan:
            with self.context.read() as session:
                return plan_fill(session, found, headings)

        self.context.tasks.run(
            job, lambda plan: self._show_plan(turn, plan), self._on_failure, title=_("Looking the rows up")
        )

    def _on_failure(self, error: UserError) -> None:
        self.counts.setText(error.sentence)

    def _show_plan(self, turn: int, plan: FillPlan) -> None:
        if turn != self._asked:
            return
        self.plan = plan
        done = plan.done()
        missing = len(plan.keys) - done.found
        words = _("Rows: {rows}; found: {found}; not found and left as they are: {missing}.")
        said = words.format(found=f"{done.found:,}", rows=f"{len(plan.keys):,}", missing=f"{missing:,}")
        if done.unknown:
            said += " " + _("Not found: {keys}").format(keys=_(", ").join(done.unknown[:5]))
            said += "…" if len(done.unknown) > 5 else ""
        self.counts.setText(said)
        self.preview.show_plan(plan)
        self._enable()

    def _say_done(self, plan: FillPlan, out: Path) -> None:
        words = _("Rows filled in {file}: {found}.")
        self.context.say(words.format(found=f"{plan.done().found:,}", file=out.name))
        if out == self.path:
            self.open_file(out)

    def _enable(self) -> None:
        ready = self.plan is not None and bool(self.plan.headings) and bool(self.plan.values)
        self.choose_button.setVisible(self.path is not None)
        for made in (self.save_button, self.over_button):
            made.setVisible(self.path is not None)
            made.setEnabled(ready)

    def _work(self) -> QWidget:
        work = QWidget()
        head = in_row(self.file_words, self.sheet, STRETCH, gap=12)
        card = Card(_("The first rows, as they will be"), margins=1)
        card.body.addWidget(self.preview, 1)
        in_column(
            head,
            (muted(_("Columns to fill")), Qt.AlignmentFlag.AlignLeft),
            self.chips,
            self.counts,
            (card, 1),
            gap=12,
            within=work,
        )
        return work

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open_file(files[0])
