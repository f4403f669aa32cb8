"""The second step: what each sheet is and what each of its columns means, with the first rows as they would be read."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui.colours import colours_of
from gui.intake.work import Work, sheet_words
from gui.widgets.card import Card
from gui.widgets.labels import label, muted
from gui.widgets.placing import in_column, in_row
from model.intake.cells import Cell
from model.intake.headers import CUSTOM, LEFT_OUT, Heading
from model.intake.mappings import meaning_of
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.preview import SheetPreview, as_sheet, lacking, read_as, value_words, with_meaning
from resources.i18n import N_, _

_HEADS: Final = (N_("Column of the file"), N_("Goes to"), N_("In the file"), N_("Read as"))
_ROW_HEIGHT: Final = 38


class MapStep(QWidget):
    """Sheets at the left; at the right the columns of the one that is chosen."""

    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(_("Sheets of the files"))
        self.sheets.setFixedWidth(230)
        self.sheets.setSpacing(4)
        self.sheets.currentRowChanged.connect(self._show_sheet)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("This sheet is"))
        self.kind.addItem(_("Do not read this sheet"), "")
        for sheet in OFFICE_SHEETS:
            self.kind.addItem(sheet_words(sheet.names), sheet.entity)
        self.kind.activated.connect(self._take_for)
        self.remark = label("", "muted", wrap=True)
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setAccessibleName(_("Columns of the sheet"))
        self.table.setHorizontalHeaderLabels([_(words) for words in _HEADS])
        self.table.verticalHeader().setVisible(False)
        self.table.setShowGrid(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.horizontalHeader().setStretchLastSection(True)
        for place, width in enumerate((150, 190, 180)):
            self.table.setColumnWidth(place, width)
        self._lay_out()

    def show_previews(self) -> None:
        """List the sheets; the first that needs a look is chosen."""
        self.sheets.clear()
        for place, preview in enumerate(self.work.previews):
            item = QListWidgetItem()
            self.sheets.addItem(item)
            self._name(place, preview)
        wanted = (place for place, preview in enumerate(self.work.previews) if _doubtful(preview))
        self.sheets.setCurrentRow(next(wanted, 0))

    def problem(self) -> str:
        """Why the way on is closed, in words; empty when it is open."""
        if not any(preview.table for preview in self.work.previews):
            return _("No sheet of the files is known. Say at the right what one of them is.")
        for preview in self.work.previews:
            if preview.table is not None and (missing := lacking(preview.table)):
                return _("Sheet “{sheet}” needs a column for {column}; or do not read it.").format(
                    sheet=preview.name, column=sheet_words(missing[0].headings)
                )
        return ""

    def choose_meaning(self, heading: Heading, meaning: str) -> None:
        """Say what a heading of the chosen sheet means."""
        place = self.sheets.currentRow()
        preview = self.work.previews[place]
        if preview.table is not None:
            table = with_meaning(preview.table, heading, meaning)
            self._replace(place, SheetPreview(preview.source, preview.name, table, preview.top))

    def _lay_out(self) -> None:
        card = Card(margins=1)
        card.body.addWidget(self.table, 1)
        right = in_column(in_row(muted(_("This sheet is")), self.kind, (self.remark, 1), gap=12), (card, 1), gap=12)
        left = Card(margins=1)
        left.body.addWidget(self.sheets, 1)
        in_row(left, (right, 1), gap=16, within=self)

    def _name(self, place: int, preview: SheetPreview) -> None:
        item = self.sheets.item(place)
        kind = sheet_words(preview.table.sheet.names) if preview.table else _("not read")
        mark = _("  · look here") if _doubtful(preview) else ""
        item.setText(preview.name if preview.name == kind else f"{preview.name} → {kind}{mark}")
        if preview.name == kind and mark:
            item.setText(f"{preview.name}{mark}")

    def _show_sheet(self, place: int) -> None:
        if not 0 <= place < len(self.work.previews):
            self.table.setRowCount(0)
            return
        preview = self.work.previews[place]
        table = preview.table
        self.kind.setCurrentIndex(self.kind.findData(table.sheet.entity if table else ""))
        self.table.setRowCount(len(table.headings) if table else 0)
        self.remark.setText(_remark(preview))
        if table is not None:
            for row, heading in enumerate(table.headings):
                self._show_heading(row, heading, preview)

    def _show_heading(self, row: int, heading: Heading, preview: SheetPreview) -> None:
        cells: list[Cell] = [line[heading.place] if heading.place < len(line) else "" for line in preview.samples]
        self.table.setRowHeight(row, _ROW_HEIGHT)
        self.table.setItem(row, 0, QTableWidgetItem(heading.text))
        self.table.setCellWidget(row, 1, self._choice(heading, preview))
        self.table.setItem(row, 2, QTableWidgetItem(_samples(cells)))
        words, bad = _read_words(preview, heading, cells)
        read = QTableWidgetItem(words)
        read.setToolTip(words)
        if bad:
            read.setForeground(self._danger())
        self.table.setItem(row, 3, read)

    def _danger(self) -> QBrush:
        return QBrush(QColor(colours_of(self.palette()).danger))

    def _choice(self, heading: Heading, preview: SheetPreview) -> QWidget:
        if heading.forbidden:
            return label(_("never kept"), "danger")
        box = QComboBox()
        box.setAccessibleName(_("What “{heading}” means").format(heading=heading.text))
        box.addItem(_("Leave out"), LEFT_OUT)
        box.addItem(_("A field of its own"), CUSTOM + heading.text)
        table = preview.table
        for column in table.sheet.columns if table else ():
            box.addItem(sheet_words(column.headings), column.field)
        box.setCurrentIndex(max(box.findData(meaning_of(heading)), 0))
        box.activated.connect(self._on_choice(heading, box))
        return box

    def _on_choice(self, heading: Heading, box: QComboBox) -> Callable[[int], None]:
        return lambda _index: self.choose_meaning(heading, str(box.currentData()))

    def _take_for(self, _index: int) -> None:
        place = self.sheets.currentRow()
        entity = self.kind.currentData()
        sheet = next((sheet for sheet in OFFICE_SHEETS if sheet.entity == entity), None)
        if 0 <= place < len(self.work.previews):
            self._replace(place, as_sheet(self.work.previews[place], sheet))

    def _replace(self, place: int, preview: SheetPreview) -> None:
        self.work.previews[place] = preview
        self.work.corrected.add(place)
        self._name(place, preview)
        self._show_sheet(place)
        self.changed.emit()


def _doubtful(preview: SheetPreview) -> bool:
    return preview.table is None or bool(lacking(preview.table)) or any(not h.custom for h in preview.table.unknown)


def _remark(preview: SheetPreview) -> str:
    if preview.table is None:
        return _("Its headings are not known.")
    left = [heading.text for heading in preview.table.unknown if not heading.custom]
    if left:
        return _("Not known, left out unless you choose: {names}").format(names=_(", ").join(left))
    return _("Every column is known.")


def _samples(cells: list[Cell]) -> str:
    texts = ("" if cell is None else str(cell) for cell in cells)
    return " | ".join(text for text in texts if text)


def _read_words(preview: SheetPreview, heading: Heading, cells: list[Cell]) -> tuple[str, bool]:
    """How the samples would be read, and whether one could not be."""
    if heading.column is None or preview.table is None:
        return (_samples(cells), False) if heading.custom else ("", False)
    words, bad = [], False
    for value, reason in read_as(heading.column, cells):
        bad = bad or bool(reason)
        words.append(reason or value_words(preview.table.sheet, heading.column, value))
    return " | ".join(word for word in words if word), bad
