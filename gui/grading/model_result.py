"""What the model in hand would make of the newest month: customers by grade before and after, and who would move."""

from typing import Any, Final

from gui.context import Context
from gui.grading.columns import grade_tags
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.labels import label, muted, section
from gui.widgets.record_table import RecordTable
from model.grading.factors import FACTOR_BY_CODE
from model.grading.preview import Preview, PreviewRow
from resources.i18n import N_, _

_LEAST: Final = 280
"""Pixels: narrower than the tables' own least width, so that both cards fit beside each other."""


class ModelResult(Card):
    """The live result; nothing of it is kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("What it would say"), _("the newest month, nothing is kept yet"))
        self.point = label("", "strong", wrap=True)
        self.error = label("", "danger", wrap=True)
        self.missing = muted("", wrap=True)
        self.grades = RecordTable(
            "model-grades", _grade_columns(), context.preferences, context.today, bar=False, footer=False, frame=False
        )
        nobody = Empty(_("Nobody would change the grade"))
        self.movers = RecordTable(
            "model-movers",
            _mover_columns(),
            context.preferences,
            context.today,
            empty=nobody,
            bar=False,
            footer=False,
            frame=False,
        )
        for table in (self.grades, self.movers):
            table.view.hideColumn(0)
            table.setMinimumWidth(_LEAST)
        self.grades.setFixedHeight(5 * 34 + 8)
        self.movers.setMinimumHeight(4 * 34)
        self.movers.opened.connect(lambda customer: context.open_page("customer", customer))
        for part in (self.point, self.error, self.grades, self.missing, section(_("Who would change the grade"))):
            self.body.addWidget(part)
        self.body.addWidget(self.movers, 1)
        self.error.hide()

    def show_preview(self, found: Preview) -> None:
        """Show a result."""
        words = _("Customers: {count}; those whose grade would change: {changed}.")
        lines = [words.format(count=f"{found.customers:,}", changed=f"{found.changed:,}")]
        if found.elsewhere:
            lines.append(_("{count} are graded by another model.").format(count=f"{found.elsewhere:,}"))
        self.point.setText(" ".join(lines))
        gaps = [
            _("{factor} {count}").format(factor=_(FACTOR_BY_CODE[code].label), count=f"{count:,}")
            for code, count in found.missing.items()
        ]
        self.missing.setText(_("Customers without a value: {list}").format(list=_(", ").join(gaps)) if gaps else "")
        self.missing.setVisible(bool(gaps))
        self.grades.set_rows(
            [(one.grade, one.grade, one.before, one.after, one.change, _bound(one.least)) for one in found.by_grade]
        )
        self.movers.set_rows([_mover(row) for row in found.movers])
        self.complain("")

    def complain(self, words: str) -> None:
        """Say what keeps the model from being used; the last result stays."""
        self.error.setText(words)
        self.error.setVisible(bool(words))


def _bound(least: int | None) -> str:
    return "" if least is None else f"≥ {least / 100:.2f}"


def _mover(row: PreviewRow) -> tuple[Any, ...]:
    return (row.customer_id, row.name, f"{row.grade} {row.before}", row.total)


def _grade_columns() -> list[Column]:
    return [
        Column("grade", N_("Grade"), Kind.TAG, 62, tags=grade_tags),
        Column("before", N_("Now"), Kind.INTEGER, 54),
        Column("after", N_("With it"), Kind.INTEGER, 72),
        Column("change", N_("+ / −"), Kind.INTEGER, 54, signed=True),
        Column("least", N_("From score"), Kind.TEXT, 86, quiet=True),
    ]


def _mover_columns() -> list[Column]:
    return [
        Column("name", N_("Customer"), Kind.TEXT, 170, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 116, tags=grade_tags),
        Column("total", N_("Score"), Kind.TEXT, 70, words=lambda total: f"{total / 100:.2f}"),
    ]
