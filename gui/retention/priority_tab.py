"""Whom to see first: customers by value × risk × time since contact × expiry, with weights to change."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.papers.export import offer_papers
from gui.retention.task_columns import GRADE_TONES
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import IntegerField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.retention.priorities import PriorityWeights
from model.retention.priority_table import PriorityRow, list_priorities, read_weights, save_weights
from resources.i18n import N_, _

_MOST = 1000


def priority_columns() -> list[Column]:
    """The table of priorities."""
    return [
        Column("rank", N_("No."), Kind.INTEGER, 50),
        Column("customer", N_("Customer"), Kind.TEXT, 240, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 60, choices=dict(ENUMERATIONS["grade"]), tones=GRADE_TONES),
        Column("score", N_("Priority"), Kind.INTEGER, 80),
        Column("reasons", N_("Why"), Kind.TEXT, 420),
        Column("nearest_end", N_("Nearest end"), Kind.DATE, 100),
        Column("last_contact", N_("Last contact"), Kind.DATE, 100, quiet=True),
        Column("value", N_("Worth"), Kind.PERCENT, 70),
        Column("risk", N_("Risk"), Kind.PERCENT, 70),
        Column("contact", N_("Time since contact"), Kind.PERCENT, 100),
        Column("expiry", N_("Expiry"), Kind.PERCENT, 70),
        Column("grid", N_("Grid"), Kind.TEXT, 80, shown=False),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 120, shown=False),
    ]


class PriorityTab(QWidget):
    """The table and the weights it is made with."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table = RecordTable(
            "priorities",
            priority_columns(),
            context.preferences,
            context.today,
            empty=Empty(
                _("No customers yet"),
                _("Import the month's file, then this list says whom to see first."),
                _("Import the month's file"),
                lambda: context.import_wanted.emit(()),
                "file-down",
            ),
        )
        self.table.opened.connect(self._open)
        offer_papers(self, context, self.table, _("Whom to see first"))
        self.weights = muted("")
        head = in_row(self.weights, STRETCH, button(_("Change the weights"), self.change_weights))
        in_column(head, (self.table, 1), gap=12, within=self)

    def load(self, session: Session, today: date) -> None:
        """Read and show."""
        weights = read_weights(session)
        words = _("Weights: value {value}, risk {risk}, time since contact {contact}, expiry {expiry}.")
        self.weights.setText(words.format(**vars(weights)))
        self.table.set_rows([_row(row) for row in list_priorities(session, today, weights)])

    def change_weights(self) -> FormDialog:
        """Edit the four weights; 0 leaves a factor out."""
        form = Form(columns=2)
        labels = {"value": _("Worth"), "risk": _("Risk"), "contact": _("Time since contact"), "expiry": _("Expiry")}
        for key, words in labels.items():
            form.add(key, words, IntegerField(0, _MOST), needed=True)
        with self._context.read() as session:
            form.set_values(dict(vars(read_weights(session))))

        def save(values: dict[str, int]) -> None:
            with self._context.write(N_("Change the weights of priorities")) as session:
                save_weights(session, PriorityWeights(**values))
            self._context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, _("Weights of priorities"), form, save)
        dialog.open()
        return dialog

    def _open(self, customer: str) -> None:
        self._context.open_page("customer", customer, within=self.table.shown_ids())


def _row(row: PriorityRow) -> tuple[object, ...]:
    factors = row.priority
    return (
        row.customer_id,
        row.rank,
        row.customer,
        row.grade,
        factors.score,
        _("; ").join(reason.rstrip("。.") for reason in row.reasons),
        row.nearest_end,
        row.last_contact,
        factors.value,
        factors.risk,
        factors.contact,
        factors.expiry,
        row.grid,
        row.revenue_fen,
    )
