"""The third step: what would happen to every row, before anything does."""

from PySide6.QtWidgets import QWidget

from gui.colours import Tone
from gui.context import Context
from gui.files import ask_target
from gui.intake.work import Work, sheet_words
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, Tag
from gui.widgets.empty import Empty
from gui.widgets.labels import button, label
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from gui.widgets.tabs import Tabs
from model.intake.office_sheets import OFFICE_SHEETS
from model.intake.reading import Remark
from model.intake.report import ImportReport
from resources.i18n import N_, _


def count_columns() -> list[Column]:
    """Sheet and what becomes of its rows."""
    return [
        Column("sheet", N_("Sheet"), width=160, bold=True),
        Column("read", N_("Rows"), Kind.INTEGER, 90, total=True),
        Column("created", N_("New rows"), Kind.INTEGER, 90, total=True),
        Column("updated", N_("Changed"), Kind.INTEGER, 90, total=True),
        Column("unchanged", N_("As before"), Kind.INTEGER, 90, total=True),
        Column("rejected", N_("Rejected"), Kind.INTEGER, 90, total=True),
    ]


def remark_columns() -> list[Column]:
    """Where a cell stands, what stood there and why it is spoken of."""
    return [
        Column("sheet", N_("Sheet"), width=90),
        Column("row", N_("Row"), Kind.INTEGER, 60),
        Column("column", N_("Column"), width=100),
        Column("value", N_("What stands there"), width=130, bold=True),
        Column("reason", N_("Why"), Kind.TAG, 300, tags=lambda words: [Tag(words, Tone.PLAIN)]),
    ]


def count_rows(report: ImportReport) -> list[tuple[str | int, ...]]:
    """The counts in the order of the office's sheets."""
    names = {sheet.entity: sheet_words(sheet.names) for sheet in OFFICE_SHEETS}
    order = list(names)
    return [
        (entity, names[entity], counts.read, counts.created, counts.updated, counts.unchanged, counts.rejected)
        for entity, counts in sorted(report.sheets.items(), key=lambda pair: order.index(pair[0]))
    ]


def remark_rows(remarks: list[Remark]) -> list[tuple[str | int, ...]]:
    """Remarks as table rows."""
    return [
        (str(number), remark.sheet, remark.row, remark.column, remark.value, remark.reason)
        for number, remark in enumerate(remarks)
    ]


class CheckStep(QWidget):
    """Counts by sheet; rejected rows and remarks under tabs; what could not be read."""

    def __init__(self, context: Context, work: Work) -> None:
        super().__init__()
        self.context = context
        self.work = work
        self.summary = label("", "strong", wrap=True)
        self.notices = label("", "muted", wrap=True)
        self.counts = self._table("intake-counts", count_columns(), _("Nothing was read"))
        self.rejects = self._table("intake-rejects", remark_columns(), _("No row was rejected"))
        self.notes = self._table("intake-notes", remark_columns(), _("No remarks"))
        self.tabs = Tabs()
        for key, words, table in (
            ("counts", _("By sheet"), self.counts),
            ("rejects", _("Rejected rows"), self.rejects),
            ("notes", _("Remarks"), self.notes),
        ):
            card = Card(margins=1)
            card.body.addWidget(table, 1)
            self.tabs.add(key, words, card)
        self.save_button = button(_("Save the rejected rows"), self.save_rejects, glyph="file-down")
        in_column(in_row((self.summary, 1), self.save_button), self.notices, (self.tabs, 1), gap=12, within=self)

    def show_report(self, report: ImportReport) -> None:
        """Show what would happen."""
        new = sum(counts.created for counts in report.sheets.values())
        changed = sum(counts.updated for counts in report.sheets.values())
        rejected = sum(counts.rejected for counts in report.sheets.values())
        words = _("Rows: {new} new, {changed} changing, {rejected} rejected. Nothing has been changed yet.")
        self.summary.setText(words.format(new=f"{new:,}", changed=f"{changed:,}", rejected=f"{rejected:,}"))
        self.notices.setText("\n".join(report.notices))
        self.notices.setVisible(bool(report.notices))
        self.counts.set_rows(count_rows(report))
        self.rejects.set_rows(remark_rows(report.rejects))
        self.notes.set_rows(remark_rows(report.notes))
        self.tabs.set_words("rejects", _("Rejected rows {count}").format(count=f"{len(report.rejects):,}"))
        self.tabs.set_words("notes", _("Remarks {count}").format(count=f"{len(report.notes):,}"))
        self.save_button.setEnabled(bool(report.refused))
        if report.rejects:
            self.tabs.show_sheet("rejects")

    def save_rejects(self) -> None:
        """Ask where to and write the rejected rows with their reasons."""
        name = f"{_('Rejected rows')}.xlsx"
        target = ask_target(self, self.context, _("Save the rejected rows"), name, _("Workbook (*.xlsx)"))
        if target is not None:
            self.work.save_rejects(target, lambda: self.context.say(_("Saved as {file}.").format(file=target.name)))

    def _table(self, name: str, columns: list[Column], nothing: str) -> RecordTable:
        made = RecordTable(
            name, columns, self.context.preferences, self.context.today, empty=Empty(nothing), bar=False,
            footer=False, frame=False,
        )  # fmt: skip
        made.view.setColumnHidden(0, True)
        return made
