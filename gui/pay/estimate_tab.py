"""The estimate of a month: the identity, each line with its record, what two more would bring, the last months."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.pay.identity_row import IdentityRow
from gui.pay.lines import Shown, line_columns, shown_lines
from gui.widgets.card import Card
from gui.widgets.chart import ChartView
from gui.widgets.columns import money_words, rows_of
from gui.widgets.conditions import Condition
from gui.widgets.labels import button, elided, label, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.labels import label_of
from model.months import month_words
from model.pay.statements import Hint, Statement
from reports.charts import ChartData, Series, bar_chart, stacked_bar_chart
from reports.drawing import Colour, Drawing
from reports.scales import Measure
from resources.i18n import _

_FEW: Final = 4
_ROOM: Final = 120.0
"""Points of height from which the parts can be told apart."""
_COLOURS: Final = {
    "base": Colour.SECOND,
    "performance": Colour.THIRD,
    "piecework": Colour.FIRST,
    "retention": Colour.DONE,
}


class EstimateTab(QWidget):
    """One month. `opened(part, key, record)` where a line is opened, `month_wanted(month)` from the chart."""

    opened = Signal(str, str, str)
    month_wanted = Signal(int)
    scheme_wanted = Signal()
    deduction_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._shown: list[Shown] = []
        self.columns = line_columns()
        self.identity = IdentityRow()
        self.identity.opened.connect(self.show_part)
        self.note = label("", "danger", wrap=True)
        self.note.hide()
        self.table = RecordTable(
            "pay-lines", self.columns, context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.table.view.hideColumn(0)
        self.table.opened.connect(self._open)
        self.all_button = button(_("Show all"), lambda: self.show_part(""), "link")
        self.deduction_button = button(_("Deduction"), self.deduction_wanted.emit, "link")
        self.scheme_button = button(_("How I am paid"), self.scheme_wanted.emit, "link")
        self.hints = [(elided("", ""), label("", "strong")) for _place in range(3)]
        self.no_hint = muted(_("Once rates are here, this says what two more of an item would bring."), wrap=True)
        self.months = Card(_("Last months"), " ")
        self.chart = ChartView(_("Income of the last months"))
        self.chart.clicked.connect(lambda key: self.month_wanted.emit(int(key)))
        self._lay_out()

    def show_month(self, statements: Sequence[Statement], hints: Sequence[Hint], note: str) -> None:
        """Show the last of these statements, the others beside it; `note` is what needs the person's attention."""
        statement = statements[-1]
        self.identity.show_statement(statement)
        self._shown = shown_lines(statement)
        self.table.set_rows(rows_of(self._shown, self.columns))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._show_hints(hints)
        taken = any(one.sum_of("deduction") for one in statements)
        self.months.remark.setText(_("before deductions") if taken else "")
        parts, totals = _parts_data(statements), _totals_data(statements[-_FEW:])
        self.chart.set_chart(lambda width, height: _draw(parts, totals, width, height))

    def show_part(self, part: str) -> None:
        """Show the lines of one part only; all of them for an empty one."""
        self.table.filter_by(*([Condition("part", "any", (part,))] if part else []))
        self.all_button.setVisible(bool(part))
        self.table.view.setFocus()

    def _open(self, row_id: str) -> None:
        row = next((one for one in self._shown if one.id == row_id), None)
        if row is not None:
            self.opened.emit(row.part, row.key, row.record_id)

    def _show_hints(self, hints: Sequence[Hint]) -> None:
        for place, (words, gain) in enumerate(self.hints):
            there = place < len(hints)
            words.setVisible(there)
            gain.setVisible(there)
            if there:
                hint = hints[place]
                words.setText(_("{count} more of {item}").format(count=hint.count, item=hint.item))
                gain.setText(_("+ {amount} yuan").format(amount=money_words(hint.gain_fen)))
        self.no_hint.setVisible(not hints)

    def _lay_out(self) -> None:
        lines = Card(_("Line by line"), _("Enter opens what stands behind"), margins=1)
        for made in (self.all_button, self.deduction_button, self.scheme_button):
            lines.head.addWidget(made)
        self.all_button.hide()
        lines.body.addWidget(self.table, 1)
        months = self.months
        self.chart.setMinimumHeight(60)
        months.body.addWidget(self.chart, 1)
        both = in_row((lines, 5), (in_column(self._hint_card(), (months, 1), gap=16), 3), gap=16)
        in_column(self.identity, self.note, (both, 1), gap=16, within=self)

    def _hint_card(self) -> Card:
        card = Card(_("What two more would bring"))
        card.body.addWidget(self.no_hint)
        for words, gain in self.hints:
            row = in_row((words, 1), gain)
            card.body.addLayout(row)
        return card


def _draw(parts: ChartData, totals: ChartData, width: float, height: float) -> Drawing:
    """Stacked parts where there is room for them and their names, else the whole alone."""
    return stacked_bar_chart(parts, width, height) if height >= _ROOM else bar_chart(totals, width, height)


def _totals_data(statements: Sequence[Statement]) -> ChartData:
    months = tuple(statement.month for statement in statements)
    income = Series(_("Income of the month"), tuple(float(one.earned_fen) for one in statements), Colour.FIRST)
    return ChartData(
        tuple(month_words(month)[2:] for month in months), tuple(map(str, months)), (income,), Measure.MONEY
    )


def _parts_data(statements: Sequence[Statement]) -> ChartData:
    """The parts of each month, before deductions."""
    series = tuple(
        Series(
            label_of("pay_part", part),
            tuple(float(statement.sum_of(part)) for statement in statements),
            _COLOURS[part],
        )
        for part in _COLOURS
        if any(statement.sum_of(part) for statement in statements)
    )
    months = [statement.month for statement in statements]
    return ChartData(tuple(month_words(month)[2:] for month in months), tuple(map(str, months)), series, Measure.MONEY)
