"""The month into the company's own form: cells are mapped once, by a click and a field, then one button fills it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from gui.context import Context
from gui.files import ask_target
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.work_log.form_grid import FormGrid
from model.months import month_words
from model.settings.personal import find_personal, keep_personal
from reports.form_sheets import Form, FormSheet, form_from_plain, plain_form, read_form
from reports.sheet_cells import Place
from reports.work_log import WorkLogPaper
from reports.work_log_form import FIELDS, LABELS, FormMap, fill_work_log
from reports.workbook import cell_name
from resources.i18n import N_, _, _n

_KEPT = N_("Map the company's form")


class FormDialog(QDialog):
    """The form as a grid, what each cell takes, and the button that fills the month in."""

    def __init__(self, parent: QWidget | None, context: Context, form: Form, paper: WorkLogPaper) -> None:
        super().__init__(parent)
        self.context = context
        self.form = form
        self.paper = paper
        self.place: Place = (0, 0)
        self.setWindowTitle(_("The company's form"))
        self.resize(900, 600)
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet of the form"))
        self.sheets.addItems([sheet.name for sheet in form.sheets])
        self.grid = FormGrid()
        self.cell_words = label("", "strong")
        self.field = QComboBox()
        self.field.setAccessibleName(_("What this cell takes"))
        self.field.addItem(_("Nothing"), "")
        for name, (words, _headings) in {**FIELDS, **LABELS}.items():
            self.field.addItem(_("{field}, every line").format(field=_(words)) if name in FIELDS else _(words), name)
        self.remark = label("", wrap=True)
        self.fill_button = button(_("Fill in the month"), self.fill, "primary")
        self._lay_out()
        self.map = self._first_map()
        self.sheets.setCurrentText(self.map.sheet)
        self.grid.show_sheet(self._sheet())
        self._show_map()
        self.sheets.activated.connect(lambda _index: self._change_sheet())
        self.grid.chosen.connect(self.choose)
        self.grid.taken.connect(self.field.setFocus)
        self.sheets.setVisible(len(form.sheets) > 1)
        self.grid.setCurrentCell(self.map.first_row, min(self.map.columns.values(), default=0))
        self.field.activated.connect(lambda _index: self.take(str(self.field.currentData())))

    def choose(self, row: int, column: int) -> None:
        """Look at a cell: what it takes now."""
        self.place = (row, column)
        self.cell_words.setText(cell_name(row, column))
        self.field.setCurrentIndex(max(self.field.findData(self._taken_at(self.place)), 0))

    def take(self, name: str) -> None:
        """Let the chosen cell take a field; one of a line goes down its column from there on, `""` takes it away."""
        row, column = self.place
        form = self.map
        columns = {field: at for field, at in form.columns.items() if at != column or row < form.first_row}
        cells = {field: at for field, at in form.cells.items() if at != self.place}
        first = form.first_row
        if name in FIELDS:
            columns = {field: at for field, at in columns.items() if field != name and at != column} | {name: column}
            first = row
        elif name in LABELS:
            cells = {field: at for field, at in cells.items() if field != name} | {name: self.place}
        self.map = self._sheet().with_room(FormMap(form.sheet, first, columns, cells))
        self._show_map()

    def fill(self) -> None:
        """Keep the map, ask where to, and fill the month in."""
        month = month_words(self.paper.log.month)
        name = f"{self.form.path.stem} {month}.xlsx"
        target = ask_target(self, self.context, _("Save the paper"), name, _("Workbook (*.xlsx)"))
        if target is not None:
            self.write(target)

    def write(self, out: Path) -> None:
        """Keep the map for next month and write the filled form on the worker."""
        form, paper, kept = self.form.path, self.paper, self.map
        with self.context.read() as session:
            known = find_personal(session, _name_of(self.form))
        if known != plain_form(kept):
            with self.context.write(_KEPT) as session:
                keep_personal(session, _name_of(self.form), plain_form(kept))
        self.fill_button.setEnabled(False)
        self.context.tasks.run(
            lambda _progress: fill_work_log(form, out, paper, kept),
            lambda _done: self._done(out),
            lambda error: self._complain(error.sentence),
            title=_("Filling the form"),
        )

    def _done(self, out: Path) -> None:
        self.context.say(_("Saved as {file}.").format(file=out.name))
        self.accept()

    def _complain(self, sentence: str) -> None:
        self.remark.setText(sentence)
        self.fill_button.setEnabled(True)

    def _first_map(self) -> FormMap:
        with self.context.read() as session:
            kept = form_from_plain(find_personal(session, _name_of(self.form)), self.form)
        return kept or self.form.guess() or FormMap(self.form.sheets[0].name, 0, {})

    def _sheet(self) -> FormSheet:
        return self.form.sheets[max(self.sheets.currentIndex(), 0)]

    def _change_sheet(self) -> None:
        sheet = self._sheet()
        self.map = sheet.guess or FormMap(sheet.name, 0, {})
        self.grid.show_sheet(sheet)
        self._show_map()

    def _taken_at(self, place: Place) -> str:
        for name, cell in self.map.cells.items():
            if cell == place:
                return name
        row, column = place
        at = [name for name, own in self.map.columns.items() if own == column and row >= self.map.first_row]
        return at[0] if at else ""

    def _show_map(self) -> None:
        form = self.map
        lines = len(self.paper.log.lines)
        words = {name: _(words) for name, (words, _known) in {**FIELDS, **LABELS}.items()}
        starts = {(form.first_row, column): words[name] for name, column in form.columns.items()}
        starts |= {place: words[name] for name, place in form.cells.items()}
        below = {
            (form.first_row + number, column): words[name]
            for number in range(1, max(lines, 1))
            for name, column in form.columns.items()
        }
        self.grid.show_marks(starts, below)
        self.fill_button.setEnabled(bool(form.columns or form.cells))
        self.remark.setText(self._advice(lines))

    def _advice(self, lines: int) -> str:
        if not self.map.columns:
            return _("Click the first cell under a heading, then choose what goes there; it is remembered.")
        if self.map.room is not None and self.map.room < lines:
            return _(
                "The form has room for {room} lines, the month has {count}. Add rows to the form and retry."
            ).format(room=self.map.room, count=lines)
        return _n(
            "{count} line goes in at row {row}. Everything else in the form stays as it is.",
            "{count} lines go in from row {row} on. Everything else in the form stays as it is.",
            lines,
            row=self.map.first_row + 1,
        )

    def _lay_out(self) -> None:
        head = in_row(self.sheets, STRETCH, muted(_("Cell")), self.cell_words, muted(_("takes")), self.field, gap=12)
        card = Card(margins=1)
        card.body.addWidget(self.grid, 1)
        foot = in_row(STRETCH, button(_("Cancel"), self.reject), self.fill_button)
        in_column(
            title(_("The company's form")),
            head,
            (card, 1),
            self.remark,
            foot,
            gap=12,
            margins=FRAME,
            within=self,
        )


def open_form_dialog(
    parent: QWidget, context: Context, path: Path, paper: WorkLogPaper, then: Callable[[FormDialog], None] | None = None
) -> None:
    """Read a form on the worker and open the dialog on it; `then` is told the dialog."""

    def show(form: Form) -> None:
        dialog = FormDialog(parent, context, form, paper)
        dialog.open()
        if then is not None:
            then(dialog)

    context.tasks.run(lambda _progress: read_form(path), show, title=_("Reading {file}").format(file=path.name))


def _name_of(form: Form) -> str:
    return f"work_log_form:{form.fingerprint}"
